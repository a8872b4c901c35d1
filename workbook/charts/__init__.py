"""Charts and tables by name: `chart("raising-and-being-answered")`, `table("mid-staffs-figures")`.

Each chart is a file here with a function that returns a `Chart`; `CHARTS` names it. A view is a few charts
that answer one question, for `explore` to choose from. Figures come from `workbook.evidence`, never from the
code.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import TypeVar

import pandas as pd

from workbook.charts import cases_and_confidence, raising_and_being_answered
from workbook.charts._chart import Chart, ChartError
from workbook.numbers import mid_staffs_figures
from workbook.shown import Shown
from workbook.tables import from_frame

__all__ = ["CHARTS", "TABLES", "Chart", "ChartError", "chart", "table"]

Made = TypeVar("Made")

CHARTS: Mapping[str, Callable[[], Chart]] = {
    "cases-and-confidence": cases_and_confidence.draw,
    "raising-and-being-answered": raising_and_being_answered.draw,
}
"""Every chart by name."""

TABLES: Mapping[str, Callable[[], Shown]] = {"mid-staffs-figures": mid_staffs_figures}
"""Every named table."""


def chart(name: str) -> Shown:
    """Show a chart: title, picture, sentence, the table behind it, its source, and what it cannot show."""
    drawn = _named(name, CHARTS, "chart")()
    return Shown(drawn.html, f"{drawn.title}\n{drawn.sentence}")


def table(what: str | pd.DataFrame, *, caption: str = "", decimals: int = 1, note: str = "") -> Shown:
    """Show a table: one of the named ones, or a pandas table with a caption of your own."""
    if isinstance(what, pd.DataFrame):
        return from_frame(what, caption, decimals=decimals, note=note)
    return _named(what, TABLES, "table")()


def _named(name: str, known: Mapping[str, Made], kind: str) -> Made:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(known))}."
    raise ChartError(f"There is no {kind} called {name!r}.{hint} Its function goes in workbook/charts/.")
