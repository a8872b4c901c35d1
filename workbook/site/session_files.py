"""The sessions as scripts, for the pages that plan and lead them: a small list, and a file for each chapter."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.sessions import in_browser, model


def of_book(app: Sphinx) -> list[model.Session]:
    """The sessions of this book's chapters, in its order. Raises `ExtensionError` where one cannot be read."""
    try:
        return model.every(Path(app.srcdir) / "notebooks")
    except model.SessionError as error:
        raise ExtensionError(str(error)) from error


def write(sessions: list[model.Session], out: Path) -> None:
    """Write the scripts of the built site."""
    scripts = {in_browser.LIST: in_browser.list_script(sessions)}
    scripts |= {
        in_browser.FILE.format(session.id): in_browser.session_script(session) for session in sessions
    }
    for name, script in scripts.items():
        (out / "_static" / name).write_text(script, encoding="utf-8", newline="\n")
