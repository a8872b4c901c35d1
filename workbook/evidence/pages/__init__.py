"""The pages of the book that are made from ``data/``: evidence, what the reports ask for, references.

The evidence has an index, and a page for each resource and table; the timeline and the themes have one each.

``python -m workbook evidence`` writes them to ``book/about/``. They are committed, so that a link to a row
works on a code host too, and a check says when they no longer match ``data/``.

The page of a row is that of the resource or table it belongs to: ``francis-2013.cost`` stands on
``book/about/evidence/francis-2013.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook.evidence import EvidenceError, Ledger, references, timeline
from workbook.evidence import ledger as current
from workbook.evidence.pages import index, readme, resource, table, turn
from workbook.evidence.pages import themes as themes_page
from workbook.evidence.support import support
from workbook.evidence.themes import Themes
from workbook.kit.text import files
from workbook.paths import BOOK

INDEX = "about/evidence.md"
FOLDER = "about/evidence"
THEMES = "about/themes.md"
TIMELINE = "timeline.md"
TURN, POSTER = "where-to-turn.md", "where-to-turn-poster.md"
REFERENCES = "references"
README = "../README.md"
REMEDY = "Run “python -m workbook evidence” and commit the pages."


def pages(ledger: Ledger | None = None) -> dict[str, str]:
    """Every page, as Markdown, by its path below ``book/``. The same data always give the same pages."""
    known = ledger or current()
    made = {INDEX: index.lines(known)}
    made |= {f"{FOLDER}/{one.id}.md": resource.lines(one, known) for one in known.resources.values()}
    made |= {f"{FOLDER}/{one.name}.md": table.lines(one, known) for one in known.tables.values()}
    themes = themes_page.render(Themes(known.folder / "themes", known))
    works = list(known.resources.values())
    whole = {
        THEMES: themes,
        TURN: turn.page(support()),
        POSTER: turn.poster(support()),
        TIMELINE: timeline.render(known, known.folder / "timeline.csv"),
        f"{REFERENCES}.md": references.page(works),
        f"{REFERENCES}.bib": references.bibtex(works),
    }
    return {path: "\n".join(lines).rstrip() + "\n" for path, lines in made.items()} | whole


def write(book: Path = BOOK, ledger: Ledger | None = None) -> list[str]:
    """Write the pages, take away those that are no longer made; return the paths that changed."""
    made = pages(ledger) | _readme(book, ledger)
    changed = [path for path, text in made.items() if _text(book / path) != text]
    for path in changed:
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_text(made[path], encoding="utf-8", newline="\n")
    for path in _left_over(book, made):
        (book / path).unlink()
        changed.append(path)
    return changed


def renew() -> Iterator[str]:
    """Write what has changed, and tell what to do next: `python -m workbook evidence`.

    EvidenceError, and nothing written, where a resource names a chapter that is not there.
    """
    if unknown := _unknown_chapters(BOOK, None):
        raise EvidenceError("\n".join(unknown))
    changed = write(BOOK)
    if not changed:
        yield "The pages made from data/ are up to date: nothing changed."
        return
    yield f"Written: {', '.join(f'book/{path}' for path in changed)}."
    yield "Next: run the chapters that use them (python -m workbook run)."


def problems(book: Path = BOOK, ledger: Ledger | None = None) -> list[str]:
    """What is wrong with the committed pages: missing, left over, or not what ``data/`` gives."""
    made = pages(ledger) | _readme(book, ledger)
    if found := _unknown_chapters(book, ledger):
        made.pop(README, None)  # it cannot be written before they are put right
    for path, text in made.items():
        there = _text(book / path)
        if there is None:
            found.append(f"The evidence page book/{path} is missing. {REMEDY}")
        elif there != text:
            found.append(f"The evidence page book/{path} does not match data/. {REMEDY}")
    found += [
        f"The evidence page book/{path} has nothing in data/. {REMEDY}" for path in _left_over(book, made)
    ]
    return found


def _readme(book: Path, ledger: Ledger | None) -> dict[str, str]:
    """README.md, which has the table of resources among words written by hand; nothing where there is none."""
    text = _text(book / README)
    return {README: readme.filled(text, ledger or current(), book.parent / "notebooks")} if text else {}


def _unknown_chapters(book: Path, ledger: Ledger | None) -> list[str]:
    """Resources whose chapter README.md cannot name; none where there is no README."""
    if not (book / README).is_file():
        return []
    return list(readme.unknown_chapters(ledger or current(), book.parent / "notebooks"))


def _text(path: Path) -> str | None:
    return files.read(path) if path.is_file() else None


def _left_over(book: Path, made: dict[str, str]) -> list[str]:
    there = (path.relative_to(book).as_posix() for path in sorted((book / FOLDER).glob("*.md")))
    return [path for path in there if path not in made]
