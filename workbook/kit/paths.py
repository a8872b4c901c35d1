"""Where the kit's own files are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]

STATIC: Path = _PACKAGE / "static"
"""Built scripts and styles, committed."""

JS: Path = _PACKAGE / "js"
"""The browser's half, as it is written."""
