"""How much pressure staff say they work under, by occupation and, inside one of them, by kind of nurse or midwife.

The groups stand in the order of the survey, never in the order of their scores.
"""

from __future__ import annotations

import pandas as pd

from workbook.charts._chart import Chart, half_unheard
from workbook.charts.build import dot_chart
from workbook.evidence import evidence_table

TABLE = "nss-2024-scores-by-group"
OCCUPATIONS, NURSES = "All staff, and eight occupations", "Inside nurses and midwives"
KINDS = "Nurses and midwives: "
SHORT = {
    "Allied health professionals, healthcare scientists, scientific and technical": "Allied health, science, technical",
    "Adult or general": "Nurses, adult or general",
    "Mental health": "Nurses, mental health",
    "Learning disabilities": "Nurses, learning disabilities",
    "Children": "Nurses, children",
    "District or community": "Nurses, district or community",
}
"""Names that would not fit above a dot, or would say too little there."""


def draw() -> Chart:
    """Draw the score for work pressure: all staff, the large occupations, and the kinds of nurses and midwives."""
    rows = evidence_table(TABLE)
    large = rows[rows["grouped_by"].isin(["all staff", "occupation"])]
    inside = rows[rows["group"].str.startswith(KINDS)]
    kinds = inside["group"].str.removeprefix(KINDS)
    large = large.assign(half=OCCUPATIONS, name=large["group"].replace(SHORT))
    inside = inside.assign(half=NURSES, name=kinds.replace(SHORT))
    marks = pd.concat([large, inside])
    marks = marks.assign(value=marks["m_2"])[["id", "half", "name", "value", "status"]]
    score = marks.set_index("name")["value"].round(1)
    sentence = (
        f"The score for work pressure, where higher is less: the eight occupations run from "
        f"{score['Medical and dental']} (medical and dental) to {score['Wider healthcare team']} (wider "
        f"healthcare team). Inside nurses and midwives, who have {score['Registered nurses and midwives']}, "
        f"midwives have {score['Midwives']} and the other seven kinds {score['Health visitors']} to "
        f"{score['Other registered nurses']}."
    )
    return dot_chart(
        "work-pressure-by-occupation",
        marks,
        line="name",
        group="half",
        heads="Group",
        unit="score, 0 to 10: higher is less pressure",
        domain=(0, 10),
        ticks=(0, 5, 10),
        step=37,
        title="Midwives are hidden inside “nurses and midwives”: work pressure (2024)",
        sentence=sentence,
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts, in the survey's own order and not by score. "
            "The survey belongs to NHS England; its score is told in our own words."
        ),
        cannot=[
            "Why groups differ. They also differ in where they work, in pay band and in age.",
            "A nursing home, home care or general practice. The social care group here is employed by NHS trusts.",
            "One ward, one shift, one person.",
            "All staff as the average of its groups: it is weighted in another way.",
            half_unheard("Those who did not answer"),
            "Any year but 2024. A survey of 2025 came out on 12 March 2026 and is not used here.",
        ],
    )


CHARTS = {"work-pressure-by-occupation": draw}
