"""Two sheets to fill in: the ask with room for the reply, and the record that a person keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.kit.activities import ask
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items, Paragraph
from workbook.sessions.papers import pages
from workbook.sessions.papers.material import Chapter

HANDED, DUE = "Handed over on", "The reply is due on (14 days later)"
GAP = "____"
RECORD = "A record for those who need one"
OURS = "This sheet is yours. Nobody keeps a list of who took one."
LONG = ("relates", "learned", "will do")
"""What takes more than a line to write."""


def ask_sheet() -> list[Block]:
    """One page: what is asked, of which role, by when; and the reply. The chapter is not named on it."""
    return ask.sheet((HANDED, 1), (DUE, 1))


def record(chapter: Chapter) -> list[Block]:
    """What a person can show of the hour: filled in once by whoever led it, and then by the person."""
    made: list[Block] = [blocks.paragraph(OURS)]
    for block in pages.section("after", RECORD)[1:]:
        match block:
            case Items(texts):
                made += _fields(texts, chapter)
            case Paragraph(text, lead=""):
                made.append(blocks.part(text))
            case _:
                made.append(block)
    return made


def _fields(items: Sequence[str], chapter: Chapter) -> Iterator[Block]:
    for item in items:
        label = item.split(GAP)[0].rstrip(": ")
        if label == "Book and chapter":
            yield blocks.paragraph(f"{label}: The Whys and the Hows, “{chapter.session.title}”")
        elif GAP not in item:
            yield blocks.paragraph(item)
        else:
            yield blocks.field(label, 2 if any(word in label for word in LONG) else 1)
