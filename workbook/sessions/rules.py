"""What every session keeps to. A rule is a small function that yields what is wrong, and what to do.

To add one, write it here, name it in `RULES`, and give `tests/unit/test_session_rules.py` a broken example: it
refuses a rule without one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workbook.chapters.notebook import NotANotebook
from workbook.checks import figures, language
from workbook.sessions import printing, timing
from workbook.sessions.model import WORDS, Beat, Session, SessionError, Thing, has_session, plain_text, read
from workbook.sessions.plan import Plan

MOST_SAY, MOST_DO, MOST_HOST, MOST_WHY = 110, 45, 35, 12
"""How many words the leader says at once, and reads in a glance."""
LEAST_TALK, LEAST_LONG = 0.40, 0.15
"""The share of the minutes that people talk, and that one talk has."""
ROOM = 20
"""How many people the room's papers are counted for."""
ASKS = ("45", "60", "90")
"""The plans with a request."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
LEFT_BRACE = re.compile(r"[{}][^{}]{0,20}")
BRACKETS = re.compile(r"\[[^\]]*\](?!\()")
NUMBERS = "half|a|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|sixty|ninety"
MINUTES = re.compile(rf"\b(?:\d+|{NUMBERS})(?: more| quiet| whole)? (?:minutes?|seconds?)\b", re.IGNORECASE)
TASKS = ("read", "write", "talk", "note", "mark")
"""The ways in which the room does something itself."""

BEFOREHAND = re.compile(
    r"[^.“”]*\bfirst\.|\b(?:(?:Give|Hand) (?:each|every|out)|Change over)\b[^.]*\.", re.IGNORECASE
)
"""An instruction for the time before the words."""

Rule = Callable[[Session], Iterator[str]]


def problems(path: Path) -> list[str]:
    """What is wrong with the session of a chapter, from its notebook's path; empty where nothing is.

    A notebook without a number is no chapter, and nobody leads a group through it.
    """
    if not path.stem[:1].isdigit():
        return []
    if not has_session(path):
        return [
            f"{path.stem}: it has no session to lead. Copy notebooks/02-mid-staffordshire.session.yaml to "
            f"{path.stem}.session.yaml, and write this chapter's own."
        ]
    try:
        session = read(path)
    except SessionError as error:
        return [str(error)]
    except NotANotebook:
        return []  # the notebook's own check says so
    return [f"{path.stem}.session.yaml: {text}" for rule in RULES for text in rule(session)]


def listed() -> Iterator[str]:
    """Every rule in a line: its name, and what it asks."""
    for rule in RULES:
        yield f"{rule.__name__.replace('_', '-')}: {' '.join((rule.__doc__ or '').split())}"


def names_are_known(session: Session) -> Iterator[str]:
    """Each id is used once, and whatever a beat names is there."""
    for id, number in Counter(beat.id for beat in session.beats).items():
        if number > 1:
            yield f'"{id}" is the id of {number} beats. Give each its own.'
    things = {thing.key for thing in session.things}
    ids = {beat.id for beat in session.beats}
    for beat in session.beats:
        for key in beat.out:
            if key not in things:
                yield f'"{beat.id}" brings out "{key}", and there is no such thing. Name one of the things.'
        if beat.use and beat.use not in things and beat.use not in session.texts:
            yield f'"{beat.id}" uses "{beat.use}", and there is no such text or sheet.'
        if beat.picture and beat.picture not in session.pictures:
            known = ", ".join(session.pictures) or "none"
            yield f'"{beat.id}" shows the picture "{beat.picture}". The chapter has: {known}.'
    for thing in session.things:
        if thing.after and thing.after not in ids:
            yield f'sheet {thing.key} waits for "{thing.after}", and there is no such beat.'
        for text in (thing.source.get("outside"), thing.source.get("inside"), thing.hard):
            if text and text not in session.texts:
                yield f'sheet {thing.key} has the text "{text}", and the session has none of this name.'
        chart = thing.source.get("chart")
        if chart and chart not in session.pictures:
            yield f'sheet {thing.key} has the chart "{chart}", and the chapter has none of this name.'
    if session.first_heard not in session.texts:
        yield f'"first_heard" says "{session.first_heard}", and there is no such text.'


def beats_are_whole(session: Session) -> Iterator[str]:
    """A beat asks one thing, in few words, with time for it."""
    for beat in session.beats:
        yield from (f'"{beat.id}" {text}' for text in _not_whole(beat, session))


def _not_whole(beat: Beat, session: Session) -> Iterator[str]:
    if beat.show.count("?") > 1:
        yield "shows two questions. Leave one on the screen, and say the other."
    for name, most, text in (
        ("first", MOST_DO, beat.first),
        ("say", MOST_SAY, beat.say),
        ("do", MOST_DO, beat.do),
        ("host", MOST_HOST, beat.host),
        ("why", MOST_WHY, beat.why),
    ):
        if (count := len(plain_text(text).split())) > most:
            yield f'has {count} words in "{name}", and {most} are the most. Cut it, or make two beats.'
    if beat.turns > 1 and beat.way != "talk":
        yield f'has turns, and its way is "{beat.way}". Only a talk has turns.'
    for key, seconds in beat.seconds.items():
        if beat.way in TASKS and seconds == 0:
            yield f"gives the room no time in the plan {key}. Give it seconds, or leave this plan out."
        if beat.late is not None and beat.late > seconds:
            yield f'may shrink to {beat.late} seconds, and has {seconds} in the plan {key}. Lower "late".'
        if beat.way == "hear" and beat.use in session.texts:
            needs = timing.seconds_to_say(session.texts[str(beat.use)].markdown)
            if seconds < needs:
                yield f"reads a text that takes {needs} seconds, and has {seconds} in the plan {key}."


def sheets_come_out_in_time(session: Session) -> Iterator[str]:
    """Whatever people write on or read is out by then, in every plan and after any one cut; nothing too early."""
    seen = set()
    for key in session.keys:
        beats = timing.beats_in(session, key, reply=True)
        cuts = [None, *(beat.id for beat in beats if beat.late == 0)]
        for cut in cuts:
            left = [beat for beat in beats if beat.id != cut]
            for text in _not_out(left, session):
                if text not in seen:
                    seen.add(text)
                    yield f"{text} (plan {key}{f', with “{cut}” left out' if cut else ''})"
    ever = {key for beat in session.beats for key in beat.out}
    for thing in session.things:
        if thing.key not in ever:
            yield f'“{thing.title}” never comes out. Name it in the "out" of a beat, or take it out.'


def moved_too_early(session: Session, plan: Plan) -> list[str]:
    """What is not out when a plan needs it, in the order that its leader chose."""
    return list(_not_out([timed.beat for timed in plan.times(session)], session))


def what_lies_in_the_envelope_is_named(session: Session) -> Iterator[str]:
    """The words tell people to take out of the envelope what lies in it, when they first need it."""
    for key in session.keys:
        known: set[int | str] = set()
        for beat in timing.beats_in(session, key):
            new = [thing for thing in session.things if thing.key in set(beat.out) - known]
            known |= set(beat.out)
            if any(_in_envelope(thing) for thing in new) and "envelope" not in beat.say:
                yield f'"{beat.id}" brings out “{new[0].title}” in the plan {key}. Say that it is in the envelope.'


def _in_envelope(thing: Thing) -> bool:
    """Whether a sheet is packed for each group: each person's own lies on the chairs, what waits with the leader."""
    return thing.is_sheet and thing.who != "room" and thing.write != "own" and not thing.after


def first_comes_first(session: Session) -> Iterator[str]:
    """What the leader does before the words, such as giving out what they speak of, stands before them."""
    for beat in session.beats:
        if match := BEFOREHAND.search(beat.do):
            yield f'"{beat.id}" says “{match.group()}” in "do", which comes after the words. Put it into "first".'


def _not_out(beats: list[Beat], session: Session) -> Iterator[str]:
    """What a beat needs and is not out. A beat's own `out` counts for it."""
    out: set[int | str] = set()
    begun: set[str] = set()
    for beat in beats:
        begun.add(beat.id)
        for key in beat.out:
            thing = _thing(session, key)
            if thing and thing.after and thing.after not in begun:
                yield f'"{beat.id}" brings out sheet {key}, which nobody may see before "{thing.after}".'
        out |= set(beat.out)
        for what, choices in _needs(beat, session):
            if not out & choices:
                yield f'at "{beat.id}" {what} is not out. Add it to the "out" of this beat.'


def _needs(beat: Beat, session: Session) -> Iterator[tuple[str, set[int | str]]]:
    """What has to be out at a beat, and the things that would do."""
    sheets = [thing for thing in session.things if thing.is_sheet]
    if beat.way == "write":
        yield "a sheet to write on", {thing.key for thing in sheets if thing.write == "own"}
        yield "a pencil", {"pencil"}
        yield "something firm to write on", {"board"}
    elif beat.way == "note":
        yield "a sheet for the group", {one.key for one in sheets if (one.write, one.who) == ("bag", "group")}
    elif beat.way == "mark":
        yield "a slip", {one.key for one in sheets if (one.write, one.who) == ("bag", "person")}
    if beat.use in session.texts and (sheet := session.sheet_of(str(beat.use))):
        yield f"sheet {sheet.key}", {sheet.key}
    elif beat.use and beat.use not in session.texts:
        yield f"sheet {beat.use}", {beat.use}


def _thing(session: Session, key: int | str) -> Thing | None:
    return next((thing for thing in session.things if thing.key == key), None)


def some_time_is_in_hand(session: Session) -> Iterator[str]:
    """Words and seconds leave 5 to 10 per cent of each plan in hand."""
    low, high = timing.IN_HAND
    for key in session.keys:
        long = timing.total(timing.timetable(timing.beats_in(session, key), key))
        whole = _minutes(key) * 60
        if not low <= 1 - long / whole <= high:
            least, most = clock(int(whole * (1 - high))), clock(int(whole * (1 - low)))
            yield f"the plan {key} takes {clock(long)}. Make it {least} to {most}, so that some time is in hand."


def people_talk(session: Session) -> Iterator[str]:
    """People talk in their groups for 40 per cent of the time, and once for long."""
    for key in session.keys:
        times = timing.timetable(timing.beats_in(session, key), key)
        whole = _minutes(key) * 60
        share, longest = timing.talk(times) / whole, timing.longest_talk(times)
        if share < LEAST_TALK:
            yield f"in the plan {key} people talk for {share:.0%} of the time. Make it {LEAST_TALK:.0%} or more."
        if longest < LEAST_LONG * whole:
            least = clock(int(LEAST_LONG * whole))
            yield f"the longest talk of the plan {key} is {clock(longest)}. Make one of {least} or more."


def those_harmed_are_heard_first(session: Session) -> Iterator[str]:
    """What patients, families or those who were harmed say is read aloud before any talk on here, in every plan."""
    for key in session.keys:
        beats = timing.beats_in(session, key)
        first = next((place for place, beat in enumerate(beats) if beat.part in ("talk", "here")), len(beats))
        heard = [beat for beat in beats[:first] if beat.way == "hear" and beat.use == session.first_heard]
        if not heard:
            yield (
                f"the plan {key} has no beat that reads “{session.first_heard}” aloud before people talk about "
                "where they are. Give one seconds in this plan."
            )
        elif heard[0].late is not None:
            yield f'"{heard[0].id}" can be left out, and it is what those who were harmed say. Take "late" away.'


def what_protects_people_stays(session: Session) -> Iterator[str]:
    """The frame's protected words stand in every plan that they belong to, and nothing shortens them."""
    beats = {beat.id: beat for beat in session.beats}
    for id in sorted(session.protected):
        if id not in beats:
            yield f'"{id}" is protected, and there is no such beat. Put it back.'
            continue
        beat = beats[id]
        if beat.late is not None:
            yield f'"{id}" protects people, and "late" would shorten it. Take "late" away.'
        keys = [key for key in session.keys if beat.only != "request" or key in ASKS]
        missing = [key for key in keys if key not in beat.seconds]
        if missing:
            yield f'"{id}" protects people, and the plan {missing[0]} lacks it. Give it seconds there.'


def what_is_hard_is_a_choice(session: Session) -> Iterator[str]:
    """What is hard is for a quiet time of its own, and is never read aloud."""
    for beat in session.beats:
        text = session.texts.get(str(beat.use))
        if text and text.hard and beat.way != "read":
            yield f'"{beat.id}" reads “{text.title}” aloud, and it is hard. Make its way "read".'
        if text and not text.hard and beat.way == "read":
            yield f'"{beat.id}" gives a quiet time to “{text.title}”, which is not hard. Make its way "hear".'


def nobody_is_shown(session: Session) -> Iterator[str]:
    """What one person writes is never read out; only groups' sheets and counted slips are collected."""
    for beat in session.beats:
        thing = _thing(session, beat.use) if beat.use else None
        if thing and beat.way == "hear" and thing.who == "person":
            yield f'"{beat.id}" reads out “{thing.title}”, which one person writes. Read out the groups\' sheets.'
    for thing in session.things:
        if thing.who == "person" and thing.write == "bag" and not thing.source.get("slip"):
            yield f"“{thing.title}” is written by one person and collected. Let people keep it."


def words_can_be_said(session: Session) -> Iterator[str]:
    """Spoken words have no brackets, no minutes and only known placeholders; they are plain, and figures have rows."""
    known = {name.id for name in session.names} | {"end", "due"}
    for beat in session.beats:
        for text in (getattr(beat, name) for name in WORDS):
            for name in PLACEHOLDER.findall(text):
                if name not in known:
                    yield f'"{beat.id}" says “{{{name}}}”, which no plan fills in. Known: {", ".join(sorted(known))}.'
            if match := LEFT_BRACE.search(PLACEHOLDER.sub("", text)):
                yield f'"{beat.id}" says “{match.group()}”. A placeholder is one name in braces, such as {{leader}}.'
            if match := BRACKETS.search(text):
                yield f'"{beat.id}" says “{match.group()}”. Brackets cannot be read aloud: use a placeholder.'
        if match := MINUTES.search(plain_text(beat.say)):
            yield f'"{beat.id}" says “{match.group()}”. The clock knows the time: leave minutes out of the words.'
    for read_out in session.texts.values():
        if match := BRACKETS.search(read_out.markdown):
            yield f"“{read_out.title}” has “{match.group()}”. Brackets cannot be read aloud: write the words out."
    for place, text in _spoken(session):
        yield from (
            f"{place}: {problem}" for problem in figures.problems(language.without_instructions(text))
        )
        for pattern, instead in language.REFUSED.items():
            if match := re.search(pattern, text):
                yield f"{place} says “{match.group()}”. {instead}"
    everything = "\n\n".join(text for _, text in _spoken(session))
    if (grade := language.reading_grade([everything])) > language.HARDEST_GRADE:
        yield f"the words read at grade {grade:.1f}, and {language.HARDEST_GRADE:.0f} is the limit."


def _spoken(session: Session) -> Iterable[tuple[str, str]]:
    """Every text that is heard or read, with where it stands; the chapter's own cells are checked with it."""
    yield from ((f'"{beat.id}"', beat.say) for beat in session.beats if beat.say)
    yield from ((f"“{text.title}”", text.markdown) for text in session.texts.values() if not text.hard)


def hosts_have_words(session: Session) -> Iterator[str]:
    """What is handed in has words for the host of those who join from elsewhere."""
    for beat in session.beats:
        if beat.way in ("note", "mark") and not beat.host:
            yield f'"{beat.id}" hands something in, and "host" does not say how those elsewhere do it.'


def paper_is_little(session: Session) -> Iterator[str]:
    """For 20 people, the room has at most 67 sheets of paper; at 60 minutes all papers are 70."""
    for key in session.keys:
        plan = Plan(session.id, _minutes(key), request=key in ASKS, people=ROOM)
        sheets = printing.sheets(printing.room_list(session, plan))
        if sheets > printing.MOST_SHEETS:
            yield f"the plan {key} needs {sheets} sheets for {ROOM} people. Make it {printing.MOST_SHEETS} or fewer."
        sheets += printing.sheets(printing.leader_list(session, plan, printing.MOST_SIDES))
        if key == "60" and sheets > printing.MOST_IN_ALL:
            yield (
                f"the plan 60 needs {sheets} sheets, with those for who leads. Make it {printing.MOST_IN_ALL} or fewer."
            )


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds: 4:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _minutes(key: str) -> int:
    return int(key.rstrip("t"))


RULES: tuple[Rule, ...] = (
    names_are_known,
    beats_are_whole,
    sheets_come_out_in_time,
    what_lies_in_the_envelope_is_named,
    first_comes_first,
    some_time_is_in_hand,
    people_talk,
    those_harmed_are_heard_first,
    what_protects_people_stays,
    what_is_hard_is_a_choice,
    nobody_is_shown,
    words_can_be_said,
    hosts_have_words,
    paper_is_little,
)
