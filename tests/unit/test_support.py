"""Where to turn: no number that was not checked, no service that may be gone, never one route only."""

from __future__ import annotations

import re

import pytest

from workbook.checks import phone_numbers
from workbook.evidence import support
from workbook.paths import BOOK

PAGE = BOOK / "where-to-turn.md"


def _sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_no_page_prints_a_number_that_was_not_checked() -> None:
    assert phone_numbers.in_pages() == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0300 131 7000.",
        "Samaritans: 116 124",
        "The line is 0345 772 6100 on weekdays.",
        "Ring +44 300 131 7000.",
        "Call 101 if it is not urgent.",
        "Text FRONTLINE to 85258.",
        "Text 86463.",
        "[Ring](tel:08001114191)",
        "Frontline19 offers talking therapy.",
        "Try Speak Up Direct.",
    ],
)
def test_a_number_or_a_name_that_may_be_wrong_is_refused(text: str) -> None:
    (told, *_) = support.problems(text)
    assert "support.yaml" in told or "Take it out" in told


@pytest.mark.parametrize(
    "text",
    [
        "Ring 999, or Samaritans on 116 123. Text SHOUT to 85258.",
        "Ring 111, then choose the mental health option.",
        "Protect: 020 3117 2520, or +44 20 3117 2520.",
        "999 people in 111 trusts wrote 744,358 answers on 1,782 pages.",
        "See <https://example.org/debates/10022460000004/0300 131>.",
        "ISBN 9780102981469, paragraph 112.",
    ],
)
def test_good_numbers_and_other_figures_pass(text: str) -> None:
    assert support.problems(text) == []


def test_the_page_opens_with_danger_and_carries_its_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    opening = text.split("\n## ")[0]
    assert opening.index("999") < opening.index("Put together")
    joined = re.sub(r"\s+", " ", text)
    assert joined.count(support.line("dates_line")) == 2
    for sentence in re.split(r"(?<=[.:]) ", support.line("confidentiality_line")):
        assert sentence.rstrip(".") in joined.replace("**", "")
    assert joined.count(support.line("tribunal_line")) == 2
    assert "______" in _sections()["Local names and numbers"]


def test_every_situation_has_roles_and_help_from_outside() -> None:
    sections = {name: text for name, text in _sections().items() if name.startswith("If ")}
    assert len(sections) == 7
    for name, text in sections.items():
        joined = re.sub(r"\s+", " ", text)
        items = [line for line in text.splitlines() if line.startswith("- ")]
        assert len(items) >= 5, name
        assert re.search(r"GP|[Uu]nion|[Gg]uardian|[Cc]haplain|colleague you trust", joined), name
        outside = ("Samaritans", "Shout", "999", "regulator", "Acas", "Protect")
        assert any(one in joined for one in outside), name
        assert not items[0].startswith(("- **Your line manager.", "- **Human resources")), name


def test_bullying_does_not_begin_with_the_manager_and_leads_nowhere_that_cannot_help() -> None:
    text = _sections()["If you are being bullied, or see it"]
    assert "line manager" not in text
    assert "are not routes for one person's case of bullying" in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", [one["name"] for one in support.services() if len(one["nations"]) < 4])
def test_a_service_that_does_not_cover_every_nation_has_its_nation_beside_it(name: str) -> None:
    service = next(one for one in support.services() if one["name"] == name)
    short = {
        "NHS 111, mental health option": "NHS 111",
        "Acas helpline": "Acas",
        "Labour Relations Agency (Northern Ireland)": "Labour Relations Agency",
        "Equality Advisory and Support Service (EASS)": "EASS",
        "NHS England, speaking up": "NHS England](",
        "Care Quality Commission (CQC)": "[Care Quality Commission]",
        "Independent National Whistleblowing Officer (INWO), Scotland": "Independent National",
        "Healthcare Inspectorate Wales and Care Inspectorate Wales": "Care Inspectorate Wales",
        "Regulation and Quality Improvement Authority (RQIA), Northern Ireland": "Regulation and Quality",
    }.get(name, name)
    text = PAGE.read_text(encoding="utf-8")
    items = re.split(r"^(?=- )|\n\n", text, flags=re.M)
    found = [item for item in items if item.startswith("- ") and short in item]
    assert found, name
    for item in found:
        assert all(nation in item for nation in service["nations"]), item


def test_numbers_stand_beside_the_service_they_belong_to() -> None:
    """The number after a service's name is that service's own."""
    text = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    for name, number in (
        ("Samaritans", "116 123"),
        ("Protect](https://protect-advice.org.uk)", "020 3117 2520"),
        ("BMA counselling", "0330 123 1245"),
        ("NHS Practitioner Health", "0300 0303 300"),
        ("Galop](https://galop.org.uk)", "0800 999 5428"),
    ):
        after = text.split(name, 1)[1]
        first = re.search(r"\b(?:116 123|0\d[\d ]{8,12}\d)", after)
        assert first and first.group() == number, name
        assert number in support.numbers()
