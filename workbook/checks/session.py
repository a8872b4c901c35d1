"""Rules on what a facilitator needs: a note for each step, plans that add up, and what is handed out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from workbook.chapters.notebook import Cell, Notebook
from workbook.checks.rule import Finding, chapter_rules

SAYS = ("Purpose", "Minutes", "What usually happens", "Watch for", "Without a screen")
LENGTHS = (20, 60, 90)
"""How long a session may be, in minutes: every chapter has a plan for each."""
FRAME = ("open", "break", "close")
"""What the minutes of the facilitator's opening and closing are given for."""
PICTURE, CHART = 'class="wb-figure wb-picture"', 'class="wb-figure wb-chart"'
"""What a stored output has in it that shows a picture, or a chart."""
HANDED = ("words", "picture", "chart", "strips")
"""What a step may hand out on paper: its words, its picture, its chart, or its numbered list in strips."""


def facilitators_have_notes(chapter: Notebook) -> Iterator[Finding]:
    """After each step's content stands one cell for the facilitator that says all five things."""
    notes: dict[int, list[Cell]] = {step.start.number: [] for step in chapter.steps}
    starts = sorted(notes)
    for cell in chapter.facilitator:
        about = str(cell.about.get("facilitates", ""))
        if cell.kind != "markdown":
            yield cell, 'this cell is tagged "facilitator" and is no Markdown cell. Remove the tag.'
        if about == "session":
            continue
        start = max((number for number in starts if number < cell.number), default=0)
        if start:
            notes[start].append(cell)
        if about != cell.part or not about:
            yield (
                cell,
                f'this note stands in the part "{cell.part}" and its metadata say it facilitates "{about}". '
                f'Write "workbook": {{"facilitates": "{cell.part}", "plan": ...}}, or move it.',
            )
        for words in SAYS:
            if not re.search(rf"\*\*{re.escape(words)}\b[^*\n]*\*\*", cell.source, re.IGNORECASE):
                yield (
                    cell,
                    f'this facilitator note does not say "**{words}.**". Add it, in bold, with what to say.',
                )
    for step in chapter.steps:
        have = notes[step.start.number]
        if len(have) != 1:
            what = "no note" if not have else f"{len(have)} notes"
            yield (
                step.start,
                f'this step has {what} for the facilitator. Put one cell tagged "facilitator" at its end.',
            )
            continue
        end = min((number for number in starts if number > step.start.number), default=len(chapter.cells) + 1)
        after = [
            cell for cell in chapter.cells if have[0].number < cell.number < end and not cell.is_facilitator
        ]
        if after:
            yield have[0], "the facilitator's note stands before some of its step. Put it at the step's end."


def session_plans_add_up(chapter: Notebook) -> Iterator[Finding]:
    """The facilitator's minutes add up to exactly 20, 60 and 90."""
    sessions = [cell for cell in chapter.facilitator if cell.about.get("facilitates") == "session"]
    if len(sessions) != 1:
        yield (
            None,
            f"there are {len(sessions)} cells for the facilitator's opening and closing. Keep one cell "
            "tagged "
            '"facilitator" with the metadata "workbook": {"facilitates": "session", "plan": {...}}.',
        )
    for length in LENGTHS:
        total = 0
        for cell in chapter.facilitator:
            minutes = session_minutes(cell.about, length)
            if minutes is None:
                form = '{"open": 2, "close": 2}' if cell in sessions else "5"
                yield (
                    cell,
                    f'this note has no minutes for the plan of {length}. Add to its "plan" such as '
                    f'"{length}": {form}, 0 if left out.',
                )
                continue
            total += minutes
        if total != length:
            yield (
                None,
                f"the plan of {length} minutes adds up to {total}. Correct the minutes in the facilitator "
                "cells.",
            )


def the_break_has_a_place(chapter: Notebook) -> Iterator[Finding]:
    """Where a plan has a break, the opening's cell says after which step it comes, by its heading."""
    headings = [step.title for step in chapter.steps]
    for cell in chapter.facilitator:
        plan = cell.about.get("plan")
        frames = [one for one in plan.values() if isinstance(one, dict)] if isinstance(plan, dict) else []
        if any(one.get("break") for one in frames) and cell.about.get("break_after") not in headings:
            yield (
                cell,
                'a plan has a break, and this note does not say after which step. Add "break_after" beside '
                '"plan", with the heading of a step.',
            )


def what_is_handed_out_is_there(chapter: Notebook) -> Iterator[Finding]:
    """What a step hands out in a session is there, once; what is hard has a warning before it."""
    starts = [step.start.number for step in chapter.steps]
    for note in chapter.facilitator:
        kind = note.about.get("hands_out")
        start = max((number for number in starts if number < note.number), default=0)
        cells = [cell for cell in chapter.cells if start <= cell.number < note.number]
        if kind is not None and kind not in HANDED:
            yield note, f'"hands_out" says "{kind}". It may say: {", ".join(HANDED)}.'
        elif kind is not None and (have := _to_hand_out(cells)[kind]) != 1:
            yield (
                note,
                f"this step hands out its {kind}, and has {have or 'none'}. Keep one there, or change "
                '"hands_out".',
            )
    for before, cell in pairwise(chapter.cells):
        last = before.source.rstrip().rpartition("\n\n")[2]
        if cell.about.get("hard") and not (before.is_prose and last.startswith("**")):
            yield (
                cell,
                'this cell is "hard", and no warning in bold ends the cell before it. Write one there.',
            )


def _to_hand_out(cells: list[Cell]) -> dict[str, int]:
    """How many there are of what a step may hand out; its words count as one."""
    prose = [cell.source for cell in cells if cell.is_prose]
    return {
        "words": int(bool(prose)),
        "picture": sum(PICTURE in cell.html for cell in cells),
        "chart": sum(CHART in cell.html for cell in cells),
        "strips": sum(len(re.findall(r"^1\. ", source, re.MULTILINE)) for source in prose),
    }


def session_minutes(about: dict[str, Any], length: int) -> int | None:
    """The minutes that a facilitator's cell gives to a length; None where it gives no whole number of them.

    A step's cell gives one number, the cell for opening and closing one for each of `FRAME`.
    """
    plan = about.get("plan")
    said = plan.get(str(length)) if isinstance(plan, dict) else None
    frame = about.get("facilitates") == "session"
    if frame and not (isinstance(said, dict) and {"open", "close"} <= said.keys() <= set(FRAME)):
        return None
    parts: list[Any] = list(said.values()) if isinstance(said, dict) else [said]
    return sum(parts) if all(type(one) is int and one >= 0 for one in parts) else None


RULES = chapter_rules(
    facilitators_have_notes, session_plans_add_up, the_break_has_a_place, what_is_handed_out_is_there
)
