"""The page "The evidence", made from ``data/``: every row, where it was seen, and how it was checked.

``python -m workbook evidence`` writes it to ``book/about/evidence.md``. The page is committed, so that a link
to a row works on a code host too, and a check says when it no longer matches ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

from workbook.evidence import (
    Fact,
    Ledger,
    Quotation,
    Recommendation,
    Resource,
    TableInfo,
    TableRow,
)
from workbook.evidence import ledger as current
from workbook.paths import BOOK

PAGE: Path = BOOK / "about" / "evidence.md"
"""Where the page lies."""

INTRO = """\
# The evidence

Every figure in this workbook leads to a row on this page. A row says what is claimed, in our own words, where
it stands in the source, and how we checked it. It gives you a link, so that you can look for yourself.

## How we checked

- **Seen in the source itself**: we saw it in the report, on its publisher's page, or on the page of the body
  that it is about. "In a copy" means that we read the source's own words where somebody had copied them.
- **Seen in two or more other sources**: we did not see it in the source. Other pages agree on it.
- **Seen in one other source**: only one page says so. The workbook then names who says it, and so should you.

Nothing on this page is from memory. Where we did not record the place in the source, the row says so. "To
check it, start from" means that the link leads to where the source is kept, and that we did not see the row
there. If you have a source that we did not read, you can check more than we could: each report has a list of
what is open.

The rows are also kept as plain tables, in the folder `data`, for anyone who wants to count or to compare.
"""

SCOPES = {
    "resource": "What it says",
    "context": "About it and its time",
    "aftermath": "What came after",
}


def _cell(text: str) -> str:
    """Text that is safe inside a table cell."""
    return text.replace("|", "\\|")


def _anchor(id: str) -> str:
    """The anchor that links lead to."""
    return f'<a id="{id}"></a>'


def _sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else text + "."


def _host(link: str) -> str:
    """The name of the site a link leads to."""
    return urlparse(link).netloc.removeprefix("www.")


def _source(row: Fact | Recommendation | Quotation) -> str:
    """How a row was checked, and its link."""
    checked = row.checked[0].upper() + row.checked[1:]
    target = f"[{_host(row.link)}]({row.link})"
    if row.link_seen:
        return f"{checked}. Source: {target}."
    if row.status == "primary":
        return f"{checked}, in a copy. The source is kept at {target}."
    return f"{checked}. To check it, start from {target}."


def _item(row: Fact | Recommendation | Quotation) -> Iterator[str]:
    """One row as one item of a list."""
    if isinstance(row, Quotation):
        yield f"- {_anchor(row.id)}“{row.claim}”\\"
        yield f"  {_sentence(row.who)} {_source(row)}"
        return
    if isinstance(row, Recommendation):
        name = f"Recommendation {row.number}" if row.number is not None else "Number not confirmed"
        yield f"- {_anchor(row.id)}**{row.theme}.** {_sentence(row.claim)}\\"
        answer = f" The government's answer in 2013: {_sentence(row.response)}" if row.response else ""
        end = f" {_sentence(row.note)}" if row.note else ""
        yield f"  {name}.{answer} {_source(row)}{end}"
        return
    yield f"- {_anchor(row.id)}{_sentence(row.claim)}\\"
    place = f"Place: {_sentence(row.locator)}" if row.locator else "Place in the source not recorded."
    end = f" {_sentence(row.note)}" if row.note else ""
    yield f"  {place} {_source(row)}{end}"


def _items(rows: list[Fact] | list[Recommendation] | list[Quotation]) -> Iterator[str]:
    """Rows as a list, with an empty line between, so that the page breathes."""
    for one in rows:
        yield from _item(one)
        yield ""


def _resource_line(one: Resource) -> str:
    """A resource in one paragraph."""
    known = f" (“{one.also_known_as}”)" if one.also_known_as else ""
    year = f", {one.year}" if one.year else ""
    length = f" {_sentence(one.length)}" if one.length else ""
    return (
        f"[{one.title}]({one.url}){known}. {one.kind.capitalize()} by {one.authors}{year}. "
        f"Published by {_sentence(one.publisher)}{length} Licence: {_sentence(one.licence)}"
    )


def _resource(one: Resource, ledger: Ledger) -> Iterator[str]:
    """A resource whose chapter is written, with all its rows."""
    rows = [row for row in ledger.rows.values() if not isinstance(row, TableRow) and row.resource == one.id]
    yield f"## {one.also_known_as or one.title}"
    yield ""
    yield _anchor(one.id) + _resource_line(one)
    yield ""
    yield f"**What we read.** {one.what_was_read}"
    yield ""
    if one.cautions:
        yield f"**Before you rely on it.** {one.cautions}"
        yield ""
    if one.to_check:
        yield f"### What a reader with the source could check: {one.also_known_as or one.title}"
        yield ""
        yield "We did not see these. They are questions, and the workbook states none of them."
        yield ""
        yield from (f"- {question}" for question in one.to_check)
        yield ""
    for scope, heading in SCOPES.items():
        found = [row for row in rows if isinstance(row, Fact) and row.scope == scope]
        if found:
            yield f"### {heading}: {one.also_known_as or one.title}"
            yield ""
            yield from _items(found)
    asked = [row for row in rows if isinstance(row, Recommendation)]
    if asked:
        yield f"### Recommendations: {one.also_known_as or one.title}"
        yield ""
        selection = "A selection, about culture. A number is given only where we saw it with these words."
        every = [row.number for row in asked] == list(range(1, len(asked) + 1))
        yield "All of them, in short, in our own words." if every else selection
        yield ""
        yield from _items(asked)
    quoted = [row for row in rows if isinstance(row, Quotation)]
    if quoted:
        yield f"### Quotations: {one.also_known_as or one.title}"
        yield ""
        yield "The only words that are quoted. All else is in our own words."
        yield ""
        yield from _items(quoted)


def _table_row(row: TableRow, several_kinds: bool) -> str:
    """One row of a table, as a row of a table."""
    values = row.values
    number, when = row.value, row.when
    kind = f" | {values['kind']}" if several_kinds else ""
    note = f" {_sentence(row.note)}" if row.note else ""
    checked = f"{row.checked[0].upper()}{row.checked[1:]}. [{_cell(row.source)}]({row.link}).{_cell(note)}"
    what = values["label"] if number else row.text.split(": ")[1]
    return f"| {_anchor(row.id)}{_cell(what)} | {when} | {number}{kind} | {checked} |"


def _table(info: TableInfo, ledger: Ledger) -> Iterator[str]:
    """A table with what a reader has to know about it."""
    rows = [row for row in ledger.rows.values() if isinstance(row, TableRow) and row.table == info.name]
    about = [row for row in ledger.rows.values() if isinstance(row, Fact) and row.resource == info.name]
    several_kinds = "kind" in rows[0].values
    yield f"### {info.title}"
    yield ""
    yield _anchor(info.name) + info.description
    yield ""
    yield f"- **How checked.** {info.checked}"
    yield f"- **Licence.** {info.licence}"
    yield f"- **Sources.** {'; '.join(f'[{t}]({p})' if p else t for t, p in info.sources)}."
    yield ""
    yield "What to know before you read it:"
    yield ""
    yield from (f"- {caveat}" for caveat in info.caveats)
    yield ""
    kind = " What kind |" if several_kinds else ""
    yield f"| What | When | Number |{kind} How checked |"
    yield f"| --- | --- | ---: |{' --- |' if several_kinds else ''} --- |"
    yield from (_table_row(row, several_kinds) for row in rows)
    yield ""
    yield from _items(about)


def _lines(ledger: Ledger) -> Iterator[str]:
    """The whole page, line by line."""
    yield INTRO
    written = {row.resource for row in ledger.rows.values() if not isinstance(row, TableRow)}
    for one in ledger.resources.values():
        if one.id in written:
            yield from _resource(one, ledger)
    yield "## The tables"
    yield ""
    for info in ledger.tables.values():
        yield from _table(info, ledger)
    later = [one for one in ledger.resources.values() if one.id not in written]
    if later:
        yield "## Resources whose chapter is still to come"
        yield ""
        for one in later:
            yield f"- {_anchor(one.id)}{_resource_line(one)} What we read: {one.what_was_read}"
            yield ""


def render(ledger: Ledger | None = None) -> str:
    """The whole page as Markdown. The same data always gives the same page."""
    return "\n".join(_lines(ledger or current())).rstrip() + "\n"


def anchors(ledger: Ledger | None = None) -> list[str]:
    """Every anchor on the page: the rows, the resources and the tables."""
    known = ledger or current()
    return [*known.rows, *known.resources, *known.tables]


def problems(page: Path = PAGE, ledger: Ledger | None = None) -> list[str]:
    """What is wrong with the committed page: missing, or not what ``data/`` gives."""
    remedy = "Run “python -m workbook evidence” and commit the page."
    if not page.exists():
        return [f"The evidence page {page.name} is missing. {remedy}"]
    if page.read_text(encoding="utf-8") != render(ledger):
        return [f"The evidence page {page.name} does not match data/. {remedy}"]
    return []
