"""The papers of a chapter: their names, and what stands on each."""

from __future__ import annotations

from workbook.documents.paper import LARGE, Paper
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Slips
from workbook.sessions.papers.handout import handout, later
from workbook.sessions.papers.handouts import handed
from workbook.sessions.papers.material import Chapter
from workbook.sessions.papers.script import script
from workbook.sessions.papers.sheets import ask_sheet, record
from workbook.sessions.papers.slips import slips

BOOK = "The Whys and the Hows"
LICENCE = (
    "Copy it, and change it: say where it comes from (CC BY 4.0). "
    "Independent. Not produced or endorsed by the NHS, or by the organisations whose work it describes."
)


def papers(chapter: Chapter) -> list[Paper]:
    """Every paper of a chapter; what people hold in the room also in large print."""
    name = chapter.name
    ours = [
        Paper("script-for-the-one-who-leads", f"Script: {name}", _signed(script(chapter))),
        Paper("slips", f"Slips: {name}", _signed_before_slips(slips(chapter))),
    ]
    held = [
        Paper("handout", f"Handout: {name}", _signed(handout(chapter))),
        Paper("ask-sheet", "An ask", _signed(ask_sheet())),
        Paper("record-to-keep", f"A record to keep: {name}", _signed(record(chapter))),
    ]
    if sheets := handed(chapter):
        held.insert(0, Paper("pages-to-hand-out", f"Pages to hand out: {name}", _each_signed(sheets)))
    if opened := later(chapter):
        held.insert(-2, Paper("handout-for-later", f"For later: {name}", _signed(opened)))
    return [*ours, *held, *(Paper(f"{one.name}-large-print", one.title, one.blocks, LARGE) for one in held)]


def _signed(made: list[Block]) -> list[Block]:
    return [*made, blocks.small(f"From {BOOK}. {LICENCE}")]


def _each_signed(sheets: list[list[Block]]) -> list[Block]:
    """Sheets that are handed out apart say apart where they come from; the first is for whoever leads."""
    first, *rest = sheets
    return [*first, *(block for one in rest for block in [blocks.new_page(), *_signed(one)])]


def _signed_before_slips(made: list[Block]) -> list[Block]:
    """Where slips are cut from the last pages, the last line stands before them."""
    first = next(place for place, one in enumerate(made) if isinstance(one, Slips))
    return [*_signed(made[:first]), *made[first:]]
