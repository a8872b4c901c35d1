"""Small pieces of the published HTML that kinds share. No style, no handlers, nothing random."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workbook.kit import book

HOW_TO = "To type here: on the website, turn on JavaScript; in JupyterLab, run this cell. Or use paper."

ASKED = {"predict": "question"}

COURT = "Write what you learned, not what happened to whom: a court can ask for it."
SAFETY = (
    f"This page sends nothing. On a work computer, your employer may be able to see what is saved. {COURT}"
)
RISK = "If it is still a risk, raise it now."


def line(css: str, text: str) -> str:
    """Return one paragraph of plain text."""
    return f'<p class="{css}">{escape(text)}</p>'


def page(name: str, words: str) -> str:
    """Return a link to one of the book's pages of help; nothing where the book has no such page."""
    address = book.current().page(name)
    return link(address, words) if address else ""


def link(address: str, words: str) -> str:
    """Return a link inside the project."""
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def evidence(rows: Sequence[str]) -> list[str]:
    """Return the small links to the rows that an activity rests on."""
    if not rows:
        return []
    if len(rows) == 1:
        links = link(book.current().evidence(rows[0]), "Evidence")
    else:
        links = " ".join(
            link(book.current().evidence(row), f"Evidence {place}") for place, row in enumerate(rows, start=1)
        )
    return [f'<p class="wb-evidence">{links}</p>']
