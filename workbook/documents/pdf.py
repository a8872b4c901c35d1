"""A paper as PDF that a screen reader can read: tagged, titled, with bookmarks. Chromium prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from workbook.documents import html
from workbook.documents.browser import ChromiumMissing, check_driver, launch
from workbook.documents.paper import Paper

WITHOUT = """\
{missing}
Nothing was made. Word files alone need no Chromium: "{python}" -m workbook packs --word"""


class PrintError(Exception):
    """A paper could not be printed. The message says why, and what to do."""


def prints(papers: Iterable[Paper]) -> list[bytes]:
    """Print papers, one after the other, in one Chromium. Raises `PrintError`."""
    return _in_a_thread([(paper.title, html.page(paper)) for paper in papers])


def print_html(title: str, page: str, *, foot: str) -> bytes:
    """Print a page that has all it needs inside it; `foot` stands below each sheet. Raises `PrintError`."""
    options = {"display_header_footer": True, "header_template": "<span></span>", "footer_template": foot}
    return _in_a_thread([(title, page)], **options)[0]


def _in_a_thread(pages: list[tuple[str, str]], **options: Any) -> list[bytes]:
    """It is done in a thread of its own: Playwright refuses to start where an event loop runs, as in Jupyter."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_prints, pages, options).result()


def _prints(pages: list[tuple[str, str]], options: dict[str, Any]) -> list[bytes]:
    made = []
    with _chromium() as page:
        for title, text in pages:
            try:
                page.set_content(text, wait_until="load")
                page.evaluate("document.fonts.ready")
                made.append(
                    page.pdf(
                        tagged=True, outline=True, prefer_css_page_size=True, print_background=True, **options
                    )
                )
            except Error as error:
                raise PrintError(f"Chromium could not print “{title}”: {error}") from error
    return made


@contextmanager
def _chromium() -> Iterator[Page]:
    try:
        check_driver()
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page()
            page.route("**/*", lambda route: route.abort())  # everything is in the page; nothing is asked for
            yield page
            browser.close()
    except ChromiumMissing as missing:
        raise PrintError(WITHOUT.format(missing=missing, python=sys.executable)) from missing
