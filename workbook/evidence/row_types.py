"""The kinds of evidence: a resource, a fact, a recommendation, a quotation, and a table with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

CHECKED: dict[str, str] = {
    "primary": "seen in the source itself",
    "secondary": "seen in two or more other sources",
    "single": "seen in one other source",
}
"""How a row was checked. No other status may enter ``data/``: what is only remembered stays out."""

NO_PLACE = "place in the source not recorded"


@dataclass(frozen=True)
class Resource:
    """One of the eleven resources of the collection."""

    id: str
    title: str
    authors: str
    year: int | None
    published: str
    publisher: str
    kind: str
    url: str
    licence: str
    length: str
    audience: str
    what_was_read: str
    also_known_as: str = ""
    doi: str = ""
    cautions: str = ""
    chapter: str = ""
    short_name: str = ""
    about_recommendations: str = ""
    to_check: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name, for headings and lists."""
        return self.short_name or self.also_known_as or self.title

    @property
    def text(self) -> str:
        """Everything in which a figure that cites the resource itself may be found."""
        return f"{self.title}. {self.year or ''}. {_spoken_date(self.published)}. {self.length}."


@dataclass(frozen=True)
class Fact:
    """One fact about a resource, or about a table (``scope`` is then ``data``)."""

    id: str
    resource: str
    scope: str
    status: str
    claim: str
    figure: str
    locator: str
    link: str
    link_seen: bool
    note: str

    @property
    def text(self) -> str:
        """Everything in which a figure may be found. The note is not: it may hold numbers that are wrong."""
        return " ; ".join(part for part in (self.claim, self.figure, self.locator) if part)

    @property
    def checked(self) -> str:
        """How it was checked, in plain words."""
        return _checked(self.status)

    @property
    def place(self) -> str:
        """The place in the source, or plain words saying that none was recorded."""
        return self.locator or NO_PLACE


@dataclass(frozen=True)
class Recommendation:
    """One recommendation. ``number`` is None where it was not seen together with these words."""

    id: str
    resource: str
    number: int | None
    theme: str
    claim: str
    status: str
    response: str
    link: str
    link_seen: bool
    note: str

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        name = f"Recommendation {self.number}" if self.number is not None else "Recommendation"
        return f"{name}. {self.theme}. {self.claim} {self.response}".strip()

    @property
    def checked(self) -> str:
        """How it was checked, in plain words."""
        return _checked(self.status)

    @property
    def place(self) -> str:
        """The number is the place; without it, none was recorded."""
        return f"Recommendation {self.number}" if self.number is not None else NO_PLACE


@dataclass(frozen=True)
class Quotation:
    """A short quotation that the workbook may use word for word."""

    id: str
    resource: str
    claim: str
    who: str
    status: str
    link: str
    link_seen: bool

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        return f"{self.claim}. {self.who}"

    @property
    def checked(self) -> str:
        """How it was checked, in plain words."""
        return _checked(self.status)


@dataclass(frozen=True)
class TableRow:
    """One row of a table."""

    id: str
    table: str
    text: str
    status: str
    link: str
    source: str
    note: str
    values: dict[str, str] = field(hash=False, compare=False)

    @property
    def checked(self) -> str:
        """How it was checked, in plain words."""
        return _checked(self.status)

    @property
    def value(self) -> str:
        """The row's number in words, with its range or interval; empty in a row of many scores."""
        cells = self.values
        if not cells.get("value"):
            return ""
        percent = "%" if cells["unit"].startswith("percent") else ""
        number = _number(cells["value"])
        if cells.get("value_upper"):
            number += f" to {_number(cells['value_upper'])}"
        before = "more than " if cells.get("bound") == "at least" else ""
        low, high = cells.get("interval_low"), cells.get("interval_high")
        interval = f" (95% interval {_number(low)} to {_number(high)})" if low and high else ""
        return f"{before}{number}{percent}{interval}"

    @property
    def when(self) -> str:
        """The year or the period that it is about."""
        return next(self.values[name] for name in ("survey_year", "year", "period") if name in self.values)


Row: TypeAlias = Fact | Recommendation | Quotation | TableRow


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, type and meaning, and in plain words what it scores, if it does."""

    name: str
    type: str
    meaning: str
    title: str = ""


@dataclass(frozen=True)
class TableInfo:
    """What is known about a table as a whole."""

    name: str
    title: str
    description: str
    sources: tuple[tuple[str, str], ...]
    licence: str
    caveats: tuple[str, ...]
    checked: str
    columns: tuple[Column, ...]
    same: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What is the same in every row, such as its source: written once, in datapackage.json."""

    @property
    def scores(self) -> tuple[Column, ...]:
        """The columns of a table that holds many scores in each row; none in a table with one value a row."""
        return tuple(column for column in self.columns if column.title)

    @property
    def source(self) -> str:
        """The sources in one line."""
        return "; ".join(title for title, _ in self.sources)

    @property
    def link(self) -> str:
        """The first source that has an address."""
        return next(path for _, path in self.sources if path)

    @property
    def file(self) -> str:
        """The name of its file in ``data/tables``."""
        return self.name.replace("-", "_") + ".csv"


def _checked(status: str) -> str:
    """How a row was checked, in plain words; while that is still to be written, the prompt for it."""
    return CHECKED.get(status, status)


def _number(cell: str) -> str:
    """A number as a reader writes it: 7,000, and what was published after the point."""
    whole, point, rest = cell.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 3 else cell


def said(row: TableRow, info: TableInfo) -> str:
    """What a row of a table says: one value, or all of its scores."""
    cells = row.values
    answers = f" ({int(cells['answers']):,} answers)" if cells.get("answers") else ""
    if row.value:
        group = f", {cells['group']}" if info.same else ""
        return f"{cells['label']}{group}: {row.value}{answers}"
    scores = "; ".join(f"{one.title} {cells[one.name]}" for one in info.scores)
    least, most = int(cells["answers_least"]), int(cells["answers_most"])
    return f"{cells.get('name') or cells['group']}: {scores} ({least:,} to {most:,} answers)"


def _spoken_date(iso: str) -> str:
    """``2013-02-06`` as ``6 February 2013``."""
    if not iso:
        return ""
    months = "January February March April May June July August September October November December".split()
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{day} {months[month - 1]} {year}"
