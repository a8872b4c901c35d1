"""Every page is valid HTML, as the Nu HTML checker reads it: as it was built, and as a reader's browser has made it."""

from __future__ import annotations

import re
from pathlib import Path

import nu
import pytest
from pages import CHAPTER, all_pages, opened
from playwright.sync_api import Browser

pytestmark = pytest.mark.everything


def test_every_page_as_it_was_built(site: Path) -> None:
    assert len(all_pages(site)) > 30
    assert nu.errors(site) == []


def test_pages_with_their_activities_alive(
    browser: Browser, site: Path, site_url: str, tmp_path: Path
) -> None:
    alive = re.compile("data-(activity|runs)=")
    names = [name for name in all_pages(site) if alive.search((site / name).read_text("utf-8"))]
    assert CHAPTER in names and len(names) > 15
    for name in names:
        with opened(browser, f"{site_url}/{name}") as (page, _):
            page.wait_for_load_state("load")
            live = tmp_path / name
            live.parent.mkdir(parents=True, exist_ok=True)
            live.write_text(
                f"<!DOCTYPE html>\n{page.evaluate('document.documentElement.outerHTML')}", "utf-8"
            )
    assert nu.errors(tmp_path) == []


def test_what_is_not_valid_is_found(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title><p id="a"><b><p id="a">x</b>',
        "utf-8",
    )
    found = "\n".join(nu.errors(tmp_path))
    assert "Duplicate ID “a”" in found and "bad.html, line 1" in found
