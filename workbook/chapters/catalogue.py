"""The catalogue of activities: what each says, in the book's order, from stored or published HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from workbook.chapters import contents
from workbook.kit.authoring.published import activities
from workbook.paths import NOTEBOOKS

MINUTES = re.compile(r'class="wb-chapter-minutes">About (\d+) minutes')


def chapters(pages: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """One entry for each page that has activities, from pairs of address and HTML, in the book's order."""
    catalogue = []
    for page, html in pages:
        specs = [activity.spec for activity in activities(html)]
        if specs:
            own = [{name: value for name, value in spec.items() if name != "chapter"} for spec in specs]
            minutes = MINUTES.search(unescape(html))
            about = {"minutes": int(minutes[1])} if minutes else {}
            catalogue.append({**specs[0]["chapter"], **about, "page": page, "activities": own})
    return catalogue


def stored(folder: Path = NOTEBOOKS) -> list[dict[str, Any]]:
    """The catalogue of the notebooks in a folder, from the outputs that they hold."""
    return chapters(
        (notebook.path.name, "\n".join(cell.html for cell in notebook.code))
        for notebook in contents.readable(folder)
        if not notebook.only_in_jupyter
    )
