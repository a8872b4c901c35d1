"""How many would feel secure raising unsafe practice, and how many expect an answer."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

import workbook.evidence as evidence
from workbook.charts._chart import Chart
from workbook.charts._drawing import TEXT, WIDTH, finished, share_axis
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_link
from workbook.kit.drawing.svg import ACCENT, INK, PAPER, SOFT, WARM
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text.strings import SHARED

TREND = "nss-national-trend"
RAISE = "secure_raising_unsafe_practice"
ANSWER = "confident_org_would_address_unsafe_practice"


def draw() -> Chart:
    """Draw how many staff would feel secure raising unsafe practice, and how many expect an answer."""
    trend = evidence_table(TREND)
    trend = trend[trend["measure"].isin([RAISE, ANSWER])]
    (before,) = trend[(trend["survey_year"] == 2021) & (trend["measure"] == RAISE)].to_dict("records")
    trend = trend[trend["survey_year"].between(2022, 2024)]
    wide = trend.pivot(index="survey_year", columns="measure", values="value").sort_index()
    points = trend.assign(
        year=trend["survey_year"].astype(str),
        words=[
            f"{value:.1f}" + (" *" if status == "single" else "")
            for value, status in zip(trend["value"], trend["status"], strict=True)
        ],
    )
    gaps = wide.reset_index().assign(year=wide.index.astype(str))
    title = (
        "Seven in ten would feel secure raising it; fewer than six in ten trust that it would be dealt with "
        "(2024)"
    )
    last = wide.loc[2024]
    who = evidence_link("nss-national-trend.who-answered-2024", "the evidence page")
    sentence = (
        "In each year from 2022 to 2024, more NHS trust staff in England would feel secure raising unsafe "
        "clinical practice than were confident that it would be dealt with. Of every 100 who answered in "
        f"2024: {last[RAISE]:.1f} and {last[ANSWER]:.1f}."
    )
    return Chart(
        name="raising-and-being-answered",
        title=title,
        sentence=sentence,
        spec=_two_points_a_year(points, gaps),
        headers=[
            "Year",
            "Would feel secure raising it",
            "Confident it would be dealt with",
            SHARED["howChecked"],
        ],
        groups=[Group("", [_year_row(int(year), trend) for year in wide.index])],
        source=(
            "Source: NHS Staff Survey, England, staff of NHS trusts, of every 100 who answered. "
            f"Each figure in the table links to its row of evidence, and {who} says who answered. "
            "The survey belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            "What happens when somebody does raise something. These are expectations.",
            "What the staff who did not answer would have said: HSJ reported that this was [about half "
            "of those asked](nss-national-trend.half-did-not-answer).",
            "Anything before 2022: the second question is only here from then on. On the first, more "
            f"felt secure in 2021: [{before['value']:.1f}]({before['id']}). The survey was redesigned in "
            "2021, so years before that are not joined on.",
            "Anything after 2024. The survey of 2025 came out on 12 March 2026 and is not used here.",
            "Care homes, home care, general practice, or any one workplace.",
            "* One source only: the second figure for 2022 was seen on a single page.",
        ],
        evidence=list(trend["id"]),
    )


def _two_points_a_year(points: pd.DataFrame, gaps: pd.DataFrame) -> alt.LayerChart:
    """Two marks for each year with the gap between them: told apart by shape and by words, not by colour."""
    years = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(
            labelAngle=0, labelFontSize=TEXT, labelColor=INK, labelPadding=8, ticks=False, domainColor=SOFT
        ),
    )
    scale = alt.Scale(domain=[0, 100], nice=False)
    share = alt.Y(
        "value:Q",
        scale=scale,
        title=None,
        axis=share_axis(),
    )
    raised = points[points["measure"] == RAISE]
    answered = points[points["measure"] == ANSWER]
    single = answered["status"] == "single"
    middle = alt.Chart(gaps[gaps["survey_year"] == 2023])
    number: dict[str, Any] = {"dx": 14, "align": "left", "fontSize": TEXT, "fontWeight": "bold", "color": INK}
    name: dict[str, Any] = {"fontSize": TEXT, "color": INK}
    low = alt.Y(f"{ANSWER}:Q", scale=scale)
    high = alt.Y(f"{RAISE}:Q", scale=scale)
    layers = [
        alt.Chart(gaps)
        .mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4], strokeCap="round")
        .encode(x=years, y=low, y2=f"{RAISE}:Q"),
        alt.Chart(raised).mark_point(shape="circle", size=170, filled=True, fill=ACCENT, opacity=1),
        alt.Chart(answered[~single]).mark_point(shape="diamond", size=190, filled=True, fill=WARM, opacity=1),
        alt.Chart(answered[single]).mark_point(
            shape="diamond", size=180, filled=False, fill=PAPER, stroke=WARM, strokeWidth=2.5, opacity=1
        ),
        alt.Chart(points).mark_text(**number).encode(text="words:N"),
        middle.mark_text(dy=-24, text="would feel secure raising it", **name).encode(x=years, y=high),
        middle.mark_text(dy=36, text="confident it would be dealt with", **name).encode(x=years, y=low),
    ]
    placed = [layers[0], *(layer.encode(x=years, y=share) for layer in layers[1:5]), *layers[5:]]
    drawn = alt.layer(*placed).properties(
        width=WIDTH - 44,
        height=250,
        title=alt.Title("of every 100 staff who answered", anchor="start", frame="bounds", offset=12),
    )
    return finished(drawn)


def _year_row(year: int, trend: pd.DataFrame) -> list[Cell]:
    rows = {row.measure: row for row in trend[trend["survey_year"] == year].itertuples()}
    checked = "; ".join(
        f"{name}: {evidence.row(str(rows[measure].id)).checked}"
        for measure, name in ((RAISE, "raising it"), (ANSWER, "dealt with"))
    )
    cells = [Cell(str(year))]
    for measure in (RAISE, ANSWER):
        star = " *" if rows[measure].status == "single" else ""
        words = f"{rows[measure].value:.1f}{star}"
        cells.append(Cell(words, evidence_link(str(rows[measure].id), words)))
    return [*cells, Cell(checked)]


CHARTS = {"raising-and-being-answered": draw}
