"""A notebook as Jupyter is given it, and the way back: what Jupyter would change, and links it would not follow.

On opening, Jupyter writes Python's exact version into a notebook, which then counts as unsaved. And it looks for a
link's heading under an id of its own making, `Where-we-stand`, where website and code hosts look for
`where-we-stand`. So a heading that is linked to is given a second id, and a link to a page of prose is told in
Jupyter's way. And Run All Cells unfolds each folded Markdown cell, so a note for whoever leads opens with a click on
its heading instead. What is saved has none of it.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbook.chapters.notebook import FACILITATOR
from workbook.kit.paths import file_version
from workbook.kit.text import markdown

_FOLD = "<details><summary>For whoever leads a group</summary>\n\n"
_FOLD_ENDS = "\n\n</details>"
_SECOND_ID = re.compile(r'<a id="[a-z0-9-]+"></a>$', re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_PAGE = re.compile(r"\]\((?P<page>[^()#\s]+\.md)#(?P<anchor>[^().\s]+)\)")
_HERE = re.compile(r"\]\(#([a-z0-9-]+)\)")
_PLAIN = re.compile(r"[A-Za-z0-9-]+")


def as_opened(notebook: dict[str, Any], path: Path) -> None:
    """Change a notebook that is about to be opened, in place."""
    language = notebook.get("metadata", {}).get("language_info", {})
    if language.get("name") == "python":
        language["version"] = sys.version.split()[0]
    cells = _prose(notebook)
    wanted = {anchor for cell in cells for anchor in _HERE.findall(cell["source"])}
    for cell in cells:
        source = _HEADING.sub(lambda found: _with_id(found, wanted), cell["source"])
        cell["source"] = _PAGE.sub(lambda found: _jupyters(found, path.parent), source)
        if FACILITATOR in cell["metadata"].get("tags", []):
            cell["source"] = f"{_FOLD}{cell['source']}{_FOLD_ENDS}"
            cell["metadata"].get("jupyter", {}).pop("source_hidden", None)


def as_stored(notebook: dict[str, Any]) -> None:
    """Take that back from a notebook that is about to be stored, in place."""
    for cell in _prose(notebook):
        source = cell["source"].removeprefix(_FOLD).removesuffix(_FOLD_ENDS)
        cell["source"] = _PAGE.sub(
            lambda found: f"]({found['page']}#{markdown.anchor(found['anchor'])})",
            _SECOND_ID.sub("", source),
        )


def _prose(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    cells = [cell for cell in notebook.get("cells", []) if cell.get("cell_type") == "markdown"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    return cells


def _with_id(heading: re.Match[str], wanted: set[str]) -> str:
    anchor = markdown.anchor(heading[1])
    return f'{heading[0]}<a id="{anchor}"></a>' if anchor in wanted else heading[0]


def _jupyters(link: re.Match[str], folder: Path) -> str:
    """A link to a heading of a page of prose as Jupyter finds it; left as it is where the heading is not plain."""
    page = (folder / link["page"]).resolve()
    if not page.is_file():
        return link[0]
    heading = _headings(page, file_version(page)).get(link["anchor"], "")
    return f"]({link['page']}#{heading})" if _PLAIN.fullmatch(heading) else link[0]


@lru_cache(maxsize=64)
def _headings(page: Path, _: tuple[int, int, int]) -> dict[str, str]:
    """The headings of a page: by their ids on the website, Jupyter's."""
    return {
        markdown.anchor(heading): heading.replace(" ", "-")
        for heading in markdown.headings(page.read_text("utf-8"))
    }
