"""The table of resources in README.md: each with its chapter, what was read of it, and its rows of evidence."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbook.evidence import STATUSES, Ledger

BEGIN, END = "<!-- resources: written by `python -m workbook evidence` -->", "<!-- resources end -->"
_BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)


def filled(text: str, ledger: Ledger, notebooks: Path) -> str:
    """The README with the table as `data/` gives it; as it is where it has no place for the table."""
    table = "\n".join([BEGIN, *lines(ledger, notebooks), END])
    return _BETWEEN.sub(lambda _: table, text)


def lines(ledger: Ledger, notebooks: Path) -> list[str]:
    """The table, line by line."""
    made = ["| resource | chapter | what we read | rows of evidence |", "| --- | --- | --- | --- |"]
    for resource in ledger.resources.values():
        counts = Counter(row.status for row in ledger.rows.values() if row.id.startswith(f"{resource.id}."))
        rows = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
        read = resource.what_was_read.partition(":")[0].rstrip(".")
        found = _chapters(notebooks).get(resource.chapter)
        chapter = f"[{found.stem[:2]}](notebooks/{found.name})" if found else ""
        made.append(
            f"| [{resource.name}]({resource.url}) | {chapter} | {read} | "
            f"[{rows}](book/about/evidence/{resource.id}.md) |"
        )
    return made


def unknown_chapters(ledger: Ledger, notebooks: Path) -> Iterator[str]:
    """What is wrong with the chapters that the resources name: the table would lose one that no notebook has."""
    known = _chapters(notebooks)
    for resource in ledger.resources.values():
        if resource.chapter and resource.chapter not in known:
            near = difflib.get_close_matches(resource.chapter, known, n=1)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            yield (
                f"data/resources.csv, “{resource.id}”: no notebook is the chapter “{resource.chapter}”. {meant}Correct "
                "the cell, or leave it empty until the chapter is made."
            )


def _chapters(notebooks: Path) -> dict[str, Path]:
    """The notebooks of the chapters, by the chapter's id."""
    return {
        path.stem.partition("-")[2]: path for path in sorted(notebooks.glob("[0-9]*-*.ipynb"), reverse=True)
    }
