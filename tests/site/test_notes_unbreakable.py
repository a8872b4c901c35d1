"""Notes when the browser or the computer gets in the way: nothing is lost in silence."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from notes_page import FIRST, SECOND, Open, clear, entry, give, panel
from pages import CHAPTER, MINE, NOTES, stored, watched
from playwright.sync_api import Error, Page, expect
from windows import NewWindow

from workbook.kit.learner import file as notes_file

STAYS = "Your words stay on this page until you leave it."
KEYS = "Object.keys(localStorage)"


@pytest.fixture
def root_url(site_url: str) -> str:
    return site_url


def fill_storage(page: Page) -> None:
    """Leave room for nothing, as somebody else's page on the same address might."""
    page.evaluate(
        """() => {
          for (let size = 1 << 22; size; size >>= 1) {
            try {
              for (;;) localStorage.setItem(`other-${size}-${localStorage.length}`, 'x'.repeat(size));
            } catch {}
          }
        }"""
    )


def boxes(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('main textarea')].map((one) => one.value).filter(Boolean)"
    )


# --- storage is full ------------------------------------------------------------------------------


# --- storage is wiped, tabs are killed ------------------------------------------------------------


@pytest.mark.parametrize("how", ["crashed", "closed"])
@pytest.mark.parametrize("where", ["a chapter", "my notes"])
def test_a_tab_that_dies_while_somebody_types_loses_a_second_at_most(
    visit: Open, how: str, where: str
) -> None:
    page = visit(kept={FIRST: entry("Start.")})
    if where == "a chapter":
        page.goto(page.url.replace("book/my-notes.html", f"{CHAPTER}#{FIRST}"))
        page.locator(f"[id='{FIRST}'] textarea").focus()
        page.keyboard.press("Control+End")
    else:
        page.get_by_role("button", name="Edit: ").click()
    page.keyboard.type(" These words are a second old.")
    page.wait_for_timeout(1000)
    page.keyboard.type(" And these are new.")
    other = visit()
    if how == "crashed":
        with page.expect_event("crash"), contextlib.suppress(Error):
            page.goto("chrome://crash", timeout=3_000)
    else:
        page.close(run_before_unload=False)
    other.reload()
    text = stored(other)[FIRST]["value"]["text"]
    assert text.startswith("Start. These words are a second old."), text
    expect(other.locator(".wb-note-answer")).to_have_text(text)
    assert [one["value"]["text"] for one in stored(other)[FIRST]["earlier"]] == ["Start."]


# --- downloads are refused ------------------------------------------------------------------------


def test_without_notes_nothing_speaks_of_saving_them(visit: Open) -> None:
    page = visit()
    expect(page.get_by_text("makes a file")).to_be_hidden()
    expect(page.get_by_text("Load a file that you saved before")).to_be_visible()


# --- the code for a telephone does not come -------------------------------------------------------


def test_without_its_script_the_code_is_missed_in_words_and_comes_when_it_can(
    visit: Open, new_window: NewWindow, site_url: str
) -> None:
    context = new_window()
    page = watched(context, [])
    page.route("**/qr.js", lambda route: route.abort())
    page.goto(f"{site_url}/book/my-notes.html")
    give(page, notes_file.dumps({FIRST: entry("Mine.")}))
    page.get_by_role("button", name="Yes, load it").click()
    code = page.get_by_role("button", name="QR code")
    code.click()
    expect(page.get_by_text("This browser could not make the code. Use “Copy as text”.")).to_be_visible()
    page.unroute("**/qr.js")
    code.click()
    code.click()
    expect(page.get_by_role("img", name="QR code of this note")).to_be_visible()


# --- what is dropped is no file -------------------------------------------------------------------


def drop_paths(page: Page, *paths: Path) -> None:
    """Drop files or folders as a hand does."""
    page.evaluate("scrollTo(0, 0)")
    box = page.locator("main h1").bounding_box()
    assert box
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 5, "y": box["y"] + 5, "data": data}
        )


def test_a_folder_dropped_is_refused_in_words_and_a_file_dropped_is_looked_at(
    visit: Open, tmp_path: Path
) -> None:
    ours = {FIRST: entry("Mine.")}
    page = visit(kept=ours)
    folder, file = tmp_path / "folder", tmp_path / "my-notes.json"
    folder.mkdir()
    file.write_text(notes_file.dumps({SECOND: entry("Theirs.")}), "utf-8")
    drop_paths(page, folder)
    expect(panel(page)).to_contain_text("it may be a folder")
    expect(panel(page)).to_contain_text("Nothing here has changed.")
    drop_paths(page, file)
    expect(panel(page)).to_contain_text("1 is new here.")
    drop_paths(page, file, folder)
    expect(page.get_by_text("Drop one file at a time.")).to_be_visible()
    assert stored(page) == ours


def test_an_empty_drop_is_said(visit: Open) -> None:
    page = visit()
    page.evaluate(
        """() => {
          const dataTransfer = new DataTransfer();
          const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
          Object.defineProperty(event.dataTransfer, 'types', { value: ['Files'] });
          document.querySelector('main').dispatchEvent(event);
        }"""
    )
    expect(
        page.get_by_text("No file came with that. Drop the notes file itself, or use “Load”.")
    ).to_be_visible()


# --- clear everything -----------------------------------------------------------------------------


def test_clear_everything_leaves_nothing_here_after_a_reload_or_in_any_tab(visit: Open) -> None:
    page = visit(kept={FIRST: entry("Mine."), "take-out.word": entry("x", kind="take-out")})
    chapter, list_of_notes = visit(CHAPTER), visit()
    expect(chapter.locator(f"[id='{FIRST}'] textarea")).to_have_value("Mine.")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("[data-colours]").first.click()
    page.evaluate("localStorage.setItem('somebody.else', 'stays')")
    assert {"whys-and-hows.colours", MINE, NOTES} < set(page.evaluate(KEYS))
    clear(page)
    assert page.evaluate(KEYS) == ["somebody.else"], "the choice of colours goes too: it tells who was here"
    expect(list_of_notes.locator(".wb-note")).to_have_count(0)
    expect(chapter.locator(f"[id='{FIRST}'] textarea")).to_have_value("")
    for tab in (page, chapter, list_of_notes):
        tab.evaluate("dispatchEvent(new Event('pagehide'))")
        tab.reload()
        assert tab.evaluate(KEYS) == ["somebody.else"]
        assert tab.evaluate("JSON.stringify([{...sessionStorage}, document.cookie])") == json.dumps(
            [{}, ""], separators=(",", ":")
        )
        assert boxes(tab) == []
