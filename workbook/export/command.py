"""The command `export`: from a notes file to a document, and a word on what was done and left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook.chapters import catalogue
from workbook.documents import markdown, word
from workbook.export import choosing, documents, purposes
from workbook.export.choosing import Answer
from workbook.export.documents import Document
from workbook.kit.learner import notes
from workbook.kit.text.blocks import as_text, clean

ENDS = {"text": "txt", "markdown": "md", "word": "docx"}
LEFT_OUT = {
    "sensitive": "to sensitive questions (add them with --sensitive)",
    "quiz": "to quizzes (name one with --only)",
    "private": "to questions about your own habits (name one with --only)",
    "unknown": "that are no longer in this edition (name one with --only)",
}


class ExportError(Exception):
    """Nothing was made. The message says why, and what to do."""


@dataclass(frozen=True)
class Made:
    """What an export gave: text to print, if there is no file, and what to tell."""

    text: str
    told: str


def export(
    *,
    notes_file: Path | None = None,
    purpose: str = "plain",
    form: str = "text",
    to: Path | None = None,
    only: Sequence[str] = (),
    sensitive: bool = False,
    force: bool = False,
) -> Made:
    """Make a document from a notes file, and write it or return it as text."""
    try:
        wanted = purposes.purpose(purpose)
    except purposes.PurposeError as error:
        raise ExportError(str(error)) from error
    entries = _read(notes_file or notes.path())
    book = catalogue.stored()
    answers = [one for group in choosing.offered(book, entries) for one in group.answers]
    keys = _choose(answers, only, sensitive)
    typed = f"{choosing.OWN}.{purpose}" in entries
    if not keys and not typed:
        raise ExportError(_nothing(answers))
    document = documents.document(purpose, book, entries, keys)
    if to is None and form == "word":
        to = Path(f"{wanted['file']}-{date.today().isoformat()}.{ENDS[form]}")
    counts = _counts(answers, keys)
    if to is None:
        return Made(_as_bytes(document, form).decode(), counts)
    _write(to, _as_bytes(document, form), force)
    return Made(
        "", f"{to} written. {counts} Next: open it, check that nobody can be known from it, and use it."
    )


def _read(file: Path) -> dict[str, notes.Entry]:
    try:
        return notes.renamed(notes.loads(file.read_text("utf-8-sig")), notes.aliases())
    except FileNotFoundError as error:
        raise ExportError(
            f"There are no notes at {file}. Write something in a chapter first; or, on the website, press "
            "“Save my notes” on the page My notes, and name the file: --notes my-notes.json"
        ) from error
    except notes.NotesError as error:
        raise ExportError(f"{file} cannot be used. {error} It has been left as it is.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(
            f"{file} cannot be read ({getattr(error, 'strerror', None) or 'it is no text'}). "
            "Choose the file that “Save my notes” made."
        ) from error


def _choose(answers: Sequence[Answer], only: Sequence[str], sensitive: bool) -> list[str]:
    known = [one.key for one in answers]
    for key in only:
        if key not in known:
            listed = "\n".join(f"- {one}" for one in known) or "- none yet"
            raise ExportError(f"There is no answer under “{key}”. There are answers under:\n{listed}")
    if only:
        return [key for key in known if key in only]
    return [one.key for one in answers if not one.why_not or (sensitive and one.why_not == "sensitive")]


def _nothing(answers: Sequence[Answer]) -> str:
    if not answers:
        return "Nothing is written in these notes yet, so there is nothing to take out. Start in any chapter."
    return f"No answer is chosen. {_counts(answers, [])}"


def _counts(answers: Sequence[Answer], keys: Sequence[str]) -> str:
    parts = [f"It holds {_answers(len(keys))}."] if keys else []
    for why, words in LEFT_OUT.items():
        left = sum(1 for one in answers if one.why_not == why and one.key not in keys)
        if left:
            parts.append(f"Left out: {_answers(left)} {words}.")
    return " ".join(parts)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _as_bytes(document: Document, form: str) -> bytes:
    if form == "word":
        return word.write(document.title, document.blocks)
    if form == "markdown":
        return markdown.as_markdown(document.title, document.blocks).encode()
    return clean(as_text(document.title, document.blocks)).encode()


def _write(to: Path, data: bytes, force: bool) -> None:
    try:
        with to.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise ExportError(
            f"{to} is there already. Name another file, or add --force to write over it."
        ) from error
    except OSError as error:
        raise ExportError(
            f"{to} cannot be written ({error.strerror}). Name another place: --to FILE"
        ) from error
