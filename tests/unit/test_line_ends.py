"""A checkout on Windows, with Git's default there, has the same bytes: what is generated is compared byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from workbook.paths import BOOK, NOTEBOOKS, ROOT, STATIC

SAMPLES = [
    STATIC / "manifest.json",
    STATIC / "chapter.js",
    BOOK / "about" / "evidence.md",
    ROOT / "data" / "facts.csv",
    ROOT / "Makefile",
    ROOT / ".ci" / "run",
    *sorted(NOTEBOOKS.glob("*.ipynb")),
    *sorted(ROOT.glob("workbook/js/**/*.woff2"))[:1],
]


def git(*arguments: str, at: Path) -> None:
    identity = ["-c", "user.name=A test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=at, check=True, capture_output=True)


def checked_out_on_windows(folder: Path, *, attributes: bool) -> Path:
    """The samples, committed, and cloned as Git for Windows does."""
    origin, clone = folder / "origin", folder / "clone"
    origin.mkdir()
    if attributes:
        shutil.copy(ROOT / ".gitattributes", origin)
    for path in SAMPLES:
        copy = origin / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    git("init", "-q", at=origin)
    git("add", "-A", at=origin)
    git("commit", "-q", "-m", "A test", at=origin)
    git("clone", "-q", "-c", "core.autocrlf=true", str(origin), str(clone), at=folder)
    return clone


def changed(clone: Path) -> list[str]:
    names = [path.relative_to(ROOT).as_posix() for path in SAMPLES]
    return [name for name in names if (clone / name).read_bytes() != (ROOT / name).read_bytes()]


def test_every_file_has_the_bytes_that_it_has_here(tmp_path: Path) -> None:
    assert changed(checked_out_on_windows(tmp_path, attributes=True)) == []


def test_without_the_attributes_it_would_not(tmp_path: Path) -> None:
    wrong = changed(checked_out_on_windows(tmp_path, attributes=False))
    assert "workbook/static/manifest.json" in wrong and "Makefile" in wrong


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_file_has_the_line_ends_of_windows(path: Path) -> None:
    assert path.suffix == ".woff2" or b"\r\n" not in path.read_bytes()
