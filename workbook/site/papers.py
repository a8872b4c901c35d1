"""The papers of a session as Word files, for a facilitator who has the website and nothing else.

A page with `<div data-papers></div>` gets links to them. PDFs need Chromium, so `make packs` makes those.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from workbook.documents import word
from workbook.sessions.papers import command, papers
from workbook.sessions.papers import material as chapter
from workbook.sessions.papers.papers import LARGE

FOLDER = "_downloads/packs"
MARK = "<div data-papers></div>"
MADE = "papers.json"
"""What each Word file was made from, the writer too, as a hash: only what has changed is made again."""


def chapters(app: Sphinx) -> Iterator[tuple[chapter.Chapter, list[papers.Paper]]]:
    """Each chapter of this book that can be led, with its papers."""
    for path in chapter.every(Path(app.srcdir) / "notebooks"):
        one = chapter.read(path)
        yield one, papers.papers(one)


def list_them(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`: links to the Word files in the place that a page keeps for them."""
    if MARK not in source[0]:
        return
    up = "../" * docname.count("/")
    lines = []
    for one, made in chapters(app):
        app.env.note_dependency(f"notebooks/{one.session.page}.ipynb")
        lines += [f"### {one.name}", ""]
        folder = f"{up}{FOLDER}/{one.session.id}"
        large = {paper.name for paper in made if paper.size == LARGE}
        for paper in made:
            if paper.name not in large:
                label = escape(paper.title.removesuffix(f": {one.name}"))
                also = f"{paper.name}-large-print"
                bigger = f', or <a href="{folder}/{also}.docx">in large print</a>' if also in large else ""
                lines.append(f'- <a href="{folder}/{paper.name}.docx">{label}</a>{bigger}')
        lines.append("")
    source[0] = source[0].replace(MARK, "\n".join(lines))


def write(app: Sphinx, out: Path) -> None:
    """Write the Word files that a page of the built site links to."""
    pages = [out / f"{name}.html" for name in app.env.found_docs]
    if not any(FOLDER in page.read_text(encoding="utf-8") for page in pages if page.is_file()):
        return
    kept = Path(app.doctreedir) / MADE
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    now = {}
    writer = b"".join(path.read_bytes() for path in sorted(Path(word.__file__).parent.glob("*.py")))
    for one, made in chapters(app):
        folder = out / FOLDER / one.session.id
        folder.mkdir(parents=True, exist_ok=True)
        for paper in made:
            file = folder / f"{paper.name}.docx"
            said = repr((paper.title, paper.size, paper.blocks)).encode()
            name = file.relative_to(out).as_posix()
            now[name] = hashlib.sha256(said + writer).hexdigest()
            if before.get(name) != now[name] or not file.is_file():
                file.write_bytes(command.as_word(paper))
    kept.write_text(json.dumps(now), encoding="utf-8")
