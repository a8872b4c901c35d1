"""One row of evidence in Markdown: its anchor, what it says, where it was seen, and its own address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.evidence import (
    NO_LOCATOR,
    Fact,
    Quotation,
    Recommendation,
    Row,
    TableFact,
    host,
    owner,
)


def anchor(id: str) -> str:
    """The anchor that links lead to."""
    return f'<a id="{id}"></a>'


def itself(id: str, words: str = "") -> str:
    """A row's link to itself, from its own page: its address, to copy or to cite."""
    return f"[{words or id}]({owner(id)}.md#{id})"


def sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if not text or text.endswith((".", "?", "!")) else text + "."


def cell(text: str) -> str:
    """Text that is safe inside a table's cell."""
    return text.replace("|", "\\|")


def capital(text: str) -> str:
    """Text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def target(row: Row) -> str:
    """The link that a row gives, named by its site."""
    return f"[{host(row.link)}]({row.link})"


def source(row: Row) -> str:
    """Where a row was seen, and its link: the page itself, or where to start from."""
    if host(row.link) in row.seen_at:
        return f"{capital(row.checked)}: {target(row)}."
    return f"{capital(row.checked)}. To look for yourself, start from {target(row)}."


def weakness(row: Row) -> str:
    """What a reader should know of a row that only a weak source carries."""
    return f"**Weak:** {sentence(row.weak)} It carries no argument alone." if row.weak else ""


def item(row: Row) -> Iterator[str]:
    """One row as one item of a list: what it says, and below it what stands behind that."""
    if isinstance(row, Quotation):
        claim, details = f"“{row.claim}”", [sentence(row.who), source(row)]
    elif isinstance(row, Recommendation):
        claim = f"**{row.theme}.** {sentence(row.claim)}"
        heading = f"{row.heading}." if row.number is not None else "No number given."
        answer = f"The government's answer in 2013: {sentence(row.response)}" if row.response else ""
        details = [heading, answer, source(row)]
    elif isinstance(row, TableFact) and row.seen == "worked":
        claim, details = sentence(row.claim), [f"{capital(row.checked)}: start from {target(row)}."]
    elif isinstance(row, Fact):
        claim = sentence(row.claim)
        details = [
            f"Place: {sentence(row.locator)}" if row.locator else f"{capital(NO_LOCATOR)}.",
            source(row),
        ]
    else:
        raise TypeError(f"A {type(row).__name__} is no item of a list.")
    yield f"- {anchor(row.id)}{claim}"
    yield ""
    yield f"  {' '.join(part for part in [*details, weakness(row), sentence(row.note)] if part)}\\"
    yield f"  Row {itself(row.id)}"


def items(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as a list, with an empty line between, so that the page breathes."""
    for one in rows:
        yield from item(one)
        yield ""


def size(path: Path) -> str:
    """The size of a text file in kB, the same whatever line ends a checkout has given it."""
    return f"{max(1, round(len(path.read_text(encoding='utf-8').encode()) / 1000))} kB"
