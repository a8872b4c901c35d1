"""Blocks: what stands on a paper, one after another, whatever writes the paper out.

Build a block, ``Heading("What is asked")`` or ``Blank(4)``, and take it apart with ``match``:
``Block`` is the union of all types, so mypy names the renderer that forgot one. The scripts of the browser have
plain objects of the same names (``js/widget/blocks.js``) for what a reader copies and takes out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ACROSS, DOWN = 2, 4
"""How many slips there are on a page."""


@dataclass(frozen=True)
class Heading:
    """What is asked (level 2), or the beginning of a part (level 1)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """The book's own words; ``lead`` stands in bold before them."""

    text: str
    lead: str = ""
    stays: Literal["", "before", "after"] = ""
    """What it shares a page with: "before" is the block that comes before it, "after" the one that comes after it."""


@dataclass(frozen=True)
class Answer:
    """A reader's own words, line breaks and all."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list: bullets, numbers (from ``start``), or boxes to tick."""

    items: tuple[str, ...]
    form: Literal["bullets", "numbers", "boxes"] = "bullets"
    start: int = 1
    nested: tuple[Items | None, ...] = ()
    """For each item the list inside it, or None; empty where no item has one."""

    def inside(self, number: int) -> Items | None:
        """The list inside an item, counted from 0."""
        return self.nested[number] if self.nested else None


@dataclass(frozen=True)
class Blank:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True)
class Say:
    """Words to read aloud."""

    text: str


@dataclass(frozen=True)
class Note:
    """What nobody should miss, in a frame."""

    text: str


@dataclass(frozen=True)
class Small:
    """Where a paper comes from, in small letters."""

    text: str


@dataclass(frozen=True)
class Field:
    """A label with ruled lines to write on."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class Table:
    """A table; the first cell of each row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Slips:
    """A page of slips to cut, all alike: rows with two boxes each, and a last row with one."""

    title: str
    heads: tuple[str, str]
    rows: tuple[str, ...]
    last: str


@dataclass(frozen=True)
class NewPage:
    """The end of a page."""


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, in parts if it is tall; ``alt`` says it to those who cannot see it."""

    parts: tuple[str, ...]
    alt: str
    kind: Literal["picture", "chart"]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side, where there is room for it; one column below the other in a Word file."""

    columns: tuple[tuple[Block, ...], ...]


Block = (
    Heading
    | Paragraph
    | Answer
    | Items
    | Blank
    | Say
    | Note
    | Small
    | Field
    | Table
    | Slips
    | NewPage
    | Drawing
    | Columns
)


def part(text: str) -> Heading:
    """The beginning of a part."""
    return Heading(text, level=1)


def led(lead: str, text: str, *, stays: Literal["", "before", "after"] = "") -> Paragraph:
    """A paragraph with what it is about in bold before it, and the stop between that fits."""
    stop = "" if lead[-1] in "?!…:" else "." if text[:1].isupper() or not text[:1].isalpha() else ":"
    return Paragraph(text, lead=f"{lead}{stop}", stays=stays)


def items(texts: Sequence[str]) -> Items:
    """A list with bullets."""
    return Items(tuple(texts))


def numbered(texts: Sequence[str], start: int = 1) -> Items:
    """A list with numbers."""
    return Items(tuple(texts), "numbers", start)


def to_tick(texts: Sequence[str]) -> Items:
    """A list with a box before each item."""
    return Items(tuple(texts), "boxes")


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table; the first cell of each row names it."""
    return Table(caption, tuple(head), tuple(tuple(row) for row in rows))


def slips(title: str, heads: tuple[str, str], rows: Sequence[str], last: str) -> Slips:
    """A new page with slips to cut."""
    return Slips(title, heads, tuple(rows), last)


def drawing(parts: Sequence[str], alt: str, kind: Literal["picture", "chart"]) -> Drawing:
    """A drawing, and what it says in words."""
    return Drawing(tuple(parts), alt, kind)


def columns(*blocks: Sequence[Block]) -> Columns:
    """Blocks side by side."""
    return Columns(tuple(tuple(column) for column in blocks))


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text as every file can hold it: plain line ends, no control characters, no half characters."""
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def number(value: float) -> str:
    """Write a number the short way: 57, 71.5; never 57.0 or 14.499999999999996."""
    rounded = math.floor(value * 1000 + 0.5) / 1000
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
