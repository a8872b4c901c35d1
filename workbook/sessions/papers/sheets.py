"""The sheets that the room holds: 1 what we read, 2 my sheet, 3 our line, 4 slips, 5 the request, 6 what is extra."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from workbook.documents import drawings
from workbook.evidence import support
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import SHARED
from workbook.sessions import printing
from workbook.sessions.model import Form, Picture, Session, Text, Thing
from workbook.sessions.papers.markdown import as_blocks
from workbook.sessions.plan import Plan
from workbook.sessions.timing import MOST_LINES

FOLD = "Inside the fold: {title}. It is hard to read. You need not open it."
MADE_UP = "This story is made up."
YOURS = (
    "This sheet is yours. Nobody collects it, and you take it with you. "
    "Write about how things work, not about a person."
)
ASKED = ("read", "write", "talk", "note", "mark")
"""The ways in which the room is asked to do something."""
LINES = {1: 9, 2: 6, 3: 4, 4: 3, 5: 2}
"""How many lines a box on sheet 2 has, by how many boxes there are."""
SEND, NOT, NOTHING = "Send it", "Must not go", "Send nothing today"
ANYONE = "Anyone"
ALWAYS = ("At any time", "24 hours")
TURN, NOW, AT_WORK, HERE = SHARED["whereToTurn"], "People to talk to at any hour", "At work", "Here"


def sheet(thing: Thing, session: Session, plan: Plan) -> list[Block]:
    """What stands on a sheet in this plan."""
    source = thing.source
    if "outside" in source:
        return list(_to_read(thing, session, plan))
    if "boxes" in source:
        return [*_own(session, plan), blocks.NewPage(), *where_to_turn(session, plan)]
    if "fields" in source:
        return list(_of_group(source["fields"], session, plan))
    if "slip" in source:
        return list(_slips(session, plan, thing))
    if "form" in source:
        return [
            *form(session.forms["request"], _known(plan, session)),
            blocks.NewPage(),
            *form(session.forms["reply"], {}),
        ]
    return list(_chart(session.pictures[source["chart"]]))


def form(shown: Form, known: dict[str, str]) -> Iterator[Block]:
    """A form, with what the plan knows already."""
    yield blocks.part(shown.title)
    yield blocks.Paragraph(shown.intro)
    for field in shown.fields:
        if known.get(field.id):
            yield blocks.led(field.label, known[field.id])
        else:
            yield blocks.Field(field.label, field.lines)


def where_to_turn(session: Session, plan: Plan) -> Iterator[Block]:
    """People to talk to today, and the routes where people work; more than one way, always."""
    yield blocks.part(TURN)
    yield blocks.Paragraph("For any reason. There is more than one way, and you choose.")
    yield blocks.Heading(NOW)
    yield blocks.items(
        [in_a_line(service) for service in support.support().services if _at_any_hour(service)]
    )
    yield blocks.Heading(AT_WORK)
    for route in session.local:
        typed = plan.local.get(route.id, "").strip()
        yield blocks.led(route.label, typed) if typed else blocks.Field(route.label)
    yield blocks.Small(f"{support.support().confidentiality_line} {support.support().dates_line}")


def in_a_line(service: support.Service) -> str:
    """A service in one line: its name, how to reach it, and what for."""
    how = service.text or f"ring {service.phone}"
    who = "" if service.who == ANYONE else f" {service.who}."
    return f"{service.name}: {how}. {service.for_}{who}"


def _at_any_hour(service: support.Service) -> bool:
    """Whether anybody can ring or write at any hour, from the first list: the later one is for single needs."""
    return service.who.startswith(ANYONE) and service.hours.startswith(ALWAYS) and not service.added


def _to_read(thing: Thing, session: Session, plan: Plan) -> Iterator[Block]:
    """What is read aloud; on the other side what is read in quiet, if this plan has a time for it."""
    yield from _text(session.texts[thing.source["outside"]])
    if printing.inside_is_read(plan.times(session), thing):
        inside = session.texts[thing.source["inside"]]
        if thing.hard:
            yield blocks.Note(FOLD.format(title=inside.title))
        yield blocks.NewPage()
        yield from _text(inside)


def _text(text: Text) -> Iterator[Block]:
    yield blocks.part(text.title)
    if text.made_up:
        yield blocks.Small(MADE_UP)
    lines = text.markdown.split("\n\n")
    yield from as_blocks("\n\n".join(line for line in lines if not line.startswith("#")))


def _own(session: Session, plan: Plan) -> Iterator[Block]:
    """The room's lines in order, with a box where people write."""
    yield blocks.Paragraph(YOURS)
    asked = [
        timed.beat for timed in plan.times(session) if timed.beat.way in ASKED and timed.beat.only != "reply"
    ]
    boxes = sum(beat.way == "write" for beat in asked)
    lines: list[str] = []
    for beat in asked:
        if beat.way != "write":
            lines.append(plan.fill(session, beat.show))
            continue
        if lines:
            yield blocks.items(lines)
            lines = []
        yield blocks.Heading(plan.fill(session, beat.show))
        yield blocks.Blank(LINES.get(boxes, 2))
    if lines:
        yield blocks.items(lines)


def _of_group(fields: list[str], session: Session, plan: Plan) -> Iterator[Block]:
    """The picture of the session, and the blanks for a line where the plan has one."""
    shown = [timed.beat.picture for timed in plan.times(session) if timed.beat.picture]
    for key in [key for key in shown if session.pictures[key].kind == "picture"][:1]:
        yield from drawing(session.pictures[key])
    if any(timed.beat.way == "note" for timed in plan.times(session)):
        yield blocks.Heading("In capitals. No names, and nothing that points to one person. Blank is fine.")
        for label in fields:
            yield blocks.Field(label, 2)


def _slips(session: Session, plan: Plan, thing: Thing) -> Iterator[Block]:
    rows = [str(number) for number in range(1, MOST_LINES + 1)]
    yield blocks.slips(
        f"Sheet {thing.key}, {thing.title}. Cut along the lines, and throw this strip away.",
        (SEND, NOT),
        rows,
        NOTHING,
    )


def _known(plan: Plan, session: Session) -> dict[str, str]:
    return {"day": plan.on, "due": plan.due if plan.day else ""}


def drawing(picture: Picture) -> Iterator[Block]:
    """A picture of the chapter with its caption."""
    parts, alt = drawings.of(picture.html)
    yield blocks.drawing(parts, alt, "picture")
    if picture.title:
        yield blocks.Paragraph(picture.title)


def _chart(picture: Picture) -> Iterator[Block]:
    """The chart, its sentence, its limits and its source."""
    shown = BeautifulSoup(picture.html, "html.parser")
    yield blocks.part(picture.title)
    parts, alt = drawings.of(picture.html)
    yield blocks.drawing(parts, alt, "chart")
    yield blocks.Paragraph(_words(shown.select_one(".wb-figure-sentence")))
    yield blocks.Heading(_words(shown.select_one(".wb-figure-cannot")))
    yield blocks.items([_words(limit) for limit in shown.select(".wb-figure-limits li")])
    source = _words(shown.select_one(".wb-figure-source"))
    yield blocks.Small(". ".join(line for line in source.split(". ") if "links to" not in line))


def _words(tag: Tag | None) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).strip() if tag else ""
