"""What the search page looks through: every page in pieces, one for each heading and each row of evidence.

It is made from the finished pages, so it holds what readers see, and is written as a classic script: a page opened
from a folder may load a script, but not fetch a file. Only the search page loads it. Text that a page's own script
draws is added from where the script has it; front matter (`search: CPD, revalidation`) adds words that readers use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from sphinx.application import Sphinx

from workbook.evidence.support import support
from workbook.kit.text.strings import texts_in
from workbook.paths import JS

from .chapter_cards import Card, cards
from .menu import APART

NAME = "search-index.js"
ARTICLE = re.compile(r'<article class="wb-article">(.*)</article>', re.S)
LEFT_OUT = re.compile(
    r'<div class="wb-words">.*?</div>\n</div>|<(script|svg|nav|button|textarea|style)\b.*?</\1>'
    r'|<p class="wb-(?:safety|howto|risk|kept|step|evidence|switch|start)\b[^>]*>.*?</p>'
    r'|<div class="highlight.*?</pre>|<span class="bibtex-citation.*?</span>'
    r"|<summary>(?:The picture|The table)[^<]*</summary>",
    re.S,
)
PIECE = re.compile(
    r'<section id="(?P<section>[^"]+)"[^>]*>|<h(?P<level>[1-3])[^>]*>(?P<heading>.*?)</h[1-3]>'
    r'|<(?:li|tr)[^>]*>\s*(?:<p>|<t[hd][^>]*>)?\s*<a id="(?P<row>[^"]+)"></a>|data-step="(?P<step>\d+)"',
    re.S,
)
TAG = re.compile(r"<[^>]+>")
ABOUT = re.compile(r'<p class="wb-chapter-resource">(.*?)</p>', re.S)
"""What a chapter is about, at its opening: who looks for a report or its author, looks for the chapter on it."""
DRAWN = {"book/take-out": JS / "export" / "purposes.json"}
"""Pages whose words a script draws, and where it has them."""
HELP = "book/where-to-turn"
GROUPS = "book/facilitate/"
EVIDENCE = (APART, "book/about/themes", "book/references")
MOST = 400
"""How many letters of a row of evidence are looked through: the claim, and where it was seen."""


@dataclass
class Piece:
    """A part of a page that a search can lead to."""

    address: str
    title: str
    heading: str
    text: str
    rank: int
    """0 for help, 1 for a chapter, 2 for another page, 3 for a page that leads a group, 4 for evidence."""
    where: str = ""
    asked: tuple[str, ...] = ()
    """What people type who need just this."""


def pieces(page: str, html: str, title: str, card: Card | None = None, more: str = "") -> Iterator[Piece]:
    """The pieces of one finished page. `page` is its address without the ending; `more` is added to the first."""
    article = ARTICLE.search(html)
    if not article:
        return
    body = LEFT_OUT.sub(" ", re.sub(r'(<section id="[^"]+")( data-step="\d+")[^>]*>', r"\1>\2 ", article[1]))
    rank = 1 if card else _rank(page)
    shown = f"{card.number} {card.title}" if card else title
    about = " ".join(map(_plain, ABOUT.findall(body))) if card else ""
    found = list(PIECE.finditer(body))
    anchor, heading, where, start = "", "", shown, 0
    text = more
    for place, match in enumerate([*found, None]):
        text += " " + _plain(body[start : match.start() if match else len(body)])
        start = match.end() if match else start
        if match and match["step"]:
            where = f"{shown}, step {match['step']}"
            text = text.replace(f'data-step="{match["step"]}"', "")
            continue
        if match and match["heading"] is not None and not text.strip() and place:
            heading = _plain(match["heading"])
            continue
        if text.strip() and (heading or anchor):
            named = shown if anchor else f"{shown} {about}".strip()
            yield Piece(
                f"{page}.html#{anchor}", named, heading or title, _short(text.strip(), rank), rank, where
            )
            text = ""
        if match and match["section"]:
            anchor, heading = match["section"], ""
        elif match and match["row"]:
            anchor, heading = match["row"], heading or title
        elif match:
            heading = _plain(match["heading"])


def _rank(page: str) -> int:
    if page == HELP:
        return 0
    return 4 if page.startswith(EVIDENCE) else 3 if page.startswith(GROUPS) else 2


def _short(text: str, rank: int) -> str:
    return text if rank < 4 else text[:MOST]


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split()).replace(" ,", ",").replace(" .", ".")


def all_pieces(app: Sphinx, out: Path) -> list[Piece]:
    """The pieces of the whole built site, in the order of its pages' names."""
    known = {card.page: card for card in cards(app)}
    found: list[Piece] = []
    for page in sorted(app.env.found_docs):
        path = out / f"{page}.html"
        if not path.is_file():
            continue
        more = str(app.env.metadata.get(page, {}).get("search", ""))
        if page in DRAWN:
            more += " " + " ".join(texts_in(json.loads(DRAWN[page].read_text(encoding="utf-8"))))
        title = app.env.titles[page].astext()
        found += pieces(page, path.read_text(encoding="utf-8"), title, known.get(page), more)
    asked = {need.title: need.asked for need in support().needs}
    return [replace(one, asked=asked.get(one.heading, ())) if one.rank == 0 else one for one in found]


def write(app: Sphinx, out: Path) -> None:
    """Write the index of the built site."""
    rows = [
        [
            one.address,
            one.title,
            one.heading,
            one.text,
            one.rank,
            one.where,
            *([one.asked] if one.asked else []),
        ]
        for one in all_pieces(app, out)
    ]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / NAME).write_text(f"window.workbookSearch={data};\n", encoding="utf-8", newline="\n")
