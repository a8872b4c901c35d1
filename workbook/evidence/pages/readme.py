"""The table of resources in README.md: each with its chapter, what was read of it, and its rows of evidence."""

from __future__ import annotations

import re
from collections import Counter
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
        found = sorted(notebooks.glob(f"[0-9]*-{resource.chapter}.ipynb")) if resource.chapter else []
        chapter = f"[{found[0].stem[:2]}](notebooks/{found[0].name})" if found else ""
        made.append(
            f"| [{resource.name}]({resource.url}) | {chapter} | {read} | "
            f"[{rows}](book/about/evidence/{resource.id}.md) |"
        )
    return made
