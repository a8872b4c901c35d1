"""What each page loads: its style, the shell, and the activities' host only where there are activities,
the notes' script only on the page of notes."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from . import catalogue

SEARCH_SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "language_data.js",
    "searchtools.js",
)


def choose_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the lists of files that `layout.html` writes into the page's head."""
    body = context.get("body") or ""
    has_activities = "data-activity=" in body
    styles, scripts = ["site.css"], ["shell.js"]
    if has_activities:
        styles.append("activities.css")
        scripts.append("host.js")
    if catalogue.MARK in body:
        styles += ["activities.css", "my-notes.css"]
        scripts += [catalogue.NAME, "my-notes.js"]
    if templatename == "search.html":
        scripts = [*SEARCH_SCRIPTS, *scripts]
    context["wb_styles"], context["wb_scripts"] = styles, scripts
    context["wb_chapter"] = "wb-chapter" in body
