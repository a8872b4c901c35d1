"""Every number in `data/table_facts.csv` is computed again from the tables: none rests on a typist."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from workbook.evidence import fact, ledger, rows, table

CHECKED = ("primary", "secondary", "single")
READ_NOT_COMPUTED = {
    "nss-national-trend.who-answered-2024",
    "nss-national-trend.half-did-not-answer",
    "covid-mortality-ethnicity.third-wave-with-vaccination",
    "covid-mortality-ethnicity.january-to-november-2022",
}
"""What others say about a table, seen there and not computed from it."""


def _round(value: float, places: int = 1) -> str:
    """Rounded as people do it, a half upwards, with the real minus sign."""
    step = Decimal(1).scaleb(-places)
    return str(Decimal(str(value)).quantize(step, ROUND_HALF_UP)).replace("-", "−")


def _numbers(claim: str) -> list[str]:
    """The numbers of a claim that are no years."""
    found = re.findall(r"(?<![\w/])−?\d[\d,]*(?:\.\d+)?(?![\w/])", claim)
    return [one.rstrip(",") for one in found if not re.fullmatch(r"20[12]\d,?", one)]


def _values(name: str) -> pd.Series:
    return table(name).set_index("id")["value"]


def _ethnicity() -> Iterator[tuple[str, list[str], list[str]]]:
    scores = table("nss-2024-scores-by-group").set_index("id")
    groups = [f"nss-2024-scores-by-group.{one}" for one in ("all-other-ethnic-groups", "white")]
    said = [_round(scores.loc[one, column], 2) for column in ("engagement", "pp1_2") for one in groups]
    yield "nss-2024-scores-by-group.engagement-and-compassion-by-ethnicity", [*said, "0", "10"], groups
    gaps = table("nss-2024-equity-gaps").set_index("id")

    def pairs(first: str, second: str, *measures: str) -> tuple[list[str], list[str]]:
        ids = [f"nss-2024-equity-gaps.{group}-{one}" for one in measures for group in (first, second)]
        return [_round(gaps.loc[id, "value"]) for id in ids], ids

    treated = ("burnt-out", "fair-career", "discrimination-from-staff", "discrimination-from-public")
    yield (
        "nss-2024-equity-gaps.treatment-by-ethnicity",
        *pairs("all-other-ethnic-groups", "white", *treated),
    )
    strain = ("unwell-from-stress", "burnt-out", "discrimination-from-staff")
    yield (
        "nss-2024-equity-gaps.strain-by-condition",
        *pairs("long-term-condition", "no-long-term-condition", *strain),
    )
    both = [f"nss-2024-equity-gaps.all-staff-discrimination-from-{one}" for one in ("staff", "public")]
    yield (
        "nss-2024-equity-gaps.discrimination-all-staff",
        [_round(gaps.loc[one, "value"]) for one in both],
        both,
    )
    eighteen = gaps[
        (gaps["grouped_by"] == "ethnicity, eighteen groups")
        & (gaps["measure"] == "discrimination_from_staff")
    ]
    most = eighteen["value"].idxmax()
    assert most == "nss-2024-equity-gaps.gypsy-or-irish-traveller-discrimination-from-staff"
    said = [_round(gaps.loc[most, "value"]), str(gaps.loc[most, "answers"]), str(len(eighteen))]
    yield "nss-2024-equity-gaps.gypsy-or-irish-traveller", said, [most]


def _correlated(trusts: pd.DataFrame) -> list[str]:
    """The correlation with its 95% interval, by Fisher's transformation."""
    r = trusts["pp1_2"].corr(trusts["pp4_2"])
    half = 1.96 / math.sqrt(len(trusts) - 3)
    ends = [math.tanh(math.atanh(r) + sign * half) for sign in (-1, 1)]
    return [_round(r, 2), "95", *(_round(end, 2) for end in ends)]


def _trusts() -> Iterator[tuple[str, list[str], list[str]]]:
    trusts = table("nss-2024-trust-scores")
    name = "nss-2024-trust-scores.compassion-and-burnout-"
    yield name + "all", [str(len(trusts)), *_correlated(trusts)], []
    short = {"mental health and learning disability": "mental-health"}
    for kind, some in trusts.groupby("type"):
        yield name + short.get(str(kind), str(kind)), [str(len(some)), *_correlated(some)], []
    scores = trusts[["pp1_2", "pp4_2"]]
    inside = scores - scores.groupby(trusts["type"]).transform("mean")
    yield name + "within-types", _correlated(inside), []


def _race() -> Iterator[tuple[str, list[str], list[str]]]:
    national = _values("wres-national")
    for year in (2017, 2018, 2019, 2021, 2022, 2024):
        ids = [f"wres-national.share-of-{one}-{year}" for one in ("board-members", "workforce")]
        board, workforce = (national[one] for one in ids)
        said = [_round(board), _round(workforce), f"{workforce - board:.1f}", f"{board / workforce:.2f}"]
        yield f"wres-national.board-and-workforce-{year}", said, ids
    regions = table("wres-shortlisting-by-region")
    ids = list(regions["id"])
    by_region = regions.groupby("region")["value"]
    swings = sorted(by_region.max() - by_region.min())
    yield "wres-shortlisting-by-region.swings", [f"{swings[0]:.2f}", f"{swings[-1]:.2f}"], ids
    london = regions[regions["region"] == "London"].sort_values("year")["value"]
    yield "wres-shortlisting-by-region.london", [f"{one:.2f}" for one in london], ids
    least, most = regions["value"].min(), regions["value"].max()
    assert least > 1 and by_region.ngroups == 7
    yield "wres-shortlisting-by-region.above-one-everywhere", ["1", f"{least:.2f}", f"{most:.2f}"], ids


def _speaking_up() -> Iterator[tuple[str, list[str], list[str]]]:
    name = "ftsu-cases-by-year"
    frame = table(name)
    values = frame.set_index("id")["value"]
    cases = frame[frame["measure"] == "cases"]
    yield f"{name}.total", [f"{cases['value'].sum():,.0f}", "7,000"], list(cases["id"])
    first, last = f"{name}.cases-2021-22", f"{name}.cases-2023-24"
    rise = f"{values[last] / values[first] - 1:.0%}".rstrip("%")
    yield f"{name}.rise-since-2021-22", [f"{values[first]:,.0f}", f"{values[last]:,.0f}", rise], [first, last]
    said, ids = [], []
    for year in ("2019-20", "2023-24"):
        share = values[f"{name}.would-speak-up-again-{year}"]
        half = 1.96 * math.sqrt(share * (100 - share) / values[f"{name}.workers-giving-feedback-{year}"])
        said += [_round(share), *(["95"] if not said else []), f"{share - half:.1f}", f"{share + half:.1f}"]
        ids += [f"{name}.would-speak-up-again-{year}", f"{name}.workers-giving-feedback-{year}"]
    yield f"{name}.would-speak-up-again-fell", said, ids
    shares, ids = [], []
    for year in ("2019-20", "2020-21", "2021-22", "2022-23", "2023-24"):
        of = f"{name}.cases-restated-{year}" if year == "2022-23" else f"{name}.cases-{year}"
        shares.append(100 * values[f"{name}.workers-giving-feedback-{year}"] / values[of])
        ids.append(of)
    ends = [f"{min(shares):.0f}", f"{max(shares):.0f}"]
    yield f"{name}.who-gave-feedback", [*ends, *(f"{one:.1f}" for one in shares)], ids


def _trend() -> Iterator[tuple[str, list[str], list[str]]]:
    values = _values("nss-national-trend")
    secure = [f"nss-national-trend.secure-raising-unsafe-practice-{year}" for year in range(2021, 2025)]
    dealt = "nss-national-trend.confident-org-would-address-unsafe-practice-2024"
    told = [_round(values[one]) for one in secure]
    yield "nss-national-trend.secure-fell-in-one-year", told, secure
    gap = [f"{values[secure[-1]]:.2f}", f"{values[secure[-1]] - values[dealt]:.1f}", f"{values[dealt]:.2f}"]
    yield "nss-national-trend.gap-2024", gap, [secure[-1], dealt]
    scores = [f"nss-national-trend.raising-concerns-score-{year}" for year in range(2021, 2025)]
    told = [f"{values[one]:g}" for one in scores]
    yield "nss-national-trend.raising-concerns-2021-to-2024", [*told, "0", "10"], scores


def _covid() -> Iterator[tuple[str, list[str], list[str]]]:
    frame = table("covid-mortality-ethnicity")
    seen, intervals = sum(frame["status"] == "primary"), frame["interval_low"].notna().sum()
    yield "covid-mortality-ethnicity.rows", [str(len(frame)), str(seen), str(intervals)], []


COMPUTED = [*_ethnicity(), *_trusts(), *_race(), *_speaking_up(), *_trend(), *_covid()]
ABOUT = {
    "nss-2024-equity-gaps.treatment-by-ethnicity-answers": {
        "Staff of all other ethnic groups combined": 200_000,
        "White staff": 530_000,
    },
    "nss-2024-equity-gaps.strain-by-condition-answers": {
        "Staff with a long-term condition": 184_000,
        "Staff without a long-term condition": 545_000,
    },
}


@pytest.mark.parametrize(("id", "numbers", "from_rows"), COMPUTED, ids=[one[0] for one in COMPUTED])
def test_a_computed_number_is_still_so(id: str, numbers: list[str], from_rows: list[str]) -> None:
    assert _numbers(fact(id).claim) == numbers
    weakest = max((rows()[one].status for one in from_rows), key=CHECKED.index, default="primary")
    assert CHECKED.index(fact(id).status) >= CHECKED.index(weakest), f"rests on a row that is {weakest}"


@pytest.mark.parametrize(("id", "said"), ABOUT.items())
def test_about_how_many_answered(id: str, said: dict[str, int]) -> None:
    gaps = table("nss-2024-equity-gaps")
    for group, about in said.items():
        assert f"about {about:,}" in fact(id).claim
        answers = gaps.loc[gaps["group"] == group, "answers"]
        assert (abs(answers - about) <= 0.015 * about).all()


def test_the_numbers_of_answers_for_all_staff_are_those_of_the_table() -> None:
    scores = table("nss-2024-scores-by-group").set_index("id")
    everybody = scores.loc["nss-2024-scores-by-group.all-staff"]
    least, most = everybody["answers_least"], everybody["answers_most"]
    assert f"{least:,} to {most:,}" in fact("nss-national-trend.who-answered-2024").claim


def test_no_fact_about_a_table_is_left_out() -> None:
    known = {one.id for one in rows().values() if getattr(one, "scope", "") == "data"}
    assert known == {one[0] for one in COMPUTED} | set(ABOUT) | READ_NOT_COMPUTED
    assert {id.partition(".")[0] for id in known} <= set(ledger().tables)


def test_numbers_are_read_as_they_stand() -> None:
    claim = "In 2024, 20,362 of 122 in 2021/22 were 58%: −0.31 to 0.70, from 0 to 10."
    assert _numbers(claim) == ["20,362", "122", "58", "−0.31", "0.70", "0", "10"]
    assert _round(30.25) == "30.3" and _round(-0.0849, 2) == "−0.08"
