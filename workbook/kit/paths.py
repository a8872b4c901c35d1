"""Where the kit's own files are, and whether a file has changed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]

STATIC: Path = _PACKAGE / "static"
"""Built scripts and styles, committed."""

JS: Path = _PACKAGE / "js"
"""The browser's half, as it is written."""


def file_version(file: Path) -> tuple[int, int, int]:
    """What changes when a file does: its time, size and number on the disk. What was read of it is kept by this."""
    try:
        about = file.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (about.st_mtime_ns, about.st_size, about.st_ino)
