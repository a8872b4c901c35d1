"""Markdown as blocks: a page of the book, or cells of a chapter, as they stand on paper. Links are their words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Items, Paragraph


def as_blocks(markdown: str) -> list[Block]:
    """Markdown as blocks. HTML is left out."""
    return [block for node in SyntaxTreeNode(_parser().parse(markdown)).children for block in _block(node)]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _block(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield blocks.Heading(_text(node))
        case "paragraph":
            yield _paragraph(node)
        case "blockquote":
            yield from (blocks.Say(_text(child)) for child in node.children)
        case "bullet_list" | "ordered_list":
            yield _list(node)
        case "table":
            head, *rows = (
                [_text(cell) for cell in row.children] for part in node.children for row in part.children
            )
            yield blocks.table("", head, rows)


def _list(node: SyntaxTreeNode) -> Items:
    texts, nested = [], []
    for item in node.children:
        texts.append(" ".join(_text(child) for child in item.children if not child.type.endswith("_list")))
        lists = [_list(child) for child in item.children if child.type.endswith("_list")]
        nested.append(lists[0] if lists else None)
    inside = tuple(nested) if any(nested) else ()
    if node.type == "bullet_list":
        return Items(tuple(texts), nested=inside)
    return Items(tuple(texts), "numbers", int(node.attrs.get("start") or 1), inside)


def _paragraph(node: SyntaxTreeNode) -> Block:
    """A paragraph; what stands in bold at its beginning is what it is about."""
    children = [child for child in node.children[0].children if child.type != "text" or child.content]
    if not children or children[0].type != "strong":
        return blocks.Paragraph(_text(node))
    lead, rest = _joined(children[:1]), _joined(children[1:]).strip()
    return Paragraph(rest, lead) if rest else blocks.Paragraph(lead)


def _text(node: SyntaxTreeNode) -> str:
    return _joined(node.children).strip()


def _joined(nodes: list[SyntaxTreeNode]) -> str:
    """The words of inline nodes."""
    words = []
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            words.append(" ")
        else:
            words.append(_joined(node.children) if node.children else node.content)
    return "".join(words)
