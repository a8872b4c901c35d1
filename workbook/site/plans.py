"""The plans of every chapter as plain tables, on the page that says where they go: for who reads without a
script, or prints the page.
"""

from __future__ import annotations

from os.path import relpath
from pathlib import Path

from sphinx.application import Sphinx

from workbook.sessions.tables import plans

from .sessions import led

MARK = "<!-- the plans of each chapter -->"


def for_site(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`: the tables stand in place of the mark. The page is made again when a chapter
    changes."""
    if MARK not in source[0]:
        return
    here = Path(app.env.doc2path(docname)).parent
    tables = []
    for session in led(app):
        path = Path(app.srcdir) / "notebooks" / f"{session.page}.ipynb"
        app.env.note_dependency(str(path))
        tables.append(plans(session, Path(relpath(path, here)).as_posix()))
    source[0] = source[0].replace(MARK, "\n".join(tables))
