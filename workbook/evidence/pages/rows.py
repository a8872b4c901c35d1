"""One row of evidence in Markdown: its anchor, what it says, where it was seen, and its own address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlparse

from workbook.evidence import Fact, Quotation, Recommendation, owner

NO_PLACE = "Place in the source not recorded."


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


def target(row: Fact | Recommendation | Quotation) -> str:
    """The link that a row gives, named by its site."""
    return f"[{urlparse(row.link).netloc.removeprefix('www.')}]({row.link})"


def source(row: Fact | Recommendation | Quotation) -> str:
    """How a row was checked, and its link."""
    checked = capital(row.checked)
    if row.link_seen:
        return f"{checked}. Source: {target(row)}."
    if row.status == "primary":
        return f"{checked}, in a copy. To look further, start from {target(row)}."
    return f"{checked}. To check it, start from {target(row)}."


def item(row: Fact | Recommendation | Quotation) -> Iterator[str]:
    """One row as one item of a list: what it says, and below it what stands behind that."""
    if isinstance(row, Quotation):
        said, known = f"“{row.claim}”", [sentence(row.who), source(row)]
    elif isinstance(row, Recommendation):
        said = f"**{row.theme}.** {sentence(row.claim)}"
        name = f"Recommendation {row.number}." if row.number is not None else "No number given."
        answer = f"The government's answer in 2013: {sentence(row.response)}" if row.response else ""
        known = [name, answer, source(row), sentence(row.note)]
    else:
        said = sentence(row.claim)
        place = f"Place: {sentence(row.locator)}" if row.locator else NO_PLACE
        known = [place, source(row), sentence(row.note)]
        if row.scope == "data" and not row.locator:
            known[:2] = [f"Worked out from rows of this table, {row.checked}: start from {target(row)}."]
    yield f"- {anchor(row.id)}{said}"
    yield ""
    yield f"  {' '.join(part for part in known if part)}\\"
    yield f"  Row {itself(row.id)}"


def items(rows: Iterable[Fact | Recommendation | Quotation]) -> Iterator[str]:
    """Rows as a list, with an empty line between, so that the page breathes."""
    for one in rows:
        yield from item(one)
        yield ""
