"""The rule on questions from memory: the right answer is not given away by its length or by its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook.chapters.notebook import Notebook
from workbook.checks.rule import Finding, chapter_rules

Options = Sequence[Mapping[str, Any]]

FEW = 3
"""With fewer questions, any pattern may be chance."""


def recall_cannot_be_guessed(chapter: Notebook) -> Iterator[Finding]:
    """The right answer is not much the longest in most questions from memory, nor always in one place."""
    asked = [
        (cell, question["options"])
        for cell, activity in chapter.activities
        if activity.kind == "recall"
        for question in activity.spec.get("questions", [])
        if "options" in question
    ]
    if len(asked) < FEW:
        return
    cell = asked[0][0]
    long = sum(_is_much_the_longest(options) for _, options in asked)
    if long > len(asked) / 2:
        yield (
            cell,
            f"in {long} of {len(asked)} questions the right answer is much the longest, and can be guessed by that. "
            "Shorten it (what is cut can go into its reason), or write out what people really believe.",
        )
    if len({_place(options) for _, options in asked}) == 1:
        yield cell, "the right answer has the same letter in every question. Put some in another place."


def _is_much_the_longest(options: Options) -> bool:
    """Whether the right option is longer by a quarter than every wrong one."""
    right = [len(one["text"]) for one in options if one["right"]]
    wrong = [len(one["text"]) for one in options if not one["right"]]
    return bool(right and wrong) and max(right) > 1.25 * max(wrong)


def _place(options: Options) -> int:
    """Where the right option stands; -1 where none does."""
    return next((number for number, one in enumerate(options) if one["right"]), -1)


RULES = chapter_rules(recall_cannot_be_guessed)
