"""Every page of the site at three widths and in both colours: axe finds nothing, nothing scrolls sideways.

One window walks the whole site, and each page is loaded once for all its widths: the site has many pages.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import all_pages
from playwright.sync_api import Browser, Page

WIDTHS = (1280, 375, 320)


def _found(page: Page, name: str) -> list[str]:
    """What is wrong with the page as it stands."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    found = [f"{name} is {wide} px wide in a window of {room}"] if wide > room else []
    for violation in Axe().run(page).response["violations"]:
        found += [
            f"{name} at {room}, {violation['id']}: {node['html'][:160]} {node['failureSummary']}"
            for node in violation["nodes"][:3]
        ]
    return found


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, site: Path, site_url: str, colours: str
) -> None:
    # Axe puts a script of its own into the page, which the page's policy would refuse.
    context = browser.new_context(color_scheme=colours, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    problems: list[str] = []
    for name in all_pages(site):
        if name == "index.html":  # sends the reader on at once
            continue
        page.goto(f"{site_url}/{name}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            problems += _found(page, name)
    context.close()
    assert problems == []


def test_both_would_be_found(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        '<html lang="en"><meta name="viewport" content="width=device-width"><title>t</title><main><h1>x</h1>'
        '<p id="wide">x</p><img src="data:,"><input></main>'
    )
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(bad.as_uri())
    page.evaluate("document.getElementById('wide').style.width = '400px'")
    told = "\n".join(_found(page, "bad.html"))
    page.close()
    for one in ("image-alt", "label", "px wide in a window of 320"):
        assert one in told
