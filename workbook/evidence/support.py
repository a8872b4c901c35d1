"""Where to turn: the numbers that may be printed, and the names that may not.

`data/support.yaml` is the only source of telephone and text numbers; `problems` refuses any other in a text.
A wrong number on a page like this one can do harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from workbook.paths import DATA

FILE: Path = DATA / "support.yaml"

_LINE = re.compile(
    r"(?<![\d.\w])(?:(?:\+44 ?\(?0?\)?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}|116 ?\d{3})(?![\d\w%]|[.,]\d)"
)
"""A number as it is written in the United Kingdom."""
_SHORT = re.compile(
    r"(?i:\b(?:ring|call|dial|phone|telephone|helpline)\b(?: (?:on|at|the|number|it|them))*:? )\**(\d{3,6})\b"
)
"""A short number that somebody is told to ring."""
_TEXT = re.compile(r"\b([A-Z][A-Z0-9]{2,}) to (\d{5,6})\b|(?i:\btext)\D{1,30}\b(\d{5,6})\b")
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|<[^>]*>")


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _bare(number: str) -> str:
    """A number without spaces, dashes and the code of the country."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].lstrip("0") if number.startswith("+44") else digits


def services() -> list[dict[str, Any]]:
    """The services that may be shown."""
    return list(_data()["services"])


def roles() -> list[dict[str, Any]]:
    """The roles to turn to, which come before the services."""
    return list(_data()["roles"])


def line(name: str) -> str:
    """A fixed line: ``dates_line``, ``confidentiality_line``, ``local_line`` or ``tribunal_line``."""
    return str(_data()[name])


def numbers() -> list[str]:
    """Every number that may be printed, as it is printed: ``116 123``, ``85258``."""
    found: list[str] = []
    for service in services():
        if service.get("phone"):
            found.append(re.match(r"[\d ]*\d", service["phone"]).group())  # type: ignore[union-attr]
        if service.get("text"):
            found.append(re.search(r"\d+", service["text"]).group())  # type: ignore[union-attr]
    return list(dict.fromkeys(found))


def _texts() -> set[str]:
    """What may be texted, as ``SHOUT to 85258``."""
    return {match.group() for one in services() if (match := _TEXT.search(one.get("text") or ""))}


def problems(text: str, where: str = "the text") -> list[str]:
    """Numbers that are not in data/support.yaml, and names that are not to be shown."""
    told: list[str] = []
    allowed = {_bare(number) for number in numbers()}
    remedy = "Use a service from data/support.yaml, or add it there once its own page was seen."
    called = re.findall(r"(?:tel|sms):([+\d][\d -]+)", text)
    words = _ADDRESS.sub(" ", text)
    called += [match.group() for match in _LINE.finditer(words)]
    called += [match.group(1) for match in _SHORT.finditer(words) if not _LINE.match(words, match.start(1))]
    for number in called:
        if _bare(number) not in allowed:
            told.append(f"The number “{number.strip()}” in {where} is not in data/support.yaml. {remedy}")
    for match in _TEXT.finditer(words):
        keyword = f"{match.group(1)} to {match.group(2)}" if match.group(1) else ""
        if keyword and not any(keyword in one for one in _texts()):
            told.append(f"“{keyword}” in {where} is not in data/support.yaml. {remedy}")
        elif match.group(3) and match.group(3) not in allowed:
            told.append(f"The number “{match.group(3)}” in {where} is not in data/support.yaml. {remedy}")
    for name in _data()["not_shown"]:
        if re.search(rf"\b{re.escape(name)}\b", words):
            told.append(
                f"“{name}” in {where} is not to be shown: nobody saw that it still runs. Take it out."
            )
    return list(dict.fromkeys(told))
