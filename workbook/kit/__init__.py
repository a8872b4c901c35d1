"""What any Jupyter Book can use: activities, the learner's notes, drawing, and the extension for the site.

    from workbook.kit import chapter, reflect

    chapter("first-steps", title="First steps")

The kit knows nothing of any one book: ``workbook.kit.book`` is where a book says what is its own.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from typing import Any

NAMES: Mapping[str, str] = {
    "chapter": "workbook.kit.authoring.chapter",
    "picture": "workbook.kit.drawing.pictures",
    "table": "workbook.kit.drawing.tables",
    "notes_panel": "workbook.kit.learner.panel",
}
"""What an author can use beside the activities, and the module that has it."""


def lookup(package: str, known: Mapping[str, str], name: str) -> Any:
    """Find what an author uses by its name: a function of an activity, or one of these.

    Raises AttributeError as a module does; for `from workbook import refelct`, where Python would drop the
    message, ImportError.
    """
    if name.startswith("_") or (name not in known and find_spec(f"{package}.{name}")):
        raise AttributeError(name)
    if name in known:
        return import_module("workbook.kit.book").imported(f"{known[name]}:{name}")
    activities = import_module("workbook.kit.activities").author_calls()
    if name in activities:
        return activities[name]
    every = names(known)
    near = get_close_matches(name, every, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    message = f"{package} has no “{name}”.{hint} It has: {', '.join(every)}."
    imported = sys._getframe(2).f_code.co_name == "_handle_fromlist"
    raise ImportError(message, name=package) if imported else AttributeError(message)


def names(known: Mapping[str, str]) -> list[str]:
    """List what an author can use."""
    return sorted([*known, *import_module("workbook.kit.activities").author_calls()])


def __getattr__(name: str) -> Any:
    """Find what an author uses, the first time."""
    found = lookup(__name__, NAMES, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List what an author can use, so that an editor can offer it."""
    return names(NAMES)
