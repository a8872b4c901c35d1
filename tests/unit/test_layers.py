"""Imports run down only: the contract in pyproject.toml, and that it refuses an import that runs up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


RUNS_UP = {
    "kit/book.py": "import workbook.evidence",
    "kit/text/blocks.py": "def late():\n    import workbook.kit.learner.notes",
}
TOLD = (
    "workbook.kit is not allowed to import workbook.evidence",
    "workbook.kit.text is not allowed to import workbook.kit.learner",
)


def lint_imports(folder: Path, **added: str) -> str:
    """What is said of a copy of the package with lines added to some files."""
    shutil.copytree(
        ROOT / "workbook",
        folder / "workbook",
        ignore=lambda _, names: [
            name for name in names if name in ("js", "static") or ("." in name and not name.endswith(".py"))
        ],
    )
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for file, line in added.items():
        changed = folder / "workbook" / file
        changed.parent.mkdir(exist_ok=True)
        with changed.open("a", encoding="utf-8") as out:
            out.write(f"\n\n{line}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}
    )
    assert done.returncode == 1
    return done.stdout


def test_imports_that_run_up_are_refused(tmp_path: Path) -> None:
    told = lint_imports(tmp_path, **RUNS_UP)
    assert all(wrong in told for wrong in TOLD), told


def test_a_folder_that_is_no_layer_is_refused(tmp_path: Path) -> None:
    assert "workbook.new_room" in lint_imports(tmp_path, **{"new_room/__init__.py": ""})
