"""The page of one resource: what it is, what was read of it, what is open, and every row about it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.evidence import Fact, Ledger, Quotation, Recommendation, Resource
from workbook.evidence.pages.rows import anchor, items, sentence

SCOPES = {
    "resource": "What it says",
    "context": "About it and its time",
    "aftermath": "What came after",
}


def lines(one: Resource, ledger: Ledger) -> Iterator[str]:
    """The page, line by line."""
    rows = [row for row in ledger.rows.values() if row.owner == one.id]
    yield f"# {one.name}: the evidence"
    yield ""
    yield f"{anchor(one.id)}{_described(one)}"
    yield ""
    yield f"**What we read.** {sentence(one.what_was_read)}"
    yield ""
    if one.cautions:
        yield f"**Before you rely on it.** {sentence(one.cautions)}"
        yield ""
    yield "How to read a row: [the evidence](../evidence.md#how-we-checked)."
    yield ""
    for scope, heading in SCOPES.items():
        found = [row for row in rows if isinstance(row, Fact) and row.scope == scope]
        if found:
            yield from (f"## {heading}", "", *items(found))
    asked = [row for row in rows if isinstance(row, Recommendation)]
    if asked or one.about_recommendations:
        yield from ("## What it asks for", "")
        if one.about_recommendations:
            yield from (sentence(one.about_recommendations), "")
        yield from items(asked)
    quoted = [row for row in rows if isinstance(row, Quotation)]
    if quoted:
        yield from ("## Quotations", "", "The only words that are quoted. All else is in our own words.", "")
        yield from items(quoted)
    if one.to_check:
        yield "## What a reader with the source could check"
        yield ""
        yield "We did not see these. They are questions, and the workbook states none of them."
        yield ""
        yield from (f"- {question}" for question in one.to_check)


def _described(one: Resource) -> str:
    """A resource in one paragraph."""
    known = f" (“{one.also_known_as}”)" if one.also_known_as else ""
    year = f", {one.year}" if one.year else ""
    length = f" {sentence(one.length)}" if one.length else ""
    return (
        f"[{one.title}]({one.url}){known}. {one.kind.capitalize()} by {one.authors}{year}. "
        f"Published by {sentence(one.publisher)}{length} Licence: {sentence(one.licence)}"
    )
