"""``explore``: a question to ask of the data, and a choice of charts to ask it of. Nothing is tested."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import traitlets
from markupsafe import Markup

from workbook.kit import book
from workbook.kit.activities.arguments import require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.drawing.output import slug as short
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

TEXT = STRINGS["explore"]


class Explore(Activity):
    """Charts to choose from, and a box for one sentence."""

    KIND = "explore"
    VALUE: ClassVar = {
        "required": ["choice"],
        "properties": {"choice": {"type": "string"}, "said": {"type": "string"}},
    }
    BOX = "said"
    EMPTY: ClassVar = {"choice": "", "said": ""}

    figures = traitlets.Dict().tag(sync=True)
    """The charts as HTML, by choice: for Jupyter. In a page the script takes them from the fallback."""

    def template_values(self) -> dict[str, Any]:
        """Return the charts, which are HTML already."""
        return {"figures": {slug: Markup(html) for slug, html in self.figures.items()}}


@author_call
def explore(
    slug: str,
    question: str,
    *,
    view: str = "",
    charts: Mapping[str, Any] = MappingProxyType({}),
    choose: str = "What to look at",
    first: str = "",
    say: str = TEXT["say"],
    evidence: tuple[str, ...] = (),
) -> Explore:
    """Ask a question of the data, and let the reader choose the chart to ask it of.

    ``view`` is the name of a view of the book's own; its charts bring their sentence, table, source and
    limits with them. Or give ``charts`` of yours by their names, ``{"Burnt out": chart(...), ...}``, and say in
    ``choose`` what is chosen. ``first`` is the choice that is drawn first, if not the first. ``say`` asks for
    the reader's own sentence.
    """
    whose = f"The explore “{slug}”"
    if bool(view) == bool(charts):
        raise AuthorError(
            f"{whose} needs charts to choose from: either view=... or charts=..., and not both."
        )
    chosen = _view(whose, view) if view else _Own(choose, charts, whose)
    names = list(chosen.choices)
    if first and first not in names:
        raise AuthorError(
            f"{whose} begins with “{first}”, which is no choice of the view “{view}”. "
            f"The choices are: {', '.join(names)}."
        )
    if first:
        names = [first, *(name for name in names if name != first)]
    drawn = chosen.charts()
    details = {
        "choose": chosen.choose,
        "choices": [
            {
                "slug": name,
                "name": chosen.choices[name],
                "sentence": drawn[name].sentence,
                "evidence": list(drawn[name].rests_on or drawn[name].evidence),
            }
            for name in names
        ],
        "say": require_text(say, f"{whose} asks for no sentence. Leave say= out, or write what it asks"),
    }
    made = Explore(slug, question, details, evidence=evidence)
    made.figures = {name: chart.html for name, chart in drawn.items()}
    return made


def _view(whose: str, name: str) -> Any:
    """Find a view of the book's own."""
    if not book.current().view:
        raise AuthorError(
            f"{whose} asks for the view “{name}”, and this book has none. Say where they are: view in the book's "
            "configuration (workbook/kit/book.py)."
        )
    try:
        return book.current().call("view", name)
    except ValueError as error:
        raise AuthorError(f"{whose}: {error}") from error


class _Own:
    """An author's charts to choose from, in the form of a view."""

    def __init__(self, choose: str, charts: Mapping[str, Any], whose: str) -> None:
        """Take charts by their names; refuse what is no chart."""
        self.choose = require_text(choose, f"{whose} does not say what is chosen")
        self.choices = {short(name): name for name in charts}
        self._charts = dict(zip(self.choices, charts.values(), strict=False))
        for name, one in charts.items():
            if not hasattr(one, "sentence"):
                raise AuthorError(
                    f"{whose} was given a {type(one).__name__} as “{name}”. Give it as chart(...)."
                )
        if len(self.choices) != len(charts) or len(charts) < 2:
            raise AuthorError(f"{whose} needs two charts or more, each with a name of its own.")

    def charts(self) -> dict[str, Any]:
        """Return them by short name."""
        return self._charts


def paper(spec: Spec) -> list[Block]:
    """The question, what there is to look at, and room for a sentence."""
    return [
        blocks.Heading(spec["prompt"]),
        blocks.items([choice["name"] for choice in spec["choices"]]),
        blocks.Heading(spec["say"]),
        blocks.Blank(3),
    ]


KIND = Kind(
    "explore",
    calls=(explore,),
    activity=Explore,
    writes=True,
    paper=paper,
)
