"""``plan``: when this comes up at work, then I will do that. One small thing; nobody checks on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, said
from workbook.kit.activities._paper import GAP, day, line
from workbook.kit.text import blocks as _blocks

__all__ = ["plan"]

PROMPT = "Choose one small thing, and the moment in which you will do it."
DATE_LABEL = "A date to look back, if you want one"
DATE_HINT = "A day on which you can look at this again."
TELL_LABEL = "Someone to tell, if you want to"
TELL_HINT = "A role, or “a colleague I trust”. No full names."

_OPENERS = frozenset(
    "A An The My Our We You Your Someone Somebody Nobody Anyone There It He She They On At In After Before "
    "Every Each No Another This That These Those During As Patients Residents Staff People Next Work".split()
)
"""Words that begin with a capital only because they stand first."""


class Plan(Activity):
    """Two boxes that make one sentence, a date and somebody to tell."""

    KIND = "plan"

    def fallback(self) -> list[str]:
        """Return the sentence with room to write in it, its hints, and what to know before writing."""
        spec = self.spec
        return [
            _html.line("wb-kicker", "One thing"),
            _html.line("wb-prompt", spec["prompt"]),
            *_room("When …", spec["when_hint"]),
            *_room("then I will …", spec["then_hint"]),
            *_room(DATE_LABEL, DATE_HINT),
            *_room(TELL_LABEL, TELL_HINT),
            f'<p class="wb-safety">{escape(_html.SAFETY)} '
            f"{_html.link(_html.YOUR_WORDS, 'Your words, and who can see them')}</p>",
            *_html.evidence(spec["evidence"]),
        ]


def _room(label: str, hint: str) -> list[str]:
    """Return one label with its hint and a line to write on."""
    room = '<div class="wb-rule"></div>'
    return [
        '<div class="wb-field">',
        _html.line("wb-label", label),
        _html.line("wb-hint", hint),
        room,
        "</div>",
    ]


def plan(
    slug: str, when_hint: str, then_hint: str, *, prompt: str = PROMPT, evidence: Sequence[str] = ()
) -> Plan:
    """Ask for one if-then plan.

    ``when_hint`` helps the reader to find a moment at work that will come, ``then_hint`` to find something
    small enough to do in it. ``prompt`` is the line above them; there is a good one already.
    """
    whose = f"The plan “{slug}”"
    details = {
        "when_hint": said(when_hint, f"{whose} has no hint for “When …”"),
        "then_hint": said(then_hint, f"{whose} has no hint for “then I will …”"),
    }
    return Plan(slug, prompt, details, evidence=evidence)


def sentence(value: Mapping[str, Any] | None) -> str:
    """Return the sentence that the two boxes make, with gaps where nothing is written yet."""
    when = re.sub(r"^(?:when|whenever|if)[ ,]+", "", line(value, "when"), flags=re.IGNORECASE)
    then = re.sub(r"^then[ ,]+", "", line(value, "then"), flags=re.IGNORECASE)
    then = re.sub(r"^(?:I will|I'll|I’ll)[ ,]+", "", then, flags=re.IGNORECASE)
    if when.split(" ")[0] in _OPENERS:
        when = when[0].lower() + when[1:]
    if re.match(r"[A-Z][a-z]+(?![A-Za-z])", then):
        then = then[0].lower() + then[1:]
    return f"When {when.rstrip(' .,;:') or GAP}, then I will {then.rstrip(' .,;:') or GAP}."


def blocks(spec: Mapping[str, Any], value: Mapping[str, Any] | None) -> list[_blocks.Block]:
    """Say on paper: the sentence, the day to look back, and whom to tell; gaps where nothing is written."""
    whole = sentence(value)
    begun = line(value, "when") or line(value, "then")
    return [
        _blocks.heading(spec["prompt"]),
        _blocks.answer(whole) if begun else _blocks.paragraph(whole),
        _blocks.items(
            [f"Look back on: {day(value, 'date') or GAP}", f"Someone to tell: {line(value, 'tell') or GAP}"]
        ),
    ]
