"""Reading ``data/``: every row checked against its model, and what can be asked of the rows.

Every figure in a chapter leads to one row of evidence, and every row has an id that never changes,
such as ``francis-2013.290-recommendations``. Notebooks, charts and checks ask here and nowhere else.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlparse

from pydantic import ValidationError

from workbook.evidence.rows import (
    STATUSES,
    Column,
    Fact,
    Model,
    Quotation,
    Recommendation,
    Resource,
    Row,
    Site,
    TableFact,
    TableInfo,
    TableRow,
)
from workbook.kit.drawing.offline import draw_offline
from workbook.kit.errors import AuthorError, CommandError, author_call
from workbook.kit.text import files, placeholders
from workbook.paths import DATA

if TYPE_CHECKING:
    import pandas as pd  # whoever asks for a table waits for it: the website's build does without

MODELS: dict[str, type[Model]] = {
    "resources": Resource,
    "facts": Fact,
    "recommendations": Recommendation,
    "quotations": Quotation,
    "table-facts": TableFact,
    "sites": Site,
}
"""The model of each file that is no table, by its name in ``datapackage.json``."""

RESOLVERS = ("doi.org", "jstor.org")
"""Addresses that lead to a paper wherever its journal stands."""

_OF_A_PART = ("name", "path", "schema")
_OF_A_TABLE = ("title", "description", "licence", "checked", "sources", "caveats")
_OF_A_COLUMN = ("name", "type", "description")
"""What datapackage.json has to say of each part, of each table, and of each column."""

_NUMBERS = {
    "integer": (re.compile(r"-?\d+"), "a whole number in digits alone, such as 1270"),
    "number": (
        re.compile(r"-?\d+(\.\d+)?"),
        "a number in digits, with a point for decimals, such as 1270 or 12.5",
    ),
}
"""What a cell of a column of numbers looks like, by the column's type."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
AnyModel = TypeVar("AnyModel", bound=Model)
AnyRow = TypeVar("AnyRow", bound=Row)


class EvidenceError(CommandError, AuthorError):
    """Something is wrong with the evidence, or with a request for it. The message names the remedy."""


def host(address: str) -> str:
    """The host of a web address, without its ``www.``."""
    return urlparse(address).netloc.lower().removeprefix("www.").split(":")[0]


def read_lines(path: Path, wanted: Iterable[str] = ()) -> list[dict[str, str]]:
    """The lines of a CSV file that has the wanted columns; a line with a cell too many or too few is named."""
    try:
        text = files.read(path, name := _name(path))
    except FileNotFoundError:
        raise EvidenceError(f"The evidence file {path.name} is missing. Put it back in data/.") from None
    except files.TextError as error:
        raise EvidenceError(str(error)) from error
    reader = csv.reader(io.StringIO(text))
    try:
        return list(_lines(reader, name, wanted))
    except csv.Error as error:
        raise EvidenceError(
            f"{name}, line {reader.line_num}: this is no table any more ({error}). Look above it for a quotation mark "
            "that begins a text and does not end it."
        ) from error


def _name(path: Path) -> str:
    """A file of the evidence as an author knows it: data/tables/wres_national.csv."""
    below = f"{path.parent.name}/" if path.parent.name in ("tables", "themes") else ""
    return f"data/{below}{path.name}"


def _lines(lines: Any, name: str, wanted: Iterable[str]) -> Iterator[dict[str, str]]:
    columns: list[str] = next(lines, [])
    known = list(wanted)
    for column in known:
        if column not in columns:
            odd = ", ".join(f"“{one}”" for one in columns if one not in known)
            raise EvidenceError(
                f"{name}, line 1: there is no column “{column}”{f', and there is {odd}' if odd else ''}. Correct the "
                "heading."
            )
    for cells in lines:
        if cells and len(cells) != len(columns):
            raise EvidenceError(
                f"{name}, line {lines.line_num} (“{cells[0]}”) has {len(cells)} cells, and there are "
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
        self.package = _described(folder)
        self._parts = {part["name"]: part for part in self.package["resources"]}
        self.sites: dict[str, Site] = {site.host: site for site in self.read("sites", Site)}
        self.resources: dict[str, Resource] = self._resources()
        self.tables: dict[str, TableInfo] = self._tables()
        self.rows: dict[str, Row] = {}
        for name in ("facts", "recommendations", "quotations"):
            for row in self.read(name, MODELS[name]):
                self._accept(row)  # type: ignore[arg-type]
        for row in self._table_rows():
            self._accept(row)
        for row in self.read("table-facts", TableFact):
            self._accept(row)

    def read(self, name: str, model: type[AnyModel]) -> Iterator[AnyModel]:
        """The lines of a file as rows of its model, which must have the columns that the package describes."""
        columns = [field["name"] for field in self._parts[name]["schema"]["fields"]]
        fields = [field.alias or key for key, field in model.model_fields.items() if not field.exclude]
        if model is TableFact:
            fields = ["table" if one == "resource" else one for one in fields]
        if sorted(columns) != sorted(fields):
            odd = ", ".join(sorted(set(columns) ^ set(fields)))
            raise EvidenceError(
                f"data/datapackage.json and the model {model.__name__} do not have the same columns for "
                f"“{name}”: {odd}. Change both."
            )
        for line in self.lines(name):
            where = line.get("id") or line.get("host") or ""
            if model is TableFact:
                line["resource"] = line.pop("table")
            try:
                yield model.model_validate(line)
            except ValidationError as error:
                raise EvidenceError(f"data/{self._parts[name]['path']}, “{where}”: {_told(error)}") from None

    def lines(self, name: str) -> list[dict[str, str]]:
        """The lines of a part of the package, with every column that datapackage.json describes."""
        return read_lines(self.path_of(name), self.columns(self._parts[name]["path"]))

    def columns(self, file: str) -> list[str]:
        """The columns that datapackage.json describes for a file of ``data/``; none where it does not name the file."""
        parts = [part for part in self.package["resources"] if part["path"] == file]
        return [one["name"] for part in parts for one in part["schema"]["fields"]]

    def _accept(self, row: Row) -> None:
        """Take a row in, with where it was seen, or say what is wrong with it."""
        where = f"Evidence row “{row.id}”"
        if not _ID.fullmatch(row.id):
            raise EvidenceError(f"{where}: write the id like francis-2013.some-key, in small letters.")
        if row.id in self.rows:
            raise EvidenceError(f"{where} is there twice. Give one of the two another key.")
        owner = row.table if isinstance(row, TableRow) else row.resource  # type: ignore[attr-defined]
        if owner != row.owner:
            raise EvidenceError(f"{where}: the id must begin with “{owner}.”, the place it belongs to.")
        if owner not in self.resources and owner not in self.tables:
            near = _nearest(owner, self.resources, "Use an id from resources.csv.")
            raise EvidenceError(f"{where}: there is no resource “{owner}”. {near}")
        parts = urlparse(row.link)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise EvidenceError(f"{where} has no source. Give the address of a page in the column link.")
        if self._kind(host(row.link)) == "mirror":
            raise EvidenceError(f"{where}: {parts.netloc} holds copies. Link to the publisher's own page.")
        if not isinstance(row, TableRow) and not row.claim.strip():  # type: ignore[attr-defined]
            raise EvidenceError(f"{where} says nothing. Write the claim in plain words.")
        seen = self._seen(row, where)
        self.rows[row.id] = row.model_copy(update={"seen": seen, "weak": self._weak(row)})

    def _seen(self, row: Row, where: str) -> str:
        """Where a row was seen, as a key of ``SEEN``: it follows from its status and the sites it was seen on."""
        if placeholders.find(row.status):
            return ""
        if row.status not in STATUSES:
            raise EvidenceError(
                f"{where}: the status is “{row.status}”. Only primary, secondary and single may be used. "
                "Find it in a source, or leave the row out."
            )
        if isinstance(row, TableFact) and row.formula:
            return "worked"
        if not row.seen_at:
            raise EvidenceError(f"{where} does not say where it was seen. Give the sites in seen_at.")
        if row.status == "single":
            return "one"
        if row.status == "secondary":
            if len(row.seen_at) < 2:
                raise EvidenceError(
                    f"{where} was seen on {row.seen_at[0]} alone: its status is single, not secondary."
                )
            return "several"
        own = [site for site in row.seen_at if self._kind(site) in ("body", "journal")]
        if not own:
            return "copy"
        linked = host(row.link)
        if linked not in own and linked not in RESOLVERS:
            raise EvidenceError(
                f"{where} was seen at its source, {own[0]}, and links to {linked}. Link to where it was seen."
            )
        if any(self._kind(site) == "journal" for site in own):
            return "work"
        resource = self.resources.get(row.owner)
        inside = isinstance(row, Fact) and row.scope == "resource" and row.locator
        return "work" if inside and resource and host(resource.url) == linked else "body"

    def _kind(self, site: str) -> str:
        known = self.sites.get(site)
        return known.kind if known else ""

    def _weak(self, row: Row) -> str:
        """Why a row should carry no argument alone: what its line says, or that all its sites are weak."""
        known = [self.sites[site] for site in row.seen_at if self._kind(site) == "weak"]
        if row.weak or not known or len(known) < len(row.seen_at):
            return row.weak
        return f"Only {' and '.join(dict.fromkeys(site.name for site in known))}."

    def _resources(self) -> dict[str, Resource]:
        questions: dict[str, list[str]] = {}
        for line in read_lines(self.folder / "to_check.csv", ("resource", "question")):
            questions.setdefault(line["resource"], []).append(line["question"])
        found: dict[str, Resource] = {}
        for one in self.read("resources", Resource):
            if one.id in found:
                raise EvidenceError(f"The resource “{one.id}” is in resources.csv twice. Take one out.")
            if not one.url.startswith("http"):
                raise EvidenceError(f"The resource “{one.id}” has no address. Fill in the column url.")
            if one.published and not _is_day(one.published):
                raise EvidenceError(
                    f"The resource “{one.id}” was published on “{one.published}”, in resources.csv. Write the day like "
                    "2013-02-06, or leave the cell empty."
                )
            found[one.id] = one.model_copy(update={"to_check": tuple(questions.get(one.id, ()))})
        return found

    def _tables(self) -> dict[str, TableInfo]:
        """The description of each table."""
        found: dict[str, TableInfo] = {}
        for part in self.package["resources"]:
            if not part["path"].startswith("tables/"):
                continue
            columns = (
                Column(
                    name=one["name"],
                    type=one["type"],
                    meaning=one["description"],
                    title=one.get("title", ""),
                )
                for one in part["schema"]["fields"]
            )
            found[part["name"]] = TableInfo(
                **{name: part[name] for name in ("name", "title", "description", "licence", "checked")},
                sources=tuple((source["title"], source.get("path", "")) for source in part["sources"]),
                caveats=tuple(part["caveats"]),
                columns=tuple(columns),
                same=part.get("same", {}),
            )
        return found

    def path_of(self, name: str) -> Path:
        """The file of a table, or of another part of the package."""
        return self.folder / str(self._parts[name]["path"])

    def _table_rows(self) -> Iterator[TableRow]:
        for info in self.tables.values():
            same = {name: str(value) for name, value in info.same.items()}
            for line in self.lines(info.name):
                self._numbers_are_numbers(info, line)
                cells = {**line, **same}
                yield TableRow(**info.row(cells, tuple(cells.get("seen_at", "").split())))

    def _numbers_are_numbers(self, info: TableInfo, line: Mapping[str, str]) -> None:
        """A column of numbers holds numbers, as digits; an empty cell only where datapackage.json allows one."""
        fields = self._parts[info.name]["schema"]["fields"]
        needed = {one["name"] for one in fields if one.get("constraints", {}).get("required")}
        for column in info.columns:
            cell = line[column.name]
            what = _NUMBERS.get(column.type)
            if what is None or what[0].fullmatch(cell) or (not cell and column.name not in needed):
                continue
            raise EvidenceError(
                f"{_name(self.path_of(info.name))}, “{line['id']}”: the column {column.name} holds “{cell}”. "
                f"Write {what[1]}."
            )

    def frame(self, name: str) -> pd.DataFrame:
        """A table as a data frame whose columns have the types that datapackage.json gives them."""
        import pandas as pd

        info = self.tables.get(name)
        if info is None:
            raise EvidenceError(
                f"There is no table “{name}”. "
                + _nearest(name, self.tables, f"The tables are: {', '.join(sorted(self.tables))}.")
            )
        types = {"integer": "int64", "number": "float64", "boolean": "bool"}
        dtypes: dict[str, Any] = {one.name: types.get(one.type, "string") for one in info.columns}
        fields = self._parts[name]["schema"]["fields"]
        gappy = {one["name"] for one in fields if not one.get("constraints", {}).get("required")}
        dtypes |= {one.name: "Int64" for one in info.columns if one.type == "integer" and one.name in gappy}
        gaps = {one.name: [""] for one in info.columns if one.type in ("number", "integer")}
        frame = pd.read_csv(self.path_of(name), dtype=dtypes, keep_default_na=False, na_values=gaps)
        return frame.assign(**info.same)

    def every_table(self) -> pd.DataFrame:
        """The tables there are: name, title, how many rows and how many columns each has."""
        import pandas as pd

        sizes = {name: self.frame(name).shape for name in self.tables}
        return pd.DataFrame(
            [[name, info.title, *sizes[name]] for name, info in self.tables.items()],
            columns=["name", "title", "rows", "columns"],
        )


def _is_day(text: str) -> bool:
    """Whether a text is a day, written like 2013-02-06."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _described(folder: Path) -> dict[str, Any]:
    """What datapackage.json says of the data."""
    path = folder / "datapackage.json"
    try:
        described: dict[str, Any] = json.loads(files.read(path, _name(path)))
    except FileNotFoundError:
        raise EvidenceError("data/datapackage.json is missing. Put it back: it describes the data.") from None
    except files.TextError as error:
        raise EvidenceError(str(error)) from error
    except json.JSONDecodeError as error:
        raise EvidenceError(
            f"data/datapackage.json, line {error.lineno}: this is no JSON ({error.msg}). Look there and in the line "
            "before for a comma, a quotation mark or a bracket too many or too few."
        ) from error
    if missing := next(_missing(described), ""):
        raise EvidenceError(f"data/datapackage.json: {missing} Put it back, or correct its name.")
    return described


def _missing(described: Any) -> Iterator[str]:
    """What the description of the data lacks, and the evidence cannot be read without."""
    parts = described.get("resources") if isinstance(described, dict) else None
    if not isinstance(parts, list):
        yield 'there is no list "resources".'
        return
    for number, part in enumerate(parts, start=1):
        known = part if isinstance(part, dict) else {}
        name = known.get("name", number)
        of_table = _OF_A_TABLE if str(known.get("path", "")).startswith("tables/") else ()
        yield from (
            f'the part “{name}” has no "{one}".' for one in (*_OF_A_PART, *of_table) if one not in known
        )
        fields = (known.get("schema") or {}).get("fields") or []
        lacking = [one for one in _OF_A_COLUMN if not fields or any(one not in field for field in fields)]
        yield from (f'a column of the part “{name}” has no "{one}".' for one in lacking)
    names = [part["name"] for part in parts]
    yield from (f"there is no part “{name}”." for name in MODELS if name not in names)


def _told(error: ValidationError) -> str:
    """The first thing that a model refused, in a sentence: the column, what stands there, what is wanted."""
    first = error.errors()[0]
    column = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no column “{column}”. Take it out, or describe it in datapackage.json."
    return f"the column {column} holds “{first.get('input')}”: {first['msg'][:1].lower()}{first['msg'][1:]}."


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


def _all(kind: type[AnyRow], resource: str | None) -> list[AnyRow]:
    every = ledger().rows.values()
    return [one for one in every if isinstance(one, kind) and resource in (None, one.owner)]


def facts(resource: str | None = None) -> list[Fact]:
    """The facts, all of them or those of one resource (or of one table)."""
    return _all(Fact, resource)


def fact(id: str) -> Fact:
    """One fact."""
    found = row(id)
    if not isinstance(found, Fact):
        raise EvidenceError(f"“{id}” is not a fact but another kind of row. Ask for it with row(“{id}”).")
    return found


def recommendations(resource: str | None = None) -> list[Recommendation]:
    """The recommendations, all of them or those of one resource."""
    return _all(Recommendation, resource)


def quotations(resource: str | None = None) -> list[Quotation]:
    """The quotations that may be used word for word."""
    return _all(Quotation, resource)


def table_rows(table: str) -> list[TableRow]:
    """The rows of one table, as rows of evidence."""
    return _all(TableRow, table_info(table).name)


def tables() -> list[str]:
    """The names of the tables."""
    return list(ledger().tables)


@author_call
def evidence_table(name: str = "") -> pd.DataFrame:
    """One table of evidence as a data frame, a row of evidence in each line; without a name, which tables there are.

    from workbook import evidence_table, table
    table(evidence_table(), caption="The tables of this book")
    evidence_table("nss-national-trend")
    """
    draw_offline()
    return ledger().frame(name.replace("_", "-")) if name else ledger().every_table()


def table_info(name: str) -> TableInfo:
    """Title, sources, licence, caveats and columns of one table."""
    known = ledger().tables
    wanted = name.replace("_", "-")
    if wanted not in known:
        remedy = f"The tables are: {', '.join(sorted(known))}."
        raise EvidenceError(f"There is no table “{name}”. {_nearest(wanted, known, remedy)}")
    return known[wanted]
