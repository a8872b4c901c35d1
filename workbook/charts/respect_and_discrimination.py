"""Two questions to the same staff: does the organisation respect differences, and have you met discrimination?

The answers come from two tables of the same survey. Groups are shown in pairs, as the survey puts them together, and
never in the order of their shares.
"""

from __future__ import annotations

import pandas as pd

from workbook.charts._chart import Chart, half_unheard
from workbook.charts.build import dot_chart
from workbook.evidence import evidence_table

ACTS, GAPS = "nss-2024-manager-acts-and-reporting", "nss-2024-equity-gaps"
QUESTIONS = {
    "respects_differences": "Say that differences are respected",
    "discrimination_from_staff": "Met discrimination from staff, on any ground",
    "discrimination_from_public": "Met discrimination from patients or the public",
}
"""The three measures, in the order of the key."""

PAIRS = {
    "ethnicity, two groups": "Two numbers by ethnicity",
    "long-term condition": "Two numbers by long-term condition",
}
GROUPS = (
    "White staff",
    "Staff of all other ethnic groups combined",
    "Staff without a long-term condition",
    "Staff with a long-term condition",
)
"""The lines, in their order."""

SHORT = {
    GROUPS[1]: "All other ethnic groups",
    GROUPS[2]: "No long-term condition",
    GROUPS[3]: "A long-term condition",
}
"""Names that fit beside the three numbers."""


def draw() -> Chart:
    """Draw, for two pairs of groups, the answers of the same people to both questions, on one scale."""
    both = pd.concat([evidence_table(ACTS), evidence_table(GAPS)])
    rows = both[both["measure"].isin(list(QUESTIONS)) & both["group"].isin(GROUPS)]
    place = {value: index for index, value in enumerate([*GROUPS, *QUESTIONS])}
    rows = rows.sort_values(["group", "measure"], key=lambda column: column.map(place))
    rows = rows.assign(
        question=rows["measure"].map(QUESTIONS),
        pair=rows["grouped_by"].map(PAIRS),
        short=rows["group"].replace(SHORT),
        number=rows["value"].map("{:.1f}".format),
    )
    rows["right"] = rows.groupby("group")["number"].transform(" · ".join)
    of = {(row.group, row.measure): row.number for row in rows.itertuples()}
    respect, staff, public = QUESTIONS
    white, others, without, with_one = GROUPS
    return dot_chart(
        "respect-and-discrimination",
        rows,
        line="group",
        short="short",
        group="pair",
        series="question",
        right="right",
        title="By ethnicity, answers on respect are nearly level, and on discrimination far apart (2024)",
        sentence=(
            "Of every 100 white staff who answered, and of every 100 staff of all other ethnic groups combined: "
            f"{of[white, respect]} and {of[others, respect]} say that their organisation respects people’s "
            f"differences; {of[white, staff]} and {of[others, staff]} met discrimination from staff, "
            f"{of[white, public]} and {of[others, public]} from patients or the public. Without and with a long-term "
            f"condition: {of[without, respect]} and {of[with_one, respect]}; {of[without, staff]} and "
            f"{of[with_one, staff]}; {of[without, public]} and {of[with_one, public]}."
        ),
        unit="of every 100 who answered",
        domain=(0, 100),
        ticks=(0, 50, 100),
        heads="Who answered",
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts. Discrimination is on any ground: ethnicity, "
            "sex, age, faith, disability or another. Each figure in the table links to its row of evidence. The survey "
            "belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            "Racism as such, or how patients are treated.",
            "Why the numbers differ. Groups also differ in job, pay band, age and place of work.",
            "Whom two numbers hide: inside them are groups that are far apart, on both questions.",
            "What comes first. Being treated badly can make people ill, and people who are ill can be treated badly.",
            half_unheard("Those who did not answer"),
            "Any year but 2024. A survey of 2025 came out on 12 March 2026 and is not used here.",
        ],
    )


CHARTS = {"respect-and-discrimination": draw}
