"""Where things are. Every other module asks here."""

from __future__ import annotations

from pathlib import Path

ROOT: Path = Path(__file__).resolve().parents[1]
"""The project's own folder."""

BOOK: Path = ROOT / "book"
"""Prose pages."""

DATA: Path = ROOT / "data"
"""The evidence, as a Frictionless Data Package."""

NOTEBOOKS: Path = ROOT / "notebooks"
"""The chapters."""

STATIC: Path = ROOT / "workbook" / "static"
"""Built scripts and styles, committed."""

JS: Path = ROOT / "workbook" / "js"
"""The browser's half, as it is written."""

KEYS: Path = ROOT / "workbook" / "checks" / "keys.json"
"""Every key an activity ever had, and what old ones are called now."""
