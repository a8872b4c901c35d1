"""The evidence in ``data/`` as typed, frozen objects.

Every figure in a chapter leads to one row of evidence, and every row has an id that never changes,
such as ``francis-2013.290-recommendations``. Notebooks, charts and checks ask here and nowhere else.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pandas as pd

from workbook.evidence.row_types import (
    CHECKED,
    NO_PLACE,
    Column,
    Fact,
    Quotation,
    Recommendation,
    Resource,
    Row,
    TableInfo,
    TableRow,
    said,
)
from workbook.kit.text import placeholders as prompts
from workbook.paths import DATA

__all__ = [
    "CHECKED", "NO_PLACE", "Column", "EvidenceError", "Fact", "Ledger", "Quotation", "Recommendation",
    "Resource", "Row", "TableInfo", "TableRow", "fact", "facts", "ledger", "owner", "quotations",
    "recommendations", "resource", "resources", "row", "rows", "table", "table_info", "table_rows", "tables",
]  # fmt: skip

COPY_SITES = (
    "archive.ph", "dailymail.co.uk/news/article-2274296", "docbox", "docplayer", "docslib", "documents.pub",
    "dokumen.tips", "fdocuments", "github.com", "herokuapp", "pdfslide", "scribd", "slideplayer", "studylib",
    "vdocument",
)  # fmt: skip
"""Sites that reprint other people's work. They never stand as a row's link."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")


class EvidenceError(ValueError):
    """Something is wrong with the evidence, or with a request for it. The message names the remedy."""


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
                yield replace(one, text=f"{one.when}: {said(one, info)}")

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


def owner(id: str) -> str:
    """The resource or table that a row belongs to; it names the page on which the row stands."""
    return id.partition(".")[0]


def rows() -> dict[str, Row]:
    """Every row of evidence, by id."""
    return dict(ledger().rows)


def row(id: str) -> Row:
    """One row of evidence, of whatever kind."""
    known = ledger().rows
    if id not in known:
        remedy = "Use an id from the evidence pages (book/about/evidence.md), or add the row to data/."
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
