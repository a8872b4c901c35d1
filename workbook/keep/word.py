"""A chapter as a Word file, to read, to change and to write in."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import NavigableString, Tag

from workbook.documents import drawings, word
from workbook.keep.pages import KeptPage, text_of
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items, Paragraph

LINES = 4
"""How many empty lines stand where there is a box on the website."""


def write(page: KeptPage, foot: str) -> bytes:
    """The chapter as the bytes of a Word file. Links are their words."""
    return word.write(page.title, list(as_blocks(page.body, page)), foot=foot)


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
            yield blocks.Heading(text_of(tag))
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
        yield Paragraph("", text)
        return
    first = next((one for one in tag.children if isinstance(one, Tag) or str(one).strip()), None)
    if isinstance(first, Tag) and first.name == "strong":
        lead = text_of(first)
        yield Paragraph(text.removeprefix(lead).strip(), lead)
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
