"""The facilitator's view: beside each chapter's page a second one, the same with the notes at their steps.

It is made when the build has finished, from the learner's own page. So the notes are never in a page that
Sphinx knows, and reach neither its search, nor its contents, nor the catalogue of activities. The learner's
page holds one link to it, and no word of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.chapters import notebook as reading
from workbook.kit.web import links
from workbook.sessions import tables as session_tables
from workbook.sessions.steps import WORKED, Session

from .source import learner_cells

ENDING = "-facilitator"
LIST = '<div data-lists="facilitator"></div>'
"""Where a page of prose says so, it lists the facilitator's pages."""
SWITCH = '<p class="wb-switch"><a href="{page}.html">{words}</a></p>'
THERE, BACK = "Leading a group? See this page with notes for you", "See this page as learners do"
SECTION = re.compile(r"<(/?)section\b")
ON_THE_WAY = {
    "index": "Run a session: what to do before, on the day and after",
    "packs": "Papers to print: script, pages to hand out, handout and slips",
    "run-mode": "Run it from a screen, step by step",
    "plan-your-own": "Plan a session of another length",
}
"""Pages in `book/facilitate/` that the view leads to, where the book has them."""
STEP = (
    '<aside class="wb-facilitator" aria-label="To lead this step: {title}">\n'
    '<p class="wb-facilitator-label">To lead this step</p>\n{note}'
    '<p class="wb-facilitator-back"><a href="{page}.html#{id}">This step as learners see it</a></p>\n'
    "</aside>\n"
)
TOP = (
    '<aside class="wb-facilitator" aria-labelledby="to-lead">\n'
    '<h2 id="to-lead">To lead this chapter</h2>\n'
    "<p>Everything in a frame like this is for you. Do not put this page on the wall: "
    '<a href="{page}.html">the chapter without your notes</a> is the one to show.</p>\n'
    "<ul>\n{ways}</ul>\n{note}"
    '<h3 id="to-lead-plan">The plan, in 20, 60 or 90 minutes</h3>\n{plan}\n</aside>\n'
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
    if name.startswith("notebooks/") and name in chapters(app):
        switch = SWITCH.format(page=Path(name).name + ENDING, words=THERE)
        context["body"] = _put(body, "</header>", f"{switch}\n</header>", name)


def chapters(app: Sphinx) -> list[str]:
    """The pages of the book that have notes for a facilitator, in the book's order."""
    folder = Path(app.srcdir)
    found = []
    for path in sorted((folder / "notebooks").glob("[0-9]*-*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        name = path.relative_to(folder).with_suffix("").as_posix()
        if name in app.env.found_docs and len(learner_cells(cells)) < len(cells):
            found.append(name)
    return found


def write(app: Sphinx, out: Path, sessions: list[Session]) -> None:
    """Write the facilitator's page of each chapter, beside the learner's."""
    made = set(chapters(app))
    for session in sessions:
        name = f"notebooks/{session.page}"
        if name not in made:
            continue
        worked = WORKED.format(session.id).removesuffix(".md")
        ways = {worked: "Sixty minutes on this chapter, written out word for word", **ON_THE_WAY}
        here = [
            f'<li><a href="../book/facilitate/{page}.html">{words}</a></li>\n'
            for page, words in ways.items()
            if f"book/facilitate/{page}" in app.env.found_docs
        ]
        html = view(
            (out / f"{name}.html").read_text(encoding="utf-8"),
            session,
            reading.read(Path(app.srcdir, f"{name}.ipynb")),
            "".join(here),
            partial(links.to_pages, app, name),
        )
        (out / f"{name}{ENDING}.html").write_text(html, encoding="utf-8", newline="\n")


def view(
    html: str,
    session: Session,
    notebook: reading.Notebook,
    ways: str = "",
    to_pages: Callable[[str], str] = lambda note: note,
) -> str:
    """The facilitator's page, from the learner's.

    Raises `ExtensionError` where the learner's page lacks the place that something belongs to.
    """
    page = session.page
    frame = [one for one in notebook.facilitator if one.about.get("facilitates") == "session"]
    notes = [one for one in notebook.facilitator if one not in frame]
    steps = [one for one in session.steps if one.part]
    for step, note in zip(steps, notes, strict=True):
        aside = STEP.format(
            title=escape(step.title), note=to_pages(rendered(note.source)), page=page, id=step.id
        )
        end = _end_of_section(html, step.id, page)
        html = html[:end] + aside + html[end:]
    first = steps[0].id
    top = TOP.format(
        page=page, ways=ways, note=to_pages(rendered(frame[0].source)), plan=session_tables.plans(session)
    )
    for place, put in (
        (f'<section id="{first}"', f'{top}<section id="{first}"'),
        (SWITCH.format(page=page + ENDING, words=THERE), SWITCH.format(page=page, words=BACK)),
        ("<title>", "<title>For facilitators: "),
        (
            "</head>",
            '<meta name="robots" content="noindex">\n'
            '<link rel="stylesheet" href="../_static/site-facilitator.css">\n</head>',
        ),
        ('class="wb-steps"', 'class="wb-steps wb-whole"'),
    ):
        html = _put(html, place, put, page)
    return html


def rendered(note: str) -> str:
    """A facilitator's cell as HTML: CommonMark and tables, with the quotation marks that the site has."""
    reads = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    return str(reads.render(note))


def _put(html: str, place: str, put: str, page: str) -> str:
    if place not in html:
        raise ExtensionError(f"{page}: the page has no {place!r}, where the facilitator's view begins.")
    return html.replace(place, put, 1)


def _end_of_section(html: str, anchor: str, page: str) -> int:
    """Where the section of a step ends, after the sections inside it."""
    start, depth = html.find(f'<section id="{anchor}"'), 0
    for tag in SECTION.finditer(html, max(start, 0)):
        depth += -1 if tag[1] else 1
        if not depth and start >= 0:
            return tag.start()
    raise ExtensionError(
        f'{page}: the page has no section "{anchor}" for a note to the facilitator to stand in. '
        'Begin each step with a "## " heading of its own words.'
    )
