"""What the one who leads holds: the plans, every step with its words and its notes, and the answers.

The words stand as in the worked session. Those of 20 minutes are others, and are written out at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook.checks.session import LENGTHS
from workbook.kit import activities
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block, Heading, Paragraph
from workbook.sessions.papers import pages
from workbook.sessions.papers.material import Chapter
from workbook.sessions.steps import LONG, NOTES, SHORT, WORKED, Line, Step
from workbook.sessions.tables import LEFT_OUT, START, starts

READ_ALOUD = (
    "Words beside a thick line are to be read aloud, slowly. What is in brackets is yours to fill in. The "
    "times are those of a session of 60 minutes that begins at 14:00: begin later, and add the difference."
)
NOT_WRITTEN = (
    "No session of 60 minutes is written out for this chapter yet. The words at the beginning and at the "
    "end are those for any session, and each step has its notes."
)
BEGIN = (
    "To open",
    "What stays, and what cannot stay",
    "How to pass, and how to leave",
    "To start the threes",
)
REAL_EVENT = "When somebody begins to tell of a real event"


def script(chapter: Chapter) -> list[Block]:
    """The whole session, to lead it from paper."""
    name = WORKED.format(chapter.session.id).removesuffix(".md")
    worked = (pages.FOLDER / f"{name}.md").is_file()
    times = {length: starts(chapter.session, length) for length in LENGTHS}
    made = [
        blocks.paragraph(f"“{chapter.session.title}”"),
        blocks.paragraph(READ_ALOUD if worked else f"{READ_ALOUD} {NOT_WRITTEN}"),
        *_plans(chapter, times),
        blocks.new_page(),
        blocks.part("Before you run this with a group"),
        *(one for one in chapter.leading if not isinstance(one, Heading)),
    ]
    if worked:
        made += _sections(name, before=True)
    made += [
        blocks.part(REAL_EVENT),
        *pages.section("words-to-say", REAL_EVENT),
        blocks.part("What the sponsor says, and then leaves"),
        *pages.section("the-sponsor", "What to say at the start"),
    ]
    for step in chapter.session.steps:
        made += _step(chapter, step, times)
    if worked:
        made += _sections(name, before=False)
    return [*made, *_short(chapter, name, times[20])]


def _plans(chapter: Chapter, times: dict[int, dict[str, str]]) -> Iterator[Block]:
    yield blocks.part(f"Three plans, from {START:%H:%M}")
    head = ["Step", *(f"{length} minutes" for length in LENGTHS)]
    rows = [
        [step.title, *(times[length].get(step.id, LEFT_OUT) for length in LENGTHS)]
        for step in chapter.session.steps
    ]
    yield blocks.table("When each step begins, and how long it is", head, rows)


def _sections(name: str, *, before: bool) -> Iterator[Block]:
    """What a session that is written out says before its first step, or after its last one."""
    headings = [line[3:] for line in pages.text(name).splitlines() if line.startswith("## ")]
    steps = [place for place, one in enumerate(headings) if one[:2].isdigit()]
    for heading in headings[: steps[0]] if before else headings[steps[-1] + 1 :]:
        if heading != SHORT[3:]:
            yield blocks.part(heading)
            yield from _beginning(name, heading) if heading == LONG[3:] else pages.section(name, heading)


def _beginning(name: str, heading: str) -> Iterator[Block]:
    """What stands before the steps of a longer or a shorter session; its plan is in the table."""
    for block in pages.section(name, heading):
        if isinstance(block, Heading):
            return
        if isinstance(block, Paragraph) and not block.text.startswith("“Say”"):
            yield block


def _short(chapter: Chapter, name: str, times: dict[str, str]) -> Iterator[Block]:
    """The session of 20 minutes, written out, where its words are."""
    steps = [step for step in chapter.session.steps if step.short]
    if steps:
        yield blocks.new_page()
        yield blocks.part(SHORT[3:])
        yield from _beginning(name, SHORT[3:])
    for step in steps:
        yield blocks.heading(f"{step.title} ({times[step.id]})")
        yield from _lines(step.short)


def _step(chapter: Chapter, step: Step, times: dict[int, dict[str, str]]) -> Iterator[Block]:
    when = times[60].get(step.id) or f"only in 90 minutes: {times[90][step.id]}"
    yield blocks.part(f"{step.title} ({when})")
    if purpose := step.notes.get("purpose"):
        yield blocks.led(NOTES["purpose"], purpose)
    yield from _lines(step.script)
    if not step.script:
        yield from _without_a_script(step)
    for name in ("usually", "watch", "paper"):
        if said := step.notes.get(name):
            yield blocks.led(NOTES[name], said)
    for spec in chapter.specs(step.id):
        yield from activities.answers(spec)


def _lines(script: Iterable[Line]) -> Iterator[Block]:
    for line in script:
        if line.kind == "say":
            yield blocks.say(line.text)
        else:
            yield blocks.led(line.lead, line.text) if line.lead else blocks.paragraph(line.text)


def _without_a_script(step: Step) -> Iterator[Block]:
    """What there is to say where no words are written out for this step."""
    if step.id == "open":
        for heading in BEGIN:
            yield from pages.section("words-to-say", heading)
    elif step.id == "close":
        yield from pages.section("words-to-say", "To close")
    elif step.part == "one-thing":
        for heading in ("The ask", "May it go?"):
            yield from pages.section("words-to-say", heading)
    elif step.wall:
        yield blocks.paragraph("What the room is asked:")
        yield from map(blocks.say, step.wall)
