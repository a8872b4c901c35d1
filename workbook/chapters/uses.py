"""Where the book uses each row of evidence: chapter and step, read from the links in the notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mdit_py_plugins.anchors.index import slugify

from workbook.chapters import contents, notebook
from workbook.chapters.notebook import Cell, Notebook
from workbook.kit.paths import file_version
from workbook.paths import NOTEBOOKS

_LINK = re.compile(r"about/evidence/[a-z0-9-]+\.md#([a-z0-9-]+\.[a-z0-9-]+)")


@dataclass(frozen=True)
class Use:
    """A step that links to a row: the notebook's file, its title, the step's number and title."""

    file: str
    chapter: str
    step: int
    title: str

    @property
    def words(self) -> str:
        """The use in words: ``Mid Staffordshire, step 3``."""
        return f"{self.chapter}, step {self.step}" if self.step else self.chapter

    @property
    def target(self) -> str:
        """The file, with the anchor of the step's heading."""
        return f"{self.file}#{slugify(self.title)}" if self.title else self.file


def uses(folder: Path = NOTEBOOKS) -> dict[str, list[Use]]:
    """For each row's id the steps that link to it, in the book's order, each once."""
    found: dict[str, list[Use]] = {}
    for path in contents.notebooks(folder).values():
        for id, use in _in(path, file_version(path)):
            found.setdefault(id, []).append(use)
    return found


@lru_cache(maxsize=256)
def _in(path: Path, version: tuple[int, int, int]) -> list[tuple[str, Use]]:
    """The rows that one notebook links to, each with its step: read once, as every page of evidence asks."""
    return [
        (id, use)
        for use, cells in _steps(notebook.read(path))
        for id in dict.fromkeys(id for cell in cells for id in _rows(cell))
    ]


def _steps(book: Notebook) -> Iterator[tuple[Use, list[Cell]]]:
    chapter = book.title.partition(":")[0]
    for number, step in enumerate(book.steps, start=1):
        yield Use(book.path.name, chapter, number, step.title), step.learner_cells
    if not book.steps:
        yield Use(book.path.name, chapter, 0, ""), [cell for cell in book.cells if not cell.is_facilitator]


def _rows(cell: Cell) -> Iterator[str]:
    """The ids of the rows that a cell, or what it shows, links to."""
    yield from _LINK.findall(cell.source if cell.is_prose else cell.html)
