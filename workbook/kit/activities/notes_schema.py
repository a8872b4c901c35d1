"""The schema of the notes file, put together: what holds of every entry, and each kind's own part."""

from __future__ import annotations

import json
from typing import Any

from workbook.kit.activities import BUILT_IN, kind_named
from workbook.kit.learner.file import SCHEMA


def composed() -> dict[str, Any]:
    """Return the schema with the parts that the kinds hold now."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    schema["$defs"]["entry"]["allOf"] = [_part(name) for name in BUILT_IN]
    return schema


def is_fresh() -> bool:
    """Whether the committed schema has the parts that the kinds hold now."""
    return bool(composed() == json.loads(SCHEMA.read_text("utf-8")))


def write() -> None:
    """Write the schema again, if a kind has changed its part."""
    if not is_fresh():
        SCHEMA.write_text(json.dumps(composed(), indent=1) + "\n", "utf-8", newline="\n")


def _part(name: str) -> dict[str, Any]:
    activity = kind_named(name).activity
    assert activity is not None
    return {
        "if": {"properties": {"kind": {"const": name}}},
        "then": {"properties": {"value": dict(activity.VALUE)}},
    }
