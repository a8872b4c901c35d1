"""`chart(drawn, title=..., ...)`: a chart of an educator's own, with all that stands beside one of the book's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from workbook import evidence
from workbook.charts._chart import Chart, ChartError
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished
from workbook.charts._slips import check_fields, check_kind, check_words, naming
from workbook.charts.plots import dots
from workbook.kit.drawing.output import evidence_link, slug
from workbook.kit.drawing.svg import ACCENT, INK, LINE, SOFT
from workbook.kit.drawing.tables import Cell, Group, cells_of

LONGEST = 215
"""So wide may a label beside an axis be, before its end is cut."""
ROOM = 16
"""More room on the left: the letters of labels are a little wider in a page than where they are laid out."""
SHOWN = ("survey_year", "year", "period", "label", "group", "value", "answers")
"""The columns that the table shows of a chart's own data, where it has them; else all, and of ``rows=`` all."""


def own_chart(
    what: alt.TopLevelMixin | pd.DataFrame,
    *,
    title: str,
    sentence: str,
    source: str,
    cannot: Sequence[str],
    rows: pd.DataFrame | None,
) -> Chart:
    """A chart from an Altair chart, or a dot plot from rows of evidence (``id``, ``label`` or ``group``, ``value``)."""
    check_words(title=title, sentence=sentence, source=source)
    check_kind(what)
    shown = SHOWN if rows is None else tuple(str(name) for name in rows.columns if name != "id")
    if isinstance(what, pd.DataFrame):
        behind, spec = what if rows is None else rows, finished(_dots(what))
    else:
        behind, spec = getattr(what, "data", None) if rows is None else rows, _wide(what)
    if not isinstance(behind, pd.DataFrame):
        raise ChartError(
            "Give the numbers behind your chart too: rows=frame. They stand in the table below it."
        )
    if not isinstance(what, pd.DataFrame):
        check_fields(what)
    known = evidence.rows()
    columns = [name for name in shown if name in behind] or [str(name) for name in behind.columns]
    lines = [cannot] if isinstance(cannot, str) else cannot
    return Chart(
        name=f"own-{slug(title)}",
        title=title,
        sentence=sentence,
        spec=spec,
        headers=[name.replace("_", " ") for name in columns],
        groups=[Group("", _linked(behind, columns, known))],
        source=source,
        cannot=lines or ["Why it is so. A difference is not a cause."],
        evidence=[id for id in behind.get("id", []) if id in known],
    )


def _dots(rows: pd.DataFrame) -> Any:
    """A dot plot of rows of evidence: shares from 0 to 100, other values from 0 to the highest."""
    named = naming(rows)
    said = [cell.text for (cell,) in cells_of(rows[["value"]], 1)]
    words = [f"{name}: {value}" for name, value in zip(rows[named], said, strict=True)]
    share = "unit" in rows and rows["unit"].astype(str).str.startswith("percent").all()
    top = 100 if share else float(rows["value"].max()) * 1.05
    marks = rows.assign(words=words)
    if "status" in rows:
        marks["hollow"] = rows["status"] == "single"
    return dots(
        marks, domain=(0, top), title=str(rows["unit"].iloc[0]) if "unit" in rows else "value", origin=0
    )


def _wide(what: Any) -> Any:
    """The chart as wide as the book's own with its axes, if it has no width, in letters that a phone can show."""
    if isinstance(what, alt.Chart | alt.LayerChart) and what.width is alt.Undefined:
        what = what.properties(width=WIDTH, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    quiet = {"labelColor": INK, "titleColor": SOFT, "titleFontWeight": "normal"}
    sizes = {"labelFontSize": SMALLEST_TEXT, "titleFontSize": SMALLEST_TEXT}
    lines = {"domainColor": LINE, "tickColor": SOFT, "gridColor": LINE, "gridOpacity": 0.45}
    return (
        finished(what, left=ROOM)
        .configure_axis(**quiet, **sizes, **lines, labelLimit=LONGEST)
        .configure_legend(**quiet, **sizes)
        .configure_header(**quiet, **sizes)
        .configure_mark(color=ACCENT)
        .configure_rule(color=SOFT)
        .configure_text(color=INK, fontSize=SMALLEST_TEXT)
    )


def _linked(rows: pd.DataFrame, columns: list[str], known: dict[str, evidence.Row]) -> list[list[Cell]]:
    """The lines of the table: each value, or else the first cell of the line, leads to its row of evidence."""
    lines = cells_of(rows[columns], 1)
    if "id" not in rows:
        return lines
    place = columns.index("value") if "value" in columns else 0
    for id, line in zip(rows["id"], lines, strict=True):
        if id in known:
            line[place] = Cell(line[place].text, evidence_link(str(id), line[place].text))
    return lines
