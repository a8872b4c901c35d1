"""The builder of dot plots and lines: what it draws from rows of evidence, and what it refuses."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from workbook.charts import ChartError
from workbook.charts.build import ONE_SOURCE, dot_chart, line_chart, share_chart
from workbook.evidence import evidence_table

WORDS: dict[str, Any] = {
    "title": "What to see (2024)",
    "sentence": "The same in words.",
    "source": "Source: a survey.",
    "cannot": ["Why it is so."],
    "unit": "of every 100 who answered",
    "domain": (0, 100),
    "heads": "Year",
}


def trend(count: int = 3) -> pd.DataFrame:
    """Rows of one measure of the staff survey."""
    rows = evidence_table("nss-national-trend")
    return rows[rows["measure"] == "feel_safe_to_speak_up"].sort_values("survey_year").head(count)


def values(chart: Any) -> str:
    """The table of a chart, as text."""
    return " ".join(cell.text for group in chart.groups for row in group.rows for cell in row)


def test_every_value_stands_in_the_table_with_a_link_to_its_row() -> None:
    rows = trend()
    for chart in (
        dot_chart("a", rows, line="survey_year", **WORDS),
        line_chart("b", rows, along="survey_year", **WORDS),
    ):
        for row in rows.to_dict("records"):
            assert f"{row['value']:.1f}" in values(chart)
            assert f"#{row['id']}" in chart.html
        assert chart.evidence == list(rows["id"])


def test_a_line_is_broken_where_the_survey_changed() -> None:
    rows = trend()
    year = int(rows["survey_year"].iloc[0])
    joined = line_chart("b", rows, along="survey_year", **WORDS)
    broken = line_chart("b", rows, along="survey_year", broken_after=[year], **WORDS)
    parts = [{row["part"] for row in data} for data in (rows_of(joined), rows_of(broken))]
    assert parts == [{0}, {0, 1}]


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """The rows that the points of a chart are drawn from."""
    return max(chart.spec.to_dict()["datasets"].values(), key=len)


def test_what_one_source_gives_is_marked_and_said() -> None:
    rows = trend().assign(status="single")
    chart = dot_chart("a", rows, line="survey_year", **WORDS)
    assert chart.cannot[-1] == ONE_SOURCE and "*" in values(chart)
    sure = dot_chart("a", rows.assign(status="primary"), line="survey_year", **WORDS)
    assert ONE_SOURCE not in sure.cannot and "*" not in values(sure)


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (lambda rows: rows.drop(columns="survey_year"), "no column 'survey_year'"),
        (lambda rows: rows.head(0), "no row to draw"),
        (lambda rows: rows.assign(value=[None, 1.0, 2.0]), "has no value"),
        (lambda rows: rows.assign(survey_year=2021), "two rows stand at"),
        (lambda rows: rows.assign(survey_year=["x" * 60, "y", "z"]), "too long"),
    ],
)
def test_rows_that_cannot_be_drawn_are_refused_with_what_to_do(broken: Any, named: str) -> None:
    with pytest.raises(ChartError, match=named):
        dot_chart("a", broken(trend()), line="survey_year", **WORDS)


def test_more_than_four_series_are_refused() -> None:
    rows = evidence_table("nss-national-trend").head(5)
    with pytest.raises(ChartError, match="at most 4"):
        line_chart("a", rows, along="survey_year", series="id", **WORDS)


def test_a_label_that_is_not_known_is_refused() -> None:
    with pytest.raises(ChartError, match='"ends"'):
        line_chart("a", trend(), along="survey_year", label="some", **WORDS)


def test_points_at_some_years_carry_their_number_and_a_year_that_is_not_there_is_refused() -> None:
    rows = trend()
    year = int(rows["survey_year"].iloc[1])
    drawn = line_chart("b", rows, along="survey_year", label=[year], **WORDS).spec.to_dict()
    layers = [
        layer["data"]["name"]
        for layer in drawn["layer"]
        if layer["mark"].get("type", layer["mark"]) == "text"
    ]
    assert [[row["survey_year"] for row in drawn["datasets"][name]] for name in layers] == [[year]]
    with pytest.raises(ChartError, match="there is no 1900"):
        line_chart("b", rows, along="survey_year", label=[1900], **WORDS)


def test_a_value_that_its_source_rounded_stays_whole() -> None:
    rows = trend().assign(value=44.0, rounded_in_source=True, status="primary")
    assert "44.0" not in values(line_chart("b", rows, along="survey_year", **WORDS))


def test_a_year_without_a_row_keeps_its_place() -> None:
    rows = trend()
    rows = rows[rows["survey_year"] != rows["survey_year"].iloc[1]]
    drawn = line_chart("b", rows, along="survey_year", after=(2021, "a report"), **WORDS).spec.to_dict()
    places = [
        layer["encoding"]["x"]["scale"]["domain"] for layer in drawn["layer"] if "x" in layer["encoding"]
    ]
    assert places and all(place == ["2021", "2022", "2023"] for place in places)
    assert "a report" in str(drawn["datasets"])


def test_what_mostly_rests_on_one_source_is_not_joined() -> None:
    rows = trend()
    lone = rows.assign(status=["single", "single", "primary"])
    sure = rows.assign(status=["single", "primary", "primary"])
    for statuses, joined in ((lone, 0), (sure, 3)):
        drawn = line_chart("b", statuses, along="survey_year", **WORDS).spec.to_dict()
        line = next(layer for layer in drawn["layer"] if layer["mark"]["type"] == "line")
        assert len(drawn["datasets"][line["data"]["name"]]) == joined


def test_a_share_is_drawn_with_those_who_do_not_know() -> None:
    survey = evidence_table("nss-2024-manager-acts-and-reporting")
    rows = survey[survey["dont_know"].notna()].head(2)
    chart = share_chart(
        "a",
        rows,
        line="label",
        share="share_of_all",
        unsure="dont_know",
        columns=("Yes", "Don't know", "Yes, without them"),
        **{key: value for key, value in WORDS.items() if key != "domain"},
    )
    for row in rows.to_dict("records"):
        for column in ("share_of_all", "dont_know", "value"):
            assert f"{row[column]:.1f}" in values(chart)
    with pytest.raises(ChartError, match="nothing in the column 'dont_know'"):
        share_chart(
            "a",
            survey.head(1).assign(share_of_all=1.0),
            line="label",
            share="share_of_all",
            unsure="dont_know",
            columns=("Yes", "Don't know", "Yes, without them"),
            **{key: value for key, value in WORDS.items() if key != "domain"},
        )
