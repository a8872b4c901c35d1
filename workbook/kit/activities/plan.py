"""``plan``: when this comes up at work, then I will do that. One small thing; nobody checks on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from workbook.kit.activities.arguments import require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.errors import author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

TEXT = STRINGS["plan"]


class Plan(Activity):
    """Two boxes that make one sentence, a day to look back, and somebody to tell."""

    KIND = "plan"
    VALUE: ClassVar = {"properties": {name: {"type": "string"} for name in ("when", "then", "date", "tell")}}
    BOX = "then"
    EMPTY: ClassVar = {"when": "", "then": "", "date": "", "tell": ""}


@author_call
def plan(
    slug: str,
    when_hint: str,
    then_hint: str,
    *,
    prompt: str = TEXT["prompt"],
    evidence: Sequence[str] = (),
) -> Plan:
    """Ask for one if-then plan.

    ``when_hint`` helps the reader to find a moment at work that will come, ``then_hint`` to find something
    small enough to do in it. ``prompt`` is the line above them; there is a good one already.
    """
    whose = f"The plan “{slug}”"
    details = {
        "when_hint": require_text(when_hint, f"{whose} has no hint for “When …”"),
        "then_hint": require_text(then_hint, f"{whose} has no hint for “then I will …”"),
    }
    return Plan(slug, prompt, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The two halves of the sentence, a day, and somebody to tell, each with room to write."""
    return [
        blocks.Heading(spec["prompt"]),
        blocks.led(TEXT["when"], spec["when_hint"]),
        blocks.Blank(2),
        blocks.led(TEXT["then"], spec["then_hint"]),
        blocks.Blank(2),
        blocks.Field(TEXT["date"]),
        blocks.Field(TEXT["tell"]),
    ]


KIND = Kind(
    "plan",
    calls=(plan,),
    activity=Plan,
    writes=True,
    paper=paper,
)
