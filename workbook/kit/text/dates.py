"""Days as people write them: 14 January 2027."""

from __future__ import annotations

from datetime import date

MONTHS = "January February March April May June July August September October November December".split()
"""The names of the months, whatever the language of the computer."""


def in_words(day: date) -> str:
    """Write a day, such as "14 January 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
