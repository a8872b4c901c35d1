"""A chapter as one text file and back, as CONTRIBUTING tells authors: nothing of it is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbook.chapters.notebook import read
from workbook.chapters.run import as_text, clean
from workbook.paths import NOTEBOOKS, ROOT

NAME = "02-mid-staffordshire.ipynb"
AT_A_GLANCE = json.dumps(read(NOTEBOOKS / NAME).steps[0].start.about)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(NOTEBOOKS / NAME, tmp_path / "notebooks")
    return tmp_path


def commands() -> list[list[str]]:
    """The two commands, from the page that authors read, for this chapter."""
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("`")
    found = [one.split()[1:] for one in told if one.startswith("jupytext ")]
    assert len(found) == 2
    return [[f"notebooks/{NAME}" if word.startswith("notebooks/") else word for word in one] for one in found]


def jupytext(project: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jupytext", *words], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def cleaned(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = clean(json.loads((project / "notebooks" / NAME).read_text(encoding="utf-8")))
    return found


def test_there_and_back_changes_nothing(project: Path) -> None:
    there, back = commands()
    jupytext(project, there)
    text = (project / "chapter.md").read_text(encoding="utf-8")
    assert f'+++ {{"workbook": {AT_A_GLANCE}}}' in text
    assert "outcomes:" not in text and "hidden" not in text, "what is in the text must come back from it"
    jupytext(project, back)
    assert as_text(cleaned(project)) == (NOTEBOOKS / NAME).read_text(encoding="utf-8")


def test_what_was_changed_in_the_text_is_changed_and_nothing_else(project: Path) -> None:
    there, back = commands()
    before = cleaned(project)
    jupytext(project, there)
    file = project / "chapter.md"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        (AT_A_GLANCE, '{"minutes": 5, "step": "at-a-glance"}'),
        ("Stafford is a town in England.", "Stafford is a town."),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    jupytext(project, back)
    after = cleaned(project)
    assert after["metadata"] == before["metadata"]
    assert [cell["id"] for cell in after["cells"]] == [cell["id"] for cell in before["cells"]]
    changed = [(one, two) for one, two in zip(before["cells"], after["cells"], strict=True) if one != two]
    ((was, now),) = changed
    assert now["metadata"]["workbook"] == {"minutes": 5, "step": "at-a-glance"}
    assert "Stafford is a town." in "".join(now["source"]) and was["id"] == now["id"]
