"""What a reader takes out as Markdown and Word shows any text as it was typed. The scripts run in node."""

from __future__ import annotations

import base64
import html
import json
import re
import subprocess
from io import BytesIO
from typing import Any

import docx
import node
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbook.documents import word
from workbook.kit.text import blocks

TEXTS = st.text(max_size=60) | st.text(alphabet="*_#<>[]()`~\\-+=:|!&;1. \n\tab\x00", max_size=40)
CASES = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=15, max_size=15)
HARD = [
    ("1. #", "\x00\x0b\ud800x\udfff\ufffe😀 नमस्ते عربى\r\n\n  a  ", "\ufeff- x\u0085y\u2028z"),
    ("<b>", "# no\n> no\n```\nno\n```", "1) no"),
]


def written(documents: list[Any]) -> list[tuple[str, bytes]]:
    """The Markdown and the Word file that the page's own scripts make."""
    done = subprocess.run(
        [node.ensure(), node.ROOT / "tests" / "js" / "write-documents.js"],
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [(text, base64.b64decode(data)) for text, data in json.loads(done.stdout)]


def read_word(data: bytes) -> list[tuple[str, str]]:
    names = {"List Paragraph": "List Bullet"}
    found = docx.Document(BytesIO(data)).paragraphs
    return [(names.get(one.style.name, one.style.name), one.text) for one in found]


def read_markdown(text: str) -> list[tuple[str, str]]:
    """What a reader of Markdown shows, with every construct that a common dialect adds."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    kinds = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "p": "Normal", "li": "List Bullet"}
    found = re.findall(r"<(h1|h2|h3|p|li)>(.*?)</\1>", page.replace("<br />\n", "\n"), re.S)
    return [(kinds[tag], html.unescape(re.sub("<[^>]*>", "\0", shown))) for tag, shown in found]


def rows(text: str) -> str:
    """A text without its empty lines."""
    return "\n".join(row for row in blocks.clean(text).split("\n") if row.strip().strip("\ufeff"))


@settings(max_examples=4, deadline=None, database=None)
@given(CASES)
@example(HARD)
def test_any_text_is_shown_as_it_was_typed(cases: list[tuple[str, str, str]]) -> None:
    documents = [
        [
            head,
            [
                {"type": "heading", "text": head, "level": 1},
                {"type": "heading", "text": item},
                {"type": "answer", "text": typed},
                {"type": "list", "items": [item]},
            ],
        ]
        for head, typed, item in cases
    ]
    for (head, typed, item), (markdown, data) in zip(cases, written(documents), strict=True):
        one_line = [
            (style, " ".join(blocks.clean(text).split("\n")))
            for style, text in (("Title", head), ("Heading 1", head), ("Heading 2", item))
        ]
        wanted = [
            *one_line,
            *(("Normal", text) for text in word.paragraphs(typed)),
            ("List Bullet", rows(item)),
        ]
        assert read_markdown(markdown) == [(s, rows(text) if s == "Normal" else text) for s, text in wanted]
        there = word.write(
            head, [blocks.part(head), blocks.Heading(item), blocks.Answer(typed), blocks.items([item])]
        )
        assert read_word(data) == read_word(there)


def test_text_that_runs_from_right_to_left_says_so_in_word() -> None:
    arabic = "تعلمت أن أصغي إلى المريض في NHS."
    made = [{"type": "answer", "text": arabic}, {"type": "answer", "text": "I learned to listen."}]
    [(_, data)] = written([["My notes", made]])
    _, right, left = docx.Document(BytesIO(data)).paragraphs
    assert right.text == arabic
    assert right._p.xpath("./w:pPr/w:bidi") and right._p.xpath(".//w:rtl")
    assert not left._p.xpath("./w:pPr/w:bidi") and not left._p.xpath(".//w:rtl[not(@w:val='false')]")
