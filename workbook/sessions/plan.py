"""The plan of one session: what the leader types once. The planner saves it as a file; papers are made from it.

A plan file is JSON: `{"format": "whys-and-hows-plan", "version": 1, "chapter": "mid-staffordshire", "minutes": 60,
"request": true, "people": 20, "elsewhere": 6, "start": "14:00", "day": "2026-12-03", "names": {"leader": "Ama"}, ...}`.
`session.schema.json` has every field. People are all who come; `elsewhere` says how many of them join on a screen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from workbook.paths import JS
from workbook.sessions import timing
from workbook.sessions.model import Session, put_in, schema_problems

DAYS_TO_ANSWER = 14
SENTENCES: Mapping[str, str] = json.loads((JS / "session" / "plan-problems.json").read_text(encoding="utf-8"))
"""Why a plan cannot be led, in the planner's own words."""
UNKNOWN_BEAT = 'The plan changes "{id}", and this session has no such beat. Take it out of "changes".'
UNKNOWN_NAME = 'The plan has a name for "{id}", which no paper knows. It may have: {known}.'
CHAPTER = 'The plan is for "{id}", and this session is for "{own}".'
NO_WAY = "“{path}” cannot be read as a plan ({why}). Save it again from the planner."


class PlanError(ValueError):
    """A plan cannot be used. The message says why, and what to do."""


@dataclass(frozen=True)
class Plan:
    """What one session needs to know of its day."""

    chapter: str
    minutes: int = 60
    request: bool = True
    people: int = 20
    elsewhere: int = 0
    start: str = ""
    day: str = ""
    managers: str = "apart"
    reply: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """Beats that change places within their part."""

    @property
    def key(self) -> str:
        """The plan's name in a beat's seconds."""
        return f"{self.minutes}" if self.request or self.minutes == 20 else f"{self.minutes}t"

    @property
    def asks(self) -> bool:
        """Whether the session ends with a request."""
        return self.request and self.minutes != 20

    @property
    def here(self) -> int:
        """How many people are in the room."""
        return self.people - self.elsewhere

    @property
    def groups_here(self) -> list[int]:
        """The groups in the room."""
        return timing.groups(self.here)

    @property
    def groups_elsewhere(self) -> list[int]:
        """The groups of those who join from elsewhere."""
        return timing.groups(self.elsewhere)

    def clock(self, seconds: int) -> str:
        """The time of day after so many seconds; minutes from the start where no start is known."""
        if not self.start:
            return f"{seconds // 60} min"
        begins = datetime.strptime(self.start, "%H:%M")
        return f"{begins + timedelta(seconds=seconds):%H:%M}"

    @property
    def end(self) -> str:
        """When it ends, as the leader says it."""
        return self.clock(self.minutes * 60) if self.start else "______"

    @property
    def due(self) -> str:
        """The day by which the answer is due, as people say it."""
        return in_words(date.fromisoformat(self.day) + timedelta(DAYS_TO_ANSWER)) if self.day else "______"

    @property
    def on(self) -> str:
        """The day of the session, as people say it."""
        return in_words(date.fromisoformat(self.day)) if self.day else ""

    def times(self, session: Session) -> list[timing.Timed]:
        """The beats of this plan, with their times."""
        beats = timing.in_order(timing.beats_in(session, self.key, reply=self.reply), self.order)
        return timing.timetable(beats, self.key, self.changes)

    def fill(self, session: Session, text: str) -> str:
        """A text with the names, the end and the due day in it."""
        values = {name.id: self.names.get(name.id, "").strip() or name.unsaid for name in session.names}
        values |= {
            "end": self.end,
            "due": self.due,
            "on": self.on or "______",
            "start": self.start or "______",
        }
        return put_in(text, values)


def in_words(day: date) -> str:
    """A day as people say it: Thursday 3 December."""
    return f"{day:%A} {day.day} {day:%B}"


def read(path: Path, sessions: Mapping[str, Session]) -> Plan:
    """A plan file that the planner saved. Raises `PlanError` where it does not fit a session."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PlanError(NO_WAY.format(path=path.name, why=" ".join(str(error).split()))) from error
    wrong = list(schema_problems(data, "plan"))
    if wrong:
        raise PlanError(NO_WAY.format(path=path.name, why="; ".join(wrong)))
    plan = from_data(data)
    if plan.chapter not in sessions:
        known = ", ".join(sessions)
        raise PlanError(f'“{path.name}” is for the chapter "{plan.chapter}". This book has: {known}.')
    wrong = list(problems(plan, sessions[plan.chapter]))
    if wrong:
        raise PlanError(f"“{path.name}”: {' '.join(wrong)}")
    return plan


def from_data(data: Mapping[str, Any]) -> Plan:
    """A plan from what its file holds."""
    fields = {name: value for name, value in data.items() if name not in ("format", "version")}
    return Plan(**fields | {"order": tuple(fields.get("order", ()))})


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as its file holds it."""
    fields = {
        **plan.__dict__,
        "names": dict(plan.names),
        "local": dict(plan.local),
        "changes": dict(plan.changes),
        "order": list(plan.order),
    }
    return {"format": "whys-and-hows-plan", "version": 1, **fields}


def problems(plan: Plan, session: Session) -> Iterator[str]:
    """Why a session cannot be led by this plan, and what to do."""
    if plan.chapter != session.id:
        yield CHAPTER.format(id=plan.chapter, own=session.id)
    if plan.minutes not in session.lengths:
        lengths = ", ".join(map(str, session.lengths))
        yield SENTENCES["noLength"].format(minutes=plan.minutes, lengths=lengths)
    if plan.request and plan.minutes == 20:
        yield SENTENCES["noRequestIn20"]
    yield from _people(plan)
    beats = {beat.id for beat in session.beats}
    for id in (*plan.changes, *plan.order):
        if id not in beats:
            yield UNKNOWN_BEAT.format(id=id)
        elif id in session.protected:
            yield SENTENCES["protected"].format(beat=id)
    known = [name.id for name in session.names]
    for id in plan.names:
        if id not in known:
            yield UNKNOWN_NAME.format(id=id, known=", ".join(known))


def _people(plan: Plan) -> Iterator[str]:
    if plan.people > timing.MOST:
        yield SENTENCES["tooMany"].format(people=plan.people, most=timing.MOST)
    elif plan.people < timing.FEWEST:
        yield SENTENCES["tooFew"].format(people=plan.people, fewest=timing.FEWEST)
    elif plan.elsewhere == 1:
        yield SENTENCES["oneElsewhere"]
    elif plan.here == 1:
        yield SENTENCES["oneHere"]
    elif plan.elsewhere > plan.people:
        yield SENTENCES["moreElsewhere"].format(people=plan.people, elsewhere=plan.elsewhere)
    groups = len(plan.groups_here) + len(plan.groups_elsewhere)
    if plan.asks and plan.people <= timing.MOST and groups > timing.MOST_LINES:
        yield SENTENCES["tooManyGroups"].format(groups=groups, most=timing.MOST_LINES)
