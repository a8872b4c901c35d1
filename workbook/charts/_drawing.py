"""What charts share when they draw: sizes, letters, axes, and a star for what was seen in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from workbook.kit.drawing.svg import INK, LINE, SOFT

WIDTH = 360
"""Charts are drawn this wide, so that their smallest words are still 11 px tall in a column of 288 px."""

SMALLEST_TEXT = 14
"""The smallest letters a chart may use, in its own units: 14 x 288 / 360 is a little over 11 px."""

TEXT = SMALLEST_TEXT + 1
"""The letters of most words in a chart."""

FONT = "Liberation Sans"
"""A font that vl-convert carries, so that a chart is laid out alike on every machine."""


def year_axis() -> alt.Axis:
    """Years down the side of a chart."""
    return alt.Axis(
        labelFontSize=SMALLEST_TEXT, labelColor=INK, labelPadding=8, ticks=False, domain=False, minExtent=64
    )


def quiet_axis(values: Sequence[float]) -> alt.Axis:
    """Thin lines at a few values, with small soft numbers and nothing else."""
    return alt.Axis(
        values=list(values),
        labelFontSize=SMALLEST_TEXT,
        labelColor=SOFT,
        gridColor=LINE,
        gridOpacity=0.45,
        domain=False,
        ticks=False,
        labelPadding=6,
    )


def ruler_axis(values: Sequence[float]) -> alt.Axis:
    """A thin line with whole numbers at a few places, and a title, if it has one, as soft as they are."""
    return alt.Axis(
        titleFontSize=SMALLEST_TEXT,
        titleFontWeight="normal",
        titleColor=SOFT,
        values=list(values),
        format="d",
        labelFontSize=SMALLEST_TEXT,
        labelColor=SOFT,
        grid=False,
        domainColor=LINE,
        tickColor=SOFT,
        labelPadding=4,
    )


def share_axis() -> alt.Axis:
    """A share, from 0 to 100."""
    return quiet_axis([0, 50, 100])


def heading(words: str) -> alt.Title:
    """What one part of a chart shows, above it."""
    return alt.Title(words, anchor="start", frame="bounds", offset=10)


def with_star(rows: pd.DataFrame) -> list[str]:
    """The values in words, with a star where a value was seen in one place only."""
    pairs = zip(rows["value"], rows["status"], strict=True)
    return [f"{value:.1f}" + (" *" if status == "single" else "") for value, status in pairs]


def finished(drawn: Any, left: int = 2) -> Any:
    """Give a chart its letters, its colours and its edges: the last thing that is done to it."""
    return (
        drawn.properties(padding={"left": left, "right": 2, "top": 4, "bottom": 2})
        .configure(font=FONT, background="transparent")
        .configure_title(font=FONT, fontSize=SMALLEST_TEXT, fontWeight="normal", color=SOFT)
        .configure_view(stroke=None)
    )
