"""In a real JupyterLab: words typed into an activity outlive the kernel, and never enter the notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from lab_server import Lab, started
from playwright.sync_api import Browser, Locator, Page, expect

from workbook.chapters.contents import notebooks
from workbook.checks import check, read, stored
from workbook.kit.activities.strings import SHARED
from workbook.paths import NOTEBOOKS

NAME = next(
    path.name for path in notebooks(NOTEBOOKS).values() if "reflect(" in path.read_text(encoding="utf-8")
)
FIRST, SECOND = "A porter saw it first – «three» times.", "Then nobody asked her."
CELLS = json.loads((NOTEBOOKS / NAME).read_text(encoding="utf-8"))["cells"]
ACTIVITIES = [place for place, cell in enumerate(CELLS) if "data-activity=" in str(cell.get("outputs"))]
REFLECT = next(place for place in ACTIVITIES if "reflect(" in "".join(CELLS[place]["source"]))
PATIENCE = 90_000
"""Milliseconds to wait for what takes long on a busy machine."""

_IDLE = """() => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  const session = notebook?.sessionContext;
  return Boolean(notebook?.context?.isReady && session?.isReady && session.kernelDisplayStatus === "idle");
}"""
_ALL_RAN = """() => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const code = notebook.content.widgets.filter((cell) => cell.model.type === "code");
  const idle = notebook.sessionContext.kernelDisplayStatus === "idle";
  return idle && code.every((cell) => cell.model.executionCount);
}"""
_SHOW = """(place) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = place;
  return notebook.scrollToItem(place, "start");
}"""
_SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with started(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture
def outside() -> list[str]:
    """The addresses on other computers that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, lab: Lab, outside: list[str]) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.on("request", lambda one: None if local(one.url, lab) else outside.append(one.url))
        yield opened


def local(url: str, lab: Lab) -> bool:
    return url.startswith((lab.address, lab.address.replace("http", "ws", 1), "data:", "blob:"))


def open_notebook(page: Page, lab: Lab) -> None:
    page.goto(lab.page(f"notebooks/{NAME}"))
    page.wait_for_function(_IDLE)


def run_all(page: Page, command: str) -> None:
    """Run every cell by a command of JupyterLab's menus, saying yes if it asks."""
    page.evaluate("(name) => { window.jupyterapp.commands.execute(name); }", command)
    if "restart" in command:
        page.locator(".jp-Dialog button.jp-mod-warn, .jp-Dialog button.jp-mod-accept").last.click()
        page.wait_for_function(f"() => !({_ALL_RAN})()", polling=20)
    page.wait_for_function(_ALL_RAN)


def first_box(page: Page) -> Locator:
    """The box of the first reflect activity, alive, in view."""
    page.evaluate(_SHOW, REFLECT)
    box = page.locator(".jp-Cell.jp-mod-active .wb-reflect textarea")
    expect(box).to_be_visible(timeout=PATIENCE)
    return box


def every_cell(page: Page) -> list[str]:
    """What each cell shows, one after the other, scrolled into view."""
    shown = []
    for place in range(len(CELLS)):
        page.evaluate(_SHOW, place)
        shown.append(page.locator(".jp-Cell.jp-mod-active").inner_text())
    return shown


def notes_hold(page: Page, lab: Lab, words: str) -> None:
    """Wait until the learner's notes file holds these words."""
    for _ in range(PATIENCE // 50):
        text = "".join(path.read_text(encoding="utf-8") for path in lab.notes.glob("*.json"))
        if words in text:
            assert json.loads(text)["format"] == "whys-and-hows-notes"
            return
        page.wait_for_timeout(50)
    raise AssertionError(
        f"{words!r} never reached {lab.notes}: {[path.name for path in lab.notes.iterdir()]}"
    )


def test_words_outlive_the_kernel_and_never_enter_the_notebook(
    page: Page, lab: Lab, outside: list[str]
) -> None:
    committed = (NOTEBOOKS / NAME).read_bytes()
    path = lab.folder / "notebooks" / NAME
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    # Before anything runs, what is stored is shown: complete, and saying what to do.
    open_notebook(page, lab)
    page.evaluate(_SHOW, REFLECT)
    expect(page.locator(".jp-Cell.jp-mod-active").get_by_text(SHARED["howTo"])).to_be_visible()

    # Typed words reach the notes file, and are there again after the kernel was restarted.
    run_all(page, "notebook:run-all-cells")
    first_box(page).fill(FIRST)
    notes_hold(page, lab, FIRST)
    run_all(page, "notebook:restart-run-all")
    expect(first_box(page)).to_have_value(FIRST)
    for place in ACTIVITIES:
        page.evaluate(_SHOW, place)
        expect(page.locator(".jp-Cell.jp-mod-active .wb-live")).to_be_visible(timeout=PATIENCE)

    # Changed words are kept too; the earlier ones are not lost.
    first_box(page).fill(SECOND)
    notes_hold(page, lab, SECOND)

    # Saving stores what `run` stores, byte for byte: no widget, no state, no answer.
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_function(_SAVED)
    saved = path.read_bytes()
    assert saved == committed
    for word in (FIRST, SECOND, "widget-view", '"widgets"'):
        assert word not in saved.decode("utf-8")
    assert check(read(path), stored.RULES) == []

    # With the kernel gone, reopening shows the readable fallback, and no broken widget anywhere.
    lab.stop_kernels()
    open_notebook(page, lab)
    shown = every_cell(page)
    assert [place for place, text in enumerate(shown) if SHARED["howTo"] in text] == ACTIVITIES
    assert not [text for text in shown if "model not found" in text.lower() or "Error displaying" in text]
    assert FIRST not in "".join(shown) and SECOND not in "".join(shown)
    assert errors == []
    assert outside == []


def test_a_live_widget_is_dropped_whoever_saves(lab: Lab) -> None:
    """The same through Jupyter's own interface, with a view and a state that a program sends."""
    path = lab.folder / "notebooks" / NAME
    book = json.loads((NOTEBOOKS / NAME).read_text(encoding="utf-8"))
    cell = book["cells"][REFLECT]
    cell["outputs"][0]["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "5f1c"}
    book["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"5f1c": FIRST}}}
    path.write_text(json.dumps(book), encoding="utf-8")
    assert check(read(path), (stored.nothing_live_is_stored,))
    lab.ask("PUT", f"contents/notebooks/{NAME}", {"type": "notebook", "format": "json", "content": book})
    assert path.read_bytes() == (NOTEBOOKS / NAME).read_bytes()
