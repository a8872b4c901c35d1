"""The author's commands: what they do, what they say, and what they never store."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from nbformat import v4
from traitlets.config import PyFileConfigLoader

import workbook.chapters.run as running
import workbook.checks as contract
import workbook.cli as commands
import workbook.evidence.pages as evidence_pages
import workbook.kit.web.bundle as bundle
import workbook.kit.web.stored as stored
from workbook.chapters import command as run_command
from workbook.chapters.in_jupyter import as_opened
from workbook.checks import command as check_command
from workbook.checks.keys import Added
from workbook.paths import NOTEBOOKS, ROOT
from workbook.sessions import rules as session_rules

Notebook = dict[str, Any]


def tiny(*sources: str) -> Notebook:
    cells = [v4.new_markdown_cell("# Tiny", id="top")]
    cells += [
        v4.new_code_cell(source, id=f"c{number}", metadata={"tags": ["remove-input"]})
        for number, source in enumerate(sources)
    ]
    return v4.new_notebook(cells=cells, metadata={"workbook": {"id": "tiny", "minutes": 30}})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of notebooks that the commands work on."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for home in (run_command, check_command):
        monkeypatch.setattr(home, "NOTEBOOKS", notebooks)
    return notebooks


# --- run -----------------------------------------------------------------------------------------


def test_run_stores_outputs_once_and_keeps_what_the_author_wrote(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "07-tiny.ipynb"
    nbformat.write(tiny("print('heard')", "import os\nprint(os.listdir(os.environ['WORKBOOK_NOTES']))"), path)
    assert commands.main(["run", "tiny"]) == 0
    said = capsys.readouterr().out
    assert "07-tiny: 2 code cells run, new outputs written." in said
    assert "Next: python -m workbook check" in said

    stored = nbformat.read(path, as_version=4)
    assert stored.cells[1].outputs[0].text == "heard\n"
    assert stored.cells[2].outputs[0].text == "[]\n", "the kernel saw somebody's notes"
    assert [cell.id for cell in stored.cells] == ["top", "c0", "c1"]
    assert stored.metadata.workbook == {"id": "tiny", "minutes": 30}
    assert stored.cells[1].metadata == {"jupyter": {"source_hidden": True}, "tags": ["remove-input"]}

    before = path.stat().st_mtime_ns
    assert commands.main(["run", "07-tiny"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert path.stat().st_mtime_ns == before


def test_a_cell_that_fails_is_named_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "07-tiny.ipynb"
    nbformat.write(tiny("1", "people = {}\npeople['porter']"), path)
    before = path.read_bytes()
    assert commands.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "07-tiny.ipynb: cell 3 failed and nothing was written" in said
    assert "people = {}" in said
    assert "KeyError: 'porter'" in said
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["07-tiny.ipynb"]


def test_a_file_that_is_no_notebook_is_said_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "07-tiny.ipynb").write_text("half a notebo", encoding="utf-8")
    assert commands.main(["run", "tiny"]) == 1
    assert "07-tiny.ipynb cannot be read as a notebook" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "check"])
def test_an_unknown_chapter_gets_the_list_of_those_that_exist(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("02-one", "10-two"):
        nbformat.write(tiny(), folder / f"{name}.ipynb")
    assert commands.main([command, "three"]) == 1
    assert "There is no chapter 'three' in notebooks/. The chapters are: one, two." in capsys.readouterr().err


def test_a_folder_without_notebooks_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["run"]) == 1
    assert "no notebooks" in capsys.readouterr().err


def test_chapters_are_found_by_id_by_name_and_by_path(folder: Path) -> None:
    path = folder / "02-one.ipynb"
    nbformat.write(tiny(), path)
    for name in ("one", "02-one", "notebooks/02-one.ipynb", str(path)):
        assert running.choose([name], folder) == [path]


# --- clean ---------------------------------------------------------------------------------------

SECRET = "What I wrote for nobody else"


def lived_in() -> Notebook:
    """A notebook as JupyterLab holds it after somebody has used it."""
    book = tiny("reflect('a', 'b')", "Text()", "table()", "x = 1")
    view = {"model_id": "5f1c", "version_major": 2, "version_minor": 0}
    used, plain, still, _ = book["cells"][1:]
    data = {stored.WIDGET_VIEW: view, "text/html": "<p>Run this cell</p>", "text/plain": "reflect: tiny.a"}
    used.update(execution_count=41, outputs=[v4.new_output("execute_result", data, execution_count=41)])
    data = {stored.WIDGET_VIEW: view, "text/plain": f"Text(value='{SECRET}')"}
    plain.update(execution_count=7, outputs=[v4.new_output("display_data", data)])
    still.update(execution_count=8, outputs=[v4.new_output("display_data", {"text/html": "<table></table>"})])
    still["metadata"].update(scrolled=True, execution={"iopub.execute_input": "2026-01-01T00:00:00Z"})
    book["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"5f1c": SECRET}}}
    book["metadata"]["language_info"] = {"name": "python", "version": "3.11.2"}
    book["metadata"]["kernelspec"] = {"name": "mine", "display_name": "Mine"}
    return book


def test_clean_drops_what_is_alive_and_what_somebody_wrote() -> None:
    text = running.as_text(running.clean(lived_in()))
    for gone in (SECRET, "5f1c", stored.WIDGET_VIEW, '"widgets"', "scrolled", "iopub", "3.11.2", "Mine"):
        assert gone not in text
    for kept in (
        "<p>Run this cell</p>",
        "reflect: tiny.a",
        "<table></table>",
        '"minutes": 30',
        "remove-input",
    ):
        assert kept in text
    assert stored.LIVE_ONLY in text


def test_clean_numbers_the_cells_that_ran_and_leaves_the_others() -> None:
    book = running.clean(lived_in())
    assert [cell["execution_count"] for cell in book["cells"][1:]] == [1, 2, 3, None]
    assert book["cells"][1]["outputs"][0]["execution_count"] == 1


def test_calls_and_notes_for_facilitators_are_folded_in_jupyter_and_what_is_to_be_read_stands_open() -> None:
    book = tiny("predict('a', 'b')", "counted.pivot()")
    prose, call, shown = book["cells"]
    note = v4.new_markdown_cell("**Purpose.** To begin.", metadata={"tags": ["facilitator"]})
    book["cells"].append(note)
    shown["metadata"] = {"tags": ["hide-input"], "jupyter": {"source_hidden": True, "outputs_hidden": True}}
    running.clean(book)
    assert call["metadata"]["jupyter"] == note["metadata"]["jupyter"] == {"source_hidden": True}
    assert "jupyter" not in prose["metadata"]
    assert shown["metadata"] == {"tags": ["hide-input"]}


def test_cleaning_twice_changes_nothing_more() -> None:
    once = running.clean(lived_in())
    assert running.as_text(running.clean(copy.deepcopy(once))) == running.as_text(once)


def test_jupyter_saves_with_the_same_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    config = PyFileConfigLoader("jupyter_server_config.py", path=str(ROOT)).load_config()
    model = {"type": "notebook", "format": "json", "content": lived_in()}
    config.FileContentsManager.pre_save_hook(model=model, path="x.ipynb", contents_manager=None)
    assert running.as_text(model["content"]) == running.as_text(running.clean(lived_in()))

    page = {"type": "file", "format": "text", "content": SECRET}
    config.FileContentsManager.pre_save_hook(model=page, path="x.md", contents_manager=None)
    assert page["content"] == SECRET


# --- check, evidence, bundle, keys ---------------------------------------------------------------


def test_check_tells_every_problem_and_fails(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nbformat.write(tiny(), folder / "07-tiny.ipynb")
    monkeypatch.setattr(contract, "book_problems", lambda root, more: ["keys.json: lost."])
    monkeypatch.setattr(contract, "problems", lambda path: [f"{path.stem}: broken."])
    monkeypatch.setattr(session_rules, "problems", lambda path: [])
    assert commands.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out == "- 07-tiny: broken.\n- keys.json: lost.\n" and "2 problems found." in said.err

    monkeypatch.setattr(contract, "problems", lambda path: [])
    assert commands.main(["check", "tiny"]) == 0
    assert "All well: 07-tiny. Next: make test." in capsys.readouterr().out


def test_evidence_writes_the_page_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_pages, "BOOK", tmp_path / "book")
    monkeypatch.setattr(evidence_pages, "pages", lambda ledger: {"about/evidence.md": "# Evidence\n"})
    assert commands.main(["evidence"]) == 0
    told = capsys.readouterr().out
    assert "Written: book/about/evidence.md.\nNext: run the chapters" in told
    assert (tmp_path / "book" / "about" / "evidence.md").read_text(encoding="utf-8") == "# Evidence\n"
    assert commands.main(["evidence"]) == 0
    assert "nothing changed" in capsys.readouterr().out


def test_bundle_without_node_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "find_esbuild", lambda: None)
    assert commands.main(["bundle"]) == 1
    assert "Node" in capsys.readouterr().err


def test_keys_says_what_it_added(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "add_keys", lambda: Added(["tiny.a"], []))
    assert commands.main(["keys"]) == 0
    assert "- tiny.a\nA key is for ever" in capsys.readouterr().out
    monkeypatch.setattr(contract, "add_keys", lambda: Added([], []))
    assert commands.main(["keys"]) == 0
    assert "No new keys" in capsys.readouterr().out
    monkeypatch.setattr(contract, "add_keys", lambda: Added(["tiny.a"], ["other", "third"]))
    assert commands.main(["keys"]) == 1
    said = capsys.readouterr()
    assert "- tiny.a" in said.out and "not run to their end: other, third." in said.err
    assert "python -m workbook run other third" in said.err


def test_an_unknown_command_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["publish"])
    assert "invalid choice: 'publish'" in capsys.readouterr().err


# --- what Jupyter is given, and gives back -----------------------------------------------------------

LINKS = (
    "[here](#where-we-stand) [word](../book/words.md#near-miss) [row](../book/words.md#a.row-x) "
    "[odd](../book/words.md#whats-odd)"
)


def linked(folder: Path) -> tuple[dict[str, Any], Path]:
    """A notebook that links to a heading of its own, and to a page of prose."""
    (folder / "book").mkdir()
    (folder / "notebooks").mkdir()
    (folder / "book/words.md").write_text("# Words\n\n## Near miss\n\n## What’s odd?\n", encoding="utf-8")
    book = tiny("1 + 1")
    book["cells"] += [
        v4.new_markdown_cell(text, id=f"m{n}") for n, text in enumerate(("## Where we stand", LINKS))
    ]
    return running.clean(book), folder / "notebooks" / "01-tiny.ipynb"


def test_what_jupyter_would_write_on_opening_stands_there_already(tmp_path: Path) -> None:
    book, path = linked(tmp_path)
    as_opened(book, path)
    assert book["metadata"]["language_info"] == {
        key: value for key, value in IPythonKernel.language_info.items() if key != "lexer"
    }


def test_links_lead_on_in_jupyter_and_are_stored_as_the_website_has_them(tmp_path: Path) -> None:
    book, path = linked(tmp_path)
    before = running.as_text(book)
    as_opened(book, path)
    heading, links = (cell["source"] for cell in book["cells"][-2:])
    assert heading == '## Where we stand<a id="where-we-stand"></a>'
    assert "(../book/words.md#Near-miss)" in links
    assert "(#where-we-stand)" in links and "#a.row-x)" in links and "#whats-odd)" in links
    assert "<a id" not in book["cells"][0]["source"], "a heading that nobody links to"
    running.clean(book)
    assert running.as_text(book) == before


def test_a_note_for_whoever_leads_is_folded_by_itself_as_run_all_unfolds_its_cell(tmp_path: Path) -> None:
    book, path = linked(tmp_path)
    note = v4.new_markdown_cell("**Purpose.** To arrive.", metadata={"tags": ["facilitator"]}, id="note")
    book["cells"].append(note)
    running.clean(book)
    as_opened(book, path)
    assert note["source"].startswith("<details><summary>For whoever leads a group</summary>\n\n**Purpose.**")
    assert not note["metadata"]["jupyter"].get("source_hidden")
    note["source"] = note["source"].replace("arrive", "land")  # an author mends it
    running.clean(book)
    assert note["source"] == "**Purpose.** To land." and note["metadata"]["jupyter"]["source_hidden"]


def test_every_notebook_of_the_book_comes_back_as_it_was() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        as_opened(book, path)
        assert running.as_text(running.clean(book)) == path.read_text("utf-8"), path.name
