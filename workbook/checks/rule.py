"""What a rule is: a function that reads something of the book and yields what is wrong, with the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.chapters.notebook import Cell, Notebook

Finding = tuple[Cell | None, str]
"""What is wrong, and the cell it is wrong in, or None where it is no one cell."""


@dataclass(frozen=True)
class _Named:
    """What every rule has: a check whose name and docstring name the rule."""

    check: Callable[..., Iterable[Any]]

    @property
    def id(self) -> str:
        """The rule's name: `minutes-add-up`."""
        return self.check.__name__.replace("_", "-")

    @property
    def says(self) -> str:
        """The rule in a sentence."""
        return " ".join((self.check.__doc__ or "").partition("\n\n")[0].split())


@dataclass(frozen=True)
class Rule(_Named):
    """A rule on one notebook. `check` yields a finding for each thing that is wrong; its docstring says the rule.

    Numbered notebooks are chapters, the others are pages with activities; the rule says which it is for.
    """

    check: Callable[[Notebook], Iterator[Finding]]
    chapters: bool = True
    pages: bool = True

    def is_for(self, notebook: Notebook) -> bool:
        """Whether a notebook has to keep this rule."""
        return self.chapters if notebook.is_chapter else self.pages


@dataclass(frozen=True)
class BookRule(_Named):
    """A rule on what all chapters share. `check` is given the project's folder and yields sentences."""

    check: Callable[[Path], Iterable[str]]


def chapter_rules(*checks: Callable[[Notebook], Iterator[Finding]]) -> tuple[Rule, ...]:
    """Rules that only chapters keep."""
    return tuple(Rule(check, pages=False) for check in checks)


def page_rules(*checks: Callable[[Notebook], Iterator[Finding]]) -> tuple[Rule, ...]:
    """Rules that only pages with activities keep."""
    return tuple(Rule(check, chapters=False) for check in checks)


def rules(*checks: Callable[[Notebook], Iterator[Finding]]) -> tuple[Rule, ...]:
    """Rules that every notebook keeps."""
    return tuple(Rule(check) for check in checks)
