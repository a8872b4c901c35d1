"""``chapter("mid-staffordshire")``: the first cell of a chapter, and what every activity in it hangs on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from workbook import paths
from workbook.kit.authoring.cell import Cell
from workbook.kit.authoring.errors import AuthorError


@dataclass(frozen=True)
class Chapter:
    """One chapter, as its notebook's ``metadata.workbook`` describes it; shown as the chapter's header."""

    id: str
    title: str
    part: str
    minutes: int
    outcomes: tuple[str, ...]
    resources: tuple[str, ...]
    content_note: str = ""

    def _repr_html_(self) -> str:
        """Return the header that readers see: how long, what for, and which report."""
        lines = [
            f'<header class="wb-chapter" data-chapter="{escape(self.id)}">',
            '<p class="wb-chapter-meta">'
            f'<span class="wb-chapter-part">{escape(self.part)}</span> <span>·</span> '
            f'<span class="wb-chapter-minutes">About {self.minutes} minutes, in short steps</span></p>',
        ]
        if self.outcomes:
            lines.append('<p class="wb-chapter-lead">You will be able to:</p>')
            lines.append('<ul class="wb-chapter-outcomes">')
            lines += [f"<li>{escape(outcome)}</li>" for outcome in self.outcomes]
            lines.append("</ul>")
        lines += [_resource_line(name) for name in self.resources]
        if self.content_note:
            lines.append(
                f'<p class="wb-chapter-note">{escape(self.content_note)} '
                '<a href="../book/where-to-turn.md">Where to turn</a></p>'
            )
        lines.append("</header>")
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Say which chapter this is, the same on every run."""
        return f"Chapter: {self.title}"


_current: tuple[Chapter, Cell] | None = None


def chapter(id: str) -> Chapter:
    """Open a chapter. Write it once, in the first code cell, with the chapter's id.

    The id is the notebook's file name without its number, and the same as in its ``metadata.workbook``.
    """
    global _current
    cell = Cell.now()
    if _current is not None and not cell.reruns(_current[1]):
        said = _current[0].id
        if said == id:
            raise AuthorError(
                f'chapter("{id}") is already said in another cell of this notebook. '
                "Keep the first one and delete this one."
            )
        raise AuthorError(
            f"This notebook is already the chapter “{said}”, so it cannot also be “{id}”. "
            "One notebook is one chapter: delete one of the two calls, or restart the kernel "
            "if you have just changed the name."
        )
    opened = _from_metadata(id, *_find(id))
    _current = (opened, cell)
    return opened


def current() -> Chapter:
    """Return the chapter that this notebook has opened."""
    if _current is None:
        raise AuthorError(
            "No chapter has been opened yet, so this activity has nothing to hang on. "
            'Run the first code cell, the one that says chapter("..."), or write it.'
        )
    return _current[0]


def forget() -> None:
    """Close the chapter and forget which keys it used. For tests."""
    from workbook.kit.activities import _base

    global _current
    _current = None
    _base.used.clear()


def _find(id: str) -> tuple[Path, Mapping[str, Any]]:
    """Find the notebook of a chapter: in the folder the kernel runs in, else in ``notebooks``."""
    unlabelled: list[str] = []
    for folder in (Path.cwd(), paths.NOTEBOOKS):
        for path in sorted([*folder.glob(f"*-{id}.ipynb"), *folder.glob(f"{id}.ipynb")]):
            try:
                metadata = json.loads(path.read_text("utf-8")).get("metadata", {}).get("workbook", {})
            except (OSError, ValueError) as error:
                raise AuthorError(f"{path.name} cannot be read as a notebook ({error}).") from error
            if metadata.get("id") == id:
                return path, metadata
            unlabelled.append(path.name)
    if unlabelled:
        raise AuthorError(
            f"{unlabelled[0]} does not say that it is the chapter “{id}”. Give the notebook's metadata a "
            f'"workbook" part with "id": "{id}", and "title", "part", "minutes", "resources" and "outcomes" '
            "(in JupyterLab: the cogs at the top right, Advanced Tools, Notebook Metadata)."
        )
    raise AuthorError(
        f"There is no notebook for the chapter “{id}”. A chapter's id is its file name without the number: "
        f"save this notebook as something like 05-{id}.ipynb, or correct the id."
    )


def _from_metadata(id: str, path: Path, metadata: Mapping[str, Any]) -> Chapter:
    """Read a chapter from its notebook's metadata, naming what is missing."""
    missing = [name for name in ("title", "part", "minutes", "resources", "outcomes") if name not in metadata]
    if missing:
        raise AuthorError(
            f"The metadata of {path.name} lacks {' and '.join(missing)} in its “workbook” part. Add it there."
        )
    for name in metadata["resources"]:
        _resource(name)
    return Chapter(
        id=id,
        title=str(metadata["title"]),
        part=str(metadata["part"]),
        minutes=int(metadata["minutes"]),
        outcomes=tuple(metadata["outcomes"]),
        resources=tuple(metadata["resources"]),
        content_note=str(metadata.get("content_note", "")),
    )


def _resource(name: str) -> Any:
    """Find a resource in the evidence; say so when it is not there."""
    from workbook import evidence

    try:
        return evidence.resource(name)
    except (evidence.EvidenceError, KeyError) as error:
        raise AuthorError(
            f"“{name}” is not a resource in data/resources.csv. "
            "Correct the “resources” in the notebook's metadata."
        ) from error


def _resource_line(name: str) -> str:
    """Say which report, talk or paper this is about, who made it, and how much of it was read."""
    resource = _resource(name)
    authors = resource.authors if isinstance(resource.authors, str) else ", ".join(resource.authors)
    title = escape(resource.title)
    linked = f'<a href="{escape(resource.url)}">{title}</a>' if resource.url else title
    made = f"{resource.kind.capitalize()} by {authors}" + (f", {resource.year}" if resource.year else "")
    length = f" {resource.length.rstrip('.')}." if resource.length else ""
    about = escape(f"{made}.{length}")
    return f'<p class="wb-chapter-resource"><cite>{linked}</cite>. <span>{about}</span></p>'
