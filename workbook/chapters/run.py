"""Run the notebooks, and keep what is stored of them the same on every machine and every run.

The outputs stored in a notebook are what the website publishes. So they may hold nothing that is
random, nothing that belongs to one machine, and nothing that a learner wrote.
"""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from workbook.chapters.contents import notebooks
from workbook.chapters.in_jupyter import as_stored
from workbook.chapters.notebook import FACILITATOR, NotANotebook, chapter_id, read
from workbook.kit.errors import CommandError
from workbook.kit.web.stored import LIVE_ONLY, WIDGET_STATE, WIDGET_VIEW

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE: dict[str, Any] = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
_PASSING_NOTEBOOK_METADATA = ("widgets", "signature", "toc", "jupytext")
_PASSING_CELL_METADATA = ("execution", "ExecuteTime", "collapsed", "scrolled")
"""Jupyter itself never writes `trusted`, and reads it when it decides whether to sign what it saves."""
_SECONDS_FOR_A_CELL = 120
_FOLDED = {"remove-input", FACILITATOR}
"""The tags of cells that Jupyter shows folded: a call of an author's word, and a note for facilitators."""

Progress = Callable[[int, int], None]
"""Told how many code cells are done, of how many."""


class RunError(CommandError):
    """A notebook could not be run. The message says where and why, and what to do."""


@dataclass(frozen=True)
class Ran:
    """What became of one notebook."""

    path: Path
    cells: int
    changed: bool


def clean(notebook: dict[str, Any]) -> dict[str, Any]:
    """Drop from a notebook what must not be stored; changes it in place and returns it.

    Widget views and states go (their ids are random, and they hold what a learner typed), and so do
    times, the state of folds, and the kernel's exact version. The cells that ran are numbered from the
    top, as in a fresh run. What the website hides is folded in Jupyter too: a call would give away what a
    learner is asked to guess, and the notes for facilitators are long. Everything else stays.
    """
    metadata = notebook.setdefault("metadata", {})
    for key in _PASSING_NOTEBOOK_METADATA:
        metadata.pop(key, None)
    metadata["kernelspec"] = dict(_KERNEL)
    metadata["language_info"] = {**_LANGUAGE, "codemirror_mode": dict(_LANGUAGE["codemirror_mode"])}
    as_stored(notebook)
    number = 0
    for cell in notebook.get("cells", []):
        number += cell.get("cell_type") == "code"
        _clean_cell(cell, number)
    return notebook


def clean_before_saving(model: dict[str, Any], **_: Any) -> None:
    """Jupyter's `pre_save_hook`: clean a notebook before it is saved, and leave every other file as it is."""
    if model.get("type") == "notebook" and model.get("content"):
        clean(model["content"])


def write(notebook: dict[str, Any], path: Path) -> bool:
    """Write a notebook as JupyterLab does. True when that changed the file."""
    text = as_text(notebook)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    half = path.with_name(f".{path.name}.part")
    half.write_text(text, encoding="utf-8", newline="\n")
    os.replace(half, path)
    return True


def as_text(notebook: dict[str, Any]) -> str:
    """The text of a notebook's file, byte for byte as JupyterLab saves it."""
    text: str = nbformat.writes(nbformat.from_dict(notebook), version=nbformat.NO_CONVERT)
    return text if text.endswith("\n") else text + "\n"


def run(path: Path, progress: Progress = lambda done, of: None) -> Ran:
    """Run one notebook from top to bottom in a fresh kernel, clean it, write it if it changed.

    The kernel sees an empty folder for notes and no personal IPython settings. When a cell fails,
    RunError is raised and the file stays as it was.
    """
    try:
        notebook: Any = copy.deepcopy(read(path).raw)
    except NotANotebook as error:
        raise RunError(str(error)) from error
    cells = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    with tempfile.TemporaryDirectory(prefix="workbook-run-") as scratch:
        _execute(notebook, path, Path(scratch), cells, progress)
    clean(notebook)
    return Ran(path, len(cells), write(notebook, path))


def choose(names: Iterable[str], folder: Path) -> list[Path]:
    """The notebooks with these names (`mid-staffordshire`, `02-mid-staffordshire` or a path), or all."""
    have = notebooks(folder)
    names = list(names)
    if not names:
        return list(have.values())
    return [_find(name, have, folder) for name in names]


def _find(name: str, have: dict[str, Path], folder: Path) -> Path:
    path = have.get(name) or have.get(chapter_id(Path(name)))
    if path:
        return path
    if Path(name).suffix == ".ipynb" and Path(name).is_file():
        return Path(name)
    known = ", ".join(have) or "none yet"
    raise RunError(f"There is no chapter {name!r} in {folder.name}/. The chapters are: {known}.")


def _clean_cell(cell: dict[str, Any], number: int) -> None:
    metadata = cell.setdefault("metadata", {})
    for key in _PASSING_CELL_METADATA:
        metadata.pop(key, None)
    folds = metadata.pop("jupyter", {})
    folds = {name: folds[name] for name in folds if name not in ("outputs_hidden", "source_hidden")}
    if _FOLDED & set(metadata.get("tags", [])):
        folds["source_hidden"] = True
    if folds:
        metadata["jupyter"] = folds
    if cell.get("cell_type") != "code":
        return
    ran = cell.get("execution_count") is not None or bool(cell.get("outputs"))
    cell["execution_count"] = number if ran else None
    cell["outputs"] = [kept for output in cell.get("outputs", []) if (kept := _clean_output(output, number))]


def _clean_output(output: dict[str, Any], number: int) -> dict[str, Any] | None:
    """The output as it may be stored, or None when nothing of it may."""
    if "execution_count" in output:
        output["execution_count"] = number
    if output.get("output_type") not in ("display_data", "execute_result", "update_display_data"):
        return output
    data = output.get("data", {})
    live = [data.pop(kind) for kind in (WIDGET_VIEW, WIDGET_STATE) if kind in data]
    if live and "text/html" not in data:
        # A plain widget: its text names the state, and with it what the learner typed.
        output["data"] = {"text/plain": LIVE_ONLY}
    return output if output.get("data") else None


def _execute(notebook: Any, path: Path, scratch: Path, cells: list[int], progress: Progress) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    def done(cell: Any, cell_index: int, **_: Any) -> None:
        progress(sum(1 for index in cells if index <= cell_index), len(cells))

    client = NotebookClient(
        notebook,
        kernel_name=_KERNEL["name"],
        timeout=_SECONDS_FOR_A_CELL,
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # its warnings are not the author's business
        resources={"metadata": {"path": str(path.resolve().parent)}},
        on_cell_executed=done,
    )
    try:
        client.execute(env=_environment(scratch))
    except CellExecutionError as error:
        number, first = _failed_cell(notebook)
        last = f"{error.ename}: {error.evalue}".strip()
        raise RunError(
            f"{path.name}: cell {number} failed and nothing was written.\n"
            f"  The cell begins: {first}\n  Python says: {last}\n"
            "  Put the cell right, then run the chapter again."
        ) from None
    except CellTimeoutError:
        raise RunError(
            f"{path.name}: a cell took longer than {_SECONDS_FOR_A_CELL} seconds and nothing was written. "
            "Make it do less; a reader with an old computer waits for it too."
        ) from None
    except DeadKernelError:
        raise RunError(
            f"{path.name}: the Python behind the notebook stopped, and nothing was written. "
            "Open the notebook in JupyterLab and run its cells one at a time to find the one that stops it."
        ) from None


def _failed_cell(notebook: Any) -> tuple[int, str]:
    """The number, counted over all cells from 1, and the first line of the cell that raised."""
    for number, cell in enumerate(notebook.cells, start=1):
        outputs = cell.get("outputs", [])
        if any(output.output_type == "error" for output in outputs):
            return number, (cell.source.strip().splitlines() or [""])[0]
    return 0, ""


def _environment(scratch: Path) -> dict[str, str]:
    notes, ipython = scratch / "notes", scratch / "ipython"
    notes.mkdir()
    ipython.mkdir()
    return {**os.environ, "WORKBOOK_NOTES": str(notes), "IPYTHONDIR": str(ipython)}
