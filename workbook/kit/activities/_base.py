"""What every activity is: a widget in JupyterLab, and complete, readable, printable HTML everywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, ClassVar

import anywidget
import traitlets

from workbook.kit import book
from workbook.kit.activities import _html
from workbook.kit.authoring import chapter as chapters
from workbook.kit.authoring.cell import Cell
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.learner import notes
from workbook.kit.paths import STATIC

used: dict[str, tuple[str, Cell]] = {}
"""Every key this notebook has used, and in which cell."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Activity(anywidget.AnyWidget):
    """One activity. A kind of activity is a subclass that sets ``kind`` and writes the fallback."""

    KIND: ClassVar[str] = ""

    kind = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    where = traitlets.Unicode("file").tag(sync=True)
    why = traitlets.Unicode("").tag(sync=True)
    book = traitlets.Dict().tag(sync=True)
    """What the script has to know of the book, such as where its pages of help are."""

    def __init_subclass__(cls, **more: Any) -> None:
        """Give each kind its built script and the shared style (but not traitlets' own subclasses of it)."""
        if "KIND" in cls.__dict__:
            script, style = (STATIC / "jupyter" / name for name in (f"{cls.KIND}.js", "activities.css"))
            if script.exists() and style.exists():
                cls._esm, cls._css = script, style
        super().__init_subclass__(**more)

    def __init__(
        self, slug: str, prompt: str, details: Mapping[str, Any], *, evidence: Sequence[str] = ()
    ) -> None:
        """Check what all kinds share, read the reader's earlier answer, and listen for a new one."""
        kind = self.KIND
        opened = chapters.current()
        slug = checked_slug(slug, f"this {kind}")
        said(prompt, f"The {kind} “{slug}” has no {_html.ASKED.get(kind, 'prompt')}")
        key = f"{opened.id}.{slug}"
        if not hasattr(type(self), "_esm"):
            raise AuthorError(f"The browser's half of “{kind}” is not built. Run: python -m workbook bundle")
        rows = checked_evidence(evidence, f"The {kind} “{slug}”")
        take_key(key, kind)
        spec = {
            "kind": kind,
            "key": key,
            "chapter": {"id": opened.id, "title": opened.title},
            "prompt": prompt.strip(),
            **details,
            "evidence": rows,
        }
        super().__init__(kind=kind, key=key, spec=spec, book=book.current().for_browser())
        self._restore()
        self.observe(self._keep, names="value")

    def __repr__(self) -> str:
        """Say which activity this is, the same on every run."""
        return f"{self.KIND}: {self.key}"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show the live widget where there is one, and the complete fallback everywhere else."""
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle
        data["text/html"] = self.html()
        data["text/plain"] = repr(self)
        return data, metadata

    def html(self) -> str:
        """Return what is published: the specification, and everything a reader needs without a script."""
        spec = json.dumps(self.spec, ensure_ascii=False, indent=1).replace("</", "<\\/")
        return "\n".join(
            [
                f'<div class="wb-activity wb-{self.KIND}" data-activity="{self.KIND}" data-key="{self.key}">',
                f'<script type="application/json">{spec}</script>',
                '<div class="wb-fallback">',
                *self.fallback(),
                f'<p class="wb-howto">{_html.HOW_TO}</p>',
                "</div>",
                "</div>",
            ]
        )

    def fallback(self) -> list[str]:
        """Return the lines of HTML that are this kind's own. Each kind writes these."""
        raise NotImplementedError

    def _restore(self) -> None:
        try:
            entry = notes.current().get(self.key)
        except notes.NotesError as error:
            self._refuse(error)
            return
        if entry is not None and entry["kind"] == self.KIND:
            self.set_trait("value", entry["value"])

    def _keep(self, change: Mapping[str, Any]) -> None:
        value = change["new"]
        if value is None:
            return
        try:
            notes.current().put(self.key, self.KIND, self.spec["prompt"], dict(value))
        except notes.NotesError as error:
            self._refuse(error)
        else:
            self.set_trait("why", "")
            self.set_trait("where", "file")

    def _refuse(self, error: notes.NotesError) -> None:
        self.set_trait("why", str(error))
        self.set_trait("where", "refused")


def said(text: object, complaint: str) -> str:
    """Return the text without the space around it; refuse an empty one."""
    if not isinstance(text, str) or not text.strip():
        raise AuthorError(f"{complaint}. Write what the reader should see, between quotation marks.")
    return text.strip()


def checked_slug(slug: object, what: str) -> str:
    """Return a name that a reader's answers can hang on for ever."""
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        suggestion = re.sub(r"[^a-z0-9]+", "-", str(slug).lower()).strip("-") or "noticing"
        if not suggestion[0].isalpha():
            suggestion = f"a-{suggestion}"
        raise AuthorError(
            f"“{slug}” cannot be the name of {what}. Use lower-case letters and digits with dashes between, "
            f"starting with a letter, such as “{suggestion}”. Choose well: readers' answers hang on it."
        )
    if notes.BACK.search(slug):
        raise AuthorError(
            f"“{slug}” cannot be the name of {what}: names that end like this are kept for looking back."
        )
    return slug


def checked_evidence(ids: Sequence[str], whose: str) -> list[str]:
    """Return ledger ids that exist; name the nearest ones when one does not."""
    if isinstance(ids, str):
        raise AuthorError(f'{whose}: write the evidence as a list, such as evidence=["{ids}"].')
    if not ids:
        return []
    if not book.current().evidence_rows:
        raise AuthorError(
            f"{whose} points to evidence, and this book has none. Say where it is: evidence_rows and evidence_page "
            "in the book's configuration (workbook/kit/book.py)."
        )
    known = book.current().call("evidence_rows")
    for row in ids:
        if row not in known:
            near = get_close_matches(str(row), known, n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else " The evidence page lists every id."
            raise AuthorError(f"{whose} points to “{row}”, which is not in the evidence.{hint}")
    return list(ids)


def take_key(key: str, kind: str) -> None:
    """Note that a key is in use; refuse it when another cell has it."""
    cell = Cell.now()
    if key in used and not cell.reruns(used[key][1]):
        raise AuthorError(
            f"The key “{key}” is used twice in this notebook (the other one is a {used[key][0]}). "
            "Two activities cannot share one answer: give this one another name. "
            "If you have just moved or changed the cell, restart the kernel and run all cells."
        )
    used[key] = (kind, cell)


def distinct(slugs: Sequence[str], whose: str, what: str) -> None:
    """Refuse two parts of one activity with the same name."""
    twice = sorted({slug for slug in slugs if list(slugs).count(slug) > 1})
    if twice:
        raise AuthorError(f"{whose} has two {what} called “{twice[0]}”. Give each its own name.")
