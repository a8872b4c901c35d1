"""The model of a chapter's notebook: cells, steps, activities, prose, facilitator's notes, minutes.

`read(path)` reads a notebook once and gives a `Notebook`; while the file stays as it is, later reads give the
same one. Everything that wants to know something about a chapter asks here and opens no notebook itself.
Nobody changes `raw`: whoever stores a changed notebook copies it first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import nbformat

from workbook.kit.authoring.published import Activity, activities
from workbook.kit.errors import CommandError
from workbook.kit.paths import file_version
from workbook.kit.text import files

FACILITATOR = "facilitator"
"""The tag of a cell that only a facilitator sees."""


class NotANotebook(CommandError, ValueError):
    """The file cannot be read as a notebook. The message says why, and what to do."""


@dataclass(frozen=True)
class Call:
    """One call of an author's word, as it stands in a cell: `reflect("noticing", "What ...?")`."""

    word: str
    first: str
    """The first argument, where it is written out as text; else empty."""


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
        return FACILITATOR in self.tags

    @property
    def is_prose(self) -> bool:
        """Whether the cell is Markdown that a learner reads."""
        return self.kind == "markdown" and not self.is_facilitator

    @property
    def outputs(self) -> list[dict[str, Any]]:
        """The stored outputs."""
        stored: list[dict[str, Any]] = self.raw.get("outputs", [])
        return stored

    @property
    def was_run(self) -> bool:
        """Whether a run of this code cell is stored."""
        return self.raw.get("execution_count") is not None and bool(self.outputs)

    @property
    def failed(self) -> bool:
        """Whether the stored run of this code cell failed."""
        return any(output.get("output_type") == "error" for output in self.outputs)

    @cached_property
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
        return activities(self.html)


@dataclass(frozen=True)
class Step:
    """One step of a chapter: the cell with its heading, and all cells up to the next step."""

    cells: tuple[Cell, ...]

    @property
    def start(self) -> Cell:
        """The cell that begins the step."""
        return self.cells[0]

    @property
    def title(self) -> str:
        """The words of the step's heading."""
        return self.start.source.partition("\n")[0].removeprefix("## ").strip()

    @property
    def part(self) -> str:
        """The part of the chapter that the step belongs to."""
        return self.start.part

    @property
    def minutes(self) -> int:
        """The minutes that the step's metadata promise; 0 where they promise no whole number."""
        minutes = self.start.about.get("minutes")
        return minutes if type(minutes) is int else 0

    @property
    def learner_cells(self) -> list[Cell]:
        """The cells that a learner sees."""
        return [cell for cell in self.cells if not cell.is_facilitator]

    @property
    def notes(self) -> list[Cell]:
        """The notes for whoever leads this step."""
        return [
            cell for cell in self.cells if cell.is_facilitator and cell.about.get("facilitates") != "session"
        ]

    @property
    def activities(self) -> list[Activity]:
        """The step's activities, in order."""
        return [activity for cell in self.cells for activity in cell.activities]


@dataclass(frozen=True)
class Notebook:
    """One notebook of the book: a chapter, or a page with activities."""

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
    def root(self) -> Path:
        """The folder of the book: the one above the notebook's own."""
        return self.path.resolve().parents[1]

    @property
    def entry(self) -> str:
        """How the book's contents list it: `notebooks/02-mid-staffordshire`."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def is_chapter(self) -> bool:
        """Whether it is a chapter, which has a number; else it is a page with activities."""
        return self.path.stem != self.id

    @property
    def only_in_jupyter(self) -> bool:
        """Whether it is for Jupyter alone: the website has no page of it, and it keeps no answers."""
        return bool(self.about.get("only_in_jupyter"))

    @property
    def about(self) -> dict[str, Any]:
        """The notebook's `metadata.workbook`."""
        stored = self.raw.get("metadata", {}).get("workbook", {})
        return stored if isinstance(stored, dict) else {}

    @property
    def title(self) -> str:
        """The title in the metadata; empty where there is none."""
        return str(self.about.get("title", ""))

    @property
    def part(self) -> str:
        """The part of the book that the metadata name; empty where they name none."""
        return str(self.about.get("part", ""))

    @property
    def minutes(self) -> int:
        """The minutes of all steps together."""
        return sum(step.minutes for step in self.steps)

    @property
    def code(self) -> list[Cell]:
        """The code cells."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @cached_property
    def steps(self) -> list[Step]:
        """The steps, in order."""
        starts = [place for place, cell in enumerate(self.cells) if cell.is_step]
        ends = [*starts[1:], len(self.cells)]
        return [Step(self.cells[start:end]) for start, end in zip(starts, ends, strict=bool(starts))]

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
    """Read a notebook, or give the one read before where the file has not changed since.

    Raises NotANotebook where it is none.
    """
    return _parse(path, file_version(path))


@lru_cache(maxsize=256)
def _parse(path: Path, version: tuple[int, int, int]) -> Notebook:
    try:
        stored = files.read(path)
    except files.TextError as error:
        raise NotANotebook(
            f"{path.name} cannot be read as a notebook: it is not in UTF-8. Save it as UTF-8, or take back the last "
            "change."
        ) from error
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


def chapter_id(path: Path) -> str:
    """`mid-staffordshire` for `02-mid-staffordshire.ipynb`."""
    number, dash, name = path.stem.partition("-")
    return name if dash and number.isdigit() else path.stem


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
