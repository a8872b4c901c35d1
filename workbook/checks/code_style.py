"""The rule on the style of code: what ruff would write otherwise, or finds wrong, told with its cell."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

from nbformat import v4

from workbook.chapters.notebook import Cell, Notebook
from workbook.checks.rule import Finding, rules
from workbook.kit.text import placeholders
from workbook.paths import ROOT


def code_is_in_its_form(chapter: Notebook) -> Iterator[Finding]:
    """Code is in the form that ruff gives it, and ruff finds nothing wrong in it, as in all of the project."""
    cells = chapter.code
    if not cells or placeholders.find(chapter.stored):
        return
    found = json.loads(_ruff("check", cells, "--output-format", "json"))
    for one in found:
        line = one["location"]["row"]
        yield (
            cells[one["cell"] - 1],
            f"line {line} of the code: {one['message']} ({one['code']}). Put it right, then run the chapter again.",
        )
    if any(one["code"] == "invalid-syntax" for one in found):
        return
    formed = json.loads(_ruff("format", cells))["cells"]
    for cell, form in zip(cells, formed, strict=True):
        wanted = "".join(form["source"])
        if wanted != cell.source:
            yield (
                cell,
                f"{_first_difference(cell.source, wanted)} Let ruff write it: python -m ruff format "
                f"notebooks/{chapter.path.name}; then run the chapter again.",
            )


def _ruff(command: str, cells: Sequence[Cell], *options: str) -> str:
    """What ruff answers about these cells, as one notebook with nothing else in it."""
    book = v4.new_notebook(cells=[v4.new_code_cell(cell.source) for cell in cells])
    book["metadata"]["language_info"] = {"name": "python"}
    done = subprocess.run(
        [sys.executable, "-m", "ruff", command, *options, "--stdin-filename", "notebooks/chapter.ipynb", "-"],
        cwd=ROOT,
        input=json.dumps(book),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode > 1 or not done.stdout:
        raise RuntimeError(f"ruff could not read the code of a chapter: {done.stderr.strip()}")
    return done.stdout


def _first_difference(written: str, wanted: str) -> str:
    """Where the code as written first differs from the form wanted: its line, and how that line begins."""
    lines, other = written.splitlines(), wanted.splitlines()
    same = next(
        (n for n, (a, b) in enumerate(zip(lines, other, strict=False)) if a != b), min(len(lines), len(other))
    )
    line = lines[min(same, len(lines) - 1)].strip()
    return f"line {same + 1} of the code, “{line[:40]}…”, is not in its form."


RULES = rules(code_is_in_its_form)
