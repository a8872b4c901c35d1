"""Series of sessions for a team: `notebooks/session-series.yaml` says which chapters follow one another, and why.

A session after the first opens with the answer to the request before. That takes time, so its plan leaves something
out; each plan stands in an address that opens the planner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from workbook.kit.text import yaml
from workbook.paths import NOTEBOOKS
from workbook.sessions import timing
from workbook.sessions.model import Session, SessionError, schema_problems
from workbook.sessions.plan import Plan

FILE = "session-series.yaml"
PLANNER = "plan-your-own.html"
MINUTES, PEOPLE = 60, 20
MINUTE = 60
IN_HAND = 150
"""Seconds that each of these plans leaves to nobody."""


@dataclass(frozen=True)
class Step:
    """One session of a series."""

    chapter: str
    why: str


@dataclass(frozen=True)
class Series:
    """A few sessions in an order."""

    id: str
    title: str
    reader: str
    """The kind of team it is for, as a sentence."""
    steps: tuple[Step, ...]


def read(folder: Path = NOTEBOOKS) -> list[Series]:
    """The series of a book; none where it has no such file. Raises `SessionError` where the file cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        data = yaml.read(path)
    except yaml.YamlError as error:
        raise SessionError(str(error)) from error
    if wrong := "; ".join(schema_problems(data, "series")):
        raise SessionError(f"{FILE}: {wrong}")
    return [
        Series(raw["id"], raw["title"], raw["for"], tuple(Step(**step) for step in raw["sessions"]))
        for raw in data["series"]
    ]


def problems(listed: Sequence[Series], sessions: Mapping[str, Session]) -> Iterator[str]:
    """What is wrong with some series: a chapter that nobody can lead, one that comes twice, a hard one that begins."""
    for series in listed:
        chapters = [step.chapter for step in series.steps]
        for chapter in chapters:
            if chapter not in sessions:
                yield f'{FILE}: "{series.id}" has "{chapter}", and there is no such session. Name a chapter\'s id.'
            elif MINUTES not in sessions[chapter].lengths:
                yield f'{FILE}: "{series.id}" has "{chapter}", which has no session of {MINUTES} minutes.'
        if len(set(chapters)) < len(chapters):
            yield f'{FILE}: "{series.id}" has a chapter twice. Take one of the two out.'
        if (first := sessions.get(chapters[0])) and first.leaders > 1:
            yield f'{FILE}: "{series.id}" begins with "{first.id}", which takes two who lead, and some trust first.'


def plan(session: Session, *, reply: bool) -> Plan:
    """The plan of a session in a series. One with a reply leaves out what makes the time for it, and some in hand.

    First the shortest talk that may go; then a minute of each of the two longest talks, as far as it takes.
    """
    planned = Plan(session.id, MINUTES, request=True, people=PEOPLE, reply=reply)
    times = planned.times(session)
    if _in_hand(planned, session) >= IN_HAND:
        return planned
    cuts = [timed for timed in times if timed.beat.late == 0 and timed.beat.part not in ("open", "close")]
    if cuts:
        least = min(cuts, key=lambda timed: (timed.beat.way != "talk", timed.saves))
        planned = replace(planned, changes={least.beat.id: 0})
    talks = [timed for timed in planned.times(session) if timed.beat.way == "talk"]
    for timed in sorted(talks, key=lambda timed: -timed.own)[:2]:
        if _in_hand(planned, session) < IN_HAND:
            planned = replace(planned, changes={**planned.changes, timed.beat.id: timed.own - MINUTE})
    return planned


def _in_hand(planned: Plan, session: Session) -> int:
    """Seconds that a plan leaves to nobody."""
    return -timing.behind(planned.times(session), 0, planned.minutes * 60)


def address(planned: Plan) -> str:
    """The planner with a plan in it, as `toAddress` in js/session/plan.js writes it."""
    fields = {
        "chapter": planned.chapter,
        "minutes": planned.minutes,
        "request": "yes",
        "people": planned.people,
    }
    if planned.reply:
        fields["reply"] = "yes"
    if planned.changes:
        fields["changes"] = ",".join(f"{beat}:{seconds}" for beat, seconds in planned.changes.items())
    return f"{PLANNER}#{'&'.join(f'{name}={value}' for name, value in fields.items())}"


def lines(listed: Sequence[Series], sessions: Mapping[str, Session]) -> Iterator[str]:
    """The series as Markdown, each folded: its sessions with a question, why it comes now, and a link to plan it."""
    for series in listed:
        yield from ("<details>", f"<summary>{escape(series.title)}</summary>", "", series.reader, "")
        for number, step in enumerate(series.steps, start=1):
            session = sessions[step.chapter]
            link = escape(address(plan(session, reply=number > 1)))
            yield f"{number}. **{session.title}** {step.why} {' '.join(_notes(session))}".strip()
            yield f'   <a href="{link}" aria-label="Plan session {number}, {escape(session.name)}">Plan it</a>'
        yield from ("", "</details>", "")


def _notes(session: Session) -> Iterator[str]:
    yield f"({session.about})"
    if session.leaders > 1:
        yield "Two people lead it, by turns."
