"""In a real JupyterLab, started as `make lab` does: what an educator sees, types, keeps and saves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lab_page import IDLE, PATIENCE, SAVED, open_notebook, run_all, show
from lab_server import Lab, started
from playwright.sync_api import Browser, Locator, Page, expect

from workbook.checks import check, read, stored
from workbook.kit.text.strings import SHARED

NAME = "01-first-day.ipynb"
FIRST, SECOND = "A porter saw it first – «three» times.", "Then nobody asked her."


def place_of(cells: list[dict[str, Any]], call: str) -> int:
    """The first cell whose source begins one of its lines with this call."""
    return next(place for place, cell in enumerate(cells) if f"\n{call}(" in "".join(cell["source"]))


def first_box(page: Page, cells: list[dict[str, Any]]) -> Locator:
    """The box of the first reflect activity, alive, in view."""
    box = show(page, place_of(cells, "reflect")).locator(".wb-reflect textarea")
    expect(box).to_be_visible(timeout=PATIENCE)
    return box


def expect_drawings(page: Page, cells: list[dict[str, Any]]) -> None:
    """The chart and the drawing are drawn: where JupyterLab does not trust a notebook, their bare words are left."""
    for call, drawn in (("chart", "text"), ("picture", "path, circle, ellipse, rect")):
        drawing = show(page, place_of(cells, call)).locator("figure svg").first
        expect(drawing).to_be_visible()
        assert drawing.locator(drawn).count() > 3


def notes_hold(page: Page, lab: Lab, words: str) -> dict[str, Any]:
    """Wait until the learner's notes file holds these words; return its entries."""
    for _ in range(PATIENCE // 50):
        text = "".join(path.read_text(encoding="utf-8") for path in lab.notes.glob("*.json"))
        if words in text:
            entries: dict[str, Any] = json.loads(text)["entries"]
            return entries
        page.wait_for_timeout(50)
    raise AssertionError(f"{words!r} never reached {[path.name for path in lab.notes.iterdir()]}")


def test_words_outlive_the_kernel_and_never_enter_the_notebook(
    page: Page, lab: Lab, committed: Path, cells: list[dict[str, Any]]
) -> None:
    path = lab.folder / "notebooks" / NAME
    activities = [place for place, cell in enumerate(cells) if "data-activity=" in str(cell.get("outputs"))]

    # Before anything runs, what is stored is shown: charts and drawings, and activities that say what to do.
    open_notebook(page, lab, NAME)
    expect_drawings(page, cells)
    expect(show(page, place_of(cells, "reflect")).get_by_text(SHARED["howTo"])).to_be_visible()

    # Typed words reach the notes file, and are there again after the kernel was restarted.
    run_all(page, "notebook:run-all-cells")
    first_box(page, cells).fill(FIRST)
    notes_hold(page, lab, FIRST)
    run_all(page, "notebook:restart-run-all")
    expect(first_box(page, cells)).to_have_value(FIRST)
    for place in activities:
        expect(show(page, place).locator(".wb-live").first).to_be_visible(timeout=PATIENCE)

    # Changed words are kept too; the earlier ones are not lost.
    first_box(page, cells).fill(SECOND)
    entry = notes_hold(page, lab, SECOND)["first-day.door"]
    assert entry["value"]["text"] == SECOND and entry["earlier"][0]["value"]["text"] == FIRST

    # Saving stores what `run` stores, byte for byte: no widget, no state, no answer.
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_function(SAVED)
    assert path.read_bytes() == committed.read_bytes()
    for word in (FIRST, SECOND, "widget-view", '"widgets"', '"trusted"'):
        assert word not in path.read_text("utf-8")
    assert check(read(path), stored.RULES) == []

    # With the kernel gone, reopening shows the readable fallback, the drawings, and no broken widget anywhere.
    lab.stop_kernels()
    open_notebook(page, lab, NAME)
    expect_drawings(page, cells)
    shown = [show(page, place).inner_text() for place in range(len(cells))]
    assert [place for place, text in enumerate(shown) if SHARED["howTo"] in text] == activities
    assert not [text for text in shown if "model not found" in text.lower() or "Error displaying" in text]
    assert FIRST not in "".join(shown) and SECOND not in "".join(shown)


def test_a_choice_draws_another_chart_and_a_sentence_is_kept(
    page: Page, lab: Lab, cells: list[dict[str, Any]]
) -> None:
    open_notebook(page, lab, NAME)
    run_all(page, "notebook:restart-run-all")
    cell = show(page, place_of(cells, "explore"))
    expect(cell.locator(".wb-live figcaption")).to_contain_text("ratio better, difference wider")
    cell.get_by_role("radio", name="2017 and 2021").check()
    expect(cell.locator(".wb-live figcaption")).to_contain_text("both comparisons look better")
    expect(cell.locator(".wb-live figure svg")).to_have_count(1)
    row = cell.locator("a[data-commandlinker-args*='wres-national']").first
    assert row.get_attribute("data-commandlinker-command") == "docmanager:open"
    box = cell.get_by_role("textbox", name="In a sentence of yours")
    box.fill("It depends on the years.")
    box.blur()
    kept = notes_hold(page, lab, "It depends on the years.")["first-day.boards"]
    assert kept["value"] == {"choice": "2017-to-2021", "said": "It depends on the years."}

    # A table of text reads from the left, and code that a reader may change stands open.
    table = show(page, place_of(cells, "table"))
    expect(table.locator(".jp-InputArea-editor")).to_contain_text("How many rows does the table have?")
    first = table.locator("tbody th, tbody td").first
    assert first.evaluate("cell => getComputedStyle(cell).textAlign") in ("left", "start")


def test_a_live_widget_is_dropped_whoever_saves(
    lab: Lab, committed: Path, cells: list[dict[str, Any]]
) -> None:
    """The same through Jupyter's own interface, with a view and a state that a program sends."""
    path = lab.folder / "notebooks" / NAME
    book = json.loads(committed.read_text("utf-8"))
    output = book["cells"][place_of(cells, "reflect")]["outputs"][0]
    output["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "5f1c"}
    book["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"5f1c": FIRST}}}
    path.write_text(json.dumps(book), encoding="utf-8")
    assert check(read(path), stored.RULES)
    lab.ask("PUT", f"contents/notebooks/{NAME}", {"type": "notebook", "format": "json", "content": book})
    assert path.read_bytes() == committed.read_bytes()


def test_jupyterlab_starts_without_a_trace_a_warning_or_a_list_of_what_it_lacks(
    browser: Browser, committed: Path, tmp_path: Path
) -> None:
    """One of its own: what a kernel may say while it is stopped or started again is not what starting says."""
    with started(tmp_path, committed.parent) as lab, browser.new_context() as context:
        page = context.new_page()
        page.goto(lab.first)
        page.wait_for_function(IDLE, timeout=PATIENCE)
        log = lab.log.read_text("utf-8")
    assert "Kernel started" in log
    for trouble in (
        "Traceback",
        "UserWarning",
        "yarn",
        "require is not",
        "Skipped non-installed",
        "not recommended",
    ):
        assert trouble not in log, log[-3000:]
