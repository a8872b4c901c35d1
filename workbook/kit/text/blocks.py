"""Blocks: what an activity and its answer are on paper (print, plain text, a document).

A block is a small dictionary: ``heading``, ``paragraph`` and ``answer`` have a ``text``; ``list`` has
``items``; ``blank`` has a number of empty ``lines`` to write on. A heading of ``level`` 1 opens a part of a
document; without a level it stands one below. The browser's ``js/blocks.js`` is its twin,
and ``tests/examples/blocks.json`` holds the two together.
"""

from __future__ import annotations

import math
import re
from typing import Any

Block = dict[str, Any]


def heading(text: str) -> Block:
    """Say what is asked."""
    return {"type": "heading", "text": text}


def part(text: str) -> Block:
    """Open a part of a document."""
    return {"type": "heading", "text": text, "level": 1}


def paragraph(text: str) -> Block:
    """Say something of the book's own."""
    return {"type": "paragraph", "text": text}


def answer(text: str) -> Block:
    """Say it in the reader's own words, line breaks and all."""
    return {"type": "answer", "text": text}


def items(texts: list[str]) -> Block:
    """Say several short things."""
    return {"type": "list", "items": texts}


def blank(lines: int) -> Block:
    """Leave room to write."""
    return {"type": "blank", "lines": lines}


def as_text(title: str, made: list[Block]) -> str:
    """Turn blocks into plain text under the chapter's title, as "Copy as text" does."""
    parts = [title]
    for block in made:
        if block["type"] == "list":
            parts.append("\n".join(f"- {item}" for item in block["items"]))
        elif block["type"] == "blank":
            parts.append("(nothing written)")
        else:
            parts.append(block["text"])
    return "\n\n".join(parts) + "\n"


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text as every file can hold it: plain line ends, no unseen signs, no half characters."""
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def number(value: float) -> str:
    """Write a number the short way: 57, 71.5; never 57.0 or 14.499999999999996."""
    rounded = math.floor(value * 1000 + 0.5) / 1000
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
