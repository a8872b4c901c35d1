"""``plan``: when this comes up at work, then I will do that. One small thing; nobody checks on it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, said
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

PROMPT = "Choose one small thing, and the moment in which you will do it."
DATE_LABEL = "A date to look back, if you want one"
DATE_HINT = "A day on which you can look at this again."
TELL_LABEL = "Someone to tell, if you want to"
TELL_HINT = "A role, or “a colleague I trust”. No full names."


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
            f"{_html.page('your-words', 'Your words, and who can see them')}</p>",
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


def paper(spec: Spec) -> list[Block]:
    """The two halves of the sentence, a day, and somebody to tell, each with room to write."""
    return [
        blocks.heading(spec["prompt"]),
        blocks.led("When …", spec["when_hint"]),
        blocks.blank(2),
        blocks.led("then I will …", spec["then_hint"]),
        blocks.blank(2),
        blocks.field(DATE_LABEL),
        blocks.field(TELL_LABEL),
    ]


KIND = Kind("plan", calls=(plan,), activity=Plan, paper=paper)
