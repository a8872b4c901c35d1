"""``prioritise``: put a short list in order, say why, then see what the report put first. No score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from workbook.kit.activities.arguments import checked_slug, distinct, require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec, evidence_line
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

LEAST, MOST = 3, 7
TEXT = STRINGS["prioritise"]


class Prioritise(Activity):
    """A list to put in order, a box for the reason, and what opens after it."""

    KIND = "prioritise"
    VALUE: ClassVar = {
        "required": ["order", "why", "shown"],
        "properties": {
            "order": {"type": "array", "items": {"type": "string"}},
            "why": {"type": "string"},
            "shown": {"type": "boolean"},
        },
    }
    BOX = "why"
    EMPTY: ClassVar = {"order": [], "why": "", "shown": False}

    def template_values(self) -> dict[str, Any]:
        """Return what the report put first, and after it."""
        return {"report": _report(self.spec)}


@author_call
def item(slug: str, text: str) -> dict[str, str]:
    """Give one thing of the list, with a short name for it that never changes."""
    slug = checked_slug(slug, "this item")
    return {"slug": slug, "text": require_text(text, f"The item “{slug}” has no words").rstrip(".")}


@author_call
def prioritise(
    slug: str,
    prompt: str,
    *items: Mapping[str, str],
    report: Sequence[str] = (),
    because: str = "",
    disagree: str = "",
    evidence: Sequence[str] = (),
    by: str = "The report",
    why: str = TEXT["why"],
) -> Prioritise:
    """Ask the reader to put three to seven things in order, say why, and then compare.

    ``report`` names what the report put first, or its whole order, as it really did: ``evidence`` has the
    rows that say so. ``because`` is its reason, ``disagree`` who would put something else first, and why.
    ``by`` is who put it first, as a sentence begins with it. The things stand in your order at first; let it
    give nothing away. On the website, what follows in the chapter's part waits until the reader has decided.
    """
    whose = f"The prioritise “{slug}”"
    for one in items:
        if not isinstance(one, Mapping) or set(one) != {"slug", "text"}:
            raise AuthorError(f"{whose} was given {one!r}. After the prompt, write item(...) parts.")
    if not LEAST <= len(items) <= MOST:
        raise AuthorError(f"{whose} has {len(items)} items. Give {LEAST} to {MOST}.")
    slugs = [one["slug"] for one in items]
    distinct(slugs, whose, "items")
    _check_report(whose, slugs, report)
    if not evidence:
        raise AuthorError(
            f"{whose} says what the report put first, and not where that can be seen. "
            'Name the row: evidence=["<resource>.<key>"]. If no row says so, do not use prioritise.'
        )
    details = {
        "items": [dict(one) for one in items],
        "report": list(report),
        "by": require_text(by, f"{whose} does not say who put it first").rstrip(".,"),
        "because": require_text(because, f"{whose} does not give the report's reason. Write because="),
        "disagree": require_text(disagree, f"{whose} does not say who would disagree. Write disagree="),
        "why": require_text(why, f"{whose} does not ask why"),
    }
    return Prioritise(slug, prompt, details, evidence=evidence)


def _check_report(whose: str, slugs: Sequence[str], report: Sequence[str]) -> None:
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


def paper(spec: Spec) -> list[Block]:
    """The list with a box before each thing, and room to say why."""
    return [
        blocks.Heading(spec["prompt"]),
        blocks.Paragraph(TEXT["number"]),
        blocks.to_tick([one["text"] for one in spec["items"]]),
        blocks.Heading(spec["why"]),
        blocks.Blank(4),
    ]


def answers(spec: Spec) -> list[Block]:
    """What the report put first, why, and who would disagree."""
    first = TEXT["putFirst"].format(by=spec["by"], thing=_report(spec)[0])
    return [
        blocks.Heading(TEXT["forYou"]),
        blocks.Paragraph(f"{first} {spec['because']}"),
        blocks.led(TEXT["disagrees"], spec["disagree"]),
        *evidence_line(spec["evidence"]),
    ]


def _report(spec: Spec) -> list[str]:
    texts = {one["slug"]: str(one["text"]) for one in spec["items"]}
    return [texts[slug] for slug in spec["report"]]


KIND = Kind(
    "prioritise",
    calls=(prioritise, item),
    activity=Prioritise,
    writes=True,
    paper=paper,
    answers=answers,
)
