"""Pages to test: those of the built site, and a small one of one's own; and noting what goes wrong."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from windows import window

import workbook
from workbook.kit.activities.base import Activity
from workbook.kit.authoring import chapter as chapters
from workbook.kit.learner import file as notes_file
from workbook.kit.web.page import meta
from workbook.paths import STATIC

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "notebooks/02-mid-staffordshire.html"
NOTES, MINE = "whys-and-hows.notes", "whys-and-hows.mine"
REFUSED = """for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
  get() { throw new DOMException('no', 'SecurityError'); }
});"""
"""Before a page starts: a browser that lets it keep nothing."""
FULL = """const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  const full = window.full && this === localStorage && key.endsWith('notes');
  if (full) throw new DOMException('full', 'QuotaExceededError');
  return set.call(this, key, value);
};
window.full = true;"""
"""Before a page starts: a browser whose storage is full while `window.full` is true."""
WHOLE = "sessionStorage['whys-and-hows.view'] = 'whole';"
"""Before a page starts, or starts again: a reader who has chosen the whole chapter on one page."""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { get: () => undefined });"
"""Before a page starts: a browser without a clipboard."""
NO_FILES = "URL.createObjectURL = () => { throw new DOMException('no', 'SecurityError'); };"
"""Before a page starts: a browser that hands out no files."""


def only_in_test_all(*values: object) -> Iterator[Any]:
    """Values of a parameter that only `make test-all` tries."""
    return (pytest.param(value, marks=pytest.mark.everything) for value in values)


in_both_colours = pytest.mark.parametrize("colours", ["dark", *only_in_test_all("light")])
"""`make test` looks in the dark, where contrast is lost first; in light too, one page of each sort is read."""
at_each_width = pytest.mark.parametrize("width", [320, *only_in_test_all(375, 1280)])
"""`make test` looks at the narrowest window, where it is tightest."""
_PARTS = re.compile(
    r'data-runs="[\w-]+"|data-activity="\w+"|wb-facilitator"|wb-chart|wb-picture|<table|<svg|wb-chapter'
)
"""What a page may hold that another does not."""
_NOTHING = re.compile(r"(?!)")
_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; font-src 'self' file:; "
    "img-src 'self' data:"
)
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chapter</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="{policy}">
{book}<script src="../_static/first.js"></script>
<link rel="stylesheet" href="../_static/site.css"><link rel="stylesheet" href="../_static/activities.css">
<script defer src="../_static/chapter.js"></script></head>
<body><main><h1>A test</h1><p><a href="#end">A link</a></p>
{body}
<p id="end">The end.</p></main>
<button class="wb-hide" type="button" id="wb-hide">Hide</button></body></html>"""


def all_pages(site: Path) -> list[str]:
    """Every page of the site, as addresses relative to its root."""
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.parts)


def pages_to_read(site: Path) -> list[str]:
    """Every page but those that send the reader on at once: the front door, and pages that have moved."""
    return [
        name
        for name in all_pages(site)
        if 'http-equiv="refresh"' not in (site / name).read_text(encoding="utf-8")
    ]


def with_each_part(site: Path) -> list[str]:
    """Pages that hold, between them, each part that any page of their folder holds: the fullest first."""
    held: dict[str, set[tuple[str, str]]] = {}
    for name in pages_to_read(site):
        html = (site / name).read_text(encoding="utf-8")
        parts = _PARTS.findall(html.partition("<main")[2].partition("</main>")[0])
        held[name] = {(str(Path(name).parent), part) for part in ["", *parts]}
    chosen: list[str] = []
    while held:
        name = max(held, key=lambda one: len(held[one]))
        seen = held.pop(name)
        chosen.append(name)
        held = {one: left for one, parts in held.items() if (left := parts - seen)}
    return chosen


@dataclass
class Seen:
    """What happened while a page was open."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def bytes_compressed(self) -> int:
        """Bytes of everything that came, as a server sends it. Ask while the page is still open."""
        return sum(compressed(r.url, r.body()) for r in self.responses if r.status in (0, 200))

    def outside(self, address: str) -> list[str]:
        """Requests to any other origin than the page's own."""
        own = urlsplit(address)
        return [
            r
            for r in self.requests
            if not r.startswith(("data:", "blob:")) and urlsplit(r)[:2] != (own.scheme, own.netloc)
        ]


def axe(page: Page, within: str | None = None) -> list[str]:
    """What axe finds wrong on a page, or in a part of it: the rule, and the element that breaks it."""
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def watching(page: Page) -> tuple[Page, Seen]:
    """The page, and what will have happened in it."""
    seen = Seen()
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("response", lambda response: seen.responses.append(response))
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("requestfailed", lambda request: seen.complaints.extend(_failed(request)))
    return page, seen


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Seen]]:
    """A page in a window as if new, loaded, with what was seen. Options go to `new_context`."""
    with window(browser, **options) as context:
        page, seen = watching(context.new_page())
        page.goto(address)
        yield page, seen


@contextmanager
def first_visit(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Seen]]:
    """A page in a browser that has nothing of it, once nothing more comes, with all that came."""
    context = browser.new_context(**options)
    page, seen = watching(context.new_page())
    try:
        page.goto(address, wait_until="networkidle")
        yield page, seen
    finally:
        context.close()


def _failed(request: Request) -> list[str]:
    # A page that moves on, as the front door does, drops what it had begun to ask for: that is no failure.
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} {request.failure}"]


def compressed(address: str, body: bytes) -> int:
    """Bytes sent for one file by a server that compresses text; fonts are compressed already."""
    return len(body) if address.endswith((".woff2", ".png")) else len(gzip.compress(body, 9))


def page_html(*html: str) -> str:
    """A page of the book around these activities, without the book's menus."""
    return _PAGE.format(policy=_POLICY, book=meta(workbook.THIS_BOOK), body="\n".join(html))


def activities_page(root: Path, make: Callable[[], list[Activity]]) -> list[str]:
    """Make `notebooks/page.html` below `root`, with these activities; return the HTML of each."""
    shutil.copytree(STATIC, root / "_static")
    pages = root / "notebooks"
    pages.mkdir()
    about = {"id": "a-test", "title": "A test", "part": "2", "minutes": 30, "resources": [], "outcomes": []}
    notebook = {"cells": [], "metadata": {"workbook": about}, "nbformat": 4, "nbformat_minor": 5}
    (pages / "99-a-test.ipynb").write_text(json.dumps(notebook), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(pages)
        patch.setenv("WORKBOOK_NOTES", str(root / "notes"))
        chapters.forget()
        workbook.chapter("a-test")
        made = [activity.html() for activity in make()]
        chapters.forget()
    (pages / "page.html").write_text(page_html(*made), "utf-8")
    return made


def keep(page: Page, entries: dict) -> None:
    """Let the page begin again with these notes, on a computer that the reader calls her own."""
    page.evaluate(
        "([mine, notes, text]) => { localStorage[mine] = 'yes'; localStorage[notes] = text; }",
        [MINE, NOTES, notes_file.dumps(entries)],
    )
    page.reload()


def watched(
    context: BrowserContext, wrong: list[str], before: str = "", allowed: re.Pattern[str] = _NOTHING
) -> Page:
    """A new page that adds to `wrong` what goes wrong in it, and says yes to whatever the browser asks."""
    page = context.new_page()
    page.set_default_timeout(8_000)

    def note(text: str) -> None:
        if not allowed.search(text):
            wrong.append(text)

    def listen(message: ConsoleMessage) -> None:
        """An error, with the address that it is about. A small page has no icon for its tab, and needs none."""
        address = message.location["url"]
        if message.type == "error" and not address.endswith("/favicon.ico"):
            note(f"{message.text} {address}")

    page.on("console", listen)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    if before:
        page.add_init_script(before)
    return page


def stored(page: Page) -> dict:
    """The entries that this browser keeps."""
    text = page.evaluate(f"localStorage.getItem({NOTES!r})")
    return json.loads(text)["entries"] if text else {}


def mine(page: Page) -> None:
    """Say that this device is the reader's own."""
    page.get_by_role("button", name="It is mine: keep my words on it").click()


def until(true: Callable[[], bool]) -> None:
    """Wait for what is written a moment later."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "waited five seconds"
        time.sleep(0.05)
