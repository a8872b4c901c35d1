"""Which report asks for what: themes down, reports across, with the coders' doubt and what was a heading only."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbook import evidence
from workbook.charts._chart import Chart
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished
from workbook.charts.plots import text_mark
from workbook.evidence import themes
from workbook.evidence.themes import Themes
from workbook.kit.drawing.output import evidence_link
from workbook.kit.drawing.svg import ACCENT, INK, LINE, PAPER, SOFT, WARM
from workbook.kit.drawing.tables import Cell, Group

NAME = "themes-by-report"

SHORT = {
    "francis-2013": "Francis",
    "berwick-2013": "Berwick",
    "dixon-woods-2014": "Dixon-Woods",
    "behind-closed-doors": "Closed Doors",
    "caring-for-doctors-2019": "Doctors",
    "courage-of-compassion-2020": "Courage",
    "messenger-2022": "Messenger",
}
"""Names that fit above a column of the picture. The table has them in full."""

TEXT, HEADING, DOUBT, NOT_SEEN = "text", "heading", "doubt", "not seen"
LABELS = {
    TEXT: "Seen, by both coders",
    HEADING: "Seen, but only in a heading",
    DOUBT: "One coder saw it, the other did not",
    NOT_SEEN: "Not seen in what we read",
}
"""What each mark says, in the picture's key and in the table."""


def cells(coded: Themes) -> pd.DataFrame:
    """Say how each theme was seen in each report, and in which recommendations: a row for each of both.

    Firmest first: a theme that both coders found in one recommendation with a text is "text", however they
    differed on another.
    """
    a, b = (coder for coder in coded.coders.values())
    found = []
    for code, theme in coded.themes.items():
        for report in coded.reports:
            own = [item for item in coded.items.values() if item.report == report]
            both = [item for item in own if code in a[item.id].themes & b[item.id].themes]
            read = [item for item in both if not item.text.startswith("(only the heading")]
            either = [item for item in own if code in a[item.id].themes | b[item.id].themes]
            how = TEXT if read else HEADING if both else DOUBT if either else NOT_SEEN
            rests_on = [item.id for item in read or both or either]
            found.append(
                {"code": code, "theme": theme.theme, "report": report, "how": how, "rests_on": rests_on}
            )
    return pd.DataFrame(found)


def themes_by_report() -> Chart:
    """Draw the grid."""
    coded = themes.themes()
    grid = cells(coded)
    seen = [id for ids in grid["rests_on"] for id in ids[:1]]
    return Chart(
        name=NAME,
        title="Looking after staff was seen all through what we read, hearing patients only early on (2013 to 2022)",
        sentence=(
            "A grid of themes and reports. Looking after staff was seen in what we read of every report. "
            "Hearing patients and families, and openness when things go wrong, were seen in what we read of "
            "Francis and Berwick, and not of the later reports. A mark for “not seen” says nothing about the pages "
            "that we did not read."
        ),
        spec=_picture(grid),
        headers=("How it was seen", "In which reports"),
        groups=[_group(theme, rows) for theme, rows in grid.groupby("theme", sort=False)],
        source=(
            "Source: the recommendations as we have them, coded twice by one automated language model, and by no "
            'person yet. <a href="../book/about/themes.html">Themes across the reports</a> has the codebook and '
            "both codings."
        ),
        cannot=[
            "Whether a report asks for something in the pages that we did not read.",
            "How much a report asks for it, or how well. One recommendation is enough for a mark.",
            "What became of it.",
            "Seven separate voices. Michael West is an author of three of the reports: Dixon-Woods, Doctors and "
            "Courage.",
            "The resources that make no recommendations, or whose recommendations we have not read.",
        ],
        evidence=list(dict.fromkeys(seen)),
        rests_on=list(coded.reports),
    )


def _picture(grid: pd.DataFrame) -> alt.VConcatChart:
    """The grid, and below it the key to its marks."""
    order = list(dict.fromkeys(grid["theme"]))
    reports = list(SHORT)
    names = alt.Axis(
        orient="top",
        labelAngle=-50,
        labelAlign="left",
        labelFontSize=SMALLEST_TEXT,
        labelColor=INK,
        labelLimit=200,
        labelPadding=12,
        domain=False,
        ticks=False,
        title=None,
    )
    drawn = grid.assign(name=grid["report"].map(SHORT))
    x = alt.X("name:N", sort=[SHORT[one] for one in reports], axis=names)
    y = alt.Y("theme:N", sort=order, axis=None)
    heads = text_mark(drawn.drop_duplicates("theme"), "theme", dy=-15).encode(x=alt.value(0), y=y)
    layers = [layer.encode(x=x, y=y) for how in LABELS for layer in _marks(drawn[drawn["how"] == how], how)]
    picture = alt.layer(*layers, heads).properties(width=WIDTH - 40, height=44 * len(order))
    key = pd.DataFrame({"how": list(LABELS), "theme": list(LABELS.values())})
    lines = alt.Y("theme:N", sort=list(LABELS.values()), axis=None)
    said = [
        layer.encode(x=alt.value(8), y=lines)
        for how in LABELS
        for layer in _marks(key[key["how"] == how], how)
    ]
    said.append(text_mark(key, "theme", colour=SOFT).encode(x=alt.value(24), y=lines))
    legend = alt.layer(*said).properties(width=WIDTH - 40, height=24 * len(LABELS))
    return finished(alt.vconcat(picture, legend, spacing=14))


def _marks(rows: pd.DataFrame, how: str) -> list[alt.Chart]:
    """The marks of one kind: told apart by shape and by what fills them, and not by colour alone."""
    if rows.empty:
        return []
    styles: dict[str, dict[str, Any]] = {
        TEXT: {"shape": "circle", "fill": ACCENT, "stroke": ACCENT, "size": 130},
        HEADING: {"shape": "circle", "fill": PAPER, "stroke": ACCENT, "size": 130},
        DOUBT: {"shape": "diamond", "fill": PAPER, "stroke": WARM, "size": 150},
        NOT_SEEN: {"shape": "stroke", "fill": LINE, "stroke": SOFT, "size": 60},
    }
    return [alt.Chart(rows).mark_point(filled=True, opacity=1, strokeWidth=2.5, **styles[how])]


def _group(theme: str, rows: pd.DataFrame) -> Group:
    """One theme of the table: a line for each way in which it was seen."""
    lines = []
    for how, label in LABELS.items():
        reports = rows[rows["how"] == how].to_dict("records")
        if not reports:
            continue
        names = [evidence.resource(one["report"]).short_name for one in reports]
        linked = [
            evidence_link(one["rests_on"][0], name) if one["rests_on"] else name
            for one, name in zip(reports, names, strict=True)
        ]
        lines.append([Cell(label), Cell("; ".join(names), "; ".join(linked))])
    return Group(theme, lines)


CHARTS = {NAME: themes_by_report}
