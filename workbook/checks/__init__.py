"""The contract: what every chapter, and the book as a whole, promises its readers.

`problems(path)` says in sentences what is wrong with one notebook: where, what, and what to do. A rule is one
small function (see `rule`). To add one, write it in the file it belongs to, name it in that file's `RULES`,
and add a broken example to `tests/unit/test_contract.py`, which refuses a rule without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from workbook.chapters.notebook import Cell, NotANotebook, Notebook, read
from workbook.checks import (
    book,
    code_style,
    contents,
    guessable,
    keys,
    language,
    length,
    phone_numbers,
    pictures,
    placeholders,
    session,
    shape,
    stored,
    weak_rows,
)
from workbook.checks.rule import BookRule, Rule
from workbook.checks.shape import PARTS
from workbook.kit.errors import CommandError
from workbook.paths import ROOT

__all__ = ["BOOK_RULES", "PARTS", "RULES", "add_keys", "book_problems", "check", "problems", "read"]

RULES: tuple[Rule, ...] = (
    *placeholders.RULES,
    *shape.RULES,
    *code_style.RULES,
    *guessable.RULES,
    *length.RULES,
    *contents.RULES,
    *session.RULES,
    *stored.RULES,
    *pictures.RULES,
    *language.RULES,
    *phone_numbers.RULES,
    *weak_rows.RULES,
)
"""Every rule on one notebook, in the order in which problems are told."""

BOOK_RULES: tuple[BookRule, ...] = book.RULES
"""Every rule on what all chapters share."""

add_keys = keys.add


def problems(path: Path) -> list[str]:
    """What is wrong with one notebook, in sentences; empty when nothing is."""
    try:
        notebook = read(path)
    except NotANotebook as error:
        return [str(error)]
    return check(notebook)


def check(notebook: Notebook, rules: Iterable[Rule] = RULES) -> list[str]:
    """What those of these rules that are for such a notebook find in it."""
    found = (
        finding if isinstance(finding, str) else _sentence(notebook, *finding)
        for rule in rules
        if rule.is_for(notebook)
        for finding in _as_far_as_it_goes(rule.check, notebook)
    )
    return list(dict.fromkeys(found))


def book_problems(root: Path = ROOT, also: Iterable[BookRule] = ()) -> list[str]:
    """What is wrong with what all chapters share. `also` are rules of a package above this one."""
    found = (problem for rule in (*BOOK_RULES, *also) for problem in _as_far_as_it_goes(rule.check, root))
    return list(dict.fromkeys(found))


def _as_far_as_it_goes(check: Callable[[Any], Iterable[Any]], of: Any) -> Iterator[Any]:
    """What a rule finds; where it cannot go on, why: the other rules are asked all the same."""
    try:
        yield from check(of)
    except CommandError as error:
        yield str(error)


def _sentence(notebook: Notebook, cell: Cell | None, text: str) -> str:
    where = f"{notebook.path.stem}, cell {cell.number}" if cell else notebook.path.stem
    return f"{where}: {text}"
