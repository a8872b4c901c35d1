"""What an author writes in a notebook of this workbook: ``chapter``, ``reflect``, ``chart``, ``evidence_table``.

    from workbook import chapter, reflect

    chapter("mid-staffordshire")

The activities come from the files in ``workbook/kit/activities``: a new file there brings its names with it. Each
name is loaded when it is first used, because drawing is heavy. Another book takes the same names, all but the
charts, from ``workbook.kit``; they then serve that book.
"""

from __future__ import annotations

from typing import Any

from workbook import kit, paths
from workbook.kit import book

THIS_BOOK = book.Book(
    title="The Whys and the Hows",
    name="whys-and-hows",
    root="../",
    pages={
        "your-words": "book/about/your-words.md",
        "where-to-turn": "book/where-to-turn.md",
        "if-asked": "book/if-you-are-asked.md",
        "if-it-happened": "book/about/if-it-happened-to-you.md",
        "my-notes": "book/my-notes.md",
        "look-back": "book/look-back.md",
    },
    evidence_page="book/about/evidence/{page}.md#{row}",
    evidence_rows="workbook.evidence:rows",
    resource_line="workbook.chapters.resources:line",
    named="workbook.chapters.resources:named_in_public",
    view="workbook.charts:view",
    metadata=("title", "part", "minutes", "resources", "outcomes"),
    habits=str(paths.HABITS),
    notebooks=str(paths.NOTEBOOKS),
    keys=str(paths.KEYS),
)
"""This workbook, for the kit. Whoever runs a part of this workbook says `book.use(THIS_BOOK)` first."""

_NAMES = {
    **kit.NAMES,
    "chart": "workbook.charts",
    "table": "workbook.charts",
    "evidence_table": "workbook.evidence",
    "chapter_list": "workbook.chapters.listed",
}


def __getattr__(name: str) -> Any:
    """Find what an author uses, the first time; from now on the kit serves this workbook."""
    found = kit.lookup(__name__, _NAMES, name)
    book.use(THIS_BOOK)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List what an author can use, so that an editor can offer it."""
    return kit.names(_NAMES)
