"""What papers need besides the blocks of an activity: words to read aloud, fields, tables and slips."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.kit.text.blocks import Block


def led(lead: str, text: str) -> Block:
    """Say something, with what it is about in bold before it, and a stop between that fits."""
    stop = "" if lead[-1] in "?!…:" else "." if text[:1].isupper() or not text[:1].isalpha() else ":"
    return {"type": "paragraph", "text": text, "lead": f"{lead}{stop}"}


def say(text: str) -> Block:
    """Give words to read aloud."""
    return {"type": "say", "text": text}


def note(text: str) -> Block:
    """Say something that nobody should miss, in a frame."""
    return {"type": "note", "text": text}


def small(text: str) -> Block:
    """Say where a paper comes from."""
    return {"type": "small", "text": text}


def field(label: str, lines: int = 1) -> Block:
    """Ask for something, with ruled lines to write on."""
    return {"type": "field", "text": label, "lines": lines}


def numbered(texts: Sequence[str]) -> Block:
    """Say several things in their order."""
    return {"type": "list", "items": list(texts), "as": "numbers"}


def to_tick(texts: Sequence[str]) -> Block:
    """Give several things to choose from, each with a box."""
    return {"type": "list", "items": list(texts), "as": "boxes"}


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """Give a table; the first cell of each row names it."""
    return {"type": "table", "text": caption, "head": list(head), "rows": [list(row) for row in rows]}


def slips(title: str, question: str, choices: Sequence[str]) -> Block:
    """Fill a new page with slips to cut, all alike, below a heading that is cut off."""
    return {"type": "slips", "text": title, "question": question, "choices": list(choices)}


ACROSS, DOWN = 2, 11
"""How many slips there are on a page."""
FEW = 2
"""More choices than these stand closer together."""


def new_page() -> Block:
    """Begin a new page."""
    return {"type": "page"}


def drawing(parts: Sequence[str], words: str, kind: str) -> Block:
    """Show a drawing, in parts if it is tall; ``words`` say it to those who cannot see it."""
    return {"type": "drawing", "parts": list(parts), "words": words, "kind": kind}


def strips(texts: Sequence[str]) -> Block:
    """Give several things, each on a strip of its own, to cut apart."""
    return {"type": "strips", "items": list(texts)}
