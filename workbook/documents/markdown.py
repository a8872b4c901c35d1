"""Blocks as Markdown. Whatever a reader wrote stays text: her `*`, `#`, `<` and `1.` mean nothing here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbook.kit.text.blocks import Block, clean

_MARKS = re.compile(r"[\\`*_\[\]<>&~|#]")
_BEGINS = re.compile(r"^([-+=:])|^([0-9]+)([.)])")
_EDGES = re.compile("^[\\s\ufeff]+|[\\s\ufeff]+$")


def as_markdown(title: str, made: Iterable[Block]) -> str:
    """Turn blocks into Markdown (CommonMark) under a title."""
    parts = [f"# {_one_line(title)}"]
    bullet = ""
    for block in made:
        if block["type"] == "list":
            bullet = "*" if bullet == "-" else "-"  # two lists in a row stay two
            parts.append("\n".join(f"{bullet} {_lines(item, '  ')}" for item in block["items"]))
            continue
        bullet = ""
        if block["type"] == "heading":
            parts.append(f"{'#' * (block.get('level', 2) + 1)} {_one_line(block['text'])}")
        elif block["type"] == "blank":
            parts.append("(nothing written)")
        else:
            parts += map(_lines, paragraphs(block["text"]))
    return "\n\n".join(parts) + "\n"


def paragraphs(text: str) -> list[str]:
    """Cut a text where lines are left empty."""
    return [one for one in re.split(r"\n{2,}", _blank_lines(clean(text))) if one]


def _blank_lines(text: str) -> str:
    return "\n".join("" if _EDGES.sub("", one) == "" else one for one in text.split("\n")).strip("\n")


def _one_line(text: str) -> str:
    return _edges(_MARKS.sub(r"\\\g<0>", " ".join(clean(text).split("\n"))))


def _lines(text: str, indent: str = "") -> str:
    rows = [one for one in clean(text).split("\n") if _EDGES.sub("", one)]
    return f"\\\n{indent}".join(map(_escaped, rows))


def _escaped(row: str) -> str:
    text = _BEGINS.sub(r"\\\1" if row[:1] in "-+=:" else r"\2\\\3", _MARKS.sub(r"\\\g<0>", row))
    return _edges(text)


def _edges(text: str) -> str:
    """Keep the spaces at both ends, which Markdown would drop."""
    return _EDGES.sub(lambda edge: "".join(f"&#{ord(one)};" for one in edge[0]), text)
