"""The other papers for those who lead: card, prepare, the sponsor's page, invitation, poster, record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.paths import BOOK
from workbook.sessions import printing
from workbook.sessions.included import about_chapter, with_words
from workbook.sessions.model import Job, Moment, Session
from workbook.sessions.papers.markdown import as_blocks
from workbook.sessions.papers.sheets import form, where_to_turn
from workbook.sessions.plan import Plan

SPONSOR = BOOK / "facilitate" / "the-sponsor.md"


def card(session: Session, plan: Plan) -> Iterator[Block]:
    """Everyday moments on one side, the grave ones on the other."""
    moments = session.moments
    everyday = moments["everyday"]
    half = (len(everyday) + 1) // 2
    yield blocks.columns(
        *(list(_moments(listed, session, plan)) for listed in (everyday[:half], everyday[half:]))
    )
    yield blocks.NewPage()
    yield blocks.part("When it is grave")
    grave = [*moments["grave"], *moments["always"]]
    half = (len(grave) + 1) // 2
    yield blocks.columns(*(list(_moments(listed, session, plan)) for listed in (grave[:half], grave[half:])))


def _moments(listed: Sequence[Moment], session: Session, plan: Plan) -> Iterator[Block]:
    for moment in listed:
        yield blocks.Heading(moment.title)
        yield from (blocks.Say(plan.fill(session, said)) for said in moment.say)
        yield blocks.Paragraph(plan.fill(session, moment.do))


def prepare(session: Session, plan: Plan, sides: dict[str, int]) -> Iterator[Block]:
    """What to do beforehand, on one side; what to note afterwards on the other."""
    jobs = {job.id: job for job in session.prepare}
    yield blocks.Paragraph(_for(session, plan))
    left = [
        *_job(jobs["stop"], boxes=session.stop_first),
        *_job(jobs["plan"]),
        *_print(jobs["print"], session, plan, sides),
        blocks.part("The plan"),
        blocks.items(list(_parts(session, plan))),
    ]
    right = [
        *_job(jobs["groups"]),
        *_job(jobs["aloud"]),
        *(blocks.Say(plan.fill(session, session.beat(id).show)) for id in session.read_aloud),
        blocks.Say(session.moments["always"][0].say[0]),
        blocks.Paragraph("The first three are in full in the script, under Opening."),
        *_job(jobs["calls"], boxes=jobs["calls"].items, bare=True),
        *_job(jobs["second"]),
        blocks.part(jobs["never"].title),
        blocks.items(session.never),
    ]
    yield blocks.columns(left, right)
    yield blocks.NewPage()
    yield from form(session.forms["after"], {})


def _parts(session: Session, plan: Plan) -> Iterator[str]:
    """When each part begins."""
    for part, listed in groupby(plan.times(session), key=lambda timed: timed.beat.part):
        yield f"{plan.clock(next(listed).at)}: {session.parts[part]}"


def _for(session: Session, plan: Plan) -> str:
    kind = (
        "with a request: it takes a sponsor, and two weeks"
        if plan.asks
        else "without a request: it needs no sponsor"
    )
    stop = "" if session.title[-1] in "?!" else "."
    return f"{session.title}{stop} {plan.minutes} minutes, up to {plan.people} people, {kind}."


def _job(job: Job, boxes: Sequence[str] = (), bare: bool = False) -> Iterator[Block]:
    yield blocks.part(f"{job.title} ({job.time})")
    if job.items and not bare:
        yield blocks.items(job.items) if len(job.items) > 1 else blocks.Paragraph(job.items[0])
    if boxes:
        yield blocks.to_tick(boxes)


def _print(job: Job, session: Session, plan: Plan, sides: dict[str, int]) -> Iterator[Block]:
    yield from _job(job)
    lines = [
        f"{copies.number} × {copies.name}. {copies.note}" for copies in printing.room_list(session, plan)
    ]
    lines += [
        f"{copies.number} × {copies.name}"
        for copies in printing.leader_list(session, plan, sides)
        if copies.number
    ]
    yield blocks.to_tick(lines)
    kit = ", ".join(f"{copies.number} × {copies.name.lower()}" for copies in printing.kit_list(session, plan))
    yield blocks.led("Bring", f"{kit}.")


def sponsor(session: Session, plan: Plan) -> list[Block]:
    """The page for the sponsor, and the reply on its back."""
    page = SPONSOR.read_text(encoding="utf-8")
    made = as_blocks(with_words(page, [session], lambda _, text: plan.fill(session, text)))
    return [*made[1:], blocks.NewPage(), *form(session.forms["reply"], {})]


def invitation(session: Session, plan: Plan) -> Iterator[Block]:
    """What people get beforehand."""
    request = "request" if plan.asks else "no request"
    leaders = "two leaders" if session.leaders == 2 else "one leader"
    for text, only in session.invitation:
        if only in ("", request, leaders):
            yield from as_blocks(plan.fill(session, about_chapter(session, text)))


def poster(session: Session, plan: Plan) -> list[Block]:
    """Where to turn, for the door."""
    return list(where_to_turn(session, plan))[1:]


def record(session: Session, plan: Plan) -> list[Block]:
    """A record for those who have to show what they learned with."""
    known = {"chapter": f"The Whys and the Hows: {session.title}", "when": plan.on}
    return list(form(session.forms["record"], known))[1:]
