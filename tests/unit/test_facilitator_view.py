"""The facilitator's page, made from a learner's: what is put where, and what stops the build."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import example_chapter
import pytest
from sphinx.errors import ExtensionError

from workbook.chapters.notebook import Notebook
from workbook.paths import NOTEBOOKS
from workbook.sessions import model
from workbook.site import facilitator, moved, session_files
from workbook.site.source import MARK, TOP_MARK

PAGE = f"90-{example_chapter.ID}"
SESSION = model.read(NOTEBOOKS / "02-mid-staffordshire.ipynb")


def _learner(notebook: Notebook) -> str:
    """A learner's page, as small as it can be."""
    steps = "".join(
        f"<section><h2>{step.title}</h2>{MARK.format(number)}</section>\n"
        for number, step in enumerate(notebook.steps)
    )
    switch = facilitator.SWITCH.format(page=f"{PAGE}-facilitator", words=facilitator.THERE)
    return f"<head><title>A chapter</title></head>\n{switch}\n{TOP_MARK}\n{steps}"


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str, Notebook]:
    """The learner's page, the facilitator's, and the chapter."""
    notebook = example_chapter.read_at(tmp_path, example_chapter.chapter())
    learner = _learner(notebook)
    return learner, facilitator.view(learner, notebook, SESSION, "<li>x</li>"), notebook


def test_each_note_stands_where_its_mark_was(pages: tuple[str, str, Notebook]) -> None:
    _, page, notebook = pages
    for step in notebook.steps:
        label = re.escape(f'aria-label="To lead this step: {step.title}"')
        assert re.search(
            rf"<h2>{re.escape(step.title)}</h2><aside[^>]*{label}.*?</aside>\n</section>", page, re.S
        )
    assert page.count("To slow down.") == len(notebook.steps)


def test_without_what_is_put_in_the_page_is_the_learner_s(pages: tuple[str, str, Notebook]) -> None:
    learner, page, _ = pages
    bare = re.sub(r"<aside.*?</aside>\n", "", page, flags=re.S)
    bare = re.sub(r'<meta name="robots".*?>\n<link[^>]*>\n', "", bare).replace("For facilitators: ", "")
    bare = bare.replace(
        facilitator.SWITCH.format(page=PAGE, words=facilitator.BACK),
        facilitator.SWITCH.format(page=f"{PAGE}-facilitator", words=facilitator.THERE),
    )
    assert bare == facilitator.ANY_MARK.sub("", learner)


@pytest.mark.parametrize("lost", [TOP_MARK, MARK.format(2), "<title>", "</head>", "See this page with notes"])
def test_a_page_without_the_place_for_a_note_stops_the_build(
    pages: tuple[str, str, Notebook], lost: str
) -> None:
    learner, _, notebook = pages
    with pytest.raises(ExtensionError, match=PAGE):
        facilitator.view(learner.replace(lost, ""), notebook, SESSION)


def test_the_parts_of_the_session_stand_at_the_top(pages: tuple[str, str, Notebook]) -> None:
    top = pages[1].partition("</aside>")[0]
    for text in ("<li>x</li>", "Patients and families saw it first", "90 minutes", f'href="{PAGE}.html"'):
        assert text in top
    assert "<table" not in facilitator.view(pages[0], pages[2], None).partition("</aside>")[0]


def test_a_note_s_markdown_becomes_html_with_the_site_s_quotation_marks() -> None:
    made = facilitator.rendered('**Watch for.** "They" of [a page](../book/x.md#y). It\'s so.')
    assert made == (
        '<p><strong>Watch for.</strong> “They” of <a href="../book/x.md#y">a page</a>. It’s so.</p>\n'
    )


def _app(source: Path, *found: str) -> Any:
    return SimpleNamespace(srcdir=str(source), env=SimpleNamespace(found_docs=set(found)))


def test_a_session_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    for name in ("02-mid-staffordshire.ipynb", "02-mid-staffordshire.session.yaml"):
        (tmp_path / "notebooks" / name).write_bytes((NOTEBOOKS / name).read_bytes())
    with pytest.raises(ExtensionError, match=r"session-frame\.yaml is missing"):
        session_files.of_book(_app(tmp_path))


def test_a_page_that_is_gone_leads_on_and_never_nowhere(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    listed = tmp_path / "book" / "moved.yaml"
    listed.write_text("book/a/old: {to: book/new, title: The new & good}\n", encoding="utf-8")
    moved.write(_app(tmp_path, "book/new"), tmp_path / "out")
    page = (tmp_path / "out/book/a/old.html").read_text(encoding="utf-8")
    assert 'url=../new.html"' in page and '<a href="../new.html">The new &amp; good</a>' in page
    for found in ((), ("book/new", "book/a/old")):
        with pytest.raises(ExtensionError, match="book/a/old leads to book/new"):
            moved.write(_app(tmp_path, *found), tmp_path / "out")
    listed.unlink()
    moved.write(_app(tmp_path), tmp_path / "out")
