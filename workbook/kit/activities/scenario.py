"""``scenario``: something from an ordinary day. The reader answers first; then a worked example, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, said
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

WORKED = "A worked example"
NOT_THE_ONLY = "One way through. It is not the only one, and you may have found a better."
FIRST = "First think of your own answer. Then read on."
WAYS = "Every way out costs something"


class Scenario(Activity):
    """A situation, a box for one's own answer, and what opens after it."""

    KIND = "scenario"

    def fallback(self) -> list[str]:
        """Return the situation and the question with room to write, and the worked example folded away."""
        spec = self.spec
        return [
            _html.line("wb-kicker", "Try it"),
            _html.line("wb-situation", spec["situation"]),
            _html.line("wb-prompt", spec["prompt"]),
            '<div class="wb-lines"></div>',
            f'<p class="wb-safety">{escape(_html.SAFETY)} '
            f"{_html.page('your-words', 'Your words, and who can see them')}</p>",
            '<details class="wb-details">',
            f"<summary>{WORKED}. Think of your own answer first</summary>",
            _html.line("wb-hint", NOT_THE_ONLY),
            '<ol class="wb-worked">',
            *(
                f'<li><p class="wb-does">{escape(one["text"])}</p>'
                f'<p class="wb-because"><strong>Why:</strong> {escape(one["because"])}</p></li>'
                for one in spec["worked"]
            ),
            "</ol>",
            _html.line("wb-lead", WAYS),
            '<ul class="wb-ways">',
            *(
                f'<li><p class="wb-does">{escape(one["text"])}</p>'
                f'<p class="wb-costs"><span>What it costs:</span> {escape(one["costs"])}</p>'
                f'<p class="wb-pays"><span>Who pays:</span> {escape(one["pays"])}</p></li>'
                for one in spec["ways"]
            ),
            "</ul>",
            _html.line("wb-prompt", spec["why"]),
            '<div class="wb-lines"></div>',
            *_html.evidence(spec["evidence"]),
            "</details>",
        ]


def step(text: str, because: str = "") -> dict[str, Any]:
    """Give one step of the worked example, and the reason for it."""
    text = said(text, "A step of a worked example has no words")
    return {"text": text, "because": said(because, f"The step “{text}” has no reason")}


def way(text: str, *, costs: str = "", pays: str = "") -> dict[str, Any]:
    """Give one way out: what it costs, and who pays. There is no way out without a cost."""
    text = said(text, "A way out has no words")
    return {
        "text": text,
        "costs": said(costs, f"The way out “{text}” costs nothing. Every way out costs something"),
        "pays": said(pays, f"The way out “{text}” does not say who pays"),
    }


def scenario(
    slug: str,
    situation: str,
    question: str,
    *,
    worked: Sequence[Mapping[str, Any]] = (),
    ways: Sequence[Mapping[str, Any]] = (),
    why: str = "What in the worked example would you keep, what would you change, and why?",
    evidence: Sequence[str] = (),
) -> Scenario:
    """Tell of something made up from ordinary work, and ask what the reader would do.

    ``worked`` is a worked example, as a list of step(text, because). It opens when the reader has written a
    few words, or says that she would rather think. ``ways`` is a list of two or more
    way(text, costs=..., pays=...), none of them free. ``why`` asks her to weigh the worked example.
    """
    whose = f"The scenario “{slug}”"
    details = {
        "situation": said(situation, f"{whose} has no situation"),
        "worked": _parts(worked, "because", whose, "worked", "step(...)", 1),
        "ways": _parts(ways, "costs", whose, "ways", "way(...)", 2),
        "why": said(why, f"{whose} does not ask why"),
    }
    return Scenario(slug, said(question, f"{whose} has no question"), details, evidence=evidence)


def _parts(
    parts: Sequence[Mapping[str, Any]], mark: str, whose: str, name: str, word: str, least: int
) -> list[dict[str, Any]]:
    """Return the parts of a scenario, each made by its own word."""
    if isinstance(parts, Mapping | str):
        raise AuthorError(f"{whose} has {name} that are no list. Write {name}=[{word}, ...].")
    for one in parts:
        if not isinstance(one, Mapping) or mark not in one:
            raise AuthorError(f"{whose} was given {one!r} in {name}. Write {name}=[{word}, ...].")
    if len(parts) < least:
        needed = "one step" if least == 1 else "two ways out, so that there is something to weigh"
        raise AuthorError(
            f"{whose} has {len(parts)} in {name}. Give at least {needed}: {name}=[{word}, ...]."
        )
    return [dict(one) for one in parts]


def paper(spec: Spec) -> list[Block]:
    """The situation, and the question with room to write."""
    return [blocks.paragraph(spec["situation"]), blocks.heading(spec["prompt"]), blocks.blank(6)]


def later(spec: Spec) -> list[Block]:
    """The worked example with its reasons, what each way out costs, and room to weigh them."""
    return [
        blocks.paragraph(f"{FIRST} {NOT_THE_ONLY}"),
        blocks.heading(WORKED),
        blocks.items([f"{one['text']} Why: {one['because']}" for one in spec["worked"]]),
        blocks.heading(WAYS),
        blocks.items(
            [f"{one['text']} What it costs: {one['costs']} Who pays: {one['pays']}" for one in spec["ways"]]
        ),
        blocks.heading(spec["why"]),
        blocks.blank(4),
    ]


KIND = Kind("scenario", calls=(scenario, step, way), activity=Scenario, paper=paper, later=later)
