"""How long the build takes: our site next to stock Jupyter Book on the same notebooks and pages, in one run.

Run with `.venv/bin/python bench/build.py [2 13]`. The chapters are copies of those in `notebooks/`, each under a name
and keys of its own, so that a book of thirteen can be measured before they are written. Both builds read the same
folder; stock has no extension of ours. Cold is with nothing built; then one word of one chapter is changed.
Seconds are those of the processor (and of the clock in brackets, which other work on the machine makes longer).
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
LIMIT, LIMIT_EDIT = 1.3, 6.0
"""What issue 11 asks for: ours over stock when cold, and seconds after one chapter was edited."""


class Took(NamedTuple):
    """Seconds of one build."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Both, the clock in brackets."""
        return f"{self.processor:6.1f} ({self.clock:6.1f})"


def book(folder: Path, chapters: int) -> Path:
    """A copy of the book with so many chapters; returns the notebook to edit."""
    for name in ("book", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*"))
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    listed = next(_lists_of_chapters(contents))
    models = sorted((folder / "notebooks").glob("[0-9]*-*.ipynb"))
    for number in range(len(models), chapters):
        path = _copy(models[number % len(models)], number + 20)
        listed.append({"file": f"notebooks/{path.stem}"})
    del listed[chapters:]
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")
    return models[0]


def _lists_of_chapters(tree: object) -> object:
    """The lists in a table of contents that hold chapters."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from _lists_of_chapters(value)
    elif isinstance(tree, list):
        if any(re.match(r"notebooks/\d", str(entry.get("file", ""))) for entry in tree):
            yield tree
        for entry in tree:
            yield from _lists_of_chapters(entry)


def _copy(model: Path, number: int) -> Path:
    """One more chapter: the same under another name, with what lies beside it."""
    old = model.stem.partition("-")[2]
    new = f"{old}-{number}"
    for path in model.parent.glob(f"{model.stem}*"):
        text = path.read_text("utf-8")
        text = re.sub(rf"\b{old}(?=[.\"\\])", new, text)
        text = re.sub(rf"(?m)^chapter: {old}$", f"chapter: {new}", text)
        copy = path.with_name(path.name.replace(model.stem, f"{number}-{new}"))
        copy.write_text(text, encoding="utf-8")
    return model.parent / f"{number}-{new}.ipynb"


def build(folder: Path, config: str, into: Path) -> Took:
    """Build the book once with a configuration; return what it took."""
    (folder / "_config.yml").write_text(config, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        ".",
        "-q",
        "--path-output",
        str(into),
    ]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    clock, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"The book was not built.\n{done.stdout}\n{done.stderr}")
    return Took(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def main(counts: list[int]) -> None:
    """Measure for each number of chapters; print a table."""
    ours = (ROOT / "_config.yml").read_text("utf-8")
    stock = re.sub(r"(?m)^  extra_extensions:.*\n", "", ours)
    print("Seconds of the processor (of the clock)")
    print("chapters  build    cold             after one edit   ours / stock, cold")
    for count in counts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary, "book")
            folder.mkdir()
            edited = book(folder, count)
            cold = {}
            for name, config in (("stock", stock), ("ours", ours)):
                out = Path(temporary, name)
                cold[name] = build(folder, config, out)
                edited.write_text(edited.read_text("utf-8").replace("the", "thee", 1), encoding="utf-8")
                again = build(folder, config, out)
                ratio = f"{cold['ours'].processor / cold['stock'].processor:.2f}" if name == "ours" else ""
                print(f"{count:8}  {name:6} {cold[name]} {again}   {ratio}", flush=True)
    print(f"Wanted: at most {LIMIT} times stock, and {LIMIT_EDIT:.0f} s after one edit.")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [2, 13])
