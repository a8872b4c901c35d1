"""The small book: two made-up chapters among the pages of this book, built once and kept until a source changes.

Its chapters are text files in `tests/books/small/notebooks`. The other pages are those of the book itself, at
the same addresses, cut down to their headings, their anchors and what runs on them: so My notes, the planner
and the evidence's rows are there, and a change of a sentence in the book breaks no test of what the book does.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jupytext

from workbook.chapters import run

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tests" / "books" / "small"
KEPT = ROOT / "_build" / "tests"
"""Where built books are kept; `make clean` removes it."""

_SHAPES_OUTPUTS = ("workbook/kit", "workbook/charts", "workbook/evidence", "data")
_SHAPES_PAGES = ("workbook", "book", "_config.yml", "notebooks/session-frame.yaml", "tests/small_book.py")
_LEFT_OUT = ("parts/",)
"""Pages about chapters of the real book."""
_ROOT, _PART = "book/welcome", "book/parts/a-small-book"
_WHOLE = ("glossary.md", "references.md", "references.bib")
"""Pages that the site itself reads for what it puts into others."""
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_KEEPS = re.compile(r'^(#+ .*|<a id=.*|.*<a id="[^"]+"></a>.*|<!-- .* -->)$')


def site() -> Path:
    """The folder of the small book's website. Built now, unless nothing that shapes it has changed."""
    chapters = notebooks()
    with _alone():
        pages = _kept("small", _hash(_SHAPES_PAGES, chapters, SOURCES), lambda into: _build(chapters, into))
    return pages / "_build" / "html"


def notebooks() -> Path:
    """The folder of the small book's notebooks, with their outputs."""
    with _alone():
        return _kept("outputs", _hash(_SHAPES_OUTPUTS, SOURCES), _run)


def cut_down(page: str) -> str:
    """A page of the book with its front matter, headings and anchors, and the elements that a script fills."""
    front = _FRONT.match(page)
    kept, until = [front[0]] if front else [], ""
    for line in page[front.end() if front else 0 :].splitlines():
        if not until and (line.startswith("<div") and "data-" in line):
            until = "</div>"
        if until or _KEEPS.match(line):
            kept += [_anchors(line) if not until else line, *([] if until else [""])]
        if until and line.endswith(until):
            until = ""
            kept.append("")
    return "\n".join(kept) + "\n"


def _anchors(line: str) -> str:
    """A heading as it is; of any other line its anchors alone, which links lead to."""
    return line if line.startswith(("#", "<!--")) else " ".join(re.findall(r'<a id="[^"]+"></a>', line))


def _run(into: Path) -> None:
    """The chapters as notebooks, with their outputs."""
    for text in sorted((SOURCES / "notebooks").glob("*.md")):
        path = into / f"{text.stem}.ipynb"
        run.write(run.clean(jupytext.read(text)), path)
        run.run(path)


def lay_out(into: Path, notebooks: Path) -> None:
    """Put the book's sources into a folder: chapters with their outputs, their sessions, and pages, cut down."""
    shutil.copytree(notebooks, into / "notebooks")
    for path in [*ROOT.glob("notebooks/*-frame.yaml"), *SOURCES.glob("notebooks/*.yaml")]:
        shutil.copy(path, into / "notebooks")
    for path in sorted((ROOT / "book").rglob("*")):
        name = path.relative_to(ROOT / "book").as_posix()
        if path.is_dir() or name.startswith(_LEFT_OUT):
            continue
        page = into / "book" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md" and name not in _WHOLE:
            page.write_text(cut_down(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copy(path, page)
    shutil.copytree(SOURCES / "book", into / "book", dirs_exist_ok=True)


def _build(notebooks: Path, into: Path) -> None:
    lay_out(into, notebooks)
    shutil.copy(ROOT / "_config.yml", into)
    (into / "_toc.yml").write_text(_contents(into), encoding="utf-8")
    build = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "--quiet"]
    done = subprocess.run(build, cwd=into, capture_output=True, text=True, env=environment())
    assert done.returncode == 0, f"The small book was not built.\n{done.stdout}\n{done.stderr}"


def _contents(book: Path) -> str:
    """A table of contents: the part with its chapters, then every page of the book."""
    pages = sorted(path.relative_to(book).with_suffix("").as_posix() for path in book.rglob("*.md"))
    chapters = sorted(path.stem for path in (book / "notebooks").glob("*.ipynb"))
    return "\n".join(
        [
            "format: jb-book",
            f"root: {_ROOT}",
            "chapters:",
            f"  - file: {_PART}",
            "    sections:",
            *(f"      - file: notebooks/{name}" for name in chapters),
            *(f"  - file: {page}" for page in pages if page not in (_ROOT, _PART)),
            "",
        ]
    )


def _kept(name: str, key: str, make: Callable[[Path], None]) -> Path:
    """The folder made for this key: kept from before, or made now in place of older ones."""
    folder = KEPT / f"{name}-{key}"
    if folder.is_dir():
        return folder
    half = KEPT / f"{name}-{os.getpid()}.part"
    half.mkdir()
    try:
        make(half)
    except BaseException:
        shutil.rmtree(half)
        raise
    for old in KEPT.glob(f"{name}-*"):
        if old != half:
            shutil.rmtree(old)
    half.rename(folder)
    return folder


def _hash(names: Iterable[str], *more: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_files([*(ROOT / name for name in names), *more])):
        digest.update(f"{path.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        else:
            found = (path for path in place.rglob("*") if path.is_file())
            yield from (path for path in found if not {"__pycache__", ".mypy_cache"} & set(path.parts))


def environment() -> dict[str, str]:
    """The environment of a build that imports the workbook of this folder."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process builds; the others wait, and find it built."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    print(site())
