"""What many tests share: a browser, the built site, and an empty place for notes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from playwright.sync_api import Browser, sync_playwright
from serving import serve

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """No test, and no kernel that a test starts, may see or touch somebody's own notes."""
    empty = tempfile.TemporaryDirectory(prefix="workbook-notes-")
    config.add_cleanup(empty.cleanup)
    os.environ["WORKBOOK_NOTES"] = empty.name


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium. It is found or installed; without one the test fails and says what to do."""
    try:
        path = chromium.ensure()
    except chromium.ChromiumMissing as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=chromium.LAUNCH_ARGS)
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
