"""Slips to cut, all alike, and the sheet by which two people count: it has no box for a number."""

from __future__ import annotations

from workbook.activities import _blocks
from workbook.activities._blocks import Block
from workbook.packs import blocks, pages
from workbook.packs.chapter import Chapter

ASK = "May the ask go?"
MAY_GO = ("It may go", "It stays here")
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
        _blocks.paragraph(FIRST),
        _blocks.part("The rules"),
        *(one for one in room if one["type"] == "list"),
        _blocks.part("Count, and say one sentence"),
        *count[1:],
        _blocks.paragraph(NO_BOX),
        _blocks.part("Fewer than 11"),
        *pages.section(pages.CONDITIONS, "Fewer than 11"),
        _blocks.part("The slips for the ask"),
        _blocks.paragraph(ask_rule()),
        *from_here(chapter),
    ]


def ask_rule() -> str:
    """How the slips for the ask are read, as the closing words say it."""
    said = [one["text"] for one in pages.section("words-to-say", "To close") if one["type"] == "say"]
    return next(text for text in said if "slip" in text)


def from_here(chapter: Chapter) -> list[Block]:
    """The pages to cut."""
    return [
        blocks.slips(f"Slips for the ask: {ASK[0].lower()}{ASK[1:]}", ASK, MAY_GO),
        *(blocks.slips(f"Slips: {one}", one, YES_NO) for one in pages.conditions(chapter.name)),
    ]
