"""In a real JupyterLab: where `make lab` opens, the learner's notes, and activities in a notebook of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lab_page import IDLE, NOT_SAVED, PATIENCE, open_notebook, run_all, show
from lab_server import Lab
from nbformat import v4
from playwright.sync_api import Page, expect

from workbook.kit.learner import file as notes_file

NOTES = {
    "first-day.sign": {
        "kind": "reflect",
        "prompt": "What did the sign say?",
        "value": {"text": "Typed on the website."},
        "when": "2026-01-01T00:00:00Z",
        "earlier": [],
    }
}
OWN = [
    """import ipywidgets
from IPython.display import display
from workbook import plan, reflect

look = reflect("look", "What do you see?")
copy, count = ipywidgets.Textarea(description="Copy"), ipywidgets.Label("none yet")
ipywidgets.link((look, "text"), (copy, "value"))
look.observe(lambda change: setattr(count, "value", f"{len(change['new'])} letters"), "text")
ipywidgets.VBox([look, copy, count])""",
    """ipywidgets.interact(
    lambda who: display(reflect(f"see-{who}", f"What would a {who} see?")), who=["porter", "nurse"]
);""",
]


@pytest.fixture
def own(lab: Lab) -> Path:
    """A notebook of an educator's own, beside the book's."""
    path = lab.folder / "notebooks" / "own.ipynb"
    cells = [v4.new_markdown_cell("# Mine\n\n[To the end](#what-is-left)")]
    cells += [v4.new_code_cell(source) for source in OWN]
    cells += [v4.new_markdown_cell("A line.\n\n" * 60), v4.new_markdown_cell("## What is left\n\nThis.")]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = v4.new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def kept(lab: Lab) -> dict[str, Any]:
    files = list(lab.notes.glob("*.json"))
    return notes_file.loads(files[0].read_text("utf-8")) if files else {}


def test_make_lab_opens_where_to_start_and_the_notes_go_from_the_website_and_back(
    page: Page, lab: Lab, tmp_path: Path
) -> None:
    page.goto(lab.first)
    page.wait_for_function(IDLE)
    expect(page.get_by_role("heading", name="Start here")).to_be_visible()
    expect(page.get_by_role("strong").filter(has_text="then Run All Cells")).to_be_visible()
    expect(page.get_by_text("run this cell to see them here")).to_have_count(1)

    run_all(page, "notebook:run-all-cells")
    from_site = tmp_path / "my-notes.json"
    from_site.write_text(notes_file.dumps(NOTES), "utf-8")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Load a file").click()
    chosen.value.set_files(from_site)
    expect(page.get_by_text("Loaded 1 answer: 1 new")).to_be_visible(timeout=PATIENCE)
    assert kept(lab)["first-day.sign"] == NOTES["first-day.sign"]
    page.locator("summary", has_text="What did the sign say?").click()
    expect(page.get_by_text("Typed on the website.")).to_be_visible()

    page.get_by_label("Name").fill("for-the-site.json")
    page.get_by_label("Name").press("Tab")
    page.get_by_role("button", name="Save my notes").click()
    expect(page.get_by_text("“Load” on the website reads it too")).to_be_visible(timeout=PATIENCE)
    saved = lab.folder / "notebooks" / "for-the-site.json"
    assert notes_file.loads(saved.read_text("utf-8")) == kept(lab)


def test_a_chapter_that_is_opened_says_what_to_do_folds_what_is_for_others_and_stays_as_it_is(
    page: Page, lab: Lab
) -> None:
    open_notebook(page, lab, "01-first-day.ipynb")
    expect(page.get_by_text("To use the activities, choose Run, then Run All Cells.")).to_be_visible()
    note = page.locator(".jp-RenderedMarkdown", has_text="To arrive.")
    expect(note.get_by_text("To arrive.")).not_to_be_visible()
    for kind in ("html", "slides"):
        taught = lab.export(kind, "notebooks/01-first-day.ipynb")
        assert "What do you see when the door opens?" in taught
        assert "To arrive." not in taught and "reflect" + "</span>" not in taught
    page.wait_for_timeout(1000)  # what Jupyter writes on opening, it writes by now
    assert not page.evaluate(NOT_SAVED)

    # To run all, which the line above asks for, opens no note; its heading does, by keyboard too.
    run_all(page, "notebook:run-all-cells")
    page.get_by_text("Then scroll back up.").scroll_into_view_if_needed()
    expect(note.get_by_text("To arrive.")).not_to_be_visible()
    note.get_by_text("For whoever leads a group").press("Enter")
    expect(note.get_by_text("To arrive.")).to_be_visible()


def test_activities_in_a_notebook_of_ones_own_are_linked_watched_and_called_again(
    page: Page, lab: Lab, own: Path
) -> None:
    open_notebook(page, lab, own.name)
    page.get_by_role("link", name="To the end").click()
    expect(page.get_by_role("heading", name="What is left")).to_be_in_viewport()

    run_all(page, "notebook:run-all-cells")
    box = show(page, 1).get_by_role("textbox", name="What do you see?")
    expect(box).to_be_visible(timeout=PATIENCE)
    box.fill("stairs")
    expect(page.get_by_text("6 letters")).to_be_visible(timeout=PATIENCE)
    copy = page.get_by_role("textbox", name="Copy")
    expect(copy).to_have_value("stairs", timeout=PATIENCE)
    copy.fill("a lift")
    expect(box).to_have_value("a lift", timeout=PATIENCE)
    expect(page.get_by_text("Not kept: this notebook tries activities out.").first).to_be_visible()

    asked = show(page, 2)
    for who in ("nurse", "porter", "nurse"):
        asked.get_by_label("who").select_option(who)
        expect(asked.get_by_text(f"What would a {who} see?")).to_be_visible(timeout=PATIENCE)
    assert "used twice" not in asked.inner_text() and "Traceback" not in asked.inner_text()
    assert not any(key.startswith("trial.") for key in kept(lab))
