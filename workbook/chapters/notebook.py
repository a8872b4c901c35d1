"""A chapter's notebook as the contract's rules see it: steps, calls, activities, and who reads what."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat

from workbook.chapters.run import chapter_id


class NotANotebook(ValueError):
    """The file cannot be read as a notebook. The message says why, and what to do."""


@dataclass(frozen=True)
class Call:
    """One call of an author's word, as it stands in a cell: `reflect("noticing", "What ...?")`."""

    word: str
    first: str
    """The first argument, where it is written out as text; else empty."""


@dataclass(frozen=True)
class Activity:
    """One activity, as its stored output describes it."""

    kind: str
    key: str
    spec: dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One cell, with the part of the chapter that it belongs to."""

    number: int
    """Counted over all cells, from 1."""
    kind: str
    source: str
    tags: tuple[str, ...]
    about: dict[str, Any]
    """The cell's own `metadata.workbook`."""
    part: str
    """The part id of the step the cell is in; empty before the first step."""
    raw: dict[str, Any]

    @property
    def is_step(self) -> bool:
        """Whether a step begins here."""
        return "step" in self.about

    @property
    def is_facilitator(self) -> bool:
        """Whether the cell is for facilitators only."""
        return "facilitator" in self.tags

    @property
    def is_prose(self) -> bool:
        """Whether the cell is Markdown that a learner reads."""
        return self.kind == "markdown" and not self.is_facilitator

    @property
    def outputs(self) -> list[dict[str, Any]]:
        """The stored outputs."""
        found: list[dict[str, Any]] = self.raw.get("outputs", [])
        return found

    @property
    def was_run(self) -> bool:
        """Whether a run of this code cell is stored."""
        return self.raw.get("execution_count") is not None and bool(self.outputs)

    @property
    def failed(self) -> bool:
        """Whether the stored run of this code cell failed."""
        return any(output.get("output_type") == "error" for output in self.outputs)

    @property
    def html(self) -> str:
        """The stored HTML of all outputs."""
        return "\n".join(joined(output.get("data", {}).get("text/html", "")) for output in self.outputs)

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """The Python statements other than imports; none where the cell is no Python."""
        try:
            body = ast.parse(self.source).body
        except SyntaxError:
            return []
        return [one for one in body if not isinstance(one, ast.Import | ast.ImportFrom)]

    @cached_property
    def call(self) -> Call | None:
        """The call that is the whole cell (imports aside), or None."""
        if len(self.statements) != 1 or not isinstance(self.statements[0], ast.Expr):
            return None
        return _as_call(self.statements[0].value)

    @cached_property
    def calls(self) -> list[Call]:
        """Every call of a plain name at the top of the cell, `reflect(...)` as well as `x = reflect(...)`."""
        values = [getattr(one, "value", None) for one in self.statements]
        return [call for value in values if (call := _as_call(value))]

    @cached_property
    def activities(self) -> list[Activity]:
        """The activities in the stored outputs."""
        reader = _Activities()
        reader.feed(self.html)
        return reader.found


@dataclass(frozen=True)
class Notebook:
    """One chapter's notebook."""

    path: Path
    stored: str
    """The file's text."""
    raw: dict[str, Any]
    cells: tuple[Cell, ...]

    @property
    def id(self) -> str:
        """The chapter's id, from the file's name."""
        return chapter_id(self.path)

    @property
    def is_chapter(self) -> bool:
        """Whether it is a chapter, which has a number; else it is a page with activities."""
        return self.path.stem != self.id

    @property
    def about(self) -> dict[str, Any]:
        """The notebook's `metadata.workbook`."""
        found = self.raw.get("metadata", {}).get("workbook", {})
        return found if isinstance(found, dict) else {}

    @property
    def code(self) -> list[Cell]:
        """The code cells."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def steps(self) -> list[Cell]:
        """The cells that begin a step."""
        return [cell for cell in self.cells if cell.is_step]

    @property
    def prose(self) -> list[Cell]:
        """The Markdown cells that a learner reads."""
        return [cell for cell in self.cells if cell.is_prose]

    @property
    def facilitator(self) -> list[Cell]:
        """The cells for facilitators."""
        return [cell for cell in self.cells if cell.is_facilitator]

    @property
    def was_run(self) -> bool:
        """Whether every code cell was; if not, rules on what activities say have nothing to read."""
        return all(cell.was_run for cell in self.code)

    @property
    def ran_whole(self) -> bool:
        """Whether every code cell was run, and none failed."""
        return self.was_run and not any(cell.failed for cell in self.code)

    @property
    def activities(self) -> list[tuple[Cell, Activity]]:
        """Every activity with its cell."""
        return [(cell, activity) for cell in self.code for activity in cell.activities]


def read(path: Path) -> Notebook:
    """Read a chapter's notebook. NotANotebook where it is none."""
    stored = path.read_text(encoding="utf-8")
    try:
        raw = nbformat.reads(stored, as_version=4)
        nbformat.validate(raw)
    except Exception as error:  # nbformat has many ways to say it
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise NotANotebook(
            f"{path.name} cannot be read as a notebook ({first}). Open it in JupyterLab and save it again, "
            "or take back the last change."
        ) from error
    return Notebook(path, stored, raw, tuple(_cells(raw)))


def joined(text: Any) -> str:
    """A notebook's text, whether it is stored as one string or as lines."""
    return "".join(text) if isinstance(text, list) else str(text)


def _cells(raw: dict[str, Any]) -> Iterator[Cell]:
    part = ""
    for number, cell in enumerate(raw["cells"], start=1):
        metadata = cell.get("metadata", {})
        about = metadata.get("workbook", {})
        about = about if isinstance(about, dict) else {}
        part = str(about.get("step", part))
        yield Cell(
            number=number,
            kind=cell["cell_type"],
            source=joined(cell["source"]),
            tags=tuple(metadata.get("tags", ())),
            about=about,
            part=part,
            raw=cell,
        )


def _as_call(value: Any) -> Call | None:
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
        return None
    first = value.args[0] if value.args else None
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return Call(value.func.id, text)


class _Activities(HTMLParser):
    """Finds `data-activity` elements and the specification in the script inside each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Activity] = []
        self._open: tuple[str, str] | None = None
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if "data-activity" in have:
            self._open = (have["data-activity"] or "", have.get("data-key") or "")
        elif tag == "script" and have.get("type") == "application/json" and self._open:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "script" or self._script is None or self._open is None:
            return
        try:
            spec = json.loads("".join(self._script))
        except ValueError:
            spec = {}
        self.found.append(Activity(*self._open, spec if isinstance(spec, dict) else {}))
        self._open, self._script = None, None
