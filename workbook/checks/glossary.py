"""The words that the book explains, read from `book/glossary.md`: each a heading with a short meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from workbook.chapters import contents
from workbook.checks import facilitator_pages
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


def read(markdown: str) -> dict[str, Word]:
    """The words on a page, by the anchor that the site and code hosts give their headings."""
    found = {}
    for part in re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        anchor = re.sub(r"[^\w -]", "", name.strip().lower()).replace(" ", "-")
        found[anchor] = Word(name.strip(), anchor, _plain(text))
    return found


def words() -> dict[str, Word]:
    """The project's own words."""
    return read(PAGE.read_text(encoding="utf-8"))


def problems(markdown: str, elsewhere: str) -> Iterator[str]:
    """What is wrong with a page of words, given the text of all other pages."""
    known = read(markdown)
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


def _plain(markdown: str) -> str:
    """The words of the first paragraph, without marks."""
    blocks = (one.children or [] for one in MarkdownIt().parse(markdown) if one.type == "inline")
    return "".join(" " if child.type == "softbreak" else child.content for child in next(blocks, []))
