"""``explore``: a question to ask of the data, and a choice of charts to ask it of. Nothing is tested."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets
from markupsafe import Markup

from workbook.kit import book
from workbook.kit.activities.arguments import author_call, require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS


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
    view: str,
    first: str = "",
    say: str = STRINGS["explore"]["say"],
    evidence: tuple[str, ...] = (),
) -> Explore:
    """Ask a question of the data, and let the reader choose the chart to ask it of.

    ``view`` is the name of a view of the book's own; its charts bring their sentence, table, source and
    limits with them. ``first`` is the choice that is drawn first, if not the view's first. ``say`` asks for
    the reader's own sentence.
    """
    whose = f"The explore “{slug}”"
    if not book.current().view:
        raise AuthorError(
            f"{whose} asks for the view “{view}”, and this book has none. Say where they are: view in the book's "
            "configuration (workbook/kit/book.py)."
        )
    try:
        chosen = book.current().call("view", view)
    except ValueError as error:
        raise AuthorError(f"{whose}: {error}") from error
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
                "evidence": list(drawn[name].said or drawn[name].evidence),
            }
            for name in names
        ],
        "say": require_text(say, f"{whose} asks for no sentence. Leave say= out, or write what it asks"),
    }
    made = Explore(slug, question, details, evidence=evidence)
    made.figures = {name: chart.html for name, chart in drawn.items()}
    return made


def paper(spec: Spec) -> list[Block]:
    """The question, what there is to look at, and room for a sentence."""
    return [
        blocks.heading(spec["prompt"]),
        blocks.items([choice["name"] for choice in spec["choices"]]),
        blocks.heading(spec["say"]),
        blocks.blank(3),
    ]


KIND = Kind(
    "explore",
    calls=(explore,),
    activity=Explore,
    writes=True,
    paper=paper,
)
