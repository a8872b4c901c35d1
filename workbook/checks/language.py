"""Rules on a chapter's words: plain Markdown, links that lead somewhere, plain English, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from workbook import evidence
from workbook.chapters.notebook import Cell, Notebook
from workbook.checks import links
from workbook.checks.rule import Finding, chapter_rules, rules
from workbook.kit.drawing.output import evidence_address
from workbook.kit.text import markdown

ACCOUNT_WORDS = (600, 1000)
HARDEST_GRADE = 9.0
"""The school grade (US) that the learner's prose may reach: readers of about 14."""

PLACEHOLDERS = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME|XXX+)\b|(?i:\blorem ipsum\b|\bplaceholder\b|\bcoming soon\b|\bto be written\b"
    r"|\[insert\b|\bwatch this space\b)"
)
REFUSED = {
    r"\bBAM?E\b": "Write “ethnic minorities”, or name the group.",
    r"(?i)\bsuffer(?:s|ed|ing)? from\b": "Write “with” or “has”: people live with a condition.",
    r"(?i)\bcommit(?:s|ted|ting)? suicide\b": "Write “died by suicide”: it is no crime.",
    r"(?i)\bwheelchair[- ]bound\b": "Write “uses a wheelchair”.",
    r"(?i)\bthe (?:disabled|elderly|mentally ill)\b": "Write of people: “disabled people”, “older people”.",
    r"(?i)\bfront[- ]?line troops\b": "Care is not a war. Say who they are: nurses, porters, care workers.",
}
"""What the book does not say, and what it says instead. A source's own name may stand in quotation marks."""

_MYST = (
    (re.compile(r"\{[A-Za-z][\w:+.-]*\}`"), "a role, such as {term}`...`"),
    (re.compile(r"^\s*(?:`{3,}|~{3,}|:{3,})\s*\{", re.MULTILINE), "a directive, such as ```{note}"),
    (re.compile(r"^:{3,}", re.MULTILINE), "a fence of colons"),
    (re.compile(r"^\([\w-]+\)=\s*$", re.MULTILINE), "a target, such as (name)="),
    (re.compile(r"^\+\+\+", re.MULTILINE), "a block break, +++"),
    (re.compile(r"^%", re.MULTILINE), "a comment, %"),
)
_NAMES = ("kind", "key", "slug", "who", "unit", "name")
"""What a specification holds for the machine, and what a choice is called: a time, or a group."""

_NO_WORDS = {"click here", "here", "link", "more", "read more", "this", "this link", "this page"}


def markdown_is_plain(chapter: Notebook) -> Iterator[Finding]:
    """Markdown is CommonMark and tables: all else shows raw in JupyterLab or on a code host."""
    for cell in _markdown(chapter):
        for pattern, what in _MYST:
            if pattern.search(cell.source):
                yield (
                    cell,
                    f"{what}, shows raw in JupyterLab. Write plain Markdown; the site makes links into "
                    "terms.",
                )
        for node in markdown.tree(cell.source).walk():
            if node.type in ("html_block", "html_inline"):
                tag = node.content.strip().splitlines()[0][:40]
                yield cell, f"HTML ({tag}) stands in the Markdown. Write plain Markdown instead."


def links_lead_somewhere(chapter: Notebook) -> Iterator[Finding]:
    """Links are relative and their file exists, or they lead by https to somebody else's page."""
    for cell in _markdown(chapter):
        for words, target in markdown.links(cell.source):
            problem = links.problem(target, chapter.path)
            if problem:
                yield cell, f"the link [{words}]({target}) {problem}"
            if words.strip(" .").lower() in _NO_WORDS:
                yield (
                    cell,
                    f"the link [{words}]({target}) does not say where it leads. Name the page in its words.",
                )
        for node in markdown.tree(cell.source).walk():
            if node.type == "image" and not node.content.strip():
                yield cell, "a picture has no words for those who cannot see it. Write ![what it shows](...)."


def says_what_we_read(chapter: Notebook) -> Iterator[Finding]:
    """The first step says what was read of the source: the whole text, extracts, an abstract."""
    first = [cell for cell in chapter.cells if not cell.is_facilitator and cell.part in ("", "at-a-glance")]
    if not any("what we read" in (cell.source + cell.html).lower() for cell in first):
        yield (
            None,
            "the first step does not say “What we read”. Say whether it was the whole text, extracts or "
            "less.",
        )


def account_has_its_length(chapter: Notebook) -> Iterator[Finding]:
    """What It Says has 600 to 1,000 words; fewer where resources.csv has “yes” in short_account."""
    count = sum(
        len(markdown.plain_text(cell.source).split()) for cell in chapter.prose if cell.part == "what-it-says"
    )
    low, high = ACCOUNT_WORDS
    short = {resource.id for resource in evidence.resources() if resource.short_account}
    low = 0 if short & set(chapter.about.get("resources", ())) else low
    if not low <= count <= high:
        yield None, f'the part "what-it-says" has {count} words. Write {low} to {high}.'


def nothing_is_left_to_write(chapter: Notebook) -> Iterator[Finding]:
    """No placeholder is published."""
    for cell, text in _all_text(chapter):
        for found in sorted({match.group() for match in PLACEHOLDERS.finditer(text)}):
            yield cell, f"“{found}” is a placeholder. Write what belongs there, or take it out."


def people_are_named_well(chapter: Notebook) -> Iterator[Finding]:
    """No word that the people it names would not use."""
    for cell, text in _all_text(chapter):
        unquoted = re.sub(r"“[^”]*”|\"[^\"\n]*\"", "", text)
        for pattern, instead in REFUSED.items():
            match = re.search(pattern, unquoted)
            if match:
                yield cell, f"it says “{match.group()}”. {instead}"


def figures_have_evidence(chapter: Notebook) -> Iterator[Finding]:
    """Every figure stands with a link to a row of evidence that contains it."""
    from workbook.checks import figures

    own = list(chapter.about.get("resources", []))
    for cell in _markdown(chapter):
        source = without_instructions(cell.source) if cell.is_facilitator else cell.source
        for problem in figures.problems(source, own):
            yield cell, problem
    for cell, activity in chapter.activities:
        for texts, rows in _said(activity.spec, list(activity.spec.get("evidence", []))):
            for problem in figures.problems_in_texts(texts, rows, own, made_up=activity.kind == "scenario"):
                yield cell, problem


def prose_reads_easily(chapter: Notebook) -> Iterator[Finding]:
    """The learner's prose as a whole can be read at about 14 or younger."""
    grade = reading_grade(cell.source for cell in chapter.prose)
    if grade > HARDEST_GRADE:
        hardest = sorted(
            ((reading_grade([cell.source]), cell.number) for cell in chapter.prose if len(cell.source) > 200),
            reverse=True,
        )
        cells = ", ".join(str(number) for _, number in hardest[:3])
        yield (
            None,
            f"the text reads at grade {grade:.1f}, and {HARDEST_GRADE:.0f} is the limit. "
            f"Shorten sentences and words; cells {cells} are the hardest.",
        )


def reading_grade(texts: Iterable[str]) -> float:
    """The Automated Readability Index, a US school grade. It counts letters, so it needs no dictionary."""
    import textstat

    lines = [
        line
        for text in texts
        for line in markdown.plain_text(text, headings=False).splitlines()
        if line.strip()
    ]
    ended = " ".join(line if line.rstrip()[-1] in ".!?" else f"{line}." for line in lines)
    one_number = re.sub(r"(?<=\d)[.,](?=\d)", "", ended)  # 57.1 does not end a sentence
    return float(textstat.automated_readability_index(one_number)) if one_number else 0.0


def without_instructions(note: str) -> str:
    """A facilitator's note without the sentences whose only numbers say how to run the room.

    "Two silent minutes, then threes" is no figure. What is not small is: see `Quantity.is_small`.
    """
    from workbook.checks import figures, quantities

    kept = []
    for sentence in figures.sentences(note):
        numbers = quantities.find(sentence.text)
        if sentence.ids or not all(one.is_small for one in numbers):
            links = " ".join(f"[evidence]({evidence_address(row)})" for row in sentence.ids)
            kept.append(f"{sentence.text.rstrip('.')} {links}.")
    return "\n\n".join(kept)


def _said(part: dict[str, Any], rows: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The texts of an activity's specification, each with the rows of evidence that it names."""
    rows = list(part.get("evidence") or rows)
    texts = [text for name, text in part.items() if isinstance(text, str) and name not in _NAMES]
    if "answer" in part:
        texts.append(f"{part['answer']} {part.get('unit', '')}".strip())
    yield texts, rows
    for name, inside in part.items():
        if name == "evidence" or not isinstance(inside, list):
            continue
        loose = [one for one in inside if isinstance(one, str)]
        if loose:
            yield loose, rows
        for one in inside:
            if isinstance(one, dict):
                yield from _said({"unit": part.get("unit", ""), **one}, rows)


def _markdown(chapter: Notebook) -> list[Cell]:
    return [cell for cell in chapter.cells if cell.kind == "markdown"]


def _all_text(chapter: Notebook) -> Iterator[tuple[Cell, str]]:
    for cell in chapter.cells:
        if cell.kind == "markdown":
            yield cell, markdown.plain_text(cell.source)
        elif cell.html:
            yield cell, _words_of(cell.html)


class _Words(HTMLParser):
    """The words of some HTML, a specification in a script among them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    return " ".join(reader.words)


RULES = (
    *rules(markdown_is_plain, links_lead_somewhere),
    *chapter_rules(says_what_we_read, account_has_its_length),
    *rules(nothing_is_left_to_write, people_are_named_well, figures_have_evidence, prose_reads_easily),
)
