"""The few words an author writes in a notebook: ``chapter``, ``reflect``, ``predict``, ``recall``, ``chart``.

    from workbook import chapter, reflect

    chapter("mid-staffordshire")

The words of the activities come from the files in ``workbook/activities``: a new file there brings its words
with it. ``chart``, ``table`` and ``picture`` are loaded when they are first used, because drawing is heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ELSEWHERE = {
    "chapter": "workbook.kit.authoring.chapter",
    "chart": "workbook.charts",
    "table": "workbook.charts",
    "picture": "workbook.kit.drawing.pictures",
}


def __getattr__(name: str) -> Any:
    """Find an author's word the first time it is used."""
    if name.startswith("_"):
        raise AttributeError(name)
    if name in _ELSEWHERE:
        word = getattr(import_module(_ELSEWHERE[name]), name)
    else:
        from workbook.kit.activities import author_calls

        calls = author_calls()
        if name not in calls:
            known = ", ".join(sorted([*_ELSEWHERE, *calls]))
            raise AttributeError(f"workbook has no word “{name}”. It has: {known}.")
        word = calls[name]
    globals()[name] = word
    return word


def __dir__() -> list[str]:
    """List every author's word, so that an editor can offer them."""
    from workbook.kit.activities import author_calls

    return sorted([*_ELSEWHERE, *author_calls()])
