"""The author's commands: `python -m workbook <command>`. Each says what it did and what to do next.

A command is a function of the folder that it belongs to. It yields what it has to say, and raises `CommandError`
where it could not do its work. It is imported when it is called, because much of the package is slow to start.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from workbook import THIS_BOOK
from workbook.kit import book
from workbook.kit.errors import CommandError


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command. Returns what the shell is told: 0 when all is well, 1 otherwise."""
    book.use(THIS_BOOK)
    chosen = vars(_parser().parse_args(arguments))
    command: Callable[..., Iterable[str]] = chosen.pop("command")
    try:
        for line in command(**chosen):
            print(line, flush=True)
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m workbook", description="The author's commands.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Callable[..., Iterable[str]], what: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=what, description=what)
        one.set_defaults(command=command)
        return one

    new = add("new", _new, "Make a new chapter to fill in, with rows of evidence, from a resource.")
    new.add_argument("resource", nargs="?", default="", help="the resource's id, from data/resources.csv")
    new.add_argument("--id", default="", help="the chapter's id, for ever; else from the resource")
    new.add_argument(
        "--number", type=int, default=0, help="the number its file begins with; else the next one"
    )
    new.add_argument("--title", default="", help="the chapter's title; else you are asked")
    new.add_argument("--part", default="", help="the part of the book, or a new one; else you are asked")
    chapters = "a chapter's id or file; all chapters when none is named"
    add("run", _run, "Run chapters in a fresh kernel and store clean outputs.").add_argument(
        "chapters", nargs="*", metavar="chapter", help=chapters
    )
    check = add("check", _check, "Check chapters, evidence, keys and the browser's files.")
    check.add_argument("chapters", nargs="*", metavar="chapter", help=chapters)
    check.add_argument(
        "--measure", action="store_true", help="say how many words, boxes and minutes each step has"
    )
    check.add_argument("--rules", action="store_true", help="list every rule, in a line each")
    add("evidence", _evidence, "Write the evidence pages and the page on themes from data/.")
    add("bundle", _bundle, "Build the browser's files in workbook/static/ (needs Node).")
    packs = add("packs", _packs, "Make the papers of a session, to print: as PDF and as Word.")
    packs.add_argument("chapters", nargs="*", metavar="chapter", help=chapters)
    packs.add_argument("--word", action="store_true", help="only the Word files, which need no Chromium")
    packs.add_argument(
        "--plan", type=Path, help="a plan that the planner saved; else every length, for 20 people"
    )
    packs.add_argument(
        "--site", action="store_true", help="put them on the built website too, and all in one file"
    )
    keep = add("keep", _keep, "Make files to take along from the built site, and put them on it.")
    keep.add_argument("forms", nargs="*", metavar="form", help="zip, epub, pdf, word, notebook; else all")
    notes = add("notes", _notes, "Say where your own notes are; load a notes file, or save one.")
    notes.add_argument("act", nargs="?", choices=["load", "save"], help="what to do with the file")
    notes.add_argument("file", nargs="?", type=Path, help="a notes file")
    add("keys", _keys, "Remember the keys of new activities, for ever.")
    return parser


def _new(**wanted: Any) -> Iterable[str]:
    from workbook.chapters.new import new

    return [new(**wanted, ask=input if sys.stdin.isatty() else None)]


def _run(chapters: list[str]) -> Iterable[str]:
    from workbook.chapters.command import run_all

    return run_all(chapters)


def _check(chapters: list[str], measure: bool, rules: bool) -> Iterable[str]:
    from workbook.checks import command
    from workbook.sessions import across
    from workbook.sessions import rules as session_rules

    if rules:
        return [*command.rules(across.RULES), *session_rules.listed()]
    if measure:
        return command.measured(chapters)
    return command.check(chapters, also=(session_rules.problems,), of_book=across.RULES)


def _packs(chapters: list[str], word: bool, plan: Path | None, site: bool) -> Iterable[str]:
    from workbook.keep.command import renew
    from workbook.sessions.papers.command import packs

    yield from packs(chapters, plan=plan, pdfs=not word, site=site)
    if site:
        renew()


def _keep(forms: list[str]) -> Iterable[str]:
    from workbook.keep.command import make

    return make(forms)


def _evidence() -> Iterable[str]:
    from workbook.evidence.pages import renew

    return renew()


def _bundle() -> Iterable[str]:
    from workbook.kit.web.bundle import renew

    return renew()


def _notes(act: str | None, file: Path | None) -> Iterable[str]:
    from workbook.kit.learner.panel import command

    return command(act, file)


def _keys() -> Iterable[str]:
    from workbook.checks.command import remember_keys

    return remember_keys()


if __name__ == "__main__":
    sys.exit(main())
