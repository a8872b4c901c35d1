"""The evidence in ``data/`` as typed, frozen objects.

Every figure in a chapter leads to one row of evidence, and every row has an id that never changes,
such as ``francis-2013.290-recommendations``. Notebooks, charts and checks ask here and nowhere else.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlparse

import pandas as pd

from workbook import prompts
from workbook.paths import DATA

CHECKED: dict[str, str] = {
    "primary": "seen in the source itself",
    "secondary": "seen in two or more other sources",
    "single": "seen in one other source",
}
"""How a row was checked. No other status may enter ``data/``: what is only remembered stays out."""

NO_PLACE = "place in the source not recorded"

COPY_SITES = (
    "archive.ph", "dailymail.co.uk/news/article-2274296", "docplayer", "docslib", "documents.pub",
    "dokumen.tips", "github.com", "herokuapp", "pdfslide", "scribd", "slideplayer", "studylib", "vdocuments",
)  # fmt: skip
"""Sites that reprint other people's work. They never stand as a row's link."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")


class EvidenceError(ValueError):
    """Something is wrong with the evidence, or with a request for it. The message names the remedy."""


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
    to_check: tuple[str, ...] = ()

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


def _checked(status: str) -> str:
    """How a row was checked, in plain words; while that is still to be written, the prompt for it."""
    return CHECKED.get(status, status)


def _number(cell: str) -> str:
    """A number as a reader writes it: 7,000, and what was published after the point."""
    whole, point, rest = cell.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 3 else cell


def _said(row: TableRow, info: TableInfo) -> str:
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


def _read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(_whole(csv.reader(stream), path.name))
    except FileNotFoundError:
        raise EvidenceError(f"The evidence file {path.name} is missing. Put it back in data/.") from None


def _whole(lines: Any, name: str) -> Iterable[dict[str, str]]:
    """Each line as a row; a line with a cell too many or too few is named."""
    columns: list[str] = next(lines, [])
    for cells in lines:
        if cells and len(cells) != len(columns):
            raise EvidenceError(
                f"data/{name}, line {lines.line_num} (“{cells[0]}”) has {len(cells)} cells, and there are "
                f"{len(columns)} columns. A text with a comma in it stands in quotation marks; an empty cell "
                "still has its comma."
            )
        if cells:
            yield dict(zip(columns, cells, strict=True))


def _nearest(name: str, known: Iterable[str], remedy: str) -> str:
    """A sentence that suggests what may have been meant."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”? {remedy}" if near else remedy


class Ledger:
    """All the evidence in one folder, checked when it is read."""

    def __init__(self, folder: Path = DATA) -> None:
        """Read and check the evidence in ``folder``."""
        self.folder = folder
        try:
            described = (folder / "datapackage.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise EvidenceError(
                "data/datapackage.json is missing. Put it back: it describes the data."
            ) from None
        self.package: dict[str, Any] = json.loads(described)
        self.resources: dict[str, Resource] = self._resources()
        self.tables: dict[str, TableInfo] = self._tables()
        self.rows: dict[str, Row] = {}
        kinds = (self._facts, self._recommendations, self._quotations, self._table_rows, self._table_facts)
        for read in kinds:
            for row in read():
                self._accept(row)

    def _accept(self, row: Row) -> None:
        """Take a row in, or say what is wrong with it."""
        where = f"Evidence row “{row.id}”"
        if not _ID.fullmatch(row.id):
            raise EvidenceError(f"{where}: write the id like francis-2013.some-key, in small letters.")
        if row.id in self.rows:
            raise EvidenceError(f"{where} is there twice. Give one of the two another key.")
        owner = row.table if isinstance(row, TableRow) else row.resource
        if not row.id.startswith(owner + "."):
            raise EvidenceError(f"{where}: the id must begin with “{owner}.”, the place it belongs to.")
        if owner not in self.resources and owner not in self.tables:
            near = _nearest(owner, self.resources, "Use an id from resources.csv.")
            raise EvidenceError(f"{where}: there is no resource “{owner}”. {near}")
        if row.status not in CHECKED and not prompts.find(row.status):
            raise EvidenceError(
                f"{where}: the status is “{row.status}”. Only primary, secondary and single may be used. "
                "Find it in a source, or leave the row out."
            )
        parts = urlparse(row.link)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise EvidenceError(f"{where} has no source. Give the address of a page in the column link.")
        if any(site in row.link for site in COPY_SITES):
            raise EvidenceError(f"{where}: {parts.netloc} holds copies. Link to the publisher's own page.")
        if not isinstance(row, TableRow) and not row.claim.strip():
            raise EvidenceError(f"{where} says nothing. Write the claim in plain words.")
        self.rows[row.id] = row

    def _resources(self) -> dict[str, Resource]:
        """The eleven resources."""
        questions: dict[str, list[str]] = {}
        for line in _read(self.folder / "to_check.csv"):
            questions.setdefault(line["resource"], []).append(line["question"])
        found: dict[str, Resource] = {}
        for line in _read(self.folder / "resources.csv"):
            if line["year"] and not line["year"].isdigit():
                raise EvidenceError(
                    f"The resource “{line['id']}” has the year “{line['year']}”. Write 2013, or nothing."
                )
            values: dict[str, Any] = {**line, "year": int(line["year"]) if line["year"] else None}
            one = Resource(**values, to_check=tuple(questions.get(line["id"], ())))
            if one.id in found:
                raise EvidenceError(f"The resource “{one.id}” is in resources.csv twice. Take one out.")
            if not one.url.startswith("http"):
                raise EvidenceError(f"The resource “{one.id}” has no address. Fill in the column url.")
            found[one.id] = one
        return found

    def _tables(self) -> dict[str, TableInfo]:
        """The description of each table."""
        found: dict[str, TableInfo] = {}
        for part in self.package["resources"]:
            if not part["path"].startswith("tables/"):
                continue
            found[part["name"]] = TableInfo(
                name=part["name"],
                title=part["title"],
                description=part["description"],
                sources=tuple((source["title"], source.get("path", "")) for source in part["sources"]),
                licence=part["licence"],
                caveats=tuple(part["caveats"]),
                checked=part["checked"],
                columns=tuple(
                    Column(one["name"], one["type"], one["description"], one.get("title", ""))
                    for one in part["schema"]["fields"]
                ),
                same=part.get("same", {}),
            )
        return found

    def path_of(self, table: str) -> Path:
        """The file of a table."""
        return self.folder / next(one["path"] for one in self.package["resources"] if one["name"] == table)

    def _facts(self) -> Iterable[Row]:
        for line in _read(self.folder / "facts.csv"):
            yield Fact(**{**line, "link_seen": line["link_seen"] == "true"})  # type: ignore[arg-type]

    def _table_facts(self) -> Iterable[Row]:
        for line in _read(self.folder / "table_facts.csv"):
            table = line.pop("table")
            yield Fact(**{**line, "resource": table, "link_seen": line["link_seen"] == "true"})  # type: ignore[arg-type]

    def _recommendations(self) -> Iterable[Row]:
        for line in _read(self.folder / "recommendations.csv"):
            yield Recommendation(
                id=line["id"],
                resource=line["resource"],
                number=int(line["number"]) if line["number"] else None,
                theme=line["theme"],
                claim=line["text"],
                status=line["status"],
                response=line["response_2013"],
                link=line["link"],
                link_seen=line["link_seen"] == "true",
                note=line["note"],
            )

    def _quotations(self) -> Iterable[Row]:
        for line in _read(self.folder / "quotations.csv"):
            claim = line.pop("text")
            yield Quotation(**{**line, "claim": claim, "link_seen": line["link_seen"] == "true"})  # type: ignore[arg-type]

    def _table_rows(self) -> Iterable[Row]:
        for info in self.tables.values():
            same = {name: str(value) for name, value in info.same.items()}
            for line in _read(self.path_of(info.name)):
                cells = {**line, **same}
                one = TableRow(
                    id=cells["id"],
                    table=info.name,
                    text="",
                    status=cells["status"],
                    link=cells["link"],
                    source=cells["source"],
                    note=cells["note"],
                    values=cells,
                )
                yield replace(one, text=f"{one.when}: {_said(one, info)}")

    def frame(self, name: str) -> pd.DataFrame:
        """A table as a data frame whose columns have the types that datapackage.json gives them."""
        info = self.tables.get(name)
        if info is None:
            raise EvidenceError(
                f"There is no table “{name}”. "
                + _nearest(name, self.tables, f"The tables are: {', '.join(sorted(self.tables))}.")
            )
        types = {"integer": "int64", "number": "float64", "boolean": "bool"}
        dtypes: dict[str, Any] = {one.name: types.get(one.type, "string") for one in info.columns}
        gaps = {one.name: [""] for one in info.columns if one.type == "number"}
        frame = pd.read_csv(self.path_of(name), dtype=dtypes, keep_default_na=False, na_values=gaps)
        return frame.assign(**info.same)


@lru_cache(maxsize=1)
def ledger() -> Ledger:
    """The project's own evidence, read once."""
    return Ledger(DATA)


def resources() -> list[Resource]:
    """All resources, in the order of the chapters."""
    return list(ledger().resources.values())


def resource(id: str) -> Resource:
    """One resource."""
    known = ledger().resources
    if id not in known:
        raise EvidenceError(f"There is no resource “{id}”. {_nearest(id, known, 'See data/resources.csv.')}")
    return known[id]


def rows() -> dict[str, Row]:
    """Every row of evidence, by id."""
    return dict(ledger().rows)


def row(id: str) -> Row:
    """One row of evidence, of whatever kind."""
    known = ledger().rows
    if id not in known:
        remedy = "Use an id from the evidence page (book/about/evidence.md), or add the row to data/."
        raise EvidenceError(f"There is no evidence row “{id}”. {_nearest(id, known, remedy)}")
    return known[id]


def facts(resource: str | None = None) -> list[Fact]:
    """The facts, all of them or those of one resource (or of one table)."""
    return [
        one for one in ledger().rows.values() if isinstance(one, Fact) and resource in (None, one.resource)
    ]


def fact(id: str) -> Fact:
    """One fact."""
    found = row(id)
    if not isinstance(found, Fact):
        raise EvidenceError(f"“{id}” is not a fact but another kind of row. Ask for it with row(“{id}”).")
    return found


def recommendations(resource: str | None = None) -> list[Recommendation]:
    """The recommendations, all of them or those of one resource."""
    return [
        one
        for one in ledger().rows.values()
        if isinstance(one, Recommendation) and resource in (None, one.resource)
    ]


def quotations(resource: str | None = None) -> list[Quotation]:
    """The quotations that may be used word for word."""
    return [
        one
        for one in ledger().rows.values()
        if isinstance(one, Quotation) and resource in (None, one.resource)
    ]


def table_rows(table: str) -> list[TableRow]:
    """The rows of one table, as rows of evidence."""
    table_info(table)
    return [one for one in ledger().rows.values() if isinstance(one, TableRow) and one.table == table]


def tables() -> list[str]:
    """The names of the tables."""
    return list(ledger().tables)


def table(name: str) -> pd.DataFrame:
    """One table as a data frame with typed columns. ``mid_staffs_figures`` is understood as well."""
    return ledger().frame(name.replace("_", "-"))


def table_info(name: str) -> TableInfo:
    """Title, sources, licence, caveats and columns of one table."""
    known = ledger().tables
    wanted = name.replace("_", "-")
    if wanted not in known:
        remedy = f"The tables are: {', '.join(sorted(known))}."
        raise EvidenceError(f"There is no table “{name}”. {_nearest(wanted, known, remedy)}")
    return known[wanted]
