"""Markdown as a tree: words, headings, links and anchors."""

from __future__ import annotations

import pytest

from workbook.kit.text import markdown

TEXT = """# A *title*

Some **bold** words,
[a link](a.md#b) and `code`.

| Head | Two |
| --- | --- |
| a | [b](c.md) |

- one
- ![a drawing](d.svg)
"""


def test_the_words_stand_block_by_block_without_marks() -> None:
    assert markdown.plain_text(TEXT).split("\n") == [
        "A title",
        "Some bold words, a link and code.",
        "one",
        "a drawing",
    ]
    assert markdown.plain_text(TEXT, headings=False, tables=True).split("\n")[1:5] == [
        "Head",
        "Two",
        "a",
        "b",
    ]


def test_links_come_with_their_words_and_pictures_are_links_to_their_file() -> None:
    assert markdown.links(TEXT) == [("a link", "a.md#b"), ("b", "c.md"), ("a drawing", "d.svg")]


def test_headings_are_words() -> None:
    assert markdown.headings(TEXT + "\n## What’s left?\n") == ["A title", "What’s left?"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What’s left?", "whats-left"),
        ("What's left?", "whats-left"),
        (" Only five minutes? Start here ", "only-five-minutes-start-here"),
        ("A (b): c", "a-b-c"),
    ],
)
def test_an_anchor_is_the_one_that_the_site_makes(heading: str, anchor: str) -> None:
    assert markdown.anchor(heading) == anchor
