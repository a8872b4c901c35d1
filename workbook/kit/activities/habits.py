"""``habits``: in the last four weeks, how often did I do this? A look at oneself: no score, no norm.

The questions are the book's own, in a file that its configuration names. Each answer opens one small thing to try. Done
again, it shows then and now side by side. A copy asks a colleague the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from workbook.kit import book
from workbook.kit.activities import _html
from workbook.kit.activities._base import Activity, distinct
from workbook.kit.activities._paper import GAP
from workbook.kit.activities.kind import Kind, Spec
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block

PROMPT = "In the last four weeks, how often did I …"
BANDS = ("often", "seldom", "never-came-up")
OFTEN: Mapping[str, tuple[str, str]] = {
    "most-days": ("Most days", "often"),
    "most-weeks": ("Most weeks", "often"),
    "once-or-twice": ("Once or twice", "seldom"),
    "not": ("Not in these four weeks", "seldom"),
    "never-came-up": ("It did not come up", "never-came-up"),
}
"""The answers, in order: what each says, and which small thing to try it opens. No answer is better."""
BAND_WORDS = (
    "Most days, or most weeks",
    "Once or twice, or not in these four weeks",
    "It did not come up",
)
NOTE = (
    "A prompt for reflection, not a validated test. Nothing is added up, and no answer is better than "
    "another. It is easy to see oneself kindly. A colleague may have seen something else."
)
TRY = "Small things to try"
MOST = 5

ASK = "A copy to ask a colleague with"
CHOOSE = (
    "Choose somebody whom you do not manage, and who does not manage you. They may say no. "
    "Nobody sends this but you."
)
SHEET = "What have you seen me do?"
FREE = (
    "You may say no, and you need not say why. Nothing is added up, and no answer is better than another. "
    "You can give this back to me, or tell me, or keep it."
)
SEEN = ("Most days", "Most weeks", "Once or twice", "I have not seen it", "I could not have seen it")
SEEN_PROMPT = "In the last four weeks, how often have you seen me …"
ONLY_ME = "Write about me, and about nobody else. Leave out names."


class Habits(Activity):
    """A few things that others can see or hear, and how often they were done."""

    KIND = "habits"

    def fallback(self) -> list[str]:
        """Return each item with circles to tick, things to try folded away, and the copy for a colleague."""
        spec = self.spec
        return [
            _html.line("wb-kicker", "My own habits"),
            _html.line("wb-prompt", spec["prompt"]),
            _html.line("wb-hint", NOTE),
            *(line for one in spec["items"] for line in _item(one)),
            '<details class="wb-details">',
            f"<summary>{ASK}</summary>",
            _html.line("wb-hint", CHOOSE),
            *_sheet(spec),
            "</details>",
        ]


def _item(one: Mapping[str, str]) -> Iterator[str]:
    yield '<div class="wb-habit">'
    yield _html.line("wb-asked", f"… {one['did']}")
    yield _circles([words for words, _ in OFTEN.values()])
    yield '<details class="wb-details">'
    yield f"<summary>{TRY}</summary>"
    yield '<ul class="wb-tries">'
    for band, words in zip(BANDS, BAND_WORDS, strict=True):
        yield f"<li><strong>{words}:</strong> {escape(one[band])}</li>"
    yield "</ul>"
    yield "</details>"
    yield "</div>"


def _circles(answers: Sequence[str]) -> str:
    ticks = "".join(f'<li><span class="wb-circle"></span>{escape(one)}</li>' for one in answers)
    return f'<ul class="wb-circles">{ticks}</ul>'


def _sheet(spec: Mapping[str, Any]) -> Iterator[str]:
    """The sheet for a colleague. js/habits.js makes the same one."""
    yield '<div class="wb-sheet">'
    yield _html.line("wb-sheet-title", SHEET)
    yield _html.line("wb-sheet-note", FREE)
    yield _html.line("wb-sheet-rule", SEEN_PROMPT)
    for one in spec["items"]:
        yield _html.line("wb-asked", f"… {one['did']}")
        yield _circles(SEEN)
    yield _html.line("wb-sheet-foot", ONLY_ME)
    yield "</div>"


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
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


def every() -> dict[str, dict[str, str]]:
    """Return every item by its whole name, such as ``attending.to-the-end``."""
    return {
        f"{name}.{item}": {"id": f"{name}.{item}", **words}
        for name, one in sets().items()
        for item, words in one["items"].items()
    }


def habits(slug: str, *, set: str = "", items: Sequence[str] = (), prompt: str = "") -> Habits:
    """Ask how often the reader did a few things in the last four weeks. Nothing is scored.

    ``set`` is one of "attending", "understanding", "empathising", "helping", "inclusion", "team-safety".
    Or choose up to six ``items`` by name, such as items=["attending.to-the-end", "helping.what-would-help"].
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
    usual = f"{sets()[set]['title']}: {PROMPT[0].lower()}{PROMPT[1:]}" if set else PROMPT
    return Habits(slug, prompt.strip() or usual, {"items": [every()[name] for name in names]})


def paper(spec: Spec) -> list[Block]:
    """Each item with a gap, and the answers to choose from."""
    return [
        blocks.heading(spec["prompt"]),
        blocks.items([f"… {item['did']}: {GAP}" for item in spec["items"]]),
        blocks.paragraph(f"Answers: {'. '.join(label for label, _ in OFTEN.values())}."),
        blocks.paragraph(NOTE),
    ]


KIND = Kind("habits", calls=(habits,), activity=Habits, paper=paper)
