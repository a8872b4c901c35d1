"""A chapter as its papers need it: the session, what each step asks, and what is said before one begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.chapters import contents
from workbook.chapters import notebook as reading
from workbook.kit.text.blocks import Block, Paragraph
from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions
from workbook.sessions.papers import pages

Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Chapter:
    """One chapter, ready to be put on paper."""

    session: sessions.Session
    cells: Mapping[str, tuple[reading.Cell, ...]]
    """The cells of each step, by its id, in order."""
    before: str
    """What may be hard to read, as the chapter says it before it begins."""
    leading: tuple[Block, ...]
    """What the chapter says to whoever leads a session of it."""

    @property
    def name(self) -> str:
        """The chapter's title without its question."""
        return self.session.title.split(":")[0]

    def specs(self, step: str) -> tuple[Spec, ...]:
        """What the activities of a step say."""
        return tuple(activity.spec for cell in self.cells.get(step, ()) for activity in cell.activities)

    @property
    def hands_out(self) -> dict[str, str]:
        """What a session of 60 minutes hands out, by the id of the step."""
        said = {
            step.id: cell.about.get("hands_out", "")
            for step in self.session.steps
            for cell in self.cells.get(step.id, ())
            if cell.is_facilitator and step.minutes[60]
        }
        return {step: kind for step, kind in said.items() if kind}

    def all_specs(self) -> list[Spec]:
        """What all activities say."""
        return [spec for step in self.session.steps for spec in self.specs(step.id)]


def read(path: Path) -> Chapter:
    """Read one chapter. Its contract has to have passed."""
    notebook, session = reading.read(path), sessions.read(path)
    return Chapter(
        session=session,
        cells=_cells(notebook, session),
        before=_before(notebook) or session.content_note,
        leading=tuple(_leading(notebook)),
    )


def every(folder: Path = NOTEBOOKS) -> list[Path]:
    """Every chapter that has a session, in the book's order."""
    return [chapter.path for chapter in contents.chapters(folder) if chapter.facilitator]


def _cells(notebook: reading.Notebook, session: sessions.Session) -> dict[str, tuple[reading.Cell, ...]]:
    ids = [step.id for step in session.steps if step.part]
    return {id: step.cells for id, step in zip(ids, notebook.steps, strict=True)}


def _before(notebook: reading.Notebook) -> str:
    """The paragraph that begins “Before you begin.”, without these words."""
    for cell in notebook.prose:
        for block in pages.read(cell.source):
            if isinstance(block, Paragraph) and block.lead == "Before you begin.":
                return block.text
    return ""


def _leading(notebook: reading.Notebook) -> list[Block]:
    (frame,) = [cell for cell in notebook.facilitator if cell.about.get("facilitates") == "session"]
    return pages.read(frame.source)
