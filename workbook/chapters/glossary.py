"""The words that the book explains, read from `book/glossary.md`: each a heading with a short meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from workbook.kit.text import files, markdown
from workbook.paths import BOOK

PAGE: Path = BOOK / "glossary.md"
LINK = re.compile(r"\[([^\]\[]+)\]\(([\w./-]*glossary\.md)#([\w-]+)\)")
"""A link to a word: what it says, the page, the word's anchor."""


@dataclass(frozen=True)
class Word:
    """A word and what it means: the first paragraph below it, without links."""

    name: str
    anchor: str
    meaning: str


def read(page: str) -> dict[str, Word]:
    """The words on a page, by the anchor of each heading."""
    found: dict[str, Word] = {}
    name = ""
    for block in markdown.tree(page).children:
        if block.type == "heading":
            name = markdown.text_of(block) if block.tag == "h2" else ""
            if name:
                found[markdown.anchor(name)] = Word(name, markdown.anchor(name), "")
        elif block.type == "paragraph" and name:
            found[markdown.anchor(name)] = Word(name, markdown.anchor(name), markdown.text_of(block))
            name = ""
    return found


def every_word() -> dict[str, Word]:
    """The project's own words."""
    return read(files.read(PAGE))
