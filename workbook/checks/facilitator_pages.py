"""Rules on the words of `book/facilitate/`, which say how to run a room.

They keep to what a chapter's notes for facilitators keep to: figures about the world have evidence, numbers
below a hundred in a sentence that links to none are instructions ("eleven answers", "14 days"), and the
language is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbook.checks import figures, language
from workbook.kit.text import files, markdown
from workbook.paths import BOOK

FOLDER = BOOK / "facilitate"
PROMISES = re.compile(
    r"\b(?:completely|totally|fully|strictly|always) (?:confidential|private|anonymous)\b", re.IGNORECASE
)
"""What nobody who leads a session can promise."""


def problems(page: str) -> Iterator[str]:
    """What is wrong with the words of one page for facilitators."""
    yield from figures.problems(language.without_instructions(page))
    text = markdown.plain_text(page)
    yield from (f"{one} Take out “{said}”." for one, said in _said(text))
    if match := language.PLACEHOLDERS.search(text):
        yield f"“{match.group()}” is a placeholder. Write what belongs there, or take it out."
    if (grade := language.reading_grade([page])) > language.HARDEST_GRADE:
        yield f"it reads at grade {grade:.1f}, and {language.HARDEST_GRADE:.0f} is the limit. Shorten sentences."


def in_book(book: Path = BOOK) -> list[str]:
    """What is wrong with the pages for facilitators, each with the page's name."""
    return [
        f"{page.relative_to(book.parent).as_posix()}: {text}"
        for page in sorted((book / FOLDER.name).glob("*.md"))
        for text in problems(files.read(page))
    ]


def _said(text: str) -> Iterator[tuple[str, str]]:
    for pattern, instead in language.REFUSED.items():
        if match := re.search(pattern, text):
            yield instead, match.group()
    if match := PROMISES.search(text):
        yield "Nobody can promise that: say what stays, and what cannot stay.", match.group()
