"""The four acts of a manager by group of jobs, as staff see them."""

from __future__ import annotations

from workbook.charts._chart import Chart
from workbook.charts.build import dot_chart
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_link

TABLE = "nss-2024-manager-acts-and-reporting"
ACTS = {
    "listening": "is interested in listening",
    "helping": "does something that helps",
    "understanding": "tries to understand it with me",
    "caring": "cares about it",
}
"""What staff say of their manager, by its measure: the first act and the last come first, for the eye to find them."""

GROUPS = {
    "All staff": "All staff",
    "Allied health professionals, healthcare scientists, scientific and technical": "Allied health, science",
    "Ambulance (operational)": "Ambulance crews",
    "Medical and dental": "Doctors and dentists",
    "Nursing and healthcare assistants": "Nursing and healthcare assistants",
    "Registered nurses and midwives": "Nurses and midwives",
    "Social care": "Social care, in NHS trusts",
    "Wider healthcare team": "Wider healthcare team",
    "Other": "Other",
}
"""The groups, in the survey's own order, with the names that have room above a line."""


def draw() -> Chart:
    """Draw four dots for all staff and for each of the eight broad groups of jobs."""
    rows = evidence_table(TABLE)
    rows = rows[rows["measure"].isin(ACTS) & rows["group"].isin(GROUPS)]
    rows = rows.assign(
        who=rows["group"].map(GROUPS),
        act=rows["measure"].map(ACTS),
        place=rows["group"].map({group: place for place, group in enumerate(GROUPS)}),
        turn=rows["measure"].map({act: turn for turn, act in enumerate(ACTS)}),
    )
    # Later rows lie over earlier ones. The first group says in which order the acts are named; in the others helping
    # is drawn last, so that nothing covers it.
    rows["turn"] = rows["turn"].where((rows["place"] == 0) | (rows["measure"] != "helping"), len(ACTS))
    rows = rows.sort_values(["place", "turn"])
    ends = rows.pivot(index="who", columns="measure", values="value")
    rows["ends"] = rows["who"].map(
        {who: f"{one['listening']:.1f} → {one['helping']:.1f}" for who, one in ends.iterrows()}
    )
    everyone = rows[rows["group"] == "All staff"].set_index("measure")["value"]
    return dot_chart(
        "four-acts",
        rows,
        line="who",
        series="act",
        title="Helping comes last for staff as a whole, and in six of eight groups of jobs (2024)",
        sentence=(
            "Of every 100 staff of NHS trusts in England who answered in 2024, "
            f"{everyone['listening']:.1f} said that their manager is interested in listening and "
            f"{everyone['helping']:.1f} that their manager does something that helps. In every group, helping "
            "stands to the left of listening. Among ambulance crews and among assistants, "
            "understanding stands further left still."
        ),
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts. The survey belongs to NHS England; "
            "its questions are told here in our own words, and that they fit the four acts is our reading. "
            f"{evidence_link('nss-national-trend.who-answered-2024', 'The evidence page')} says who answered."
        ),
        cannot=[
            "Why. A manager who may not change the rota can be kind, and still not help.",
            "The half who did not answer: HSJ reported that this was [about half of those "
            "asked](nss-national-trend.half-did-not-answer).",
            "How much is wording: the question on helping asks for something that works, and so asks more.",
            "Senior leaders. All four questions are about the nearest manager.",
            "The whole scale: it is cut, from 55 to 80, so that the dots come apart.",
            "A ranking: groups differ in much besides their managers.",
            "Anyone outside NHS trusts: care homes, surgeries, cleaning companies.",
        ],
        unit="of every 100 who answered",
        domain=(55, 80),
        ticks=[55, 60, 65, 70, 75, 80],
        right="ends",
        heads="Group of jobs",
        rests_on=[f"{TABLE}.all-staff-listening", f"{TABLE}.all-staff-helping"],
    )


CHARTS = {"four-acts": draw}
