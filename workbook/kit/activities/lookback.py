"""``lookback``: a plan or an ask comes back, and the reader says how it went.

No author writes one. The website's page Look back makes it from what the reader wrote, and keeps it under the
key of the plan or the ask, with ``-back-1``, ``-back-2``, ``-back-3`` (after 2 days, 2 weeks, 2 months) or
``-back-own`` (a day of her own) at the end. So it is part of her notes, and can be exported like the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.kit.activities._paper import line, words
from workbook.kit.text import blocks as _blocks

__all__: list[str] = []

HOW = {
    "plan": {
        "did": "I did it",
        "some": "I did some of it",
        "none": "It did not come up",
        "stopped": "Something stopped me",
        "mind": "I changed my mind",
    },
    "ask": {
        "yes": "Yes, and here it is",
        "no": "They said no",
        "wait": "Not yet",
        "unasked": "I have not asked",
        "left": "I have let it go",
    },
}
NEXT = {"keep": "Keep it", "change": "Change it", "go": "Let it go"}


def blocks(spec: Mapping[str, Any], value: Mapping[str, Any] | None) -> list[_blocks.Block]:
    """Say on paper: what had been planned or asked, how it went, and what now."""
    of = "ask" if (spec if value is None else value).get("of") == "ask" else "plan"
    value = value or {}
    made = [_blocks.heading(spec["prompt"])]
    if said := line(value, "said"):
        made.append(_blocks.answer(said))
    if how := HOW[of].get(str(value.get("how"))):
        made.append(_blocks.paragraph(f"{how}."))
    if own := words(value, "words"):
        made.append(_blocks.answer(own))
    if of == "plan" and (now := NEXT.get(str(value.get("next")))):
        made.append(_blocks.paragraph(f"And now: {now.lower()}."))
    return made
