"""One question to staff, answered by each of the survey's eighteen ethnic groups, with how many answered.

The groups stand in the order of the survey, never in the order of their scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from workbook.charts._chart import Chart, half_unheard, linked
from workbook.charts._drawing import finished
from workbook.charts.plots import dots
from workbook.evidence import evidence_table
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text.strings import SHARED

SHARES = "nss-2024-equity-gaps"
SCORES = "nss-2024-scores-by-group"
EIGHTEEN = "ethnicity, eighteen groups"
WHITE_BRITISH = "White: English, Welsh, Scottish, Northern Irish or British"
FEW = 1000
"""Under so many answers a value varies more by chance, and is drawn hollow."""

SHORT: Mapping[str, str] = {
    "All staff": "All staff",
    "White staff": "White staff, combined",
    "Staff of all other ethnic groups combined": "All others, combined",
    WHITE_BRITISH: "English, Welsh, Scottish ... or British",
    "White: any other white background": "Any other white",
    "Mixed: any other mixed or multiple background": "Any other mixed",
    "Asian or Asian British: any other Asian background": "Any other Asian",
    "Black, African, Caribbean or Black British: any other background": "Any other Black",
    "Other ethnic group: any other background": "Any other",
}
"""Names that would not fit beside the picture. The table has them in full."""

FAMILIES: Mapping[str, str] = {
    "Asian or Asian British": "Asian",
    "Black, African, Caribbean or Black British": "Black",
    "Other ethnic group": "Other",
}
"""Headings, where they are shorter than the survey's."""


@dataclass(frozen=True)
class Measure:
    """One question, and what to say about its answers."""

    name: str
    column: str
    title: str
    said_of: str
    """What is said of White British staff, with a place for the number."""
    ends: int
    """Where the scale ends; it begins at nought."""
    cannot: str
    """What this measure cannot show."""
    rests_on: str = ""
    """The row of evidence that the sentence rests on, beside those of the groups that it names."""


MEASURES = (
    Measure(
        "discrimination-from-staff",
        "discrimination_from_staff",
        "Every other ethnic group reports discrimination from staff more often than White British staff "
        "(2024)",
        "{} experienced discrimination from managers or colleagues, on any ground",
        30,
        "Racism as such. The question is about discrimination on any ground.",
        f"{SHARES}.gypsy-or-irish-traveller",
    ),
    Measure(
        "engagement",
        "engagement",
        "Most ethnic groups are as engaged as White British staff, or more so (2024)",
        "staff engagement was {}, on a scale from 0 to 10",
        10,
        "How people are treated. It is about motivation, having a say, and speaking well of the place.",
        f"{SCORES}.engagement-and-compassion-by-ethnicity",
    ),
    Measure(
        "discrimination-from-the-public",
        "discrimination_from_public",
        "Every other ethnic group reports discrimination from the public more often than White British "
        "staff (2024)",
        "{} experienced discrimination from patients or the public, on any ground",
        40,
        "Racism as such, or how many patients did it. The question is about discrimination on any ground, "
        "and not all staff meet the public.",
    ),
    Measure(
        "fair-careers",
        "fair_career_progression",
        "Faith in fair careers: far apart, even among groups that are often counted as one (2024)",
        "{} said that career progression is fair",
        100,
        "Who was promoted. It is what people say of their organisation.",
    ),
    Measure(
        "burnt-out",
        "burnt_out_often_or_always",
        "Burnt out: two large groups look level, and inside them groups are far apart (2024)",
        "{} felt burnt out by their work, often or always",
        60,
        "An illness, or its cause. It is how people say they feel.",
    ),
    Measure(
        "safe-to-speak-up",
        "feel_safe_to_speak_up",
        "Safe to speak up: fewer say so in most groups than among White British staff (2024)",
        "{} felt safe to speak up about what concerns them",
        100,
        "Whether people did speak up, and what came of it.",
    ),
)


def draw(measure: Measure) -> Chart:
    """Draw one measure for all staff, white staff, all others combined, and the eighteen groups."""
    rows = answers(measure.column)
    eighteen = rows[rows["grouped_by"] == EIGHTEEN]
    of = rows.set_index("group")
    british = of.loc[WHITE_BRITISH, "value"]
    others = eighteen[eighteen["group"] != WHITE_BRITISH]
    high, low = (eighteen.loc[index] for index in (eighteen["value"].idxmax(), eighteen["value"].idxmin()))
    score = measure.column == "engagement"
    decimals = 2 if score else 1
    number = partial(_number, decimals=decimals)
    above = int((others["value"].round(decimals) > round(british, decimals)).sum())
    whom = "Among White British staff" if score else "Of every 100 White British staff who answered"
    sentence = (
        f"{whom} in 2024, {measure.said_of.format(number(british))}. {_how_many(above, len(others))} "
        f"The groups run from {number(low['value'])} ({_plain(low['group'])}) to {number(high['value'])} "
        f"({_plain(high['group'])})."
    )
    headers = ["Group", "Score, 0 to 10" if score else SHARED["ofEvery100"], "How many answered"]
    families = list(dict.fromkeys(_family(group) for group in eighteen["group"]))
    combined = rows[rows["grouped_by"] != EIGHTEEN]
    groups = [Group("All staff, and two large groups", [_line(row, number) for row in _records(combined)])]
    groups += [
        Group(name, [_line(row, number) for row in _records(eighteen) if _family(row["group"]) == name])
        for name in families
    ]
    return Chart(
        name=f"ethnic-groups-{measure.name}",
        title=measure.title,
        sentence=sentence,
        spec=_groups(rows, measure, decimals),
        headers=headers,
        groups=groups,
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts. The groups stand in the survey's "
            "own order, not by score. Each figure in the table links to its row of evidence. The survey "
            "belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            measure.cannot,
            "Why groups differ. They also differ in job, pay band, age and place of work.",
            half_unheard("Those who did not answer"),
            "Small groups exactly. Hollow: fewer than 1,000 answered, so chance moves the value more.",
            "“White staff, combined” as one experience: Gypsy or Irish Traveller staff are in it. And "
            "“all staff” is not the average of the groups: it is weighted in another way.",
            "Any year but 2024. A survey of 2025 came out on 12 March 2026 and is not used here.",
        ],
        evidence=list(rows["id"]),
        rests_on=[
            of.loc[WHITE_BRITISH, "id"],
            high["id"],
            low["id"],
            *([measure.rests_on] if measure.rests_on else []),
        ],
    )


def answers(column: str) -> pd.DataFrame:
    """The rows of one measure, in the survey's order: id, group, value, and how many answered at least."""
    if column == "engagement":
        rows = evidence_table(SCORES)
        rows = rows.assign(value=rows["engagement"], answers=rows["answers_least"])
    else:
        rows = evidence_table(SHARES)
        rows = rows[rows["measure"] == column]
    order = ["all staff", "ethnicity, two groups", EIGHTEEN]
    rows = rows[rows["grouped_by"].isin(order)]
    place = rows["grouped_by"].map(order.index)
    kept: pd.DataFrame = rows.assign(place=place).sort_values("place", kind="stable")
    return kept[["id", "grouped_by", "group", "value", "answers"]].reset_index(drop=True)


def _groups(rows: pd.DataFrame, measure: Measure, decimals: int) -> Any:
    """A dot for each group on a line from nought, with its name, its number, and how many answered, above it."""
    score = measure.column == "engagement"
    named = [f"{_short(row)}: {_number(row['value'], decimals)}" for row in _records(rows)]
    marks = rows.assign(
        words=named,
        right=[f"{answers:,}" for answers in rows["answers"]],
        hollow=rows["answers"] < FEW,
    )
    title = (
        "score, 0 to 10, and at least so many answered" if score else "of every 100, and how many answered"
    )
    return finished(dots(marks, domain=(0, measure.ends), title=title, origin=0, step=36))


def _short(row: Mapping[str, Any]) -> str:
    """A group's name beside its number; the table has it in full."""
    group = str(row["group"])
    if group in SHORT or row["grouped_by"] != EIGHTEEN:
        return SHORT.get(group, group)
    family, _, own = group.partition(": ")
    return f"{FAMILIES.get(family, family)}: {own}" if family in FAMILIES else own


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _line(row: Mapping[str, Any], number: Any) -> list[Cell]:
    group = row["group"].split(": ")[-1] if row["grouped_by"] == EIGHTEEN else row["group"]
    few = " (few)" if row["answers"] < FEW else ""
    return [
        Cell(group[0].upper() + group[1:]),
        linked([row], lambda one: number(one["value"])),
        Cell(f"{'at least ' if row['id'].startswith(SCORES) else ''}{row['answers']:,}{few}"),
    ]


def _family(group: str) -> str:
    return group.partition(": ")[0]


def _how_many(above: int, others: int) -> str:
    """How many of the other groups are higher, in words: the picture has the numbers."""
    if above in (0, others):
        return "Every other group is higher." if above else "No other group is higher."
    return f"{'Most' if above > others / 2 else 'Some'} of the other groups are higher, and some are not."


def _plain(group: str) -> str:
    """A group's name as it stands in a sentence."""
    family, _, own = group.partition(": ")
    if group == WHITE_BRITISH:
        return "White British"
    return f"Black {own}" if family.startswith("Black") else own


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


CHARTS = {f"ethnic-groups-{one.name}": partial(draw, one) for one in MEASURES}
"""Every measure's chart, by name."""
