"""How long the build takes: our site next to stock Jupyter Book on the same notebooks and pages, in one run.

Run with `.venv/bin/python bench/build.py [2 13]`: the book with that many of its first chapters. Both builds read the
same folder; stock has no extension of ours. Cold is with nothing built; then one word of one chapter is changed.
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
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
LIMIT, LIMIT_EDIT = 1.3, 6.0
"""What is wanted: ours over stock when cold, and seconds of the processor after one chapter was edited."""


class Took(NamedTuple):
    """Seconds of one build."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Both, the clock in brackets."""
        return f"{self.processor:6.1f} ({self.clock:6.1f})"


def book(folder: Path, chapters: int) -> Path:
    """Copy the book with its first so many chapters; return the notebook to edit.

    What leads to a chapter that is left out becomes plain words; a series of sessions takes those that are there.
    """
    for name in ("book", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*"))
    every = sorted((folder / "notebooks").glob("[0-9]*-*.ipynb"))
    left_out = {path.stem for path in every[chapters:]}
    contents = _without(yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8")), left_out)
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    for name in left_out:
        for path in (folder / "notebooks").glob(f"{name}.*"):
            path.unlink()
    if left_out:
        orders = folder / "notebooks" / "session-series.yaml"
        here = [path.stem.partition("-")[2] for path in every[:chapters]]
        listed = yaml.safe_load(orders.read_text("utf-8"))
        for series in listed["series"]:
            for number, session in enumerate(series["sessions"]):
                session["chapter"] = here[number % len(here)]
        orders.write_text(yaml.safe_dump(listed), encoding="utf-8")
        link = re.compile(rf"\[([^\[\]]*)\]\([^()\s]*(?:{'|'.join(left_out)})\.ipynb[^()\s]*\)")
        for path in [*folder.rglob("*.md"), *folder.rglob("*.ipynb"), *folder.rglob("*.yaml")]:
            path.write_text(link.sub(r"\1", path.read_text("utf-8")), encoding="utf-8")
    return every[0]


def _without(tree: Any, left_out: set[str]) -> Any:
    """A table of contents without some chapters, and without a part that has no other."""
    if isinstance(tree, list):
        return [kept for entry in tree if (kept := _without(entry, left_out)) is not None]
    if not isinstance(tree, dict):
        return tree
    if str(tree.get("file", "")).removeprefix("notebooks/") in left_out:
        return None
    kept = {name: _without(value, left_out) for name, value in tree.items()}
    return None if tree.get("sections") and not kept["sections"] else kept


def build(folder: Path, config: str, into: Path) -> Took:
    """Build the book once with a configuration; return what it took."""
    (folder / "_config.yml").write_text(config, encoding="utf-8")
    program = str(Path(sys.executable).with_name("jupyter-book"))
    command = [program, "build", ".", "-q", "--path-output", str(into)]
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
    main([int(number) for number in sys.argv[1:]] or [2, 13])
