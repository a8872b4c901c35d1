"""The command `packs`: every paper of a chapter, as PDF and as Word, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbook.chapters import notebook as reading
from workbook.documents import word
from workbook.documents.paper import LARGE, Paper
from workbook.sessions.papers import material as chapter
from workbook.sessions.papers import pages, papers

FOLDER = "_build/packs"
NEXT = (
    "Next: read the script. How many of each to print, and on what, stands in “Papers to print” "
    "(book/facilitate/packs.md)."
)


class PackError(Exception):
    """Nothing was made of a chapter. The message says why, and what to do."""


def make(paths: Iterable[Path], into: Path, *, pdfs: bool = True) -> Iterator[str]:
    """Make the packs of chapters, and tell of each what was made. A pack is there whole, or not at all."""
    found = [path for path in paths if reading.read(path).is_chapter]
    if not found:
        raise PackError(
            "Packs are made of chapters, whose files begin with a number. Name one, or none for all."
        )
    for path in found:
        yield _make(path, into, pdfs)


def _make(path: Path, into: Path, pdfs: bool) -> str:
    made = _papers(path)
    files = {f"{one.name}.docx": as_word(one) for one in made}
    if pdfs:
        files |= _as_pdf(made)
    folder = into / reading.read(path).id
    _replace(folder, files)
    large = sum(one.size == LARGE for one in made)
    forms = "as PDF and as Word" if pdfs else "as Word"
    told = folder.relative_to(into.parents[1]) if into.parts[-2:] == tuple(FOLDER.split("/")) else folder
    return f"{told}: {len(made) - large} papers {forms}, and {large} of them in large print too."


def _papers(path: Path) -> list[Paper]:
    try:
        return papers.papers(chapter.read(path))
    except pages.PageError as error:
        raise PackError(f"{error} Nothing was made of {path.name}.") from error
    except (LookupError, TypeError, ValueError) as error:
        raise PackError(
            f"{path.name} is not ready to be led, so nothing was made of it. "
            f"Run: python -m workbook check {path.stem}"
        ) from error


def as_word(paper: Paper) -> bytes:
    """One paper as a Word file."""
    return word.write(paper.title, paper.blocks, size=paper.size, foot=papers.BOOK)


def _as_pdf(made: Sequence[Paper]) -> dict[str, bytes]:
    from workbook.documents import pdf  # Playwright, which the Word files do not need

    try:
        return {f"{one.name}.pdf": data for one, data in zip(made, pdf.prints(made), strict=True)}
    except pdf.PrintError as error:
        raise PackError(str(error)) from error


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files into a new folder, and only then put it in the place of the old one."""
    new = folder.with_name(f"{folder.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for name, data in files.items():
            (new / name).write_bytes(data)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise PackError(
            f"{folder} could not be written ({error.strerror}). Close its files, and run it again."
        ) from error
