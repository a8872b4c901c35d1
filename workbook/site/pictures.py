"""Drawings in Markdown pages stand in the page itself, so that they take its colours in light and in dark."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from workbook.kit.drawing import svg
from workbook.kit.text import files


def inline_drawings(app: Sphinx, doctree: nodes.document) -> None:
    """Handler for `doctree-read`: replace each `![words](drawing.svg)` with the drawing, named by its words.

    Raises `SvgError` for a drawing that holds script, style or anything from elsewhere.
    """
    for image in list(doctree.findall(nodes.image)):
        if not image["uri"].endswith(".svg"):
            continue
        path = Path(app.env.relfn2path(image["uri"])[1])
        drawing = _drawing(path, image.get("alt", ""))
        html = f'<div class="wb-drawing">{drawing}</div>'
        app.env.note_dependency(str(path))
        raw = nodes.raw("", html, format="html")
        parent = image.parent
        if isinstance(parent, nodes.paragraph) and len(parent.children) == 1:
            parent.replace_self(raw)
        else:
            image.replace_self(raw)


def _drawing(path: Path, label: str) -> str:
    """A drawing as HTML; an `SvgError` names its file."""
    try:
        return svg.inline(files.read(path), key=f"drawing-{path.stem}", label=label)
    except svg.SvgError as error:
        raise svg.SvgError(f"{path.name}: {error}") from error
