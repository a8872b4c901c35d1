"""Which answers there are to choose from, and which are chosen unless the learner says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.kit.learner.notes import Entry

ELSEWHERE = "From another edition of this book"
OWN = "take-out"
"""The kind of an entry that holds what was typed for a document; its key begins with the same word."""
LOOKING_BACK = {
    "plan": "Looking back: how did it go?",
    "ask": "Looking back: did they answer?",
    "recall": "",
}
"""Kinds that come back on the page Look back, and what is asked there; js/coming-back.js has the same."""
STAYS = {"predict": "quiz", "recall": "quiz", "habits": "private"}
"""Kinds that say little to others, or too much."""


@dataclass(frozen=True)
class Answer:
    """One answer with words in it."""

    key: str
    prompt: str
    entry: Entry
    spec: Mapping[str, Any] | None
    why_not: str
    """Why it stays out unless she adds it: "sensitive", "quiz", "private" or "unknown"; else nothing."""


@dataclass(frozen=True)
class Group:
    """The answers of one chapter; of none, if their place is no longer in the book."""

    id: str
    title: str
    minutes: int | None
    answers: tuple[Answer, ...]


def begun(value: Any) -> bool:
    """Is there anything in a value?"""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(map(begun, parts_of(value)))
    if isinstance(value, list):
        return any(map(begun, value))
    return value is not None and value is not False


def parts_of(value: Mapping[str, Any]) -> list[Any]:
    """Return what a value holds, but for the frame that was chosen to write it in."""
    return [one for name, one in value.items() if name != "frame"]


def offered(chapters: Iterable[Mapping[str, Any]], entries: Mapping[str, Entry]) -> list[Group]:
    """Return the answers to choose from, by chapter and in order."""
    left = {key: entry for key, entry in entries.items() if entry["kind"] != OWN and begun(entry["value"])}
    groups = []
    for chapter in chapters:
        found = []
        for spec in with_backs(chapter["activities"]):
            entry = left.pop(spec["key"], None)
            if entry is not None:
                found.append(Answer(spec["key"], spec["prompt"], entry, spec, _why_not(spec)))
        if found:
            groups.append(Group(chapter["id"], chapter["title"], chapter.get("minutes"), tuple(found)))
    if left:
        others = [Answer(key, entry["prompt"], entry, None, "unknown") for key, entry in sorted(left.items())]
        groups.append(Group("", ELSEWHERE, None, tuple(others)))
    return groups


def with_backs(activities: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return activities, each followed by the places where looking back at it is kept."""
    found: list[Mapping[str, Any]] = []
    for spec in activities:
        found.append(spec)
        if spec["kind"] in LOOKING_BACK:
            asked = {
                "kind": "lookback",
                "of": spec["kind"],
                "prompt": LOOKING_BACK[spec["kind"]],
                "evidence": [],
            }
            one = dict(spec) if spec["kind"] == "recall" else asked
            found += [
                {**one, "key": f"{spec['key']}-back-{name}", "back": spec["key"]}
                for name in ("1", "2", "3", "own")
            ]
    return found


def _why_not(spec: Mapping[str, Any]) -> str:
    if spec.get("sensitive"):
        return "sensitive"
    return STAYS.get(spec["kind"], "")


def chosen(groups: Iterable[Group], keys: Iterable[str]) -> list[Group]:
    """Return the groups with only the chosen answers, and without those that are left empty."""
    wanted = set(keys)
    kept = []
    for group in groups:
        answers = tuple(one for one in group.answers if one.key in wanted)
        if answers:
            kept.append(Group(group.id, group.title, group.minutes, answers))
    return kept
