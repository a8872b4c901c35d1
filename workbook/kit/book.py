"""What the kit has to know of the book it serves: its name, its pages of help, and where its evidence is.

A book says so in the one place that Jupyter Book and a kernel both can read, `_config.yml`:

    title: Caring for carers
    sphinx:
      extra_extensions: [workbook.kit.sphinx]
      config:
        workbook:
          pages: {where-to-turn: help.md}

Everything has a default, so a book may say nothing at all. A package that stands on the kit calls `use(Book(...))`
instead, as this workbook does.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from workbook.kit.errors import AuthorError

CONFIG = "_config.yml"
"""Jupyter Book's own configuration file."""

PAGES = (
    "your-words",
    "where-to-turn",
    "if-asked",
    "if-it-happened",
    "my-notes",
    "look-back",
)
"""Names of the pages that an activity or the bar of notes may link to."""


class BookError(ValueError):
    """The configuration of a book is wrong. The message names the mistake and the remedy."""


@dataclass(frozen=True)
class Book:
    """The configuration of the kit for one book."""

    title: str = "This book"
    """The book's title, as readers see it on what they copy, print and save."""
    name: str = "workbook"
    """Begins the names of everything that is kept: `<name>.notes` in a browser, the format `<name>-notes` in a file.
    It never changes once readers have notes."""
    root: str = ""
    """The way from a notebook's folder to the book's root, such as `../`."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Pages of help by their name (see `PAGES`), each as the path of its source from the book's root. A page that
    is not named is not linked to."""
    evidence_page: str = ""
    """Where a row of evidence stands, from the book's root: `evidence/{page}.md#{row}`. Empty: no evidence."""
    evidence_rows: str = ""
    """A function that returns the ids of all rows, as `package.module:function`."""
    resource_line: str = ""
    """A function that returns the line of HTML about one of a chapter's resources, by its name."""
    named: str = ""
    """A function that returns whom the book names in public, for the name check:
    ``{"people": [surnames], "numbers": [digits of telephone numbers]}``."""
    view: str = ""
    """A function that returns the charts of one view by its name, for the activity `explore`."""
    metadata: tuple[str, ...] = ("title",)
    """What a chapter's notebook must say in `metadata.workbook`."""
    habits: str = ""
    """A YAML file of questions for the activity `habits`."""
    kinds: tuple[str, ...] = ()
    """Kinds of activity that are the book's own, each as `module:KIND` (see `kit/activities/kind.py`)."""
    notebooks: str = ""
    """The folder of the chapters, for a kernel that runs elsewhere. Empty: the kernel's own folder."""
    keys: str = ""
    """A JSON file whose `aliases` say what old keys of activities are called now."""

    def __post_init__(self) -> None:
        """Refuse a name that cannot begin the name of a file, and pages that nothing links to."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise BookError(
                f"“{self.name}” cannot be a book's name. Use lower-case letters and digits with dashes between."
            )
        if unknown := sorted(set(self.pages) - set(PAGES)):
            raise BookError(
                f"Nothing links to a page called “{unknown[0]}”. The pages that may be named: {', '.join(PAGES)}."
            )

    @property
    def notes_format(self) -> str:
        """What a file of notes says that it is."""
        return f"{self.name}-notes"

    def page(self, name: str) -> str:
        """The address of a page of help, from a notebook; empty where the book has none."""
        return self.root + self.pages[name] if name in self.pages else ""

    def evidence(self, row: str) -> str:
        """The address of a row of evidence, from a notebook."""
        return self.root + self.evidence_page.format(page=row.partition(".")[0], row=row)

    def call(self, function: str, *arguments: Any) -> Any:
        """Call one of the book's own functions, such as `view`, which is imported only now."""
        return imported(getattr(self, function))(*arguments)

    @property
    def aliases(self) -> dict[str, str]:
        """Old keys of activities, and what they are called now."""
        if not self.keys:
            return {}
        found: dict[str, str] = json.loads(Path(self.keys).read_text("utf-8"))["aliases"]
        return found

    @property
    def named_in_public(self) -> dict[str, list[str]]:
        """The people and numbers that the name check leaves alone."""
        found: dict[str, list[str]] = self.call("named") if self.named else {"people": [], "numbers": []}
        return found

    def for_browser(self) -> dict[str, Any]:
        """What an activity's script has to know; addresses are from a notebook, as authors write them."""
        return {
            "title": self.title,
            "name": self.name,
            "pages": {name: self.page(name) for name in self.pages},
            "evidence": self.root + self.evidence_page if self.evidence_page else "",
            "named": self.named_in_public,
        }

    def for_page(self) -> dict[str, Any]:
        """The same for a page of the website: addresses are of finished pages, from the site's root."""
        return {
            "title": self.title,
            "name": self.name,
            "pages": {name: _as_html(source) for name, source in self.pages.items()},
            "evidence": _as_html(self.evidence_page),
            "aliases": self.aliases,
            "named": self.named_in_public,
        }


_used: Book | None = None


def use(book: Book | None) -> None:
    """Serve this book from now on; with None, the one whose folder the program runs in."""
    global _used
    _used = book


def current() -> Book:
    """The book that is served: the one in `use`, else the one that `_config.yml` above this folder describes."""
    return _used if _used is not None else _nearest(Path.cwd())


def configured(title: str, settings: Mapping[str, Any], root: str = "") -> Book:
    """The book that a title and the settings under `workbook` in its configuration describe.

    Without a `name` the title gives it. Raises `BookError` for a setting that there is not.
    """
    known = {one.name for one in fields(Book)} - {"title", "root"}
    if unknown := sorted(set(settings) - known):
        raise BookError(
            f"There is no setting “{unknown[0]}” under “workbook”. The settings are: {', '.join(sorted(known))}."
        )
    own: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()
    }
    derived = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or Book.name
    own.setdefault("name", derived)
    return Book(title=title or Book.title, root=root, **own)


@cache
def _nearest(folder: Path) -> Book:
    for parent in (folder, *folder.parents):
        if (parent / CONFIG).is_file():
            stored = yaml.safe_load((parent / CONFIG).read_text("utf-8")) or {}
            settings = ((stored.get("sphinx") or {}).get("config") or {}).get("workbook") or {}
            up = os.path.relpath(parent, folder).replace(os.sep, "/")
            return configured(str(stored.get("title") or ""), settings, "" if up == "." else f"{up}/")
    return Book()


def _as_html(source: str) -> str:
    return re.sub(r"\.(md|ipynb)(?=#|$)", ".html", source)


def imported(reference: str) -> Any:
    """Import what a setting names, as `package.module:name`. Raises `AuthorError` where a library is missing."""
    module, _, name = reference.partition(":")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        raise AuthorError(
            f"“{module}” needs “{missing.name}”, which is not installed here. In a book of your own, import the "
            "activities from workbook.kit instead of workbook."
        ) from missing
