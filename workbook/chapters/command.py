"""`python -m workbook run`: chapters in a fresh kernel, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from workbook.chapters import contents
from workbook.chapters.listed import stale
from workbook.chapters.run import Progress, RunError, choose, run
from workbook.kit.errors import CommandError
from workbook.paths import NOTEBOOKS


def run_all(names: Iterable[str]) -> Iterator[str]:
    """Run the named chapters, or all, and tell of each. One that fails stops no other: CommandError comes last.

    A notebook whose list of the chapters is no longer true runs with them.
    """
    paths = choose(names, NOTEBOOKS)
    if not paths:
        raise CommandError("There are no notebooks in notebooks/ yet.")
    paths += [one.path for one in contents.readable(NOTEBOOKS) if stale(one) and one.path not in paths]
    failed = []
    for path in paths:
        try:
            ran = run(path, _progress(path.stem))
        except RunError as error:
            failed.append(str(error))
            continue
        finally:
            _end_of_line()
        told = "new outputs written" if ran.changed else "nothing changed"
        yield f"{path.stem}: {ran.cells} code cells run, {told}."
    if failed:
        raise CommandError("\n".join(failed))
    yield "Next: python -m workbook check, then make book to see it."


def _progress(name: str) -> Progress:
    """A line that counts up where somebody is watching, and silence in a log."""

    def tell(done: int, of: int) -> None:
        if sys.stdout.isatty():
            print(f"\r{name}: code cell {done} of {of} ", end="", flush=True)

    return tell


def _end_of_line() -> None:
    if sys.stdout.isatty():
        print("\r\033[K", end="")
