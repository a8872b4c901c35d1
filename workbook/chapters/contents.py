"""The book's contents, `_toc.yml`: the book's order, its parts, and where a new chapter is listed.

A part of the book is an entry `book/parts/<part>` with its chapters below it, as `sections`. No other file
says which chapter comes after which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbook.chapters.notebook import NotANotebook, Notebook, chapter_id, read

TOC = "_toc.yml"
PARTS_FOLDER = "book/parts"


@dataclass(frozen=True)
class Part:
    """A part of the book: its page, and the entries listed below it."""

    entry: str
    """The page without its ending, as `book/parts/when-culture-fails`."""
    sections: tuple[str, ...]


def entries(root: Path) -> list[str]:
    """Every entry of the contents, in the book's order: `notebooks/02-mid-staffordshire`. None without a file."""
    return [entry.removesuffix(".ipynb").removesuffix(".md") for entry in _files(_tree(root))]


def parts(root: Path) -> list[Part]:
    """The parts of the book, in order."""
    return [
        Part(str(node["file"]), tuple(_files(node.get("sections", []))))
        for node in _nodes(_tree(root))
        if str(node.get("file", "")).startswith(f"{PARTS_FOLDER}/")
    ]


def globs(root: Path) -> list[str]:
    """The patterns that stand for many entries at once: `book/about/evidence/*`."""
    return [str(node["glob"]) for node in _nodes(_tree(root)) if "glob" in node]


def part_title(root: Path, part: Part) -> str:
    """The heading of a part's page; empty where the page or its heading is not there."""
    page = root / f"{part.entry}.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    heading = re.match(r"# +(.+)", text)
    return heading[1].strip() if heading else ""


def notebooks(folder: Path) -> dict[str, Path]:
    """The notebooks of a book's folder by id, in the book's order; those it does not list come last, by name."""
    paths = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    order = {entry: place for place, entry in enumerate(entries(folder.parent))}
    paths.sort(key=lambda path: order.get(f"{folder.name}/{path.stem}", len(order)))
    return {chapter_id(path): path for path in paths}


def chapters(folder: Path) -> list[Notebook]:
    """The chapters of a book's folder, read, in the book's order. NotANotebook where one cannot be read."""
    return [chapter for path in notebooks(folder).values() if (chapter := read(path)).is_chapter]


def readable(folder: Path) -> list[Notebook]:
    """Every notebook of a book's folder that can be read, in the book's order."""
    found = []
    for path in notebooks(folder).values():
        try:
            found.append(read(path))
        except NotANotebook:
            continue
    return found


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


def _tree(root: Path) -> Any:
    toc = root / TOC
    return yaml.safe_load(toc.read_text(encoding="utf-8")) if toc.is_file() else {}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of the contents, in order."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _files(tree: Any) -> list[str]:
    """Every file that a branch of the contents lists, in order."""
    listed = []
    for node in _nodes(tree):
        if "root" in node and "format" in node:
            listed.append(str(node["root"]))
        if "file" in node:
            listed.append(str(node["file"]))
    return listed
