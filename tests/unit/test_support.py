"""Where to turn: no number that was not checked, no service that may be gone, never one route only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from workbook.checks import phone_numbers
from workbook.evidence.pages import turn
from workbook.evidence.support import FILE, Service, checked, numbers, problems, support
from workbook.kit.errors import CommandError
from workbook.kit.text.yaml import YamlError, read

ALL = support()
PAGE, POSTER = turn.page(ALL), turn.poster(ALL)
LINKED = re.compile(r'<a href="(?:tel|sms):(\d+)[^"]*">([^<]+)</a>')


def _sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", PAGE, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _items(page: str) -> list[tuple[Service, str]]:
    """The items of a page that are about a service, with the service."""
    called = {one.called: one for one in ALL.services}
    named = ((re.match(r"- \*\*\[?([^]*]+)", line), line) for line in page.splitlines())
    return [(called[name[1]], line) for name, line in named if name and name[1] in called]


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
        '<a href="tel:08001114191">Ring</a>',
        "Frontline19 offers talking therapy.",
        "Try Speak Up Direct.",
    ],
)
def test_a_number_or_a_name_that_may_be_wrong_is_refused(text: str) -> None:
    (told, *_) = problems(text)
    assert "support.yaml" in told or "Take it out" in told


@pytest.mark.parametrize(
    "text",
    [
        "Ring 999, or Samaritans on 116 123. Text SHOUT to 85258.",
        "Ring 111, then choose the mental health option.",
        "Protect: 020 3117 2520, or +44 20 3117 2520.",
        "They call 112,000 people, and ring 1.116 times.",
        "999 people in 111 trusts wrote 744,358 answers on 1,782 pages.",
        "See <https://example.org/debates/10022460000004/0300 131>.",
        "ISBN 9780102981469, paragraph 112.",
    ],
)
def test_good_numbers_and_other_figures_pass(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize("page", [PAGE, POSTER], ids=["page", "poster"])
def test_a_page_opens_with_danger_and_carries_its_dates(page: str) -> None:
    assert page.index(">999</a>") < page.index("116 123")
    assert "999 BSL" in page, "wherever 999 is shown, 999 BSL is shown"
    assert ALL.dates_line_longer in page and "28 November 2026" in ALL.dates_line_longer


@pytest.mark.parametrize("page", [PAGE, POSTER], ids=["page", "poster"])
def test_every_number_can_be_tapped_and_is_its_own_service_s(page: str) -> None:
    known = {number.replace(" ", "") for number in numbers()}
    for target, shown in LINKED.findall(page):
        assert target == re.sub(r"\D", "", shown) and target in known, shown
    untapped = LINKED.sub("", page)
    assert not re.search(r"\b(?:116 123|0\d{2,4} ?\d{3}|85258)", untapped)
    assert len(_items(page)) > 10
    for service, line in _items(page):
        digits = {re.sub(r"\D", "", service.phone.split(",")[0].split("(")[0])} if service.phone else set()
        digits |= {service.text_parts[1]} if service.text else set()
        assert {target for target, _ in LINKED.findall(line)} == digits, line


def test_every_need_has_a_way_inside_and_a_way_outside() -> None:
    for need in ALL.needs:
        assert len(need.services) + len(need.at_any_hour) >= 3, need.title
        inside = len(need.roles) >= 2 or need.for_whom in ("patients_and_families", "bereaved", "anyone")
        assert inside, need.title
        assert not need.roles or need.roles[0] not in ("Your line manager", "Human resources"), need.title


@pytest.mark.parametrize("need", ALL.needs, ids=[need.title for need in ALL.needs])
def test_a_need_shows_only_what_is_for_its_readers(need) -> None:
    theirs = {"anyone", need.for_whom}
    if need.for_whom == "anyone":
        theirs |= {"staff"} if need.some_staff else set()
    for name in (*need.services, *need.some_staff, *need.more):
        assert theirs & set(ALL.service(name).for_whom), f"{name} is not for {need.for_whom}"


def test_patients_and_the_bereaved_are_never_sent_only_to_those_who_harmed_them() -> None:
    for title in (
        "If care went wrong for you, or for someone close to you",
        "If someone close to you has died",
    ):
        text = _sections()[title]
        assert "line manager" not in text and "human resources" not in text
        assert "advocacy" in text and "Samaritans" in text
    assert "it is part of the organisation, so look for something independent too" in PAGE.lower()


def test_bullying_does_not_begin_with_the_manager_and_leads_nowhere_that_cannot_help() -> None:
    text = _sections()["If you are being bullied, or see it"]
    assert "line manager" not in text and "are not routes for one person's case of bullying" in text
    assert "national guardian" not in PAGE.lower()


def test_tribunal_limits_stand_where_they_matter_and_give_no_length() -> None:
    with_limits = [need.title for need in ALL.needs if need.tribunal]
    assert len(with_limits) == 3 and PAGE.count(ALL.tribunal_line) == 3


def test_a_service_that_does_not_cover_every_nation_has_its_nations_beside_it() -> None:
    for service, line in _items(PAGE):
        if len(service.nations) == 4:
            assert line.endswith("Anywhere in the UK.")
        elif service.nations:
            assert all(nation in line for nation in service.nations), line
        else:
            assert line.endswith("Ask which nations it covers."), line


def test_the_list_at_the_top_leads_to_every_need_and_each_anchor_is_there() -> None:
    top = PAGE.split("\n## ")[0]
    titles = re.findall(r"^  - \[([^]]+)\]\(#", top, flags=re.M)
    assert sorted(titles) == sorted(need.title for need in ALL.needs)


def _changed(change) -> dict:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["needs"][0]["services"].append("Nobody"), "There is no service “Nobody”"),
        (lambda data: data["needs"][1]["roles"].append("A wizard"), "the role “A wizard”"),
        (lambda data: data["services"][0].update(status="single"), "primary"),
        (lambda data: data["services"][0].update(telephone="1"), "Extra inputs"),
    ],
)
def test_a_broken_list_is_refused(change, told: str) -> None:
    with pytest.raises(CommandError, match=f"support.yaml: .*{told}.*Put it right"):
        checked(_changed(change))


def test_a_file_that_is_no_yaml_says_in_which_line(tmp_path: Path) -> None:
    file = tmp_path / "support.yaml"
    file.write_text("say: Ring them\nmore: We found none: ask\n", encoding="utf-8")
    with pytest.raises(YamlError, match=r"support.yaml, line 2: this is no YAML .*in quotation marks"):
        read(file)


@pytest.mark.parametrize(
    ("who", "said"),
    [("UNISON members", "For UNISON members"), ("A nurse", "For a nurse"), ("Nurses", "For nurses")],
)
def test_a_name_keeps_its_capitals_and_other_words_lose_theirs(who: str, said: str) -> None:
    one = ALL.service("UNISON There for You")
    assert f". {said}." in turn._full(one.model_copy(update={"who": who}))
