"""Most charts: dots on lines, or values along years. A chart's own file says what to draw, and not how.

    def helped_least() -> Chart:
        rows = evidence_table("nss-2024-manager-acts-and-reporting").query("measure in @ACTS")
        return dot_chart("helped-least", rows, line="group", series="label", title=..., sentence=..., ...)

    CHARTS = {"helped-least": helped_least}

``rows`` are rows of evidence (``id``, ``value``, and where they have it ``status``), in the order in which they are to
be drawn. A value that one source alone gives is hollow and has a star, and the chart says so by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from workbook import evidence
from workbook.charts._chart import ONE_SOURCE, Chart, ChartError
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH, finished, heading, quiet_axis, ruler_axis
from workbook.charts.plots import text_mark
from workbook.kit.drawing.output import evidence_link
from workbook.kit.drawing.svg import ACCENT, INK, PAPER, SOFT, WARM
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text.strings import SHARED

COLOURS = (ACCENT, WARM, INK, SOFT)
SHAPES = ("circle", "diamond", "square", "triangle-up")
"""Series are told apart by shape as well as by colour, and there are at most four."""

LETTERS = 46
"""So many letters fit above a line."""


def dot_chart(
    name: str,
    rows: pd.DataFrame,
    *,
    line: str,
    title: str,
    sentence: str,
    source: str,
    cannot: Sequence[str],
    unit: str,
    domain: tuple[float, float],
    heads: str,
    series: str = "",
    group: str = "",
    short: str = "",
    origin: float | None = None,
    ticks: Sequence[float] = (),
    right: str = "",
    low: str = "",
    high: str = "",
    step: int = 44,
    rests_on: Sequence[str] = (),
) -> Chart:
    """Draw a line for each value of the column ``line``, with a dot for each row on it, and the words above.

    ``series`` is a column with at most four values: its dots stand on one line, joined. ``group`` is a column whose
    values head the lines that share them; ``short`` a column with names that fit the picture, where those of ``line``,
    which the table has, would not. ``unit`` says what the numbers are ("of every 100 who answered"), ``domain``
    where the scale begins and ends; from ``origin``, if there is one, a dotted line leads to each dot. ``right`` is a
    column with words for the right edge (else the values stand there), ``low`` and ``high`` are columns with a likely
    range. ``heads`` heads the first column of the table. ``rests_on`` are rows that the sentence rests on besides.

    ChartError where a column or a value is missing, or where there are more than four series.
    """
    _look(
        name, rows, series, line, *(column for column in (series, group, short, right, low, high) if column)
    )
    marks, order = _marks(rows, line, series, group, short, right)
    _fit(name, marks)
    scale = alt.Scale(domain=list(domain), nice=False)
    axis = ruler_axis(ticks or domain)
    x = alt.X("value:Q", scale=scale, title=unit, axis=axis)
    y = alt.Y("line:N", sort=order, axis=None)
    dots = marks[marks["value"].notna()]
    first = dots.drop_duplicates("line")
    layers: list[Any] = []
    ends = dots.groupby("line", sort=False)["value"].agg(["min", "max"]).reset_index()
    if origin is not None:
        ends = ends.assign(min=ends["min"].clip(upper=origin), max=ends["max"].clip(lower=origin))
        start = alt.X("origin:Q", scale=scale, title=unit, axis=axis)
        tick = alt.Chart(first.assign(origin=origin)).mark_tick(color=SOFT, thickness=1.5, size=16)
        layers.append(tick.encode(x=start, y=y))
    span = alt.Chart(ends).mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4])
    layers.append(span.encode(x=alt.X("min:Q", scale=scale, title=unit, axis=axis), x2="max:Q", y=y))
    if low and high and dots[low].notna().any():
        ranges = alt.Chart(dots[dots[low].notna()]).mark_rule(stroke=ACCENT, strokeWidth=7, opacity=0.35)
        layers.append(
            ranges.encode(x=alt.X(f"{low}:Q", scale=scale, title=unit, axis=axis), x2=f"{high}:Q", y=y)
        )
    layers += _points(dots, x, y, _keys(dots, series))
    heads_of_groups = marks[marks["value"].isna()]
    if len(heads_of_groups):
        layers.append(
            text_mark(heads_of_groups, "words", fontWeight="bold", dy=6).encode(x=alt.value(0), y=y)
        )
    layers.append(text_mark(first, "words", dy=-15).encode(x=alt.value(0), y=y))
    layers.append(
        text_mark(first, "right", colour=SOFT, align="right", dy=-15).encode(x=alt.value(WIDTH - 20), y=y)
    )
    spec = finished(alt.layer(*layers).properties(width=WIDTH - 20, height=step * len(order)))
    return _chart(
        name, rows, line, series, group, heads, title, sentence, spec, source, cannot, unit, rests_on=rests_on
    )


def line_chart(
    name: str,
    rows: pd.DataFrame,
    *,
    along: str,
    title: str,
    sentence: str,
    source: str,
    cannot: Sequence[str],
    unit: str,
    domain: tuple[float, float],
    heads: str,
    series: str = "",
    panel: str = "",
    ticks: Sequence[float] = (),
    reference: float | None = None,
    broken_after: Sequence[Any] = (),
    after: tuple[int, str] | None = None,
    label: str | Sequence[Any] = "ends",
    across: int = 2,
    decimals: int = 1,
    height: int = 230,
) -> Chart:
    """Draw values up the side and the column ``along`` (years, say) from left to right.

    ``series`` is a column with at most four values; ``panel`` a column whose values get a small chart each, on the
    same scale, ``across`` beside each other. A year without a row keeps its place, empty. The line is broken after the
    values of ``along`` in ``broken_after``: a survey that changed is not joined. Nor are values joined most of which
    one source alone gives. ``reference`` draws a thin line at one value; ``after`` one between a year and the next,
    with its words. ``label`` says which points carry their number: "ends", "all", "none", or those at some values of
    ``along``, such as ``[2017, 2021]``. The rest is as in
    `dot_chart`.
    """
    _look(name, rows, series, along, *(column for column in (series, panel) if column))
    places = list(dict.fromkeys(rows[along]))
    _look_at_label(name, label, along, places)
    places, marks = _marks_along(rows, along, places, series, panel, broken_after, decimals)
    width = (WIDTH - 84) // 2 if panel and across > 1 else WIDTH - 44
    event = (str(after[0]), after[1]) if after else None
    panels = list(dict.fromkeys(marks["panel"]))
    order = [str(place) for place in places]
    drawn = []
    for place, shown in enumerate(panels):
        mine = marks[marks["panel"] == shown]
        layers = _along(
            mine,
            order,
            domain,
            ticks or domain,
            reference,
            event,
            label,
            _keys(marks, series, place == 0),
            width,
        )
        head = shown or unit
        drawn.append(alt.layer(*layers).properties(width=width, height=height, title=heading(head)))
    spec = finished(
        alt.concat(*drawn, columns=across, spacing=22, title=heading(unit)) if len(drawn) > 1 else drawn[0]
    )
    return _chart(
        name,
        rows,
        along,
        series,
        panel,
        heads,
        title,
        sentence,
        spec,
        source,
        cannot,
        unit,
        decimals=decimals,
    )


def _look_at_label(name: str, label: str | Sequence[Any], along: str, places: Sequence[Any]) -> None:
    """ChartError where ``label`` names no points that are there."""
    if isinstance(label, str):
        if label not in ("ends", "all", "none"):
            raise ChartError(f'{name}: label is "ends", "all", "none" or some values, not {label!r}.')
    elif lost := [value for value in label if value not in places]:
        raise ChartError(f"{name}: there is no {lost[0]!r} in {along!r} to carry its number.")


def _marks_along(
    rows: pd.DataFrame,
    along: str,
    places: list[Any],
    series: str,
    panel: str,
    broken_after: Sequence[Any],
    decimals: int,
) -> tuple[list[Any], pd.DataFrame]:
    """The places from left to right, empty years too, and the points, each with the part of the line that it is on."""
    if pd.api.types.is_numeric_dtype(rows[along]):
        places = list(range(int(min(places)), int(max(places)) + 1))
    breaks = [places.index(value) for value in broken_after]
    parts = {place: sum(number > at for at in breaks) for number, place in enumerate(places)}
    return places, rows.assign(
        series=rows[series].astype(str) if series else "",
        panel=rows[panel].astype(str) if panel else "",
        along=rows[along].astype(str),
        part=[parts[value] for value in rows[along]],
        hollow=_hollow(rows),
        number=_numbers(rows, decimals),
    )


def _along(
    mine: pd.DataFrame,
    order: Sequence[str],
    domain: tuple[float, float],
    ticks: Sequence[float],
    reference: float | None,
    event: tuple[str, str] | None,
    label: str | Sequence[Any],
    keys: dict[str, Any],
    width: float,
) -> list[Any]:
    """The layers of one panel: the reference, the event, the lines, the points, the numbers."""
    narrow = len(order) * 44 > width
    x = alt.X(
        "along:O",
        sort=list(order),
        scale=alt.Scale(domain=list(order)),
        title=None,
        axis=alt.Axis(
            labelAngle=0,
            labelFontSize=SMALLEST_TEXT,
            labelColor=INK,
            labelPadding=8,
            ticks=False,
            domainColor=SOFT,
            values=[*order[:: 2 if narrow else 1]],
        ),
    )
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    y = alt.Y("value:Q", scale=scale, title=None, axis=quiet_axis(ticks))
    layers: list[Any] = []
    if reference is not None:
        at = alt.Chart(mine.head(1).assign(value=reference)).mark_rule(
            stroke=SOFT, strokeWidth=1.5, strokeDash=[4, 4]
        )
        layers.append(at.encode(y=y))
    if event:
        half = width / len(order) / 2
        when = pd.DataFrame([{"along": event[0], "words": event[1], "value": domain[1]}])
        rule = alt.Chart(when).mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[4, 4], xOffset=half)
        layers.append(rule.encode(x=x))
        layers.append(text_mark(when, "words", colour=SOFT, dx=half + 6, dy=10).encode(x=x, y=y))
    colour = {"color": keys["color"]} if "color" in keys else {}
    plain: dict[str, Any] = {} if colour else {"stroke": ACCENT}
    sure = mine.groupby("series")["hollow"].transform("mean") <= 0.5
    joined = alt.Chart(mine[sure]).mark_line(strokeWidth=2.5, **plain)
    layers.append(joined.encode(x=x, y=y, detail=["series:N", "part:N"], **colour))
    layers += _points(mine, x, y, keys)
    if label != "none":
        shown = mine
        if label == "ends":
            ends = mine.groupby("series", sort=False)
            shown = pd.concat([ends.head(1), ends.tail(1)]).drop_duplicates("id")
        elif not isinstance(label, str):
            shown = mine[mine["along"].isin([str(value) for value in label])]
        means = mine.groupby("series")["value"].mean()
        lowest = means.idxmin() if len(means) > 1 else None
        for low, dy in ((False, -16), (True, 18)):
            some = shown[(shown["series"] == lowest) == low]
            if len(some):
                layers.append(
                    text_mark(some, "number", align="center", dy=dy, fontWeight="bold").encode(x=x, y=y)
                )
    return layers


def _points(marks: pd.DataFrame, x: Any, y: Any, keys: dict[str, Any]) -> list[Any]:
    """A mark for each row: its series' shape and colour, and hollow where one source alone gives it."""
    plain: dict[str, Any] = {} if keys else {"shape": SHAPES[0], "fill": ACCENT, "stroke": ACCENT}
    layers = [alt.Chart(marks).mark_point(size=110, filled=True, opacity=1, **plain).encode(x=x, y=y, **keys)]
    if marks["hollow"].any():
        inner: dict[str, Any] = {"size": 34, "filled": True, "opacity": 1, "fill": PAPER}
        shape = {"shape": keys["shape"]} if keys else {}
        layers.append(alt.Chart(marks[marks["hollow"]]).mark_point(**inner).encode(x=x, y=y, **shape))
    return layers


def _keys(marks: pd.DataFrame, series: str, shown: bool = True) -> dict[str, Any]:
    """Shape and colour of each series, with a legend above the chart; nothing where there is but one."""
    if not series:
        return {}
    names = list(dict.fromkeys(marks["series"]))
    legend = (
        alt.Legend(
            title=None,
            orient="top",
            direction="vertical",
            columns=1,
            symbolSize=110,
            symbolOpacity=1,
            labelFontSize=SMALLEST_TEXT,
            labelColor=INK,
            labelLimit=WIDTH - 40,
            offset=26,
        )
        if shown
        else None
    )
    colours = alt.Scale(domain=names, range=list(COLOURS[: len(names)]))
    shapes = alt.Scale(domain=names, range=list(SHAPES[: len(names)]))
    return {
        "color": alt.Color("series:N", scale=colours, legend=legend),
        "shape": alt.Shape("series:N", scale=shapes, legend=legend),
    }


def _marks(
    rows: pd.DataFrame, line: str, series: str, group: str, short: str, right: str
) -> tuple[pd.DataFrame, list[str]]:
    """The dots with the words of each line, the headings among them, and the order of the lines."""
    numbers = _numbers(rows)
    heads = rows[group].astype(str) if group else pd.Series("", index=rows.index)
    marks = rows.assign(
        series=rows[series].astype(str) if series else "",
        line=heads + "\n" + rows[line].astype(str),
        words=rows[short or line].astype(str),
        hollow=_hollow(rows),
    )
    of_line: dict[str, list[str]] = {}
    for key, number in zip(marks["line"], numbers, strict=True):
        of_line.setdefault(key, []).append(number)
    joined = {
        key: " · ".join(all) if len(all) <= 2 else f"{all[0]} … {all[-1]}" for key, all in of_line.items()
    }
    marks["right"] = rows[right].astype(str) if right else [joined[key] for key in marks["line"]]
    order: list[str] = []
    headings = []
    for key, head in zip(marks["line"], heads, strict=True):
        if head and head not in order:
            order.append(head)
            headings.append({"line": head, "words": head, "hollow": False, "series": "", "right": ""})
        if key not in order:
            order.append(key)
    return (pd.concat([pd.DataFrame(headings), marks]) if headings else marks), order


def _chart(
    name: str,
    rows: pd.DataFrame,
    line: str,
    series: str,
    group: str,
    heads: str,
    title: str,
    sentence: str,
    spec: Any,
    source: str,
    cannot: Sequence[str],
    unit: str,
    *,
    decimals: int = 1,
    rests_on: Sequence[str] = (),
) -> Chart:
    """The chart with its table: a row for each line, a column for each series, and how each was checked."""
    numbers = dict(zip(rows["id"], _numbers(rows, decimals), strict=True))
    columns = list(dict.fromkeys(rows[series].astype(str))) if series else [unit[0].upper() + unit[1:]]
    groups = []
    for head in dict.fromkeys(rows[group].astype(str)) if group else [""]:
        mine = rows[rows[group].astype(str) == head] if group else rows
        table = []
        for value in dict.fromkeys(mine[line]):
            on_line = mine[mine[line] == value]
            cells = []
            for column in columns:
                here = on_line[on_line[series].astype(str) == column] if series else on_line
                ids = list(here["id"])
                if len(ids) > 1:
                    raise ChartError(
                        f"{name}: two rows stand at {value!r}, {column!r}: {ids[0]} and {ids[1]}."
                    )
                cells.append(
                    Cell(numbers[ids[0]], evidence_link(ids[0], numbers[ids[0]]))
                    if ids
                    else Cell("not found")
                )
            checked = dict.fromkeys(evidence.row(str(id)).checked for id in on_line["id"])
            table.append([Cell(str(value)), *cells, Cell("; ".join(checked))])
        groups.append(Group(head, table))
    return Chart(
        name=name,
        title=title,
        sentence=sentence,
        spec=spec,
        headers=[heads, *columns, SHARED["howChecked"]],
        groups=groups,
        source=source,
        cannot=[*cannot, *([ONE_SOURCE] if _hollow(rows).any() else [])],
        evidence=list(rows["id"]),
        rests_on=list(rests_on),
    )


def _look(name: str, rows: pd.DataFrame, series: str, *columns: str) -> None:
    """Refuse rows that cannot be drawn, with what to do."""
    for column in ("id", "value", *columns):
        if column not in rows:
            raise ChartError(
                f"{name}: the rows have no column {column!r}. They have: {', '.join(map(str, rows.columns))}."
            )
    if not len(rows):
        raise ChartError(f"{name}: there is no row to draw. Look at the query that chose them.")
    if rows["value"].isna().any():
        lost = rows[rows["value"].isna()]["id"].iloc[0]
        raise ChartError(f"{name}: {lost} has no value. Leave the row out, and say so below the chart.")
    if series and (count := rows[series].nunique()) > len(SHAPES):
        raise ChartError(
            f"{name}: {count} series cannot be told apart; at most {len(SHAPES)}. Use panels, or groups."
        )
    for column in columns:
        if column and rows[column].isna().any():
            lost = rows[rows[column].isna()]["id"].iloc[0]
            if column not in ("low", "high"):
                raise ChartError(f"{name}: {lost} has nothing in the column {column!r}.")


def _fit(name: str, marks: pd.DataFrame) -> None:
    """Refuse words that would lie over the numbers beside them, or run out of the picture."""
    for line, right in zip(marks["words"].astype(str), marks["right"].astype(str), strict=True):
        if len(line) + len(right) > LETTERS:
            raise ChartError(
                f"{name}: {line!r} is too long to stand beside {right!r}: the two have {LETTERS} letters. "
                "Make a column with a shorter name, and draw that."
            )


def _hollow(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which rows one source alone gives."""
    return rows["status"] == "single" if "status" in rows else pd.Series(False, index=rows.index)


def _numbers(rows: pd.DataFrame, decimals: int = 1) -> list[str]:
    """Each value in words, with a star where one source alone gives it, and whole where its source rounded it."""
    whole = rows["rounded_in_source"] if "rounded_in_source" in rows else pd.Series(False, index=rows.index)
    values = zip(rows["value"], whole, _hollow(rows), strict=True)
    return [
        f"{value:,.{0 if round_ else decimals}f}" + (" *" if one else "") for value, round_, one in values
    ]


def share_chart(
    name: str,
    rows: pd.DataFrame,
    *,
    line: str,
    share: str,
    unsure: str,
    title: str,
    sentence: str,
    source: str,
    cannot: Sequence[str],
    unit: str,
    heads: str,
    columns: tuple[str, str, str],
) -> Chart:
    """Draw a bar of a hundred for each row: full for the column ``share``, striped for ``unsure``, open for the rest.

    For a question that "don't know" answers too, so that leaving it out can be seen. ``value`` is the share without
    "don't know"; ``columns`` head the three columns of the table: ``share``, ``unsure`` and ``value``. The rest is as
    in `dot_chart`.
    """
    _look(name, rows, "", line, share, unsure)
    marks = rows.assign(
        words=rows[line].astype(str),
        none=0,
        full=100,
        share=rows[share],
        known=rows[share] + rows[unsure],
        middle=rows[share] + rows[unsure] / 2,
        yes=[f"{value:.1f} yes" for value in rows[share]],
        unsure=[f"{value:.1f} don’t know" for value in rows[unsure]],
    )
    y = alt.Y("words:N", sort=list(marks["words"]), axis=None)
    scale = alt.Scale(domain=[0, 100], nice=False)

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, title=unit, axis=ruler_axis([0, 50, 100]))

    stripe = marks[["words", "share", "known"]].to_dict("records")
    stripes = pd.DataFrame(
        [
            {"words": row["words"], "at": at / 10}
            for row in stripe
            for at in range(round(10 * row["share"]) + 6, round(10 * row["known"]), 13)
        ]
    )
    base = alt.Chart(marks)
    bar: dict[str, Any] = {"height": 24, "opacity": 1}
    layers = [
        base.mark_bar(fill=PAPER, stroke=SOFT, strokeWidth=1.5, **bar).encode(x=x("none"), x2="full:Q", y=y),
        base.mark_bar(fill=ACCENT, **bar).encode(x=x("none"), x2="share:Q", y=y),
        alt.Chart(stripes).mark_tick(color=WARM, thickness=2, size=24, opacity=1).encode(x=x("at"), y=y),
        base.mark_bar(filled=False, stroke=WARM, strokeWidth=2, **bar).encode(
            x=x("share"), x2="known:Q", y=y
        ),
        text_mark(marks, "words", dy=-24).encode(x=alt.value(0), y=y),
        text_mark(marks, "yes", colour=PAPER, dx=8, fontWeight="bold").encode(x=alt.value(0), y=y),
        text_mark(marks, "unsure", align="center", dy=23).encode(x=x("middle"), y=y),
    ]
    spec = finished(alt.layer(*layers).properties(width=WIDTH - 20, height=84 * len(marks)))
    table = []
    for row in marks.to_dict("records"):
        numbers = [f"{row[column]:.1f}" for column in (share, unsure, "value")]
        cells = [Cell(number, evidence_link(str(row["id"]), number)) for number in numbers]
        table.append([Cell(row["words"]), *cells, Cell(evidence.row(str(row["id"])).checked)])
    return Chart(
        name=name,
        title=title,
        sentence=sentence,
        spec=spec,
        headers=[heads, *columns, SHARED["howChecked"]],
        groups=[Group("", table)],
        source=source,
        cannot=cannot,
        evidence=list(rows["id"]),
    )
