"""Rules on length and time: what a tired reader can do in the minutes that a chapter promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.chapters.notebook import Notebook
from workbook.checks import figures, measure
from workbook.checks.rule import Finding, chapter_rules, rules
from workbook.kit.text import markdown, placeholders

MOST_WORDS, MOST_BOXES, LEAST_PICTURES = 3200, 10, 3
STEP_MINUTES = (3, 8)
CHAPTER_MINUTES = (30, 40)
STEP_OFF, CHAPTER_OFF = 1, 2
"""By how many minutes a promise may differ from what is computed."""
LONGEST_HEADING = 75
_POINTS = re.compile(r"(?:it|its|that|this|these|those|they|them|and then)\b", re.IGNORECASE)


def minutes_add_up(chapter: Notebook) -> Iterator[Finding]:
    """Each step has three to eight minutes; together they are the chapter's, thirty to forty."""
    low, high = STEP_MINUTES
    for step in chapter.steps:
        minutes = step.start.about.get("minutes")
        if not isinstance(minutes, int) or not low <= minutes <= high:
            yield (
                step.start,
                f"this step has {minutes} minutes. Give it {low} to {high}, as a whole number, or split or join "
                "steps.",
            )
    total, promised = chapter.minutes, chapter.about.get("minutes")
    if promised != total:
        yield (
            None,
            f"the steps add up to {total} minutes, and the metadata say {promised}. Correct one of them.",
        )
    low, high = CHAPTER_MINUTES
    if not low <= total <= high:
        yield (
            None,
            f"the steps add up to {total} minutes. A chapter takes {low} to {high}: shorten or split steps.",
        )


def minutes_are_those_it_takes(chapter: Notebook) -> Iterator[Finding]:
    """The minutes promised are those it takes: words at 180 a minute, and what each activity asks for."""
    if not _is_written(chapter):
        return
    low, high = STEP_MINUTES
    for step in chapter.steps:
        takes = round(measure.of_step(step).minutes)
        if step.minutes and abs(step.minutes - min(max(takes, low), high)) > STEP_OFF:
            yield (
                step.start,
                f"this step promises {step.minutes} minutes and takes about {takes}. Change its minutes, or its "
                f"length. {_MEASURE}",
            )
    takes = round(measure.of_chapter(chapter).minutes)
    if abs(chapter.minutes - takes) > CHAPTER_OFF:
        yield (
            None,
            f"it promises {chapter.minutes} minutes and takes about {takes}. Change its length, or its promise. "
            f"{_MEASURE}",
        )


_MEASURE = "python -m workbook check --measure says what each step takes."


def _is_written(chapter: Notebook) -> bool:
    """Whether there is something to measure: every cell was run, and no prompt to the author is left."""
    return chapter.was_run and not placeholders.find(chapter.stored)


def chapter_can_be_finished(chapter: Notebook) -> Iterator[Finding]:
    """A chapter's counted steps have at most 3,200 words and ten boxes to write in."""
    if not _is_written(chapter):
        return
    length = measure.of_chapter(chapter)
    for count, most, what in (
        (length.words, MOST_WORDS, "words"),
        (length.boxes, MOST_BOXES, "boxes to write in"),
    ):
        if count > most:
            yield (
                None,
                f"it has {count} {what}, and {most} is the limit. Cut, or put what is for those who want more below "
                f"a heading that begins with “Extra”. {_MEASURE}",
            )


def what_is_extra_says_so(chapter: Notebook) -> Iterator[Finding]:
    """A box to write in after the last questions stands below a heading that begins with “Extra”."""
    for step in chapter.steps:
        if step.part == "recall":
            for cell in measure.counted_cells(step):
                if measure.of_cell(cell).boxes:
                    yield (
                        cell,
                        "this box comes after the chapter's end, and no heading says that it is extra. Begin the "
                        "heading above it with “Extra”, as “### Extra: put it together”.",
                    )


def three_ideas_are_drawn(chapter: Notebook) -> Iterator[Finding]:
    """A chapter has at least three drawn ideas."""
    drawn = sum(call.word == "picture" for cell in chapter.code for call in cell.calls)
    if drawn < LEAST_PICTURES:
        yield (
            None,
            f"it has {drawn} pictures, and at least {LEAST_PICTURES} ideas are drawn. Draw one more that carries a "
            'thought its step needs: picture("...").',
        )


def sentences_have_one_evidence_link(chapter: Notebook) -> Iterator[Finding]:
    """A sentence has one link to the evidence at most, on the words that carry the fact."""
    for cell in chapter.prose:
        for sentence in figures.sentences(cell.source):
            if len(sentence.ids) > 1 and not sentence.in_table:
                start = " ".join(sentence.text.split()[:8])
                yield (
                    cell,
                    f"the sentence “{start} …” has {len(sentence.ids)} links to the evidence. Keep the one on the "
                    "words that carry the fact, or make two sentences.",
                )


def headings_stand_alone(chapter: Notebook) -> Iterator[Finding]:
    """A heading makes sense to someone who has only seen the menu: short, and naming what it is about."""
    for cell in chapter.prose:
        for heading in markdown.headings(cell.source):
            if placeholders.find(heading):
                continue
            if _POINTS.match(heading):
                yield (
                    cell,
                    f"the heading “{heading}” points at something that a menu does not show. Name the thing.",
                )
            if len(heading) > LONGEST_HEADING:
                yield (
                    cell,
                    f"the heading “{heading}” has {len(heading)} letters, and {LONGEST_HEADING} is the limit. "
                    "Shorten it: it stands in a menu.",
                )


RULES = (
    *chapter_rules(
        minutes_add_up,
        minutes_are_those_it_takes,
        chapter_can_be_finished,
        what_is_extra_says_so,
        three_ideas_are_drawn,
    ),
    *rules(sentences_have_one_evidence_link, headings_stand_alone),
)
