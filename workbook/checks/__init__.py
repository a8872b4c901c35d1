"""The chapter contract: what every chapter promises its readers, read from its notebook and checked.

`problems(path)` says in plain sentences what is wrong with one chapter: where, what, and what to do.
A rule is one small function that is given the notebook and yields (cell or None, what is wrong and the
remedy). To add one, write it in `shape`, `session`, `stored` or `words`, name it in that file's `RULES`, and
add a broken example to `tests/unit/test_contract.py`, which refuses a rule without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.notebook import Cell, NotANotebook, Notebook, read
from workbook.checks import facilitator_pages as pages
from workbook.checks import keys, phone_numbers, session, shape, stored
from workbook.checks import language as words
from workbook.checks import placeholders as prompts
from workbook.checks.shape import PARTS
from workbook.paths import NOTEBOOKS

__all__ = ["PARTS", "RULES", "add_keys", "check", "problems", "project_problems", "read"]

Rule = Callable[[Notebook], Iterator[tuple[Cell | None, str]]]

RULES: tuple[Rule, ...] = (
    *prompts.RULES,
    *shape.RULES,
    *session.RULES,
    *stored.RULES,
    *words.RULES,
    *phone_numbers.RULES,
)
"""Every rule on one chapter, in the order in which problems are told."""

PAGE_RULES: tuple[Rule, ...] = (
    *prompts.RULES,
    *shape.PAGE_RULES,
    *stored.RULES,
    *words.PAGE_RULES,
    *phone_numbers.RULES,
)
"""The rules on a page with activities that is no chapter: a notebook without a number."""

add_keys = keys.add


def problems(path: Path) -> list[str]:
    """What is wrong with one chapter's notebook, in plain sentences; empty when nothing is."""
    try:
        chapter = read(path)
    except NotANotebook as error:
        return [str(error)]
    return check(chapter)


def check(chapter: Notebook, rules: tuple[Rule, ...] = ()) -> list[str]:
    """What these rules, or those on its kind of notebook, find in a chapter or page."""
    rules = rules or (RULES if chapter.is_chapter else PAGE_RULES)
    return [_sentence(chapter, cell, text) for rule in rules for cell, text in rule(chapter)]


def project_problems() -> list[str]:
    """What is wrong with what all share: keys, evidence, phone numbers, facilitators' pages, built files."""
    return [
        *keys.problems(contents.readable(NOTEBOOKS)),
        *_data(),
        *_evidence(),
        *phone_numbers.in_pages(),
        *pages.in_book(),
        *_glossary(),
        *_halves(),
        *_bundle(),
    ]


def _sentence(chapter: Notebook, cell: Cell | None, text: str) -> str:
    where = f"{chapter.path.stem}, cell {cell.number}" if cell else chapter.path.stem
    return f"{where}: {text}"


def _data() -> list[str]:
    from workbook.kit.text.placeholders import in_data
    from workbook.paths import DATA

    return list(in_data(DATA))


def _evidence() -> list[str]:
    from workbook import evidence
    from workbook.evidence import pages as evidence_pages

    try:
        return evidence_pages.problems()
    except evidence.EvidenceError as error:
        return [f"The evidence: {error}"]


def _glossary() -> list[str]:
    from workbook.checks import glossary

    return glossary.in_book()


def _halves() -> list[str]:
    from workbook.kit.activities import missing_halves

    found: list[str] = missing_halves()
    return found


def _bundle() -> list[str]:
    from workbook.kit.web import bundle

    found: list[str] = bundle.check()
    return found
