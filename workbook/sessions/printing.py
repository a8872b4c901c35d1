"""What a session needs on paper and in the bag, counted for the people who come."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.sessions.model import Session, Thing
from workbook.sessions.plan import Plan
from workbook.sessions.timing import Timed

OVER = 2
"""How many of each are printed on top."""
MOST_SHEETS = 67
"""The most sheets of paper for a room of 20 people, in any plan."""
MOST_IN_ALL = 70
"""The most sheets for 20 people and 60 minutes with the papers for those who lead."""
MOST_SIDES = {"script": 6, "host": 2, "card": 2, "prepare": 2, "sponsor": 2}
"""The most sides a paper for those who lead may have; others have one. A script of 90 minutes may have more."""


@dataclass(frozen=True)
class Copies:
    """How often one thing is printed, or brought."""

    name: str
    """With its number: "Sheet 1, What we read"."""
    number: int
    sheets: int
    """A4 sheets of paper; 0 for what is not printed."""
    note: str
    """How to print it."""


def needed(times: list[Timed], session: Session) -> list[Thing]:
    """The things that come out in this plan, sheets first."""
    out = {key for timed in times for key in timed.beat.out}
    return [thing for thing in session.things if thing.key in out]


def most_sides(session: Session) -> dict[int, int]:
    """The most sides of each paper, by its number."""
    known = {thing.key: thing.sides for thing in session.things if isinstance(thing.key, int)}
    return known | {paper.no: MOST_SIDES.get(paper.id, 1) for paper in session.papers}


def inside_is_read(times: list[Timed], thing: Thing) -> bool:
    """Whether the second side of a sheet to read is read in this plan: else it is not printed."""
    inside = thing.source.get("inside")
    return bool(inside) and any(timed.beat.use == inside for timed in times)


def sides(times: list[Timed], thing: Thing) -> int:
    """How many sides of a sheet are printed in this plan."""
    return 1 if thing.source.get("inside") and not inside_is_read(times, thing) else thing.sides


def room_list(session: Session, plan: Plan) -> list[Copies]:
    """The sheets for the room, with how many of each."""
    times = plan.times(session)
    return [_copies(thing, plan, times) for thing in needed(times, session) if thing.is_sheet]


def kit_list(session: Session, plan: Plan) -> list[Copies]:
    """What is brought and not printed."""
    times = plan.times(session)
    kit = [thing for thing in needed(times, session) if not thing.is_sheet]
    return [Copies(thing.title, _number(thing, plan), 0, "") for thing in kit]


def leader_list(session: Session, plan: Plan, sides_of: Mapping[str, int]) -> list[Copies]:
    """The papers for those who lead. `sides_of` says how many sides a paper has, by its id; else it has one."""
    listed = []
    for paper in session.papers:
        if (paper.id == "sponsor" and not plan.asks) or (paper.id == "host" and not plan.elsewhere):
            continue
        sheets = paper.copies * math.ceil(sides_of.get(paper.id, 1) / 2)
        listed.append(Copies(f"Paper {paper.no}, {paper.title}", paper.copies, sheets, f"for {paper.reader}"))
    return listed


def sheets(copies: list[Copies]) -> int:
    """How many sheets of paper that is."""
    return sum(one.sheets for one in copies)


def copies_of(thing: Thing, plan: Plan) -> tuple[int, int]:
    """How many of a thing are needed, and how many A4 sheets that is."""
    number = _number(thing, plan)
    return number, math.ceil(number / thing.per)


def _copies(thing: Thing, plan: Plan, times: list[Timed]) -> Copies:
    number, paper = copies_of(thing, plan)
    return Copies(f"Sheet {thing.key}, {thing.title}", number, paper, " ".join(_how(thing, times)))


def _number(thing: Thing, plan: Plan) -> int:
    if thing.who == "person":  # the host marks slips for those elsewhere
        return (plan.people if thing.write == "bag" else plan.here) + OVER
    if thing.who == "group":
        groups = len(plan.groups_here) + (len(plan.groups_elsewhere) if thing.write == "bag" else 0)
        return groups + (OVER if thing.is_sheet else 0)
    return 2 if thing.is_sheet else 1


def _how(thing: Thing, times: list[Timed]) -> Iterator[str]:
    yield "Both sides." if sides(times, thing) == 2 else "One side."
    if thing.hard and inside_is_read(times, thing):
        yield "Fold it, with the hard part inside."
    if thing.per > 1:
        yield f"{thing.per} to a page: cut them apart."
    if thing.after:
        yield "Keep it back until the leader says so."
