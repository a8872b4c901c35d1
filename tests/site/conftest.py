"""What tests of pages share: a window the size of a telephone, with storage of its own, where nothing glides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 375, "height": 720}, reduced_motion="reduce")
    yield made
    made.close()
