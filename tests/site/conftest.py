"""What tests of pages share: a window the size of a telephone, and opening a page of the site in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from notes_page import PAGE, Open
from pages import MINE, NOTES, watched
from playwright.sync_api import Browser, BrowserContext, Page

from workbook import notes


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 375, "height": 720}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, site_url: str) -> Iterator[Open]:
    """Open a page; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page(path: str = PAGE, before: str = "", kept: dict | None = None, root: str = site_url) -> Page:
        page = watched(context, wrong, before)
        page.goto(f"{root}/{path}")
        if kept is not None:
            page.evaluate(
                "([mine, notes, text]) => { localStorage[mine] = 'yes'; localStorage[notes] = text; }",
                [MINE, NOTES, notes.dumps(kept)],
            )
            page.reload()
        return page

    yield open_page
    assert wrong == []
