"""What each page loads: its style, the shell, the activities' host where there are activities, and the script
that the page itself names.

A page of prose names its script on the element it fills. `<div data-runs="my-notes" data-needs="catalogue">`
loads `my-notes.js` (and `my-notes.css`, if there is one), and first `catalogue.js`, the list of activities.
A script that draws activities comes after the host, and after the kinds that few pages have.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from workbook.kit.web import bundle
from workbook.paths import STATIC

RUNS = re.compile(r'\bdata-runs="([a-z-]+)"')
NEEDS = re.compile(r'\bdata-needs="([a-z-]+)"')
LEDGER = "book/about/evidence/"
LINE = re.compile(r'<li class="toctree-l2[^"]*"><a [^>]*href="([^"]*)">[^<]*</a></li>\n?')
EMPTY = re.compile(r"<ul[^>]*>\s*</ul>\n?")

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
    if has_activities or pagename == app.config.root_doc:
        scripts.append("offer.js")
    runs = RUNS.findall(body)
    draws = any(bundle.draws(name) for name in runs)
    apart = [kind for kind in bundle.APART if draws or f'data-activity="{kind}"' in body]
    for name in runs:
        if "activities.css" not in styles:
            styles.append("activities.css")
        scripts += [f"{needed}.js" for needed in NEEDS.findall(body) if f"{needed}.js" not in scripts]
        if bundle.draws(name) and "host.js" not in scripts:
            scripts.append("host.js")
        if (STATIC / f"{name}.css").is_file():
            styles.append(f"{name}.css")
        scripts.append(f"{name}.js")
    if apart:
        place = scripts.index("host.js") + 1
        scripts[place:place] = [f"{bundle.apart(kind)}.js" for kind in apart]
        place = styles.index("activities.css") + 1
        styles[place:place] = [f"{bundle.apart(kind)}.css" for kind in apart]
    if templatename == "search.html":
        scripts = [*SEARCH_SCRIPTS, *scripts]
    context["wb_styles"], context["wb_scripts"] = styles, scripts
    ledger = {
        app.builder.get_relative_uri(pagename, name) or "#"
        for name in app.env.found_docs
        if name.startswith(LEDGER)
    }
    context["wb_menu"] = lambda: without(
        ledger, context["toctree"](includehidden=True, maxdepth=2, titles_only=True, collapse=False)
    )
    context["wb_chapter"] = "wb-chapter" in body


def without(addresses: set[str], menu: str) -> str:
    """The menu without a line for each page of evidence: the page "The evidence" lists them."""
    left = LINE.sub(lambda line: "" if line[1] in addresses else line[0], menu)
    return EMPTY.sub("", left)
