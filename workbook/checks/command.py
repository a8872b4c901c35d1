"""`python -m workbook check`: what is wrong with chapters, and with what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workbook import checks, evidence
from workbook.chapters.notebook import read
from workbook.chapters.run import choose
from workbook.checks import keys, measure
from workbook.checks.placeholders import SESSION
from workbook.checks.rule import BookRule
from workbook.kit.errors import CommandError
from workbook.kit.text import files, placeholders
from workbook.paths import NOTEBOOKS, ROOT

Also = Callable[[Path], Iterable[str]]
"""Rules of a package above this one, asked of each notebook: what they find, in sentences."""


def check(names: Iterable[str], also: Iterable[Also] = (), of_book: Iterable[BookRule] = ()) -> Iterator[str]:
    """Tell the problems of the named chapters (of all, and of what they share, when none is named), and what is next.

    Raises CommandError where there are any, and EvidenceError, which is one too, where the evidence cannot be read.
    """
    names = list(names)
    paths = choose(names, NOTEBOOKS)
    evidence.ledger()
    problems = [problem for path in paths for problem in (*checks.problems(path), *_of(path, also))]
    problems += keys.new_in(paths) if names else checks.book_problems(ROOT, of_book)
    problems = list(dict.fromkeys(problems))  # a file that cannot be read stops more than one rule
    if problems:
        yield from (f"- {problem}" for problem in problems)
        count = f"{len(problems)} problems" if len(problems) > 1 else "1 problem"
        raise CommandError(
            f"{count} found. Put them right, run the chapters again (python -m workbook run), check again."
        )
    which = ", ".join(path.stem for path in paths) or "no chapters yet"
    shared = "" if names else ", the evidence, the keys and the browser's files"
    yield f"All well: {which}{shared}. Next: make test."


def remember_keys() -> Iterator[str]:
    """Remember the keys of new activities, and tell which.

    CommandError where a chapter was not run to its end, or cannot be read.
    """
    added = checks.add_keys()
    if added.keys:
        yield from ("Added to workbook/checks/keys.json:", *(f"- {key}" for key in added.keys))
        yield "A key is for ever: answers hang on it. Look at the names once more before you commit."
    elif not added.left_out and not added.unread:
        yield "No new keys: every activity is in workbook/checks/keys.json already."
    missing = list(added.unread)
    if added.left_out:
        missing.append(
            f"Not noted, because they were not run to their end: {', '.join(added.left_out)}.\n"
            f"Run first (python -m workbook run {' '.join(added.left_out)}), then: python -m workbook keys."
        )
    if missing:
        raise CommandError("\n".join(missing))


def measured(names: Iterable[str]) -> Iterator[str]:
    """The words, boxes and minutes of the named chapters, or of all, step by step."""
    for path in choose(names, NOTEBOOKS):
        notebook = read(path)
        if notebook.is_chapter:
            yield from measure.report(notebook)


def rules(of_book: Iterable[BookRule] = ()) -> Iterator[str]:
    """Every rule in a line: its name, and what it asks. `of_book` are rules of a package above this one."""
    yield from (f"{rule.id}: {rule.says}" for rule in checks.RULES)
    yield from (f"{rule.id}: {rule.says}" for rule in (*checks.BOOK_RULES, *of_book))


def _of(path: Path, also: Iterable[Also]) -> list[str]:
    """What more rules find. They wait until the session's prompts are answered: each would find every prompt."""
    session = path.with_name(path.stem + SESSION)
    try:
        if session.is_file() and placeholders.find(files.read(session)):
            return []
    except files.TextError as error:
        return [str(error)]
    return [problem for more in also for problem in more(path)]
