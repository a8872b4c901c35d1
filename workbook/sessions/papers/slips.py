"""Slips to cut, all alike, and the sheet by which two people count: it has no box for a number."""

from __future__ import annotations

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items
from workbook.sessions.papers import pages
from workbook.sessions.papers.material import Chapter

MAY_GO, CHOOSE = "May it go?", "If the slips choose the line, too"
"""Two ways to ask the room about the ask: the headings under which the words to say have them."""
STAYS = "It stays here"
LINES = tuple(str(number) for number in range(1, 8))
WHICH = "Which line matters most to you?"
YES_NO = ("Yes", "No")
FIRST = (
    "Print these two pages, and of the others only those that you use, on one side, all on the same paper. "
    "Everybody gets the same slip, also people with large print: you read the question aloud, and it stands "
    "on the flipchart."
)
NO_BOX = "There is no box for a number on this sheet, on purpose. Nothing is written down."


def slips(chapter: Chapter) -> list[Block]:
    """The sheet to count by, then a page of slips for the ask and for each question that may be asked."""
    room = pages.section(pages.CONDITIONS, "The rules, and why")
    count = pages.section(pages.CONDITIONS, "On paper")
    return [
        blocks.paragraph(FIRST),
        blocks.part("The rules"),
        *(one for one in room if isinstance(one, Items)),
        blocks.part("Count, and say one sentence"),
        *count[1:],
        blocks.paragraph(NO_BOX),
        blocks.part("Fewer than 11"),
        *pages.section(pages.CONDITIONS, "Fewer than 11"),
        *(block for one in (MAY_GO, CHOOSE) for block in _of_the_ask(one)),
        *to_cut(chapter),
    ]


def _of_the_ask(heading: str) -> list[Block]:
    return [blocks.part(f"Slips for the ask: {heading}"), *pages.section("words-to-say", heading)]


def to_cut(chapter: Chapter) -> list[Block]:
    """The pages of slips."""
    return [
        blocks.slips(f"Slips for the ask: {MAY_GO}", MAY_GO, ("It may go", STAYS)),
        blocks.slips(f"Slips for the ask: {CHOOSE}", WHICH, (*LINES, STAYS)),
        *(blocks.slips(f"Slips: {one}", one, YES_NO) for one in pages.conditions(chapter.name)),
    ]
