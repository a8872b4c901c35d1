"""The sums of a session: pure functions, in seconds.

`js/session/timing.js` is the twin for the planner and the clock. `tests/examples/session_plans.json` has plans with
their sums, and both are held to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbook.sessions.model import Beat, Session, plain_text

WORDS_A_MINUTE = 120
"""How fast the leader reads aloud. A guess until it has been tried."""
STEP = 5
"""Seconds for words are rounded up to this."""
MOVE = 40
"""What it costs to send people elsewhere into their rooms and to bring them back. A guess, too."""
TALKS = ("talk", "note")
"""The ways in which people turn to their group of three."""
IN_HAND = (0.05, 0.10)
"""How much of a plan belongs to nobody, at the least and at the most."""
MOST_LINES = 8
"""A slip has this many rows for lines, so there are no more groups."""
FEWEST, MOST = 4, 24


@dataclass(frozen=True)
class Timed:
    """A beat in its plan."""

    beat: Beat
    at: int
    """Seconds from the start, where nobody is late."""
    spoken: int
    """Seconds for the words."""
    own: int
    """Seconds for the room."""

    @property
    def long(self) -> int:
        """Both together."""
        return self.spoken + self.own

    @property
    def saves(self) -> int:
        """What it gives back if the leader is late; 0 where it is never shortened."""
        if self.beat.late is None or self.beat.late > self.own:
            return 0
        return self.long if self.beat.late == 0 else self.own - self.beat.late


@lru_cache(maxsize=8192)
def words_in(markdown: str) -> int:
    """How many words are spoken; a placeholder counts as one."""
    return len(plain_text(markdown).split())


def seconds_to_say(markdown: str) -> int:
    """The seconds it takes to say a text."""
    return math.ceil(words_in(markdown) * 60 / WORDS_A_MINUTE / STEP) * STEP


def beats_in(session: Session, key: str, *, reply: bool = False) -> list[Beat]:
    """The beats of a plan, in order: `key` is one of the session's keys."""
    return [beat for beat in session.beats if key in beat.seconds and (reply or beat.only != "reply")]


def in_order(beats: Sequence[Beat], order: Sequence[str]) -> list[Beat]:
    """The beats in the leader's order: those that `order` names change places, each within its part."""
    named = sorted((beat for beat in beats if beat.id in order), key=lambda beat: order.index(beat.id))
    placed = []
    for beat in beats:
        if beat.id in order:
            beat = next(one for one in named if one.part == beat.part)
            named.remove(beat)
        placed.append(beat)
    return placed


def timetable(beats: Iterable[Beat], key: str, changes: Mapping[str, int] | None = None) -> list[Timed]:
    """When each beat begins. `changes` gives beats other seconds of their own; 0 leaves the beat out."""
    changes = changes or {}
    at, times = 0, []
    for beat in beats:
        own = changes.get(beat.id, beat.seconds[key])
        if beat.id in changes and own == 0:
            continue
        times.append(Timed(beat, at, seconds_to_say(beat.say), own))
        at += times[-1].long
    return times


def total(times: Sequence[Timed]) -> int:
    """How long a plan takes."""
    return sum(timed.long for timed in times)


def talk(times: Sequence[Timed]) -> int:
    """How long people talk in their groups, their own time alone."""
    return sum(timed.own for timed in times if timed.beat.way in TALKS)


def longest_talk(times: Sequence[Timed]) -> int:
    """The longest time in which people talk without a break."""
    return max((timed.own for timed in times if timed.beat.way == "talk"), default=0)


def moves(times: Sequence[Timed]) -> int:
    """How often people elsewhere go into their rooms: once for each stretch of talk."""
    ways = [timed.beat.way in TALKS for timed in times]
    return sum(now and not before for before, now in zip([False, *ways], ways, strict=False))


def debt(times: Sequence[Timed], elsewhere: int) -> int:
    """Seconds that the plan does not count, and that joining from elsewhere takes."""
    return moves(times) * MOVE if elsewhere else 0


def behind(times: Sequence[Timed], place: int, left: int, elsewhere: int = 0) -> int:
    """Seconds by which what lies ahead is longer than the time until the end; below 0 there is time in hand.

    `place` is the number of the beat that comes next, `left` the seconds until the promised end.
    """
    ahead = times[place:]
    return total(ahead) + debt(ahead, elsewhere) - left


def latest(times: Sequence[Timed], id: str, minutes: int) -> int | None:
    """The last second from the start at which a beat can begin, so that the session ends on time."""
    for place, timed in enumerate(times):
        if timed.beat.id == id:
            return minutes * 60 - total(times[place:])
    return None


def groups(people: int) -> list[int]:
    """Groups of three, and pairs for who is over: 7 people are `[3, 2, 2]`. One person alone is no group."""
    if people < 2:
        return []
    pairs = (3 - people % 3) % 3
    return [3] * ((people - 2 * pairs) // 3) + [2] * pairs
