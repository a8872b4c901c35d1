"""What tests of pages share: a window the size of a telephone, and opening a page of the site in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from notes_page import PAGE, Open
from pages import keep, small_book, watched
from playwright.sync_api import Browser, BrowserContext, Page
from serving import serve


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 375, "height": 720}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small page with what the test's own file makes in `activities()`."""
    root = tmp_path_factory.mktemp("page")
    small_book(root, request.module.activities)
    with serve(root) as url:
        yield f"{url}/notebooks/page.html"


@pytest.fixture
def visit(context: BrowserContext, site_url: str) -> Iterator[Open]:
    """Open a page; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page(path: str = PAGE, before: str = "", kept: dict | None = None, root: str = site_url) -> Page:
        page = watched(context, wrong, before)
        page.goto(f"{root}/{path}")
        if kept is not None:
            keep(page, kept)
        return page

    yield open_page
    assert wrong == []
