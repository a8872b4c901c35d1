"""A JupyterLab on the small book's notebooks and on Start here, and a page in it that asks nothing of anyone else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small_book
from lab_page import PATIENCE
from lab_server import Lab, started
from playwright.sync_api import Browser, Page

NAME = "01-first-day.ipynb"


@pytest.fixture(scope="module")
def committed() -> Path:
    """The notebook as `run` stores it."""
    return small_book.notebooks() / NAME


@pytest.fixture(scope="module")
def cells(committed: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(committed.read_text("utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def lab(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with started(tmp_path_factory.mktemp("lab"), committed.parent) as running:
        yield running


@pytest.fixture
def wrong() -> list[str]:
    """Addresses on other computers that the page asked for, and errors in it. At the end there are none."""
    return []


@pytest.fixture
def page(browser: Browser, lab: Lab, wrong: list[str]) -> Iterator[Page]:
    local = (lab.address, lab.address.replace("http", "ws", 1), "data:", "blob:")
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.on("request", lambda one: None if one.url.startswith(local) else wrong.append(one.url))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        yield opened
    assert wrong == []
