"""The facilitator's view: beside each chapter's page a second one, the same with the notes at their steps.

The learner's page keeps a mark, an HTML comment with a number, where a note stands in the notebook; never the note.
When the build has finished, the second page is made from it, with the notes in place of the marks. So the notes are in
no page that Sphinx knows, and reach neither its search nor its contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.chapters import notebook as notebooks
from workbook.kit.web import links
from workbook.sessions import included
from workbook.sessions.model import Session

from . import wide
from .source import MARK, TOP_MARK

ENDING = "-facilitator"
LIST = '<div data-lists="facilitator"></div>'
"""Where a page of prose says so, it lists the facilitator's pages."""
SWITCH = '<p class="wb-switch"><a href="{page}.html">{words}</a></p>'
THERE, BACK = "Leading a group? See this page with notes for you", "See this page as learners do"
ANY_MARK = re.compile(rf"{MARK.format(r'(?P<number>[0-9]+)')}|{TOP_MARK}")
WAYS = {
    "index": "Run a session: what to do in thirty minutes, or in two weeks",
    "plan-your-own": "Plan a session",
    "packs": "Handouts",
    "run-mode": "Lead from a screen",
}
"""Pages in `book/facilitate/` that the view leads to, where the book has them."""
NOTE = (
    '<aside class="wb-facilitator" aria-label="To lead this step: {title}">\n'
    '<p class="wb-facilitator-label">To lead this step</p>\n{note}</aside>\n'
)
TOP = (
    '<aside class="wb-facilitator" aria-labelledby="to-lead">\n'
    '<h2 id="to-lead">To lead this chapter</h2>\n'
    "<p>Everything in a frame like this is for you. The room sees its own screen, or "
    '<a href="{page}.html">the chapter without your notes</a>.</p>\n'
    "<ul>\n{ways}</ul>\n{plan}</aside>\n"
)


def offer(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the link from a chapter to its facilitator's page, and the list of
    those pages where a page asks for it. Neither is in what Sphinx searches.
    """
    body = context.get("body") or ""
    if LIST in body:
        lines = [
            f'<li><a href="{app.builder.get_relative_uri(name, one).replace(".html", f"{ENDING}.html")}">'
            f"{escape(app.env.titles[one].astext())}</a></li>\n"
            for one in chapters(app)
        ]
        context["body"] = body.replace(LIST, f'<ul class="wb-led">\n{"".join(lines)}</ul>')
    if TOP_MARK in body and name.startswith("notebooks/"):
        switch = SWITCH.format(page=Path(name).name + ENDING, words=THERE)
        context["body"] = _put(body, "</header>", f"{switch}\n</header>", name)


def chapters(app: Sphinx) -> list[str]:
    """The pages of the book that have notes for a facilitator, in the book's order."""
    listed = []
    for path in sorted((Path(app.srcdir) / "notebooks").glob("[0-9]*-*.ipynb")):
        notebook = notebooks.read(path)
        if notebook.entry in app.env.found_docs and notebook.facilitator:
            listed.append(notebook.entry)
    return listed


def write(app: Sphinx, out: Path, sessions: list[Session]) -> None:
    """Write the facilitator's page of each chapter, beside the learner's."""
    by_page = {session.page: session for session in sessions}
    for name in chapters(app):
        ways = [
            f'<li><a href="../book/facilitate/{page}.html">{words}</a></li>\n'
            for page, words in WAYS.items()
            if f"book/facilitate/{page}" in app.env.found_docs
        ]
        notebook = notebooks.read(Path(app.srcdir, f"{name}.ipynb"))
        html = view(
            (out / f"{name}.html").read_text(encoding="utf-8"),
            notebook,
            by_page.get(Path(name).name),
            "".join(ways),
            partial(links.to_pages, app, name),
        )
        (out / f"{name}{ENDING}.html").write_text(html, encoding="utf-8", newline="\n")


def view(
    html: str,
    notebook: notebooks.Notebook,
    session: Session | None,
    ways: str = "",
    to_pages: Callable[[str], str] = lambda note: note,
) -> str:
    """The facilitator's page, from the learner's.

    Raises `ExtensionError` where the learner's page lacks a mark, or a place that something belongs to.
    """
    page = notebook.path.stem
    plan = rendered(included.with_words("<!-- session: plans -->", [session])) if session else ""
    plan = wide.wrapped(plan)
    notes = {
        str(number): NOTE.format(title=escape(step.title), note=to_pages(rendered(note.source)))
        for step in notebook.steps
        for note in step.notes
        if (number := notebook.facilitator.index(note)) >= 0
    }
    marks = [mark["number"] for mark in ANY_MARK.finditer(html)]
    if sorted(filter(None, marks)) != sorted(notes) or None not in marks:
        raise ExtensionError(f"{page}: a note for the facilitator has lost its mark on the page.")
    top = TOP.format(page=page, ways=ways, plan=plan)
    html = ANY_MARK.sub(lambda mark: notes[mark["number"]] if mark["number"] else top, html)
    html = html.replace('class="wb-steps"', 'class="wb-steps wb-whole"', 1)
    for old, new in (
        (SWITCH.format(page=page + ENDING, words=THERE), SWITCH.format(page=page, words=BACK)),
        ("<title>", "<title>For facilitators: "),
        (
            "</head>",
            '<meta name="robots" content="noindex">\n'
            '<link rel="stylesheet" href="../_static/site-facilitator.css">\n</head>',
        ),
    ):
        html = _put(html, old, new, page)
    return html


def rendered(note: str) -> str:
    """A facilitator's cell as HTML: CommonMark and tables, with the quotation marks that the site has."""
    return str(_reader().render(note))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])


def _put(html: str, old: str, new: str, page: str) -> str:
    if old not in html:
        raise ExtensionError(f"{page}: the page has no {old!r}, where the facilitator's view begins.")
    return html.replace(old, new, 1)
