"""The text of a notes file: what is sound in it, what is not, and how it is written.

    {"format": "whys-and-hows-notes", "version": 1, "entries": {"mid-staffordshire.noticing": {...}}}

An entry keeps what kind of activity it was, the prompt as shown, the value, when it was last changed, and earlier
versions. ``notes.schema.json`` says it exactly. An entry that does not fit is set aside, never the whole file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from workbook.kit import book
from workbook.kit.errors import CommandError
from workbook.kit.learner.merge import Entry, time_of

VERSION = 1

SCHEMA = Path(__file__).with_name("notes.schema.json")
_DEEPEST = 40
"""How far lists and objects may stand in one another in a value; js/notes/file.js has the same."""


class NotesError(CommandError):
    """The notes cannot be read or kept. The message says why, and what to do."""


@dataclass(frozen=True)
class Reading:
    """What a notes file holds."""

    entries: dict[str, Entry]
    aside: dict[str, Any]
    """Entries that do not fit, as they stand in the file."""
    problems: dict[str, str]
    """What is wrong with each of those."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the notes file."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    loaded["properties"]["format"] = {"const": book.current().notes_format}
    return loaded


def parse(text: str) -> Reading:
    """Read the text of a notes file. Raise NotesError where it is no notes file of this book."""
    try:
        document = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotesError(f"It is not a notes file: it is not JSON ({error}).") from error
    if not isinstance(document, dict) or document.get("format") != book.current().notes_format:
        raise NotesError(
            f"It is not a notes file of this book: it does not say “{book.current().notes_format}”."
        )
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise NotesError(
            f"It was made by a newer edition of the workbook (version {version}; this one reads {VERSION}). "
            "Use the newer edition to open it."
        )
    if version != VERSION or isinstance(version, bool):
        raise NotesError(f"Its version is {version!r}, which this edition does not know.")
    entries = document.get("entries")
    if not isinstance(entries, dict) or len(document) != 3:
        raise NotesError("It is damaged: its entries are missing, or something stands beside them.")
    problems = {key: problem for key, entry in entries.items() if (problem := problem_of(key, entry))}
    return Reading(
        {key: entry for key, entry in entries.items() if key not in problems},
        {key: entries[key] for key in problems},
        problems,
    )


def loads(text: str) -> dict[str, Entry]:
    """Return the sound entries in the text of a notes file, by key."""
    return parse(text).entries


def dumps(entries: Mapping[str, Entry], aside: Mapping[str, Any] | None = None) -> str:
    """Write entries as the text of a notes file, keys in order; with what was set aside, as it stood."""
    kept = {f"{key}-set-aside" if key in entries else key: _finite(one) for key, one in (aside or {}).items()}
    document = {
        "format": book.current().notes_format,
        "version": VERSION,
        "entries": dict(sorted({**kept, **entries}.items())),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, as a browser can send: keep it as an escape
        text = json.dumps(document, indent=1)
    return text + "\n"


def problem_of(key: str, entry: Any) -> str:
    """Say what is wrong with an entry; nothing where it fits."""
    errors = sorted(_validator().iter_errors({key: entry}), key=lambda one: list(map(str, one.path)))
    if errors:
        place = " → ".join(str(part) for part in errors[0].absolute_path) or key
        return f"in {place}, {errors[0].message[:200]}"
    for version in (entry, *entry["earlier"]):
        try:
            time_of(version["when"])
        except ValueError:
            return f"in {key}, “{version['when']}” is not a time"
        if not _bounded(version["value"]):
            return f"in {key}, a number is too large, or lists stand in lists too deep"
    return ""


def problem_of_value(kind: str, value: Any) -> str:
    """Say what is wrong with an answer of one kind; nothing where it fits."""
    entry = {"kind": kind, "prompt": "", "value": value, "when": "2000-01-01T00:00:00Z", "earlier": []}
    return (
        problem_of("the.value", entry)
        .replace("in the.value → value", "in value")
        .replace("the.value", "value")
    )


@cache
def _validator() -> Draft202012Validator:
    whole = json.loads(SCHEMA.read_text("utf-8"))
    return Draft202012Validator({**whole["properties"]["entries"], "$defs": whole["$defs"]})


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number there")


def _bounded(thing: Any, depth: int = 0) -> bool:
    """Is every number one that the page can hold, and does nothing stand too deep in itself?"""
    if isinstance(thing, int | float):
        try:
            return math.isfinite(float(thing))
        except OverflowError:
            return False
    if not isinstance(thing, dict | list):
        return True
    inside = thing.values() if isinstance(thing, dict) else thing
    return depth < _DEEPEST and all(_bounded(one, depth + 1) for one in inside)


def _finite(thing: Any) -> Any:
    """Return a value that JSON can hold: a number without end as a word."""
    if isinstance(thing, dict):
        return {key: _finite(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_finite(value) for value in thing]
    return str(thing) if isinstance(thing, float) and not math.isfinite(thing) else thing
