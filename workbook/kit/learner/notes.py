"""The learner's notes file: read, merge, write. The same file the website keeps and saves.

    {"format": "<the book's name>-notes", "version": 1, "entries": {"mid-staffordshire.noticing": {...}}}

An entry keeps what kind of activity it was, the prompt as shown, the value, when it was last changed, and
earlier versions. ``notes.schema.json`` says it exactly. A file that cannot be read is never written over.
"""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from workbook.kit import book

VERSION = 1

BACK = re.compile(r"-back-(?:[123]|own)$")
"""How the key of looking back at something ends: ``mid-staffordshire.look-again-back-1``."""

Entry = dict[str, Any]
"""``{"kind", "prompt", "value", "when", "earlier": [{"value", "when"}]}``"""

_HERE = Path(__file__).resolve().parent

_DEEPEST = 40
"""How far lists and objects may stand in one another in a value; js/notes-file.js says the same."""

_one_at_a_time = threading.RLock()
"""JupyterLab may bring two answers at once, each in a thread of its own: the second must see the first."""


class NotesError(Exception):
    """The notes cannot be read or kept. The message says why, and what to do."""


def path() -> Path:
    """Say where the notes lie: where ``WORKBOOK_NOTES`` says (a folder or a .json file), or as usual."""
    said = os.environ.get("WORKBOOK_NOTES")
    if said:
        there = Path(said).expanduser()
        return there if there.suffix == ".json" else there / "notes.json"
    return Path(platformdirs.user_data_dir(book.current().name, appauthor=False)) / "notes.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the notes file."""
    loaded: dict[str, Any] = json.loads((_HERE / "notes.schema.json").read_text("utf-8"))
    return loaded


def aliases() -> dict[str, str]:
    """Return old keys and what they are called now."""
    return book.current().aliases


def loads(text: str) -> dict[str, Entry]:
    """Read the text of a notes file into entries by key."""
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
    problem = next(_problems(document), None)
    if problem:
        raise NotesError(f"It is damaged: {problem}.")
    entries: dict[str, Entry] = document["entries"]
    return entries


def dumps(entries: Mapping[str, Entry]) -> str:
    """Write entries as the text of a notes file, keys in order."""
    document = {
        "format": book.current().notes_format,
        "version": VERSION,
        "entries": dict(sorted(entries.items())),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, as a browser can send: keep it as an escape
        text = json.dumps(document, indent=1)
    return text + "\n"


def renamed(entries: Mapping[str, Entry], names: Mapping[str, str]) -> dict[str, Entry]:
    """Return entries with old keys under their present names."""
    found: dict[str, Entry] = {}
    for key, entry in entries.items():
        back = BACK.search(key)
        present = key[: back.start()] if back else key
        seen = {present}
        while present in names and names[present] not in seen:
            present = names[present]
            seen.add(present)
        found = merge(found, {present + (back[0] if back else ""): entry})
    return found


def merge(ours: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> dict[str, Entry]:
    """Put two sets of notes together. The newer answer stands; the other is kept as an earlier version."""
    merged = {key: _tidy(entry) for key, entry in ours.items()}
    for key, entry in theirs.items():
        merged[key] = _joined(merged[key], entry) if key in merged else _tidy(entry)
    return merged


def _tidy(entry: Entry) -> Entry:
    return {**entry, "earlier": _in_order(entry["earlier"])}


def _joined(one: Entry, other: Entry) -> Entry:
    newer, older = sorted((one, other), key=_order, reverse=True)
    versions: list[dict[str, Any]] = [*one["earlier"], *other["earlier"]]
    if _canonical(older["value"]) != _canonical(newer["value"]):
        versions.append({"value": older["value"], "when": older["when"]})
    return {**newer, "earlier": _in_order(versions)}


def _in_order(versions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = {(one["when"], _canonical(one["value"])): one for one in reversed(sorted(versions, key=_order))}
    return list(reversed(kept.values()))


def _order(version: Mapping[str, Any]) -> tuple[datetime, str]:
    return _time(version["when"]), _canonical(version["value"])


def _canonical(thing: Any) -> str:
    """Say a value as js/notes-file.js does, so that both sort alike: what is 1.0 here is 1 there."""
    if isinstance(thing, dict):
        pairs = sorted((json.dumps(key), _canonical(value)) for key, value in thing.items())
        return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(_canonical, thing)) + "]"
    return json.dumps(int(thing) if isinstance(thing, float) and thing.is_integer() else thing)


def _after(before: Entry | None) -> str:
    """Say the time; always later than the answer it replaces, even if a clock was wrong."""
    moment = datetime.now(UTC)
    if before:
        moment = max(moment, _time(before["when"]) + timedelta(milliseconds=1))
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(when: str) -> datetime:
    return datetime.fromisoformat(when.replace("Z", "+00:00"))


class Notes:
    """The notes file of one learner, in one place."""

    def __init__(self, file: Path) -> None:
        """Look at a file that may not be there yet."""
        self.file = file
        self._changed: set[str] = set()

    def read(self) -> dict[str, Entry]:
        """Return every entry, under its present key. No file yet: no entries."""
        try:
            text = self.file.read_text("utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise NotesError(self._sorry(f"It cannot be read ({_plain(error)}).")) from error
        try:
            return renamed(loads(text), aliases())
        except NotesError as error:
            raise NotesError(self._sorry(str(error))) from error

    def get(self, key: str) -> Entry | None:
        """Return one entry, or nothing."""
        return self.read().get(key)

    def put(
        self, key: str, kind: str, prompt: str, value: Mapping[str, Any], when: str | None = None
    ) -> None:
        """Keep an answer. What stood there before this visit is kept once among its earlier versions."""
        with _one_at_a_time:
            entries = self.read()
            before = entries.get(key)
            earlier = list(before["earlier"]) if before else []
            if before and before["value"] == value:
                return
            if before and key not in self._changed:
                earlier = _in_order([*earlier, {"value": before["value"], "when": before["when"]}])
            entries[key] = {
                "kind": kind,
                "prompt": prompt,
                "value": dict(value),
                "when": when or _after(before),
                "earlier": earlier,
            }
            self.write(entries)
            self._changed.add(key)

    def merge(self, theirs: Mapping[str, Entry]) -> dict[str, Entry]:
        """Bring in entries from another file, as "Load" does in the page, and keep what comes of it."""
        with _one_at_a_time:
            entries = merge(self.read(), renamed(theirs, aliases()))
            self.write(entries)
        return entries

    def write(self, entries: Mapping[str, Entry]) -> None:
        """Write all entries at once: either the whole new file is there, or the old one still is."""
        temporary = None
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(prefix=".notes-", suffix=".json", dir=self.file.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(dumps(entries))
            os.replace(temporary, self.file)
        except OSError as error:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise NotesError(
                f"Your words are not being kept: {self.file} cannot be written ({_plain(error)}). "
                "They are in this notebook until you close it; use “Copy as text”."
            ) from error

    def _sorry(self, reason: str) -> str:
        return (
            f"Your words are not being kept: there is a notes file at {self.file}, but "
            f"{reason[0].lower()}{reason[1:]} "
            "It has been left as it is. Move it somewhere else to start a new one, and run the cell again."
        )


@cache
def _at(file: Path) -> Notes:
    return Notes(file)


def current() -> Notes:
    """Return the notes of whoever runs this notebook."""
    return _at(path())


def _plain(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _problems(document: Mapping[str, Any]) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    for error in sorted(
        Draft202012Validator(schema()).iter_errors(document), key=lambda one: list(map(str, one.path))
    ):
        place = " → ".join(str(part) for part in error.absolute_path) or "the file"
        yield f"in {place}, {error.message[:200]}"
    for key, entry in document.get("entries", {}).items():
        for version in (entry, *entry["earlier"]):
            try:
                _time(version["when"])
            except ValueError:
                yield f"in {key}, “{version['when']}” is not a time"
            if not _bounded(version["value"]):
                yield f"in {key}, a number is too large, or lists stand in lists too deep"


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
