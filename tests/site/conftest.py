"""What tests of pages share: a window the size of a telephone, and opening a page of the small book in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from notes_page import PAGE, Open
from pages import activities_page, keep, watched
from playwright.sync_api import Browser, BrowserContext, Page
from serving import serve
from windows import NewWindow, window


@pytest.fixture
def context_options() -> dict[str, Any]:
    """What the window of `visit` is like. A file of tests that needs more has a fixture of this name."""
    return {"viewport": {"width": 375, "height": 720}, "reduced_motion": "reduce"}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    with window(browser, **context_options) as opened:
        yield opened


@pytest.fixture
def new_window(browser: Browser) -> Iterator[NewWindow]:
    """Opens windows that the test hands back at its end."""
    with ExitStack() as windows:
        yield lambda **options: windows.enter_context(window(browser, **options))


@pytest.fixture(scope="module")
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with nothing but what the test's own file returns from `activities()`."""
    root = tmp_path_factory.mktemp("page")
    activities_page(root, request.module.activities)
    with serve(root) as url:
        yield f"{url}/notebooks/page.html"


@pytest.fixture
def root_url(small_url: str) -> str:
    """The website that `visit` opens its pages from: that of the small book."""
    return small_url


@pytest.fixture
def visit(context: BrowserContext, root_url: str) -> Iterator[Open]:
    """Open a page; at the end, nothing may have gone wrong in it but what the test allows.

    `path` is a page of the website, or a whole address. `kept` are entries that this browser keeps as the
    reader's own. `before` is a script that runs before the page's. `today` sets the clock, which stands still;
    `clock` makes it one that the test winds on. `allow` is an expression for complaints that are expected.
    """
    wrong: list[str] = []

    def open_page(
        path: str = PAGE,
        before: str = "",
        kept: dict | None = None,
        root: str = root_url,
        *,
        today: str = "",
        clock: bool = False,
        allow: str = r"(?!)",
    ) -> Page:
        page = watched(context, wrong, before, re.compile(allow))
        if today:
            page.clock.set_fixed_time(today)
        elif clock:
            page.clock.install()
        page.goto(path if "://" in path else f"{root}/{path}")
        if kept is not None:
            keep(page, kept)
        return page

    yield open_page
    assert wrong == []
