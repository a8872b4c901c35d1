"""The trusts that the page Your organisation loads: the table itself, and spreads that are right."""

from __future__ import annotations

import csv
import json
import statistics
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from workbook.evidence import evidence_table
from workbook.paths import BOOK
from workbook.site import trusts

REACH = 100
"""A strip reaches one point to each side of its middle: `REACH` of your-organisation.js."""


@pytest.fixture(scope="module")
def made() -> dict:
    text = trusts.script(trusts.data(trusts.trusts()))
    assert text.startswith("window.whysAndHowsTrusts={")
    return json.loads(text.removeprefix("window.whysAndHowsTrusts=").rstrip(";\n"))


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    with trusts.TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def test_every_trust_stands_there_with_the_scores_of_the_table(
    made: dict, rows: dict[str, dict[str, str]]
) -> None:
    assert {trust[0] for trust in made["trusts"]} == set(rows) and len(rows) == 210
    for name, kind, least, most, scores in made["trusts"]:
        row = rows[name]
        assert made["kinds"][kind]["name"] == trusts.KINDS[row["type"]]
        assert (least, most) == (int(row["answers_least"]), int(row["answers_most"]))
        for measure, score in zip(trusts.MEASURES, scores, strict=True):
            assert Decimal(score) == (Decimal(row[measure]) * 100).quantize(Decimal(1), ROUND_HALF_EVEN)


def test_the_middle_half_is_where_python_s_own_quartiles_put_it(made: dict) -> None:
    for number, kind in enumerate(made["kinds"]):
        own = [trust[4] for trust in made["trusts"] if trust[1] == number]
        assert kind["count"] == len(own)
        for at, edges in enumerate(kind["spread"] or []):
            scores = [one[at] for one in own]
            low, _, high = statistics.quantiles(scores, n=4, method="inclusive")
            tenths = statistics.quantiles(scores, n=10, method="inclusive")
            for edge, exact in zip(edges, (tenths[0], low, high, tenths[-1]), strict=True):
                assert abs(edge - exact) <= 0.5 + 1e-9
            inside = sum(edges[1] <= score <= edges[2] for score in scores) / len(scores)
            assert 0.45 <= inside <= 0.65


def test_a_kind_of_few_trusts_has_no_spread(made: dict) -> None:
    few = {kind["name"]: kind["count"] for kind in made["kinds"] if kind["spread"] is None}
    assert few == {"community trusts": 14, "specialist trusts": 13, "ambulance trusts": 11}
    listed = trusts.trusts()
    assert trusts.spread(listed[: trusts.FEWEST]) is not None
    assert trusts.spread(listed[: trusts.FEWEST - 1]) is None


def test_no_score_falls_off_its_strip(made: dict) -> None:
    for _, kind, _, _, scores in made["trusts"]:
        spread = made["kinds"][kind]["spread"]
        for score, edges in zip(scores, spread or [[score] * 4 for score in scores], strict=True):
            assert abs(score - (edges[1] + edges[2]) / 2) <= REACH


def test_the_names_of_the_lines_are_ours_and_burnout_says_which_way(made: dict) -> None:
    names = [measure["name"] for measure in made["measures"]]
    assert len(names) == len(set(names)) == 11 and not any(name.startswith("We ") for name in names)
    burnout = next(measure for measure in made["measures"] if "burnout" in measure["name"].lower())
    assert burnout["name"].startswith("Less") and "higher score means less burnout" in burnout["note"]


def test_my_notes_calls_the_page_by_its_name() -> None:
    title = (BOOK / "your-organisation.md").read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    script = (Path(__file__).parents[2] / "workbook" / "js" / "organisation" / "figures.js").read_text(
        encoding="utf-8"
    )
    assert f'title: "{title}"' in script


def test_the_shares_for_a_place_without_figures_are_the_tables(made: dict) -> None:
    table = evidence_table(trusts.ACTS).set_index("id")
    assert len(made["shares"]) == len(trusts.SHARES)
    for key, one in zip(trusts.SHARES, made["shares"], strict=True):
        row = table.loc[f"{trusts.ACTS}.all-staff-{key}"]
        assert one["label"] == trusts.SHARES[key] and abs(one["share"] - row["value"]) <= 0.5
