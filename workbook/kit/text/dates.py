"""Days as people write them: 14 January 2027."""

from __future__ import annotations

from datetime import date

MONTHS = "January February March April May June July August September October November December".split()
"""The names of the months, whatever the language of the computer."""


def in_words(day: date) -> str:
    """Write a day, such as "14 January 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken(iso: str) -> str:
    """Write a date as exactly as it is known: "27 November 2014", "November 2013" or "2025"."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
