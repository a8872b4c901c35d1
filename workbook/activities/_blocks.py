"""Blocks: what an activity and its answer are on paper (print, plain text, a document).

A block is a small dictionary: ``heading``, ``paragraph`` and ``answer`` have a ``text``; ``list`` has
``items``; ``blank`` has a number of empty ``lines`` to write on. The browser's ``js/blocks.js`` is its twin,
and ``tests/examples/blocks.json`` holds the two together.
"""

from __future__ import annotations

import math
from typing import Any

Block = dict[str, Any]


def heading(text: str) -> Block:
    """Say what is asked."""
    return {"type": "heading", "text": text}


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


def number(value: float) -> str:
    """Write a number the short way: 57, 71.5; never 57.0 or 14.499999999999996."""
    rounded = math.floor(value * 1000 + 0.5) / 1000
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
