"""What Python and the scripts both show: all that an activity says beside its author's own words, and a few names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

STRINGS: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("strings.json").read_text("utf-8"))
"""By kind of activity, and ``shared``. A name in braces is filled in: ``"From {low} to {high} {unit}."``"""

SHARED = STRINGS["shared"]

GAP: str = SHARED["gap"]
"""Stands where a reader has written nothing yet."""
