"""How wide the columns of a table are on paper, from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence


def shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """The share of the width that each column has: more where more is said, and room for its longest word."""
    columns = list(zip(*rows, strict=True))
    words = [max(len(word) for text in column for word in text.split()) for column in columns]
    texts = [max(map(len, column)) ** 0.5 for column in columns]
    needs = [max(5 + 2.2 * word, 3 * text) for word, text in zip(words, texts, strict=True)]
    return [need / sum(needs) for need in needs]
