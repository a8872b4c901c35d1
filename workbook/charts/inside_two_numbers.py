"""Discrimination from staff in each of the survey's eighteen ethnic groups, and the number each is counted in.

Two numbers are often quoted: one for white staff, one for "all other ethnic groups combined". Each group stands here
beside the one that it disappears in, in the order of the survey and never in the order of the shares.
"""

from __future__ import annotations

import pandas as pd

from workbook.charts._chart import Chart, half_unheard
from workbook.charts.build import dot_chart
from workbook.charts.ethnic_groups import EIGHTEEN, FEW, SHORT, WHITE_BRITISH, answers

OWN, COUNTED_IN = "The group itself", "The number it is counted in"
NARROW = {WHITE_BRITISH: "English, Welsh, Scottish ..."}
"""A name that leaves room for two numbers beside it."""
TWO = ("White staff", "Staff of all other ethnic groups combined")


def draw() -> Chart:
    """Draw each group with its likely range and how many answered, and the combined number beside it."""
    rows = answers("discrimination_from_staff")
    groups = rows[rows["grouped_by"] == EIGHTEEN].reset_index(drop=True)
    of = rows.set_index("group")
    white, others = (of.loc[name] for name in TWO)
    marks = pd.concat([_own(groups), _counted_in(groups, white, others)])
    gypsy = of.loc["White: Gypsy or Irish Traveller"]
    hidden = groups[~_is_white(groups)]
    low, high = (hidden.loc[index] for index in (hidden["value"].idxmin(), hidden["value"].idxmax()))
    return dot_chart(
        "inside-two-numbers",
        marks,
        line="line",
        short="short",
        group="family",
        series="series",
        right="right",
        low="low",
        high="high",
        title="Two numbers hide eighteen: discrimination from staff, on any ground (2024)",
        sentence=(
            f"White staff together: {white['value']:.1f} of every 100 who answered, and inside that number Gypsy or "
            f"Irish Traveller staff: {gypsy['value']:.1f}. Staff of all other ethnic groups together: "
            f"{others['value']:.1f}, and inside it groups from {low['value']:.1f} to {high['value']:.1f}."
        ),
        unit="of every 100, and how many answered",
        domain=(0, 30),
        origin=0,
        step=36,
        heads="Group, and how many answered",
        source=(
            "Source: NHS Staff Survey 2024, England, staff of NHS trusts. The groups have the survey's own names and "
            "order. The wide bars are likely ranges that we worked out, and allow for chance alone. The survey belongs "
            "to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            "Racism as such. The question is about discrimination on any ground.",
            "Why groups differ. They also differ in job, pay band, age and place of work.",
            half_unheard("Those who did not answer"),
            f"A group exactly, where fewer than {FEW:,} answered: the wider the bar, the more chance can have done.",
            "How patients are treated, or staff outside NHS trusts.",
            "Any year but 2024. A survey of 2025 came out on 12 March 2026 and is not used here.",
        ],
        rests_on=[white["id"], others["id"], gypsy["id"], low["id"], high["id"]],
    )


def _is_white(groups: pd.DataFrame) -> pd.Series[bool]:
    return groups["group"].str.startswith("White: ")


def _own(groups: pd.DataFrame) -> pd.DataFrame:
    """Each group's own share, with its likely range: 1.96 standard errors each way."""
    share, count = groups["value"], groups["answers"]
    margin = 1.96 * (share * (100 - share) / count) ** 0.5
    return _named(groups).assign(
        series=OWN, low=(share - margin).clip(lower=0), high=share + margin, right=_right(groups)
    )


def _counted_in(groups: pd.DataFrame, white: pd.Series[object], others: pd.Series[object]) -> pd.DataFrame:
    """For each group, the combined number that it disappears in."""
    inside = [white if is_white else others for is_white in _is_white(groups)]
    return _named(groups).assign(
        series=COUNTED_IN,
        id=[row["id"] for row in inside],
        value=[row["value"] for row in inside],
        low=None,
        high=None,
        right=_right(groups),
    )


def _named(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups with their family, their full name with how many answered, and a name that fits the picture."""
    own = [group.partition(": ")[2] for group in groups["group"]]
    lines = [
        f"{name[0].upper()}{name[1:]} ({count:,})" for name, count in zip(own, groups["answers"], strict=True)
    ]
    short = [
        NARROW.get(group) or SHORT.get(group, name) for group, name in zip(groups["group"], own, strict=True)
    ]
    family = [group.partition(": ")[0] for group in groups["group"]]
    return groups.assign(line=lines, short=short, family=family)


def _right(groups: pd.DataFrame) -> list[str]:
    """Each group's own number, and how many answered."""
    pairs = zip(groups["value"], groups["answers"], strict=True)
    return [f"{value:.1f} · {count:,}" for value, count in pairs]


CHARTS = {"inside-two-numbers": draw}
