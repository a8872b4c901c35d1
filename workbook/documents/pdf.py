"""A paper as PDF that a screen reader can read: tagged, titled, with bookmarks. Chromium prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from playwright.sync_api import Error, Page, sync_playwright

from workbook.documents import html
from workbook.documents.browser import LAUNCH_ARGS, ChromiumMissing, find
from workbook.documents.paper import Paper

WHAT_TO_DO = """\
No Chromium was found, and PDFs are printed with one. Nothing was made. Do one of these, then run it again:
  - {python} -m playwright install chromium
  - or install Chromium, Chrome or Edge with your system's package manager
    (on Debian: sudo apt-get install chromium)
  - or, if you have one in an unusual place, say where: CHROMIUM=/path/to/chrome make packs
Word files alone need no Chromium: {python} -m workbook packs --word"""


class PrintError(Exception):
    """A paper could not be printed. The message says why, and what to do."""


def prints(papers: Iterable[Paper]) -> list[bytes]:
    """Print papers, one after the other, in one Chromium. Raises `PrintError`.

    It is done in a thread of its own: Playwright refuses to start where an event loop runs, as in Jupyter.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_prints, list(papers)).result()


def _prints(papers: list[Paper]) -> list[bytes]:
    made = []
    with _chromium() as page:
        for paper in papers:
            try:
                page.set_content(html.page(paper), wait_until="load")
                page.evaluate("document.fonts.ready")
                made.append(
                    page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
                )
            except Error as error:
                raise PrintError(f"Chromium could not print “{paper.title}”: {error}") from error
    return made


@contextmanager
def _chromium() -> Iterator[Page]:
    try:
        path = find()
    except ChromiumMissing as missing:
        raise PrintError(f"{missing} Nothing was made.") from missing
    if path is None:
        raise PrintError(WHAT_TO_DO.format(python=sys.executable))
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=LAUNCH_ARGS)
        except Error as error:
            raise PrintError(f"{path} did not start, so nothing was made: {error}") from error
        page = browser.new_page()
        page.route("**/*", lambda route: route.abort())  # everything is in the page; nothing is asked for
        yield page
        browser.close()
