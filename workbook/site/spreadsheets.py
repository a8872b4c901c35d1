"""The CSV files that readers download begin with a byte order mark, so that Excel reads “£” and “é” as they are.

The files in ``data/`` stay without it: they are compared line by line, and every other program does without.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from sphinx.application import Sphinx


def mark(folder: Path) -> list[Path]:
    """Give each CSV file below a folder its mark, once; say which files it was given to."""
    marked = []
    for path in sorted(folder.rglob("*.csv")):
        content = path.read_bytes()
        if not content.startswith(codecs.BOM_UTF8):
            path.write_bytes(codecs.BOM_UTF8 + content)
            marked.append(path)
    return marked


def for_excel(app: Sphinx, error: Exception | None) -> None:
    """Handler for `build-finished`."""
    if error is None and app.builder.format == "html":
        mark(Path(app.outdir) / "_downloads")
