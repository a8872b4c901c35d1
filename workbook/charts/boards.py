"""The share of ethnic minority people on boards and in the workforce, and two ways of comparing the two.

Either way alone misleads, so every chart here draws both; what the reader chooses is the years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._chart import Chart, linked
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished, heading, quiet_axis, year_axis
from workbook.charts.plots import FIRST, SECOND, points, text_mark
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_link
from workbook.kit.drawing.svg import ACCENT, INK, SOFT
from workbook.kit.drawing.tables import Cell, Group

TABLE = "wres-national"
BOARD, STAFF = "share_of_board_members", "share_of_workforce"

SPANS: Mapping[str, tuple[tuple[int, ...], str]] = {
    "2017-to-2024": (
        (2017, 2024),
        "Boards changed, the workforce changed faster: ratio better, difference wider (2017 and 2024)",
    ),
    "2017-to-2021": (
        (2017, 2021),
        "Up to 2021, both comparisons look better (2017 and 2021)",
    ),
    "2021-to-2024": (
        (2021, 2024),
        "Since 2021, the ratio is a little better and the difference wider (2021 and 2024)",
    ),
    "every-year": (
        (2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024),
        "Every year we have: the ratio mostly rose, the difference went down and up (2017 to 2024)",
    ),
}
"""The years to choose from, and what each choice shows."""


def shares() -> pd.DataFrame:
    """Both shares in each year that has both, with their difference in points and their ratio."""
    rows = evidence_table(TABLE)
    rows = rows[rows["measure"].isin([BOARD, STAFF])]
    wide = rows.pivot(index="year", columns="measure", values="value").dropna()
    return wide.assign(difference=wide[STAFF] - wide[BOARD], ratio=wide[BOARD] / wide[STAFF])


def draw(name: str) -> Chart:
    """Draw the shares, their difference and their ratio in some years."""
    years, title = SPANS[name]
    rows = evidence_table(TABLE)
    rows = rows[rows["measure"].isin([BOARD, STAFF])]
    both = shares()
    have = [year for year in years if year in both.index]
    first, last = both.loc[have[0]], both.loc[have[-1]]
    facts = {year: f"{TABLE}.board-and-workforce-{year}" for year in have}
    between = [year for year in have[1:-1] if both.loc[year, "difference"] == both["difference"].min()]
    sentence = " ".join(
        [
            f"In {have[0]}, ethnic minority people were {first[BOARD]:.1f}% of board members and "
            f"{first[STAFF]:.1f}% of the workforce in NHS trusts in England: {_apart(first)}.",
            *(f"In {year}, the difference was smallest: {_apart(both.loc[year])}." for year in between),
            f"In {have[-1]}, our sources give {last[BOARD]:.1f}% and {last[STAFF]:.1f}%: {_apart(last)}.",
        ]
    )
    drawn = rows[rows["year"].isin(have)]
    return Chart(
        name=f"boards-{name}",
        title=title,
        sentence=sentence,
        spec=_three(years, drawn, both),
        headers=[
            "Year",
            "Of board members",
            "Of the workforce",
            "Difference, in points",
            "Ratio (1 is equal)",
        ],
        groups=[Group("", [_line(year, rows, both, facts) for year in years])],
        source=(
            "Source: the Workforce Race Equality Standard, NHS trusts in England, as NHS England, NHS "
            "Employers and the press gave its numbers. The difference and the ratio are our own arithmetic. "
            "Each figure in the table links to its row of evidence."
        ),
        cannot=[
            "One verdict. The difference and the ratio say different things, and both are true.",
            "Any one ethnic group. The standard puts them all together, and they differ.",
            "Executive posts alone. The board has other members too.",
            "2020 and 2023. For 2020 we have neither share, for 2023 no share of boards.",
            "Everything for certain. * and hollow: seen in one place only, such as [the share of boards "
            f"in 2024]({TABLE}.share-of-board-members-2024).",
        ],
        evidence=list(drawn["id"]),
        rests_on=[facts[year] for year in (have[0], *between, have[-1])],
    )


def _apart(row: pd.Series[Any]) -> str:
    return f"{row['difference']:.1f} points apart, a ratio of {row['ratio']:.2f}"


def _line(year: int, rows: pd.DataFrame, both: pd.DataFrame, facts: Mapping[int, str]) -> list[Cell]:
    cells = [Cell(str(year))]
    for measure in (BOARD, STAFF):
        found = rows[(rows["year"] == year) & (rows["measure"] == measure)].to_dict("records")
        cells.append(linked(found, lambda row: f"{row['value']:.1f}%{_star(row['status'])}"))
    if year not in facts:
        return [*cells, Cell("not known"), Cell("not known")]
    points, ratio = f"{both.loc[year, 'difference']:.1f}", f"{both.loc[year, 'ratio']:.2f}"
    return [
        *cells,
        Cell(points, evidence_link(facts[year], points)),
        Cell(ratio, evidence_link(facts[year], ratio)),
    ]


def _three(years: Sequence[int], drawn: pd.DataFrame, both: pd.DataFrame) -> Any:
    """Three small charts one under the other: the two shares, the difference, the ratio."""
    order = [str(year) for year in years]
    missing = pd.DataFrame(
        [{"year": str(year), "words": "no figure here"} for year in years if year not in both.index],
        columns=["year", "words"],
    )
    y = alt.Y("year:O", sort=order, scale=alt.Scale(domain=order), title=None, axis=year_axis())
    wide = WIDTH - 76
    text: dict[str, Any] = {"fontSize": SMALLEST_TEXT, "color": INK, "align": "left"}

    def gap(x: Any) -> Any:
        return text_mark(missing, "words", colour=SOFT, dx=4).encode(x=x, y=y)

    shown = drawn.assign(
        year=drawn["year"].astype(str),
        words=[
            f"{value:.1f}%{_star(status)}"
            for value, status in zip(drawn["value"], drawn["status"], strict=True)
        ],
    )
    share = alt.X(
        "value:Q", scale=alt.Scale(domain=[0, 40], nice=False), title=None, axis=quiet_axis([0, 20, 40])
    )
    ends = both.reset_index().assign(year=lambda frame: frame["year"].astype(str))
    ends = ends[ends["year"].isin(shown["year"])]
    layers: list[Any] = [
        alt.Chart(ends)
        .mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4])
        .encode(x=alt.X(f"{BOARD}:Q", title=None), x2=f"{STAFF}:Q", y=y)
    ]
    for measure, mark, dx in ((BOARD, SECOND, -11), (STAFF, FIRST, 11)):
        mine = shown[shown["measure"] == measure].assign(hollow=lambda rows: rows["status"] == "single")
        layers += points(mine, mark, size=120, x=share, y=y)
        align = "right" if dx < 0 else "left"
        layers.append(text_mark(mine, "words", align=align, dx=dx, fontWeight="bold").encode(x=share, y=y))
    top = shown[shown["year"] == order[0]]
    for measure, name in ((BOARD, "boards"), (STAFF, "workforce")):
        layers.append(
            alt.Chart(top[top["measure"] == measure])
            .mark_text(dy=-17, text=name, fontSize=SMALLEST_TEXT, color=INK, align="center")
            .encode(x=share, y=y)
        )
    if len(missing):
        layers.append(gap(alt.value(0)))
    step = 40
    of_shares = alt.layer(*layers).properties(
        width=wide, height=step * len(order), title=heading("ethnic minority people, of every 100")
    )
    parts = [of_shares]
    for column, unit, most, form in (
        ("difference", "difference, in points: 0 would be equal", 16, ".1f"),
        ("ratio", "ratio of the shares: 1 would be equal", 1.25, ".2f"),
    ):
        x = alt.X(f"{column}:Q", scale=alt.Scale(domain=[0, most], nice=False), title=None, axis=None)
        bars = [
            alt.Chart(ends).mark_bar(fill=ACCENT, opacity=1, height=13).encode(x=x, y=y),
            alt.Chart(ends)
            .mark_text(dx=7, **text, fontWeight="bold")
            .encode(x=x, y=y, text=alt.Text(f"{column}:Q", format=form)),
        ]
        if len(missing):
            bars.append(gap(alt.value(0)))
        if column == "ratio":
            one = alt.Chart(pd.DataFrame({"ratio": [1]}))
            bars.append(one.mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4]).encode(x=x))
        parts.append(alt.layer(*bars).properties(width=wide, height=24 * len(order), title=heading(unit)))
    return finished(alt.vconcat(*parts, spacing=22))


def _star(status: str) -> str:
    return " *" if status == "single" else ""


CHARTS = {f"boards-{name}": partial(draw, name) for name in SPANS}
"""A chart for each choice of years."""
