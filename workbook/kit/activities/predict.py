"""``predict``: guess first, then see the real figure. It never says right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, checked_slug, distinct, said
from workbook.kit.activities._paper import evidence_line
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block


class Predict(Activity):
    """One or more guesses, and the figures to hold them against."""

    KIND = "predict"

    def fallback(self) -> list[str]:
        """Return the question, what to guess, and the figures folded away."""
        spec = self.spec
        lines = [
            _html.line("wb-kicker", "Guess first"),
            _html.line("wb-prompt", spec["prompt"]),
            '<ul class="wb-guesses">',
            *(
                f'<li>{escape(one["label"])} <span class="wb-range">From {blocks.number(one["low"])} to '
                f"{blocks.number(one['high'])} {escape(spec['unit'])}.</span></li>"
                for one in spec["guesses"]
            ),
            "</ul>",
            '<details class="wb-details">',
            f"<summary>The real figure{'s' if len(spec['guesses']) > 1 else ''}</summary>",
            '<ul class="wb-figures">',
            *(
                f"<li>{escape(one['label'])} <strong>{blocks.number(one['answer'])}</strong> "
                f"{escape(spec['unit'])}.</li>"
                for one in spec["guesses"]
            ),
            "</ul>",
        ]
        if spec["after"]:
            lines.append(_html.line("wb-after", spec["after"]))
        return [*lines, *_html.evidence(spec["evidence"]), "</details>"]


def guess(
    slug: str, label: str, answer: float, *, low: float = 0, high: float = 100, step: float = 1
) -> dict[str, Any]:
    """Name one figure to guess: its label, the real answer, and how far the scale goes."""
    slug = checked_slug(slug, "this guess")
    label = said(label, f"The guess “{slug}” has no label")
    for name, value in (("answer", answer), ("low", low), ("high", high), ("step", step)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise AuthorError(f"The guess “{slug}” has {name}={value!r}. Give a number.")
    if not low < high:
        raise AuthorError(f"The guess “{slug}” goes from {low} to {high}. Let low be less than high.")
    if not low <= answer <= high:
        raise AuthorError(
            f"The guess “{slug}” has the answer {answer}, outside its scale of {low} to {high}. "
            "Widen the scale."
        )
    if step <= 0:
        raise AuthorError(f"The guess “{slug}” has step={step}. Give a step above 0, such as 1.")
    return {"slug": slug, "label": label, "answer": answer, "low": low, "high": high, "step": step}


def predict(
    slug: str,
    question: str,
    *guesses: Mapping[str, Any],
    unit: str = "of every 100",
    after: str = "",
    evidence: Sequence[str] = (),
) -> Predict:
    """Ask for a guess before the figure is seen.

    ``after`` is read once the figure is open: what it means, what people tend to guess. ``evidence`` names
    the row that each figure comes from.
    """
    if not guesses:
        raise AuthorError(
            f'The predict “{slug}” has nothing to guess. Add at least one guess("...", "...", 57).'
        )
    for one in guesses:
        if not isinstance(one, Mapping) or "answer" not in one:
            raise AuthorError(
                f"The predict “{slug}” was given {one!r}. After the question, write guess(...) parts."
            )
    if not evidence:
        raise AuthorError(
            f"The predict “{slug}” shows a figure without its evidence. "
            'Add evidence=["..."] with the id of the row the figure comes from.'
        )
    distinct([one["slug"] for one in guesses], f"The predict “{slug}”", "guesses")
    details = {"unit": unit.strip(), "guesses": [dict(one) for one in guesses], "after": after.strip()}
    return Predict(slug, question, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The question, and a gap for each guess; no figure."""
    unit = _unit(spec)
    return [
        blocks.heading(spec["prompt"]),
        blocks.items([f"{_label(one)}: ______{unit}" for one in spec["guesses"]]),
    ]


def answers(spec: Spec) -> list[Block]:
    """The figures, and where they stand in the evidence."""
    unit = _unit(spec)
    return [
        blocks.heading("The figures, for you"),
        blocks.items([f"{_label(one)}: {blocks.number(one['answer'])}{unit}" for one in spec["guesses"]]),
        *evidence_line(spec["evidence"]),
    ]


def _label(guess: Mapping[str, Any]) -> str:
    return str(guess["label"]).rstrip(".: ")


def _unit(spec: Spec) -> str:
    return f" {spec['unit']}" if spec["unit"] else ""


KIND = Kind("predict", calls=(predict, guess), activity=Predict, paper=paper, answers=answers)
