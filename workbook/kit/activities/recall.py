"""``recall``: questions from memory, with a reason for every answer. No score, no total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from workbook.kit.activities.arguments import (
    checked_evidence,
    checked_slug,
    distinct,
    optional_text,
    require_text,
)
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec, evidence_line
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

LETTERS = "abcdefgh"
TEXT = STRINGS["recall"]


class Recall(Activity):
    """A few questions, each with options and the reasons for them."""

    KIND = "recall"
    VALUE: ClassVar = {
        "required": ["answers", "checked"],
        "properties": {
            "answers": {
                "type": "object",
                "additionalProperties": {"type": "string", "pattern": "^[a-h]$(?!\\n)"},
            },
            "checked": {"type": "array", "items": {"type": "string"}},
        },
    }


@author_call
def right(text: str, because: str) -> dict[str, Any]:
    """Give the option that holds, and why it does."""
    return _option(text, because, True)


@author_call
def wrong(text: str, because: str) -> dict[str, Any]:
    """Give an option that people really believe, and why it does not hold."""
    return _option(text, because, False)


def _option(text: str, because: str, holds: bool) -> dict[str, Any]:
    text = require_text(text, "An option has no words")
    return {
        "text": text,
        "because": require_text(because, f"The option “{text}” has no reason"),
        "right": holds,
    }


@author_call
def question(
    slug: str, prompt: str, *options: Mapping[str, Any], evidence: Sequence[str] = ()
) -> dict[str, Any]:
    """Ask one question with two to eight options, one of them right.

    An option is kept by its letter. When you change a question later, leave the options in their places and
    add new ones at the end; if the meaning changes, give the question a new name.
    """
    slug = checked_slug(slug, "this question")
    whose = f"The question “{slug}”"
    prompt = require_text(prompt, f"{whose} has no words")
    for option in options:
        if not isinstance(option, Mapping) or "because" not in option:
            raise AuthorError(
                f"{whose} was given {option!r}. After the prompt, write right(...) and wrong(...) parts."
            )
    if not 2 <= len(options) <= len(LETTERS):
        raise AuthorError(f"{whose} has {len(options)} options. Give two to {len(LETTERS)}.")
    holding = sum(1 for option in options if option["right"])
    if holding == 0:
        raise AuthorError(f"{whose} has no right option. Write one of its options as right(...).")
    if holding > 1:
        raise AuthorError(
            f"{whose} has {holding} right options. Keep one right(...) and make the others wrong(...)."
        )
    return {
        "slug": slug,
        "prompt": prompt,
        "options": [{"key": letter, **option} for letter, option in zip(LETTERS, options, strict=False)],
        "evidence": checked_evidence(evidence, whose),
    }


@author_call
def recall(slug: str, *questions: Mapping[str, Any], prompt: str = "") -> Recall:
    """Ask a few questions from memory.

    The questions have prompts of their own, so ``prompt`` is only the line above them; there is a good one already.
    """
    whose = f"The recall “{slug}”"
    if not questions:
        raise AuthorError(f'{whose} has no question. Add at least one question("...", "...", right(...)).')
    for one in questions:
        if isinstance(one, str):
            raise AuthorError(
                f"{whose} was given “{one}”. After its name, write question(...) parts, each with its own prompt. "
                'The line above them is prompt="...".'
            )
        if not isinstance(one, Mapping) or "options" not in one:
            raise AuthorError(f"{whose} was given {one!r}. After its name, write question(...) parts.")
    distinct([one["slug"] for one in questions], whose, "questions")
    line = optional_text(prompt, whose, "prompt") or TEXT["prompt"]
    rows = list(dict.fromkeys(row for one in questions for row in one["evidence"]))
    return Recall(slug, line, {"questions": [dict(one) for one in questions]}, evidence=rows)


def paper(spec: Spec) -> list[Block]:
    """The line above the questions, and each question with options to tick; no answer."""
    made: list[Block] = [blocks.Paragraph(spec["prompt"])]
    for one in spec["questions"]:
        made.append(blocks.Heading(one["prompt"]))
        made.append(
            blocks.to_tick([f"{option['key'].upper()}. {option['text']}" for option in one["options"]])
        )
    return made


def answers(spec: Spec) -> list[Block]:
    """Each question with the reason for every option."""
    made: list[Block] = [blocks.Heading(TEXT["forYou"])]
    for one in spec["questions"]:
        made.append(blocks.Paragraph(one["prompt"]))
        made.append(blocks.items([_with_reason(option) for option in one["options"]]))
        made += evidence_line(one["evidence"])
    return made


def _with_reason(option: Mapping[str, Any]) -> str:
    verdict = TEXT["right"] if option["right"] else TEXT["wrong"]
    return f"{option['key'].upper()}. {option['text']} {verdict}: {option['because']}"


KIND = Kind(
    "recall",
    calls=(recall, question, right, wrong),
    activity=Recall,
    minutes=lambda spec: 0.75 * len(spec["questions"]),
    paper=paper,
    answers=answers,
)
