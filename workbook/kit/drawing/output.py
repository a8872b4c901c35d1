"""What a cell shows: HTML that is the same on every run, with plain words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from workbook.kit import book


class Showable:
    """Something a notebook cell shows: HTML for people, a short plain text for everything else."""

    html: Any
    text: Any

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        """Return the plain words."""
        return str(self.text)


@dataclass(frozen=True, repr=False)
class Shown(Showable):
    """HTML, with its plain words."""

    html: str
    text: str


def evidence_address(row_id: str) -> str:
    """Where a row of the book's evidence stands, seen from a notebook."""
    return book.current().evidence(row_id)


def evidence_link(row_id: str, words: str) -> str:
    """Return a link, as HTML, from some words to their row of evidence."""
    return f'<a href="{escape(evidence_address(row_id), quote=True)}">{escape(words)}</a>'


def slug(words: str) -> str:
    """Make a lower-case name with dashes from words, for use as an id."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
