"""Where a link leads: to a file that is there, and to a heading, a row or an activity on that page."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from workbook.chapters.notebook import NotANotebook, read
from workbook.kit.paths import file_version
from workbook.kit.text import files, markdown

_NAMED = re.compile(r"""\bid=["']([^"']+)["']""")


def problem(target: str, page: Path) -> str:
    """What is wrong with where a link on a page leads; empty when nothing is."""
    if re.match(r"https://[^/]+\.[^/]+", target):
        return ""
    if re.match(r"(?:tel|sms):\+?\d", target):
        return ""  # the numbers have a rule of their own
    if re.match(r"[a-z][a-z0-9+.-]*:|//|/", target, re.IGNORECASE):
        return "is neither relative nor https. Write the way from this file, such as ../book/glossary.md."
    name, _, anchor = target.partition("#")
    if not name:
        return "" if anchor in _anchors(page) else "leads to a heading that is not on this page. Correct it."
    if name.endswith(".html"):
        return "leads to a page of the built website. Link to its source, the .md or .ipynb file."
    path = (page.parent / name).resolve()
    if not path.exists():
        return "leads to a file that does not exist. Correct it, or write the file."
    if not anchor or path.suffix not in (".md", ".ipynb"):
        return ""
    try:
        have = _anchors(path)
    except (NotANotebook, files.TextError):
        return ""  # its own check says that it cannot be read
    if anchor in have:
        return ""
    if path.suffix == ".md" and "." in anchor:
        return f"leads to the row {anchor}, which is not on that page. Each row's id stands below it."
    near = difflib.get_close_matches(anchor, have, n=1, cutoff=0.3)
    hint = f" Did you mean #{near[0]}?" if near else ""
    return f"leads to a heading that is not on that page, and the book would not build.{hint}"


def pages_lead_somewhere(root: Path) -> Iterator[str]:
    """The links of every page of prose lead to a file that is there, and to a heading on it."""
    for page in sorted((root / "book").rglob("*.md")):
        for words, target in markdown.links(files.read(page)):
            outside = re.match(r"https?://", target)
            if not outside and (wrong := problem(target, page)):
                yield f"{page.relative_to(root).as_posix()}: the link [{words}]({target}) {wrong}"


def _anchors(page: Path) -> list[str]:
    """Everything on a page that a link can lead to: headings, elements with an id, and a chapter's activities."""
    return _anchors_of(page, file_version(page))


@lru_cache(maxsize=512)
def _anchors_of(page: Path, _: tuple[int, int, int]) -> list[str]:
    if page.suffix == ".ipynb":
        notebook = read(page)
        headings = [heading for cell in notebook.prose for heading in markdown.headings(cell.source)]
        shown = [name for cell in notebook.code for name in _NAMED.findall(cell.html)]
        keys = [activity.key for _, activity in notebook.activities]
        return [*(markdown.anchor(heading) for heading in headings), *shown, *keys]
    text = files.read(page)
    return [*(markdown.anchor(heading) for heading in markdown.headings(text)), *_NAMED.findall(text)]
