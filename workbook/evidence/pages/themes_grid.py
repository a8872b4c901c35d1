"""The picture of the page "Themes across the reports": which report asks for what, in three ways to count.

The page's script, ``js/themes.js``, reads all it needs from what is written here: the reports in each column,
the themes in the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from workbook.evidence.themes import AUTHOR, Themes

SHORT = {
    "francis-2013": "Francis 2013",
    "berwick-2013": "Berwick 2013",
    "dixon-woods-2014": "Dixon-Woods 2014",
    "behind-closed-doors": "Behind Closed Doors 2017",
    "caring-for-doctors-2019": "Caring for Doctors 2019",
    "courage-of-compassion-2020": "Courage of Compassion 2020",
    "messenger-2022": "Messenger 2022",
}
"""What each report is called where there is little room."""


@dataclass(frozen=True)
class View:
    """One way to count the reports: its name, and the reports in each column of the grid."""

    name: str
    title: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    frame: pd.DataFrame


def short(report: str) -> str:
    """A report's name where there is little room."""
    return SHORT.get(report, report)


def views(known: Themes) -> list[View]:
    """The three ways to count: every report, one author's reports once, and without the largest."""

    def view(name: str, title: str, frame: pd.DataFrame) -> View:
        names = {AUTHOR: f"{AUTHOR}, {len(known.same_author)} reports"}
        of = {AUTHOR: tuple(known.same_author)}
        columns = tuple((names.get(row) or short(row), of.get(row, (row,))) for row in frame.index)
        return View(name, title, columns, frame)

    without = known.frame(without=known.largest)
    return [
        view("all", f"All {len(known.reports)} reports", known.frame()),
        view("author", "One author's reports counted once", known.frame(one_per_author=True)),
        view("largest", f"Without {short(known.largest)}, the largest", without),
    ]


def lower(theme: str) -> str:
    """A theme's name in the middle of a sentence."""
    return theme[0].lower() + theme[1:]


def sentences(known: Themes, view: View) -> list[str]:
    """What a view shows, in words. The script says it in the same words when a reader recodes."""
    of = len(view.frame)
    order = (f"In all {of}", "In more than half", "In half or fewer", "In none")
    groups: dict[str, list[str]] = {where: [] for where in order}
    for code, has in view.frame.sum().items():
        where = order[(has == of, 2 * has > of, has > 0, True).index(True)]
        groups[where].append(lower(known.themes[str(code)].theme))
    return [f"{where}: {'; '.join(names)}." for where, names in groups.items() if names]


def steady(known: Themes) -> list[str]:
    """The themes that more than half of the reports ask for, whichever way they are counted."""
    every = views(known)
    return [
        lower(theme.theme)
        for code, theme in known.themes.items()
        if all(2 * int(view.frame[code].sum()) > len(view.frame) for view in every)
    ]


def rare(known: Themes) -> list[str]:
    """The themes that half of the reports or fewer ask for, whichever way they are counted."""
    every = views(known)
    return [
        lower(theme.theme)
        for code, theme in known.themes.items()
        if all(2 * int(view.frame[code].sum()) <= len(view.frame) for view in every)
    ]


YES = '<td{label} class="wb-yes"><b>Yes</b></td>'
NO = "<td{label}><span>not seen</span></td>"


def _grid(known: Themes, view: View) -> Iterator[str]:
    """A view as a picture that is a table: a row for each theme, a column for each report."""
    yield f'<figure class="wb-themes-view" data-view="{view.name}" data-title="{escape(view.title)}">'
    yield f"<figcaption>{escape(view.title)}: who asks for what</figcaption>"
    said = "".join(f"<li>{escape(one)}</li>" for one in sentences(known, view))
    yield f'<ul class="wb-themes-said">{said}</ul>'
    yield f'<table class="wb-grid"><caption class="wb-unseen">{escape(view.title)}</caption>'
    head = "".join(
        f'<th scope="col" data-reports="{" ".join(ids)}">{escape(name)}</th>' for name, ids in view.columns
    )
    yield f'<thead><tr><th scope="col">Theme</th>{head}<th scope="col">How many</th></tr></thead><tbody>'
    for code, theme in known.themes.items():
        cells = "".join(
            (YES if has else NO).format(label=f' data-label="{escape(name)}"')
            for has, (name, _) in zip(view.frame[code], view.columns, strict=True)
        )
        many = f'<td class="wb-many">{int(view.frame[code].sum())} of {len(view.frame)}</td>'
        yield f'<tr data-theme="{code}"><th scope="row">{escape(theme.theme)}</th>{cells}{many}</tr>'
    yield "</tbody></table>"
    yield "<details><summary>The same in words</summary><dl>"
    for code, theme in known.themes.items():
        names = [name for has, (name, _) in zip(view.frame[code], view.columns, strict=True) if has]
        others = [name for has, (name, _) in zip(view.frame[code], view.columns, strict=True) if not has]
        words = f"Yes: {', '.join(names) or 'none'}. Not seen: {', '.join(others) or 'none'}."
        yield f'<dt>{escape(theme.theme)}</dt><dd data-theme="{code}">{escape(words)}</dd>'
    yield "</dl></details></figure>"


def picture(known: Themes) -> Iterator[str]:
    """The picture, and the other two ways to count folded below it."""
    first, *others = views(known)
    yield "## The picture"
    yield ""
    yield "We count in three ways: each report for itself; one author's reports once; without the largest."
    yield "Whichever way, more than half of the reports ask for:"
    yield ""
    yield from (f"- {theme}" for theme in steady(known))
    yield ""
    if seldom := rare(known):
        yield f"Whichever way, we saw these in half of them or fewer: {'; '.join(seldom)}."
        yield "Look at which years they come in, and who asks. And remember: not seen by us is not"
        yield "the same as not asked for."
        yield ""
    yield '<div class="wb-themes" id="themes-picture" data-runs="themes">'
    yield from _grid(known, first)
    for view in others:
        yield f"<details><summary>{escape(view.title)}</summary>"
        yield from _grid(known, view)
        yield "</details>"
    yield "</div>"
    yield ""
