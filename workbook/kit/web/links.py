"""Links that must work in JupyterLab and on a code host as they stand, and in the website too."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

ANCHOR = re.compile(r'<a\s+id="([^"]+)"')
ACTIVITY = re.compile(r'(data-activity="[a-z]+" data-key="([^"]+)")(?! id=)')
HREF = re.compile(r'href="([^":#?]+)\.(md|ipynb)(#[^"]*)?"')


def _raw_html(doctree: nodes.document) -> list[nodes.raw]:
    return [n for n in doctree.findall(nodes.raw) if "html" in n.get("format", "")]


def register_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Make every `<a id="…">` of a page a target that a Markdown link `page.md#id` may name.

    MyST keeps its targets in `env.metadata[docname]["myst_slugs"]` as id -> (line, id, text) and warns about
    any other; an anchor that is really missing still warns.
    """
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for node in _raw_html(doctree):
        for anchor in ANCHOR.findall(node.astext()):
            slugs.setdefault(anchor, (node.line or 0, anchor, anchor))


def rewrite_hrefs(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """In raw HTML, turn links to sources into links to their pages, and give each activity an address of its own.

    Handler for `doctree-resolved`: what a page's address is depends on the builder.
    """
    for node in _raw_html(doctree):
        text = node.astext()
        if ".md" in text or ".ipynb" in text or "data-activity=" in text:
            node.children[:] = [nodes.Text(with_anchor(to_pages(app, docname, text)))]
            node.rawsource = ""


def with_anchor(html: str) -> str:
    """Give each activity its key as its id, so that a link can lead to it, with scripts or without."""
    return ACTIVITY.sub(r'\1 id="\2"', html)


def to_pages(app: Sphinx, docname: str, html: str) -> str:
    """The HTML of a page with links to sources (`.md`, `.ipynb`) turned into links to their pages (`.html`).

    A link to a page that the book does not have is a warning, so the build fails.
    """

    def to_page(match: re.Match[str]) -> str:
        target = normpath(join(dirname(docname), match[1]))
        if target not in app.env.found_docs:
            logger.warning("%s links to %s.%s, which is not a page of the book", docname, match[1], match[2])
            return match[0]
        address = app.builder.get_relative_uri(docname, target)
        return f'href="{address}{match[3] or ""}"'

    return HREF.sub(to_page, html)
