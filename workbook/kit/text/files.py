"""Text files that people write, read as UTF-8, with or without the mark that Excel and Notepad put before it."""

from __future__ import annotations

from pathlib import Path

from workbook.kit.errors import AuthorError, CommandError

BOM = "\ufeff"
"""The mark, as a character. It is no part of the text."""


class TextError(CommandError, AuthorError):
    """A file is no text in UTF-8. The message says which, in which line, and what to do."""


def read(path: Path, name: str = "") -> str:
    """The text of a file, with simple line ends. `name` is what an author knows the file by, if not its last name.

    Raises `TextError` where it is not in UTF-8: Excel's plain “CSV” is not, say.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        where = (
            "Excel calls it “CSV UTF-8”" if path.suffix == ".csv" else "most editors offer it under Save As"
        )
        raise TextError(
            f"{name or path.name}, line {line}: this is no text in UTF-8. Save it as UTF-8; {where}."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
