"""Paper 7, the script: the session and nothing else. Paper 8, the same beats for the host of those elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import SHARED
from workbook.sessions import timing
from workbook.sessions.model import Session, plain_paragraphs
from workbook.sessions.plan import Plan
from workbook.sessions.timing import Timed

HOW = {
    "hear": "everybody listens",
    "read": "alone, in quiet",
    "write": "alone, on sheet 2",
    "talk": "in groups",
    "note": "in groups, on sheet 3",
    "mark": "alone, on a slip",
    "rest": "a pause",
}
READ_ELSEWHERE = (1, 2, 3, 6)
"""The sheets that people elsewhere have as files."""
FIRST = (
    "Words beside a thick line are read aloud. Then comes the room's own time: start the clock when you have "
    "finished speaking."
)


def script(session: Session, plan: Plan) -> Iterator[Block]:
    """What is said and done, beat by beat."""
    times = plan.times(session)
    yield blocks.Paragraph(_day(session, plan))
    yield blocks.Paragraph(FIRST)
    yield blocks.items(list(_debts(plan, times)))
    out: set[int | str] = set()
    for part, listed in groupby(times, key=lambda timed: timed.beat.part):
        beats = list(listed)
        yield blocks.part(f"{plan.clock(beats[0].at)} · {session.parts[part]}")
        for timed in beats:
            yield from _beat(session, plan, timed, [key for key in timed.beat.out if key not in out])
            if timed.beat.late != 0:  # else it may be left out, and its sheets come out later
                out |= set(timed.beat.out)


def _day(session: Session, plan: Plan) -> str:
    known = [plan.on, f"{plan.start} to {plan.end}" if plan.start else f"{plan.minutes} minutes"]
    known += [plan.names.get("room", ""), f"{plan.people} people"]
    if plan.elsewhere:
        known.append(SHARED["elsewhere"].format(number=plan.elsewhere))
    return ", ".join(word for word in known if word) + "."


def _debts(plan: Plan, times: list[Timed]) -> Iterator[str]:
    whole = plan.minutes * 60
    over = timing.behind(times, 0, whole, plan.elsewhere)
    if over > 0:
        yield f"The plan is {_long(over)} too long. Choose beforehand what to leave out: see “Late?” below."
    else:
        yield f"{_long(-over)} are in hand."
    for id, text in (
        (
            "lines",
            "The lines have to begin by {at}. Later, nothing goes today: go straight to “For you alone”.",
        ),
        ("take", "The close has to begin by {at}. Stop where you are."),
    ):
        last = timing.latest(times, id, plan.minutes)
        if last is not None:
            yield text.format(at=plan.clock(last))


def _beat(session: Session, plan: Plan, timed: Timed, out: Sequence[int | str]) -> Iterator[Block]:
    beat = timed.beat
    yield blocks.led(_lead(plan, timed), plan.fill(session, beat.show), stays="after")
    if out:
        yield blocks.led("Needed now", f"{_things(session, out)}.", stays="after")
    if beat.first:
        yield blocks.led("First", plan.fill(session, beat.first), stays="after")
    for said in plain_paragraphs(beat.say):
        yield blocks.Say(plan.fill(session, said))
    reads = beat.way == "hear" and beat.use in session.texts
    if beat.do:
        yield blocks.led("Do", plan.fill(session, beat.do), stays="after" if reads else "before")
    if reads:
        yield from (blocks.Say(text) for text in session.texts[str(beat.use)].paragraphs)
    if timed.saves:
        yield blocks.led("Late?", _late(timed))


def _lead(plan: Plan, timed: Timed) -> str:
    how = HOW[timed.beat.way]
    own = f", {_long(timed.own)}" if timed.own else ""
    if timed.beat.turns > 1 and timed.own:
        own = f", {timed.beat.turns} turns of {_long(timed.own // timed.beat.turns)}"
    return f"{plan.clock(timed.at)} · {how}{own}"


def _late(timed: Timed) -> str:
    if timed.beat.late == 0:
        return f"Leave this out, and you have {_long(timed.saves)} more."
    return f"Stop after {_long(timed.beat.late or 0)}, and you have {_long(timed.saves)} more."


def _things(session: Session, keys: Sequence[int | str]) -> str:
    things = [session.thing(key) for key in keys]
    return ", ".join(
        f"sheet {one.key} ({one.title})" if one.is_sheet else one.title.lower() for one in things
    )


def _long(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def host_sheet(session: Session, plan: Plan) -> Iterator[Block]:
    """For the host: what to send, when the rooms open and close, which file people open."""
    times = plan.times(session)
    yield blocks.Paragraph(
        "You look after those who join from elsewhere, and do nothing else. Their groups are made as carefully as the "
        "others. No recording, no saved chat, captions on; nobody needs a camera. Send sheets 1 to 3 and “Where to "
        "turn” beforehand, each as a file of its own. Somebody drops out: try them once, by the way you agreed."
    )
    rows: list[list[str]] = []
    in_rooms, out = False, set[int | str]()
    for timed in times:
        told = " ".join(
            _host(session, plan, timed, in_rooms, [key for key in timed.beat.out if key not in out])
        )
        rows.append([plan.clock(timed.at), plan.fill(session, timed.beat.show), told])
        in_rooms = timed.beat.way in timing.TALKS
        if timed.beat.late != 0:
            out |= set(timed.beat.out)
    yield blocks.table("What you send, and do", ["Time", "Send in the chat", "Do"], rows)


def _host(
    session: Session, plan: Plan, timed: Timed, in_rooms: bool, out: Sequence[int | str]
) -> Iterator[str]:
    """What the host does at a beat: rooms, "change", files to open, and the beat's own words for the host."""
    beat = timed.beat
    talks = beat.way in timing.TALKS
    if talks and not in_rooms:
        yield SHARED["openRooms"]
    if in_rooms and not talks:
        yield SHARED["closeRooms"]
    if beat.turns > 1:
        yield f"Send “change” after {_long(timed.own // beat.turns)}, and again."
    opened = [
        f"“{thing.title}”" for thing in session.things if thing.key in out and thing.key in READ_ELSEWHERE
    ]
    if opened:
        yield f"People open {', '.join(opened)}."
    if beat.host:
        yield plan.fill(session, beat.host)
