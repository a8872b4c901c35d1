"""``habits``: in the last four weeks, how often did I do this? A look at oneself: no score, no norm.

The questions are the book's own, in a file that its configuration names. Each answer opens one small thing to
try. Done again, it shows then and now side by side. A copy asks a colleague the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from workbook.kit import book
from workbook.kit.activities.arguments import distinct, optional_text
from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import blocks, yaml
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import GAP, SHARED, STRINGS

TEXT = STRINGS["habits"]
MOST = 5
_ANSWERS = {"$ref": "#/$defs/often"}


class Habits(Activity):
    """A few things that others can see or hear, and how often they were done."""

    KIND = "habits"
    VALUE: ClassVar = {
        "description": "How often, item by item; the day of this round; and earlier rounds, oldest first.",
        "required": ["answers", "on", "before"],
        "properties": {
            "answers": _ANSWERS,
            "on": {"type": "string"},
            "before": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["answers", "on"],
                    "properties": {"answers": _ANSWERS, "on": {"type": "string"}},
                },
            },
        },
    }


def sets() -> dict[str, dict[str, Any]]:
    """Return every set by name: its title, and its items by name."""
    file = book.current().habits
    if not file:
        raise AuthorError(
            "This book has no questions about habits. Write some, and name their file: habits in the book's "
            "configuration (workbook/kit/book.py)."
        )
    return _read(Path(file))


@cache
def _read(file: Path) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.read(file)
    return loaded


def every() -> dict[str, dict[str, str]]:
    """Return every item by its whole name, such as ``attending.to-the-end``."""
    return {
        f"{name}.{item}": {"id": f"{name}.{item}", **words}
        for name, one in sets().items()
        for item, words in one["items"].items()
    }


@author_call
def habits(slug: str, *, set: str = "", items: Sequence[str] = (), prompt: str = "") -> Habits:
    """Ask how often the reader did a few things in the last four weeks. Nothing is scored.

    ``set`` is one of "attending", "understanding", "empathising", "helping", "inclusion", "team-safety".
    Or choose up to five ``items`` by name, such as items=["attending.to-the-end", "helping.what-would-help"].
    ``prompt`` is the line above them; there is a good one already.
    """
    whose = f"The habits “{slug}”"
    if isinstance(items, str):
        raise AuthorError(f'{whose}: write the items as a list, such as items=["{items}"].')
    if bool(set) == bool(items):
        raise AuthorError(
            f'{whose} needs either a set, such as set="attending", or a list of items. '
            f"{'Keep one of the two' if set else 'Write one of the two'}. The sets are: {', '.join(sets())}."
        )
    if set and set not in sets():
        raise AuthorError(
            f"{whose} asks for the set “{set}”, which is not there. The sets are: {', '.join(sets())}."
        )
    names = [name for name in every() if name.startswith(f"{set}.")] if set else list(items)
    for name in names:
        if name not in every():
            near = get_close_matches(str(name), every(), n=3, cutoff=0.4)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise AuthorError(
                f"{whose} asks for the item “{name}”, which is not in {Path(book.current().habits).name}.{hint}"
            )
    distinct(names, whose, "items")
    if len(names) > MOST:
        raise AuthorError(f"{whose} has {len(names)} items. Keep it short: at most {MOST}.")
    asked = TEXT["prompt"]
    usual = f"{sets()[set]['title']}: {asked[0].lower()}{asked[1:]}" if set else asked
    return Habits(
        slug, optional_text(prompt, whose, "prompt") or usual, {"items": [every()[name] for name in names]}
    )


def paper(spec: Spec) -> list[Block]:
    """Each item with a gap, and the answers to choose from."""
    return [
        blocks.Heading(spec["prompt"]),
        blocks.items([f"… {item['did']}: {GAP}" for item in spec["items"]]),
        blocks.Paragraph(SHARED["answers"].format(answers=". ".join(TEXT["often"].values()))),
        blocks.Paragraph(TEXT["note"]),
    ]


KIND = Kind(
    "habits",
    calls=(habits,),
    activity=Habits,
    minutes=lambda spec: 1 + 0.5 * len(spec["items"]),
    paper=paper,
)
