"""A stored notebook made fit to be published, whatever Jupyter stored it: its activities as HTML, and no answers.

Plain Jupyter stores for each activity a live view, which outranks its HTML and which a page cannot show, and the
states of all widgets, with what somebody typed. The project's own `run` stores neither.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from typing import Any

from workbook.kit.activities import kind_names
from workbook.kit.authoring.chapter import TRIAL
from workbook.kit.authoring.published import Activity, activities

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
LIVE_ONLY = "Something to use: run this cell to see it."
"""What `run` stores in place of a widget that has no HTML."""

AGAIN = (
    "Run the notebook from top to bottom in Jupyter and save it, or let each build run it: "
    "execute_notebooks: auto, below execute: in _config.yml"
)
_IN_JUPYTER = re.compile(r'<p class="wb-in-jupyter">.*?</p>\n?')
_USES_KIT = re.compile(r"^\s*(from|import)\s+workbook\b", re.M)


def publishable(notebook: dict[str, Any]) -> dict[str, Any]:
    """A copy of a notebook without the live views of activities, the states of their widgets, and hints for Jupyter."""
    notebook = copy.deepcopy(notebook)
    for _, output in _outputs(notebook):
        html = _text(output, "text/html")
        if _activities(output):
            output["data"].pop(WIDGET_VIEW, None)
        if "wb-in-jupyter" in html:
            output["data"]["text/html"] = without_hints(html)
    _keep_states_of_others(notebook)
    return notebook


def problems(notebook: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """What a page could not show of a notebook's activities, with the number of the cell, from 1."""
    if not any(_USES_KIT.search(_joined(cell.get("source", ""))) for cell in notebook.get("cells", [])):
        return
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code" and (text := problem(cell["outputs"], _joined(cell["source"]))):
            yield number, text


def problem(outputs: list[dict[str, Any]], source: str = "") -> str:
    """What a page could not show of a cell's activities; empty where it can show all."""
    if any(one.key.startswith(f"{TRIAL}.") for output in outputs for one in _activities(output)):
        return (
            "the notebook opens no chapter, so an answer to this activity could not be kept. Begin it with "
            'chapter("my-chapter", title="My chapter"), and run it again'
        )
    called = re.compile(rf"\b(?:{'|'.join(kind_names())}): [a-z0-9-]+\.[a-z0-9-]+")
    bare = [output for output in outputs if not _activities(output)]
    texts = [_text(output, "text/plain").strip() for output in bare]
    if any(called.fullmatch(text) for text in texts):
        return f"the activity is stored without its HTML, so a page would not show it. {AGAIN}"
    if any(text == LIVE_ONLY or called.search(text) for text in texts):
        return (
            "activities stand inside another widget, such as a VBox, which a page cannot show. "
            "Give each activity a cell of its own"
        )
    if _shows_activity(source) and len(bare) == len(outputs):
        return f"nothing is stored of the activity, so a page would not show it. {AGAIN}"
    return ""


def _outputs(notebook: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, cell in enumerate(notebook.get("cells", []), start=1):
        for output in cell.get("outputs", []):
            if "data" in output:
                yield number, output


def _keep_states_of_others(notebook: dict[str, Any]) -> None:
    """Leave the states of widgets that are no activities, where some output shows one; else drop them all."""
    widgets = notebook.get("metadata", {}).get("widgets", {})
    if not any(WIDGET_VIEW in output["data"] for _, output in _outputs(notebook)):
        notebook.get("metadata", {}).pop("widgets", None)
        return
    forget_answers(widgets.get(WIDGET_STATE, {}).get("state", {}))


def without_hints(html: str) -> str:
    """The HTML of an activity without what to do in Jupyter."""
    return _IN_JUPYTER.sub("", html)


def forget_answers(states: dict[str, Any]) -> None:
    """Take the states of activities, with what somebody typed, out of the states of all widgets."""
    for model in [name for name, state in states.items() if _is_activity(state)]:
        del states[model]


def _is_activity(stored: dict[str, Any]) -> bool:
    return stored.get("model_module") == "anywidget" and {"kind", "key", "spec"} <= set(stored["state"])


def _shows_activity(source: str) -> bool:
    """Whether the cell's last statement is the call of an activity, so that the cell shows it."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    call = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kind_names()


def _activities(output: dict[str, Any]) -> list[Activity]:
    return activities(_text(output, "text/html"))


def _text(output: dict[str, Any], kind: str) -> str:
    return _joined(output.get("data", {}).get(kind, ""))


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else str(text)
