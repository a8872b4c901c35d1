"""The page of one table: where it comes from, what to know, its file, its columns and its rows.

A table with a source in each row is printed whole. Of a large one from a single file, whose rows all have the
same source, the page prints what people cite; the rest is in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from statistics import median

from workbook.evidence import Fact, Ledger, TableInfo, TableRow
from workbook.evidence.pages.rows import anchor, capital, cell, items, itself, sentence, size

WORK_WITH_IT = "../../../notebooks/work-with-the-data.ipynb"
IN_BRIEF = ("pp1_2", "pp3_1", "pp3_2", "pp4_2", "pp7_1", "engagement", "morale")
"""The scores that are printed for each group of staff."""


def lines(info: TableInfo, ledger: Ledger) -> Iterator[str]:
    """The page, line by line."""
    rows = [row for row in ledger.rows.values() if isinstance(row, TableRow) and row.table == info.name]
    about = [row for row in ledger.rows.values() if isinstance(row, Fact) and row.owner == info.name]
    yield f"# {info.title}"
    yield ""
    yield anchor(info.name) + info.description
    yield ""
    kept = size(ledger.path_of(info.name))
    yield f"**The file.** [{info.file}](../../../data/tables/{info.file}), {len(rows)} rows, {kept}."
    yield ""
    yield f'**In JupyterLab.** `evidence_table("{info.name}")`, as in [Work with the data]({WORK_WITH_IT}).'
    yield ""
    yield f"**How checked.** {sentence(info.checked)}"
    yield ""
    yield f"**Licence.** {sentence(info.licence)}"
    yield ""
    yield f"**Sources.** {'; '.join(f'[{t}]({p})' if p else t for t, p in info.sources)}."
    yield ""
    yield f"**To cite it:** {cite(info)}"
    yield ""
    yield from ("## What to know before you read it", "")
    yield from (f"- {caveat}" for caveat in info.caveats)
    yield ""
    if about:
        yield from ("## What we worked out from it", "")
        yield from items(about)
    yield from ("## The numbers", "")
    yield from _numbers(info, rows)
    yield ""
    yield from ("## The columns of the file", "", "| Column | What it means |", "| --- | --- |")
    yield from (f"| `{one.name}` | {cell(one.meaning)} |" for one in info.columns)


def cite(info: TableInfo) -> str:
    """How to cite a table: who published the numbers, and this book as the way to them."""
    return f"{sentence(info.source)} Brought together in The Whys and the Hows, “{info.title}”."


def _numbers(info: TableInfo, rows: list[TableRow]) -> Iterator[str]:
    """The rows, or what people cite of them."""
    if not info.same:
        yield "A number is also the link to its own row."
        yield ""
        yield from _every_row(rows)
        return
    same = rows[0]
    yield f"All rows: {same.checked}. [{same.source}]({same.link}). {sentence(same.note)}"
    yield ""
    if not info.scores:
        yield "A number is also the link to its own row."
        yield ""
        yield from _by_label(rows)
    elif "type" in rows[0].values:
        yield from _by_type(info, rows)
    else:
        yield from _in_brief(info, rows)


def _every_row(rows: list[TableRow]) -> Iterator[str]:
    """One line for each row, with its own source."""
    kind = " What kind |" if "kind" in rows[0].values else ""
    yield f"| What | When | Number |{kind} How checked |"
    yield f"| --- | --- | ---: |{' --- |' if kind else ''} --- |"
    for row in rows:
        note = f" {sentence(row.note)}" if row.note else ""
        checked = f"{capital(row.checked)}. [{cell(row.source)}]({row.link}).{cell(note)}"
        kind = f" | {row.values['kind']}" if "kind" in row.values else ""
        what = f"{anchor(row.id)}{cell(row.values['label'])}"
        answers = f", {int(row.values['answers']):,} answers" if row.values.get("answers") else ""
        yield f"| {what} | {row.when} | {itself(row.id, row.value)}{answers}{kind} | {checked} |"


def _by_label(rows: list[TableRow]) -> Iterator[str]:
    """One small table for each thing that was asked, a line for each group."""
    for label, some in groupby(rows, lambda row: row.values["label"]):
        yield f"### {label}"
        yield ""
        yield "| Group | Share | Answers |"
        yield "| --- | ---: | ---: |"
        for row in some:
            group, answers = row.values["group"], int(row.values["answers"])
            yield f"| {anchor(row.id)}{cell(group)} | {itself(row.id, row.value)} | {answers:,} |"
        yield ""


def _in_brief(info: TableInfo, rows: list[TableRow]) -> Iterator[str]:
    """A line for each group with some of its scores; the file has them all."""
    shown = [one for one in info.scores if one.name in IN_BRIEF]
    yield f"{len(shown)} of the {len(info.scores)} scores. The file has them all."
    yield "A group is also the link to its own row."
    yield ""
    yield f"| Group | {' | '.join(one.title for one in shown)} | Answers, at least |"
    yield f"| --- |{' ---: |' * (len(shown) + 1)}"
    for row in rows:
        scores = " | ".join(f"{float(row.values[one.name]):.2f}" for one in shown)
        least = int(row.values["answers_least"])
        yield f"| {anchor(row.id)}{itself(row.id, cell(row.values['group']))} | {scores} | {least:,} |"


def _by_type(info: TableInfo, rows: list[TableRow]) -> Iterator[str]:
    """The spread within each type of trust, then the trusts by name: never a league table."""
    types = sorted({row.values["type"] for row in rows})
    yield "For each score the middle trust of its type, and from the lowest to the highest."
    yield ""
    for kind in types:
        some = [row for row in rows if row.values["type"] == kind]
        yield f"### {capital(kind)}: {len(some)} trusts"
        yield ""
        yield "| Score | Middle | Lowest to highest |"
        yield "| --- | ---: | ---: |"
        for one in info.scores:
            scores = sorted(float(row.values[one.name]) for row in some)
            yield f"| {one.title} | {median(scores):.2f} | {scores[0]:.2f} to {scores[-1]:.2f} |"
        yield ""
    yield "### The trusts"
    yield ""
    yield "In order of their names. The scores of each are in the file, in the row with its code."
    yield ""
    for row in sorted(rows, key=lambda row: row.values["name"]):
        cells = row.values
        answers = f"{int(cells['answers_least']):,} to {int(cells['answers_most']):,} answers"
        name = itself(row.id, cells["name"])
        yield f"- {anchor(row.id)}{name} ({cells['code']}, {cells['type']}): {answers}"
