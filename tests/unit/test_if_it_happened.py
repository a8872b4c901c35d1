"""If it happened to you, and the law: more than one route, no length of time, no promise."""

from __future__ import annotations

import re

import pytest

from workbook.evidence import support
from workbook.paths import BOOK, ROOT

ABOUT = BOOK / "about"
HAPPENED = (ABOUT / "if-it-happened-to-you.md").read_text("utf-8")
LAW = (ABOUT / "reflection-and-the-law.md").read_text("utf-8")
NAMES = ("if-it-happened-to-you", "reflection-and-the-law", "the-guard")
LENGTH_OF_TIME = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty)[ -](?:\w+ )?"
    r"(?:day|week|month|year)s?\b",
    re.IGNORECASE,
)
"""What must not be printed as advice: whether the new limit is in force was not confirmed."""
PROMISE = re.compile(
    r"(?:completely|totally|fully|always|strictly) (?:confidential|private|secret)", re.IGNORECASE
)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_fixed_lines_are_said_as_they_are_kept() -> None:
    flat = _flat(HAPPENED)
    for name in ("tribunal_line", "confidentiality_line", "dates_line", "local_line"):
        assert _flat(getattr(support.support(), name)) in flat, name


@pytest.mark.parametrize("text", [HAPPENED, LAW], ids=["happened", "law"])
def test_no_length_of_time_and_no_promise(text: str) -> None:
    assert LENGTH_OF_TIME.findall(text) == []
    assert PROMISE.findall(text) == []
    assert "not legal advice" in text


@pytest.mark.parametrize(
    "text", ["within three months", "You have 6 months less a day", "a six-month limit", "28 days"]
)
def test_a_length_of_time_would_be_seen(text: str) -> None:
    assert LENGTH_OF_TIME.search(text)


def test_a_promise_would_be_seen() -> None:
    assert PROMISE.search("Your talk is completely confidential.")


def test_support_comes_before_reporting_and_roles_before_services() -> None:
    sections = _sections(HAPPENED)
    names = list(sections)
    first, report = names.index("Support comes first"), names.index("If you want to report it")
    assert first == 0 < report
    items = [line for line in sections["Support comes first"].splitlines() if line.startswith("- ")]
    services = [place for place, line in enumerate(items) if re.search("Samaritans|Shout|NHS 111", line)]
    assert services and min(services) == len(items) - len(services)


@pytest.mark.parametrize("name", ["Support comes first", "Get advice early", "If you want to report it"])
def test_no_section_has_one_route_only(name: str) -> None:
    items = [line for line in _sections(HAPPENED)[name].splitlines() if line.startswith("- ")]
    assert len(items) >= 4
    assert not items[0].startswith(("- **Your line manager", "- **Human resources"))


def test_no_route_that_cannot_help_one_person() -> None:
    for one in ("National Guardian", "NHS England", "Care Quality Commission", "Galop"):
        assert one not in HAPPENED


def test_a_nation_stands_beside_a_service_for_some_nations() -> None:
    for line in (line for line in HAPPENED.splitlines() if line.startswith("- ")):
        for one in support.support().services:
            if len(one.nations) < 4 and re.search(rf"^- \*\*(?:The )?\[?{re.escape(one.called)}", line):
                assert all(nation in line for nation in one.nations), line


def test_the_record_takes_no_patient_information() -> None:
    record = _sections(HAPPENED)["Notes in this book are not evidence"]
    assert "Take no patient information with you" in record
    assert "off work systems" in record


def test_the_law_page_is_dated_scoped_and_says_who_says_what() -> None:
    assert "as of 23 November 2026" in LAW and "It is written with England in mind." in LAW
    addresses = re.findall(r"\]\((https://[^)]*)\)", LAW)
    for body in ("nmc.org.uk", "gmc-uk.org", "capsticks.com", "mddus.com", "gponline.com"):
        assert any(body in one for one in addresses), body
    assert LAW.count("Capsticks") >= 2


def test_the_pages_are_in_the_book_and_linked_from_where_they_fit() -> None:
    contents = (ROOT / "_toc.yml").read_text("utf-8")
    for name in NAMES:
        assert f"book/about/{name}\n" in contents
        assert f"({name}.md)" in (ABOUT / "your-words.md").read_text("utf-8")
    assert "(about/if-it-happened-to-you.md)" in (BOOK / "where-to-turn.md").read_text("utf-8")
