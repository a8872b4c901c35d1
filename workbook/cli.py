"""The author's commands: `python -m workbook <command>`. Each says what it did and what to do next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import workbook.chapters.run as running
from workbook import THIS_BOOK
from workbook.kit import book
from workbook.kit.learner import panel
from workbook.kit.learner.file import NotesError
from workbook.paths import BOOK, NOTEBOOKS, ROOT


class CommandError(Exception):
    """A command could not do its work. The message says why, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command. Returns what the shell is told: 0 when all is well, 1 otherwise."""
    book.use(THIS_BOOK)
    chosen = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except (CommandError, running.RunError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m workbook", description="The author's commands.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
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
    notes = add("notes", _notes, "Say where your own notes are; load a notes file, or save one.")
    notes.add_argument("act", nargs="?", choices=["load", "save"], help="what to do with the file")
    notes.add_argument("file", nargs="?", type=Path, help="a notes file")
    add("keys", _keys, "Remember the keys of new activities, for ever.")
    return parser


# --- new ---------------------------------------------------------------------------------------


def _new(chosen: argparse.Namespace) -> int:
    from workbook.chapters.new import NewError, new
    from workbook.evidence import EvidenceError

    try:
        made = new(
            chosen.resource,
            id=chosen.id,
            number=chosen.number,
            title=chosen.title,
            part=chosen.part,
            ask=input if sys.stdin.isatty() else None,
        )
    except EvidenceError as error:
        raise CommandError(f"The evidence cannot be read: {error}") from error
    except NewError as error:
        raise CommandError(str(error)) from error
    print(made)
    return 0


# --- run ---------------------------------------------------------------------------------------


def _run(chosen: argparse.Namespace) -> int:
    paths = running.choose(chosen.chapters, NOTEBOOKS)
    if not paths:
        raise CommandError(f"There are no notebooks in {_short(NOTEBOOKS)}/ yet.")
    failed = 0
    for path in paths:
        try:
            ran = running.run(path, _progress(path.stem))
        except running.RunError as error:
            _end_of_line()
            print(error, file=sys.stderr)
            failed += 1
            continue
        _end_of_line()
        told = "new outputs written" if ran.changed else "nothing changed"
        print(f"{path.stem}: {ran.cells} code cells run, {told}.")
    if failed:
        return 1
    print("Next: python -m workbook check, then make book to see it.")
    return 0


def _progress(name: str) -> running.Progress:
    """A line that counts up where somebody is watching, and silence in a log."""

    def tell(done: int, of: int) -> None:
        if sys.stdout.isatty():
            print(f"\r{name}: code cell {done} of {of} ", end="", flush=True)

    return tell


def _end_of_line() -> None:
    if sys.stdout.isatty():
        print("\r\033[K", end="")


# --- check -------------------------------------------------------------------------------------


def _check(chosen: argparse.Namespace) -> int:
    from workbook.checks import command
    from workbook.sessions import rules as session_rules

    if chosen.rules:
        print(*command.rules(), *session_rules.listed(), sep="\n")
        return 0
    if chosen.measure:
        print(*command.measured(chosen.chapters), sep="\n")
        return 0
    try:
        problems, last = command.check(chosen.chapters, also=(session_rules.problems,))
    except command.CheckError as error:
        raise CommandError(str(error)) from error
    print(*(f"- {problem}" for problem in problems), last, sep="\n")
    return 1 if problems else 0


# --- packs -------------------------------------------------------------------------------------


def _packs(chosen: argparse.Namespace) -> int:
    from workbook.sessions import model
    from workbook.sessions.papers import command

    paths = running.choose(chosen.chapters, NOTEBOOKS)
    folder = ROOT / command.FOLDER
    try:
        for told in command.make(paths, folder, plan=chosen.plan, pdfs=not chosen.word):
            print(told)
        if chosen.site:
            print(command.publish(model.every(NOTEBOOKS), folder, ROOT / "_build/html"))
    except command.PackError as problem:
        raise CommandError(str(problem)) from problem
    print(command.NEXT)
    return 0


# --- evidence, bundle, keys ----------------------------------------------------------------------


def _evidence(_: argparse.Namespace) -> int:
    import workbook.evidence as evidence
    import workbook.evidence.pages as evidence_pages

    try:
        changed = evidence_pages.write(BOOK)
    except evidence.EvidenceError as error:
        raise CommandError(f"The evidence cannot be read: {error}") from error
    if not changed:
        print("The pages made from data/ are up to date: nothing changed.")
        return 0
    print(f"Written: {', '.join(f'book/{path}' for path in changed)}.")
    print("Next: run the chapters that use them (python -m workbook run).")
    return 0


def _bundle(_: argparse.Namespace) -> int:
    import workbook.kit.web.bundle as bundle

    try:
        changed = bundle.build()
    except bundle.BundleError as error:
        raise CommandError(str(error)) from error
    told = ", ".join(_short(Path(path)) for path in changed)
    print(f"Built: {told}." if told else "The browser's files are up to date: nothing changed.")
    print("Next: commit workbook/static/ together with what you changed in workbook/js/.")
    return 0


def _notes(chosen: argparse.Namespace) -> int:
    if (chosen.act is None) != (chosen.file is None):
        raise CommandError(f"Say which file: python -m workbook notes {chosen.act} my-notes.json")
    try:
        if chosen.act == "load":
            print(panel.load(chosen.file.read_bytes()))
        elif chosen.act == "save":
            print(panel.save(chosen.file))
        else:
            print(panel.summary())
    except OSError as error:
        raise CommandError(f"{chosen.file} cannot be read ({error.strerror}).") from error
    except NotesError as error:
        raise CommandError(str(error)) from error
    return 0


def _keys(_: argparse.Namespace) -> int:
    import workbook.checks as contract

    added = contract.add_keys()
    if added.keys:
        print("Added to workbook/keys.json:", *added.keys, sep="\n- ")
        print("A key is for ever: answers hang on it. Look at the names once more before you commit.")
    elif not added.left_out:
        print("No new keys: every activity is in workbook/keys.json already.")
    if added.left_out:
        names = " ".join(added.left_out)
        raise CommandError(
            f"Not noted, because they were not run to their end: {', '.join(added.left_out)}.\n"
            f"Run first (python -m workbook run {names}), then: python -m workbook keys."
        )
    return 0


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
