"""The timeline: the reports and what followed, from ``data/timeline.csv``, as a picture with its table.

``python -m workbook evidence`` writes the page ``book/timeline.md``, and a check says when it no longer
matches the data. A date is as exact as its row of evidence: a day, a month, or a year.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from html import escape
from pathlib import Path

from workbook.evidence import EvidenceError, Ledger, owner
from workbook.kit.drawing import svg, tables
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text import dates
from workbook.paths import DATA

FILE: Path = DATA / "timeline.csv"
KINDS: Mapping[str, str] = {"report": "a report", "law": "a change in the law", "answer": "something else"}
"""What an event can be, in words."""

FIRST, LAST = 2010, 2026
"""The years of the picture. The last is the year in which it was put together."""


@dataclass(frozen=True)
class Event:
    """Something that happened: when, in which thread, and the row of evidence that it rests on."""

    date: str
    thread: str
    kind: str
    label: str
    what: str
    row: str

    @property
    def when(self) -> str:
        """The date in words, as exact as it is known: "27 November 2014", "July 2014", "2024"."""
        return dates.spoken(self.date)

    @property
    def span(self) -> tuple[float, float]:
        """From when to when it can have been, in years: a day is a point, a year is a whole year."""
        year, *rest = (int(part) for part in self.date.split("-"))
        if not rest:
            return year, year + 1
        month = year + (rest[0] - 1) / 12
        if len(rest) == 1:
            return month, month + 1 / 12
        point = year + (date(year, *rest).timetuple().tm_yday - 1) / 365.25
        return point, point


def events(ledger: Ledger, file: Path = FILE) -> list[Event]:
    """Read every event, in order of time.

    Raises ``EvidenceError`` for an empty field, a date that is none or lies outside the picture, an unknown
    kind, or a row of evidence that does not exist, has one source alone, or does not hold the year.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        found = [_event(line, place, ledger) for place, line in enumerate(csv.DictReader(lines), start=2)]
    return sorted(found, key=lambda event: (event.date, event.thread))


def _event(line: Mapping[str, str], place: int, ledger: Ledger) -> Event:
    where = f"data/timeline.csv, line {place}"
    names = [one.name for one in fields(Event)]
    if empty := [name for name in names if not line.get(name)]:
        raise EvidenceError(f"{where}: {empty[0]} is empty. Fill it in.")
    event = Event(**{name: line[name] for name in names})
    try:
        start, end = event.span
    except (ValueError, TypeError) as error:
        raise EvidenceError(
            f"{where}: “{event.date}” is no date. Write 2014-11-27, 2014-11 or 2014."
        ) from error
    if not FIRST <= start <= end <= LAST + 1:
        raise EvidenceError(f"{where}: {event.date} is outside the picture ({FIRST} to {LAST}).")
    if event.kind not in KINDS:
        raise EvidenceError(f"{where}: “{event.kind}” is no kind. There are: {', '.join(KINDS)}.")
    row = ledger.rows.get(event.row)
    if row is None:
        raise EvidenceError(f"{where}: there is no row “{event.row}”. The evidence page lists every id.")
    if row.status == "single":
        raise EvidenceError(
            f"{where}: one source alone has “{event.row}”. Leave the line out, or confirm the row first."
        )
    if event.date[:4] not in row.text:
        raise EvidenceError(f"{where}: the row “{event.row}” does not hold the year {event.date[:4]}.")
    return event


def threads(found: Sequence[Event]) -> dict[str, list[Event]]:
    """The events by thread, reports first, the others by their first event."""
    made: dict[str, list[Event]] = {"Reports": []}
    for event in found:
        made.setdefault(event.thread, []).append(event)
    return made


# --- the picture -----------------------------------------------------------------------------------

_WIDTH, _LEFT, _STEP = 340, 8, 19
_TOP, _HEAD, _LINE, _GAP = 26, 16, 13, 14
"""The room above the first thread, for a thread's name, for a line of labels, and between threads."""
_LETTER = 5.9
"""How wide a letter of a label is, at most."""


def _x(year: float) -> float:
    return round(_LEFT + (year - FIRST) * _STEP, 1)


def _middle(event: Event) -> float:
    return sum(_x(at) for at in event.span) / 2


def _mark(event: Event, y: float) -> str:
    start, end = (_x(at) for at in event.span)
    middle = round(_middle(event), 1)
    width = f'<path d="M{start} {y}H{end}" stroke="{svg.INK}" stroke-width="3"/>' if end - start > 3 else ""
    if event.kind == "report":
        shape = f'<circle cx="{middle}" cy="{y}" r="5" fill="{svg.ACCENT}"/>'
    elif event.kind == "law":
        shape = f'<path d="M{middle - 4.5} {y - 4.5}h9v9h-9Z" fill="{svg.INK}"/>'
    else:
        shape = (
            f'<circle cx="{middle}" cy="{y}" r="4" fill="{svg.PAPER}" stroke="{svg.INK}" stroke-width="2"/>'
        )
    return width + shape


def _placed(its: Sequence[Event]) -> list[tuple[Event, float, int]]:
    """Give each label its left edge and its line below the marks, so that none lies on another."""
    ends: list[float] = []
    placed = []
    for event in its:
        width = len(event.label) * _LETTER
        left = min(max(_middle(event) - 5, _LEFT), _WIDTH - 2 - width)
        line = next((place for place, end in enumerate(ends) if end + 5 < left), len(ends))
        ends[line : line + 1] = [left + width]
        placed.append((event, round(left, 1), line))
    return placed


def _thread(name: str, its: Sequence[Event], top: float) -> tuple[list[str], float]:
    """Draw one thread from ``top`` on: its name, its line with the marks, their labels. Say where it ends."""
    line = top + _HEAD
    placed = _placed(its)
    parts = [
        f'<text x="{_LEFT}" y="{top + 4}" font-size="13" font-weight="bold" fill="{svg.INK}">'
        f"{escape(name)}</text>",
        f'<path d="M{_LEFT} {line}H{_x(LAST + 1)}" stroke="{svg.SOFT}" stroke-width="1"/>',
    ]
    for event, left, place in reversed(placed):
        y = line + 6 + _LINE * (place + 1)
        middle = round(_middle(event), 1)
        if place:
            parts.append(f'<path d="M{middle} {line}V{y - 10}" stroke="{svg.SOFT}" stroke-width="0.8"/>')
        parts.append(
            f'<text x="{left}" y="{y}" font-size="11" fill="{svg.INK}" stroke="{svg.PAPER}" stroke-width="3" '
            f'paint-order="stroke">{escape(event.label)}</text>'
        )
    parts += [_mark(event, line) for event in its]
    return parts, line + 6 + _LINE * (1 + max(place for _, _, place in placed)) + _GAP


def picture(found: Sequence[Event]) -> str:
    """Draw the years from left to right, and a line for each thread. The table below has the words."""
    rows = threads(found)
    body: list[str] = []
    top: float = _TOP + 8
    for name, its in rows.items():
        parts, top = _thread(name, its, top)
        body += parts
    years = []
    for year in range(FIRST, LAST + 2):
        years.append(f'<path d="M{_x(year)} 18V{top - 8}" stroke="{svg.LINE}" stroke-width="0.6"/>')
        if year <= LAST and year % 4 == 2:
            years += [
                f'<text x="{_x(year)}" y="{y}" font-size="11" fill="{svg.SOFT}">{year}</text>'
                for y in (12, top + 5)
            ]
    height = top + 10
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" font-family="Liberation Sans">{"".join([*years, *body])}</svg>'
    )
    return svg.inline(
        whole,
        key="timeline",
        label=f"The years {FIRST} to {LAST}, with a line for each thread and a mark for each event.",
        description=" ".join(_in_words(thread, its) for thread, its in rows.items()),
    )


def _in_words(thread: str, its: Sequence[Event]) -> str:
    return f"{thread}: {'; '.join(f'{event.when}, {event.what}' for event in its)}."


# --- the page --------------------------------------------------------------------------------------

INTRO = """\
# What was asked for, and when something came

A report comes out on one day. What it asks for takes years, comes in part, or does not come. This page puts
the reports of this book on one line with what followed them, as far as we have a source for it.

**Read it with care.** That something came after a report does not show that it came because of it. A gap
means that we have nothing, and not that nothing happened. Only what we saw at its source, or in at least two
other places, is here.

**Ask of it:** which wait seems longest to you? Who was waiting, and who could have made it shorter?
"""


def _table(found: Sequence[Event]) -> str:
    groups = []
    for year in sorted({event.date[:4] for event in found}):
        rows = []
        for event in (one for one in found if one.date[:4] == year):
            link = f"about/evidence/{owner(event.row)}.md#{event.row}"
            words = f'<a href="{link}">{escape(event.what)}</a>'
            rows.append([Cell(event.when), Cell(event.what, words), Cell(event.thread)])
        groups.append(Group(year, rows))
    return tables.render("The same in words", ["When", "What", "Thread"], groups, name="timeline")


def render(ledger: Ledger, file: Path = FILE) -> str:
    """The page ``book/timeline.md``. The same data always give the same page."""
    found = events(ledger, file)
    lines = [
        INTRO,
        '<figure class="wb-figure wb-picture wb-timeline" id="picture-timeline">',
        "<figcaption>Reports, and what followed, 2010 to 2026</figcaption>",
        '<p class="wb-timeline-key">'
        "<span>● a report</span> <span>■ a change in the law</span> "
        "<span>○ something else that followed</span> "
        "<span>A line through a mark: only the year is known.</span></p>",
        picture(found),
        "</figure>",
        "",
        _table(found),
        "",
        "What became of each report's wishes, as far as we know: "
        "[Themes across the reports](about/themes.md#what-became-of-each).",
    ]
    return "\n".join(lines) + "\n"
