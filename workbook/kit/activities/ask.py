"""``ask``: what is asked, of which role, by what date, and room for the reply. One sheet of paper.

A plan alone leaves change to those with the least power. An ask obliges an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from workbook.kit import book
from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, distinct, said
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

OWN_SHEET = "There is one sheet for it, for the whole room."
IF_ASKED_WORDS = "For the person you ask: what a good answer is"
SAFETY = (
    "This page sends nothing: whether you hand the sheet over is up to you. On a work computer, your "
    "employer may be able to see what is saved. Write nothing that shows who said what."
)
WHAT, OF, BY, WHY = "What is asked", "Asked of", "Wanted by", "Why it matters"
SIGN = "Asked by"
SIGN_HINT = "sign, or write “a group”"
RULE = "Please reply within 14 days, in writing, without asking who said what."
REPLY = (
    "Yes, no, or not yet",
    "The reasons",
    "What will happen next: by when, and who",
    "What it costs",
    "Date of the reply",
)
REPLY_LINES = (1, 4, 3, 1, 1)
"""How many lines each part of the reply has on paper."""

_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady)\.? [A-Z]")


class Ask(Activity):
    """Four boxes that make one sheet of paper."""

    KIND = "ask"

    def fallback(self) -> list[str]:
        """Return what to ask for and of whom, and the sheet with room to write on it."""
        spec = self.spec
        return [
            _html.line("wb-kicker", "An ask"),
            _html.line("wb-prompt", spec["prompt"]),
            *(
                f'<p class="wb-hint"><strong>{label}:</strong> {escape(hint)}</p>'
                for label, hint in (
                    (WHAT, spec["what_hint"]),
                    (OF, roles_hint(spec["roles"])),
                    (WHY, spec["why_hint"]),
                )
                if hint
            ),
            f'<p class="wb-safety">{escape(SAFETY)} '
            f"{_html.page('your-words', 'Your words, and who can see them')}</p>",
            '<p class="wb-for-them">' + _html.page("if-asked", IF_ASKED_WORDS) + "</p>",
            *_html.evidence(spec["evidence"]),
            *_sheet(),
        ]


def roles_hint(roles: Sequence[str]) -> str:
    """Say which roles could be asked, and that it is a role that is asked."""
    listed = roles[0] if len(roles) == 1 else f"{', '.join(roles[:-1])} or {roles[-1]}"
    return f"A role, never a name. For example {listed}."


def _sheet() -> list[str]:
    """Return the sheet with nothing on it yet. js/ask.js makes the same one."""
    lines = ['<div class="wb-sheet">', _html.line("wb-sheet-title", "An ask"), '<dl class="wb-sheet-fields">']
    for label, hint, rules in (
        (OF, "", 1),
        (SIGN, f" ({SIGN_HINT})", 1),
        (WHAT, "", 4),
        (WHY, "", 2),
        (BY, "", 1),
    ):
        lines.append(f"<div><dt>{label}{escape(hint)}</dt><dd>{_rules(rules)}</dd></div>")
    lines += ["</dl>", _html.line("wb-sheet-rule", RULE), '<dl class="wb-sheet-fields wb-sheet-reply">']
    for label, rules in zip(REPLY, REPLY_LINES, strict=True):
        lines.append(f"<div><dt>{label}</dt><dd>{_rules(rules)}</dd></div>")
    last = [_html.line("wb-sheet-foot", foot())] if foot() else []
    return [*lines, "</dl>", *last, "</div>"]


def foot() -> str:
    """Say where the book describes a good answer, for whoever gets the sheet; empty where it does not."""
    served = book.current()
    return (
        f"What a good answer is: see “If you are asked” in {served.title}." if served.page("if-asked") else ""
    )


def _rules(count: int) -> str:
    return '<span class="wb-rule"></span>' * count


def ask(
    slug: str,
    about: str,
    *,
    roles: Sequence[str] = (),
    what_hint: str = "",
    why_hint: str = "",
    evidence: Sequence[str] = (),
) -> Ask:
    """Ask the reader, or the room, for one ask of somebody who can answer.

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
    named = [said(role, f"{whose} has a role without words") for role in roles]
    for role in named:
        if _TITLE.match(role):
            raise AuthorError(
                f"{whose} suggests “{role}”, a person. Write a role, such as “the ward manager”."
            )
    distinct(named, whose, "roles")
    about = said(about, f"{whose} does not say what to ask for")
    details = {"roles": named, "what_hint": what_hint.strip(), "why_hint": why_hint.strip()}
    return Ask(slug, about, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """What to ask for, and of whom. The sheet itself is a paper of its own, one for all."""
    hints = ((WHAT, spec["what_hint"]), (OF, roles_hint(spec["roles"])), (WHY, spec["why_hint"]))
    return [
        blocks.heading(spec["prompt"]),
        blocks.paragraph(OWN_SHEET),
        *(blocks.led(label, hint) for label, hint in hints if hint),
    ]


KIND = Kind("ask", calls=(ask,), activity=Ask, paper=paper)
