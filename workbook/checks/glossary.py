"""The words that the book explains, read from `book/glossary.md`: each a heading with a short meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.chapters import contents
from workbook.checks import facilitator_pages
from workbook.kit.text import markdown
from workbook.paths import BOOK, ROOT

PAGE: Path = BOOK / "glossary.md"
LINK = re.compile(r"\[([^\]\[]+)\]\(([\w./-]*glossary\.md)#([\w-]+)\)")
"""A link to a word: what it says, the page, the word's anchor."""

LONGEST = 45
"""Words that a meaning may have: it opens in the middle of a sentence."""


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
            name = markdown.words(block) if block.tag == "h2" else ""
            if name:
                found[markdown.anchor(name)] = Word(name, markdown.anchor(name), "")
        elif block.type == "paragraph" and name:
            found[markdown.anchor(name)] = Word(name, markdown.anchor(name), markdown.words(block))
            name = ""
    return found


def words() -> dict[str, Word]:
    """The project's own words."""
    return read(PAGE.read_text(encoding="utf-8"))


def problems(page: str, elsewhere: str) -> Iterator[str]:
    """What is wrong with a page of words, given the text of all other pages."""
    known = read(page)
    linked = {match[3] for match in LINK.finditer(elsewhere)}
    for word in known.values():
        where = f"book/glossary.md, “{word.name}”"
        if not word.meaning:
            yield f"{where}: there is no meaning below it. Write one or two sentences."
        if (count := len(word.meaning.split())) > LONGEST:
            yield f"{where}: the meaning has {count} words, and {LONGEST} is the limit. Shorten it."
        if word.anchor not in linked:
            yield f"{where}: no page links to it. Link where it is first used, or take it out."
    for anchor in sorted(linked - set(known)):
        yield f"A link leads to book/glossary.md#{anchor}, which is not there. Correct it, or add the word."
    names = [word.name.lower() for word in known.values()]
    if names != sorted(names):
        yield "book/glossary.md: the words are not in the order of the alphabet."


def in_book(root: Path = ROOT) -> list[str]:
    """What is wrong with the glossary of a book."""
    path = root / "book" / PAGE.name
    page = path.read_text(encoding="utf-8")
    others = [
        other.read_text(encoding="utf-8") for other in sorted(path.parent.rglob("*.md")) if other != path
    ]
    cells = [cell.source for one in contents.readable(root / "notebooks") for cell in one.cells]
    elsewhere = "\n".join([*others, *cells])
    return [
        *problems(page, elsewhere),
        *(f"book/{PAGE.name}: {problem}" for problem in facilitator_pages.problems(page)),
    ]
