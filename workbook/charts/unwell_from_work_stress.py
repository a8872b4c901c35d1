"""How many NHS staff said that work stress had made them unwell, year by year."""

from __future__ import annotations

from workbook.charts._chart import Chart
from workbook.charts.build import line_chart
from workbook.evidence import evidence_table

NAME = "unwell-from-work-stress"


def unwell_from_work_stress() -> Chart:
    """Draw the share of each year from 2016 to 2024, with a break where the survey changed."""
    rows = evidence_table("nss-national-trend").query("measure == 'unwell_from_work_stress'")
    rows = rows.sort_values("survey_year")
    value = rows.set_index("survey_year")["value"]
    return line_chart(
        NAME,
        rows,
        along="survey_year",
        title="Unwell from work stress: a peak in 2021, then part of the way back by 2024",
        sentence=(
            f"Of every 100 NHS staff in England who answered, {value[2017]:.0f} said in 2017 that work stress had made "
            f"them feel unwell, {value[2021]:.1f} in 2021, the highest of these years, and {value[2024]:.1f} in 2024."
        ),
        unit="of every 100 NHS staff who answered",
        domain=(0, 60),
        ticks=(0, 20, 40, 60),
        broken_after=[2020],
        label=[2017, 2021, 2024],
        heads="Survey in the autumn of",
        source=(
            "Source: NHS Staff Survey, England. 2024 is the survey's own file, for staff of NHS trusts; earlier "
            "years are as charities, lawyers, employers and the press gave them. Each figure in the table links to its "
            "row of evidence. The survey belongs to NHS England; its question is told here in our own words."
        ),
        cannot=[
            "Why it rose or fell, or whether any help for staff worked.",
            "One line from end to end. It is broken where the survey was redesigned, in 2021. 2020 was "
            "answered in the second wave of Covid. And 2017, 2019 and 2020 are whole numbers in their "
            "sources.",
            "What staff who did not answer would have said: HSJ reported that in 2024 this was [about "
            "half of those asked](nss-national-trend.half-did-not-answer).",
            "Care homes, home care, general practice, or any one workplace.",
            "Anything after 2024. A survey of 2025 is out, and its figure for this was not found.",
        ],
    )


CHARTS = {NAME: unwell_from_work_stress}
