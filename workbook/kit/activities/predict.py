"""``predict``: guess first, then see the real figure. It never says right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from workbook.kit.activities.arguments import checked_slug, distinct, optional_text, require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec, evidence_line
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, number
from workbook.kit.text.strings import GAP, STRINGS


class Predict(Activity):
    """One or more guesses, and the figures to hold them against."""

    KIND = "predict"
    VALUE: ClassVar = {
        "required": ["guesses", "shown"],
        "properties": {
            "guesses": {"type": "object", "additionalProperties": {"type": "number"}},
            "shown": {"type": "boolean"},
        },
    }
    PROMPT = "question"

    def template_values(self) -> dict[str, Any]:
        """Return how numbers are written."""
        return {"number": number}


@author_call
def guess(
    slug: str, label: str, answer: float, *, low: float = 0, high: float = 100, step: float = 1
) -> dict[str, Any]:
    """Name one figure to guess: its label, the real answer, and how far the scale goes."""
    slug = checked_slug(slug, "this guess")
    label = require_text(label, f"The guess “{slug}” has no label")
    for name, value in (("answer", answer), ("low", low), ("high", high), ("step", step)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise AuthorError(f"The guess “{slug}” has {name}={value!r}. Give a number.")
    if not low < high:
        raise AuthorError(f"The guess “{slug}” goes from {low} to {high}. Let low be less than high.")
    if not low <= answer <= high:
        raise AuthorError(
            f"The guess “{slug}” has the answer {answer}, outside its scale of {low} to {high}. Widen the scale."
        )
    if step <= 0:
        raise AuthorError(f"The guess “{slug}” has step={step}. Give a step above 0, such as 1.")
    return {"slug": slug, "label": label, "answer": answer, "low": low, "high": high, "step": step}


@author_call
def predict(
    slug: str,
    question: str,
    *guesses: Mapping[str, Any],
    unit: str = "of every 100",
    after: str = "",
    evidence: Sequence[str] = (),
) -> Predict:
    """Ask for a guess before the figure is seen. On the website, what follows in the chapter's part waits for it.

    ``after`` is read once the figure is open: what it means, what people tend to guess. ``evidence`` names
    the row that each figure comes from.
    """
    whose = f"The predict “{slug}”"
    if not guesses:
        raise AuthorError(f'{whose} has nothing to guess. Add at least one guess("...", "...", 57).')
    for one in guesses:
        if not isinstance(one, Mapping) or "answer" not in one:
            raise AuthorError(f"{whose} was given {one!r}. After the question, write guess(...) parts.")
    if not evidence:
        raise AuthorError(
            f"{whose} shows a figure without its evidence. "
            'Add evidence=["..."] with the id of the row the figure comes from.'
        )
    distinct([one["slug"] for one in guesses], whose, "guesses")
    details = {
        "unit": optional_text(unit, whose, "unit"),
        "guesses": [dict(one) for one in guesses],
        "after": optional_text(after, whose, "after"),
    }
    return Predict(slug, question, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The question, and a gap for each guess; no figure."""
    gaps = [f"{_label(one)}: {GAP}{_unit(spec)}" for one in spec["guesses"]]
    return [blocks.Heading(spec["prompt"]), blocks.items(gaps)]


def answers(spec: Spec) -> list[Block]:
    """The figures, and where they stand in the evidence."""
    figures = [f"{_label(one)}: {number(one['answer'])}{_unit(spec)}" for one in spec["guesses"]]
    return [
        blocks.Heading(STRINGS["predict"]["forYou"]),
        blocks.items(figures),
        *evidence_line(spec["evidence"]),
    ]


def _label(one: Mapping[str, Any]) -> str:
    return str(one["label"]).rstrip(".: ")


def _unit(spec: Spec) -> str:
    return f" {spec['unit']}" if spec["unit"] else ""


KIND = Kind(
    "predict",
    calls=(predict, guess),
    activity=Predict,
    minutes=lambda spec: 1 + 0.5 * len(spec["guesses"]),
    paper=paper,
    answers=answers,
)
