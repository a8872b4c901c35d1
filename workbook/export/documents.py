"""A document for one purpose, as blocks: what the learner chose and typed, in the order that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbook.export import choosing, purposes
from workbook.export.choosing import Answer, Group
from workbook.kit import activities
from workbook.kit.activities._paper import GAP, line, words
from workbook.kit.learner.notes import Entry
from workbook.kit.text import blocks as _blocks

ALONE = "Self-study online, on my own"
TOGETHER = "A session with other professionals"
AGAIN = "Looking back: the questions again"
MADE_UP = "(Asked about a made-up story in the workbook.)"
_MONTHS = "January February March April May June July August September October November December".split()
_MINUTES = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Document:
    """A title and what stands under it."""

    title: str
    blocks: list[_blocks.Block]


def document(
    name: str, chapters: Iterable[Mapping[str, Any]], entries: Mapping[str, Entry], keys: Iterable[str]
) -> Document:
    """Make the document for a purpose from the answers under some keys, and from what was typed for it."""
    purpose = purposes.purpose(name)
    groups = choosing.chosen(choosing.offered(chapters, entries), keys)
    value = typed(entries, name)
    made = [_blocks.paragraph(purpose["note"])]
    for place, section in enumerate(purpose["sections"], start=1):
        found = [block for part in section["parts"] for block in _part(part, groups, value)]
        if "ask" in section:
            made.append(_blocks.part(f"{place}. {section['ask']}"))
            found = found or [_blocks.blank(4)]
        made += found
    return Document(purpose["title"], made)


def typed(entries: Mapping[str, Entry], name: str) -> dict[str, Any]:
    """Return what the learner typed for a purpose on earlier visits."""
    entry = entries.get(f"{choosing.OWN}.{name}")
    return dict(entry["value"]) if entry and entry["kind"] == choosing.OWN else {}


def _part(part: Mapping[str, Any], groups: Sequence[Group], value: Mapping[str, Any]) -> list[_blocks.Block]:
    kind = part["part"]
    if kind == "field":
        suggestion = studied(groups) if part.get("suggest") == "chapters" else ""
        text = _said(value, part["name"], suggestion)
        return [_blocks.answer(text)] if text else []
    if kind == "themes":
        found = _themes(value)
        return [_blocks.items(found)] if found else []
    if kind == "answers":
        answers = [one for group in groups for one in group.answers if _fits(one, part)]
        return [block for one in answers for block in own_words(one)]
    if kind == "chapter-by-chapter":
        return [
            block
            for group in groups
            for block in (
                _blocks.part(group.title),
                _blocks.paragraph(days(group)),
                *(b for one in group.answers for b in own_words(one)),
            )
        ]
    return list(_log(groups, value))


def _fits(one: Answer, part: Mapping[str, Any]) -> bool:
    kind = one.entry["kind"]
    return kind in part["kinds"] if "kinds" in part else kind not in part["except"]


def _whole(one: Answer) -> list[_blocks.Block]:
    """Return all of an answer, as My notes has it; also when its activity is no longer in the book."""
    value = one.entry["value"]
    try:
        if one.spec is not None and one.spec["kind"] == one.entry["kind"]:
            again = [_blocks.heading(AGAIN)] if one.spec["kind"] == "recall" and "back" in one.spec else []
            return [*again, *activities.blocks(one.spec, value)]
    except (AttributeError, LookupError, TypeError, ValueError):
        pass  # a value that this edition does not understand: its words are shown as they are
    return [_blocks.heading(one.entry["prompt"]), *map(_blocks.answer, _texts(value))]


def own_words(one: Answer) -> list[_blocks.Block]:
    """Return the questions that were answered and the learner's own words, without the book's."""
    all_blocks = _whole(one)
    if one.entry["kind"] == "lookback":
        return all_blocks  # what she chose there is hers too
    made: list[_blocks.Block] = []
    for group in filter(_is_hers, _by_heading(all_blocks)):
        kept = [block for block in map(_own, group) if block]
        if any(block["type"] != "heading" for block in kept):
            made += kept
    if not made:
        made = [block for block in all_blocks if block["type"] != "blank"]
    if one.spec is not None and one.spec.get("situation"):
        made.insert(1, _blocks.paragraph(MADE_UP))
    return made


def _is_hers(group: Iterable[_blocks.Block]) -> bool:
    """Is there an answer, room for one, or a gap to fill? Everything else is the book's."""
    return any(
        block["type"] in ("answer", "blank") or any(GAP in item for item in block.get("items", []))
        for block in group
    )


def _own(block: _blocks.Block) -> _blocks.Block | None:
    """Keep a heading, an answer, and the lines of a list that are filled in."""
    if block["type"] in ("heading", "answer"):
        return block
    filled = [item for item in block.get("items", []) if GAP not in item]
    return _blocks.items(filled) if filled else None


def _by_heading(made: Iterable[_blocks.Block]) -> list[list[_blocks.Block]]:
    groups: list[list[_blocks.Block]] = [[]]
    for block in made:
        if block["type"] == "heading":
            groups.append([])
        groups[-1].append(block)
    return groups


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(int(value) if value == int(value) else value)
    elif isinstance(value, Mapping | list):
        for one in choosing.parts_of(value) if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _said(value: Mapping[str, Any], name: str, suggestion: str = "") -> str:
    """Return what was typed in a field, even if that is nothing; before anything was typed, a suggestion."""
    return words(value, name) if isinstance(value.get(name), str) else suggestion


def _line(value: Mapping[str, Any], name: str, suggestion: str = "") -> str:
    return line(value, name) if isinstance(value.get(name), str) else suggestion


def _themes(value: Mapping[str, Any]) -> list[str]:
    ticked = value.get("themes")
    return [name for id, name in purposes.themes().items() if isinstance(ticked, list) and id in ticked]


# --- chapters and their days ---------------------------------------------------------------------


def studied(groups: Iterable[Group]) -> str:
    """Say which chapters the answers are from, and when they were written."""
    found = "; ".join(f"“{group.title}” ({days(group)})" for group in groups if group.id)
    return f"Self-study online, in the workbook The Whys and the Hows: {found}." if found else ""


def days(group: Group) -> str:
    """Say on which day, or between which days, the answers of a chapter were written."""
    whens = [v["when"] for one in group.answers for v in (one.entry, *one.entry["earlier"])]
    moments = sorted(datetime.fromisoformat(when.replace("Z", "+00:00")) for when in whens)
    first, last = _date(moments[0]), _date(moments[-1])
    return first if first == last else f"{first} to {last}"


def _date(moment: datetime) -> str:
    at = moment.astimezone()
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


# --- the log -------------------------------------------------------------------------------------


def _log(groups: Iterable[Group], value: Mapping[str, Any]) -> Iterator[_blocks.Block]:
    """Return a row for each chapter and each session, and the hours, kept apart."""
    alone, together = 0, 0
    rows = _mapping(value.get("rows"))
    for group in groups:
        if group.id:
            row = _mapping(rows.get(group.id))
            minutes = _line(row, "minutes", str(group.minutes or ""))
            alone += _count(minutes)
            yield _blocks.part(group.title)
            yield _row(row, days(group), ALONE, hours(minutes), "none", "My own notes on this chapter")
    sessions = value.get("sessions")
    for session in map(_mapping, sessions if isinstance(sessions, list) else []):
        minutes = _line(session, "minutes")
        together += _count(minutes)
        yield _blocks.part(_line(session, "topic") or "A session I took part in")
        yield _row(session, "", TOGETHER, "none", hours(minutes), "")
    yield _blocks.part("Time in this log, kept apart")
    yield _blocks.items(
        [f"Self-study: {hours(str(alone))}", f"Participatory, with others: {hours(str(together))}"]
    )


def _row(
    row: Mapping[str, Any], dates: str, how: str, alone: str, together: str, evidence: str
) -> _blocks.Block:
    themes = _themes(row)
    return _blocks.items(
        [
            f"Dates: {_line(row, 'dates', dates) or GAP}",
            f"How: {_line(row, 'how', how) or GAP}",
            f"What it has to do with my work: {_line(row, 'relates') or GAP}",
            f"Self-study: {alone}",
            f"Participatory: {together}",
            f"Part of the Code: {', '.join(themes) or GAP}",
            f"What shows it: {_line(row, 'evidence', evidence) or GAP}",
        ]
    )


def _count(minutes: str) -> int:
    return int(minutes) if _MINUTES.fullmatch(minutes) else 0


def hours(minutes: str) -> str:
    """Say minutes as people do: "1 hour 20 minutes"."""
    if not _MINUTES.fullmatch(minutes):
        return GAP
    whole_hours, rest = divmod(int(minutes), 60)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((whole_hours, "hour"), (rest, "minute"))
        if count
    ]
    return " ".join(parts) or "none"


def _mapping(thing: Any) -> Mapping[str, Any]:
    return thing if isinstance(thing, Mapping) else {}
