"""The catalogue of activities: what each says, in the book's order, from stored or published HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from workbook.paths import NOTEBOOKS

ACTIVITY = re.compile(
    r'data-activity="[a-z]+" data-key="(?P<key>[^"]+)"[^>]*>\s*'
    r'<script type="application/json">(?P<spec>.*?)</script>',
    re.S,
)
MINUTES = re.compile(r'class="wb-chapter-minutes">About (\d+) minutes')


def activities(html: str) -> list[dict[str, Any]]:
    """What each activity of a page says, in order."""
    return [json.loads(found["spec"]) for found in ACTIVITY.finditer(html)]


def chapters(pages: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """One entry for each page that has activities, from pairs of address and HTML, in the book's order."""
    made = []
    for page, html in pages:
        found = activities(html)
        if found:
            own = [{name: value for name, value in one.items() if name != "chapter"} for one in found]
            minutes = MINUTES.search(unescape(html))
            about = {"minutes": int(minutes[1])} if minutes else {}
            made.append({**found[0]["chapter"], **about, "page": page, "activities": own})
    return made


def stored(folder: Path = NOTEBOOKS) -> list[dict[str, Any]]:
    """The catalogue of the notebooks in a folder, from the outputs that they hold."""
    return chapters((path.name, _html(path)) for path in sorted(folder.glob("*.ipynb")))


def _html(path: Path) -> str:
    """All HTML that a notebook's outputs hold."""
    cells = json.loads(path.read_text("utf-8"))["cells"]

    def shown() -> Iterator[str]:
        for cell in cells:
            for output in cell.get("outputs", []):
                yield "".join(output.get("data", {}).get("text/html", []))

    return "\n".join(shown())
