"""The chart of speaking-up cases over confidence: what it must show, and what it must not join."""

from __future__ import annotations

import re

import pytest

from workbook.charts import CHARTS, chart
from workbook.charts._drawing import SMALLEST_TEXT
from workbook.charts.cases_and_confidence import with_margins
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_address

NAME = "cases-and-confidence"


@pytest.fixture(scope="module")
def html() -> str:
    return chart(NAME).html


@pytest.fixture(scope="module")
def drawn(html: str) -> str:
    """The words inside the picture."""
    (svg,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<title.*?</title>|<[^>]+>", " ", svg, flags=re.DOTALL))


def _layers() -> list[dict]:
    spec = CHARTS[NAME]().spec.to_dict()
    return [layer for panel in spec["vconcat"] for layer in panel["layer"]]


def test_nothing_is_joined_from_year_to_year() -> None:
    assert {layer["mark"]["type"] for layer in _layers()} == {"bar", "point", "rule", "text"}


def test_every_figure_is_drawn_and_stands_in_the_table_with_its_row(html: str, drawn: str) -> None:
    guardians = evidence_table("ftsu-cases-by-year")
    for row in guardians[guardians["measure"] == "cases"].itertuples():
        assert f"{row.value:,.0f}" in drawn and evidence_address(row.id) in html
    trend = evidence_table("nss-national-trend")
    for row in trend[trend["question_code"].isin(["Q25e", "Q25f"])].itertuples():
        assert f"{row.value:.1f}" in drawn and evidence_address(row.id) in html


def test_a_figure_seen_once_has_a_star_and_is_hollow(drawn: str) -> None:
    for words in ("25,382 *", "32,167 *", "62.1 *", "61.5 *", "50.1 *"):
        assert words in drawn
    for words in ("20,362 *", "61.8 *", "48.7 *"):
        assert words not in drawn
    bars = [layer["mark"] for layer in _layers() if layer["mark"]["type"] == "bar"]
    assert len({mark["fill"] for mark in bars}) == 2


def test_the_first_year_is_a_lower_bound_and_the_second_says_whom_it_covers(drawn: str) -> None:
    assert "more than 7,000 *" in drawn and "12,244, trusts only" in drawn
    dashed = [layer["mark"] for layer in _layers() if layer["mark"].get("strokeDash") == [3, 3]]
    assert [mark["type"] for mark in dashed] == ["bar"]


def test_the_break_of_april_2024_is_drawn_and_nothing_stands_beyond_it(html: str, drawn: str) -> None:
    assert "2024/25 " in drawn and "counted in another way" in drawn
    cases = evidence_table("ftsu-cases-by-year").query("measure == 'cases'")
    assert cases["year_start"].max() == 2023
    (last,) = [row for row in re.findall(r"<tr>.*?</tr>", html) if ">2024/25<" in row]
    assert "counted in another way" in last and "ftsu-cases-by-year" not in last


def test_no_theme_of_a_case_is_drawn_across_the_break_of_april_2022(html: str) -> None:
    assert "bullying" not in html and "element-of" not in html


def test_shares_begin_at_nought_and_end_at_a_hundred() -> None:
    for layer in _layers():
        scale = layer.get("encoding", {}).get("x", {}).get("scale")
        if scale:
            assert scale["domain"] in ([0, 100], [0, 42000])


def test_the_likely_ranges_are_what_the_numbers_of_answers_give(drawn: str, html: str) -> None:
    again = with_margins(evidence_table("ftsu-cases-by-year")).set_index("period")
    assert round(again.loc["2019/20", "low"], 1) == 84.2 and round(again.loc["2019/20", "high"], 1) == 86.2
    assert round(again.loc["2023/24", "low"], 1) == 78.9 and round(again.loc["2023/24", "high"], 1) == 80.7
    assert "79.8 (78.9 to 80.7)" in drawn and "79.8 (78.9 to 80.7)" in html


def test_it_says_that_cases_are_not_people_and_that_a_rise_is_no_verdict(html: str) -> None:
    assert "How many people spoke up" in html
    assert "more harm, or more trust" in html and "more guardians to go to" in html


def test_it_says_who_did_not_answer_and_that_one_year_was_restated(html: str) -> None:
    assert "evidence/nss-national-trend.md#nss-national-trend.half-did-not-answer" in html
    assert "evidence/ftsu-cases-by-year.md#ftsu-cases-by-year.cases-restated-2022-23" in html


def test_its_smallest_letters_can_be_read_on_a_phone(html: str) -> None:
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)(?:px)?"', html)]
    assert sizes and min(sizes) >= SMALLEST_TEXT
