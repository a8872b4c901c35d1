"""The learner's notes in JupyterLab: see them, load a file, save one. Made of core ipywidgets."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ipywidgets

from workbook.kit.errors import CommandError
from workbook.kit.learner import notes
from workbook.kit.learner.file import NotesError, Reading, dumps, parse
from workbook.kit.text.strings import SHARED

UNTIL_RUN = (
    "Your notes: run this cell to see them here, to load a file from the website, or to save one for it."
)
FROM_SITE = "From the website: choose “Save my notes” there, and load that file here."
TO_SITE = "For the website: save a file here, and choose “Load” there."


class NotesPanel(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets is not typed
    """What is kept, and buttons to load and to save. Its stored output never holds an answer."""

    def __init__(self) -> None:
        """Show the notes of whoever runs this notebook."""
        self._list = ipywidgets.HTML()
        self._told = ipywidgets.HTML()
        upload = ipywidgets.FileUpload(accept=".json,.txt", multiple=False, description="Load a file")
        upload.observe(self._loaded, names="value")
        self._name = ipywidgets.Text(f"my-notes-{datetime.now(UTC):%Y-%m-%d}.json", description="Name")
        save = ipywidgets.Button(description=SHARED["saveMyNotes"])
        save.on_click(self._saved)
        super().__init__(
            [
                self._list,
                ipywidgets.HTML(_paragraph(FROM_SITE)),
                upload,
                ipywidgets.HTML(_paragraph(TO_SITE)),
                ipywidgets.HBox([self._name, save]),
                self._told,
            ]
        )
        self._show()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show the panel where it lives, and what to do everywhere else."""
        bundle = super()._repr_mimebundle_(**options)
        return bundle and {**bundle, "text/html": _paragraph(UNTIL_RUN)}

    def __repr__(self) -> str:
        """Say what this is, and not a word of what it holds."""
        return "notes_panel"

    def _show(self) -> None:
        try:
            found = notes.current().reading()
        except NotesError as error:
            self._list.value = _paragraph(str(error))
            return
        self._list.value = _listed(found)

    def _loaded(self, change: dict[str, Any]) -> None:
        for file in change["new"]:
            try:
                self._told.value = _paragraph(load(bytes(file["content"])))
            except NotesError as error:
                self._told.value = _paragraph(f"{file['name']} was not loaded. {error} Nothing has changed.")
        self._show()

    def _saved(self, _: object) -> None:
        try:
            self._told.value = _paragraph(save(Path(self._name.value)))
        except NotesError as error:
            self._told.value = _paragraph(str(error))


def notes_panel() -> NotesPanel:
    """See your notes, load a notes file, save one.

    from workbook import notes_panel
    notes_panel()
    """
    return NotesPanel()


def command(act: str | None, file: Path | None) -> Iterator[str]:
    """Load a notes file, save one, or say where the notes are: `python -m workbook notes`."""
    if act is None or file is None:
        if act:
            raise CommandError(f"Say which file: python -m workbook notes {act} my-notes.json")
        yield summary()
    elif act == "save":
        yield save(file)
    else:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read ({error.strerror}).") from error
        yield load(data)


def load(data: bytes) -> str:
    """Bring a notes file into the notes, and say what was in it. Raise NotesError where it is none."""
    try:
        found = parse(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotesError("It is not a notes file, or another program has changed its letters.") from error
    before = notes.current().read()
    after = notes.current().merge(found.entries)
    fresh = sum(1 for key in after if key not in before)
    changed = sum(1 for key in before if after[key] != before[key])
    aside = (
        f" {_counted(len(found.aside), 'answer')} could not be read and stayed in the file."
        if found.aside
        else ""
    )
    return (
        f"Loaded {_counted(len(found.entries), 'answer')}: {fresh} new, {changed} put together with yours. "
        f"Nothing is lost: what is older is kept as an earlier version.{aside}"
    )


def save(target: Path) -> str:
    """Write the notes to a file that is not there yet, and say so."""
    if target.exists():
        raise NotesError(f"{target} is there already, and is left as it is. Choose another name.")
    entries = notes.current().read()
    try:
        target.write_text(dumps(entries), "utf-8", newline="\n")
    except OSError as error:
        raise NotesError(f"{target} cannot be written ({error.strerror}). Choose another folder.") from error
    return (
        f"Saved {_counted(len(entries), 'answer')} in {target.resolve()}. “Load” on the website reads it too."
    )


def summary() -> str:
    """Say where the notes are, and how many."""
    found = notes.current().reading()
    lines = [f"{_counted(len(found.entries), 'answer')} in {notes.path()}"]
    lines += [f"Set aside, and left as it is: {key} ({problem})" for key, problem in found.problems.items()]
    return "\n".join(lines)


def _listed(found: Reading) -> str:
    if not found.entries and not found.aside:
        return _paragraph("Nothing is written here yet.")
    rows = [
        f"<details><summary>{html.escape(entry['prompt'] or key)}</summary>"
        + "".join(_paragraph(text) for text in _texts(entry["value"]))
        + "</details>"
        for key, entry in sorted(found.entries.items())
    ]
    if found.aside:
        rows.append(
            _paragraph(f"{_counted(len(found.aside), 'answer')} cannot be read, and is left as it is.")
        )
    return "".join(rows)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [str(value)]
    inside = value.values() if isinstance(value, dict) else value
    return [text for part in inside for text in _texts(part)]


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
