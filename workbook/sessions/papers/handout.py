"""What people hold: the questions with room to write, where to turn, and, later, the worked example.

The answers to the quiz are not here, nor is any figure that is to be guessed. A question that the chapter
marks as sensitive is for one person alone, and is left out: others sit beside whoever reads this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.evidence import support
from workbook.kit import activities
from workbook.kit.activities import _html, ask, plan, prioritise, scenario
from workbook.kit.activities.reflect import WHO
from workbook.kit.text import blocks as _blocks
from workbook.kit.text.blocks import Block
from workbook.sessions.model import Step
from workbook.sessions.papers import blocks
from workbook.sessions.papers.material import Chapter, Spec

YOURS = (
    "Leave out whatever you like. What you write here is yours: nobody collects it, and you take it with "
    "you. Write about how things work, not about a person or an event."
)
IN_THE_ROOM = "What the room is asked:"
OWN_SHEET = "There is one sheet for it, for the whole room."
TURN, ANYONE = "Where to turn", "Anyone"
ALWAYS = ("At any time", "24 hours")
OTHERS = "People at work, and what they are there for"
LATER = "First think of your own answer. Then read on."


def handout(chapter: Chapter) -> list[Block]:
    """The questions of the whole chapter, step by step."""
    made = [
        _blocks.paragraph(f"“{chapter.session.title}”"),
        *([blocks.note(chapter.before)] if chapter.before else []),
        _blocks.paragraph(f"{YOURS} {_html.COURT}"),
    ]
    for step in chapter.session.steps:
        if step.part:
            specs = [spec for spec in chapter.specs(step.id) if not spec.get("sensitive")]
            made.append(_blocks.part(step.title))
            if rest := _not_yet_asked(step, specs):
                made += [blocks.led(IN_THE_ROOM, rest[0])] if len(rest) == 1 else _several(rest)
            if not specs:
                made.append(_blocks.blank(4))
            for spec in specs:
                made += asked(spec)
    return [*made, *where_to_turn()]


def later(chapter: Chapter) -> list[Block]:
    """The worked examples, to be handed out once people have answered; nothing where there is none."""
    made: list[Block] = []
    for spec in chapter.all_specs():
        if spec["kind"] == "scenario":
            said = activities.blocks(spec, {"shown": True})
            opened = next(place for place, one in enumerate(said) if one.get("text") == scenario.WORKED)
            made += [_blocks.paragraph(f"{LATER} {scenario.NOT_THE_ONLY}"), *said[opened:]]
    return made


def asked(spec: Spec) -> Iterator[Block]:
    """One activity as people get it: what it asks, a hint, and room to write."""
    hint = str(spec.get("hint", ""))
    if spec["kind"] == "plan":
        yield _blocks.heading(spec["prompt"])
        yield blocks.led("When …", spec["when_hint"])
        yield _blocks.blank(2)
        yield blocks.led("then I will …", spec["then_hint"])
        yield _blocks.blank(2)
        yield blocks.field(plan.DATE_LABEL)
        yield blocks.field(plan.TELL_LABEL)
    elif spec["kind"] == "ask":
        yield _blocks.heading(spec["prompt"])
        yield _blocks.paragraph(OWN_SHEET)
        for lead, said in (
            (ask.WHAT, spec["what_hint"]),
            (ask.OF, ask.roles_hint(spec["roles"])),
            (ask.WHY, spec["why_hint"]),
        ):
            if said:
                yield blocks.led(lead, said)
    elif spec["kind"] == "prioritise":
        yield _blocks.heading(spec["prompt"])
        yield _blocks.paragraph(prioritise.NUMBER)
        yield blocks.to_tick([one["text"] for one in spec["items"]])
        yield _blocks.heading(spec["why"])
        yield _blocks.blank(4)
    elif spec["kind"] == "recall":
        yield _blocks.paragraph(spec["prompt"])
        for block in activities.blocks(spec, None):
            yield blocks.to_tick(block["items"]) if block["type"] == "list" else block
    else:
        for number, block in enumerate(activities.blocks(spec, None)):
            yield block
            if number == 0 and (hint or spec.get("who") in WHO):
                yield blocks.led(WHO[spec["who"]], hint) if "who" in spec else _blocks.paragraph(hint)


def where_to_turn() -> Iterator[Block]:
    """People to talk to today, and the roles at work; more than one way, always."""
    yield _blocks.part(TURN)
    yield _blocks.paragraph(_html.RISK)
    yield _blocks.items([_service(one) for one in support.services() if _now(one)])
    yield _blocks.heading(OTHERS)
    yield _blocks.items([f"{one['name']}. {one['for']}" for one in support.roles()])
    label = support.line("local_line").split(":")[0]
    yield blocks.field(label, 2)
    yield _blocks.paragraph(support.line("confidentiality_line"))
    yield _blocks.paragraph(support.line("dates_line"))


def _now(service: Spec) -> bool:
    """Whether anybody can ring or write at any hour."""
    return str(service["who"]).startswith(ANYONE) and str(service.get("hours", "")).startswith(ALWAYS)


def _service(one: Spec) -> str:
    how = one.get("text") or f"ring {one['phone']}"
    hours = re.sub(r" \([^)]*\)", "", str(one["hours"]))
    who = "" if one["who"] == ANYONE else f" {one['who']}."
    return f"{one['name']}: {how}. {one['for']}{who} {hours}."


def _not_yet_asked(step: Step, specs: list[Spec]) -> list[str]:
    """What the room is asked, where no prompt says it; of a quiz, the questions say it all."""
    prompts = " ".join(str(spec["prompt"]) for spec in specs)
    return [said for said in step.wall if step.part != "recall" and said.removeprefix("Or: ") not in prompts]


def _several(rest: list[str]) -> list[Block]:
    return [_blocks.paragraph(IN_THE_ROOM), _blocks.items(rest)]
