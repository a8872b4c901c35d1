"""``chapter("mid-staffordshire")``: the first cell of a chapter, and what every activity in it hangs on."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from workbook.kit import book
from workbook.kit.authoring.cell import Cell
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text.templates import environment, tidy


@dataclass(frozen=True)
class Chapter:
    """One chapter, as its notebook's ``metadata.workbook`` describes it; shown as the chapter's header."""

    id: str
    title: str
    part: str = ""
    minutes: int = 0
    outcomes: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    content_note: str = ""
    kept: bool = True
    """Whether answers in it go into the learner's notes."""
    used: dict[str, tuple[str, Cell]] = field(default_factory=dict, repr=False, compare=False)
    """Every key that an activity of this chapter has taken: of which kind it is, and in which cell."""
    boxes: list[str] = field(default_factory=list, repr=False, compare=False)
    """The keys of activities with a box to write in, in the order in which they came."""

    def take(self, key: str, kind: str) -> None:
        """Take a key for an activity; refuse one that an activity of another cell has."""
        cell = Cell.now()
        earlier = self.used.get(key)
        if (
            earlier is not None
            and not (cell.in_callback and earlier[0] == kind)
            and not cell.reruns(earlier[1])
        ):
            raise AuthorError(
                f"The key “{key}” is used twice in this notebook (the other one is a {earlier[0]}). "
                "Two activities cannot share one answer: give this one another name. "
                "If you have just moved or changed the cell, restart the kernel and run all cells."
            )
        self.used[key] = (kind, cell)

    def is_first_box(self, key: str) -> bool:
        """Whether this is the chapter's first box to write in: there stands what to know before writing."""
        if key not in self.boxes:
            self.boxes.append(key)
        return self.boxes[0] == key

    def _repr_html_(self) -> str:
        """Return the header that readers see: how long, what for, and which report."""
        return tidy(
            environment(Path(__file__).parent)
            .get_template("chapter.html")
            .render(
                chapter=self,
                resource_lines=[Markup(_resource_line(name)) for name in self.resources],
                turn=book.current().page("where-to-turn"),
            )
        )

    def __repr__(self) -> str:
        """Say which chapter this is, the same on every run."""
        return f"Chapter: {self.title}"


TRIAL = "trial"
"""The id under which a notebook that opens no chapter tries activities."""
_current: tuple[Chapter, Cell] | None = None
_trial = Chapter(TRIAL, "Trying out", kept=False)


@author_call
def chapter(
    id: str,
    *,
    title: str = "",
    part: str = "",
    minutes: int = 0,
    outcomes: Iterable[str] = (),
    content_note: str = "",
) -> Chapter:
    """Open a chapter. Write it once, in the first code cell, with the chapter's id.

        chapter("first-steps", title="First steps")

    Without a title, all else is read from the notebook's ``metadata.workbook``; the id is then the notebook's file
    name without its number, and the same as in that metadata. Readers' answers hang on the id for ever.
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
    if title:
        opened = Chapter(_checked(id), title, part, minutes, tuple(outcomes), content_note=content_note)
    elif part or minutes or outcomes or content_note:
        raise AuthorError(f'chapter("{id}", ...) has no title. Add title="...".')
    else:
        opened = _from_metadata(id, *_find(id))
    _current = (opened, cell)
    return opened


def current() -> Chapter:
    """Return the chapter that this notebook has opened; where it is no chapter, one to try activities in.

    So one import and one call are enough in a notebook of one's own. Nothing that is typed there is kept.
    """
    if _current is not None:
        return _current[0]
    if _is_chapter(os.environ.get(_RUNNING, "")):
        raise AuthorError(
            "No chapter has been opened yet, so this activity has nothing to hang on. "
            'Run the first code cell, the one that says chapter("..."), or choose Run, then Run All Cells.'
        )
    return _trial


def forget() -> None:
    """Close the chapter, and with it the keys it used. For tests."""
    global _current
    _current = None
    _trial.used.clear()
    _trial.boxes.clear()


_RUNNING = "JPY_SESSION_NAME"
"""Where Jupyter tells a kernel which notebook it runs."""


def _is_chapter(notebook: str) -> bool:
    """Say whether a notebook's metadata name it as a chapter."""
    try:
        metadata = json.loads(Path(notebook).read_text("utf-8-sig"))["metadata"]
        return "id" in metadata["workbook"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _checked(id: str) -> str:
    if id == TRIAL:
        raise AuthorError(f"“{TRIAL}” is for notebooks that open no chapter. Choose another id.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        near = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-") or "first-steps"
        raise AuthorError(
            f"“{id}” cannot be a chapter's id. Use lower-case letters and digits with dashes between, such as “{near}”."
        )
    return id


def _find(id: str) -> tuple[Path, Mapping[str, Any]]:
    """Find the notebook of a chapter: in the folder the kernel runs in, else where the book has its chapters."""
    unlabelled: list[str] = []
    for folder in (Path.cwd(), Path(book.current().notebooks or ".")):
        for path in sorted([*folder.glob(f"*-{id}.ipynb"), *folder.glob(f"{id}.ipynb")]):
            try:
                metadata = json.loads(path.read_text("utf-8-sig")).get("metadata", {}).get("workbook", {})
            except (OSError, ValueError) as error:
                raise AuthorError(f"{path.name} cannot be read as a notebook ({error}).") from error
            if metadata.get("id") == id:
                return path, metadata
            unlabelled.append(path.name)
    if unlabelled:
        raise AuthorError(
            f"{unlabelled[0]} does not say that it is the chapter “{id}”. Give the notebook's metadata a "
            f'"workbook" part with "id": "{id}", and {_listed(book.current().metadata)} '
            "(in JupyterLab: the cogs at the top right, Advanced Tools, Notebook Metadata)."
        )
    raise AuthorError(
        f"There is no notebook for the chapter “{id}”. A chapter's id is its file name without the number: "
        f"save this notebook as something like 05-{id}.ipynb, or correct the id. Or say what the chapter is called: "
        f'chapter("{id}", title="...").'
    )


def _from_metadata(id: str, path: Path, metadata: Mapping[str, Any]) -> Chapter:
    """Read a chapter from its notebook's metadata, naming what is missing."""
    missing = [name for name in book.current().metadata if name not in metadata]
    if missing:
        raise AuthorError(
            f"The metadata of {path.name} lacks {' and '.join(missing)} in its “workbook” part. Add it there."
        )
    resources = tuple(metadata.get("resources", ()))
    for name in resources:
        _resource_line(name)
    return Chapter(
        id=id,
        title=str(metadata.get("title", id)),
        part=str(metadata.get("part", "")),
        minutes=int(metadata.get("minutes", 0)),
        outcomes=tuple(metadata.get("outcomes", ())),
        resources=resources,
        content_note=str(metadata.get("content_note", "")),
    )


def _resource_line(name: str) -> str:
    """Say which report, talk or paper this is about, as the book says it."""
    if not book.current().resource_line:
        raise AuthorError(
            f"The metadata names the resource “{name}”, and this book has none. Take out “resources”, or say where "
            "they are: resource_line in the book's configuration (workbook/kit/book.py)."
        )
    try:
        return str(book.current().call("resource_line", name))
    except (ValueError, KeyError) as error:
        raise AuthorError(str(error)) from error


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
