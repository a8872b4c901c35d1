"""``reflect``: a prompt and a box for the reader's own words; or a frame of several boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from workbook.kit.activities.arguments import optional_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.frames import FRAMES
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import STRINGS

WHO: dict[str, str] = STRINGS["reflect"]["who"]


class Reflect(Activity):
    """A prompt and a text box, or a frame of several."""

    KIND = "reflect"
    VALUE: ClassVar = {
        "required": ["text"],
        "properties": {
            "text": {"type": "string"},
            "frame": {"type": "string"},
            "parts": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    BOX = "text"
    EMPTY: ClassVar = {"text": ""}


@author_call
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

    ``who`` is "you", "team", "leaders" or "spare". ``sensitive`` leaves the answer out of what is taken out
    unless the reader adds it. ``risk`` asks to raise what is still unsafe. ``framed`` offers three questions
    (What? So what? Now what?), a blank page, or a longer frame: for a prompt that looks back.
    """
    if who not in WHO:
        raise AuthorError(
            f"The reflect “{slug}” is for “{who}”. Say who=" + ", ".join(f'"{one}"' for one in WHO) + "."
        )
    details: dict[str, Any] = {
        "who": who,
        "hint": optional_text(hint, f"The reflect “{slug}”", "hint"),
        "sensitive": bool(sensitive),
        "risk": bool(risk),
    }
    if framed:
        details["frames"] = FRAMES
    return Reflect(slug, prompt, details, evidence=evidence)


def paper(spec: Spec) -> list[Block]:
    """The prompt, for whom it is, its hint, and room to write; of a frame, each part."""
    asked: list[Block] = [blocks.Heading(spec["prompt"]), blocks.led(WHO[spec["who"]], spec["hint"])]
    if "frames" not in spec:
        return [*asked, blocks.Blank(6)]
    parts = spec["frames"][0]["parts"]
    return [*asked, *(block for part in parts for block in (blocks.Heading(part["label"]), blocks.Blank(3)))]


KIND = Kind(
    "reflect",
    calls=(reflect,),
    activity=Reflect,
    minutes=lambda spec: 6 if "frames" in spec else 2,
    writes=True,
    paper=paper,
)
