"""The kinds of activity, one file each; what an author may say in each, checked; how each reads and prints.

To add a kind to the kit, add ``activities/<kind>.py`` with its ``KIND`` (see ``kind.py``), its template, its name in
``BUILT_IN`` below, ``js/activities/<kind>.js`` (with ``<kind>.css`` beside it if it needs one), and one test. Another
book adds a kind of its own by naming it in its configuration: ``added.py`` says how.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from workbook.kit import book
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.paths import JS
from workbook.kit.text.blocks import Block

BUILT_IN = ("reflect", "predict", "recall", "scenario", "plan", "ask", "habits", "prioritise", "explore")
"""The kinds that come with the kit."""
WITHOUT_AUTHOR = ("lookback",)
"""Kinds that a page makes by itself."""


def kind_names() -> tuple[str, ...]:
    """Name every kind that a chapter can hold."""
    return (*BUILT_IN, *(kind.name for kind in added_kinds()))


def added_kinds(served: book.Book | None = None) -> list[Kind]:
    """Return the kinds that are the book's own."""
    kinds = []
    for reference in (served or book.current()).kinds:
        kind = book.imported(reference)
        if not isinstance(kind, Kind) or kind.activity is None or kind.activity.SCRIPT is None:
            raise book.BookError(
                f"“{reference}” in the setting “kinds” is no kind of activity. Let it name a Kind whose activity has a "
                "SCRIPT (workbook/kit/activities/added.py says how)."
            )
        kinds.append(kind)
    return kinds


def added_scripts(served: book.Book) -> dict[str, Path]:
    """Return the JavaScript of the book's own kinds, by their names."""
    activities = {kind.name: kind.activity for kind in added_kinds(served)}
    return {
        name: one.SCRIPT for name, one in activities.items() if one is not None and one.SCRIPT is not None
    }


def kind_named(name: str) -> Kind:
    """Return one kind; say which there are when there is none of that name."""
    if name in BUILT_IN:
        return _built_in(name)
    for kind in added_kinds():
        if kind.name == name:
            return kind
    raise ValueError(f"There is no kind of activity called “{name}”. There are: {', '.join(kind_names())}.")


@cache
def _built_in(name: str) -> Kind:
    kind = import_module(f"{__name__}.{name}").KIND
    assert isinstance(kind, Kind)
    return kind


def author_calls() -> dict[str, Callable[..., Any]]:
    """Return everything that an author can write for an activity, by name: ``recall``, ``question``, ``right``."""
    calls: dict[str, Callable[..., Any]] = {}
    for name in kind_names():
        for call in kind_named(name).calls:
            if call.__name__ in calls:
                raise ValueError(f"Two kinds of activity both define “{call.__name__}”. Rename one of them.")
            calls[call.__name__] = call
    return calls


def paper(spec: Spec) -> list[Block]:
    """Return what people hold of one activity: the question, with room to write."""
    return kind_named(spec["kind"]).paper(spec)


def answers(spec: Spec) -> list[Block]:
    """Return what the facilitator holds of one activity: its answers, where there are any."""
    return kind_named(spec["kind"]).answers(spec)


def later(spec: Spec) -> list[Block]:
    """Return what people get of one activity once they have answered it for themselves."""
    return kind_named(spec["kind"]).later(spec)


def minutes(spec: Spec) -> float:
    """Return how many minutes one activity asks of a reader, beside reading."""
    return kind_named(spec["kind"]).minutes(spec)


def missing_halves(python: Path = Path(__file__).parent, js: Path = JS / "activities") -> list[str]:
    """Say which kinds lack their Python or their JavaScript, and which styles belong to no kind."""
    here = {path.stem for path in python.glob("*.py") if re.search(r"^KIND\b", path.read_text("utf-8"), re.M)}
    there = {
        path.stem
        for path in js.glob("*.js")
        if re.search(r"^export default\b", path.read_text("utf-8"), re.MULTILINE)
    } - {*WITHOUT_AUTHOR}
    problems = []
    for kind in sorted(here - there):
        problems.append(
            f"The activity “{kind}” has activities/{kind}.py but no js/activities/{kind}.js with an `export default`. "
            "Add its JavaScript."
        )
    for kind in sorted(there - here):
        problems.append(
            f"The activity “{kind}” has js/activities/{kind}.js but no activities/{kind}.py with a KIND. Add its "
            "Python, or use a named export if the file is a helper."
        )
    for css in sorted(js.glob("*.css")):
        if css.stem not in here:
            problems.append(f"js/activities/{css.name} belongs to no kind. Name it after one, or remove it.")
    return problems
