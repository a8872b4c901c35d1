"""What a learner can make of her notes: the orders that regulators ask for, and what was read about them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

Purpose = dict[str, Any]

FILE = Path(__file__).with_name("purposes.json")


class PurposeError(Exception):
    """There is no such purpose. The message says which there are."""


@cache
def _read() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return loaded


def all_purposes() -> list[Purpose]:
    """Return every purpose, in the order in which they are offered."""
    found: list[Purpose] = _read()["purposes"]
    return found


def themes() -> dict[str, str]:
    """Return the themes of the Code by their short names."""
    found: dict[str, str] = _read()["themes"]
    return found


def purpose(name: str) -> Purpose:
    """Return one purpose by its short name."""
    for one in all_purposes():
        if one["id"] == name:
            return one
    names = ", ".join(one["id"] for one in all_purposes())
    raise PurposeError(f"There is no purpose called “{name}”. Choose one of: {names}.")
