"""The chapters as sessions, for the pages that plan and run one: a classic script, as a page opened from a
folder may load a script, but not fetch a file. A plan that does not add up stops the build.
"""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.chapters import notebook as reading
from workbook.checks import session
from workbook.sessions.steps import Session, as_data, read

NAME = "sessions.js"


def led(app: Sphinx) -> list[Session]:
    """The chapters of this book that have notes for a facilitator, in the book's order.

    Raises `ExtensionError` with every plan that does not add up, and every step without its one note.
    """
    source = Path(app.srcdir)
    notebooks = [reading.read(path) for path in sorted((source / "notebooks").glob("[0-9]*-*.ipynb"))]
    chapters = [one for one in notebooks if one.facilitator]
    rules = (session.facilitators_have_notes, session.session_plans_add_up)
    wrong = [f"{one.path.name}: {text}" for one in chapters for rule in rules for _, text in rule(one)]
    if wrong:
        raise ExtensionError("\n".join(wrong))
    return [read(one.path, source / "book") for one in chapters]


def script(sessions: list[Session]) -> str:
    """The sessions as a script."""
    data = json.dumps(as_data(sessions), ensure_ascii=False, separators=(",", ":"))
    return f"window.whysAndHowsSessions={data};\n"


def write(sessions: list[Session], out: Path) -> None:
    """Write the sessions of the built site."""
    (out / "_static" / NAME).write_text(script(sessions), encoding="utf-8", newline="\n")
