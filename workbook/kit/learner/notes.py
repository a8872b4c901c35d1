"""The learner's notes in Jupyter: one file, the same that the website saves and loads.

A file that cannot be read is never written over, and two kernels that write at once lose nothing: whoever writes
holds the file's lock, reads what is there, and adds to it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
from filelock import FileLock, Timeout

from workbook.kit import book
from workbook.kit.learner.file import NotesError, Reading, dumps, parse, problem_of
from workbook.kit.learner.merge import BACK, Entry, in_order, merge, renamed, time_after

__all__ = ["BACK", "Entry", "Notes", "NotesError", "current", "path"]

_PATIENCE = 10
"""Seconds to wait for another kernel to finish writing."""
_POLL = 0.01
"""Seconds between two looks whether it has finished."""


def path() -> Path:
    """Say where the notes lie: where ``WORKBOOK_NOTES`` says (a folder or a .json file), or as usual."""
    said = os.environ.get("WORKBOOK_NOTES")
    if said:
        there = Path(said).expanduser()
        return there if there.suffix == ".json" else there / "notes.json"
    return Path(platformdirs.user_data_dir(book.current().name, appauthor=False)) / "notes.json"


class Notes:
    """The notes file of one learner, in one place."""

    def __init__(self, file: Path) -> None:
        """Look at a file that may not be there yet."""
        self.file = file
        self._lock = FileLock(file.with_name(f".{file.name}.lock"), timeout=_PATIENCE)
        self._next = FileLock(file.with_name(f".{file.name}.next.lock"), timeout=_PATIENCE)
        """Held while waiting for the lock: who writes again lets a kernel that waits go first."""
        self._typed: dict[str, Entry] = {}
        """Each answer of this visit, as it was last left from here."""

    def reading(self) -> Reading:
        """Return what is in the file, and what had to be set aside. No file yet: nothing."""
        try:
            text = self.file.read_text("utf-8")
        except FileNotFoundError:
            return Reading({}, {}, {})
        except (OSError, UnicodeDecodeError) as error:
            raise NotesError(self._sorry(f"It cannot be read ({_reason(error)}).")) from error
        try:
            found = parse(text)
        except NotesError as error:
            raise NotesError(self._sorry(str(error))) from error
        return Reading(renamed(found.entries, book.current().aliases), found.aside, found.problems)

    def read(self) -> dict[str, Entry]:
        """Return every sound entry, under its present key."""
        return self.reading().entries

    def get(self, key: str) -> Entry | None:
        """Return one entry, or nothing."""
        return self.read().get(key)

    def put(
        self, key: str, kind: str, prompt: str, value: Mapping[str, Any], when: str | None = None
    ) -> None:
        """Keep an answer. What stood there before this visit is kept among its earlier versions."""
        with self._writing() as found:
            before = found.entries.get(key)
            if before and before["value"] == value:
                return
            earlier = list(before["earlier"]) if before else []
            typed = self._typed.get(key, {})
            if before and (typed.get("when"), typed.get("value")) != (before["when"], before["value"]):
                earlier = in_order([*earlier, {"value": before["value"], "when": before["when"]}])
            entry: Entry = {
                "kind": kind,
                "prompt": prompt,
                "value": dict(value),
                "when": when or time_after(before),
                "earlier": earlier,
            }
            if problem := problem_of(key, entry):
                raise NotesError(f"This answer does not fit the notes file, so it is not kept: {problem}.")
            self._write(found.entries | {key: entry}, found.aside)
            self._typed[key] = entry

    def merge(self, theirs: Mapping[str, Entry]) -> dict[str, Entry]:
        """Bring in entries from another file, as "Load" does in the page, and return what comes of it."""
        with self._writing() as found:
            entries = merge(found.entries, renamed(theirs, book.current().aliases))
            self._write(entries, found.aside)
        return entries

    @contextmanager
    def _writing(self) -> Iterator[Reading]:
        """Hold the file against other kernels and threads, and give what is in it now."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._next:
                held = self._lock.acquire(poll_interval=_POLL)
            with held:
                yield self.reading()
        except Timeout as error:
            raise NotesError(
                f"Your words are not being kept: another program has held {error.lock_file} for "
                f"{_PATIENCE} seconds. Close other notebooks of this book, or delete that file if there are none."
            ) from error
        except OSError as error:
            raise NotesError(self._not_kept(error)) from error

    def _write(self, entries: Mapping[str, Entry], aside: Mapping[str, Any]) -> None:
        """Write all entries at once: either the whole new file is there, or the old one still is."""
        temporary = None
        try:
            handle, temporary = tempfile.mkstemp(prefix=".notes-", suffix=".json", dir=self.file.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(dumps(entries, aside))
            os.replace(temporary, self.file)
        except OSError:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise

    def _not_kept(self, error: Exception) -> str:
        return (
            f"Your words are not being kept: {self.file} cannot be written ({_reason(error)}). "
            "They are in this notebook until you close it; use “Copy as text”."
        )

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


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
