"""Doctors at risk of burnout, before and after a report: two measures that are never joined."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.charts._chart import Chart
from workbook.charts.build import line_chart
from workbook.evidence import evidence_table

TABLE = "gmc-training-survey-burnout"
MEASURES: Mapping[str, str] = {
    "moderate_or_high_risk_of_burnout": "At moderate or high risk",
    "high_risk_of_burnout": "At high risk",
}
ROLES: Mapping[str, str] = {"trainee": "Doctors in training", "trainer": "The doctors who train them"}


def draw() -> Chart:
    """Draw the two measures one above the other, with the years that have no figure left empty."""
    rows = evidence_table(TABLE)
    rows = rows[rows["measure"].isin(MEASURES) & rows["role"].isin(ROLES)]
    rows = rows.assign(what=rows["measure"].map(MEASURES), who=rows["role"].map(ROLES))
    rows = rows.sort_values("measure", key=lambda column: column.map(list(MEASURES).index), kind="stable")
    return line_chart(
        "doctors-at-risk",
        rows,
        along="survey_year",
        series="who",
        panel="what",
        across=1,
        after=(2019, "the report"),
        title="Up after the report, and then part of the way down (UK, 2018 to 2025)",
        sentence=(
            "Of doctors in training who answered, 63% were at moderate or high risk of burnout in 2022, 66% in "
            "2023 and 61% in 2025; of the doctors who train them, 52% in 2022 and 47% in 2025. By another measure, "
            "10% of doctors in training were at high risk in 2018, before the report, and 20% in 2025."
        ),
        source=(
            "Source: the National Training Survey of the General Medical Council, as colleges, NHS Employers, the "
            "BMA and the press gave its numbers. Each figure in the table links to its row of evidence."
        ),
        cannot=[
            "What the report did. A pandemic lies between, and much else.",
            f"Those who did not answer. In 2022, [34% of the trainers]({TABLE}.answered-trainer-2022) "
            "did, the surgeons’ college reported.",
            "One line through both measures: each counts something else. And nothing for the years without a mark.",
            "Small changes: only whole numbers were published. And nobody but doctors.",
        ],
        unit="of every 100 who answered",
        domain=(0, 80),
        ticks=(0, 40, 80),
        heads="Year",
        label="all",
        decimals=0,
        height=125,
    )


CHARTS = {"doctors-at-risk": draw}
