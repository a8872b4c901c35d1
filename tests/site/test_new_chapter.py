"""The whole way of a new author: a resource, `new`, writing, `run`, `check`, the book, nbval and the papers.

No file of code or of tests is touched on it.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import nbformat
import pytest
from pages import ROOT

from workbook.kit.text.placeholders import PROMPT, find

RESOURCE = {
    "id": "made-up-2020",
    "title": "A made-up report for the tests",
    "authors": "Nobody",
    "year": "2020",
    "publisher": "Nobody at all",
    "kind": "report",
    "url": "https://example.org/made-up",
    "licence": "None.",
    "what_was_read": "All of it.",
}
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
PART = "A made-up part"
FACILITATOR = "The lamplighter waits."
SAID = (
    "The report counted [57 of every 100](../book/about/evidence/made-up-2020.md#made-up-2020.key-number). "
)
PLAIN = "The night staff saw it and told the day staff. Someone came to look. They put it right by noon. "
WHO = (
    "porter",
    "clerk",
    "cook",
    "nurse",
    "driver",
    "cleaner",
    "doctor",
    "visitor",
    "carer",
    "student",
    "guard",
)


@dataclass
class Walk:
    """A copy of the project, and what each command said in it."""

    folder: Path
    toc: list[str]
    said: dict[str, str] = field(default_factory=dict)
    code: dict[str, int] = field(default_factory=dict)

    def do(self, step: str, *command: str) -> None:
        """Run one command in the copy."""
        done = _python(self.folder, *command)
        self.said[step], self.code[step] = done.stdout + done.stderr, done.returncode

    @property
    def notebook(self) -> Path:
        (path,) = (self.folder / "notebooks").glob("*-made-up.ipynb")
        return path

    def problems(self, step: str) -> set[str]:
        return {line for line in self.said[step].splitlines() if line.startswith("- ")}


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
    )


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every step once, in order; the tests below look at what came of each."""
    folder = tmp_path_factory.mktemp("project")
    no = shutil.ignore_patterns(".*", "__pycache__")
    for name in ("notebooks", "book", "data", "workbook"):
        shutil.copytree(ROOT / name, folder / name, ignore=no)
    for name in ("_toc.yml", "_config.yml", "package.json", "pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder)
    walk = Walk(folder, (folder / "_toc.yml").read_text(encoding="utf-8").splitlines())
    _add(folder / "data" / "resources.csv", RESOURCE)
    code = _code(folder)
    walk.do(
        "new",
        "-m",
        "workbook",
        "new",
        "made-up-2020",
        "--title",
        "Made up: who came to look?",
        "--part",
        PART,
    )
    walk.do("run unwritten", "-m", "workbook", "run", "made-up")
    walk.do("check unwritten", "-m", "workbook", "check")
    write_it(walk)
    walk.do("form", "-m", "ruff", "format", "-q", str(walk.notebook))
    walk.do("evidence", "-m", "workbook", "evidence")
    walk.do("run", "-m", "workbook", "run", "made-up")
    walk.do("keys", "-m", "workbook", "keys")
    walk.do("check", "-m", "workbook", "check")
    walk.do("build", "-c", JUPYTER_BOOK, "build", ".", "--quiet")
    walk.do("nbval", "-m", "pytest", "-p", "no:cacheprovider", "--nbval", str(walk.notebook))
    walk.do("packs", "-m", "workbook", "packs", "made-up", "--word")
    assert _code(folder) == code, "a file of code was changed on the way"
    return walk


def _code(folder: Path) -> dict[str, bytes]:
    files = (
        path for path in (folder / "workbook").rglob("*") if path.suffix in {".py", ".js", ".css", ".yaml"}
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write_it(walk: Walk) -> None:
    """Answer every prompt, as an author would, with plain words about nothing."""
    plain = (f"The {one} saw it and the {other} came to look." for one in _around() for other in WHO[:10])

    def answered(text: str, answer: Callable[[], str] = lambda: next(plain)) -> str:
        return PROMPT.sub(lambda _: answer(), text)

    book = nbformat.read(walk.notebook, as_version=4)
    about = book.metadata.workbook
    about.outcomes = [answered(one) for one in about.outcomes]
    about.take_it_if = answered(about.take_it_if, lambda: "you want to know who came to look")
    about["for"] = ["nurse", "analyst"]
    for cell in book.cells:
        own = cell.metadata.get("workbook", {})
        cell.source = cell.source.replace('colon]]", 50)', 'colon]]", 57)')
        if "facilitator" in cell.metadata.get("tags", ()):
            cell.source = answered(cell.source, lambda: FACILITATOR)
        cell.source = answered(cell.source)
        if own.get("step") == "what-it-says":
            cell.source += " " + SAID + PLAIN * 17
        elif own.get("step"):
            cell.source += " " + PLAIN * 9
    nbformat.write(book, walk.notebook)
    session = walk.notebook.with_name(f"{walk.notebook.stem}.session.yaml")
    text = session.read_text(encoding="utf-8")
    text = re.sub(r"\[\[Write: about 190 words.*?\]\]", (SAID + PLAIN * 7).strip(), text)
    session.write_text(PROMPT.sub("What helps us here?", text), encoding="utf-8")
    page = walk.folder / "book" / "parts" / "a-made-up-part.md"
    page.write_text(answered(page.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (walk.folder / "notebooks" / "pictures").glob("made-up*"):
        path.write_text(answered(path.read_text(encoding="utf-8")), encoding="utf-8")
    facts = walk.folder / "data" / "facts.csv"
    lines = [line.replace(find(line)[0], "primary", 1) if find(line) else line for line in _lines(facts)]
    known = {
        "the sites where": "example.org",
        "the number alone": "57 of every 100",
        "one number": "Of every 100 people, 57 came to look.",
    }
    for start, words in known.items():
        lines = [re.sub(rf"\[\[Write: {start}.*?\]\]", words, line) for line in lines]
    facts.write_text("".join(answered(line) for line in lines), encoding="utf-8")


def _around() -> Iterator[str]:
    for place in count():
        yield WHO[place % len(WHO)]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _add(path: Path, row: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, columns, restval="", lineterminator="\n").writerow(row)


def test_new_says_what_it_made_and_what_to_do_next(walk: Walk) -> None:
    assert walk.code["new"] == 0, walk.said["new"]
    said = walk.said["new"]
    for made in (
        f"notebooks/{walk.notebook.name}: 8 steps, 33 minutes",
        "made-up.svg",
        "6 rows",
        "_toc.yml: its line, below a new part",
        "book/parts/a-made-up-part.md: the page of a new part",
    ):
        assert made in said
    told = [said.index(f"python -m workbook {command}") for command in ("evidence", "run", "keys", "check")]
    assert told == sorted(told)
    toc = (walk.folder / "_toc.yml").read_text(encoding="utf-8").splitlines()
    at = toc.index("      - file: book/parts/a-made-up-part")
    assert toc[:at] + toc[at + 3 :] == walk.toc
    assert sum(line.strip() == f"- file: notebooks/{walk.notebook.stem}" for line in toc) == 1


def test_an_unwritten_chapter_runs_and_is_not_published(walk: Walk) -> None:
    assert walk.code["run unwritten"] == 0, walk.said["run unwritten"]
    assert walk.code["check unwritten"] == 1
    new = {one for one in walk.problems("check unwritten") if "made-up" in one}
    assert any(f"{walk.notebook.stem}, cell 5: still to be written: [[Write: one" in one for one in new)
    assert any(
        "made-up-2020.main-finding: status, claim and seen_at are still to be written" in one for one in new
    )
    others = [
        one
        for one in new
        if not any(
            words in one for words in ("to be written", "it shows [[Write", "keys.json", "words. Write", "50")
        )
    ]
    assert others == [], "an unwritten chapter has faults of its own"


def test_a_written_chapter_is_well(walk: Walk) -> None:
    for step in ("evidence", "run", "keys", "check", "nbval", "packs"):
        assert walk.code[step] == 0, walk.said[step]
    assert f"{walk.notebook.stem}: 17 code cells run, new outputs written" in walk.said["run"]
    assert "- made-up.one-small-thing" in walk.said["keys"]
    assert walk.said["check"].startswith("All well: ") and walk.notebook.stem in walk.said["check"]
    assert "17 passed" in walk.said["nbval"]


def test_the_page_holds_the_chapter_and_nothing_for_the_facilitator(walk: Walk) -> None:
    assert walk.code["build"] == 0, walk.said["build"]
    html = walk.folder / "_build" / "html"
    page = html / "notebooks" / f"{walk.notebook.stem}.html"
    text = page.read_text(encoding="utf-8")
    assert "Made up: who came to look?" in text
    kinds = re.findall(r'data-activity="([a-z]+)"', text)
    assert sorted(kinds) == sorted(["reflect"] * 7 + ["predict", "scenario", "plan", "ask", "recall"])
    assert 'href="../book/about/evidence/made-up-2020.html#made-up-2020.key-number"' in text
    assert "[[Write" not in text
    for file in (page, html / "_static" / "search-index.js"):
        assert "lamplight" not in file.read_text(encoding="utf-8").lower()
    part = (html / "book" / "parts" / "a-made-up-part.html").read_text(encoding="utf-8")
    assert f'href="../../notebooks/{page.name}"' in part and "Take it if you want to know who came" in part
    choose = (html / "book" / "which-chapter.html").read_text(encoding="utf-8")
    assert choose.count(f'<a href="../notebooks/{page.name}">Made up</a>') == 2, (
        "one line for each reader whom the chapter names"
    )
    assert f'href="../notebooks/{page.name}#only-five-minutes-start-here"' in choose
