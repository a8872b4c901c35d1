"""Every page of the site: axe finds nothing, and nothing scrolls sideways.

`make test` has axe read one page of each sort, in both colours, and looks at the width of every page on the
narrowest screen. `make test-all` has axe read every page, at three widths, in both colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import all_pages
from playwright.sync_api import Browser, Page

WIDTHS = (1280, 375, 320)
PARTS = re.compile(
    r'data-runs="[\w-]+"|data-activity=|wb-facilitator"|wb-chart|wb-picture|<table|<svg|wb-chapter'
)
"""What a page may hold that another does not: pages that hold the same of these are of one sort."""


def pages_to_read(site: Path) -> list[str]:
    """Every page but those that send the reader on at once: the front door, and pages that have moved."""
    return [
        name
        for name in all_pages(site)
        if 'http-equiv="refresh"' not in (site / name).read_text(encoding="utf-8")
    ]


def one_of_each_sort(site: Path) -> list[str]:
    """The first page of each sort: in the same folder, holding the same parts."""
    sorts: dict[tuple[str, ...], str] = {}
    for name in pages_to_read(site):
        html = (site / name).read_text(encoding="utf-8")
        parts = sorted(set(PARTS.findall(html.partition("<main")[2].partition("</main>")[0])))
        sorts.setdefault((str(Path(name).parent), *parts), name)
    return list(sorts.values())


def problems(page: Page, root: str, names: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    """What axe finds, and what is wider than the window, on each page at each width."""
    for name in names:
        page.goto(f"{root}/{name}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            yield from too_wide(page, name)
            for violation in Axe().run(page).response["violations"]:
                for node in violation["nodes"][:3]:
                    yield f"{name} at {width}, {violation['id']}: {node['html'][:160]} {node['failureSummary']}"


def too_wide(page: Page, name: str) -> Iterator[str]:
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if wide > window:
        yield f"{name} is {wide} px wide in a window of {window}"


@contextmanager
def window(browser: Browser, colours: str = "light") -> Iterator[Page]:
    """A page in a window of its own. Axe puts a script into pages that their policy would refuse."""
    context = browser.new_context(color_scheme=colours, bypass_csp=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_one_page_of_each_sort(
    browser: Browser, site: Path, site_url: str, colours: str
) -> None:
    names = one_of_each_sort(site)
    assert 12 < len(names) < 45, names
    with window(browser, colours) as page:
        assert list(problems(page, site_url, names, [375])) == []


def test_nothing_scrolls_sideways_on_the_narrowest_screen(
    browser: Browser, site: Path, site_url: str
) -> None:
    with window(browser) as page:
        page.set_viewport_size({"width": 320, "height": 800})
        wide = []
        for name in pages_to_read(site):
            page.goto(f"{site_url}/{name}")
            wide += too_wide(page, name)
        assert wide == []


@pytest.mark.everything
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_at_any_width(
    browser: Browser, site: Path, site_url: str, colours: str
) -> None:
    with window(browser, colours) as page:
        assert list(problems(page, site_url, pages_to_read(site), WIDTHS)) == []


def test_both_would_be_found(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        '<html lang="en"><meta name="viewport" content="width=device-width"><title>t</title><main><h1>x</h1>'
        '<p style="width: 400px">x</p><img src="data:,"><input></main>',
        encoding="utf-8",
    )
    with window(browser) as page:
        found = "\n".join(problems(page, tmp_path.as_uri(), ["bad.html"], [320]))
    for trouble in ("image-alt", "label", "px wide in a window of 320"):
        assert trouble in found
