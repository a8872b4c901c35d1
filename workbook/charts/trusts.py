"""Two scores of each trust's staff: their line managers' compassion, and less burnout. By type of trust.

Trusts are dots without names: this is no league table, and a score of a whole trust says little of a ward.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._chart import Chart, half_unheard
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished
from workbook.charts.plots import dots
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_link
from workbook.kit.drawing.svg import ACCENT, INK, LINE, SOFT
from workbook.kit.drawing.tables import Cell, Group

TABLE = "nss-2024-trust-scores"
FACT = f"{TABLE}.compassion-and-burnout-"
MANAGERS, BURNOUT = "pp1_2", "pp4_2"

TYPES: Mapping[str, tuple[str, str, str]] = {
    "acute": (
        "acute",
        "acute",
        "In acute trusts, better-rated line managers go with less burnout (2024)",
    ),
    "mental-health": (
        "mental health and learning disability",
        "mental health and learning disability",
        "In mental health trusts too, better-rated line managers go with less burnout (2024)",
    ),
    "community": ("community", "community", "Community trusts are too few to say (2024)"),
    "specialist": (
        "specialist",
        "specialist",
        "In specialist trusts they go together, but nobody can say how closely (2024)",
    ),
    "ambulance": ("ambulance", "ambulance", "Ambulance trusts are too few to say (2024)"),
}
"""Each type by its short name: in the data, in a sentence, and its chart's title. Most trusts first."""


def correlation(scores: pd.DataFrame) -> tuple[float, float, float]:
    """How closely the two scores go together, and its 95% interval by Fisher's transformation."""
    r = float(scores[MANAGERS].corr(scores[BURNOUT]))
    margin = 1.96 / math.sqrt(len(scores) - 3)
    return r, math.tanh(math.atanh(r) - margin), math.tanh(math.atanh(r) + margin)


def by_type() -> Chart:
    """Draw the correlation inside each type, with its likely range and the number of trusts."""
    trusts = evidence_table(TABLE)
    lines: list[dict[str, Any]] = []
    for name, (kind, words, _) in TYPES.items():
        mine = trusts[trusts["type"] == kind]
        r, low, high = correlation(mine)
        lines.append({"id": FACT + name, "kind": words, "n": len(mine), "r": r, "low": low, "high": high})
    frame = pd.DataFrame(lines)
    of = frame.set_index("kind")
    said = {name: _said(of.loc[TYPES[name][1]]) for name in ("acute", "mental-health")}
    sentence = (
        "How closely line managers' compassion and less burnout go together in 2024, inside each type of "
        "trust: 1 would be always, 0 not at all, and −1 the other way round. In acute trusts it is "
        f"{said['acute']}, in mental health trusts {said['mental-health']}. In community trusts the likely "
        f"range is {_range(of.loc['community'])}, in ambulance trusts {_range(of.loc['ambulance'])}: almost "
        "anything is possible there."
    )
    return Chart(
        name="trusts-by-type",
        title="In acute and mental health trusts, better-rated line managers go with less burnout (2024)",
        sentence=sentence,
        spec=_ranges(frame),
        headers=["Type of trust", "Trusts", "Together (correlation)", "Likely range (95%)"],
        groups=[
            Group(
                "",
                [
                    [
                        Cell(str(row["kind"]).capitalize()),
                        Cell(str(row["n"])),
                        Cell(_r(row["r"]), evidence_link(row["id"], _r(row["r"]))),
                        Cell(_range(row)),
                    ]
                    for row in lines
                ],
            )
        ],
        source=_source(),
        cannot=[
            *_cannot(),
            f"One number for all trusts. Over all of them it is higher, [0.78 (0.72 to 0.83)]({FACT}all); "
            f"inside the types taken together [0.58 (0.48 to 0.66)]({FACT}within-types). Part of the "
            "first is difference between types of trust.",
        ],
        evidence=[*frame["id"], f"{FACT}all", f"{FACT}within-types"],
    )


def scatter(name: str) -> Chart:
    """Draw the trusts of one type, a dot each."""
    kind, words, title = TYPES[name]
    trusts = evidence_table(TABLE)
    mine = trusts[trusts["type"] == kind]
    r, low, high = correlation(mine)
    row = {"r": r, "low": low, "high": high}
    middle = {score: float(mine[score].median()) for score in (MANAGERS, BURNOUT)}
    both = _corners(mine, middle)
    sentence = (
        f"{len(mine)} {words} trusts in 2024, a dot each: the compassion of the immediate manager "
        f"along the bottom, less burnout up the side. Their correlation is {_r(r)} (95% interval "
        f"{_range(row)})." + _how_sure(low, len(mine))
    )
    return Chart(
        name=f"trusts-{name}",
        title=title,
        sentence=sentence,
        spec=_dots(mine, f"{_r(r)} ({_range(row)}), {len(mine)} trusts"),
        headers=["Trusts whose managers' score is", "Less burnout: lower half", "Less burnout: upper half"],
        groups=[
            Group(
                "",
                [
                    [Cell("in the lower half"), Cell(str(both[0][0])), Cell(str(both[0][1]))],
                    [Cell("in the upper half"), Cell(str(both[1][0])), Cell(str(both[1][1]))],
                ],
            )
        ],
        source=_source(
            f"The likely range and the number of trusts are in "
            f"{evidence_link(FACT + name, 'its row of evidence')}. The table counts trusts on each side of "
            f"the middle value of their type, which is {middle[MANAGERS]:.2f} for managers and "
            f"{middle[BURNOUT]:.2f} for less burnout; the trusts are not named. "
        ),
        cannot=_cannot(),
        evidence=[FACT + name],
    )


def _how_sure(low: float, trusts: int) -> str:
    """What to add where trusts are few."""
    if low < 0:
        return " With so few trusts almost any value is possible."
    return " With so few trusts the range is wide." if trusts < 20 else ""


def _corners(mine: pd.DataFrame, middle: Mapping[str, float]) -> list[list[int]]:
    """How many trusts are in each half for managers (the rows), and for less burnout (the columns)."""
    upper = {score: mine[score] > middle[score] for score in (MANAGERS, BURNOUT)}
    return [
        [int(((upper[MANAGERS] == one) & (upper[BURNOUT] == other)).sum()) for other in (False, True)]
        for one in (False, True)
    ]


def _ranges(frame: pd.DataFrame) -> Any:
    """A dot and its likely range for each type, named above it."""
    rows = frame.assign(
        words=[
            f"{str(kind).capitalize()}: {n} trusts" for kind, n in zip(frame["kind"], frame["n"], strict=True)
        ],
        below=[_said(row) for row in frame.to_dict("records")],
        value=frame["r"],
    )
    title = "correlation, and its likely range (95%)"
    return finished(dots(rows, domain=(-1, 1), ticks=[-1, 0, 1], title=title, origin=0, stems=False, step=66))


def _dots(mine: pd.DataFrame, words: str) -> Any:
    """A dot for each trust, on the same two scales for every type. Nothing is fitted."""

    def axis(title: str) -> dict[str, Any]:
        return {
            "title": title,
            "titleFontSize": SMALLEST_TEXT,
            "titleFontWeight": "normal",
            "titleColor": INK,
            "labelFontSize": SMALLEST_TEXT,
            "labelColor": SOFT,
            "gridColor": LINE,
            "gridOpacity": 0.6,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        }

    x = alt.X(
        f"{MANAGERS}:Q",
        scale=alt.Scale(domain=[6, 8], nice=False),
        axis=alt.Axis(values=[6, 7, 8], **axis("compassion of the immediate manager")),
    )
    y = alt.Y(
        f"{BURNOUT}:Q",
        scale=alt.Scale(domain=[4, 6], nice=False),
        axis=alt.Axis(
            values=[4, 5, 6],
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleY=-14,
            titleX=-24,
            **axis("less burnout"),
        ),
    )
    drawn = (
        alt.Chart(mine[[MANAGERS, BURNOUT]].round(3))
        .mark_point(shape="circle", size=44, filled=True, fill=ACCENT, stroke=ACCENT, opacity=0.6)
        .encode(x=x, y=y)
    )
    return finished(
        alt.layer(drawn).properties(
            width=WIDTH - 40,
            height=300,
            title=alt.Title(f"correlation {words}", anchor="start", frame="bounds", offset=30),
        )
    )


def _source(more: str = "") -> str:
    survey = evidence_link(TABLE, "NHS Staff Survey 2024")
    return (
        f"Source: {survey}, England: two scores of each trust, both from 0 to 10, where higher is better. "
        f"{more}The correlations are our own arithmetic. The survey belongs to NHS England."
    )


def _cannot() -> list[str]:
    return [
        "Cause. Both scores come from the same people in the same survey, so a mood can colour both.",
        "A person, a ward or a team: each dot is a whole trust.",
        "Senior leaders or boards. The score is of four questions on the immediate manager only.",
        half_unheard("Staff who did not answer"),
    ]


def _r(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _range(row: Mapping[Any, Any] | pd.Series[Any]) -> str:
    return f"{_r(row['low'])} to {_r(row['high'])}"


def _said(row: Mapping[Any, Any] | pd.Series[Any]) -> str:
    return f"{_r(row['r'])} ({_range(row)})"


CHARTS = {"trusts-by-type": by_type, **{f"trusts-{name}": partial(scatter, name) for name in TYPES}}
"""The five types beside each other, and each by itself."""
