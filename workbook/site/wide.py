"""Wide tables scroll inside the page, so that the page itself never does; and the keyboard can scroll them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

BOX = '<div class="wb-scroll'
REACHED = f'<div tabindex="0" role="group" aria-label="Table" {BOX.removeprefix("<div ")}'

ALL_FOLDS_ALIKE = '<summary aria-label="Toggle hidden content">'
"""MyST-NB gives every fold this name, whatever its words are."""


def wrap_tables(app: Sphinx, doctree: nodes.document) -> None:
    """Handler for `doctree-read`: put each table into a box of its own that may scroll sideways."""
    for table in list(doctree.findall(nodes.table)):
        box = nodes.container(classes=["wb-scroll"])
        table.replace_self(box)
        box += table


def reach_tables(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: let the keyboard reach each of those boxes, and each fold have its own name."""
    if "body" in context:
        context["body"] = context["body"].replace(BOX, REACHED).replace(ALL_FOLDS_ALIKE, "<summary>")


def wrapped(html: str) -> str:
    """HTML with each of its tables in such a box."""
    return html.replace("<table>", f'{REACHED}"><table>').replace("</table>", "</table></div>")
