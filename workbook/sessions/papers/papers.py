"""The papers of one session: what each is called, and what stands on it. A number and a name, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from workbook.documents.paper import DENSE, LARGE, SIZE, Paper
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.sessions import printing
from workbook.sessions.model import Session
from workbook.sessions.papers import leading, script
from workbook.sessions.papers.sheets import sheet
from workbook.sessions.plan import Plan

BOOK = "The Whys and the Hows"
LICENCE = (
    "Copy it, and change it: say where it comes from (CC BY 4.0). "
    "Independent. Not produced or endorsed by the NHS, or by the organisations whose work it describes."
)
FOR_ALL = ("card", "poster")
"""Papers that are the same for every chapter."""
LARGE_PRINT = "-large-print"
"""How the name of a file ends that has large letters."""
HELD = (1, 2, 3, 6)
"""The sheets that people read, which are there in large print too. Slips are the same for all."""

Maker = Callable[[Session, Plan], Iterable[Block]]
MAKERS: dict[str, Maker] = {
    "script": script.script,
    "host": script.host_sheet,
    "card": leading.card,
    "prepare": lambda session, plan: leading.prepare(session, plan, printing.MOST_SIDES),
    "sponsor": leading.sponsor,
    "invitation": leading.invitation,
    "poster": leading.poster,
    "record": leading.record,
}
SIZES = {"card": DENSE, "prepare": DENSE, "sponsor": DENSE, "host": DENSE}
"""Papers whose letters are smaller, so that each keeps to its sides."""


def papers(session: Session, plan: Plan) -> list[Paper]:
    """Every paper of this plan, in the order of their numbers; what people read also in large print."""
    made = []
    for thing in printing.needed(plan.times(session), session):
        if isinstance(thing.key, int):
            title = f"Sheet {thing.key}, {thing.title}"
            signed = _signed(sheet(thing, session, plan), bare="slip" in thing.source)
            made.append(Paper(_file(thing.key, thing.title), title, signed))
            if thing.key in HELD:
                made.append(Paper(f"{_file(thing.key, thing.title)}{LARGE_PRINT}", title, signed, LARGE))
    for paper in session.papers:
        if (paper.id == "sponsor" and not plan.asks) or (paper.id == "host" and not plan.elsewhere):
            continue
        made.append(for_leaders(paper.id, session, plan))
    return made


def for_leaders(id: str, session: Session, plan: Plan) -> Paper:
    """One of the papers for those who lead, by its id, such as `host`."""
    paper = next(paper for paper in session.papers if paper.id == id)
    title = f"Paper {paper.no}, {paper.title}" + ("" if id in FOR_ALL else f": {session.name}")
    blocks = _signed(list(MAKERS[id](session, plan)))
    return Paper(_file(paper.no, paper.title), title, blocks, SIZES.get(id, SIZE))


def _file(number: int, title: str) -> str:
    """The name of a file: `02-my-sheet`."""
    return f"{number:02d}-{re.sub(r'[^a-z]+', '-', title.lower().replace('’', '')).strip('-')}"


def _signed(made: list[Block], bare: bool = False) -> list[Block]:
    """The blocks with where they come from; slips are cut up, and say nothing."""
    return made if bare else [*made, blocks.Small(f"From {BOOK}. {LICENCE}")]
