"""No sentence to a leader stands in two chapters; and whatever publishes the book makes its papers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbook.chapters import notebook
from workbook.checks import book
from workbook.paths import NOTEBOOKS, ROOT
from workbook.sessions import across
from workbook.sessions.model import FRAME

PAIR = ("02-mid-staffordshire", "12-patterns")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    for name in (
        FRAME,
        *(f"{chapter}{ending}" for chapter in PAIR for ending in (".ipynb", ".session.yaml")),
    ):
        shutil.copy(NOTEBOOKS / name, tmp_path / name)
    return tmp_path


def told(folder: Path) -> list[str]:
    return list(across.in_two_chapters([notebook.read(folder / f"{chapter}.ipynb") for chapter in PAIR]))


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_this_book_says_each_thing_to_a_leader_once() -> None:
    assert list(across.leaders_words_stand_once(ROOT)) == []


def test_a_sentence_in_two_sessions_is_refused(two: Path) -> None:
    assert told(two) == []
    put(
        two / f"{PAIR[0]}.session.yaml",
        "Think of a time, a place, a form.",
        "Think of a list, a meeting, a form, rather than of better people.",
    )
    (found,) = told(two)
    assert found.startswith(
        "12-patterns tells a leader what 02-mid-staffordshire does: “Think of a list, a meeting"
    )


def test_a_sentence_in_two_notes_is_refused_and_a_phrase_of_the_frame_is_not(two: Path) -> None:
    put(two / f"{PAIR[0]}.ipynb", "Do not go round the room.", "The wish for one number at the end.")
    (found,) = told(two)
    assert "“The wish for one number at the end.”" in found
    assert all("{talk_freely}" in (two / f"{chapter}.session.yaml").read_text("utf-8") for chapter in PAIR)


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ("run: make book\n- uses: actions/upload-pages-artifact@v3", True),
        ("run: make packs\n- uses: actions/upload-pages-artifact@v3", False),
        ("run: python -m workbook packs --site\n- run: git push origin gh-pages", False),
        ("run: make test", False),
    ],
)
def test_what_publishes_without_papers_is_refused(tmp_path: Path, steps: str, refused: bool) -> None:
    assert list(book.publishing_makes_the_papers(tmp_path)) == []
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "publish.yml").write_text(f"steps:\n- {steps}\n", encoding="utf-8")
    found = list(book.publishing_makes_the_papers(tmp_path))
    assert ("Let it run: make packs" in " ".join(found)) is refused


def test_every_rule_across_chapters_has_a_broken_example() -> None:
    examples = {"leaders-words-stand-once": "test_leaders_words", "series-can-be-led": "test_series"}
    assert {rule.id for rule in across.RULES} == set(examples)
    assert all((Path(__file__).with_name(f"{name}.py")).is_file() for name in examples.values())
