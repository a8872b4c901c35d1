"""Rules on the glossary: every word has a short meaning and is linked, and every link has its word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.glossary import LINK, PAGE, read
from workbook.checks import facilitator_pages
from workbook.kit.text import files
from workbook.paths import ROOT

LONGEST = 45
"""Words that a meaning may have: it opens in the middle of a sentence."""


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
    page = files.read(path)
    others = [files.read(other) for other in sorted(path.parent.rglob("*.md")) if other != path]
    cells = [cell.source for one in contents.readable(root / "notebooks") for cell in one.cells]
    elsewhere = "\n".join([*others, *cells])
    return [
        *problems(page, elsewhere),
        *(f"book/{PAGE.name}: {problem}" for problem in facilitator_pages.problems(page)),
    ]
