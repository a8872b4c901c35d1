"""What tests of one kind of activity share: a chapter that is open, and notes that are empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import workbook
from workbook.charts import CHARTS
from workbook.kit.authoring import chapter as chapters


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> None:
    """Each chart is drawn once for all tests: drawing takes long. `CHARTS[name].__wrapped__` draws it again."""
    for name, draw in CHARTS.items():
        CHARTS[name] = cache(draw)  # type: ignore[index]


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[chapters.Chapter]:
    about = {"id": "a-test", "title": "A test", "part": "2", "minutes": 30, "resources": [], "outcomes": []}
    notebook = {"cells": [], "metadata": {"workbook": about}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "99-a-test.ipynb").write_text(json.dumps(notebook), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "notes"))
    chapters.forget()
    yield workbook.chapter("a-test")
    chapters.forget()
