"""Charts and tables by name: `chart("raising-and-being-answered")`, `table("mid-staffs-figures")`.

Each file here that has `CHARTS` adds them: charts by name, each a function that draws one. Most are drawn by
`workbook.charts.build`. A view is a few charts that answer one question, for `explore` to choose from. Figures come
from `workbook.evidence`, never from the code.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import altair as alt
import pandas as pd

from workbook import evidence
from workbook.charts import mid_staffs_figures
from workbook.charts._chart import Chart, ChartError
from workbook.charts.own import own_chart
from workbook.kit.drawing.offline import draw_offline
from workbook.kit.drawing.output import Shown
from workbook.kit.drawing.tables import from_frame
from workbook.kit.errors import author_call

__all__ = ["CHARTS", "TABLES", "VIEWS", "Chart", "ChartError", "View", "chart", "table", "view"]

Made = TypeVar("Made")
draw_offline()


@dataclass(frozen=True)
class View:
    """Charts to choose from: what is chosen, and each choice's short name with its words."""

    choose: str
    choices: Mapping[str, str]
    named: str = "{}"
    """How a choice's chart is called."""

    def charts(self) -> dict[str, Chart]:
        """Draw every choice, by its short name."""
        return {slug: CHARTS[self.named.format(slug)]() for slug in self.choices}


def _found() -> dict[str, Callable[[], Chart]]:
    """The charts of every file here, by name. ChartError where two files name one chart alike."""
    found: dict[str, Callable[[], Chart]] = {}
    for file in sorted(pkgutil.iter_modules(__path__), key=lambda file: file.name):
        module = importlib.import_module(f"{__name__}.{file.name}")
        charts: Mapping[str, Callable[[], Chart]] = getattr(module, "CHARTS", {})
        if twice := found.keys() & charts.keys():
            raise ChartError(
                f"workbook/charts/{file.name}.py draws {min(twice)!r}, which another file draws too."
            )
        found.update(charts)
    return found


CHARTS: Mapping[str, Callable[[], Chart]] = _found()
"""Every chart by name."""

VIEWS: Mapping[str, View] = {
    "ethnic-groups": View(
        "What was asked",
        {
            "discrimination-from-staff": "Discrimination from staff",
            "engagement": "Staff engagement",
            "discrimination-from-the-public": "Discrimination from the public",
            "fair-careers": "Fair careers",
            "burnt-out": "Burnt out",
            "safe-to-speak-up": "Safe to speak up",
        },
        "ethnic-groups-{}",
    ),
    "trusts": View(
        "Which trusts",
        {
            "by-type": "The five types, side by side",
            "acute": "Acute",
            "mental-health": "Mental health",
            "community": "Community",
            "specialist": "Specialist",
            "ambulance": "Ambulance",
        },
        "trusts-{}",
    ),
    "boards": View(
        "Which years",
        {
            "2017-to-2024": "2017 and 2024",
            "2017-to-2021": "2017 and 2021",
            "2021-to-2024": "2021 and 2024",
            "every-year": "Every year we have",
        },
        "boards-{}",
    ),
    "speaking-up": View(
        "What to look at",
        {
            "cases-and-confidence": "Cases, and confidence",
            "raising-and-being-answered": "Raising it, and being answered",
        },
    ),
    "covid": View(
        "Which time, and which numbers",
        {
            "two-waves": "The first two waves",
            "december-2020-to-2021": "December 2020 to December 2021",
            "early-2022": "Early 2022",
            "spring-2020-ranges": "Spring 2020, with likely ranges",
            "autumn-2020-ranges": "Autumn 2020, with likely ranges",
        },
        "covid-{}",
    ),
}
"""A few charts each that answer one question together. The first is drawn first."""

TABLES: Mapping[str, Callable[[], Shown]] = {"mid-staffs-figures": mid_staffs_figures.show}
"""Every named table."""


@author_call
def chart(
    what: str | alt.TopLevelMixin | pd.DataFrame,
    *,
    title: str = "",
    sentence: str = "",
    source: str = "",
    cannot: Sequence[str] = (),
    rows: pd.DataFrame | None = None,
) -> Chart:
    """Show a chart: title, picture, sentence, the table behind it, its source, and what it cannot show.

    One of the book's own by its name; or an Altair chart or rows of evidence of yours, with ``title``,
    ``sentence`` (the same for somebody who cannot see it), ``source``, and lines of what it ``cannot`` show. The
    table below it has the columns of ``rows``, if you give them: rename them as they should read. A few charts can
    be chosen among: ``explore("name", "A question?", charts={"First": chart(...), "Second": chart(...)})``.
    """
    if isinstance(what, str):
        return _named(what, CHARTS, "chart")()
    return own_chart(what, title=title, sentence=sentence, source=source, cannot=cannot, rows=rows)


def view(name: str) -> View:
    """Find a view by its name; of an unknown one, name the nearest."""
    return _named(name, VIEWS, "view")


@author_call
def table(
    what: str | pd.DataFrame | pd.Series[Any], *, caption: str = "", decimals: int = 1, note: str = ""
) -> Shown:
    """Show a table: one of the named ones, or a pandas table, or a column of one, with a caption of your own."""
    if not isinstance(what, str):
        return from_frame(what, caption, decimals=decimals, note=note)
    if what not in TABLES and what.replace("_", "-") in evidence.tables():
        raise ChartError(
            f"{what!r} is a table of evidence. Show its rows, or some of them, with a caption: "
            f'table(evidence_table({what!r}), caption="..."), after: from workbook import evidence_table'
        )
    return _named(what, TABLES, "table")()


def _named(name: str, known: Mapping[str, Made], kind: str) -> Made:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(known))}."
    raise ChartError(f"There is no {kind} called {name!r}.{hint} Its function goes in workbook/charts/.")
