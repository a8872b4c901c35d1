"""The book's contents, `_toc.yml`: the book's order, its parts, and where a new chapter is listed.

A part of the book is an entry `book/parts/<part>` with its chapters below it, as `sections`. No other file
says which chapter comes after which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_external_toc.parsing import parse_toc_data

from workbook.chapters.notebook import NotANotebook, Notebook, chapter_id, read
from workbook.kit.text import files, yaml

TOC = "_toc.yml"
PARTS_FOLDER = "book/parts"


@dataclass(frozen=True)
class Part:
    """A part of the book: its page, and the entries listed below it."""

    entry: str
    """The page without its ending, as `book/parts/when-culture-fails`."""
    sections: tuple[str, ...]
    """Without their endings, too."""


def entries(root: Path) -> list[str]:
    """Every entry of the contents, in the book's order: `notebooks/02-mid-staffordshire`. None without a file."""
    return _files(_tree(root))


def parts(root: Path) -> list[Part]:
    """The parts of the book, in order."""
    return [
        Part(_entry(node["file"]), tuple(_files(node.get("sections", []))))
        for node in _nodes(_tree(root))
        if str(node.get("file", "")).startswith(f"{PARTS_FOLDER}/")
    ]


def globs(root: Path) -> list[str]:
    """The patterns that stand for many entries at once: `book/about/evidence/*`."""
    return [str(node["glob"]) for node in _nodes(_tree(root)) if "glob" in node]


def why_not_built(root: Path) -> str:
    """Why the build stops at the contents, in its own words; empty where it does not, or there are none."""
    tree = _tree(root)
    if not tree:
        return ""
    try:
        parse_toc_data(tree)
    except Exception as error:  # beside its own error it lets slip whatever odd data make it stumble over
        return str(error).partition(", allowed:")[0] or type(error).__name__
    return ""


def part_title(root: Path, part: Part) -> str:
    """The heading of a part's page; empty where the page or its heading is not there."""
    heading = re.match(r"\s*# +(.+)", _page(root, part)[1])
    return heading[1].strip() if heading else ""


def part_number(root: Path, part: Part) -> int:
    """The number of a part, which gives it its colour: `part` in the front matter of its page. 0 without one."""
    number = re.search(r"^part: *(\d+) *$", _page(root, part)[0], re.MULTILINE)
    return int(number[1]) if number else 0


def _page(root: Path, part: Part) -> tuple[str, str]:
    """The front matter and the text of a part's page; both empty where there is no page."""
    page = root / f"{part.entry}.md"
    text = files.read(page) if page.is_file() else ""
    found = re.match(r"---\n(.*?\n)---\n(.*)", text, re.DOTALL)
    return (found[1], found[2]) if found else ("", text)


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


def add(root: Path, part: str, entry: str) -> bool:
    """List a chapter below the page of its part, in the order of the file names; list a new part whole.

    `part` is the part's page, as `book/parts/when-culture-fails`. A new part comes after the one whose chapters
    have the nearest lower names. Comments and layout stay. False where the place is not clear: then the file is
    as it was.
    """
    toc = root / TOC
    if not toc.is_file() or entry in entries(root):
        return False
    lines = files.read(toc).splitlines()
    known = parts(root)
    own = next((one for one in known if one.entry == part), None)
    if own is not None and own.sections:
        added = 1 if _beside(lines, entry, own.sections) else 0
    elif own is None:
        added = 2 if _new_part(lines, part, entry, known) else 0
    else:
        added = 0
    changed = "\n".join(lines) + "\n"
    wanted = sorted([*_files(_tree(root)), *[part, entry][-added:]])
    if not added or sorted(_files(yaml.parse(changed))) != wanted:
        return False
    toc.write_text(changed, encoding="utf-8", newline="\n")
    return True


def _beside(lines: list[str], entry: str, sections: Sequence[str]) -> bool:
    """Put a chapter after the last section with a lower name, or before the first one."""
    numbered = [(name, number) for name in sections if (number := _line(lines, name)) is not None]
    before = [one for one in numbered if one[0] < entry]
    name, number = max(before) if before else min(numbered, default=("", -1))
    if number < 0 or (
        before and number + 1 < len(lines) and _indent(lines[number + 1]) > _indent(lines[number])
    ):
        return False  # the neighbour's entry goes on in the next line
    lines.insert(number + bool(before), lines[number].replace(name, entry).split(" #")[0].rstrip())
    return True


def _new_part(lines: list[str], part: str, entry: str, known: Sequence[Part]) -> bool:
    """Put a part with its one chapter after the part that comes before it, or before the first entry of all."""
    before = [one for one in known if min(one.sections, default="") < entry]
    if before:
        start = _line(lines, before[-1].entry)
        if start is None:
            return False
        end = start + 1
        while end < len(lines) and (_indent(lines[end]) > _indent(lines[start]) or not lines[end].strip()):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
    else:
        first = (number for number, line in enumerate(lines) if re.match(r"\s+- file: ", line))
        start = end = next(first, -1)
        if start < 0:
            return False
    space = " " * _indent(lines[start])
    new = [f"{space}- file: {part}", f"{space}  sections:", f"{space}    - file: {entry}"]
    lines[end:end] = new
    return True


def _line(lines: list[str], entry: str) -> int | None:
    """The line that lists an entry."""
    pattern = re.compile(rf"\s*- file: {re.escape(entry)}(?:\.ipynb|\.md)?\s*(?:#.*)?")
    return next((number for number, line in enumerate(lines) if pattern.fullmatch(line)), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _tree(root: Path) -> Any:
    toc = root / TOC
    return yaml.read(toc) if toc.is_file() else {}


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
    """Every file that a branch of the contents lists, in order, without its ending."""
    listed = []
    for node in _nodes(tree):
        if "root" in node and "format" in node:
            listed.append(_entry(node["root"]))
        if "file" in node:
            listed.append(_entry(node["file"]))
    return listed


def _entry(file: Any) -> str:
    """A file as the contents are compared by: an author may write its ending, or leave it out."""
    return str(file).removesuffix(".ipynb").removesuffix(".md")
