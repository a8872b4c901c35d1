"""What each page loads: one style and one script for every page, more where activities or a tool stand on it.

A page of prose names what runs it on the element that is filled:
`<div data-runs="my-notes" data-needs="catalogue">` loads `catalogue.js` (the list of activities) and `book.js`.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from workbook import THIS_BOOK
from workbook.kit.web.page import meta

from . import home_screen, search_index, thread

RUNS = re.compile(r'\bdata-runs="([a-z-]+)"')
NEEDS = re.compile(r'\bdata-needs="([a-z-]+)"')
LEADS_ON = re.compile(r'\bdata-lists="|\bclass="wb-(?:doors|carry|quilt|rows|drawing)\b')
"""What `site-front.css` is for, beside search."""


def choose_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the lists of files that `layout.html` writes into the page's head."""
    body = context.get("body") or ""
    runs = RUNS.findall(body)
    styles, scripts = ["site.css"], ["chapter.js"]
    if templatename == "search.html" or LEADS_ON.search(body):
        styles.append("site-front.css")
    if runs or "data-activity=" in body:
        styles.append("activities.css")
    if runs:
        styles.append("book.css")
        scripts = [*(f"{name}.js" for name in dict.fromkeys(NEEDS.findall(body))), "book.js"]
    if templatename == "search.html":
        scripts = [search_index.NAME, "search.js", *scripts]
    context["wb_book"] = meta(THIS_BOOK)
    context["wb_styles"], context["wb_scripts"] = styles, scripts
    context["wb_symbols"] = thread.symbols()
    context["wb_bar"] = home_screen.BAR
