"""Write the page “How light, how fast” from `results.json` and `how-light.md`: tables, pictures, how it was measured.

.venv/bin/python bench/page.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.charts.own import own_chart

ROOT = Path(__file__).resolve().parents[1]
RESULTS, WORDS = ROOT / "bench" / "results.json", ROOT / "bench" / "how-light.md"
PAGE = ROOT / "book" / "about" / "how-light.md"
OURS, STOCK, LAB, IN_VOILA = "This book", "Stock Jupyter Book", "This book in JupyterLab", "Voilà"
KB, REQUESTS, OUTSIDE = "kB", "requests", "to other hosts"
USABLE, READABLE = "first activity usable, s", "readable, s"
COLD, EDIT, NBVAL = "cold build, processor s", "build after one edit, processor s", "nbval, processor s"


class Results:
    """What a run measured."""

    def __init__(self, given: dict[str, Any]) -> None:
        """Take what bench/results.json holds."""
        self.run: dict[str, Any] = given["run"]
        self.rows: list[dict[str, Any]] = given["rows"]

    def value(self, what: str, chapters: int, measure: str) -> float | None:
        """One number; None where it was not measured."""
        asked = (what, chapters, measure)
        found = [row["value"] for row in self.rows if (row["what"], row["chapters"], row["measure"]) == asked]
        return found[-1] if found else None

    def said(self, what: str, chapters: int, measure: str, decimals: int = 0) -> str:
        """One number in words; where there is none, why."""
        asked = (what, chapters, measure)
        if (value := self.value(*asked)) is not None:
            return f"{value:,.{decimals}f}"
        notes = [row["note"] for row in self.rows if (row["what"], row["chapters"], row["measure"]) == asked]
        return notes[-1] if notes else "not run"

    def counts(self, what: str, measure: str) -> list[int]:
        """For how many chapters this was measured."""
        asked = (what, measure)
        mine = [
            row for row in self.rows if (row["what"], row["measure"]) == asked and row["value"] is not None
        ]
        return sorted({row["chapters"] for row in mine})

    def missing(self) -> list[str]:
        """What has no number, and why."""
        rows = [row for row in self.rows if row["value"] is None]
        return [
            f"{row['what']}, {row['chapters']} chapters, {row['measure']} ({row['note']})" for row in rows
        ]


def page(results: Results) -> str:
    """The page, as Markdown."""
    load, missing, grown = results.run["load"], results.missing(), results.counts(OURS, KB)
    sizes = [f"{results.said(OURS, count, KB)} kB with {count} chapters" for count in grown]
    return WORDS.read_text("utf-8").format(
        date=f"{date.fromisoformat(results.run['date']):%-d %B %Y}",
        machine=results.run["machine"],
        times=results.run["visits"],
        least=min(load),
        most=max(load),
        chapters=results.counts(LAB, KB)[0],
        visits="\n".join(_visits(results)),
        builds="\n".join(_builds(results)),
        sizes=f"A page grows with the number of chapters, because its menu names them all: {', '.join(sizes)}.",
        missing=f"Without a number: {'; '.join(missing)}." if missing else "",
    )


def _visits(results: Results) -> Iterator[str]:
    """A table of a first visit in each way, and a chart of its bytes."""
    count = results.counts(LAB, KB)[0]
    yield "| way to read | kB | requests | to other hosts | seconds until the first box can be used |"
    yield "| --- | --- | --- | --- | --- |"
    for what in (OURS, STOCK, IN_VOILA, LAB):
        numbers = [results.said(what, count, measure) for measure in (KB, REQUESTS, OUTSIDE)]
        usable = results.said(what, count, USABLE, 1)
        if what == STOCK:
            usable = f"never; {results.said(what, count, READABLE, 1)} until it can be read"
        yield f"| {what} | {' | '.join(numbers)} | {usable} |"
    sizes = {what: results.value(what, count, KB) for what in (OURS, STOCK, IN_VOILA, LAB)}
    ours = sizes[OURS] or 1
    times = [
        f"{what} takes {value / ours:.0f} times as much"
        for what, value in sizes.items()
        if value and what != OURS
    ]
    headings = ("way to read", KB)
    yield _chart("A first visit to a chapter, in kB", f"{'. '.join(times)}.", headings, sizes, results)


def _builds(results: Results) -> Iterator[str]:
    """A table of builds for each number of chapters, and a chart of the cold ones."""
    yield "| chapters | cold: stock | cold: this book | after one edit: stock | after one edit: this book | nbval |"
    yield "| --- | --- | --- | --- | --- | --- |"
    cold: dict[str, float | None] = {}
    for count in results.counts(OURS, COLD):
        pairs = [(what, measure) for measure in (COLD, EDIT) for what in (STOCK, OURS)]
        cells = [results.said(what, count, measure, 1) for what, measure in pairs]
        yield f"| {count} | {' | '.join(cells)} | {results.said(OURS, count, NBVAL)} |"
        cold |= {f"{count} chapters, {what}": results.value(what, count, COLD) for what in (STOCK, OURS)}
    sentence = "; ".join(f"{name}: {value:.0f} s" for name, value in cold.items() if value is not None)
    headings = ("number of chapters, and book", "seconds")
    yield _chart("A cold build, in seconds of the processor", f"{sentence}.", headings, cold, results)


def _chart(
    title: str,
    sentence: str,
    headings: tuple[str, str],
    values: dict[str, float | None],
    results: Results,
) -> str:
    """A dot plot of what was measured: what is measured, and its unit, are the headings of its table."""
    rows = pd.DataFrame(
        [
            {"id": name, "label": name, "value": round(value), "unit": headings[1]}
            for name, value in values.items()
            if value is not None
        ]
    )
    drawn = own_chart(
        rows,
        title=f"{title} ({results.run['date'][:4]})",
        sentence=sentence,
        source="Measured by us: bench/compare.py in the project.",
        cannot=["What it is like on a slow network, or for many readers at once."],
        rows=rows[["label", "value"]].set_axis(list(headings), axis=1),
    )
    return f"\n{drawn.html}"


if __name__ == "__main__":
    PAGE.write_text(page(Results(json.loads(RESULTS.read_text("utf-8")))), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}. Now: make book")
