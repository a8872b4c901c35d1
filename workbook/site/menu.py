"""The menu by what a reader wants, the way back up from a page, and Back and Next where pages follow each other.

All of it is read from `_toc.yml`: a caption is one short list of the menu, and its first level is what the list
shows. Chapters come from `chapter_cards`. Nothing here leads through the pages of evidence one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from .chapter_cards import Card, cards

APART = "book/about/evidence/"
"""Pages that are reached from a figure or a list, never one after the other."""


@dataclass(frozen=True)
class Group:
    """One list of the menu: its caption, and each page with its title."""

    caption: str
    entries: tuple[tuple[str, str], ...]


def groups(app: Sphinx) -> list[Group]:
    """The captioned lists of `_toc.yml`, in order; the uncaptioned ones are the book's chapters."""
    root = app.env.get_doctree(app.config.root_doc)
    found = []
    for tree in root.findall(addnodes.toctree):
        entries = tuple(
            (page, title or app.env.titles[page].astext())
            for title, page in tree["entries"]
            if page in app.env.titles
        )
        found.append(Group(str(tree.get("caption") or ""), entries))
    return found


def parents(app: Sphinx, name: str) -> list[str]:
    """The pages above a page, the nearest last; without the front page."""
    above = {child: page for page, below in app.env.toctree_includes.items() for child in below}
    way: list[str] = []
    while (name := above.get(name, "")) and name != app.config.root_doc and name not in way:
        way.insert(0, name)
    return way


def of_the_book(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: what `layout.html` needs to lead about the book."""
    known = groups(app)
    way = parents(app, name)
    top = way[0] if way else name
    caption = next((g.caption for g in known if any(page == top for page, _ in g.entries)), "")
    context["wb_menu"] = _menu(app, name, [group for group in known if group.caption], cards(app))
    context["wb_description"] = _description(app, name, doctree)
    context["wb_crumbs"] = _crumbs(app, name, way, caption)
    if part := app.env.metadata.get(name, {}).get("part"):
        context["wb_dye"] = part
    context["wb_before"], context["wb_after"] = _neighbours(app, name)


def _description(app: Sphinx, name: str, doctree: nodes.document | None) -> str:
    """What a page is about, in a sentence or two: as its front matter says, else its first paragraph."""
    card = next((card for card in cards(app) if card.page == name), None)
    if card:
        return f"{card.title}: {card.question} A chapter in short steps, {card.minutes} minutes in all."
    given = str(app.env.metadata.get(name, {}).get("description", ""))
    first = next(iter(doctree.findall(nodes.paragraph)), None) if doctree else None
    text = " ".join((given or (first.astext() if first else "")).split())
    return text or f"A page of {app.config.html_title}, a workbook on compassionate and inclusive leadership."


def _href(app: Sphinx, name: str, page: str) -> str:
    return escape(app.builder.get_relative_uri(name, page) or f"{name.rsplit('/', 1)[-1]}.html", quote=True)


def _menu(app: Sphinx, name: str, lists: list[Group], chapters: list[Card]) -> str:
    """One sheet: the chapters by part, then the short lists. On a narrow screen `js/shell/menu.js` folds them."""
    parts = "".join(
        f'<details class="wb-menu-part" data-dye="{dye}" open>'
        f"<summary><h2>{escape(_part(chapters, dye))}</h2></summary><ul>"
        f"{''.join(_chapter(app, name, card) for card in chapters if card.dye == dye)}</ul></details>"
        for dye in dict.fromkeys(card.dye for card in chapters)
    )
    short = "".join(
        f'<details class="wb-menu-list"{_for_help(group)} open>'
        f"<summary><h2>{escape(group.caption)}</h2></summary><ul>"
        + "".join(
            f'<li><a href="{_href(app, name, page)}"{_here(name, page)}>{escape(title)}</a></li>'
            for page, title in group.entries
        )
        + "</ul></details>"
        for group in lists
    )
    return f'<div class="wb-menu-chapters">{parts}</div><div class="wb-menu-lists">{short}</div>'


def _part(chapters: list[Card], dye: int) -> str:
    return next(card.part for card in chapters if card.dye == dye)


def _chapter(app: Sphinx, name: str, card: Card) -> str:
    return (
        f'<li data-card="{escape(card.id)}"><a href="{_href(app, name, card.page)}"{_here(name, card.page)}>'
        f'<span class="wb-number">{card.number}</span> <span><strong>{escape(card.title)}</strong> '
        f"<span>{escape(card.question)}</span> <small>{card.minutes} minutes</small></span></a></li>"
    )


def _here(name: str, page: str) -> str:
    return ' aria-current="page"' if page == name else ""


def _for_help(group: Group) -> str:
    return ' data-for="help"' if any(page == "book/where-to-turn" for page, _ in group.entries) else ""


def _crumbs(app: Sphinx, name: str, way: list[str], caption: str) -> str:
    if name == app.config.root_doc or name not in app.env.titles:
        return ""
    root = f'<li><a href="{_href(app, name, app.config.root_doc)}">Welcome</a></li>'
    group = f"<li>{escape(caption)}</li>" if caption else ""
    above = "".join(
        f'<li><a href="{_href(app, name, page)}">{escape(app.env.titles[page].astext())}</a></li>'
        for page in way
    )
    return f'<nav class="wb-crumbs" aria-label="You are in"><ol>{root}{group}{above}</ol></nav>'


def _neighbours(app: Sphinx, name: str) -> tuple[str, str]:
    """Back and Next: the page above and its pages in a row, where they are to be read in order."""
    way = parents(app, name)
    top = way[0] if way else name
    row = [top, *app.env.toctree_includes.get(top, [])]
    if name not in row or len(row) < 2 or any(page.startswith((APART, "notebooks/")) for page in row[1:]):
        return "", ""
    place = row.index(name)
    before = row[place - 1] if place else ""
    after = row[place + 1] if place + 1 < len(row) else ""

    def link(page: str, css: str, word: str) -> str:
        title = escape(app.env.titles[page].astext())
        return (
            f'<a class="{css}" href="{_href(app, name, page)}"><small>{word}</small> {title}</a>'
            if page
            else ""
        )

    return link(before, "wb-back", "Back") if before else "", link(after, "wb-next", "Next") if after else ""
