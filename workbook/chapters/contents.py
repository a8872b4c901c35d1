"""The book's contents, `_toc.yml`: put a chapter beside its neighbours without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml


def add(toc: Path, chapter: str, neighbours: Iterable[str]) -> str:
    """List `notebooks/<chapter>` next to the nearest of its neighbours; says which one, or nothing.

    One line is added, indented as the neighbour's, and comments and order stay. Where no neighbour is listed,
    or the file would no longer be read as before with one more entry, the file is left as it is.
    """
    if not toc.exists():
        return ""
    text = toc.read_text(encoding="utf-8")
    lines = text.splitlines()
    places = {name: place for name in neighbours if (place := _line(lines, name)) is not None}
    before = [name for name in places if name < chapter]
    beside = max(before) if before else min(places, default="")
    if not beside or _line(lines, chapter) is not None:
        return ""
    place = places[beside]
    if before and place + 1 < len(lines) and _indent(lines[place + 1]) > _indent(lines[place]):
        return ""  # the neighbour's entry goes on
    new = lines[place].replace(beside, chapter).split(" #")[0].rstrip()
    lines.insert(place + 1 if before else place, new)
    changed = "\n".join(lines) + "\n"
    entry = f"notebooks/{chapter}"
    if sorted([*_files(yaml.safe_load(text)), entry]) != sorted(_files(yaml.safe_load(changed))):
        return ""
    toc.write_text(changed, encoding="utf-8", newline="\n")
    return f"notebooks/{beside}"


def _line(lines: list[str], chapter: str) -> int | None:
    """The line that lists a chapter."""
    entry = re.compile(rf"\s*- file: notebooks/{re.escape(chapter)}(?:\.ipynb)?\s*(?:#.*)?")
    return next((place for place, line in enumerate(lines) if entry.fullmatch(line)), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _files(tree: Any) -> list[str]:
    """Every file that the contents list."""
    if isinstance(tree, dict):
        own = [str(tree["file"])] if "file" in tree else []
        return own + [name for value in tree.values() for name in _files(value)]
    return [name for one in tree for name in _files(one)] if isinstance(tree, list) else []
