"""The cases that guardians recorded; what staff, and those who went to a guardian, said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._chart import ONE_SOURCE, Chart, linked
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished, heading, share_axis, with_star, year_axis
from workbook.evidence import evidence_table
from workbook.kit.drawing.svg import ACCENT, INK, PAPER, SOFT, WARM
from workbook.kit.drawing.tables import Cell, Group

GUARDIANS = "ftsu-cases-by-year"
TREND = "nss-national-trend"
SAFE = "feel_safe_to_speak_up"
ADDRESS = "confident_org_would_address_concern"


def draw() -> Chart:
    """Draw the cases that guardians recorded, and under them what staff and those who went to one said."""
    guardians = evidence_table(GUARDIANS)
    cases = guardians[guardians["measure"] == "cases"].sort_values("year_start")
    again = with_margins(guardians)
    trend = evidence_table(TREND)
    trend = trend[trend["measure"].isin([SAFE, ADDRESS])].sort_values("survey_year")
    counted = {str(row.period): row for row in cases.itertuples()}
    safe = {int(row.survey_year): row for row in trend[trend["measure"] == SAFE].itertuples()}
    address = {int(row.survey_year): row for row in trend[trend["measure"] == ADDRESS].itertuples()}
    sentence = (
        f"The cases that Freedom to Speak Up guardians in England recorded rose from "
        f"{counted['2021/22'].value:,.0f} in 2021/22 to {counted['2023/24'].value:,.0f} in 2023/24. Of every "
        f"100 staff who answered the survey, {safe[2021].value:.1f} felt safe to speak up in 2021 and "
        f"{safe[2024].value:.1f} in 2024; {address[2022].value:.1f} were confident in 2022 that their "
        f"concern would be addressed, and {address[2024].value:.1f} in 2024. Of every 100 who gave feedback "
        f"on a guardian, {again.iloc[0]['value']:.1f} would speak up again in 2019/20 and "
        f"{again.iloc[-1]['value']:.1f} in 2023/24."
    )
    return Chart(
        name="cases-and-confidence",
        title="Recorded cases rose fast up to 2023/24; confidence did not",
        sentence=sentence,
        spec=_cases_over_confidence(cases, trend, again),
        headers=[
            "Year, and the survey in its autumn",
            "Cases recorded",
            "Feel safe to speak up, of every 100 staff",
            "Confident it would be addressed, of every 100 staff",
            "Would speak up again, of every 100 who gave feedback",
        ],
        groups=[Group("", [_speaking_row(start, cases, trend, again) for start in range(2017, 2025)])],
        source=(
            "Source: National Guardian's Office, a written answer in Parliament, and the press of the day; "
            "NHS Staff Survey, England, staff of NHS trusts. Each figure in the table links to its row of "
            "evidence. The survey belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            "How many people spoke up. One person may bring several cases, and several people one.",
            "Whether more cases mean more harm, or more trust. There were also more guardians to go to, "
            "and reporting by guardians is voluntary.",
            "Everyone who went to a guardian. Those who gave feedback number [26% to 32% of the year's "
            "cases](ftsu-cases-by-year.who-gave-feedback). The likely range (a 95% interval) allows for "
            "chance, not for who chose to answer.",
            "Staff who did not answer the survey: [about half of those asked in "
            "2024](nss-national-trend.half-did-not-answer), HSJ reported.",
            "One steady count. 2017/18 is known only as more than 7,000. 2018/19 is trusts only. 2022/23 "
            "is drawn as first published; a year later it was [25,209 "
            "*](ftsu-cases-by-year.cases-restated-2022-23). From April 2024 cases are counted in another "
            "way, so nothing later is joined on.",
            "Anyone in a care home, home care or general practice, or at any one workplace.",
            ONE_SOURCE,
        ],
        evidence=[*cases["id"], *trend["id"], *again["id"]],
    )


def with_margins(guardians: pd.DataFrame) -> pd.DataFrame:
    """Give the share who would speak up again for each year, with its 95% interval from chance alone."""
    again = guardians[guardians["measure"] == "would_speak_up_again"].sort_values("year_start")
    answers = guardians[guardians["measure"] == "workers_giving_feedback"].set_index("period")["value"]
    margin = 1.96 * (again["value"] * (100 - again["value"]) / again["period"].map(answers)) ** 0.5
    return again.assign(low=again["value"] - margin, high=again["value"] + margin)


def _cases_over_confidence(cases: pd.DataFrame, trend: pd.DataFrame, again: pd.DataFrame) -> alt.VConcatChart:
    """Three small charts one under the other, each with its years down the side and nothing joined."""
    wide = WIDTH - 76
    counts = cases.assign(words=[_count_words(row) for row in cases.to_dict("records")])
    later = pd.DataFrame({"period": ["2024/25"], "words": ["counted in another way"]})
    order = [*counts["period"], "2024/25"]
    bars = alt.Y("period:O", sort=order, title=None, axis=year_axis())
    length = alt.X("value:Q", scale=alt.Scale(domain=[0, 42000], nice=False), axis=None)
    number: dict[str, Any] = {"align": "left", "fontSize": SMALLEST_TEXT, "color": INK}
    sure = counts["status"] != "single"
    least = counts["bound"] == "at least"
    hollow: dict[str, Any] = {"fill": PAPER, "stroke": ACCENT, "strokeWidth": 2, "opacity": 1, "height": 14}
    of_cases = alt.layer(
        alt.Chart(counts[sure]).mark_bar(fill=ACCENT, opacity=1, height=15).encode(x=length, y=bars),
        alt.Chart(counts[~sure & ~least]).mark_bar(**hollow).encode(x=length, y=bars),
        alt.Chart(counts[least]).mark_bar(strokeDash=[3, 3], **hollow).encode(x=length, y=bars),
        alt.Chart(counts)
        .mark_text(dx=7, fontWeight="bold", **number)
        .encode(x=length, y=bars, text="words:N"),
        alt.Chart(later)
        .mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4], yOffset=-13)
        .encode(y=bars),
        alt.Chart(later)
        .mark_text(dx=2, **{**number, "color": SOFT})
        .encode(x=alt.value(0), y=bars, text="words:N"),
    ).properties(width=wide, height=26 * len(order), title=heading("cases that guardians recorded"))
    shares = trend.assign(year=trend["survey_year"].astype(str), words=with_star(trend))
    of_staff = _shares(shares, wide)
    of_feedback = _feedback(again, wide)
    return finished(alt.vconcat(of_cases, of_staff, of_feedback, spacing=26))


def _shares(shares: pd.DataFrame, wide: int) -> Any:
    """The survey's two questions: circle and diamond, hollow where seen in one place only."""
    years = alt.Y("year:O", title=None, axis=year_axis())
    share = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None, axis=share_axis())
    number: dict[str, Any] = {"fontSize": SMALLEST_TEXT, "fontWeight": "bold", "color": INK}
    beside: dict[str, dict[str, Any]] = {
        SAFE: {"dx": 12, "align": "left"},
        ADDRESS: {"dx": -12, "align": "right"},
    }
    layers = []
    for measure, shape, colour in ((SAFE, "circle", ACCENT), (ADDRESS, "diamond", WARM)):
        mine = shares[shares["measure"] == measure]
        for rows, fill in (
            (mine[mine["status"] != "single"], colour),
            (mine[mine["status"] == "single"], PAPER),
        ):
            layers.append(
                alt.Chart(rows)
                .mark_point(
                    shape=shape, size=150, filled=True, fill=fill, stroke=colour, strokeWidth=2.5, opacity=1
                )
                .encode(x=share, y=years)
            )
        numbers = alt.Chart(mine).mark_text(**beside[measure], **number)
        layers.append(numbers.encode(x=share, y=years, text="words:N"))
    for measure, first, words, colour in (
        (SAFE, "2021", "feel safe to speak up", ACCENT),
        (ADDRESS, "2022", "confident it would be addressed", WARM),
    ):
        one = shares[(shares["measure"] == measure) & (shares["year"] == first)]
        name = alt.Chart(one).mark_text(dy=-20, text=words, fontSize=SMALLEST_TEXT, color=colour)
        layers.append(name.encode(x=share, y=years))
    return alt.layer(*layers).properties(
        width=wide, height=40 * 4, title=heading("of every 100 staff who answered the survey")
    )


def _feedback(again: pd.DataFrame, wide: int) -> Any:
    """The share who would speak up again: a square for each year, with its interval."""
    years = alt.Y("period:O", title=None, axis=year_axis())
    share = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None, axis=share_axis())
    words = again.assign(words=[_with_margin(row) for row in again.to_dict("records")])
    base = alt.Chart(words)
    number: dict[str, Any] = {"fontSize": SMALLEST_TEXT, "color": INK}
    return alt.layer(
        base.mark_rule(stroke=INK, strokeWidth=7, opacity=0.35).encode(
            x=alt.X("low:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None), x2="high:Q", y=years
        ),
        base.mark_point(shape="square", size=60, filled=True, fill=INK, opacity=1).encode(x=share, y=years),
        base.mark_text(dx=-12, align="right", fontWeight="bold", **number).encode(
            x=share, y=years, text="words:N"
        ),
        alt.Chart(words.head(1))
        .mark_text(dx=40, dy=-21, align="right", text="would speak up again (likely range)", **number)
        .encode(x=share, y=years),
    ).properties(
        width=wide,
        height=30 * len(again) + 12,
        title=heading("of every 100 who gave feedback on a guardian"),
    )


def _count_words(row: Mapping[Any, Any]) -> str:
    """One year's count in words: at least, trusts only, seen once."""
    number = f"{row['value']:,.0f}"
    if row["bound"] == "at least":
        number = f"more than {number}"
    if row["period"] == "2018/19":
        number = f"{number}, trusts only"
    return number + (" *" if row["status"] == "single" else "")


def _with_margin(row: Mapping[Any, Any]) -> str:
    """One year's share with its interval."""
    return f"{row['value']:.1f} ({row['low']:.1f} to {row['high']:.1f})"


def _speaking_row(start: int, cases: pd.DataFrame, trend: pd.DataFrame, again: pd.DataFrame) -> list[Cell]:
    """One year of the table; a figure that was not found, or cannot be joined on, says so."""
    period = f"{start}/{(start + 1) % 100:02}"
    cells = [Cell(period)]
    found = cases[cases["year_start"] == start].to_dict("records")
    counted = "counted in another way" if start > 2023 else "no figure here"
    cells.append(linked(found, _count_words, counted))
    for measure in (SAFE, ADDRESS):
        asked = trend[(trend["survey_year"] == start) & (trend["measure"] == measure)]
        cells.append(linked(asked.to_dict("records"), lambda row: with_star(pd.DataFrame([row]))[0]))
    said = again[again["year_start"] == start].to_dict("records")
    return [
        *cells,
        linked(said, _with_margin),
    ]


CHARTS = {"cases-and-confidence": draw}
