"""Wide tables scroll inside the page, so that the page itself never does; and the keyboard can scroll them."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

BOX = '<div class="wb-scroll'
REACHED = f'<div tabindex="0" role="group" aria-label="Table" {BOX.removeprefix("<div ")}'

FOLD = re.compile(
    r'<summary aria-label="Toggle hidden content">\s*<p class="(?P<shut>[^"]*)">(?P<show>.*?)</p>'
    r'\s*<p class="(?P<open>[^"]*)">(?P<hide>.*?)</p>\s*</summary>',
    re.DOTALL,
)
"""MyST-NB gives every fold the same name, whatever its words are, and paragraphs, which HTML refuses there."""
NAMED = r'<summary><span class="\g<shut>">\g<show></span><span class="\g<open>">\g<hide></span></summary>'


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
        context["body"] = FOLD.sub(NAMED, context["body"].replace(BOX, REACHED))


def wrapped(html: str) -> str:
    """HTML with each of its tables in such a box."""
    return html.replace("<table>", f'{REACHED}"><table>').replace("</table>", "</table></div>")
