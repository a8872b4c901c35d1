"""What people hold: the questions with room to write, where to turn, and, later, the worked example.

The answers to the quiz are not here, nor is any figure that is to be guessed. A question that the chapter
marks as sensitive is for one person alone, and is left out: others sit beside whoever reads this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.evidence import support
from workbook.kit import activities
from workbook.kit.activities.strings import SHARED
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.sessions.papers.material import Chapter, Spec
from workbook.sessions.steps import Step

YOURS = (
    "Leave out whatever you like. What you write here is yours: nobody collects it, and you take it with "
    "you. Write about how things work, not about a person or an event."
)
IN_THE_ROOM = "What the room is asked:"
TURN, ANYONE = "Where to turn", "Anyone"
ALWAYS = ("At any time", "24 hours")
OTHERS = "People at work, and what they are there for"


def handout(chapter: Chapter) -> list[Block]:
    """The questions of the whole chapter, step by step."""
    made: list[Block] = [
        blocks.paragraph(f"“{chapter.session.title}”"),
        *([blocks.note(chapter.before)] if chapter.before else []),
        blocks.paragraph(f"{YOURS} {SHARED['court']}"),
    ]
    for step in chapter.session.steps:
        if step.part:
            specs = [spec for spec in chapter.specs(step.id) if not spec.get("sensitive")]
            made.append(blocks.part(step.title))
            if rest := _not_yet_asked(step, specs):
                made += [blocks.led(IN_THE_ROOM, rest[0])] if len(rest) == 1 else _several(rest)
            if not specs:
                made.append(blocks.blank(4))
            for spec in specs:
                made += activities.paper(spec)
    return [*made, *where_to_turn()]


def later(chapter: Chapter) -> list[Block]:
    """What people get once they have answered for themselves; nothing where there is none."""
    return [block for spec in chapter.all_specs() for block in activities.later(spec)]


def where_to_turn() -> Iterator[Block]:
    """People to talk to today, and the roles at work; more than one way, always."""
    yield blocks.part(TURN)
    yield blocks.paragraph(SHARED["risk"])
    yield blocks.items([_service(one) for one in support.support().services if _now(one)])
    yield blocks.heading(OTHERS)
    yield blocks.items([f"{one.name}. {one.for_}" for one in support.support().roles])
    label = support.support().local_line.split(":")[0]
    yield blocks.field(label, 2)
    yield blocks.paragraph(support.support().confidentiality_line)
    yield blocks.paragraph(support.support().dates_line)


def _now(service: support.Service) -> bool:
    """Whether anybody can ring or write at any hour, from the first list: the later one is for single needs."""
    return service.who.startswith(ANYONE) and service.hours.startswith(ALWAYS) and not service.added


def _service(one: support.Service) -> str:
    how = one.text or f"ring {one.phone}"
    hours = re.sub(r" \([^)]*\)", "", one.hours)
    who = "" if one.who == ANYONE else f" {one.who}."
    return f"{one.name}: {how}. {one.for_}{who} {hours}."


def _not_yet_asked(step: Step, specs: list[Spec]) -> list[str]:
    """What the room is asked, where no prompt says it; of a quiz, the questions say it all."""
    prompts = " ".join(str(spec["prompt"]) for spec in specs)
    return [said for said in step.wall if step.part != "recall" and said.removeprefix("Or: ") not in prompts]


def _several(rest: list[str]) -> list[Block]:
    return [blocks.paragraph(IN_THE_ROOM), blocks.items(rest)]
