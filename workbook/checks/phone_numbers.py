"""The rule that nothing prints a number to ring or text that is not in `data/support.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook.chapters.notebook import Cell, Notebook, joined
from workbook.checks.rule import Finding, rules
from workbook.evidence import support
from workbook.kit.text import files
from workbook.paths import BOOK


def numbers_to_ring_are_known(chapter: Notebook) -> Iterator[Finding]:
    """No cell, and no output, names a number that nobody looked up."""
    for cell in chapter.cells:
        problems = [problem for text in _texts(cell) for problem in support.problems(text, "this cell")]
        for problem in dict.fromkeys(problems):
            yield cell, problem


def in_pages(book: Path = BOOK) -> list[str]:
    """The same for every page of prose."""
    problems = [
        problem
        for page in sorted(book.rglob("*.md"))
        for problem in support.problems(files.read(page), page.name)
    ]
    return list(dict.fromkeys(problems))


def _texts(cell: Cell) -> Iterator[str]:
    """A cell's source, and every text that its outputs show."""
    yield cell.source
    for output in cell.outputs:
        yield joined(output.get("text", ""))
        for shown in output.get("data", {}).values():
            if not isinstance(shown, dict):
                yield joined(shown)


RULES = rules(numbers_to_ring_are_known)
