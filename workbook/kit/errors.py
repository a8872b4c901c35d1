"""What goes wrong for whoever uses the kit: with a command, or with a slip in a notebook."""

from __future__ import annotations

import linecache
import traceback


class CommandError(Exception):
    """It could not be done. The message says why, and what to do."""


class AuthorError(ValueError):
    """A slip in a notebook. The message names the mistake and the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Show the message, and the author's own line: what IPython prints instead of the whole stack."""
        frames = traceback.extract_tb(self.__traceback__)
        cells = [
            frame for frame in frames if "ipykernel" in frame.filename or "ipython" in frame.filename.lower()
        ]
        if not cells:
            return [str(self)]
        cell = cells[-1]
        line = linecache.getline(cell.filename, cell.lineno or 0).strip() or (cell.line or "")
        return [str(self), "", f"In line {cell.lineno} of this cell: {line}"]
