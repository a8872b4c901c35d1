"""The charts that `explore` chooses from: each number worked out again, and what must not be drawn."""

from __future__ import annotations

import csv
import math
import re
from typing import Any

import pytest

from workbook.charts import CHARTS, VIEWS, ChartError, view
from workbook.charts.boards import SPANS, shares
from workbook.charts.covid import RELEASES
from workbook.charts.ethnic_groups import FEW, MEASURES
from workbook.charts.trusts import TYPES, correlation
from workbook.checks.figures import problems_in_texts
from workbook.evidence import evidence_table, row
from workbook.kit.drawing.svg import PAPER
from workbook.paths import DATA

EXPLORED = [chosen.named.format(slug) for chosen in VIEWS.values() for slug in chosen.choices]


def lines(name: str) -> list[dict[str, str]]:
    """A table as it lies in the file, read without the code that the charts use."""
    with (DATA / "tables" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def picture(name: str) -> str:
    """The words in the picture, without the sentence that names it."""
    (svg,) = re.findall(r"<svg.*?</svg>", CHARTS[name]().html, re.DOTALL)
    return " | ".join(re.findall(r"<text[^>]*>(.*?)</text>", svg))


def marks(spec: Any) -> list[dict[str, Any]]:
    """Every layer of a chart, however deep."""
    found = [spec] if "mark" in spec else []
    for part in ("layer", "vconcat", "hconcat"):
        found += [mark for inner in spec.get(part, []) for mark in marks(inner)]
    return found


def test_every_view_has_its_charts_and_every_name_is_its_own() -> None:
    assert set(VIEWS) == {"ethnic-groups", "trusts", "boards", "speaking-up", "covid"}
    assert len(EXPLORED) == len(set(EXPLORED)) and set(EXPLORED) <= set(CHARTS)
    for chosen in VIEWS.values():
        assert len(set(chosen.choices.values())) == len(chosen.choices) >= 2
    with pytest.raises(ChartError, match="Did you mean 'ethnic-groups'"):
        view("ethnic-group")


@pytest.mark.parametrize("name", EXPLORED)
def test_nothing_is_joined_or_fitted(name: str) -> None:
    kinds = {mark["mark"]["type"] for mark in marks(CHARTS[name]().spec.to_dict())}
    assert kinds <= {"bar", "point", "rule", "text", "tick"}


@pytest.mark.parametrize("name", EXPLORED)
def test_every_figure_of_a_sentence_stands_in_the_rows_that_it_names(name: str) -> None:
    said = list(CHARTS[name]().rests_on or CHARTS[name]().evidence)
    assert problems_in_texts([CHARTS[name]().sentence], said) == []


def test_a_sentence_with_another_number_is_refused() -> None:
    drawn = CHARTS["trusts-acute"]()
    wrong = drawn.sentence.replace("0.66", "0.96")
    assert any("0.96" in problem for problem in problems_in_texts([wrong], drawn.evidence))


# --- the eighteen groups ----------------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
def test_all_eighteen_groups_with_their_bases_in_the_surveys_order(measure: Any) -> None:
    drawn = CHARTS[f"ethnic-groups-{measure.name}"]()
    if measure.column == "engagement":
        all_rows = lines("nss_2024_scores_by_group.csv")
        wanted = [(one["id"], float(one["engagement"]), int(one["answers_least"]), one) for one in all_rows]
    else:
        all_rows = [one for one in lines("nss_2024_equity_gaps.csv") if one["measure"] == measure.column]
        wanted = [(one["id"], float(one["value"]), int(one["answers"]), one) for one in all_rows]
    eighteen = [one for one in wanted if one[3]["grouped_by"] == "ethnicity, eighteen groups"]
    assert len(eighteen) == 18
    in_table = [
        id
        for id in re.findall(r"evidence/[a-z0-9-]+\.md#([^\"]+)", drawn.html)
        if id in {e[0] for e in wanted}
    ]
    assert in_table[3:] == [id for id, *_ in eighteen], "in the survey's order, and not by score"
    words = picture(drawn.name)
    for id, value, answers, _ in eighteen:
        said = f"{value:.{2 if measure.column == 'engagement' else 1}f}"
        assert said in words and f"{answers:,}" in words and f'{id}">{said}</a>' in drawn.html
    hollow = [mark for mark in marks(drawn.spec.to_dict()) if mark["mark"].get("fill") == PAPER]
    (few,) = hollow
    data = drawn.spec.to_dict()["datasets"][few["data"]["name"]]
    assert [one["group"] for one in data] == ["White: Gypsy or Irish Traveller"]
    assert all((answers < FEW) == ("gypsy" in id) for id, _, answers, _ in eighteen)


def test_mood_and_treatment_point_opposite_ways_and_the_titles_say_so() -> None:
    rows = [
        one for one in lines("nss_2024_equity_gaps.csv") if one["grouped_by"] == "ethnicity, eighteen groups"
    ]
    for column in ("discrimination_from_staff", "discrimination_from_public"):
        values = {one["group"]: float(one["value"]) for one in rows if one["measure"] == column}
        british = next(value for group, value in values.items() if group.startswith("White: English"))
        assert all(value > british for value in values.values() if value != british)
    scores = [
        float(one["engagement"])
        for one in lines("nss_2024_scores_by_group.csv")
        if one["grouped_by"] == "ethnicity, eighteen groups"
    ]
    assert sum(score > scores[0] for score in scores[1:]) == 11
    assert "Every other group is higher." in CHARTS["ethnic-groups-discrimination-from-staff"]().sentence
    assert "Most of the other groups are higher" in CHARTS["ethnic-groups-engagement"]().sentence


def test_discrimination_is_on_any_ground_and_is_never_called_racism() -> None:
    for name in ("discrimination-from-staff", "discrimination-from-the-public"):
        drawn = CHARTS[f"ethnic-groups-{name}"]()
        assert "on any ground" in drawn.sentence and "racis" not in drawn.sentence + drawn.title
        assert "Racism as such" in drawn.html


# --- trusts ------------------------------------------------------------------------------------------

KNOWN = {
    "acute": (122, 0.66, 0.54, 0.75),
    "mental-health": (50, 0.70, 0.53, 0.82),
    "specialist": (13, 0.77, 0.37, 0.93),
    "community": (14, 0.27, -0.31, 0.70),
    "ambulance": (11, -0.08, -0.65, 0.55),
}
"""How many trusts, correlation and 95% interval, as worked out for the evidence."""


def _pearson(pairs: list[tuple[float, float]]) -> float:
    x, y = zip(*pairs, strict=True)
    mx, my = sum(x) / len(x), sum(y) / len(y)
    top = sum((a - mx) * (b - my) for a, b in pairs)
    return top / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


@pytest.mark.parametrize("name", list(KNOWN))
def test_correlations_and_their_ranges_are_what_the_table_gives(name: str) -> None:
    kind = TYPES[name][0]
    pairs = [
        (float(one["pp1_2"]), float(one["pp4_2"]))
        for one in lines("nss_2024_trust_scores.csv")
        if one["type"] == kind
    ]
    r = _pearson(pairs)
    by_hand = [math.tanh(math.atanh(r) + way * 1.96 / math.sqrt(len(pairs) - 3)) for way in (-1, 1)]
    trusts = evidence_table("nss-2024-trust-scores")
    ours = correlation(trusts[trusts["type"] == kind])
    assert ours == pytest.approx((r, *by_hand))
    assert (len(pairs), *(round(one, 2) for one in ours)) == KNOWN[name]
    said = [f"{one:.2f}".replace("-", "−") for one in ours]
    words = f"{said[0]} ({said[1]} to {said[2]})"
    assert words in picture("trusts-by-type") and words in picture(f"trusts-{name}")
    assert f"{len(pairs)} trusts" in picture("trusts-by-type")
    assert all(one in row(f"nss-2024-trust-scores.compassion-and-burnout-{name}").text for one in said)


def test_all_trusts_at_once_is_a_caveat_and_not_a_chart() -> None:
    r, low, high = correlation(evidence_table("nss-2024-trust-scores"))
    assert (round(r, 2), round(low, 2), round(high, 2)) == (0.78, 0.72, 0.83)
    assert (
        "0.78" not in picture("trusts-by-type") and "0.78 (0.72 to 0.83)" in CHARTS["trusts-by-type"]().html
    )


@pytest.mark.parametrize("name", list(KNOWN))
def test_each_trust_is_a_dot_without_a_name_on_the_same_scales(name: str) -> None:
    drawn = CHARTS[f"trusts-{name}"]()
    (dots,) = marks(drawn.spec.to_dict())
    (data,) = drawn.spec.to_dict()["datasets"].values()
    assert len(data) == KNOWN[name][0]
    assert dots["encoding"]["x"]["scale"]["domain"] == [6, 8] and dots["encoding"]["y"]["scale"][
        "domain"
    ] == [4, 6]
    assert all(6 <= one["pp1_2"] <= 8 and 4 <= one["pp4_2"] <= 6 for one in data)
    for one in lines("nss_2024_trust_scores.csv"):
        assert one["name"] not in drawn.html and f"#{one['id']}" not in drawn.html
    counted = [int(cell.text) for line in drawn.groups[0].rows for cell in line[1:]]
    assert sum(counted) == KNOWN[name][0]


def test_too_few_to_say_is_said() -> None:
    for name, (_, _, low, _) in KNOWN.items():
        assert ("almost any value" in CHARTS[f"trusts-{name}"]().sentence) == (low < 0)


# --- boards ------------------------------------------------------------------------------------------


def test_difference_and_ratio_are_what_the_table_gives() -> None:
    known = {
        2017: (7.0, 18.0, 11.0, 0.39),
        2018: (7.4, 19.1, 11.7, 0.39),
        2019: (8.4, 19.7, 11.3, 0.43),
        2021: (12.6, 22.4, 9.8, 0.56),
        2022: (13.2, 24.2, 11.0, 0.55),
        2024: (16.5, 28.6, 12.1, 0.58),
    }
    rows = {(one["measure"], one["year"]): float(one["value"]) for one in lines("wres_national.csv")}
    ours = shares()
    assert list(ours.index) == list(known)
    for year, wanted in known.items():
        board, staff = (rows[f"share_of_{whom}", str(year)] for whom in ("board_members", "workforce"))
        assert (board, staff, round(staff - board, 1), round(board / staff, 2)) == wanted
        assert (
            round(ours.loc[year, "difference"], 1) == wanted[2]
            and round(ours.loc[year, "ratio"], 2) == wanted[3]
        )


@pytest.mark.parametrize("name", list(SPANS))
def test_neither_comparison_is_ever_drawn_alone(name: str) -> None:
    words = picture(f"boards-{name}")
    assert "difference, in points" in words and "ratio of the shares" in words
    assert words.count("no figure here") == (6 if name == "every-year" else 0)
    assert ("16.5% *" in words) == (2024 in SPANS[name][0])


# --- Covid -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: one.name)
def test_one_release_at_a_time_and_the_later_finding_beside_each(release: Any) -> None:
    drawn = CHARTS[f"covid-{release.name}"]()
    used = {one["id"]: one for one in lines("covid_mortality_ethnicity.csv") if one["id"] in drawn.evidence}
    assert len(used) == len(drawn.evidence) > 0
    for column in ("geography", "measure", "compared_with", "source"):
        if column != "source" or release.name != "two-waves":
            assert len({one[column] for one in used.values()}) == 1, column
    words = picture(drawn.name)
    for one in used.values():
        value = f"{float(one['value']):{'.2f' if release.measure == 'hazard' else '.1f'}}"
        assert value in words and f'#{one["id"]}"' in drawn.html
        assert float(one["interval_high"] or one["value"]) <= release.ends
    assert words.count("*") == sum(one["status"] == "single" for one in used.values())
    assert "From January to November 2022, no ethnic minority group had significantly higher" in drawn.html
    assert "shows nothing that a leader did" in drawn.html


def test_every_interval_that_is_known_is_drawn() -> None:
    known = {one["id"] for one in lines("covid_mortality_ethnicity.csv") if one["interval_low"]}
    drawn = set()
    for release in RELEASES:
        spec = CHARTS[f"covid-{release.name}"]().spec.to_dict()
        for mark in marks(spec):
            if "'low'" in str(mark.get("encoding", {}).get("x")):
                drawn |= {one["id"] for one in spec["datasets"][mark["data"]["name"]]}
    assert drawn == known and len(known) == 9
