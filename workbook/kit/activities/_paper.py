"""What kinds share on paper."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

GAP = "______"


def evidence_line(rows: Sequence[str]) -> list[Block]:
    """Name the rows of evidence behind an answer; nothing where there are none."""
    return [blocks.small(f"In the evidence: {', '.join(rows)}")] if rows else []
