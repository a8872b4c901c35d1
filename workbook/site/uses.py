"""The way back: on a page of evidence, each row says which steps of the book use it."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

from workbook.chapters.uses import Use, uses
from workbook.evidence.pages.rows import itself

FOLDER = "book/about/evidence/"
_ROW = re.compile(r"^  Row \[[^]]+\]\([^)#]+#(?P<id>[^)]+)\)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def add_to_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`: add to each row its uses, and to the page's end those of a table's rows."""
    if not docname.startswith(FOLDER):
        return
    known = uses(Path(app.srcdir) / "notebooks")
    text = source[0]
    inline = {match["id"] for match in _ROW.finditer(text)}
    text = _ROW.sub(lambda match: match[0] + _after(known.get(match["id"], [])), text)
    others = {id: known[id] for id in _ANCHOR.findall(text) if id in known and id not in inline}
    if others:
        text += "\n## Where this book uses these rows\n\n"
        text += "".join(
            f"- {itself(id, id.partition('.')[2])}: {_links(steps)}.\n" for id, steps in others.items()
        )
    source[0] = text
    for steps in known.values():
        for use in steps:
            if f"/{use.file}" in text:
                app.env.note_dependency(str(Path(app.srcdir) / "notebooks" / use.file))


def _after(steps: list[Use]) -> str:
    return f". Used in {_links(steps)}" if steps else ""


def _links(steps: list[Use]) -> str:
    return "; ".join(f"[{use.words}](../../../notebooks/{use.target})" for use in steps)
