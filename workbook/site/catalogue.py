"""The catalogue of activities: what My notes needs to show answers in order, and to lead back to their place.

It is made from the finished pages, so it holds exactly what readers see, and written as a classic script:
a page opened from a folder may load a script, but not fetch a file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from workbook.chapters.catalogue import chapters

NAME = "catalogue.js"


def script(made: list[dict[str, Any]]) -> str:
    """The catalogue as a script."""
    data = json.dumps({"chapters": made}, ensure_ascii=False, separators=(",", ":"))
    return f"window.whysAndHowsCatalogue={data};\n"


def in_order(app: Sphinx) -> list[str]:
    """The pages of the book as the contents list them; last, any that they do not list."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name not in found:
            found.append(name)
            for child in app.env.toctree_includes.get(name, []):
                visit(child)

    visit(app.config.root_doc)
    return [*found, *sorted(app.env.found_docs - set(found))]


def write(app: Sphinx, out: Path) -> None:
    """Write the catalogue of the built site."""
    pages = ((f"{name}.html", out / f"{name}.html") for name in in_order(app))
    read = ((page, path.read_text(encoding="utf-8")) for page, path in pages if path.is_file())
    target = out / "_static" / NAME
    target.write_text(script(chapters(read)), encoding="utf-8", newline="\n")
