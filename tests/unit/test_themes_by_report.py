"""The grid of themes and reports: what is firm, what is doubted, and what its sentence says of them."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.charts.themes_by_report import (
    DOUBT,
    HEADING,
    LABELS,
    NOT_SEEN,
    SHORT,
    TEXT,
    cells,
    themes_by_report,
)
from workbook.evidence import themes


@pytest.fixture(scope="module")
def grid() -> pd.DataFrame:
    """How each theme was seen in each report."""
    return cells(themes.themes()).pivot(index="code", columns="report", values="how")


def test_every_report_and_theme_has_its_cell(grid: pd.DataFrame) -> None:
    coded = themes.themes()
    assert set(grid.columns) == set(coded.reports) == set(SHORT)
    assert list(SHORT) == coded.reports, "The columns stand in the order of the reports, oldest first."
    assert set(grid.index) == set(coded.themes)
    assert set(grid.to_numpy().ravel()) <= set(LABELS)


@pytest.mark.parametrize(
    ("code", "report", "how"),
    [
        ("openness", "francis-2013", TEXT),  # the coders differ on one item, and agree on others
        ("staff-heard", "courage-of-compassion-2020", HEADING),
        ("inclusion", "francis-2013", DOUBT),
        ("learning", "courage-of-compassion-2020", DOUBT),
        ("patients-heard", "messenger-2022", NOT_SEEN),
    ],
)
def test_a_cell_is_as_firm_as_what_it_rests_on(grid: pd.DataFrame, code: str, report: str, how: str) -> None:
    assert grid.loc[code, report] == how


def test_a_doubted_cell_is_where_one_coder_alone_saw_the_theme(grid: pd.DataFrame) -> None:
    coded = themes.themes()
    seen = {
        name: coded.frame({id: one.themes for id, one in coder.items()})
        for name, coder in coded.coders.items()
    }
    for code, row in grid.iterrows():
        for report, how in row.items():
            found = {bool(frame.loc[report, code]) for frame in seen.values()}
            if how == NOT_SEEN:
                assert found == {False}, (code, report)
            if how in (TEXT, HEADING):
                assert found == {True}, (code, report)


def test_the_sentence_says_what_the_grid_says(grid: pd.DataFrame) -> None:
    sentence = themes_by_report().sentence
    seen = grid != NOT_SEEN
    assert "every report" in sentence and seen.loc["support"].all()
    for code in ("patients-heard", "openness"):
        assert set(seen.columns[seen.loc[code]]) == {"francis-2013", "berwick-2013"}


def test_the_table_says_not_read_and_never_no() -> None:
    said = [line[0].text for group in themes_by_report().groups for line in group.rows]
    assert set(said) <= set(LABELS.values()) and "Not seen in what we read" in said
    html = themes_by_report().html
    assert "Michael West is an author of three" in html and "does not ask" not in html
