"""``prioritise``: put a short list in order, say why, then see what the report put first. No score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, checked_slug, distinct, said
from workbook.kit.activities._paper import evidence_line
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

LEAST, MOST = 3, 7
NUMBER = "Number them, with 1 for what you would put first."
BESIDE = "What was put first, and why"
DISAGREES = "Who would disagree"


class Prioritise(Activity):
    """A list to put in order, a box for the reason, and what opens after it."""

    KIND = "prioritise"

    def fallback(self) -> list[str]:
        """Return the list with a box for a number beside each, room to say why, and the rest folded away."""
        spec = self.spec
        first = _text(spec, spec["report"][0])
        lines = [
            _html.line("wb-kicker", "Put in order"),
            _html.line("wb-prompt", spec["prompt"]),
            _html.line("wb-hint", NUMBER),
            '<ul class="wb-order">',
            *(
                f'<li><span class="wb-box"></span> <span>{escape(one["text"])}</span></li>'
                for one in spec["items"]
            ),
            "</ul>",
            _html.line("wb-prompt", spec["why"]),
            '<div class="wb-lines"></div>',
            f'<p class="wb-safety">{escape(_html.SAFETY)} '
            f"{_html.page('your-words', 'Your words, and who can see them')}</p>",
            '<details class="wb-details">',
            f"<summary>{BESIDE}. Decide for yourself first</summary>",
            _html.line("wb-lead", f"{spec['by']} put “{first}” first."),
        ]
        if len(spec["report"]) > 1:
            lines += [
                '<ol class="wb-theirs">',
                *(f"<li>{escape(_text(spec, slug))}</li>" for slug in spec["report"]),
                "</ol>",
            ]
        return [
            *lines,
            _html.line("wb-because", spec["because"]),
            f'<p class="wb-disagrees"><strong>{DISAGREES}:</strong> {escape(spec["disagree"])}</p>',
            *_html.evidence(spec["evidence"]),
            "</details>",
        ]


def item(slug: str, text: str) -> dict[str, str]:
    """Give one thing of the list, with a short name for it that never changes."""
    slug = checked_slug(slug, "this item")
    return {"slug": slug, "text": said(text, f"The item “{slug}” has no words").rstrip(".")}


def prioritise(
    slug: str,
    prompt: str,
    *items: Mapping[str, str],
    report: Sequence[str] = (),
    because: str = "",
    disagree: str = "",
    evidence: Sequence[str] = (),
    by: str = "The report",
    why: str = "Why is the first one first?",
) -> Prioritise:
    """Ask the reader to put three to seven things in order, say why, and then compare.

    ``report`` names what the report put first, or its whole order, as it really did: ``evidence`` has the
    rows that say so. ``because`` is its reason, ``disagree`` who would put something else first, and why.
    ``by`` is who put it first, as a sentence begins with it. The things stand in your order at first; let it
    give nothing away.
    """
    whose = f"The prioritise “{slug}”"
    for one in items:
        if not isinstance(one, Mapping) or set(one) != {"slug", "text"}:
            raise AuthorError(f"{whose} was given {one!r}. After the prompt, write item(...) parts.")
    if not LEAST <= len(items) <= MOST:
        raise AuthorError(f"{whose} has {len(items)} items. Give {LEAST} to {MOST}.")
    slugs = [one["slug"] for one in items]
    distinct(slugs, whose, "items")
    if isinstance(report, str):
        raise AuthorError(f'{whose}: write what the report put first as a list, such as report=["{report}"].')
    if not report:
        raise AuthorError(f'{whose} does not say what the report put first: report=["{slugs[-1]}"].')
    for name in report:
        if name not in slugs:
            raise AuthorError(
                f"{whose} says that the report put “{name}” first or among them, and no item is called that. "
                f"The items are: {', '.join(slugs)}."
            )
    distinct(report, whose, "places in report")
    if slugs[0] == report[0]:
        raise AuthorError(
            f"{whose} begins with “{slugs[0]}”, which the report put first. That gives it away: "
            "begin with another item."
        )
    if not evidence:
        raise AuthorError(
            f"{whose} says what the report put first, and not where that can be seen. "
            'Name the row: evidence=["<resource>.<key>"]. If no row says so, do not use prioritise.'
        )
    details = {
        "items": [dict(one) for one in items],
        "report": list(report),
        "by": said(by, f"{whose} does not say who put it first").rstrip(".,"),
        "because": said(because, f"{whose} does not give the report's reason. Write because="),
        "disagree": said(disagree, f"{whose} does not say who would disagree. Write disagree="),
        "why": said(why, f"{whose} does not ask why"),
    }
    return Prioritise(slug, prompt, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The list with a box before each thing, and room to say why."""
    return [
        blocks.heading(spec["prompt"]),
        blocks.paragraph(NUMBER),
        blocks.to_tick([one["text"] for one in spec["items"]]),
        blocks.heading(spec["why"]),
        blocks.blank(4),
    ]


def answers(spec: Spec) -> list[Block]:
    """What the report put first, why, and who would disagree."""
    return [
        blocks.heading(f"{BESIDE}, for you"),
        blocks.paragraph(f"{spec['by']} put “{_text(spec, spec['report'][0])}” first. {spec['because']}"),
        blocks.led(DISAGREES, spec["disagree"]),
        *evidence_line(spec["evidence"]),
    ]


def _text(spec: Spec, slug: str) -> str:
    return str(next(one["text"] for one in spec["items"] if one["slug"] == slug))


KIND = Kind("prioritise", calls=(prioritise, item), activity=Prioritise, paper=paper, answers=answers)
