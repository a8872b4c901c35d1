"""A Windows checkout, where Git gives every text file other line ends, says the same as any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import example_chapter as example
from example_chapter import read_at

from workbook import checks
from workbook.chapters.notebook import read
from workbook.evidence import Ledger, pages
from workbook.paths import DATA


def with_windows_ends(path: Path) -> None:
    text = path.read_bytes().replace(b"\r\n", b"\n")
    path.write_bytes(text.replace(b"\n", b"\r\n"))


def test_the_pages_of_evidence_are_the_same(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for path in data.rglob("*"):
        if path.is_file():
            with_windows_ends(path)
    assert pages.pages(Ledger(data)) == pages.pages(Ledger(DATA))


def test_a_chapter_keeps_the_contract(tmp_path: Path) -> None:
    chapter = read_at(tmp_path, example.chapter())
    for path in tmp_path.rglob("*"):
        if path.is_file():
            with_windows_ends(path)
    assert checks.check(read(chapter.path)) == []
