"""A paper: what stands on it, and how large its letters are."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.kit.text.blocks import Block

SIZE, LARGE, DENSE = 11, 18, 10
"""The size of the letters, in points; in large print; and on a paper that has one side for everything."""


@dataclass(frozen=True)
class Paper:
    """One paper: the name of its file without its ending, its title, and its blocks."""

    name: str
    title: str
    blocks: list[Block]
    size: int = SIZE
