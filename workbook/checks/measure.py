"""How long a chapter is: the words that stand open, the boxes to write in, and the minutes they take.

Not counted: what stands below a heading that begins with "Extra"; drawings, captions, tables and folds. A
worked example that opens after a reader's own answer counts in the minutes alone. Where a step offers several
prompts of the kind `reflect`, to be chosen from, the minutes are those of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from html.parser import HTMLParser

from workbook.chapters.notebook import Cell, Notebook, Step
from workbook.kit.activities import kind_named, later, minutes, paper
from workbook.kit.authoring.published import Activity
from workbook.kit.text.blocks import Block
from workbook.kit.text.markdown import plain_text

WORDS_A_MINUTE = 180
"""How fast a reader reads who has been on her feet for hours."""
EXTRA = re.compile(r"#{2,3} +Extra\b")
_HEADING = re.compile(r"#{2,3} +\S")


@dataclass(frozen=True)
class Length:
    """How long something is."""

    words: int = 0
    boxes: int = 0
    asked: float = 0
    """The minutes that its activities ask for, beside reading."""

    @property
    def minutes(self) -> float:
        """The minutes that reading and doing take together."""
        return self.words / WORDS_A_MINUTE + self.asked

    def __add__(self, other: Length) -> Length:
        """Both together."""
        return Length(self.words + other.words, self.boxes + other.boxes, self.asked + other.asked)


def counted_cells(step: Step) -> Iterator[Cell]:
    """The cells of a step that a learner sees and that count: all but what is extra."""
    extra = False
    for cell in step.learner_cells:
        if cell.kind == "markdown" and _HEADING.match(cell.source):
            extra = bool(EXTRA.match(cell.source))
        if not extra:
            yield cell


def of_step(step: Step) -> Length:
    """How long a step is."""
    length = sum((of_cell(cell) for cell in counted_cells(step)), Length())
    offered = [_of_activity(one).asked for one in _offered(step)]
    return replace(length, asked=length.asked - sum(offered) + max(offered, default=0))


def _offered(step: Step) -> list[Activity]:
    """The prompts that a step offers to choose from: those that say for whom they are."""
    activities = [activity for cell in counted_cells(step) for activity in cell.activities]
    return [activity for activity in activities if activity.spec.get("who")]


def of_chapter(chapter: Notebook) -> Length:
    """How long all steps are together."""
    return sum((of_step(step) for step in chapter.steps), Length())


def of_cell(cell: Cell) -> Length:
    """How long one cell is: its words if it is Markdown, else what it shows."""
    if cell.kind == "markdown":
        return Length(_count(plain_text(cell.source, tables=True)))
    if not cell.activities:
        return Length(_count(_shown(cell.html)))
    return sum((_of_activity(activity) for activity in cell.activities), Length())


def _of_activity(activity: Activity) -> Length:
    """How long one activity is. Where its stored specification is not whole, which `stored` says, only its box."""
    spec, boxes = activity.spec, int(kind_named(activity.kind).writes)
    try:
        asked = minutes(spec) + _words(later(spec)) / WORDS_A_MINUTE
        return Length(_words(paper(spec)), boxes, asked)
    except (KeyError, TypeError, ValueError):
        return Length(boxes=boxes)


def report(chapter: Notebook) -> Iterator[str]:
    """The figures of a chapter, step by step, and of all of it."""
    for step in chapter.steps:
        length = of_step(step)
        yield (
            f"{chapter.path.stem}, cell {step.start.number}: {length.words:4} words, {length.boxes} boxes, "
            f"{length.minutes:4.1f} minutes (it says {step.minutes}): {step.title}"
        )
    length = of_chapter(chapter)
    yield (
        f"{chapter.path.stem}: {length.words} words, {length.boxes} boxes, {length.minutes:.0f} minutes "
        f"(it says {chapter.about.get('minutes')}) in {len(chapter.steps)} steps"
    )


def _words(blocks: Iterable[Block]) -> int:
    return sum(_count(text) for block in blocks for text in _texts(asdict(block)))


def _count(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _texts(part: object) -> Iterator[str]:
    """Every text in a block, or in what it is made of."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inside in part.values():
            yield from _texts(inside)
    elif isinstance(part, list | tuple):
        for inside in part:
            yield from _texts(inside)


def _shown(html: str) -> str:
    """The words of some HTML that stand open: not those of a drawing, nor those folded away."""
    reader = _Open()
    reader.feed(html)
    return " ".join(reader.words)


class _Open(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._closed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._closed += tag in ("script", "svg", "details", "table", "figcaption")

    def handle_endtag(self, tag: str) -> None:
        self._closed -= tag in ("script", "svg", "details", "table", "figcaption")

    def handle_data(self, data: str) -> None:
        if not self._closed:
            self.words.append(data)
