"""What the kit is told of a book, and what an author's import says of a name that is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import workbook
from workbook.kit import book
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.learner import file

NOTEBOOK = """
from workbook.kit import chapter, reflect
chapter("first-steps", title="First steps")
shown = reflect("noticing", "What did you notice?", risk=True)
shown.value = {"text": "a light left on"}
print(shown.html())
"""


def _run(folder: Path, code: str, **environment: str) -> str:
    """What a kernel would show that runs this code in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(workbook.__file__).parents[1]), "PATH": "", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_book_says_nothing_and_the_kit_works(tmp_path: Path) -> None:
    html = _run(tmp_path, NOTEBOOK, WORKBOOK_NOTES=str(tmp_path / "notes"))
    assert 'data-key="first-steps.noticing"' in html
    assert "Whys" not in html and "<a " not in html
    assert json.loads((tmp_path / "notes/notes.json").read_text())["format"] == "workbook-notes"


def test_a_book_is_described_by_its_own_configuration(tmp_path: Path) -> None:
    settings = "{pages: {where-to-turn: help.md}}"
    (tmp_path / "_config.yml").write_text(
        f"title: Caring for carers\nsphinx: {{config: {{workbook: {settings}}}}}\n"
    )
    (tmp_path / "pages").mkdir()
    html = _run(tmp_path / "pages", NOTEBOOK, WORKBOOK_NOTES=str(tmp_path / "notes"))
    assert 'href="../help.md"' in html
    assert json.loads((tmp_path / "notes/notes.json").read_text())["format"] == "caring-for-carers-notes"


def test_this_workbook_is_served_wherever_its_notebooks_lie(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Somebody else's\n")
    code = NOTEBOOK.replace("workbook.kit", "workbook")
    html = _run(tmp_path, code, WORKBOOK_NOTES=str(tmp_path / "notes"))
    assert 'href="../book/where-to-turn.md"' in html
    assert json.loads((tmp_path / "notes/notes.json").read_text())["format"] == "whys-and-hows-notes"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"nmae": "x"}, "no setting “nmae”.*evidence_page"),
        ({"name": "Not a name"}, "“Not a name” cannot be a book's name"),
        ({"pages": {"help-me": "x.md"}}, "Nothing links to a page called “help-me”.*where-to-turn"),
    ],
)
def test_a_wrong_setting_is_refused(settings: dict, message: str) -> None:
    with pytest.raises(book.BookError, match=message):
        book.configured("A title", settings)


def test_the_title_gives_the_name_that_notes_are_kept_under() -> None:
    assert book.configured("Caring for carers!", {}).notes_format == "caring-for-carers-notes"
    assert book.configured("Caring", {"name": "c"}).notes_format == "c-notes"


def test_a_page_of_the_site_is_told_finished_pages() -> None:
    told = workbook.THIS_BOOK.for_page()
    assert told["name"] == "whys-and-hows" and told["pages"]["my-notes"] == "book/my-notes.html"
    assert told["evidence"] == "book/about/evidence/{page}.html#{row}"


@pytest.mark.parametrize("package", ["workbook", "workbook.kit"])
def test_a_misspelt_import_names_the_nearest(package: str) -> None:
    for code in (f"from {package} import refelct", f"import {package}; {package}.refelct"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert f"{package} has no “refelct”. Did you mean “reflect”?" in done.stderr
    assert not hasattr(workbook, "no_such_name")


@pytest.mark.parametrize(
    "code", ["from workbook import chart", "from workbook import reflect; reflect('a', 'What?')"]
)
def test_where_a_library_of_this_book_is_missing_the_kit_is_named(code: str, tmp_path: Path) -> None:
    without = f"import sys; sys.modules.update(altair=None, pydantic=None)\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", without],
        capture_output=True,
        text=True,
        env={"WORKBOOK_NOTES": str(tmp_path), "PATH": ""},
        cwd=Path(workbook.__file__).parents[1],
    )
    told = done.stderr.strip().splitlines()[-1]
    assert "which is not installed here" in told and "workbook.kit instead of workbook" in told


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: chapters.chapter("First steps", title="x"), "such as “first-steps”"),
        (lambda: chapters.chapter("first", minutes=5), "has no title"),
        (lambda: chapters.chapter("not-there"), "title="),
    ],
)
def test_a_chapter_that_cannot_be_opened_says_why(call: object, message: str) -> None:
    chapters.forget()
    with pytest.raises(AuthorError, match=message):
        call()  # type: ignore[operator]


@pytest.fixture
def bare() -> object:
    """A book that says nothing of itself."""
    book.use(book.Book())
    chapters.forget()
    yield
    book.use(workbook.THIS_BOOK)
    chapters.forget()


def test_what_a_book_lacks_is_said_with_its_setting(bare: object) -> None:
    chapters.chapter("first", title="First")
    for call, setting in (
        (lambda: workbook.kit.reflect("a", "What?", evidence=["a.b"]), "evidence_rows"),
        (lambda: workbook.kit.habits("b", set="attending"), "habits"),
        (lambda: workbook.kit.explore("c", "What?", view="trust"), "view"),
    ):
        with pytest.raises(AuthorError, match=setting):
            call()


def test_notes_of_another_book_are_refused(bare: object) -> None:
    ours = '{"format": "whys-and-hows-notes", "version": 1, "entries": {}}'
    with pytest.raises(file.NotesError, match="workbook-notes"):
        file.loads(ours)
