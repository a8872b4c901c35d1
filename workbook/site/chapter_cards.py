"""The chapters as cards: what Welcome, the part pages, the menu and the chapter's own opening show of each.

Everything is read from the notebook's `metadata.workbook` and from `_toc.yml`. A part's number, and so its colour,
stands in the front matter of its page (`part: 2`). A chapter's drawing is `notebooks/pictures/card-<id>.svg`, and a
part's is `book/parts/pictures/<part>.svg`.

A page asks for a list with `<div data-lists="chapters"></div>`, and may say which chapters it wants, and how:

- `data-part="2"`: those of one part; `data-for="nurse"`: those whose metadata name this reader;
- `data-as="cloths"` (drawings, the usual way), `"rows"` (a line each), `"invitations"` (a drawing, and for whom it
  is), `"notes"` (a line each, with what is hard in it), `"five"` (a line each, which leads to the five-minute
  version).

A link without an address, `<a data-five-minutes>`, leads to the five-minute version of the chapter whose metadata
say `"five_minutes_first": true`, or else of the first chapter.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from workbook.chapters.notebook import Notebook, read
from workbook.chapters.readers import readers_of
from workbook.kit.drawing import svg
from workbook.kit.text import markdown

QUILT = re.compile(
    r'<div data-lists="chapters"(?: data-part="(?P<part>[^"]*)")?(?: data-for="(?P<reader>[^"]*)")?'
    r'(?: data-as="(?P<manner>[^"]*)")?></div>'
)
DOOR = "<a data-five-minutes>"
NUMBER = re.compile(r"(\d+)-")
PICTURES = "notebooks/pictures"


@dataclass(frozen=True)
class Way:
    """Where Back or Next leads, and what its button says."""

    address: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    """One chapter, in short."""

    page: str
    """Its page, as Sphinx names it."""
    id: str
    number: int
    title: str
    question: str
    minutes: int
    part: str
    """The title of its part's page; empty where no part lists it."""
    dye: int
    """The number of its part, and so its colour; 0 for none."""
    take_it_if: str = ""
    """For whom it is: what ends the sentence “Take it if ...”."""
    readers: tuple[str, ...] = ()
    """The readers for whom it is a good first chapter, as `chapters.readers` names them."""
    content_note: str = ""
    five_minutes: str = "step-1"
    """The anchor of its five-minute version."""
    five_minutes_first: bool = False
    """Whether its five-minute version is the one that Welcome leads to."""

    def drawing(self, app: Sphinx, hidden: bool = False) -> str:
        """Its drawing, in the page's colours; nothing where it has none."""
        path = Path(app.srcdir) / PICTURES / f"card-{self.id}.svg"
        return _drawing(path, self.id, hidden) if path.is_file() else ""

    def before_first(self, app: Sphinx, name: str) -> Way:
        """Back, on the first step: to the chapter's opening."""
        return Way("#top", "Back")

    def after_last(self, app: Sphinx, name: str) -> Way:
        """Next, on the last step: to the next chapter of the part, or to the reader's own notes."""
        known = cards(app)
        place = known.index(self)
        if place + 1 < len(known) and known[place + 1].dye == self.dye:
            after = known[place + 1]
            address = app.builder.get_relative_uri(name, after.page)
            return Way(address, f"Next chapter: {after.title}", f"{after.minutes} minutes, in steps")
        return Way(
            app.builder.get_relative_uri(name, "book/my-notes"), "See my notes", "All you wrote, on one page"
        )


def cards(app: Sphinx) -> list[Card]:
    """Every chapter of the book that a part lists, in the book's order."""
    found = []
    for part in _parts(app):
        dye = int(app.env.metadata[part].get("part", 0))
        for page in app.env.toctree_includes.get(part, []):
            path = Path(app.env.doc2path(page))
            if path.suffix == ".ipynb" and NUMBER.match(path.name):
                found.append(_card(page, path, app.env.titles[part].astext(), dye))
    return found


def card_of(app: Sphinx, name: str) -> Card | None:
    """The card of a page, where it is a chapter."""
    return next((card for card in cards(app) if card.page == name), None)


def _parts(app: Sphinx) -> list[str]:
    """The pages that lead a part of the book: those whose front matter gives its number."""
    listed = app.env.toctree_includes.get(app.config.root_doc, [])
    return [name for name in listed if app.env.metadata.get(name, {}).get("part")]


def _card(page: str, path: Path, part: str, dye: int) -> Card:
    chapter = read(path)
    title, _, question = chapter.title.partition(": ")
    number = NUMBER.match(path.name)
    return Card(
        page=page,
        id=chapter.id,
        number=int(number[1]) if number else 0,
        title=title,
        question=question[:1].upper() + question[1:],
        minutes=int(chapter.about["minutes"]),
        part=part,
        dye=dye,
        take_it_if=str(chapter.about.get("take_it_if", "")),
        readers=readers_of(chapter),
        content_note=str(chapter.about.get("content_note", "")),
        five_minutes=five_minutes(chapter),
        five_minutes_first=bool(chapter.about.get("five_minutes_first")),
    )


def five_minutes(chapter: Notebook) -> str:
    """The anchor of a chapter's five-minute version: the nearest heading above its first prompt."""
    heading = ""
    for cell in chapter.steps[0].cells if chapter.steps else ():
        if cell.kind == "markdown" and not cell.is_facilitator:
            heading = next(reversed(markdown.headings(cell.source)), heading)
        elif any(call.word == "reflect" for call in cell.calls):
            return markdown.anchor(heading) if heading != chapter.steps[0].title else "step-1"
    return "step-1"


@cache
def _drawing(path: Path, key: str, hidden: bool) -> str:
    text = path.read_text(encoding="utf-8")
    label = ET.fromstring(text).findtext("{http://www.w3.org/2000/svg}title", "")
    drawn = svg.inline(text, key=f"card-{key}", label=label)
    return drawn.replace('role="img"', 'aria-hidden="true"', 1) if hidden else drawn


def quilt(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the chapters, where a page asks for them."""
    body = context.get("body") or ""
    if QUILT.search(body):
        body = context["body"] = QUILT.sub(lambda asked: _listed(app, name, asked), body)
    if DOOR in body:
        context["body"] = body.replace(DOOR, f'<a href="{five_minutes_door(app, name)}">')


def five_minutes_door(app: Sphinx, name: str) -> str:
    """The address, from one page, of the five-minute version to begin the book with."""
    known = cards(app)
    card = next((card for card in known if card.five_minutes_first), known[0])
    return f"{app.builder.get_relative_uri(name, card.page)}#{card.five_minutes}"


def _listed(app: Sphinx, name: str, asked: re.Match[str]) -> str:
    """One list of chapters, as a page asked for it."""
    known = [
        card
        for card in cards(app)
        if (not asked["part"] or str(card.dye) == asked["part"])
        and (not asked["reader"] or asked["reader"] in card.readers)
    ]
    manner = asked["manner"] or "cloths"
    if manner != "cloths":
        rows = _rows(app, name, known, manner)
        return f'<div data-for="{asked["reader"]}">{rows}</div>' if asked["reader"] else rows
    if asked["part"]:
        return f'<div class="wb-quilt">{_cloths(app, name, known)}</div>'
    rows = "".join(
        _part_row(app, name, [card for card in known if card.dye == dye])
        for dye in dict.fromkeys(card.dye for card in known)
    )
    return f'<div class="wb-quilt">{rows}</div>'


def _part_row(app: Sphinx, name: str, chapters: list[Card]) -> str:
    """A part of the book on Welcome: its name, which leads to its page, its drawing, and its chapters."""
    part, dye = chapters[0].part, chapters[0].dye
    page = next(page for page in _parts(app) if app.env.titles[page].astext() == part)
    drawing = part_drawing(app, page)
    picture = f'<span class="wb-part-picture">{drawing}</span>' if drawing else ""
    return (
        f'<section class="wb-part-row" data-dye="{dye}"><div class="wb-part-name"><p>Part {dye}</p>'
        f'<h3><a href="{app.builder.get_relative_uri(name, page)}">{escape(part)}</a></h3>{picture}</div>'
        f"{_cloths(app, name, chapters)}</section>"
    )


def part_drawing(app: Sphinx, page: str) -> str:
    """The drawing of a part of the book, which says nothing that its name does not; nothing where it has none."""
    path = Path(app.srcdir) / Path(page).parent / "pictures" / f"{Path(page).name}.svg"
    return _drawing(path, f"part-{path.stem}", True) if path.is_file() else ""


def _cloths(app: Sphinx, name: str, chosen: list[Card]) -> str:
    lines = "".join(
        f'<li class="wb-card" data-dye="{card.dye}" data-card="{card.id}">'
        f'<a href="{app.builder.get_relative_uri(name, card.page)}">'
        f'<span class="wb-cloth">{card.drawing(app, hidden=True)}</span>'
        f'<span class="wb-card-title"><span class="wb-number">{card.number}</span> {escape(card.title)}</span></a>'
        f'<span class="wb-card-question">{escape(card.question)}</span>'
        f'<span class="wb-card-note">{card.minutes} minutes</span></li>'
        for card in chosen
    )
    return f'<ul class="wb-cloths">{lines}</ul>'


def _rows(app: Sphinx, name: str, chosen: list[Card], manner: str) -> str:
    """Chapters in a list, one below the other: in a line each, with for whom each is, or by their first question."""
    if not chosen:
        return '<p class="wb-no-rows">Any chapter is a good one to begin with.</p>'
    lines = "".join(_row(app, name, card, manner) for card in chosen)
    return f'<ul class="wb-rows" data-as="{manner}">{lines}</ul>'


def _row(app: Sphinx, name: str, card: Card, manner: str) -> str:
    address = app.builder.get_relative_uri(name, card.page)
    cloth = (
        f'<span class="wb-cloth">{card.drawing(app, hidden=True)}</span>' if manner == "invitations" else ""
    )
    number = f'<span class="wb-number">{card.number}</span>'
    if manner == "five":
        title, below = card.question or card.title, f"{escape(card.title)}, the five-minute version"
        address += f"#{card.five_minutes}"
    else:
        title = card.title
        below = f"{escape(card.question)} <small>{card.minutes} minutes</small>"
    more = {
        "invitations": card.take_it_if and f"Take it if {card.take_it_if}.",
        "notes": card.content_note,
    }.get(manner, "")
    more = f'<span class="wb-row-more">{escape(more)}</span>' if more else ""
    return (
        f'<li data-dye="{card.dye}" data-card="{card.id}">{cloth}{number} <a href="{address}">{escape(title)}</a> '
        f'<span class="wb-row-note">{below}</span>{more}</li>'
    )
