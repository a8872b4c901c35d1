"""The rows of evidence as typed, frozen models: one model for each kind of row in ``data/``.

A model's fields are the columns of its file; ``datapackage.json`` describes the same columns, and reading the
data compares the two. What a reader is told of where a row was seen (``Row.seen``) is worked out from
``status``, ``seen_at`` and ``data/sites.csv`` when the row is read: nobody writes it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SEEN: dict[str, str] = {
    "work": "read in the work itself",
    "copy": "read in a copy of it",
    "body": "seen on the page of the body or authors it is about",
    "several": "seen in two or more other places",
    "one": "seen in one other place",
    "worked": "worked out from rows of this table",
}
"""Where a row was seen, in the words that readers meet everywhere."""

STATUSES = ("primary", "secondary", "single")
"""How far a row may be trusted, strongest first. What is only remembered has no status: it stays out."""

NO_LOCATOR = "place in the source not recorded"

SiteKind = Literal["body", "journal", "reprint", "mirror", "weak"]


def _none(value: Any) -> Any:
    return None if value == "" else value


def _split(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


Hosts = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""Host names, in a cell with a space between: ``bmj.com hsj.co.uk``."""
Number = Annotated[int | None, BeforeValidator(_none)]
"""A whole number; an empty cell is None."""


class Model(BaseModel):
    """What all rows of ``data/`` have in common: frozen, and no column that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Site(Model):
    """A web site where rows were seen, and what it is to them.

    ``body``: the site of a public body, publisher, charity or university, for what is its own. ``journal``:
    where papers come out. ``reprint``: others' work with its source named, fit to link to. ``mirror``: others'
    work, never linked. ``weak``: a campaign, a law firm, a local paper: alone, it carries no argument.
    """

    host: str
    kind: SiteKind
    name: str = ""


class Row(Model):
    """What every row of evidence says of itself, whatever its kind."""

    id: str
    status: str
    link: str
    seen_at: Hosts = ()
    weak: str = ""
    note: str = ""
    seen: str = Field(default="", exclude=True)
    """A key of ``SEEN``: worked out when the row is read."""

    @property
    def owner(self) -> str:
        """The resource or table that the row belongs to: it names the page on which the row stands."""
        return self.id.partition(".")[0]

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        raise NotImplementedError

    @property
    def checked(self) -> str:
        """Where it was seen, in plain words; while that is still to be written, the prompt for it."""
        return SEEN.get(self.seen, self.status)


class Resource(Model):
    """A report, paper, talk, podcast or story that a chapter is about."""

    id: str
    title: str
    short_name: str = ""
    also_known_as: str = ""
    authors: str
    year: Number
    published: str
    publisher: str
    kind: str
    url: str
    doi: str = ""
    length: str
    audience: str
    licence: str
    what_was_read: str
    short_account: Literal["", "yes"] = ""
    """Whether too little of it was read for an account of the usual length."""
    cautions: str = ""
    chapter: str = ""
    about_recommendations: str = ""
    people: str = ""
    """Whom its chapter names in public, with semicolons between: Robert Francis; Julie Bailey."""
    to_check: tuple[str, ...] = Field(default=(), exclude=True)
    """What a reader with the source could check, from ``to_check.csv``."""

    @property
    def name(self) -> str:
        """A short name, for headings and lists."""
        return self.short_name or self.also_known_as or self.title

    @property
    def text(self) -> str:
        """Everything in which a figure that cites the resource itself may be found."""
        day = f"{date.fromisoformat(self.published):%-d %B %Y}" if self.published else ""
        return f"{self.title}. {self.year or ''}. {day}. {self.length}."


class Fact(Row):
    """One fact about a resource."""

    resource: str
    scope: Literal["resource", "context", "aftermath", "data"]
    claim: str
    figure: str
    locator: str

    @property
    def text(self) -> str:
        """Everything in which a figure may be found. The note is not: it may hold numbers that are wrong."""
        return " ; ".join(part for part in (self.claim, self.figure, self.locator) if part)


class TableFact(Fact):
    """One fact about a table. ``formula`` works its numbers out from the rows: see ``formulas.py``."""

    scope: Literal["resource", "context", "aftermath", "data"] = "data"
    formula: str = ""


class Recommendation(Row):
    """One recommendation. ``number`` is None where it was not seen together with these words."""

    resource: str
    number: Number
    theme: str
    claim: str = Field(alias="text")
    response: str = Field(alias="response_2013")

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        return f"{self.heading}. {self.theme}. {self.claim} {self.response}".strip()

    @property
    def heading(self) -> str:
        """``Recommendation 12``, or the word alone where no number was seen."""
        return f"Recommendation {self.number}" if self.number is not None else "Recommendation"


class Quotation(Row):
    """A short quotation that the workbook may use word for word."""

    resource: str
    claim: str = Field(alias="text")
    who: str

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        return f"{self.claim}. {self.who}"


class TableRow(Row):
    """One row of a table. ``values`` holds all its cells, those that are the same in every row included."""

    table: str
    source: str
    label: str
    values: Mapping[str, str] = Field(repr=False)

    @property
    def text(self) -> str:
        """Everything in which a figure may be found."""
        return f"{self.when}: {self.label}"

    @property
    def value(self) -> str:
        """The row's number in words, with its range or interval; empty in a row of many scores."""
        cells = self.values
        if not cells.get("value"):
            return ""
        percent = "%" if cells["unit"].startswith("percent") else ""
        number = _thousands(cells["value"])
        if cells.get("value_upper"):
            number += f" to {_thousands(cells['value_upper'])}"
        before = "more than " if cells.get("bound") == "at least" else ""
        low, high = cells.get("interval_low"), cells.get("interval_high")
        interval = f" (95% interval {_thousands(low)} to {_thousands(high)})" if low and high else ""
        return f"{before}{number}{percent}{interval}"

    @property
    def when(self) -> str:
        """The year or the period that it is about."""
        return next(self.values[name] for name in ("survey_year", "year", "period") if name in self.values)


class Column(Model):
    """One column of a table: its name, type and meaning, and in plain words what it scores, if it does."""

    name: str
    type: str
    meaning: str
    title: str = ""


class TableInfo(Model):
    """What is known about a table as a whole."""

    name: str
    title: str
    description: str
    sources: tuple[tuple[str, str], ...]
    licence: str
    caveats: tuple[str, ...]
    checked: str
    columns: tuple[Column, ...]
    same: Mapping[str, Any] = Field(default_factory=dict)
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

    def row(self, cells: Mapping[str, str], seen_at: Hosts) -> dict[str, Any]:
        """The fields of a ``TableRow`` from the cells of one line."""
        known = {name: cells[name] for name in ("id", "status", "link", "source", "note")}
        return {**known, "seen_at": seen_at, "table": self.name, "label": self._label(cells), "values": cells}

    def _label(self, cells: Mapping[str, str]) -> str:
        """What a row says: one value, or all of its scores."""
        if cells.get("value"):
            draft = TableRow(id="", status="", link="", table="", source="", label="", values=cells)
            group = f", {cells['group']}" if self.same else ""
            answers = f" ({int(cells['answers']):,} answers)" if cells.get("answers") else ""
            return f"{cells['label']}{group}: {draft.value}{answers}"
        scores = "; ".join(f"{one.title} {cells[one.name]}" for one in self.scores)
        least, most = int(cells["answers_least"]), int(cells["answers_most"])
        return f"{cells.get('name') or cells['group']}: {scores} ({least:,} to {most:,} answers)"


def _thousands(cell: str) -> str:
    """A number as a reader writes it: 7,000, and what was published after the point."""
    whole, point, rest = cell.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 3 else cell
