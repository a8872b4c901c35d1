"""Wide Markdown tables scroll inside the page, so that the page itself never does."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def wrap_tables(app: Sphinx, doctree: nodes.document) -> None:
    """Handler for `doctree-read`: put each table into a box of its own that may scroll sideways."""
    for table in list(doctree.findall(nodes.table)):
        box = nodes.container(classes=["wb-scroll"])
        table.replace_self(box)
        box += table
