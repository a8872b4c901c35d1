"""Markdown as a tree: its words, its headings and their anchors, its links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.anchors.index import slugify

BLOCKS = ("heading", "paragraph", "th", "td")
"""Blocks that hold words of their own."""


@lru_cache(maxsize=1024)
def tree(markdown: str) -> SyntaxTreeNode:
    """A Markdown text as a tree: CommonMark with tables. Nobody changes it, as it is kept."""
    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))


def plain_text(markdown: str, *, headings: bool = True, tables: bool = False) -> str:
    """The words of a text without its marks, each block on a line of its own."""
    root = tree(markdown)
    left_out = {kind for kind, stays in (("heading", headings), ("th", tables), ("td", tables)) if not stays}
    return "\n".join(
        text_of(block) for block in root.walk() if block.type in BLOCKS and block.type not in left_out
    )


def text_of(block: SyntaxTreeNode) -> str:
    """The words of one block, or of one link: a line break is a space, and a picture says what it shows."""
    return "".join(_pieces_of(block))


def _pieces_of(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in ("softbreak", "hardbreak"):
        yield " "
    elif node.type in ("text", "code_inline", "image"):
        yield node.content
    else:
        for child in node.children:
            yield from _pieces_of(child)


def headings(markdown: str) -> list[str]:
    """The words of every heading."""
    return [text_of(node) for node in tree(markdown).walk() if node.type == "heading"]


def links(markdown: str) -> list[tuple[str, str]]:
    """The words and the target of every link; a picture counts as a link to its file."""
    return [
        (node.content, str(node.attrs.get("src", "")))
        if node.type == "image"
        else (text_of(node), str(node.attrs.get("href", "")))
        for node in tree(markdown).walk()
        if node.type in ("link", "image")
    ]


def anchor(heading: str) -> str:
    """The name under which MyST, and a code host, give a heading its anchor: `whats-left` for “What’s left?”."""
    return str(slugify(heading.strip()))
