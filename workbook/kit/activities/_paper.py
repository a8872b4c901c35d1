"""What kinds with several small boxes share: tidy words, and a date as people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

GAP = "______"
_MONTHS = "January February March April May June July August September October November December".split()
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def words(value: Mapping[str, Any] | None, name: str) -> str:
    """Return what the reader wrote in one box, without the space around it."""
    return str((value or {}).get(name) or "").strip(" \t\r\n\u00a0")


def line(value: Mapping[str, Any] | None, name: str) -> str:
    """Return what the reader wrote in one box, on one line."""
    return re.sub(r"[ \t\r\n\u00a0]+", " ", words(value, name))


def day(value: Mapping[str, Any] | None, name: str) -> str:
    """Return a date such as "14 January 2027"; empty where there is none, or one half typed (the year 20)."""
    found = _ISO.fullmatch(words(value, name))
    if found is None:
        return ""
    year, month, number = (int(part) for part in found.groups())
    try:
        date(year, month, number)
    except ValueError:
        return ""
    return f"{number} {_MONTHS[month - 1]} {year}" if year >= 2000 else ""
