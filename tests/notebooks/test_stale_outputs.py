"""What nbval must refuse: an output that a fresh run does not give, and a cell that fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from workbook.chapters.run import clean, run, write

SHOWN = "from workbook.kit.drawing.output import Shown\n\nShown('<p>Seven in ten</p>', 'Seven in ten')"


def written(path: Path, source: str) -> None:
    write(v4.new_notebook(cells=[v4.new_code_cell(source, id="only")]), path)


def change(path: Path, edit: Any) -> None:
    book = nbformat.read(path, as_version=4)
    edit(book.cells[0])
    write(clean(book), path)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Whether nbval refuses each of some small notebooks; all are asked in one go."""
    folder = tmp_path_factory.mktemp("stale")
    for name in ("fresh", "stale", "live"):
        written(folder / f"{name}.ipynb", SHOWN)
    run(folder / "fresh.ipynb")
    for name in ("stale", "live"):
        (folder / f"{name}.ipynb").write_bytes((folder / "fresh.ipynb").read_bytes())
    old = {"text/html": "<p>Six in ten</p>", "text/plain": "Seven in ten"}
    change(folder / "stale.ipynb", lambda cell: cell.outputs[0].update(data=old))
    change(folder / "live.ipynb", lambda cell: cell.update(source="print('new words')"))
    written(folder / "fails.ipynb", "1 / 0")
    change(folder / "fails.ipynb", lambda cell: cell.update(execution_count=1))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    told = re.findall(r"^(PASSED|FAILED|ERROR) (\w+)\.ipynb::", done.stdout, re.MULTILINE)
    assert told, done.stdout + done.stderr
    return {name: how != "PASSED" for how, name in told}


def test_a_fresh_output_passes(refused: dict[str, bool]) -> None:
    assert refused["fresh"] is False


@pytest.mark.parametrize("name", ["stale", "live", "fails"])
def test_an_output_that_a_fresh_run_does_not_give_is_refused(name: str, refused: dict[str, bool]) -> None:
    assert refused[name] is True
