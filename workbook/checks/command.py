"""`python -m workbook check`: what is wrong with chapters, and with what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workbook import checks, evidence
from workbook.chapters.notebook import read
from workbook.chapters.run import choose
from workbook.checks import keys, measure
from workbook.checks.placeholders import SESSION
from workbook.kit.text import placeholders
from workbook.paths import NOTEBOOKS, ROOT

Also = Callable[[Path], Iterable[str]]
"""Rules of a package above this one, asked of each notebook: what they find, in sentences."""


class CheckError(Exception):
    """Nothing could be checked. The message says why, and what to do."""


def check(names: Iterable[str], also: Iterable[Also] = ()) -> tuple[list[str], str]:
    """The problems of the named chapters (of all, and of what they share, when none is named).

    Returns them with a last line that says what to do next. CheckError where the evidence cannot be read.
    """
    names = list(names)
    paths = choose(names, NOTEBOOKS)
    try:
        evidence.ledger()
    except evidence.EvidenceError as error:
        raise CheckError(f"The evidence cannot be read, and no chapter without it: {error}") from error
    problems = [problem for path in paths for problem in (*checks.problems(path), *_of(path, also))]
    problems += keys.new_in(paths) if names else checks.book_problems(ROOT)
    if problems:
        count = f"{len(problems)} problems" if len(problems) > 1 else "1 problem"
        return problems, (
            f"{count} found. Put them right, run the chapters again (python -m workbook run), check again."
        )
    which = ", ".join(path.stem for path in paths) or "no chapters yet"
    shared = "" if names else ", the evidence, the keys and the browser's files"
    return [], f"All well: {which}{shared}. Next: make test."


def measured(names: Iterable[str]) -> Iterator[str]:
    """The words, boxes and minutes of the named chapters, or of all, step by step."""
    for path in choose(names, NOTEBOOKS):
        notebook = read(path)
        if notebook.is_chapter:
            yield from measure.told(notebook)


def rules() -> Iterator[str]:
    """Every rule in a line: its name, and what it asks."""
    yield from (f"{rule.id}: {rule.says}" for rule in checks.RULES)
    yield from (f"{rule.id}: {rule.says}" for rule in checks.BOOK_RULES)


def _of(path: Path, also: Iterable[Also]) -> list[str]:
    """What more rules find. They wait until the session's prompts are answered: each would find every prompt."""
    session = path.with_name(path.stem + SESSION)
    if session.is_file() and placeholders.find(session.read_text(encoding="utf-8")):
        return []
    return [problem for more in also for problem in more(path)]
