"""What staff say of reports of errors and near misses: encouraged, acted on, told; and who does not know."""

from __future__ import annotations

from workbook.charts._chart import Chart
from workbook.charts.build import share_chart
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_link

SURVEY = "nss-2024-manager-acts-and-reporting"
QUESTIONS = {
    "reporting_encouraged": "Staff are encouraged to report",
    "reports_acted_on": "After a report, the organisation acts",
    "told_what_changed": "Staff are told what was changed",
}


def after_a_report() -> Chart:
    """Draw the three questions on reports, each with its share of "don't know"."""
    survey = evidence_table(SURVEY)
    rows = survey[(survey["group"] == "All staff") & survey["measure"].isin(QUESTIONS)]
    rows = rows.set_index("measure").loc[list(QUESTIONS)].reset_index()
    rows = rows.assign(asked=rows["measure"].map(QUESTIONS))
    encouraged, acted, told = rows.to_dict("records")
    who = evidence_link("nss-national-trend.who-answered-2024", "the evidence page")
    return share_chart(
        "after-a-report",
        rows,
        line="asked",
        share="share_of_all",
        unsure="dont_know",
        title="Most are encouraged to report; fewer see action, or hear what was changed (2024)",
        sentence=(
            "Of every 100 NHS trust staff in England who answered in 2024, "
            f"{encouraged['share_of_all']:.1f} said that they are encouraged to report errors and near misses "
            f"({encouraged['dont_know']:.1f} did not know), {acted['share_of_all']:.1f} that the organisation acts "
            f"after a report ({acted['dont_know']:.1f} did not know), and {told['share_of_all']:.1f} that staff are "
            f"told what was changed ({told['dont_know']:.1f} did not know). The rest did not agree."
        ),
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts. Each figure in the table links to its row "
            f"of evidence, and {who} says who answered. The survey belongs to NHS England; its questions are told "
            "here in our own words."
        ),
        cannot=[
            "What was done after a report. These are views of staff, and not a count.",
            "Why people answered “don’t know”. Nobody asked.",
            "Patients and families: whether they were told is another question.",
            "What the staff who did not answer would have said: HSJ reported that this was [about half "
            "of those asked](nss-national-trend.half-did-not-answer).",
            "Care homes, home care, general practice, or any one workplace. Nothing after 2024 is used here.",
        ],
        unit="of every 100 who answered; open: did not agree",
        heads="What was asked, in our words",
        columns=("Yes, of every 100", "Don’t know", "Yes, without “don’t know”"),
    )


CHARTS = {"after-a-report": after_a_report}
