"""``scenario``: something from an ordinary day. The reader answers first; then a worked example, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from workbook.kit.activities.arguments import require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import SHARED, STRINGS

TEXT = STRINGS["scenario"]


class Scenario(Activity):
    """A situation, a box for one's own answer, and what opens after it."""

    KIND = "scenario"
    VALUE: ClassVar = {
        "properties": {"text": {"type": "string"}, "shown": {"type": "boolean"}, "why": {"type": "string"}}
    }
    BOX = "text"
    EMPTY: ClassVar = {"text": "", "shown": False, "why": ""}


@author_call
def step(text: str, because: str = "") -> dict[str, Any]:
    """Give one step of the worked example, and the reason for it."""
    text = require_text(text, "A step of a worked example has no words")
    return {"text": text, "because": require_text(because, f"The step “{text}” has no reason")}


@author_call
def way(text: str, *, costs: str = "", pays: str = "") -> dict[str, Any]:
    """Give one way out: what it costs, and who pays. There is no way out without a cost."""
    text = require_text(text, "A way out has no words")
    return {
        "text": text,
        "costs": require_text(costs, f"The way out “{text}” costs nothing. Every way out costs something"),
        "pays": require_text(pays, f"The way out “{text}” does not say who pays"),
    }


@author_call
def scenario(
    slug: str,
    situation: str,
    question: str,
    *,
    worked: Sequence[Mapping[str, Any]] = (),
    ways: Sequence[Mapping[str, Any]] = (),
    why: str = TEXT["why"],
    evidence: Sequence[str] = (),
) -> Scenario:
    """Tell of something made up from ordinary work, and ask what the reader would do.

    ``worked`` is a worked example, as a list of step(text, because). It opens when the reader has written a
    few words, or would rather think. ``ways`` is a list of two or more way(text, costs=..., pays=...), none of
    them free. ``why`` asks the reader to weigh the worked example.
    """
    whose = f"The scenario “{slug}”"
    details = {
        "situation": require_text(situation, f"{whose} has no situation"),
        "worked": _parts(worked, "because", whose, "worked", "step(...)", 1),
        "ways": _parts(ways, "costs", whose, "ways", "way(...)", 2),
        "why": require_text(why, f"{whose} does not ask why"),
    }
    return Scenario(slug, require_text(question, f"{whose} has no question"), details, evidence=evidence)


def _parts(
    parts: Sequence[Mapping[str, Any]], mark: str, whose: str, name: str, call: str, least: int
) -> list[dict[str, Any]]:
    """Return the parts of a scenario, each made by its own call."""
    if isinstance(parts, Mapping | str) or not isinstance(parts, Sequence):
        raise AuthorError(f"{whose} has {name} that are no list. Write {name}=[{call}, ...].")
    for one in parts:
        if not isinstance(one, Mapping) or mark not in one:
            raise AuthorError(f"{whose} was given {one!r} in {name}. Write {name}=[{call}, ...].")
    if len(parts) < least:
        needed = "one step" if least == 1 else "two ways out, so that there is something to weigh"
        raise AuthorError(
            f"{whose} has {len(parts)} in {name}. Give at least {needed}: {name}=[{call}, ...]."
        )
    return [dict(one) for one in parts]


def paper(spec: Spec) -> list[Block]:
    """The situation, and the question with room to write."""
    return [blocks.Paragraph(spec["situation"]), blocks.Heading(spec["prompt"]), blocks.Blank(6)]


def later(spec: Spec) -> list[Block]:
    """The worked example with its reasons, what each way out costs, and room to weigh them."""
    worked = [f"{one['text']} {SHARED['why']} {one['because']}" for one in spec["worked"]]
    ways = [
        f"{one['text']} {TEXT['costs']} {one['costs']} {TEXT['pays']} {one['pays']}" for one in spec["ways"]
    ]
    return [
        blocks.Paragraph(f"{TEXT['laterFirst']} {TEXT['notTheOnly']}"),
        blocks.Heading(TEXT["worked"]),
        blocks.items(worked),
        blocks.Heading(TEXT["ways"]),
        blocks.items(ways),
        blocks.Heading(spec["why"]),
        blocks.Blank(4),
    ]


KIND = Kind(
    "scenario",
    calls=(scenario, step, way),
    activity=Scenario,
    minutes=lambda spec: 2,
    writes=True,
    paper=paper,
    later=later,
)
