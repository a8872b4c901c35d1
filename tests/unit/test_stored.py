"""A notebook as any Jupyter stores it: what of its activities is published, and what ends the build."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from nbformat import v4

from workbook.kit.authoring.chapter import Chapter
from workbook.kit.web import stored

KEY = "first-steps.noticing"
SPEC = json.dumps({"kind": "reflect", "key": KEY, "prompt": "What?"})
HTML = f'<div data-activity="reflect" data-key="{KEY}"><script type="application/json">{SPEC}</script></div>'
SECRET = "what somebody typed"
ACTIVITY = {
    "model_module": "anywidget",
    "state": {"kind": "reflect", "key": KEY, "spec": {}, "value": SECRET},
}
SLIDER = {"model_module": "@jupyter-widgets/controls", "state": {"value": 7}}


def _notebook(*outputs: dict[str, Any], source: str = 'reflect("noticing", "What?")') -> dict[str, Any]:
    shown = [v4.new_output("execute_result", data) for data in outputs]
    states = {stored.WIDGET_STATE: {"state": {"1": ACTIVITY, "2": SLIDER}}}
    cells = [v4.new_code_cell("from workbook.kit import reflect"), v4.new_code_cell(source, outputs=shown)]
    return v4.new_notebook(cells=cells, metadata={"widgets": states})


LIVE = {stored.WIDGET_VIEW: {"model_id": "1"}, "text/html": HTML, "text/plain": f"reflect: {KEY}"}
OTHER = {stored.WIDGET_VIEW: {"model_id": "2"}, "text/plain": "IntSlider(value=7)"}


def test_an_activity_is_published_as_its_html_and_without_its_state() -> None:
    notebook = _notebook(LIVE)
    before = copy.deepcopy(notebook)
    published = stored.publishable(notebook)
    assert SECRET not in json.dumps(published) and "widgets" not in published["metadata"]
    assert list(published["cells"][1]["outputs"][0]["data"]) == ["text/html", "text/plain"]
    assert notebook == before, "the notebook itself was changed"
    assert list(stored.problems(notebook)) == []


def test_what_to_do_in_jupyter_is_not_published(chapter: Chapter) -> None:
    shown = {"text/html": chapter._repr_html_(), "text/plain": "Chapter"}
    assert "Run All Cells" in shown["text/html"]
    published = stored.publishable(_notebook(shown))["cells"][1]["outputs"][0]["data"]["text/html"]
    assert "Run" not in published
    assert published == re.sub(r"<p[^>]*>To use the activities.*\n", "", shown["text/html"])


def test_widgets_of_others_stay_live() -> None:
    published = stored.publishable(_notebook(LIVE, OTHER))
    states = published["metadata"]["widgets"][stored.WIDGET_STATE]["state"]
    assert states == {"2": SLIDER}
    assert stored.WIDGET_VIEW in published["cells"][1]["outputs"][1]["data"]


@pytest.mark.parametrize(
    ("notebook", "said"),
    [
        (
            _notebook({stored.WIDGET_VIEW: {}, "text/plain": f"reflect: {KEY}"}),
            "without its HTML.*execute_notebooks: auto",
        ),
        (_notebook(source='reflect("noticing", "What?")'), "nothing is stored.*execute_notebooks: auto"),
        (
            _notebook(
                {stored.WIDGET_VIEW: {}, "text/plain": f"VBox(children=(reflect: {KEY}, Label()))"},
                source="box",
            ),
            "inside another widget.*a cell of its own",
        ),
        (
            _notebook({**LIVE, "text/html": HTML.replace("first-steps", "trial")}),
            "opens no chapter.*Begin it with chapter",
        ),
        (
            _notebook({"text/plain": stored.LIVE_ONLY}, source="box"),
            "inside another widget.*a cell of its own",
        ),
    ],
)
def test_what_a_page_could_not_show_is_said_with_its_cell(notebook: dict[str, Any], said: str) -> None:
    [(cell, text)] = stored.problems(notebook)
    assert cell == 2
    assert re.search(said, text), text


@pytest.mark.parametrize(
    "source", ['x = reflect("noticing", "What?")', "def later():\n    reflect('a', 'b')", "1 +"]
)
def test_a_cell_that_shows_no_activity_needs_no_output(source: str) -> None:
    assert list(stored.problems(_notebook(source=source))) == []


def test_a_notebook_that_does_not_use_the_kit_is_left_alone() -> None:
    notebook = _notebook({"text/plain": stored.LIVE_ONLY})
    notebook["cells"][0]["source"] = "import other"
    assert list(stored.problems(notebook)) == []
