"""The plans of a chapter as one plain table: its steps, and when each begins in 20, 60 and 90 minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from workbook.checks.session import LENGTHS
from workbook.kit.drawing import tables
from workbook.sessions.steps import Session

START = datetime(2000, 1, 1, 14, 0)
"""When the sessions of these tables begin. Only its time of day is shown."""
LEFT_OUT = "left out"


def plans(session: Session, page: str = "") -> str:
    """The table of one chapter, as HTML. `page` is the address of the chapter's page, seen from where the
    table stands: nothing on that page itself.
    """
    begins = [starts(session, length) for length in LENGTHS]
    rows = [
        [tables.Cell(step.title, _link(f"{page}#{step.id}", step.title) if step.part else "")]
        + [tables.Cell(times.get(step.id, LEFT_OUT)) for times in begins]
        for step in session.steps
    ]
    ends = [f"{START + timedelta(minutes=length):%H:%M}" for length in LENGTHS]
    rows.append([tables.Cell(text) for text in ("The end", *ends)])
    headers = ["Step", *(f"{length} minutes" for length in LENGTHS)]
    caption = f"{session.title} (from {START:%H:%M})"
    return tables.render(caption, headers, [tables.Group("", rows)], name=f"plans-{session.id}")


def starts(session: Session, length: int) -> dict[str, str]:
    """When each step of this length begins, and how long it has, by the step's id."""
    at, found = START, {}
    for step, minutes in session.plan(length):
        found[step.id] = f"{at:%H:%M},\u00a0{minutes}\u00a0min"
        at += timedelta(minutes=minutes)
    return found


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>'
