"""What the page for IT and information governance says: the headers it names, what is stored, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pages import ROOT, watching
from playwright.sync_api import Browser, Page, expect
from serving import serve

PAGE = ROOT / "book" / "about" / "for-it.md"
BOOK = "whys-and-hows."
HEADERS = dict(re.findall(r"^\| `([A-Z][\w-]+): ([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
STORED = set(re.findall(r"^\| `([a-z]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
WORDS = "The bell rings for everyone."
_NAMED = re.compile(
    r"book\(\)\.name\}\.(\w+)`|\bprefer(?:red)?\(\"(\w+)\"|^const NAME = \"(\w+)\"", re.MULTILINE
)


def names_in(scripts: Iterable[Path]) -> set[str]:
    """The names under which these scripts keep anything, without the book's own."""
    return {
        name
        for path in scripts
        for found in _NAMED.findall(path.read_text("utf-8"))
        for name in found
        if name
    }


@pytest.fixture(scope="module")
def strict(small_site: Path) -> Iterator[str]:
    """The small book on a host that sends every header of the page."""
    with serve(small_site, HEADERS) as address:
        yield address


def test_the_page_names_all_that_the_scripts_keep() -> None:
    assert names_in((ROOT / "workbook" / "js").rglob("*.js")) == STORED


def test_a_name_that_the_page_lacks_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "new.js").write_text(
        'const NEW = `${book().name}.seen`; prefer("size", "1"); preferred("size");'
    )
    assert names_in(tmp_path.glob("*.js")) == {"seen", "size"}


def test_the_main_journey_under_every_header_at_once(browser: Browser, strict: str, small_site: Path) -> None:
    assert len(HEADERS) >= 9 and "Permissions-Policy" in HEADERS
    context = browser.new_context(accept_downloads=True, viewport={"width": 1366, "height": 768})
    page, seen = watching(context.new_page())
    page.goto(f"{strict}/notebooks/02-second-day.html#step-1")
    write_and_keep(page)
    notes_are_saved_and_loaded(page, strict)
    page.goto(f"{strict}/book/take-out.html")
    with page.expect_download() as word:
        page.get_by_role("button", name="Word file").click()
    assert Path(word.value.path()).read_bytes()[:2] == b"PK"
    page.goto(f"{strict}/search.html")
    page.get_by_role("searchbox").fill("exit")
    expect(page.locator(".wb-results a").first).to_be_visible()
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert {f"{BOOK}notes", f"{BOOK}touched"} <= set(kept) <= {BOOK + name for name in STORED}
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("indexedDB.databases()") == []
    session_is_led(page, strict)
    page.goto(f"{strict}/notebooks/02-second-day.html#step-1")
    page.keyboard.press("Escape")
    page.wait_for_url("**/book/glossary.html")
    assert seen.outside(strict) == []
    assert [one for one in seen.complaints if "clipboard" not in one.lower()] == []
    context.close()


def write_and_keep(page: Page) -> None:
    page.get_by_role("textbox", name="Who asked you how it went?").fill(WORDS)
    page.get_by_role("button", name="It is mine: keep my words on it").click()
    page.wait_for_function(f"localStorage['{BOOK}mine'] === 'yes'")
    page.get_by_role("button", name="Copy as text").first.click()
    expect(page.get_by_label("press Ctrl+C")).to_be_focused()
    assert WORDS in page.evaluate("getSelection().toString()")
    page.get_by_role("button", name="Close").click()


def notes_are_saved_and_loaded(page: Page, root: str) -> None:
    page.goto(f"{root}/book/my-notes.html")
    expect(page.get_by_text(WORDS)).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my notes").click()
    page.locator(".wb-notes").get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Yes, clear everything").click()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load", exact=True).click()
    chooser.value.set_files(saved.value.path())
    page.get_by_role("button", name="Yes, load it").click()
    expect(page.get_by_text(WORDS)).to_be_visible()


def session_is_led(page: Page, root: str) -> None:
    page.goto(f"{root}/book/facilitate/run-mode.html#chapter=first-day&minutes=60&people=20&beat=start")
    expect(page.get_by_text("Leader’s window").first).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the room’s screen").click()
    for _ in range(2):
        page.locator(".wb-run-bottom .wb-primary").click()
    expect(opened.value.locator(".wb-screen-line")).to_have_text(page.locator(".wb-lead-sees p").inner_text())
    opened.value.close()
