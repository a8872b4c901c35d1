"""What is still to be written: `[[Write: one finding, in one sentence]]`.

`python -m workbook new` leaves such prompts wherever an author has something to say. A chapter can be run and
looked at with prompts in it; `check` refuses to publish one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from workbook.kit.text import files

PROMPT = re.compile(r"\[\[Write:.*?\]\]", re.DOTALL)
_SHOWN = 70


def find(text: str) -> list[str]:
    """Every prompt in a text, as it stands."""
    return PROMPT.findall(text)


def short(prompt: str) -> str:
    """A prompt on one line, cut where it grows long."""
    line = " ".join(prompt.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} ...]]"


def in_data(folder: Path) -> Iterator[str]:
    """What is still to be written in the evidence: one sentence for each row."""
    for path in sorted(folder.rglob("*.csv")):
        name = f"data/{path.relative_to(folder).as_posix()}"
        lines = io.StringIO(files.read(path, name))
        for line, row in enumerate(csv.DictReader(lines), start=2):
            open_columns = [column for column, value in row.items() if PROMPT.search(str(value))]
            if open_columns:
                where = f"{name}, the row {row.get('id') or line}"
                what = f"{_listed(open_columns)} still to be written"
                yield f"{where}: {what}. Write what a source says, or take the row out."


def _listed(columns: list[str]) -> str:
    *first, last = columns
    return f"{', '.join(first)} and {last} are" if first else f"{last} is"
