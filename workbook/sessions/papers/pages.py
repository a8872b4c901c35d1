"""The facilitators' pages as blocks: their words stand on paper as they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Paragraph
from workbook.paths import BOOK

FOLDER = BOOK / "facilitate"
CONDITIONS = "room-picture"
ANY_SESSION = "For any session"


class PageError(Exception):
    """A facilitators' page does not hold what a paper needs. The message says what, and what to do."""


def text(name: str) -> str:
    """The Markdown of one facilitators' page."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def section(name: str, heading: str) -> list[Block]:
    """What stands under a heading of a facilitators' page."""
    parts = re.split(r"^## (.+)$", text(name), flags=re.M)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    if heading not in found:
        raise PageError(
            f"book/facilitate/{name}.md has no heading “{heading}” any more, and a paper is made from it. "
            "Put it back, or change workbook/packs/."
        )
    return read(found[heading])


def conditions(chapter: str) -> list[str]:
    """The questions of the room picture that go with a chapter, and then those for any session."""
    div = BeautifulSoup(text(CONDITIONS), "html.parser").find(class_="wb-room")
    lists: dict[str, list[str]] = {}
    for one in div.find_all("ul") if div else []:
        name = one.find_previous("strong")
        lists[name.get_text() if name else ""] = [item.get_text() for item in one.find_all("li")]
    if ANY_SESSION not in lists:
        raise PageError(f"book/facilitate/{CONDITIONS}.md has no list “{ANY_SESSION}” any more. Put it back.")
    return [*lists.get(f"With the chapter on {chapter}", []), *lists[ANY_SESSION]]


def read(markdown: str) -> list[Block]:
    """Markdown as blocks. Links are their words; HTML is left out."""
    return list(_blocks_of(list(_parser().parse(markdown))))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _blocks_of(tokens: list[Token]) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _end(tokens, place)
        inside = tokens[place + 1 : end]
        if token.type == "heading_open":
            yield blocks.heading(_words(inside[0]))
        elif token.type == "paragraph_open":
            yield _paragraph(inside[0])
        elif token.type == "blockquote_open":
            yield from (blocks.say(_words(one)) for one in inside if one.type == "inline")
        elif token.type == "bullet_list_open":
            yield blocks.items(list(_items(inside)))
        elif token.type == "ordered_list_open":
            yield blocks.numbered(list(_items(inside)), int(token.attrGet("start") or 1))
        elif token.type == "table_open":
            rows = _rows(inside)
            yield blocks.table("", rows[0], rows[1:])
        place = end + 1


def _end(tokens: list[Token], place: int) -> int:
    if tokens[place].nesting != 1:
        return place
    depth = 0
    for number in range(place, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens) - 1


def _items(tokens: list[Token]) -> Iterator[str]:
    said: list[str] = []
    for token in tokens:
        if token.type == "inline":
            said.append(_words(token))
        elif token.type == "list_item_close" and token.level == tokens[0].level:
            yield " ".join(said)
            said = []


def _rows(tokens: list[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_words(token))
    return rows


def _paragraph(token: Token) -> Block:
    """A paragraph; what stands in bold at its beginning is what it is about."""
    children = [one for one in token.children or [] if one.type != "text" or one.content]
    if not children or children[0].type != "strong_open":
        return blocks.paragraph(_words(token))
    end = next(place for place, one in enumerate(children) if one.type == "strong_close")
    lead, rest = _joined(children[:end]), _joined(children[end:]).strip()
    return Paragraph(rest, lead) if rest else blocks.paragraph(lead)


def _words(token: Token) -> str:
    return _joined(token.children or []).strip()


def _joined(children: list[Token]) -> str:
    return "".join(" " if one.type in ("softbreak", "hardbreak") else one.content for one in children)
