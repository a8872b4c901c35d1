"""The timeline: the reports and what followed, from ``data/timeline.csv``, as a picture with its table.

``python -m workbook evidence`` writes the page ``book/timeline.md``, and a check says when it no longer
matches the data. A date is as exact as its row of evidence: a day, a month, or a year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from html import escape
from pathlib import Path

from workbook.evidence import EvidenceError, Ledger, owner
from workbook.evidence.store import read_lines
from workbook.kit.drawing import svg, tables
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text import dates
from workbook.paths import DATA

FILE: Path = DATA / "timeline.csv"
KINDS: Mapping[str, str] = {"report": "a report", "law": "a change in the law", "answer": "something else"}
"""What an event can be, in words."""


@dataclass(frozen=True)
class Event:
    """Something that happened: when, in which thread, and the row of evidence that it rests on."""

    date: str
    thread: str
    kind: str
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

    Raises ``EvidenceError`` for an empty field, a date that is none, an unknown
    kind, or a row of evidence that does not exist, has one source alone, or does not hold the year.
    """
    lines = read_lines(file, [one.name for one in fields(Event)])
    found = [_event(line, place, ledger) for place, line in enumerate(lines, start=2)]
    return sorted(found, key=lambda event: (event.date, event.thread))


def _event(line: Mapping[str, str], place: int, ledger: Ledger) -> Event:
    where = f"data/timeline.csv, line {place}"
    names = [one.name for one in fields(Event)]
    if empty := [name for name in names if not line.get(name)]:
        raise EvidenceError(f"{where}: {empty[0]} is empty. Fill it in.")
    event = Event(**{name: line[name] for name in names})
    try:
        _ = event.span
    except (ValueError, TypeError) as error:
        raise EvidenceError(
            f"{where}: “{event.date}” is no date. Write 2014-11-27, 2014-11 or 2014."
        ) from error
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

_WIDTH, _LEFT = 340, 8
_TOP, _NAME, _NUMBERS, _GAP = 30, 15, 14, 12
"""The heights above the first thread, of a thread's name, of a line of numbers, and between threads."""


@dataclass(frozen=True)
class _Scale:
    """Where a year stands on the picture: from the first year to the end of the last."""

    first: int
    last: int

    @classmethod
    def of(cls, found: Sequence[Event]) -> _Scale:
        years = [int(event.date[:4]) for event in found]
        return cls(min(years), max(years))

    def x(self, year: float) -> float:
        return round(_LEFT + (year - self.first) * (_WIDTH - 2 * _LEFT) / (self.last + 1 - self.first), 1)

    def middle(self, event: Event) -> float:
        return round(sum(map(self.x, event.span)) / 2, 1)


def _mark(event: Event, scale: _Scale, y: float) -> str:
    start, end = (scale.x(at) for at in event.span)
    middle = scale.middle(event)
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


def _thread(
    name: str, its: Sequence[Event], numbers: Mapping[Event, int], scale: _Scale, top: float
) -> tuple[list[str], float]:
    """Draw one thread from ``top`` on: its name, its line with the marks, their numbers. Say where it ends."""
    line = top + _NAME
    parts = [
        f'<text x="{_LEFT}" y="{top + 4}" font-size="13" font-weight="bold" fill="{svg.INK}" '
        f'stroke="{svg.PAPER}" stroke-width="4" paint-order="stroke">{escape(name)}</text>',
        f'<path d="M{_LEFT} {line}H{_WIDTH - _LEFT}" stroke="{svg.SOFT}" stroke-width="1"/>',
    ]
    ends: list[float] = []
    for event in its:
        middle = scale.middle(event)
        row = next((place for place, end in enumerate(ends) if end < middle - 9), len(ends))
        ends[row : row + 1] = [middle + 9]
        y = line + 4 + _NUMBERS * (row + 1)
        parts.append(
            f'<text x="{middle}" y="{y}" font-size="13" text-anchor="middle" fill="{svg.INK}" '
            f'stroke="{svg.PAPER}" stroke-width="3" paint-order="stroke">{numbers[event]}</text>'
        )
    parts += [_mark(event, scale, line) for event in its]
    return parts, line + 4 + _NUMBERS * len(ends) + _GAP


def picture(found: Sequence[Event]) -> str:
    """Draw the years from left to right, and a line for each thread. A mark's number leads to the table."""
    scale = _Scale.of(found)
    numbers = {event: number for number, event in enumerate(found, start=1)}
    rows = threads(found)
    body: list[str] = []
    top: float = _TOP
    for name, its in rows.items():
        parts, top = _thread(name, its, numbers, scale, top)
        body += parts
    years = []
    for year in range(scale.first, scale.last + 2):
        x = scale.x(year)
        years.append(f'<path d="M{x} 18V{top - 8}" stroke="{svg.LINE}" stroke-width="0.6"/>')
        if year <= scale.last and (year - scale.first) % 4 == 0:
            years.append(f'<text x="{x}" y="12" font-size="13" fill="{svg.SOFT}">{year}</text>')
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" '
        f'height="{top}" font-family="Liberation Sans">{"".join([*years, *body])}</svg>'
    )
    return svg.inline(
        whole,
        key="timeline",
        label=f"The years {scale.first} to {scale.last}, with a line for each thread and a mark for each event.",
        description=" ".join(_in_words(thread, its) for thread, its in rows.items()),
    )


def _in_words(thread: str, its: Sequence[Event]) -> str:
    return f"{thread}: {'; '.join(f'{event.when}, {event.what}' for event in its)}."


# --- the page --------------------------------------------------------------------------------------

INTRO = """\
# Timeline

What was asked for, and when something came. A report comes out on one day. What it asks for takes years, comes in
part, or does not come. Each mark has a number; the table below says what it is.

**Read it with care.** That something came after a report does not show that it came because of it. A gap
means that we have nothing, and not that nothing happened. Only what we saw at its source, or in at least two
other places, is here.

**Ask of it:** which wait seems longest to you? Who was waiting, and who could have made it shorter?
"""


def _table(found: Sequence[Event]) -> str:
    groups = []
    numbers = {event: number for number, event in enumerate(found, start=1)}
    for year in sorted({event.date[:4] for event in found}):
        rows = []
        for event in (one for one in found if one.date[:4] == year):
            link = f"about/evidence/{owner(event.row)}.md#{event.row}"
            words = f'<a href="{link}">{escape(event.what)}</a>'
            rows.append(
                [Cell(str(numbers[event])), Cell(event.when), Cell(event.what, words), Cell(event.thread)]
            )
        groups.append(Group(year, rows))
    return tables.render("The same in words", ["Number", "When", "What", "Thread"], groups, name="timeline")


def render(ledger: Ledger, file: Path = FILE) -> str:
    """The page ``book/timeline.md``. The same data always give the same page."""
    found = events(ledger, file)
    scale = _Scale.of(found)
    lines = [
        INTRO,
        '<figure class="wb-figure wb-picture wb-timeline" id="picture-timeline">',
        f"<figcaption>Reports, and what followed, {scale.first} to {scale.last}</figcaption>",
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
