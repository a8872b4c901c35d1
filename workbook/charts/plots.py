"""The builder of dot plots: each row has its words above it, and its dot on one scale as wide as the chart.

A caller says what to draw and not how: a data frame with a row for each dot, and a few names::

    dots(rows, domain=(0, 30), unit="of every 100 who answered", origin=0)

The columns of ``rows``: ``id``, ``value`` and ``words`` (what stands above the dot). Others are used where they
are there: ``series`` (a key of ``marks``), ``hollow`` (true for a value to take with care), ``low`` and
``high`` (its likely range), ``below`` (more words, under the dot), ``right`` (words at the right edge). A row
without a value is a heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, heading, ruler_axis
from workbook.kit.drawing.svg import ACCENT, INK, PAPER, SOFT, WARM


@dataclass(frozen=True)
class Mark:
    """A shape in a colour: two series are told apart by shape, never by colour alone."""

    shape: str = "circle"
    colour: str = ACCENT


FIRST, SECOND = Mark(), Mark("diamond", WARM)


def points(rows: pd.DataFrame, mark: Mark = FIRST, *, size: int = 100, **encoding: Any) -> list[alt.Chart]:
    """The dots of one series; those whose ``hollow`` is true have the paper's colour inside."""
    hollow = rows["hollow"].astype(bool) if "hollow" in rows else pd.Series(False, index=rows.index)
    drawn = []
    for some, fill in ((rows[~hollow], mark.colour), (rows[hollow], PAPER)):
        if len(some):
            dot: dict[str, Any] = {
                "shape": mark.shape,
                "size": size,
                "filled": True,
                "fill": fill,
                "opacity": 1,
            }
            drawn.append(
                alt.Chart(some).mark_point(stroke=mark.colour, strokeWidth=2.5, **dot).encode(**encoding)
            )
    return drawn


def text_mark(
    rows: pd.DataFrame, column: str, *, colour: str = INK, align: str = "left", **style: Any
) -> alt.Chart:
    """Words at each row, to be placed by ``encode``."""
    mark: dict[str, Any] = {
        "fontSize": SMALLEST_TEXT,
        "baseline": "middle",
        "align": align,
        "color": colour,
        **style,
    }
    return alt.Chart(rows).mark_text(**mark).encode(text=f"{column}:N")


def dots(
    rows: pd.DataFrame,
    *,
    domain: tuple[float, float],
    title: str,
    unit: str = "",
    origin: float | None = None,
    stems: bool = True,
    ticks: Sequence[float] = (),
    marks: Mapping[str, Mark] | None = None,
    step: int = 42,
) -> Any:
    """A dot plot down the page, one line for each row, from ``origin`` if there is one."""
    width = WIDTH - 20
    scale = alt.Scale(domain=list(domain), nice=False)
    axis = ruler_axis(ticks or domain)
    x = alt.X("value:Q", scale=scale, title=unit or None, axis=axis)
    y = alt.Y("id:N", sort=list(rows["id"]), axis=None)
    real = rows[rows["value"].notna()].assign(origin=origin if origin is not None else 0)
    layers: list[Any] = []
    if origin is not None:
        at = alt.X("origin:Q", scale=scale, title=unit or None, axis=axis)
        layers.append(
            alt.Chart(real).mark_tick(color=SOFT, thickness=1.5, size=16, orient="vertical").encode(x=at, y=y)
        )
        if stems:
            dashes = alt.Chart(real).mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4])
            layers.append(dashes.encode(x=x, x2="origin:Q", y=y))
    if "low" in real and real["low"].notna().any():
        known = real[real["low"].notna()]
        low = alt.X("low:Q", scale=scale, title=unit or None, axis=axis)
        layers.append(
            alt.Chart(known)
            .mark_rule(stroke=ACCENT, strokeWidth=7, opacity=0.35)
            .encode(x=low, x2="high:Q", y=y)
        )
    for series, mark in (marks or {"": FIRST}).items():
        mine = real[real["series"] == series] if series else real
        layers += points(mine, mark, x=x, y=y)
    left, right = alt.value(0), alt.value(width)
    heads = rows[rows["value"].isna()]
    if len(heads):
        layers.append(text_mark(heads, "words", fontWeight="bold", dy=6).encode(x=left, y=y))
    layers.append(text_mark(real, "words", dy=-15).encode(x=left, y=y))
    if "below" in real:
        layers.append(text_mark(real, "below", dy=18).encode(x=left, y=y))
    if "right" in real:
        layers.append(text_mark(real, "right", colour=SOFT, align="right", dy=-15).encode(x=right, y=y))
    return alt.layer(*layers).properties(width=width, height=step * len(rows), title=heading(title))
