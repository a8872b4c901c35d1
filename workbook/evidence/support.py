"""Where to turn: the numbers that may be printed, and the names that may not.

`data/support.yaml` is the only source of telephone and text numbers; `problems` refuses any other in a text.
A wrong number on a page like this one can do harm.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workbook.kit.errors import CommandError
from workbook.kit.text import yaml
from workbook.paths import DATA

FILE: Path = DATA / "support.yaml"

_LINE = re.compile(
    r"(?<![\d.\w])(?:(?:\+44 ?\(?0?\)?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}|116 ?\d{3})(?![\d\w%]|[.,]\d)"
)
"""A number as it is written in the United Kingdom."""
_SHORT = re.compile(
    r"(?i:\b(?:ring|call|dial|phone|telephone|helpline)\b(?: (?:on|at|the|number|it|them))*:? )\**(\d{3,6})\b(?![.,]\d)"
)
"""A short number that somebody is told to ring."""
_TEXT = re.compile(r"\b([A-Z][A-Z0-9]{2,}) to (\d{5,6})\b|(?i:\btext)\D{1,30}\b(\d{5,6})\b")
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|<[^>]*>")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Role(_Part):
    """A role at work to turn to: what for, and what it can keep private."""

    name: str
    for_: str = Field(alias="for")
    private: str


class Service(_Part):
    """A service anywhere in the UK: how to reach it, for whom it is, and when and where it was seen."""

    name: str
    called: str = ""
    for_: str = Field(alias="for")
    who: str
    for_whom: tuple[Literal["staff", "patients_and_families", "bereaved", "anyone"], ...]
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    cost: str = ""
    nations: tuple[str, ...]
    status: Literal["primary", "secondary"]
    page_date: str
    added: str = ""
    limited: bool = False
    """Whether the page says whom it is for: some staff, members, or one group."""

    @model_validator(mode="after")
    def _named(self) -> Service:
        return self if self.called else self.model_copy(update={"called": self.name})

    @property
    def area(self) -> str:
        """The nations it covers, in words; empty where its pages do not say."""
        *first, last = self.nations or ("",)
        if len(self.nations) == 4:
            return "Anywhere in the UK"
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def when(self) -> tuple[str, ...]:
        """What it costs, and when it answers: ``("Free", "Monday to Friday 9am to 5pm")``."""
        free = self.cost.startswith("Free") and not self.for_.startswith("Free")
        hours = re.sub(r" \([^)]*\)", "", self.hours).removesuffix(", every day")
        if free and hours[:1].isdigit():
            return (f"Free, {hours}",)
        return tuple(part for part in ("Free" if free else "", hours) if part)

    @property
    def text_parts(self) -> tuple[str, str]:
        """The word to send, if one is wanted, and the number: ``("SHOUT", "85258")``."""
        found = re.fullmatch(r"Text (?:([A-Z]+) to )?(\d+)", self.text)
        if not found:
            raise ValueError(f"{self.name}: write the text line as “Text SHOUT to 85258”.")
        return found[1] or "", found[2]


class Need(_Part):
    """One need on the page: what to know, roles first, then services."""

    title: str
    for_whom: Literal["staff", "patients_and_families", "bereaved", "anyone"]
    say: str
    asked: tuple[str, ...] = ()
    """What people type into the search who need just this, slips of the pen too."""
    roles: tuple[str, ...] = ()
    before_services: str = ""
    services: tuple[str, ...]
    some_staff: tuple[str, ...] = ()
    before_more: str = ""
    more: tuple[str, ...] = ()
    at_any_hour: tuple[str, ...] = ()
    tribunal: bool = False
    after: str = ""


class PosterPart(_Part):
    """One part of the poster."""

    title: str
    services: tuple[str, ...]


class Support(_Part):
    """All of ``data/support.yaml``. Every role and service that a need names is there."""

    put_together: date
    dates_line: str
    dates_line_longer: str
    confidentiality_line: str
    local_line: str
    tribunal_line: str
    roles: tuple[Role, ...]
    services: tuple[Service, ...]
    needs: tuple[Need, ...]
    poster: tuple[PosterPart, ...]
    not_shown: tuple[str, ...]

    @model_validator(mode="after")
    def _whole(self) -> Support:
        roles = {role.name for role in self.roles}
        for need in self.needs:
            if unknown := [role for role in need.roles if role not in roles]:
                raise ValueError(f"“{need.title}” names the role “{unknown[0]}”, which is not in roles.")
            for name in (*need.services, *need.some_staff, *need.more, *need.at_any_hour):
                self.service(name)
        return self

    def service(self, name: str) -> Service:
        """One service, by its name."""
        for one in self.services:
            if one.name == name:
                return one
        raise ValueError(f"There is no service “{name}” in data/support.yaml.")


@lru_cache(maxsize=1)
def support() -> Support:
    """The project's own list, read once. Raises `CommandError` where it cannot be read."""
    return checked(yaml.read(FILE))


def checked(data: Any) -> Support:
    """The list in some data. Raises `CommandError` with the first place that is not as it should be."""
    try:
        return Support.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ").rstrip(".")
        raise CommandError(
            f"data/{FILE.name}: {f'{place}: ' if place else ''}{said}. Put it right."
        ) from error


def _bare(number: str) -> str:
    """A number without spaces, dashes and the code of the country."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].lstrip("0") if number.startswith("+44") else digits


def numbers() -> list[str]:
    """Every number that may be printed, as it is printed: ``116 123``, ``85258``."""
    found: list[str] = []
    for service in support().services:
        if number := re.match(r"[\d ]*\d", service.phone):
            found.append(number.group())
        if service.text:
            found.append(service.text_parts[1])
    return list(dict.fromkeys(found))


def _texts() -> set[str]:
    """What may be texted, as ``SHOUT to 85258``."""
    return {match.group() for one in support().services if (match := _TEXT.search(one.text))}


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
    for name in support().not_shown:
        if re.search(rf"\b{re.escape(name)}\b", words):
            told.append(
                f"“{name}” in {where} is not to be shown: nobody saw that it still runs. Take it out."
            )
    return list(dict.fromkeys(told))
