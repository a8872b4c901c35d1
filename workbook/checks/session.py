"""Rules on a chapter's notes for whoever leads a group: one after each step, short. The session itself is data beside
the notebook, and `workbook.sessions.rules` holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbook.chapters.notebook import Notebook
from workbook.checks.rule import Finding, chapter_rules
from workbook.kit.text import files, markdown

SAYS = ("**Purpose.**", "**Watch for.**")
"""What each note says, as paragraphs that begin so."""
MOST_WORDS = 110
A_SENTENCE = 40
"""So many letters are no turn of phrase: whoever leads reads them twice."""


def facilitators_have_notes(chapter: Notebook) -> Iterator[Finding]:
    """After each step's content stands one short note for the facilitator: its purpose, and what to watch for."""
    for cell in chapter.facilitator:
        if cell.kind != "markdown":
            yield cell, 'this cell is tagged "facilitator" and is no Markdown cell. Remove the tag.'
        about = str(cell.about.get("facilitates", ""))
        if about != cell.part or not about:
            yield (
                cell,
                f'this note stands in the part "{cell.part}" and its metadata say it facilitates "{about}". '
                f'Write "workbook": {{"facilitates": "{cell.part}"}}, or move it.',
            )
        if "plan" in cell.about:
            yield cell, 'this note has a "plan". Minutes stand in the chapter\'s .session.yaml: take it out.'
        begins = [paragraph.split(" ")[0] for paragraph in cell.source.split("\n\n")]
        leads = [" ".join(paragraph.split(" ")[:2]) for paragraph in cell.source.split("\n\n")]
        for says in SAYS:
            if says not in begins and says not in leads:
                yield cell, f"this note has no paragraph that begins {says} Add it, with what to say."
        if len(leads) != len(SAYS):
            yield (
                cell,
                f"this note has {len(leads)} paragraphs. Keep {' and '.join(SAYS)}; the rest is in the session.",
            )
        if (count := len(cell.source.split())) > MOST_WORDS:
            yield cell, f"this note has {count} words. Keep it to {MOST_WORDS}: nobody reads more on the day."
    for step in chapter.steps:
        if len(step.notes) != 1:
            what = "no note" if not step.notes else f"{len(step.notes)} notes"
            yield (
                step.start,
                f'this step has {what} for the facilitator. Put one cell tagged "facilitator" at its end.',
            )
        elif step.cells[-1] is not step.notes[0]:
            yield (
                step.notes[0],
                "the facilitator's note stands before some of its step. Put it at the step's end.",
            )


def what_is_hard_has_a_warning(chapter: Notebook) -> Iterator[Finding]:
    """A cell that is hard to read has a warning in bold at the end of the cell before it."""
    for before, cell in pairwise(chapter.cells):
        last = before.source.rstrip().rpartition("\n\n")[2]
        if cell.about.get("hard") and not (before.is_prose and last.startswith("**")):
            yield (
                cell,
                'this cell is "hard", and no warning in bold ends the cell before it. Write one there.',
            )


def notes_do_not_repeat_the_session(chapter: Notebook) -> Iterator[Finding]:
    """No sentence stands both in a note for the facilitator and in the session beside the chapter."""
    path = chapter.path.with_name(f"{chapter.path.stem}.session.yaml")
    session = " ".join(files.read(path).split()) if path.is_file() else ""
    for cell in chapter.facilitator:
        for sentence in re.split(r"[.\n]", re.sub(r"[*_#>`\[\]]", "", cell.source)):
            if len(sentence.strip()) > A_SENTENCE and sentence.strip() in session:
                yield (
                    cell,
                    f"this note says what the session says already: “{sentence.strip()}”. Say it in one of the two.",
                )


def notes_do_not_repeat_the_page(chapter: Notebook) -> Iterator[Finding]:
    """No sentence of a note for the facilitator stands on the learner's page too, what is quoted aside."""
    page = " ".join(markdown.plain_text(cell.source) for cell in chapter.cells if cell.is_prose).lower()
    for cell in chapter.facilitator:
        for sentence in re.split(r"(?<=[.?!:])\s|“[^”]*”", markdown.plain_text(cell.source)):
            if len(sentence.strip()) > A_SENTENCE and sentence.strip().lower() in page:
                yield (
                    cell,
                    f"this note says what the page says already: “{sentence.strip()}”. Point to it, or leave it out.",
                )


RULES = chapter_rules(
    facilitators_have_notes,
    notes_do_not_repeat_the_session,
    notes_do_not_repeat_the_page,
    what_is_hard_has_a_warning,
)
