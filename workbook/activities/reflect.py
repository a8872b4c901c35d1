"""``reflect``: a prompt and a box for the reader's own words, which stay hers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from workbook.activities import _blocks, _html, _paper
from workbook.activities._base import Activity
from workbook.activities._errors import AuthorError

__all__ = ["reflect"]

WHO = {"you": "For you", "team": "For a team", "leaders": "For those who lead", "spare": "One more"}


class Reflect(Activity):
    """A prompt and a text box."""

    KIND = "reflect"

    def fallback(self) -> list[str]:
        """Return the prompt, its hint, room to write, and what to know before writing."""
        spec = self.spec
        lines = [
            _html.line("wb-kicker", f"Reflect · {WHO[spec['who']]}"),
            _html.line("wb-prompt", spec["prompt"]),
        ]
        if spec["hint"]:
            lines.append(_html.line("wb-hint", spec["hint"]))
        lines.append('<div class="wb-lines"></div>')
        lines.append(
            f'<p class="wb-safety">{escape(_html.SAFETY)} '
            f"{_html.link(_html.YOUR_WORDS, 'Your words, and who can see them')}</p>"
        )
        if spec["risk"]:
            lines.append(
                f'<p class="wb-risk">{escape(_html.RISK)} '
                f"{_html.link(_html.WHERE_TO_TURN, 'Where to turn')}</p>"
            )
        return [*lines, *_html.evidence(spec["evidence"])]


def reflect(
    slug: str,
    prompt: str,
    *,
    who: str = "you",
    hint: str = "",
    sensitive: bool = False,
    risk: bool = False,
    evidence: Sequence[str] = (),
) -> Reflect:
    """Ask for the reader's own words.

    ``who`` is "you", "team", "leaders" or "spare". ``sensitive`` leaves the answer out of later exports
    unless the reader adds it. ``risk`` adds where to turn if something is still unsafe.
    """
    if who not in WHO:
        raise AuthorError(
            f"The reflect “{slug}” is for “{who}”. Say who=" + ", ".join(f'"{one}"' for one in WHO) + "."
        )
    details = {"who": who, "hint": hint.strip(), "sensitive": bool(sensitive), "risk": bool(risk)}
    return Reflect(slug, prompt, details, evidence=evidence)


def blocks(spec: Mapping[str, Any], value: Mapping[str, Any] | None) -> list[_blocks.Block]:
    """Say on paper: the prompt, and the reader's words or room for them."""
    text = _paper.words(value, "text")
    return [_blocks.heading(spec["prompt"]), _blocks.answer(text) if text else _blocks.blank(6)]
