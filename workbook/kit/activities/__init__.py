"""One file for each kind of activity: what an author may say, checked; how it reads and prints.

To add a kind, add ``activities/<kind>.py`` (with ``__all__`` naming its author's words, and ``blocks``),
``js/activities/<kind>.js`` (with ``<kind>.css`` beside it if it needs one), and one test. Nothing else has to be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from workbook.paths import JS

_HERE = Path(__file__).resolve().parent
_JS = JS / "activities"


def kinds() -> list[str]:
    """Name every kind of activity, from the files in this folder (without importing them)."""
    return sorted(path.stem for path in _HERE.glob("*.py") if not path.name.startswith("_"))


def authored() -> list[str]:
    """Name the kinds that stand in a chapter: those for which an author has a word."""
    return [kind for kind in kinds() if import_module(f"{__name__}.{kind}").__all__]


def words() -> dict[str, Any]:
    """Return every author's word of every kind, by name."""
    found: dict[str, Any] = {}
    for kind in kinds():
        module = import_module(f"{__name__}.{kind}")
        for name in module.__all__:
            if name in found:
                raise ValueError(f"Two kinds of activity both define “{name}”. Rename one of them.")
            found[name] = getattr(module, name)
    return found


def blocks(spec: Mapping[str, Any], value: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Say what one activity and its answer are on paper, as blocks (see ``_blocks.py``)."""
    if spec["kind"] not in kinds():
        raise ValueError(
            f"There is no kind of activity called “{spec['kind']}”. There are: {', '.join(kinds())}."
        )
    made: list[dict[str, Any]] = import_module(f"{__name__}.{spec['kind']}").blocks(spec, value)
    return made


def halves(python: Path = _HERE, js: Path = _JS) -> list[str]:
    """Say which kinds lack a half: every kind is one file in ``activities`` and one in ``js``."""
    here = {path.stem for path in python.glob("*.py") if not path.name.startswith("_")}
    there = {
        path.stem
        for path in js.glob("*.js")
        if re.search(r"^export default\b", path.read_text("utf-8"), re.MULTILINE)
    }
    problems = []
    for kind in sorted(here - there):
        problems.append(
            f"The activity “{kind}” has activities/{kind}.py but no js/activities/{kind}.js with an `export default`. "
            "Add the browser's half."
        )
    for kind in sorted(there - here):
        problems.append(
            f"The activity “{kind}” has js/activities/{kind}.js but no activities/{kind}.py. Add the author's half, "
            "or use a named export if the file is a helper."
        )
    for css in sorted(js.glob("*.css")):
        if css.stem not in here:
            problems.append(f"js/activities/{css.name} belongs to no kind. Name it after one, or remove it.")
    return problems
