"""Where things are. Every other module asks here."""

from __future__ import annotations

from pathlib import Path

from workbook.kit.paths import JS as JS
from workbook.kit.paths import STATIC as STATIC

ROOT: Path = Path(__file__).resolve().parents[1]
"""The project's own folder."""

BOOK: Path = ROOT / "book"
"""Prose pages."""

DATA: Path = ROOT / "data"
"""The evidence, as a Frictionless Data Package."""

NOTEBOOKS: Path = ROOT / "notebooks"
"""The chapters."""

HABITS: Path = ROOT / "workbook" / "chapters" / "habits.yaml"
"""The questions of the activity `habits`."""

SITE_PAPERS = "papers"
"""Where on the built site the papers of sessions lie, to download."""

SITE_FILES = "_downloads/keep"
"""Where on it the files lie that one can take along: ePub, PDF and the like."""

KEYS: Path = ROOT / "workbook" / "checks" / "keys.json"
"""Every key an activity ever had, and what old ones are called now."""
