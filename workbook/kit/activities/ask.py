"""``ask``: what is asked, of which role, by what date, and room for the reply. One sheet of paper.

A plan alone leaves change to those with the least power. A request obliges an answer. Readers see the word
“request”; in code and keys the kind is ``ask``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from workbook.kit import book
from workbook.kit.activities.arguments import distinct, optional_text, require_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

TEXT = STRINGS["ask"]
FIELDS: tuple[tuple[str, int], ...] = (
    (TEXT["of"], 1),
    (f"{TEXT['sign']} ({TEXT['signHint']})", 1),
    (TEXT["what"], 3),
    (TEXT["why"], 2),
    (TEXT["seen"], 2),
    (TEXT["by"], 1),
)
"""What the sheet asks for, and how many lines each has on paper."""
REPLY: tuple[tuple[str, int], ...] = tuple(zip(TEXT["reply"], (1, 3, 2, 1, 1), strict=True))
"""The parts of the reply, and how many lines each has on paper."""

_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady)\.? [A-Z]")


class Ask(Activity):
    """Boxes that make one sheet of paper."""

    KIND = "ask"
    VALUE: ClassVar = {
        "properties": {name: {"type": "string"} for name in ("what", "of", "by", "why", "seen")}
    }
    BOX = "what"
    EMPTY: ClassVar = {"what": "", "of": "", "by": "", "why": ""}

    def template_values(self) -> dict[str, Any]:
        """Return the hints, and what stands on the sheet."""
        return {"hints": hints(self.spec), "fields": FIELDS, "reply": REPLY, "foot": foot()}


def hints(spec: Spec) -> list[tuple[str, str]]:
    """Return each label with its hint; a hint may be empty."""
    listed = spec["roles"]
    roles = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"
    return [
        (TEXT["what"], spec["what_hint"]),
        (TEXT["of"], TEXT["roles"].format(roles=roles)),
        (TEXT["why"], spec["why_hint"]),
    ]


def foot() -> str:
    """Say where the book describes a good answer, for whoever gets the sheet; empty where it does not."""
    served = book.current()
    return TEXT["foot"].format(book=served.title) if served.page("if-asked") else ""


@author_call
def ask(
    slug: str,
    about: str,
    *,
    roles: Sequence[str] = (),
    what_hint: str = "",
    why_hint: str = "",
    evidence: Sequence[str] = (),
) -> Ask:
    """Invite the reader, or the room, to ask one thing of somebody who can answer.

    ``about`` says what to ask for in this chapter. ``roles`` are roles that could be asked, suggestions only:
    think of a care home and a surgery too, not of a trust alone. The hints help to word it.
    """
    whose = f"The ask “{slug}”"
    if isinstance(roles, str):
        raise AuthorError(f'{whose}: write the roles as a list, such as roles=["{roles}"].')
    if not roles:
        raise AuthorError(
            f'{whose} suggests no role to ask. Add some, such as roles=["the registered manager"].'
        )
    named = [require_text(role, f"{whose} has a role without words") for role in roles]
    for role in named:
        if _TITLE.match(role):
            raise AuthorError(
                f"{whose} suggests “{role}”, a person. Write a role, such as “the ward manager”."
            )
    distinct(named, whose, "roles")
    about = require_text(about, f"{whose} does not say what to ask for")
    details = {
        "roles": named,
        "what_hint": optional_text(what_hint, whose, "what_hint"),
        "why_hint": optional_text(why_hint, whose, "why_hint"),
    }
    return Ask(slug, about, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """What to ask for, and of whom. The sheet itself is a paper of its own, one for all."""
    return [
        blocks.Heading(spec["prompt"]),
        blocks.Paragraph(TEXT["ownSheet"]),
        *(blocks.led(label, hint) for label, hint in hints(spec) if hint),
    ]


def sheet(*handed: tuple[str, int]) -> list[Block]:
    """The sheet, with nothing on it yet. ``handed`` are further fields that whoever hands it over needs."""
    last = foot()
    return [
        blocks.Paragraph(" ".join(TEXT["courtesy"])),
        *(blocks.Field(label, lines) for label, lines in (*FIELDS, *handed)),
        blocks.part(TEXT["replyHead"]),
        blocks.Paragraph(TEXT["rule"]),
        *(blocks.Field(label, lines) for label, lines in REPLY),
        *([blocks.Paragraph(last)] if last else []),
    ]


KIND = Kind(
    "ask",
    calls=(ask,),
    activity=Ask,
    minutes=lambda spec: 3,
    writes=True,
    paper=paper,
)
