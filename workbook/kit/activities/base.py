"""What every activity is: a widget in JupyterLab, and complete, readable, printable HTML everywhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets
from jsonschema import Draft202012Validator
from markupsafe import Markup

from workbook.kit import book
from workbook.kit.activities import added
from workbook.kit.activities.arguments import checked_evidence, checked_slug, require_text
from workbook.kit.authoring import chapter as chapters
from workbook.kit.authoring.cell import shell
from workbook.kit.errors import AuthorError
from workbook.kit.learner import notes
from workbook.kit.learner.file import problem_of_value
from workbook.kit.paths import STATIC
from workbook.kit.text.strings import SHARED, STRINGS
from workbook.kit.text.templates import environment, in_script, tidy

TEMPLATES = Path(__file__).with_name("templates")
NOT_KEPT = (
    "Not kept: this notebook tries activities out. To keep what is typed, begin it with "
    'chapter("my-chapter", title="My chapter").'
)


class Activity(anywidget.AnyWidget):
    """One activity, which is a widget of Jupyter like any other: put it beside others, listen to it, link it.

        words = reflect("noticing", "What did you notice?")
        count = ipywidgets.Label()
        ipywidgets.dlink((words, "text"), (count, "value"), lambda text: f"{len(text.split())} words")
        ipywidgets.VBox([words, count])

    ``text`` is what is typed in its box, ``value`` all of the answer. A kind is a subclass that sets ``KIND`` and has a
    template of the same name.
    """

    KIND: ClassVar[str] = ""
    PROMPT: ClassVar[str] = "prompt"
    """What the prompt is called where it is missing."""
    BOX: ClassVar[str] = ""
    """The part of the value that ``text`` stands for: the box for the reader's own words, if there is one."""
    VALUE: ClassVar[Mapping[str, Any]] = {}
    """JSON Schema of what a reader's answer is: this kind's part of the schema of the notes file."""
    EMPTY: ClassVar[Mapping[str, Any]] = {}
    """The value before anything is written."""
    SCRIPT: ClassVar[Path | None] = None
    """The JavaScript of a kind that is not the kit's own (see ``added.py``)."""
    TEMPLATE: ClassVar[str] = ""
    """The template of a kind that is not the kit's own, in place of a file in ``templates``."""

    kind = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    text = traitlets.Unicode()
    """The reader's own words in the activity's box, to link to another widget; empty where it has no box."""
    where = traitlets.Unicode("file").tag(sync=True)
    why = traitlets.Unicode("").tag(sync=True)
    book = traitlets.Dict().tag(sync=True)
    """What the script has to know of the book, such as where its pages of help are."""

    def __init_subclass__(cls, **more: Any) -> None:
        """Give each kind its built script and the shared style (but not traitlets' own subclasses of it)."""
        if "KIND" in cls.__dict__:
            script, style = (STATIC / "jupyter" / name for name in (f"{cls.KIND}.js", "activities.css"))
            if cls.SCRIPT is None and script.exists() and style.exists():
                cls._esm, cls._css = script, style
            elif cls.SCRIPT is not None:
                cls._esm, cls._css = _added(cls.KIND, cls.SCRIPT, STATIC / "jupyter" / "kit.js", style)
        super().__init_subclass__(**more)

    def __init__(
        self, slug: str, prompt: str, details: Mapping[str, Any], *, evidence: Sequence[str] = ()
    ) -> None:
        """Check what all kinds share, read the reader's earlier answer, and listen for a new one."""
        kind = self.KIND
        opened = chapters.current()
        slug = checked_slug(slug, f"this {kind}")
        prompt = require_text(prompt, f"The {kind} “{slug}” has no {self.PROMPT}")
        key = f"{opened.id}.{slug}"
        if not hasattr(type(self), "_esm"):
            raise AuthorError(f"The JavaScript of “{kind}” is not built. Run: python -m workbook bundle")
        rows = checked_evidence(evidence, f"The {kind} “{slug}”")
        opened.take(key, kind)
        spec = {
            "kind": kind,
            "key": key,
            "chapter": {"id": opened.id, "title": opened.title},
            "prompt": prompt,
            **details,
            "evidence": rows,
        }
        if self.BOX and opened.is_first_box(key):
            spec["first_box"] = True
        super().__init__(kind=kind, key=key, spec=spec, book=book.current().for_browser())
        if opened.kept:
            self._restore()
            self.observe(self._keep, names="value")
        else:
            self._refuse(NOT_KEPT)
        publish_parts_of_boxes()

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
        templates = environment(TEMPLATES)
        template = (
            templates.from_string(self.TEMPLATE)
            if self.TEMPLATE
            else templates.get_template(f"{self.KIND}.html")
        )
        spec = in_script(json.dumps(self.spec, ensure_ascii=False, indent=1))
        return tidy(
            template.render(
                spec=self.spec,
                spec_json=Markup(spec),
                strings=STRINGS.get(self.KIND, {}),
                shared=SHARED,
                book=book.current(),
                **self.template_values(),
            )
        )

    def template_values(self) -> dict[str, Any]:
        """Return what this kind's template needs beside the specification."""
        return {}

    @traitlets.observe("value")
    def _show_text(self, change: Mapping[str, Any]) -> None:
        if self.BOX:
            self.text = str((change["new"] or {}).get(self.BOX) or "")

    @traitlets.observe("text")
    def _take_text(self, change: Mapping[str, Any]) -> None:
        if self.BOX and change["new"] != str((self.value or {}).get(self.BOX) or ""):
            self.value = {**self.EMPTY, **(self.value or {}), self.BOX: change["new"]}

    @traitlets.validate("value")
    def _fits(self, proposal: Mapping[str, Any]) -> Any:
        """Refuse a value that the notes file cannot hold, before anything is written."""
        value = proposal["value"]
        problem = "" if value is None else problem_of_value(self.KIND, value) or self._misfit(value)
        if problem:
            raise traitlets.TraitError(
                f"This value does not fit a {self.KIND} and was not kept: {problem}. "
                "The answer that was there is unchanged."
            )
        return value

    def _misfit(self, value: Mapping[str, Any]) -> str:
        """Say what does not fit the schema of a kind that is the book's own; the file's schema has the others."""
        if self.SCRIPT is None:
            return ""
        found = next(Draft202012Validator(self.VALUE).iter_errors(value), None)
        return found.message if found else ""

    def _restore(self) -> None:
        try:
            found = notes.current().reading()
        except notes.NotesError as error:
            self._refuse(str(error))
            return
        if self.key in found.aside:
            problem = found.problems[self.key]
            self.set_trait(
                "why", f"An earlier answer cannot be read ({problem}). It stays in your notes file."
            )
        entry = found.entries.get(self.key)
        if entry is not None and entry["kind"] == self.KIND:
            self.set_trait("value", entry["value"])

    def _keep(self, change: Mapping[str, Any]) -> None:
        value = change["new"]
        if value is None:
            return
        try:
            notes.current().put(self.key, self.KIND, self.spec["prompt"], dict(value))
        except notes.NotesError as error:
            self._refuse(str(error))
        else:
            self.set_trait("why", "")
            self.set_trait("where", "file")

    def _refuse(self, why: str) -> None:
        self.set_trait("why", why)
        self.set_trait("where", "refused")


def _added(name: str, script: Path, kit: Path, style: Path) -> tuple[str, str]:
    """Return the module and the style, for Jupyter, of a kind that is the book's own."""
    css = style.read_text("utf-8") + added.styles({name: script})
    return added.module(kit.read_text("utf-8"), script), css


def publish_parts_of_boxes() -> None:
    """Let a VBox or a Tab of activities carry the HTML of its parts, so that the website has them."""
    running = shell()
    if running is not None:
        running.display_formatter.formatters["text/html"].for_type(ipywidgets.Box, parts_html)


def parts_html(box: ipywidgets.Box) -> str | None:
    """Return the HTML of every activity in a box, in order; nothing where it holds none."""
    return "\n".join(activity.html() for activity in _activities(box)) or None


def _activities(box: ipywidgets.Box) -> Iterator[Activity]:
    for child in box.children:
        if isinstance(child, Activity):
            yield child
        elif isinstance(child, ipywidgets.Box):
            yield from _activities(child)
