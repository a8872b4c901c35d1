"""``reflect``: a prompt and a box for the reader's own words, which stay hers; or a frame of several."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from workbook.kit.activities import _frames, _html
from workbook.kit.activities._base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

WHO = {"you": "For you", "team": "For a team", "leaders": "For those who lead", "spare": "One more"}


class Reflect(Activity):
    """A prompt and a text box, or a frame of several."""

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
        lines += _framed(spec["frames"][0]) if "frames" in spec else [_ROOM]
        lines.append(
            f'<p class="wb-safety">{escape(_html.SAFETY)} '
            f"{_html.page('your-words', 'Your words, and who can see them')}</p>"
        )
        if spec["risk"]:
            lines.append(
                f'<p class="wb-risk">{escape(_html.RISK)} {_html.page("where-to-turn", "Where to turn")}</p>'
            )
        return [*lines, *_html.evidence(spec["evidence"])]


_ROOM = '<div class="wb-lines"></div>'


def _framed(frame: _frames.Frame) -> list[str]:
    """Return each part of a frame with room to write, and whose frame it is."""
    parts = [
        f'<div class="wb-field">{_html.line("wb-label", part["label"])}'
        f"{_html.line('wb-hint', part['hint'])}{_ROOM}</div>"
        for part in frame["parts"]
    ]
    return ['<div class="wb-fields">', *parts, "</div>", _html.line("wb-credit", frame["credit"])]


def reflect(
    slug: str,
    prompt: str,
    *,
    who: str = "you",
    hint: str = "",
    sensitive: bool = False,
    risk: bool = False,
    framed: bool = False,
    evidence: Sequence[str] = (),
) -> Reflect:
    """Ask for the reader's own words.

    ``who`` is "you", "team", "leaders" or "spare". ``sensitive`` leaves the answer out of later exports
    unless the reader adds it. ``risk`` adds where to turn if something is still unsafe. ``framed`` offers
    three questions (What? So what? Now what?), a blank page, or a longer frame: for a prompt that looks back.
    """
    if who not in WHO:
        raise AuthorError(
            f"The reflect “{slug}” is for “{who}”. Say who=" + ", ".join(f'"{one}"' for one in WHO) + "."
        )
    details: dict[str, Any] = {
        "who": who,
        "hint": hint.strip(),
        "sensitive": bool(sensitive),
        "risk": bool(risk),
    }
    if framed:
        details["frames"] = _frames.FRAMES
    return Reflect(slug, prompt, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The prompt, for whom it is, its hint, and room to write; of a frame, each part."""
    asked = blocks.heading(spec["prompt"])
    who = blocks.led(WHO[spec["who"]], spec["hint"])
    if "frames" not in spec:
        return [asked, who, blocks.blank(6)]
    parts = spec["frames"][0]["parts"]
    return [
        asked,
        who,
        *(block for part in parts for block in (blocks.heading(part["label"]), blocks.blank(3))),
    ]


KIND = Kind("reflect", calls=(reflect,), activity=Reflect, paper=paper)
