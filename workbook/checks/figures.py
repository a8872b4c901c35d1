"""The figure check: every figure stands beside a link to its row of evidence, and the row contains it.

"Beside" means inside the link or in the same sentence. What counts as a figure, and the short list of what
does not, is in ``workbook.checks.quantities``. The check also refuses links to rows that do not exist, and a
sentence that states what only one source says without naming who says it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it.tree import SyntaxTreeNode

from workbook.checks import quantities
from workbook.checks.quantities import Quantity
from workbook.evidence import (
    EvidenceError,
    owner,
    resource,
    resources,
    row,
    rows,
    support,
    table_info,
    tables,
)
from workbook.kit.text import markdown

ATTRIBUTED = re.compile(
    r"according to|\breport(?:s|ed|ing)?\b|\bwr(?:ote|ites|iting|itten)\b|\bsa(?:id|ys?|ying)\b|"
    r"\bt(?:old|ells)\b|\bput it\b|\bnote[sd]?\b|\bfound\b|\bargue[sd]?\b|\bdescribe[sd]?\b|\bcounted\b|"
    r"\bgave\b|\bgives?\b|\bquote[sd]?\b|\bestimate[sd]?\b|\bsummar(?:y|ies|ised)\b|\baccounts?\b|\bthought\b|"
    r"\bone (?:\w+ ){0,3}(?:source|page|article|paper|study|reading|letter|blog|firm)\b",
    re.IGNORECASE,
)
"""Words that say who says it. The check is rough: it cannot tell whether the right one is named."""

_ABBREVIATIONS = (
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bvol)(?<!\bpara)(?<!\bNo)(?<!\bp)"
)
_END = re.compile(rf"(?<!^\d)(?<!^\d\d){_ABBREVIATIONS}[.!?]['\"”’)\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9£])")
_ROW = re.compile(r"evidence(?:/(?P<page>[a-z0-9-]+))?\.(?:md|html)#(?P<id>[^)\s]+)$")
_ELSEWHERE = re.compile(r"\.(?:ipynb|md|html)(?:#.*)?$")


@dataclass(frozen=True)
class Sentence:
    """One sentence, with the evidence it links to."""

    text: str
    ids: tuple[str, ...]
    astray: tuple[str, ...] = ()
    """Those ids whose link leads to another page than the row's own."""
    in_table: bool = False


@dataclass(frozen=True)
class _Source:
    """Something a figure may be found in."""

    id: str
    text: str
    single: bool


@lru_cache(maxsize=1)
def _lines_to_ring() -> tuple[str, ...]:
    """Numbers of people to turn to: a place to turn is no figure, and has a check of its own."""
    return tuple(support.numbers())


@cache
def _held(text: str) -> tuple[Quantity, ...]:
    """The figures that a row of evidence holds."""
    return tuple(quantities.find(text, exempt=False))


def _source(id: str) -> _Source:
    """What an id stands for: a row, a resource as a whole, or a table as a whole."""
    if id in tables():
        info = table_info(id)
        return _Source(id, f"{info.title}. {info.description}", False)
    if any(one.id == id for one in resources()):
        return _Source(id, resource(id).text, False)
    found = row(id)
    return _Source(id, found.text, found.status == "single")


# --- does a row hold a figure? -------------------------------------------------------------------


def _near(said: Quantity, value: float) -> bool:
    """Whether a row's value is what was said, after rounding, and with "about", "more than", "fewer than"."""
    if said.kind in ("ratio", "part", "half"):
        half_step = min(said.grain / 2, 5.0)
        if said.hedge == "over":
            return said.value < value <= said.value + said.grain
        if said.hedge == "under":
            return said.value - said.grain <= value < said.value
        return abs(value - said.value) <= (half_step if said.hedge == "about" else min(half_step, 5.0)) + 1e-9
    if said.hedge == "over" and said.value <= value <= said.value * 1.15:
        return True
    if said.hedge == "under" and said.value * 0.85 <= value <= said.value:
        return True
    if said.hedge == "about" and abs(value - said.value) <= 0.05 * said.value:
        return True
    return (
        abs(value - said.value) <= said.grain / 2 + 1e-9
        if said.grain < 1 or value % 1
        else value == said.value
    )


_SAME: dict[str, tuple[str, ...]] = {
    "percent": ("percent", "ratio", "part", "half"),
    "ratio": ("percent", "ratio", "part", "half"),
    "part": ("percent", "ratio", "part", "half"),
    "half": ("percent", "ratio", "part", "half"),
    "money": ("money",),
    "number": ("number", "percent", "ordinal"),
    "ordinal": ("number", "ordinal"),
}


def holds(text: str, figure: Quantity) -> bool:
    """Whether the text of a row contains a figure."""
    low = text.lower()
    if figure.kind == "span":
        return figure.as_written in text
    if figure.kind == "date":
        day, month, *year = re.sub(r"(?<=\d)(?:st|[nr]d|th)", "", figure.as_written).split()
        parts = [rf"(?<!\d){day}\b(?! (?!{month})[A-Z])", rf"\b{month}\b", *(rf"\b{one}\b" for one in year)]
        return all(re.search(part, text) for part in parts)
    if figure.kind == "month":
        return figure.as_written in text
    if figure.kind == "year":
        return re.search(rf"(?<!\d){figure.value:.0f}(?!\d)", text) is not None
    if figure.kind == "times":
        return "twice" in low or "double" in low
    if figure.kind == "vague":
        least, most = quantities.VAGUE[figure.as_written.lower()]
        return any(one.kind == "number" and least <= one.value < most for one in _held(text)) or (
            figure.as_written.lower() in low
        )
    return any(
        one.kind in _SAME[figure.kind]
        and (_near(figure, one.value) or (one.hedge, one.value) == (figure.hedge, figure.value))
        for one in _held(text)
    )


# --- sentences of Markdown -----------------------------------------------------------------------


def _plain(block: SyntaxTreeNode) -> tuple[str, list[tuple[int, int, str]]]:
    """The words of one block, without code and markup, and where its links stand.

    The number of a chapter in a link to it, and an address in place of words, are no figures.
    """
    text = ""
    links: list[tuple[int, int, str]] = []

    def visit(node: SyntaxTreeNode) -> None:
        nonlocal text
        start = len(text)
        if node.type in ("text", "image"):
            text += node.content
        elif node.type in ("softbreak", "hardbreak", "code_inline"):
            text += " "
        else:
            for child in node.children:
                visit(child)
        if node.type == "link":
            href = str(node.attrs.get("href", ""))
            links.append((start, len(text), href))
            to_chapter = _ELSEWHERE.search(href) and not _ROW.search(href)
            if node.markup == "autolink" or (to_chapter and re.match(r"(?i)chapter \S+$", text[start:])):
                text = text[:start] + " " * (len(text) - start)

    visit(block)
    return text, links


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def _sentence(text: str, links: Iterable[tuple[int, int, str]], start: int, end: int) -> Sentence:
    """What stands between two places, with the evidence linked there."""
    found = [_ROW.search(href) for first, last, href in links if first < end and last > start]
    rows = [(one["id"], one["page"]) for one in found if one and _is_row(one["id"])]
    ids = tuple(dict.fromkeys(id for id, _ in rows))
    return Sentence(text[start:end].strip(), ids, tuple(id for id, page in rows if page != owner(id)))


def _is_row(id: str) -> bool:
    """Whether an anchor names evidence, and not a heading of its page."""
    return "." in id or id in tables() or any(one.id == id for one in resources())


def sentences(text: str) -> list[Sentence]:
    """The sentences of a Markdown text. A row of a table counts as one sentence."""
    found: list[Sentence] = []
    for block in markdown.tree(text).walk():
        if block.type == "tr":
            cells = [_sentence(*_plain(cell), 0, sys.maxsize) for cell in block.children]
            ids = tuple(dict.fromkeys(id for cell in cells for id in cell.ids))
            astray = tuple(id for cell in cells for id in cell.astray)
            found.append(Sentence(" | ".join(cell.text for cell in cells), ids, astray, in_table=True))
        elif block.type in ("heading", "paragraph"):
            words, links = _plain(block)
            found += [_sentence(words, links, start, end) for start, end in _spans(words)]
    return found


# --- the check -----------------------------------------------------------------------------------


def _opening(text: str) -> str:
    """The first words of a sentence, to find it by."""
    text = re.sub(r"\s+", " ", text)
    return f"“{text if len(text) <= 60 else text[:60].rsplit(' ', 1)[0] + ' …'}”"


def _own_years(own: Sequence[str]) -> str:
    """Title and year of the chapter's own resources: their years need no link."""
    return " ".join(resource(id).text for id in own)


def _holders(figure: Quantity) -> str:
    """Where the figure could be found, as a hint."""
    common = figure.kind in ("number", "ordinal") and figure.value <= 20
    if common or figure.kind in ("year", "vague", "times"):
        return ""
    found = [one.id for one in rows().values() if holds(one.text, figure)][:3]
    return f" Rows that hold it: {', '.join(found)}." if found else ""


def _check(sentence: Sentence, own: str) -> Iterator[str]:
    """What is wrong with one sentence."""
    sources: list[_Source] = []
    opening = _opening(sentence.text)
    for id in sentence.ids:
        try:
            sources.append(_source(id))
        except EvidenceError as error:
            yield f"In {opening}: {error}"
    for id in sentence.astray:
        yield f"In {opening}: the link to {id} leads to another page. Write evidence/{owner(id)}.md#{id}."
    for figure in quantities.find(sentence.text, also_exempt=_lines_to_ring()):
        if figure.kind == "year" and own and holds(own, figure):
            continue
        if any(holds(source.text, figure) for source in sources):
            continue
        if sentence.ids:
            named = ", ".join(sentence.ids)
            yield (
                f"The figure “{figure.as_written}” in {opening} is not in {named}. Correct it, or link to the "
                f"row that holds it.{_holders(figure)}"
            )
        else:
            yield (
                f"The figure “{figure.as_written}” in {opening} has no row of evidence. Link to its row in the "
                f"same sentence, as [words](../book/about/evidence/<page>.md#<id>), or "
                f"leave it out.{_holders(figure)}"
            )
    alone = [source.id for source in sources if source.single]
    if alone and not ATTRIBUTED.search(sentence.text):
        yield (
            f"{alone[0]} was seen in one other source only, and {opening} does not say whose word it "
            "is. Name who says it, such as “one account says”, or leave it out."
        )


def problems(text: str, own: Sequence[str] = ()) -> list[str]:
    """What is wrong with the figures of a Markdown text, in plain sentences.

    ``own`` are the ids of the chapter's own resources: the years in their titles and dates need no link.
    """
    years = _own_years(own)
    return [problem for sentence in sentences(text) for problem in _check(sentence, years)]


def problems_in_texts(
    texts: Iterable[str], evidence: Iterable[str], own: Sequence[str] = (), *, made_up: bool = False
) -> list[str]:
    """What is wrong with the figures in an activity's texts, given the ids of the rows it names.

    The small numbers of a made-up story are the story's own.
    """
    found: list[str] = []
    sources: list[_Source] = []
    for id in evidence:
        try:
            sources.append(_source(id))
        except EvidenceError as error:
            found.append(str(error))
    years = _own_years(own)
    named = ", ".join(source.id for source in sources) or "no row"
    for text in texts:
        whole = Sentence(text, ())
        for figure in quantities.find(text, also_exempt=_lines_to_ring()):
            if (made_up and figure.is_small) or (figure.kind == "year" and years and holds(years, figure)):
                continue
            behind = [source for source in sources if holds(source.text, figure)]
            if not behind:
                found.append(
                    f"The figure “{figure.as_written}” in {_opening(whole.text)} is not in the evidence that the "
                    f"activity names ({named}). Correct it, or add its row to evidence=[...]."
                    f"{_holders(figure)}"
                )
            elif all(source.single for source in behind) and not ATTRIBUTED.search(text):
                found.append(
                    f"{behind[0].id} was seen in one other source only, and {_opening(whole.text)} does not "
                    "say whose word it is. Name who says it, or leave the figure out."
                )
    return list(dict.fromkeys(found))
