"""My notes in a browser: opening it with notes that are kept, and pressing its buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

PAGE = "book/my-notes.html"
FIRST, SECOND = "mid-staffordshire.noticing", "mid-staffordshire.your-position"
FIRST_ASKED = "Think of someone who sees your workplace for the first time"

Open = Callable[..., Page]
"""The fixture `visit`: opens a page of the site, by default My notes, with the entries that are `kept`."""


def entry(text: str, when: str = "2026-01-01T10:00:00.000Z", kind: str = "reflect", *earlier: dict) -> dict:
    value = {"text": text}
    return {"kind": kind, "prompt": "What?", "value": value, "when": when, "earlier": list(earlier)}


def give(page: Page, text: str | bytes, name: str = "my-notes.json") -> None:
    """Choose a file in the picker that "Load" opens."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load", exact=True).click()
    data = text if isinstance(text, bytes) else text.encode()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": data})


def drop(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], 'my-notes.json', { type: 'application/json' }));
          const event = name => new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
          const main = document.querySelector('main');
          main.dispatchEvent(event('dragover'));
          main.dispatchEvent(event('drop'));
        }""",
        text,
    )


def panel(page: Page) -> Locator:
    return page.locator(".wb-note-panel")


def save(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my notes").click()
    assert download.value.suggested_filename.startswith("my-notes-")
    return Path(download.value.path()).read_text("utf-8")


def clear(page: Page) -> None:
    page.locator(".wb-notes").get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Yes, clear everything").click()
