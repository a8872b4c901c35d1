"""The pages that a session hands out, each at its step: words to read, a picture, a chart, or strips to cut.

The facilitator's note of a step says in its metadata which of these its room gets (`hands_out`). What stands
on the pages is what the learner's page shows there. A chart comes without what stands before the guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from workbook.chapters.notebook import Cell
from workbook.checks.session import CHART, PICTURE
from workbook.documents import drawings
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items, NewPage, Paragraph
from workbook.sessions.papers import pages
from workbook.sessions.papers.material import Chapter
from workbook.sessions.tables import starts

KEEP = (
    "This page is for whoever leads. Print the others on one side, and keep them apart: each is handed out "
    "at its step, and not before. Bring two of each over. The times are those of a session of 60 minutes "
    "that begins at 14:00."
)
OTHERS = (
    "The worked example, and the questions with room to write, are papers of their own: “For later” and "
    "“Handout”."
)
OVER = "They are inside the fold. Nobody has to open it."
FOLD = " Fold the last page, so that the hard part lies inside, and lay it into the others."
HOW = {
    "words": "One each.",
    "picture": "One for each table.",
    "chart": "One for each table, face down, once people have guessed.",
    "strips": "One for each table. Cut it into strips, and put them in an envelope.",
}


def handed(chapter: Chapter) -> list[list[Block]]:
    """A page for whoever leads, then the sheets, each beginning with its step; or nothing."""
    steps = [step for step in chapter.session.steps if step.id in chapter.hands_out]
    if not steps:
        return []
    times = starts(chapter.session, 60)
    rows, sheets = [], []
    for step in steps:
        kind, cells = chapter.hands_out[step.id], chapter.cells[step.id]
        made = list(MADE[kind](cells))
        fold = FOLD if any(isinstance(block, NewPage) for block in made) else ""
        rows.append([step.title, times[step.id], f"{HOW[kind]}{fold}"])
        sheets.append([blocks.part(step.title), *made])
    first: list[Block] = [
        blocks.paragraph(f"“{chapter.session.title}”"),
        blocks.note(KEEP),
        blocks.table("What is handed out, and when", ["Pages", "When", "How"], rows),
        blocks.paragraph(OTHERS),
    ]
    return [first, *sheets]


def _words(cells: tuple[Cell, ...]) -> Iterator[Block]:
    """What there is to read; what is hard is on a page of its own, under the warning that goes before it."""
    before: list[Block] = []
    for cell in cells:
        if cell.is_prose:
            if cell.about.get("hard"):
                yield blocks.paragraph(OVER)
                yield blocks.new_page()
                warning = before[-1]
                assert isinstance(warning, Paragraph)
                yield blocks.note(f"{warning.lead} {warning.text}".strip())
            before = _said(cell)
            yield from before


def _picture(cells: tuple[Cell, ...]) -> Iterator[Block]:
    """The picture, its caption, and the same in words."""
    (cell,) = [cell for cell in cells if PICTURE in cell.html]
    shown = BeautifulSoup(cell.html, "html.parser")
    yield blocks.drawing(*drawings.of(cell.html), "picture")
    yield blocks.heading(_text(shown.figcaption))
    yield from (blocks.paragraph(_text(one)) for one in shown.select(".wb-picture-words p"))


def _chart(cells: tuple[Cell, ...]) -> Iterator[Block]:
    """What follows the guess: the chart, its sentence, table, limits and source, and what is said of it."""
    (place,) = [place for place, cell in enumerate(cells) if CHART in cell.html]
    for cell in cells[_after_the_guess(cells[:place]) : place]:
        yield from _said(cell)
    shown = BeautifulSoup(cells[place].html, "html.parser")
    yield blocks.heading(_text(shown.select_one(".wb-figure-title")))
    yield blocks.drawing(*drawings.of(cells[place].html), "chart")
    yield blocks.paragraph(_text(shown.select_one(".wb-figure-sentence")))
    head, *rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in shown.find_all("tr")]
    yield blocks.table(_text(shown.summary), head, rows)
    yield blocks.heading(_text(shown.select_one(".wb-figure-cannot")))
    yield blocks.items([_text(one) for one in shown.select(".wb-figure-limits li")])
    yield blocks.small(_text(shown.select_one(".wb-figure-source")))
    for cell in cells[place:]:
        if cell.is_prose:
            yield from _said(cell)


def _strips(cells: tuple[Cell, ...]) -> Iterator[Block]:
    """The step's list in order, to cut apart."""
    listed = next(
        block
        for cell in cells
        if cell.is_prose
        for block in _said(cell)
        if isinstance(block, Items) and block.form == "numbers"
    )
    yield blocks.strips([f"{number}. {text}" for number, text in enumerate(listed.items, listed.start)])


def _after_the_guess(cells: tuple[Cell, ...]) -> int:
    """The place after the last of some cells that is not prose."""
    return max((place for place, cell in enumerate(cells, 1) if not cell.is_prose), default=0)


MADE = {"words": _words, "picture": _picture, "chart": _chart, "strips": _strips}


def _said(cell: Cell) -> list[Block]:
    """What a cell says, without the heading of its step."""
    return pages.read(cell.source)[cell.is_step :]


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split()) if tag else ""
