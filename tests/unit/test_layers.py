"""Imports run down only: the contract in pyproject.toml, and that it refuses an import that runs up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        (
            "kit/book.py",
            "import workbook.evidence",
            "workbook.kit is not allowed to import workbook.evidence",
        ),
        (
            "kit/text/blocks.py",
            "def late():\n    import workbook.kit.learner.notes",
            "workbook.kit.text is not allowed to import workbook.kit.learner",
        ),
        ("new_room/__init__.py", "", "workbook.new_room"),
    ],
)
def test_an_import_that_runs_up_is_refused(tmp_path: Path, file: str, line: str, said: str) -> None:
    for path in (ROOT / "workbook").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    changed = tmp_path / "workbook" / file
    changed.parent.mkdir(exist_ok=True)
    with changed.open("a", encoding="utf-8") as out:
        out.write(f"\n\n{line}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert done.returncode == 1
    assert said in done.stdout, done.stdout
