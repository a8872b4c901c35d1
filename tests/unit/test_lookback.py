"""`lookback`: what it says on paper, and that its key belongs to what it looks back at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import workbook
from workbook.kit import activities
from workbook.kit.authoring import chapter as chapters
from workbook.kit.authoring.errors import AuthorError
from workbook.kit.learner import notes
from workbook.kit.text.blocks import as_text

EXAMPLES = json.loads((Path(__file__).parents[1] / "examples" / "coming_back.json").read_text("utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["blocks"], ids=lambda one: one["name"])
def test_blocks(example: dict[str, Any]) -> None:
    made = activities.blocks(example["spec"], example["value"])
    assert made == example["blocks"]
    assert as_text("A", made) == example["text"]


def test_no_author_writes_one() -> None:
    assert "lookback" in activities.kinds() and "lookback" not in activities.authored()
    assert "lookback" not in activities.words()


def test_the_notes_file_takes_it() -> None:
    entries = EXAMPLES["due"][7]["entries"]
    assert "a.plan-back-1" in entries
    assert notes.loads(notes.dumps(entries)) == entries


def test_it_follows_its_plan_to_a_new_name() -> None:
    entries = EXAMPLES["due"][7]["entries"]
    assert set(notes.renamed(entries, {"a.plan": "b.plan"})) == {"b.plan", "b.plan-back-1"}
    assert set(notes.renamed(entries, {"a.pla": "b.pla"})) == set(entries)


@pytest.mark.parametrize("slug", ["way-back-1", "way-back-own"])
def test_a_name_that_ends_like_it_is_refused(chapter: chapters.Chapter, slug: str) -> None:
    with pytest.raises(AuthorError, match="kept for looking back"):
        workbook.plan(slug, "A moment.", "Small.")
    assert workbook.plan("way-back", "A moment.", "Small.").key.endswith(".way-back")
