"""The chapters as cards: what Welcome, the part pages, the menu and the chapter's own opening show of each.

Everything is read from the notebook's `metadata.workbook` and from `_toc.yml`. A part's number, and so its colour,
stands in the front matter of its page (`part: 2`). A chapter's drawing is `notebooks/pictures/card-<id>.svg`.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from workbook.kit.drawing import svg

QUILT = re.compile(r'<div data-lists="chapters"(?: data-part="(?P<part>[^"]*)")?></div>')
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
    about = json.loads(path.read_text(encoding="utf-8"))["metadata"]["workbook"]
    title, _, question = str(about["title"]).partition(": ")
    number = NUMBER.match(path.name)
    return Card(
        page=page,
        id=str(about["id"]),
        number=int(number[1]) if number else 0,
        title=title,
        question=question[:1].upper() + question[1:],
        minutes=int(about["minutes"]),
        part=part,
        dye=dye,
    )


@cache
def _drawing(path: Path, key: str, hidden: bool) -> str:
    text = path.read_text(encoding="utf-8")
    label = ET.fromstring(text).findtext("{http://www.w3.org/2000/svg}title", "")
    drawn = svg.inline(text, key=f"card-{key}", label=label)
    return drawn.replace('role="img"', 'aria-hidden="true"', 1) if hidden else drawn


def quilt(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the chapters as cloths, where a page asks for them.

    `<div data-lists="chapters"></div>` lists all by part; with `data-part="2"`, those of one part.
    """
    body = context.get("body") or ""
    asked = QUILT.search(body)
    if not asked:
        return
    known = cards(app)
    if asked["part"]:
        listed = _cloths(app, name, [card for card in known if str(card.dye) == asked["part"]])
    else:
        listed = "".join(
            f'<section class="wb-part-row" data-dye="{dye}"><div class="wb-part-name">'
            f"<h3>{escape(next(card.part for card in known if card.dye == dye))}</h3></div>"
            f"{_cloths(app, name, [card for card in known if card.dye == dye])}</section>"
            for dye in dict.fromkeys(card.dye for card in known)
        )
    context["body"] = body[: asked.start()] + f'<div class="wb-quilt">{listed}</div>' + body[asked.end() :]


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
