"""A paper: what stands on it, and how large its letters are."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.kit.text.blocks import Block

SIZE, LARGE = 11, 18
"""The size of the letters, in points; and in large print."""


@dataclass(frozen=True)
class Paper:
    """One paper: the name of its file without its ending, its title, and its blocks."""

    name: str
    title: str
    blocks: list[Block]
    size: int = SIZE
