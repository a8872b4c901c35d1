"""Every number in `data/table_facts.csv` is worked out again from the tables: none rests on a typist."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from workbook.evidence import Ledger, TableFact, formulas, ledger
from workbook.paths import DATA

READ = {
    "nss-national-trend.who-answered-2024",
    "nss-national-trend.half-did-not-answer",
    "covid-mortality-ethnicity.third-wave-with-vaccination",
    "covid-mortality-ethnicity.january-to-november-2022",
}
"""What others say about a table: read there, and not worked out from it."""


def test_every_number_is_still_so() -> None:
    assert list(formulas.problems(ledger())) == []


def test_a_fact_about_a_table_has_a_formula_or_was_read() -> None:
    facts = [one for one in ledger().rows.values() if isinstance(one, TableFact)]
    assert {one.id for one in facts if not one.formula} == READ
    assert len(facts) > 30


def _told(folder: Path, id: str, **changes: str) -> list[str]:
    data = Path(shutil.copytree(DATA, folder / "data"))
    path = data / "table_facts.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    next(line for line in lines if line["id"] == id).update(changes)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    return list(formulas.problems(Ledger(data)))


GAP = "nss-national-trend.gap-2024"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"claim": "The shares were 71.53% and 14.8 points above 56.83%."}, "entries for 71.53, 14.7, 56.83"),
        (
            {
                "claim": "71.53",
                "formula": "71.53 = value('confident-org-would-address-unsafe-practice-2024')",
            },
            "gives 56.83",
        ),
        ({"claim": "71.53", "formula": "71.53 = value('no-such-row')"}, "cannot be worked out"),
        ({"claim": "71.53", "formula": "71.53 = __import__('os')"}, "is not understood"),
        ({"claim": "71.53", "formula": "71.53 = value.__class__"}, "is not understood"),
        (
            {"claim": "90", "formula": "90 ~ value('secure-raising-unsafe-practice-2024')"},
            "the table gives 72",
        ),
        (
            {"claim": "6.46", "formula": "6.46 = value('raising-concerns-score-2023')"},
            "it is marked primary and rests on a row that is single",
        ),
    ],
)
def test_a_number_that_does_not_follow_is_refused(tmp_path: Path, changes: dict[str, str], told: str) -> None:
    (problem,) = _told(tmp_path, GAP, **changes)
    assert told in problem and GAP in problem


def test_numbers_are_read_and_rounded_as_they_stand() -> None:
    claim = "In 2024, 20,362 of 122 in 2021/22 were 58%: −0.31 to 0.70, from 0 to 10."
    assert formulas.numbers(claim) == ["20,362", "122", "58", "−0.31", "0.70", "0", "10"]
    assert formulas.as_printed(30.25, "30.2") == "30.3" and formulas.as_printed(-0.0849, "0.00") == "−0.08"
    assert formulas.as_printed(133742, "1") == "133,742"


def test_the_intervals_of_the_feedback_are_what_their_answers_give() -> None:
    frame = ledger().frame("ftsu-cases-by-year")
    rows = frame[frame["measure"] == "would_speak_up_again"]
    given = formulas.Table(frame, "ftsu-cases-by-year")
    for one in rows.itertuples():
        half = given.margin(one.value, one.answers)
        assert formulas.as_printed(one.value - half, "0.0") == str(one.interval_low), one.id
        assert formulas.as_printed(one.value + half, "0.0") == str(one.interval_high), one.id
    assert len(rows) == 5
