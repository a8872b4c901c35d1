"""Every page of the site asks nothing of others, complains of nothing and fits; axe finds nothing on it.

`make test` opens every page once, over http on the narrowest screen, and has axe read pages that hold each part that
any page holds, in both colours. `make test-all` waits on every page until nothing more comes, over http and from a
folder, and has axe read every page, at three widths, in both colours; it writes down what axe said of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from accessibility_log import Log
from axe_playwright_python.sync_playwright import Axe
from pages import CHAPTER, all_pages, opened, pages_to_read, watching, with_each_part
from playwright.sync_api import Browser, Page

WIDTHS = (1280, 375, 320)
Note = Callable[[str, str, int, dict[str, Any]], None]


@pytest.fixture(scope="module")
def log(browser: Browser) -> Log:
    """What axe says of each page, in this run."""
    return Log(browser.version)


def problems(
    page: Page, root: str, names: Iterable[str], widths: Iterable[int], note: Note | None = None
) -> Iterator[str]:
    """What axe finds, and what is wider than the window, on each page at each width. `note` hears all it says."""
    for name in names:
        page.goto(f"{root}/{name}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            yield from too_wide(page, name)
            said = Axe().run(page).response
            if note:
                note(name, page.title(), width, said)
            for violation in said["violations"]:
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


def test_every_page_asks_nothing_of_others_complains_of_nothing_and_fits(
    browser: Browser, site: Path, site_url: str
) -> None:
    read = pages_to_read(site)
    with opened(browser, "about:blank", viewport={"width": 320, "height": 800}) as (page, seen):
        for name in read:
            before = len(seen.complaints)
            page.goto(f"{site_url}/{name}")
            assert [*seen.complaints[before:], *too_wide(page, name)] == [], name
            assert page.title().strip(), name
        assert seen.outside(site_url) == [] and len(seen.requests) > len(read) > 30


@pytest.mark.everything
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_page_asks_nothing_until_nothing_more_comes(
    browser: Browser, site: Path, site_url: str, scheme: str
) -> None:
    root = site_url if scheme == "http" else site.as_uri()
    names, context = all_pages(site), browser.new_context()
    for first in range(0, len(names), 6):  # each has to be still for half a second: they wait together
        tabs = [(name, *watching(context.new_page())) for name in names[first : first + 6]]
        for name, page, _ in tabs:
            page.goto(f"{root}/{name}", wait_until="commit")
        for name, page, seen in tabs:
            page.wait_for_load_state("networkidle")
            assert seen.outside(f"{root}/{name}") == [], name
            wrong = [one for one in seen.complaints if not _looked_up_the_folders(name, one, scheme)]
            assert wrong == [], name
            page.close()
    context.close()


def test_from_a_folder_no_sort_of_page_asks_or_complains(browser: Browser, site: Path) -> None:
    with opened(browser, "about:blank") as (page, seen):
        for name in set(with_each_part(site)) - {"404.html"}:
            page.goto(f"{site.as_uri()}/{name}")
            assert seen.complaints == [], name
        assert seen.outside(site.as_uri()) == []


def _looked_up_the_folders(name: str, complaint: str, scheme: str) -> bool:
    """A host shows 404.html at any depth, so it looks for its style up to three folders higher.

    From a folder, where no host shows it, what lies higher is not there.
    """
    higher = r"failed: file:\S+/_static/(site\.css|not-found\.js) net::ERR_FILE_NOT_FOUND"
    loaded = r"Failed to load resource: net::ERR_FILE_NOT_FOUND"
    return (name, scheme) == ("404.html", "file") and bool(re.fullmatch(f"{higher}|{loaded}", complaint))


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_pages_that_hold_each_part(
    browser: Browser, site: Path, site_url: str, colours: str
) -> None:
    names = dict.fromkeys([CHAPTER, *with_each_part(site)])
    assert 8 < len(names) < 25, names
    with window(browser, colours) as page:
        assert list(problems(page, site_url, names, [375])) == []


@pytest.mark.everything
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_at_any_width(
    browser: Browser, site: Path, site_url: str, colours: str, log: Log
) -> None:
    def note(name: str, title: str, width: int, said: dict[str, Any]) -> None:
        log.note(name, title, width, colours, said)

    with window(browser, colours) as page:
        assert list(problems(page, site_url, pages_to_read(site), WIDTHS, note)) == []


@pytest.mark.everything
def test_what_axe_said_of_each_page_is_written_down(site: Path, log: Log) -> None:
    """After both of the above: `make test-all` leaves the page of the book that says so."""
    assert set(log.pages) == set(pages_to_read(site)), "run the tests above with this one"
    log.write()


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
