"""Rules on what all chapters share: keys, evidence, the pages of prose, and the files of the browser.

Each is given the project's folder and yields sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from workbook.chapters import contents
from workbook.checks import contents as contents_rules
from workbook.checks import (
    facilitator_pages,
    glossary,
    keys,
    links,
    phone_numbers,
    placeholders,
    repeated,
)
from workbook.checks.rule import BookRule
from workbook.evidence import EvidenceError, formulas, ledger
from workbook.evidence import pages as evidence_pages
from workbook.kit.activities import missing_halves
from workbook.kit.text import files
from workbook.kit.text.placeholders import in_data
from workbook.kit.web import bundle
from workbook.paths import KEYS, ROOT

PUBLISHES = re.compile(r"deploy-pages|upload-pages-artifact|gh-pages")
MAKES_PAPERS = re.compile(r"make packs|workbook packs\b.*--site")


def keys_are_remembered(root: Path) -> Iterable[str]:
    """Every key of an activity is remembered, and none that was is lost."""
    folder = root / "notebooks"
    readable = contents.readable(folder)
    unread = set(contents.notebooks(folder)) - {one.id for one in readable}
    return keys.problems(readable, root / KEYS.relative_to(ROOT), unread)


def evidence_is_written(root: Path) -> Iterable[str]:
    """No row of the evidence waits for its words."""
    return in_data(root / "data")


def evidence_pages_are_fresh(root: Path) -> Iterable[str]:
    """The pages of evidence are what the data give."""
    try:
        return evidence_pages.problems(root / "book")
    except EvidenceError as error:
        return [f"The evidence: {error}"]


def numbers_worked_out_follow(_: Path) -> Iterable[str]:
    """Every number that we worked out from a table follows from the table's rows."""
    try:
        return list(formulas.problems(ledger()))
    except EvidenceError as error:
        return [f"The evidence: {error}"]


def pages_print_known_numbers(root: Path) -> Iterable[str]:
    """No page of prose prints a number to ring that is not in data/support.yaml."""
    return phone_numbers.in_pages(root / "book")


def facilitator_pages_are_plain(root: Path) -> Iterable[str]:
    """The pages for facilitators keep the rules on figures and on language, and promise nothing."""
    return facilitator_pages.in_book(root / "book")


def glossary_is_whole(root: Path) -> Iterable[str]:
    """Every word of the glossary has a short meaning and is linked, and every link has its word."""
    return glossary.in_book(root)


def kinds_have_both_halves(_: Path) -> Iterable[str]:
    """Every kind of activity has its Python and its JavaScript."""
    return missing_halves()


def texts_stand_once(root: Path) -> Iterable[str]:
    """What people read stands in one language, or in a file that both read."""
    return repeated.problems(root)


def publishing_makes_the_papers(root: Path) -> Iterable[str]:
    """What publishes the book makes its papers too: else a facilitator finds nothing to print, or to take along."""
    for path in sorted((root / ".github" / "workflows").glob("*.y*ml")):
        text = files.read(path)
        if PUBLISHES.search(text) and not MAKES_PAPERS.search(text):
            yield f"{path.name} publishes the book without its papers. Let it run: make packs"


def bundle_is_fresh(_: Path) -> Iterable[str]:
    """The files of the browser are what their sources make."""
    return bundle.check()


RULES = (
    *contents_rules.BOOK_RULES,
    *(
        BookRule(check)
        for check in (
            placeholders.pages_are_written,
            links.pages_lead_somewhere,
            keys_are_remembered,
            evidence_is_written,
            evidence_pages_are_fresh,
            numbers_worked_out_follow,
            pages_print_known_numbers,
            facilitator_pages_are_plain,
            glossary_is_whole,
            kinds_have_both_halves,
            texts_stand_once,
            publishing_makes_the_papers,
            bundle_is_fresh,
        )
    ),
)
