"""White and ethnic minority applicants appointed from shortlisting: a small panel for each NHS region."""

from __future__ import annotations

from workbook.charts._chart import Chart
from workbook.charts.build import line_chart
from workbook.evidence import evidence_table

NAME = "shortlisting-by-region"
TABLE = "wres-shortlisting-by-region"


def shortlisting_by_region() -> Chart:
    """Draw three years for each of seven regions, each point from one source, so that nothing is joined."""
    rows = evidence_table(TABLE).sort_values(["region", "year"])
    rows = rows.assign(panel=rows["region"].replace("North East and Yorkshire", "North East, Yorkshire"))
    return line_chart(
        NAME,
        rows,
        along="year",
        panel="panel",
        title="Above 1 in every region, and only one moved the same way twice (2022 to 2024)",
        sentence=(
            "In HSJ’s table, white applicants were likelier than ethnic minority applicants to be appointed from "
            "shortlisting in each of the seven NHS regions in each of three years: 1.16 times as likely at the lowest "
            "(London, 2024), and 2.01 times at the highest. Only in the Midlands did it move the same way twice."
        ),
        unit="times as likely; the dashed line is equal",
        domain=(0.8, 2.3),
        ticks=(1, 2),
        reference=1.0,
        label="all",
        decimals=2,
        height=112,
        heads="Report of",
        source=(
            "Source: NHS England’s Workforce Race Equality Standard, report for 2024, in a table that HSJ printed. "
            "We saw the numbers there alone, so every mark is hollow, and no line joins them. Each figure in the table "
            "links to its row of evidence."
        ),
        cannot=[
            "Why, or discrimination in any one region. Nothing is allowed for: not the band of the job, and not who "
            "applied from inside, from outside or from abroad.",
            "A trend. Three points, and no likely range was published with them in what we read.",
            "How far chance alone moves a number. Within one region they lie [between 0.15 and "
            f"0.50]({TABLE}.swings) apart.",
            "Those who were not shortlisted, or did not apply. Care homes, home care and general practice.",
            "Anything after the report for 2024. HSJ has reported a newer one, which we could not read.",
        ],
    )


CHARTS = {NAME: shortlisting_by_region}
