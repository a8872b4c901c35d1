"""`chapter_list()`: the chapters by part, as links from one notebook to the others."""

from __future__ import annotations

from html import escape
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.notebook import Cell, Notebook
from workbook.kit.drawing.output import Shown
from workbook.paths import NOTEBOOKS


def chapter_list(folder: Path = NOTEBOOKS) -> Shown:
    """List every chapter below its part, and what stands beside the chapters, in the book's order.

    from workbook import chapter_list
    chapter_list()
    """
    every = [one for one in contents.readable(folder) if not one.only_in_jupyter]
    parts = {one.part: None for one in every if one.is_chapter}
    lists = [(part, [one for one in every if one.is_chapter and one.part == part]) for part in parts]
    lists.append(("Beside the chapters", [one for one in every if not one.is_chapter]))
    html = [f"<p><strong>{escape(name)}</strong></p>\n{_items(found)}" for name, found in lists if found]
    text = [f"{name}: {', '.join(_name(one) for one in found)}" for name, found in lists if found]
    return Shown("\n".join(html), "\n".join(text))


def stale(notebook: Notebook) -> list[Cell]:
    """The cells that store a list of chapters which is no longer what the chapters are.

    None while a notebook cannot be read: a list made now would lack it.
    """
    folder = notebook.path.parent
    if len(contents.readable(folder)) < len(contents.notebooks(folder)):
        return []
    lists = [
        cell for cell in notebook.code if cell.call and cell.call.word == "chapter_list" and cell.was_run
    ]
    return [cell for cell in lists if cell.html != chapter_list(folder).html]


def _items(found: list[Notebook]) -> str:
    items = (f'<li><a href="{one.path.name}">{escape(_name(one))}</a>{_minutes(one)}</li>' for one in found)
    return "\n".join(["<ul>", *items, "</ul>"])


def _name(one: Notebook) -> str:
    """Its title; a notebook that somebody has only begun has none."""
    return one.title or one.path.stem


def _minutes(one: Notebook) -> str:
    return f" ({one.minutes} minutes)" if one.minutes else ""
