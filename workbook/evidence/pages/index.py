"""The page "The evidence": how to read a row, a search, and the list of all the other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.evidence import (
    SEEN,
    Fact,
    Ledger,
    Quotation,
    Recommendation,
    Resource,
    Row,
    TableInfo,
    TableRow,
)
from workbook.evidence.pages.rows import capital, sentence, size

SEARCH = '<div data-runs="evidence" data-needs="evidence-index"></div>'
"""Where the search comes to stand."""

INTRO = f"""\
# The evidence

Every figure in this workbook leads to a row of evidence. A row says what is claimed, in our own words, where
it stands in the source, and how we checked it. It gives you a link, so that you can look for yourself.

{SEARCH}

## How we checked

- **Read in the work itself**: in the report, or in a paper or its abstract where the journal prints it.
- **Read in a copy of it**: we read the work's own words on somebody else's site.
- **Seen on the page of the body or authors it is about**: a publisher, a public body or a university says it of
  its own work.
- **Seen in two or more other places**: newspapers and others agree on it. We did not see it at its source.
- **Seen in one other place**: only one page says so. We name that page when we use the row. So should you.

Nothing here is from memory. Where we did not record the place in the source, the row says so. "To look for
yourself, start from" means that the link leads to where the source is kept, and that we did not see the row
there. **Weak** marks a row that only a campaign, a law firm, a local paper or something like them carries. Where
the book uses such a row, it names whose account it is. If you can get a source that we did not read, you can
check more than we could: each report's page ends with a list of open questions.

Each row has an address of its own: the last line below it, or its number in a table. Copy that link to send
somebody to the row. The words of a search are not stored or sent, and do not stand in the address. **Hide**
puts another page, with an address of its own, in the place of this one.
"""

FILES = """\
## Take the tables with you

Each table is a plain file (CSV), to count or to compare in any program. Say where the numbers come from: each
page above gives the words. The facts and the recommendations are files too:"""

PLAIN_FILES = {
    "facts.csv": "facts",
    "recommendations.csv": "recommendations",
    "quotations.csv": "quotations",
    "table_facts.csv": "what we worked out from the tables",
    "resources.csv": "the resources",
    "sites.csv": "the sites on which rows were seen",
    "to_check.csv": "what is open",
    "datapackage.json": "what every file and column means",
}


def lines(ledger: Ledger) -> Iterator[str]:
    """The page, line by line."""
    yield INTRO
    yield "## The reports, papers and talks"
    yield ""
    for one in ledger.resources.values():
        rows = sum(_owner(row) == one.id for row in ledger.rows.values())
        year = f", {one.year}" if one.year else ""
        by = f"{one.kind} by {_short(one.authors)}{year}"
        yield f"- [{one.name}](evidence/{one.id}.md): {by}. {_rows(rows)}. {_read(one)}"
    yield ""
    yield "## The tables"
    yield ""
    for info in ledger.tables.values():
        about = f"{_about_file(info, ledger)} {sentence(info.licence)}"
        yield f"- [{info.title}](evidence/{info.name}.md). {about}"
    yield ""
    yield FILES
    yield ""
    for name, what in PLAIN_FILES.items():
        yield f"- [{name}](../../data/{name}): {what}, {size(ledger.folder / name)}"
    yield ""
    yield sentence(f"Licence of the whole: {ledger.package['licenses'][0]['title']}")


def _owner(row: Row) -> str:
    return row.owner


def _short(authors: str) -> str:
    """Up to three authors by name; of more, the first."""
    first, *others = authors.split("; ")
    return f"{first} and others" if len(others) > 2 else authors.replace("; ", ", ")


def _read(one: Resource) -> str:
    """What was read of it, in its first few words: the whole is on its page."""
    first = re.split(r"[:,.]", one.what_was_read, maxsplit=1)[0]
    return f"We read: {first[:1].lower()}{first[1:]}."


def _rows(count: int) -> str:
    return f"{count:,} rows" if count != 1 else "1 row"


def _about_file(info: TableInfo, ledger: Ledger) -> str:
    """The file of a table, with its size."""
    path = ledger.path_of(info.name)
    rows = sum(isinstance(row, TableRow) and row.table == info.name for row in ledger.rows.values())
    return f"{_rows(rows)}: [{info.file}](../../data/tables/{info.file}), {size(path)}."


# --- the search ----------------------------------------------------------------------------------


def entries(ledger: Ledger) -> list[list[str]]:
    """What the search looks through: of each row its id, its kind, where it was seen, and its words.

    A large table from a single file is one entry, with what it measures: its rows differ only by group.
    """
    found = []
    for row in ledger.rows.values():
        if isinstance(row, TableRow):
            if not ledger.tables[row.table].same:
                found.append([row.id, "number", row.seen, row.text])
        elif isinstance(row, Fact | Recommendation | Quotation):
            kind = "fact" if isinstance(row, Fact) else type(row).__name__.lower()
            theme = f"{row.theme}. " if isinstance(row, Recommendation) else ""
            found.append([row.id, kind, row.seen, theme + row.claim])
    for info in ledger.tables.values():
        found.append(
            [info.name, "table", "", " ".join([info.title + ".", info.description, *_measures(info, ledger)])]
        )
    return found


def _measures(info: TableInfo, ledger: Ledger) -> list[str]:
    """What a table with one source for all rows measures, and of whom."""
    if not info.same:
        return []
    rows = [row for row in ledger.rows.values() if isinstance(row, TableRow) and row.table == info.name]
    words = [one.title for one in info.scores]
    words += [row.values.get("label", "") for row in rows] + [
        row.values.get("group") or row.values.get("name", "") for row in rows
    ]
    return [f"{one}." for one in dict.fromkeys(words) if one]


def seen(ledger: Ledger) -> list[list[str]]:
    """Where rows were seen, as the search offers it: the key, and the words that the rows themselves say."""
    known = {row.seen for row in ledger.rows.values()}
    return [[key, capital(words)] for key, words in SEEN.items() if key in known]


def names(ledger: Ledger) -> list[list[str]]:
    """The pages that a search can be narrowed to: id and name, resources first."""
    found = [[one.id, one.name] for one in ledger.resources.values()]
    return found + [[info.name, info.title] for info in ledger.tables.values()]
