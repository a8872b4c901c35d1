"""The chapters in short: how a page asks for them, what each line says, and where the five-minute version is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import example_chapter as example
import pytest

from workbook.chapters import contents
from workbook.chapters.readers import readers
from workbook.paths import NOTEBOOKS, ROOT
from workbook.site import chapter_cards

CARDS = [
    chapter_cards.Card(
        "notebooks/07-a",
        "a",
        7,
        "A & B",
        "Who came?",
        31,
        "A part",
        3,
        "you like <it>",
        ("nurse",),
        "It is hard.",
        "door",
    ),
    chapter_cards.Card(
        "notebooks/08-b", "b", 8, "Later", "Why?", 33, "Another", 4, "you want more", ("board",)
    ),
]


def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str) -> str:
    """What a page shows where it asks for chapters like this."""
    monkeypatch.setattr(chapter_cards, "cards", lambda app: CARDS)
    app: Any = SimpleNamespace(
        srcdir=str(tmp_path), builder=SimpleNamespace(get_relative_uri=lambda name, to: f"../{to}.html")
    )
    context = {"body": f"<p>Before</p><div {asked}></div><p>After</p>"}
    chapter_cards.quilt(app, "book/which", "page.html", context, None)
    assert context["body"].startswith("<p>Before</p><") and context["body"].endswith("<p>After</p>")
    return context["body"]


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        (
            'data-lists="chapters" data-for="nurse" data-as="rows"',
            ["A &amp; B", "31 minutes"],
            ["Later", "Take it"],
        ),
        (
            'data-lists="chapters" data-part="4" data-as="invitations"',
            ["Take it if you want more."],
            ["A &amp; B"],
        ),
        ('data-lists="chapters" data-for="nurse" data-as="notes"', ["It is hard."], ["Take it"]),
        (
            'data-lists="chapters" data-as="five"',
            ["07-a.html#door", "08-b.html#step-1", "Why?"],
            ["minutes</small>"],
        ),
        ('data-lists="chapters" data-for="doctor" data-as="rows"', ["Any chapter is a good one"], ["<li"]),
        ('data-lists="chapters" data-part="3" data-as="invitations"', ["you like &lt;it&gt;."], ["Later"]),
    ],
)
def test_a_page_gets_the_chapters_that_it_asks_for(
    asked: str, there: list[str], not_there: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    html = listed(monkeypatch, tmp_path, asked)
    assert all(said in html for said in there), html
    assert not any(said in html for said in not_there), html


def test_a_page_may_ask_more_than_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    twice = 'data-lists="chapters" data-for="nurse" data-as="rows"></div><div data-lists="chapters" data-as="five"'
    html = listed(monkeypatch, tmp_path, twice)
    assert html.count('<ul class="wb-rows"') == 2 and "data-lists" not in html


@pytest.mark.parametrize(("chosen", "address"), [(None, "07-a.html#door"), (1, "08-b.html#step-1")])
def test_the_five_minute_door_leads_where_a_notebook_says_and_else_to_the_first_chapter(
    chosen: int | None, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = [replace(card, five_minutes_first=n == chosen) for n, card in enumerate(CARDS)]
    monkeypatch.setattr("test_chapter_cards.CARDS", known)
    html = listed(monkeypatch, tmp_path, "><a data-five-minutes>Five</a")
    assert f'{address}">Five</a' in html and "data-five-minutes" not in html


def test_the_five_minute_version_begins_at_the_heading_above_its_prompt(tmp_path: Path) -> None:
    book = example.chapter()
    assert chapter_cards.five_minutes(example.read_at(tmp_path, book)) == "step-1", (
        "no heading of its own: the step"
    )
    place = next(n for n, cell in enumerate(book["cells"]) if '"door"' in cell["source"])
    door = example.prose("### Only five minutes? Start here\n\nOne finding.")
    book["cells"].insert(place, {**door, "id": "five"})
    assert chapter_cards.five_minutes(example.read_at(tmp_path, book)) == "only-five-minutes-start-here"


def test_every_reader_of_a_chapter_is_known_and_every_chapter_has_some() -> None:
    for chapter in contents.chapters(NOTEBOOKS):
        assert set(chapter.about["for"]) <= set(readers()), chapter.id


def test_no_count_of_chapters_is_kept_by_hand() -> None:
    count = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|\d+) chapters\b|so far"
    for name in (
        "welcome",
        "which-chapter",
        *(f"parts/{path.stem}" for path in (ROOT / "book/parts").glob("*.md")),
    ):
        text = (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")
        assert not re.search(count, text, re.IGNORECASE), name


def test_every_part_of_the_book_shows_its_picture_and_lists_its_chapters() -> None:
    for part in contents.parts(ROOT):
        page = (ROOT / f"{part.entry}.md").read_text(encoding="utf-8")
        name, number = Path(part.entry).name, contents.part_number(ROOT, part)
        assert f"](pictures/{name}.svg)" in page, f"{part.entry}.md does not show its picture"
        assert f'<div data-lists="chapters" data-part="{number}" data-as="invitations"></div>' in page, (
            part.entry
        )
