"""Pages that hold words of the sessions: see `workbook.sessions.included` for how a page asks for them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.sessions import included, series
from workbook.sessions.model import SessionError

from .session_files import of_book


def for_site(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`: the words stand in place of the mark, and the page is made again when they change."""
    if not included.MARK.search(source[0]):
        return
    for path in sorted((Path(app.srcdir) / "notebooks").glob("*session*.yaml")):
        app.env.note_dependency(str(path))
    try:
        orders = series.read(Path(app.srcdir) / "notebooks")
        source[0] = included.with_words(source[0], of_book(app), orders=orders)
    except (included.IncludeError, SessionError) as error:
        raise ExtensionError(f"{docname}: {error}") from error
