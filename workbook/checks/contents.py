"""Rules on `_toc.yml`: every chapter and page is in it, every part has its page, which lists its chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.notebook import Notebook
from workbook.chapters.readers import readers
from workbook.checks.rule import BookRule, Finding, chapter_rules, rules
from workbook.kit.text import files

FACILITATE = "book/facilitate"
WHICH = "book/which-chapter"


def notebook_is_in_the_contents(chapter: Notebook) -> Iterator[Finding]:
    """Every notebook is listed in _toc.yml: else it is on no menu, and links to it stop the build."""
    listed = chapter.entry in contents.entries(chapter.root)
    if chapter.only_in_jupyter:
        if listed:
            yield None, "_toc.yml lists it, and its metadata say only_in_jupyter. Take out one of the two."
    elif not listed:
        where = "below its part" if chapter.is_chapter else "where readers should find it"
        yield None, f"_toc.yml does not list it. Add, {where}: - file: {chapter.entry}"


def chapter_stands_below_its_part(chapter: Notebook) -> Iterator[Finding]:
    """A chapter is listed below the page of the part that its metadata name, and that page lists its chapters."""
    root = chapter.root
    title_of = {part: contents.part_title(root, part) for part in contents.parts(root)}
    listed = next((part for part in title_of if chapter.entry in part.sections), None)
    named = next((part for part, title in title_of.items() if title == chapter.part), None)
    if chapter.part and named is None:
        known = ", ".join(f"“{title}”" for title in title_of.values() if title) or "none yet"
        yield (
            None,
            f"its part “{chapter.part}” has no page in _toc.yml. The parts are: {known}. Choose one of them in "
            f'the notebook\'s metadata, under "workbook", or write {_page_for(chapter.part)} with the heading '
            f"“# {chapter.part}”, and list it in _toc.yml with this chapter among its sections.",
        )
    elif listed != named and chapter.entry in contents.entries(root):
        where = f"below “{title_of[listed]}”" if listed else "below no part"
        yield (
            None,
            f"the metadata say the part “{chapter.part}”, and _toc.yml lists the chapter {where}. Correct one "
            "of them.",
        )
    if listed is not None:
        page = root / f"{listed.entry}.md"
        text = files.read(page) if page.is_file() else ""
        number = contents.part_number(root, listed)
        if f'<div data-lists="chapters" data-part="{number}"' not in text:
            yield (
                None,
                f"the page of its part, {listed.entry}.md, does not list its chapters. Add this line there: "
                f'<div data-lists="chapters" data-part="{number}" data-as="invitations"></div>',
            )


def contents_can_be_built(root: Path) -> Iterator[str]:
    """The build takes _toc.yml as it is: every file is in it once, and all that it says is known there."""
    twice = [entry for entry, times in Counter(contents.entries(root)).items() if times > 1]
    yield from (f"_toc.yml lists {entry} more than once. Leave one of its lines." for entry in twice)
    if not twice and (why := contents.why_not_built(root)):
        yield (
            f"_toc.yml stops the build: {why}. Take back the last change there; its first line is format: jb-book, "
            "and every entry is written as those around it."
        )


def entries_have_their_files(root: Path) -> Iterator[str]:
    """Every entry of _toc.yml has its file."""
    for entry in contents.entries(root):
        if not any((root / f"{entry}{ending}").is_file() for ending in (".md", ".ipynb")):
            yield f"_toc.yml lists {entry}, and there is no such .md or .ipynb file. Write it, or correct the line."


def parts_are_whole(root: Path) -> Iterator[str]:
    """Every part of the book has a page with a heading and a number of its own, and a chapter below it."""
    numbers: dict[int, str] = {}
    for part in contents.parts(root):
        number = contents.part_number(root, part)
        if (root / f"{part.entry}.md").is_file() and (not number or number in numbers):
            why = (
                f"has the number of {numbers[number]}"
                if number
                else "has no number, which gives it its colour"
            )
            yield f"{part.entry}.md {why}. Begin it with three lines: “---”, “part: 3” with a free number, “---”."
        numbers.setdefault(number, f"{part.entry}.md")
        if not contents.part_title(root, part) and (root / f"{part.entry}.md").is_file():
            yield f"{part.entry}.md does not begin with a heading. Begin it with “# ” and the part's name."
        if not part.sections:
            yield f"_toc.yml lists no chapter below the part {part.entry}. Add its sections, or take it out."


def pages_are_in_the_contents(root: Path) -> Iterator[str]:
    """Every page of prose is listed in _toc.yml, and every page for facilitators on the first of them."""
    entries = contents.entries(root)
    patterns = contents.globs(root)
    first = root / FACILITATE / "index.md"
    text = files.read(first) if first.is_file() else ""
    for page in sorted((root / "book").rglob("*.md")):
        entry = page.relative_to(root).with_suffix("").as_posix()
        if entry not in entries and not any(fnmatch(entry, pattern) for pattern in patterns):
            yield f"{entry}.md is not in _toc.yml, so it is on no menu. List it there, or take it out."
        if page.parent == first.parent and page != first and text and f"({page.name}" not in text:
            yield f"{FACILITATE}/index.md does not lead to {page.name}. Add a link to it."


def every_reader_is_spoken_to(root: Path) -> Iterator[str]:
    """The page "Which chapter for me?" has a list for every reader that a chapter may name."""
    page = root / f"{WHICH}.md"
    text = files.read(page) if page.is_file() else ""
    for reader, who in readers().items():
        if text and f'data-for="{reader}"' not in text:
            yield (
                f"{WHICH}.md has no list for {who}. Add a heading and, below it: "
                f'<div data-lists="chapters" data-for="{reader}" data-as="rows"></div>'
            )


def _page_for(part: str) -> str:
    return f"{contents.PARTS_FOLDER}/{re.sub(r'[^a-z0-9]+', '-', part.lower()).strip('-')}.md"


RULES = (*rules(notebook_is_in_the_contents), *chapter_rules(chapter_stands_below_its_part))
BOOK_RULES = (
    BookRule(contents_can_be_built),
    BookRule(entries_have_their_files),
    BookRule(parts_are_whole),
    BookRule(pages_are_in_the_contents),
    BookRule(every_reader_is_spoken_to),
)
