"""What many tests share: a browser, and the built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
import small_book
from playwright.sync_api import Browser, sync_playwright
from serving import serve

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test fails and says what to do. `make test` installs one first."""
    with sync_playwright() as playwright:
        try:
            opened = chromium.launch(playwright)
        except chromium.ChromiumMissing as missing:
            pytest.fail(str(missing), pytrace=False)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built website."""
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").exists():
        pytest.fail(f"There is no website in {folder}. Run `make book` first.", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the built website, served over http on this machine; no final slash."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def small_site() -> Path:
    """The folder of the small book's website: see `tests/books/README.md`."""
    return small_book.site()


@pytest.fixture(scope="session")
def small_url(small_site: Path) -> Iterator[str]:
    """The address of the small book's website, served over http on this machine; no final slash."""
    with serve(small_site) as address:
        yield address
