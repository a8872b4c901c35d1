"""A chapter as a Word file, to read, to change and to write in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy

from bs4 import NavigableString, Tag

from workbook.documents import drawings, word
from workbook.keep.pages import KeptPage, text_of
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items, Paragraph

LINES = 4
"""How many empty lines stand where there is a box on the website."""


ELSEWHERE = re.compile("^https?:")


def write(page: KeptPage, foot: str, book: Sequence[KeptPage] = (), published_at: str = "") -> bytes:
    """The chapter as the bytes of a Word file.

    A link to a row of evidence leads to the row in the published book; where nobody knows its address, to the row's
    own source. A link that leads nowhere is its words, and so is one in a heading or a table.
    """
    body = copy(page.body)
    for link in body.find_all("a"):
        address = _address(str(link.get("href", "")), page, book, published_at)
        if address and not link.find_parent(["h2", "h3", "h4", "table", "dl", "blockquote"]):
            link.replace_with(word.link(text_of(link), address))
    return word.write(page.title, list(as_blocks(body, page)), foot=foot)


def _address(link: str, page: KeptPage, book: Sequence[KeptPage], published_at: str) -> str:
    """Where a link leads from a file that stands alone; empty for nowhere."""
    target, _, anchor = link.removeprefix("#").rpartition("/")
    if not link.startswith("#") or target == page.name:
        return link if ELSEWHERE.match(link) else ""
    if published_at:
        return f"{published_at}{target}.html" + (f"#{anchor}" if anchor else "")
    row = next((one.body.find(id=anchor) for one in book if one.name == target and anchor), None)
    whole = (row.find_parent(["li", "tr"]) or row) if isinstance(row, Tag) else None
    source = whole.find("a", href=ELSEWHERE) if whole else None
    return str(source["href"]) if isinstance(source, Tag) else ""


def as_blocks(element: Tag, page: KeptPage) -> Iterator[Block]:
    """What stands in an element, one block after another."""
    for child in element.children:
        if isinstance(child, Tag):
            yield from _block(child, page)
        elif isinstance(child, NavigableString) and type(child) is NavigableString and child.strip():
            yield blocks.Paragraph(" ".join(child.split()))


def _block(tag: Tag, page: KeptPage) -> Iterator[Block]:
    classes = tag.get_attribute_list("class")
    match tag.name:
        case "h2":
            yield blocks.part(text_of(tag))
        case "h3" | "h4":
            yield blocks.Heading(text_of(tag))
        case "ul" | "ol":
            yield _list(tag, boxes="wb-order" in classes)
        case "table":
            yield from _table(tag)
        case "svg":
            yield _drawing(tag, page)
        case "dl":
            for name in tag.find_all("dt"):
                value = name.find_next_sibling("dd")
                yield Paragraph(text_of(value if isinstance(value, Tag) else None), f"{text_of(name)}:")
        case "blockquote":
            yield blocks.Say(text_of(tag))
        case "p" if "wb-evidence" in classes:
            pass  # nothing but links
        case "p" if {"wb-prompt", "wb-asked"} & set(classes):
            yield blocks.Heading(word.LINK.sub(r"\1", text_of(tag)))
        case "p" | "cite":
            yield from _paragraph(tag, bold=bool({"wb-label", "wb-figure-title", "fold"} & set(classes)))
        case _ if "wb-lines" in classes or "wb-rule" in classes:
            yield blocks.Blank(LINES if "wb-lines" in classes else 1)
        case _ if tag.find(["p", "ul", "ol", "table", "svg", "h2", "h3", "h4", "div", "dl", "blockquote"]):
            yield from as_blocks(tag, page)
        case _ if text_of(tag):
            yield blocks.Paragraph(text_of(tag))


def _paragraph(tag: Tag, bold: bool) -> Iterator[Block]:
    """A paragraph; what names it, at its beginning or alone, is bold."""
    for drawing in tag.find_all("svg"):
        drawing.decompose()
    if not (text := text_of(tag)):
        return
    if bold:
        yield Paragraph("", word.LINK.sub(r"\1", text))
        return
    first = next((one for one in tag.children if isinstance(one, Tag) or str(one).strip()), None)
    if isinstance(first, Tag) and first.name == "strong":
        lead = text_of(first)
        yield Paragraph(text.removeprefix(lead).strip(), word.LINK.sub(r"\1", lead))
    else:
        yield blocks.Paragraph(text)


def _list(tag: Tag, boxes: bool) -> Items:
    texts, nested = [], []
    for item in tag.find_all("li", recursive=False):
        inner = item.find(["ul", "ol"])
        inside = _list(inner.extract(), boxes=False) if isinstance(inner, Tag) else None
        texts.append(text_of(item))
        nested.append(inside)
    form = "boxes" if boxes else "numbers" if tag.name == "ol" else "bullets"
    if str(tag.get("type")) == "A":  # the reasons name each answer by its letter
        texts, form = [f"{chr(65 + at)}. {text}" for at, text in enumerate(texts)], "bullets"
    start = int(str(tag.get("start") or 1))
    return Items(tuple(texts), form, start, tuple(nested) if any(nested) else ())  # type: ignore[arg-type]


def _table(tag: Tag) -> Iterator[Block]:
    rows = [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    if not rows:
        return
    head, *rest = rows
    wide = len(head)
    caption = tag.find("caption")
    even = [[*row, *[""] * (wide - len(row))][:wide] for row in rest]
    yield blocks.table(text_of(caption if isinstance(caption, Tag) else None), head, even)


def _drawing(tag: Tag, page: KeptPage) -> Block:
    svg = page.drawings[int(str(tag["data-drawing"]))]
    parts, alt = drawings.of(svg)
    chart = tag.find_parent(class_="wb-chart") is not None
    return blocks.drawing(parts, alt, "chart" if chart else "picture")
