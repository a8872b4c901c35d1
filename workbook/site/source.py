"""What a learner's page is made from: the notebook without facilitator cells, with minutes at each step."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx

PART_TITLES = {
    "at-a-glance": "At a glance",
    "what-it-says": "What it says",
    "look-and-disagree": "Look and disagree",
    "try-it": "Try it",
    "reflect": "Reflect",
    "one-thing": "One thing, and a request",
    "recall": "Recall",
}
FACILITATOR = "facilitator"
MARK, TOP_MARK = "<!-- note {} -->", "<!-- notes begin -->"
"""Where a facilitator's note stands in the learner's page, by its number; and where the first step begins."""


def with_marks(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells that a learner sees, with a mark in place of each note for a facilitator.

    The notes are taken out before the page is parsed, so their words reach neither the page nor its headings,
    contents list, search index or print.
    """
    marked, number = [], 0
    for cell in cells:
        if FACILITATOR in cell.get("metadata", {}).get("tags", []):
            marked.append(_prose_cell(f"note-{number}", MARK.format(number)))
            number += 1
        else:
            marked.append(cell)
    first = next((place for place, cell in enumerate(marked) if "step" in _about(cell)), None)
    if number and first is not None:
        marked.insert(first, _prose_cell("notes-begin", TOP_MARK))
    return marked


def _prose_cell(id: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": text}


def _about(cell: dict[str, Any]) -> dict[str, Any]:
    return dict(cell.get("metadata", {}).get("workbook", {}))


def with_minutes(cell: dict[str, Any]) -> dict[str, Any]:
    """A copy of a Markdown cell that starts a step, with its part and minutes under the heading.

    Other cells come back as they are. `cell["source"]` may be a string or a list of lines (both valid).
    """
    step = cell.get("metadata", {}).get("workbook", {})
    if cell["cell_type"] != "markdown" or "step" not in step:
        return cell
    text = "".join(cell["source"])
    heading, _, rest = text.partition("\n")
    label = f"{PART_TITLES[step['step']]} · {step['minutes']} minutes"
    return {**cell, "source": f'{heading}\n\n<p class="wb-step">{label}</p>\n{rest}'}


def with_fold(cell: dict[str, Any]) -> dict[str, Any]:
    """A copy of a cell of pandas code that is folded with the table it gives; other cells come back as they are."""
    tags = cell.get("metadata", {}).get("tags", [])
    if cell["cell_type"] != "code" or "hide-input" not in tags:
        return cell
    folded = ["hide-cell" if tag == "hide-input" else tag for tag in tags]
    return {**cell, "metadata": {**cell["metadata"], "tags": folded}}


def for_learners(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`: rewrite a notebook's JSON before MyST-NB parses it."""
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    notebook["cells"] = [with_fold(with_minutes(cell)) for cell in with_marks(notebook["cells"])]
    source[0] = json.dumps(notebook)


def change_markdown(source: list[str], change: Callable[[str], str]) -> None:
    """Change the Markdown of a page, or of each Markdown cell where the page is a notebook."""
    notebook = _notebook(source[0])
    if notebook is None:
        source[0] = change(source[0])
        return
    for cell in _prose(notebook):
        cell["source"] = change("".join(cell["source"]))
    source[0] = json.dumps(notebook)


def add_at_end(source: list[str], markdown: str) -> None:
    """Add Markdown at the end of a page, or of a notebook's last Markdown cell."""
    notebook = _notebook(source[0])
    if notebook is None:
        source[0] += markdown
        return
    last = _prose(notebook)[-1]
    last["source"] = "".join(last["source"]) + markdown
    source[0] = json.dumps(notebook)


def _notebook(text: str) -> dict[str, Any] | None:
    return json.loads(text) if text.lstrip().startswith("{") else None


def _prose(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
