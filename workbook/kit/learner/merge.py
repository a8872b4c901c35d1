"""The one rule by which two sets of notes become one: the newer answer stands, the other is an earlier version.

It holds for a file that is loaded, for two kernels, for a renamed key. ``js/notes/merge.js`` is the same rule for
the page, and both are held to ``tests/examples/notes_merge.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

BACK = re.compile(r"-back-(?:[123]|own)$")
"""How the key of looking back at something ends: ``mid-staffordshire.look-again-back-1``."""

Entry = dict[str, Any]
"""``{"kind", "prompt", "value", "when", "earlier": [{"value", "when"}]}``"""


def merge(ours: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> dict[str, Entry]:
    """Put two sets of notes together; it does not matter which comes first."""
    merged = {key: _tidied(entry) for key, entry in ours.items()}
    for key, entry in theirs.items():
        merged[key] = _joined(merged[key], entry) if key in merged else _tidied(entry)
    return merged


def renamed(entries: Mapping[str, Entry], aliases: Mapping[str, str]) -> dict[str, Entry]:
    """Return entries under the present names of their keys."""
    found: dict[str, Entry] = {}
    for key, entry in entries.items():
        present = _present(key, aliases)
        found[present] = _joined(found[present], entry) if present in found else _tidied(entry)
    return found


def in_order(versions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return versions, oldest first, each once."""
    kept = {(one["when"], canonical(one["value"])): one for one in reversed(sorted(versions, key=_order))}
    return list(reversed(kept.values()))


def canonical(thing: Any) -> str:
    """Write a value as js/notes/merge.js does, so that both sort alike: what is 1.0 here is 1 there."""
    if isinstance(thing, dict):
        pairs = sorted((json.dumps(key), canonical(value)) for key, value in thing.items())
        return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(canonical, thing)) + "]"
    return json.dumps(int(thing) if isinstance(thing, float) and thing.is_integer() else thing)


def time_of(when: str) -> datetime:
    """Read a time of the notes file; raise ValueError where it does not exist."""
    if "T24" in when:
        raise ValueError(f"{when}: there is no hour 24")  # Python 3.14 reads one, and no page does
    return datetime.fromisoformat(when.replace("Z", "+00:00"))


def time_after(before: Entry | None) -> str:
    """Say the time now: always later than the answer it replaces, even if a clock was wrong."""
    moment = datetime.now(UTC)
    if before:
        moment = max(moment, time_of(before["when"]) + timedelta(milliseconds=1))
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _present(key: str, aliases: Mapping[str, str]) -> str:
    back = BACK.search(key)
    present = key[: back.start()] if back else key
    seen = {present}
    while present in aliases and aliases[present] not in seen:
        present = aliases[present]
        seen.add(present)
    return present + (back[0] if back else "")


def _tidied(entry: Entry) -> Entry:
    return {**entry, "earlier": in_order(entry["earlier"])}


def _joined(one: Entry, other: Entry) -> Entry:
    newer, older = sorted((one, other), key=_order, reverse=True)
    versions: list[dict[str, Any]] = [*one["earlier"], *other["earlier"]]
    if canonical(older["value"]) != canonical(newer["value"]):
        versions.append({"value": older["value"], "when": older["when"]})
    return {**newer, "earlier": in_order(versions)}


def _order(version: Mapping[str, Any]) -> tuple[datetime, str]:
    return time_of(version["when"]), canonical(version["value"])
