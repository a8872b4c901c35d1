"""What Python and the scripts both show: all that an activity says beside its author's own words, and a few names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

STRINGS: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("strings.json").read_text("utf-8"))
"""By kind of activity, and ``shared``. A name in braces is filled in: ``"From {low} to {high} {unit}."``"""

SHARED = STRINGS["shared"]

GAP: str = SHARED["gap"]
"""Stands where a reader has written nothing yet."""


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, in order; names of parts are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from texts_in(part)
