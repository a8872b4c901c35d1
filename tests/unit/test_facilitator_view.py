"""The facilitator's page, made from a learner's: what is put where, and what stops the build."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import example_chapter
import pytest
from sphinx.errors import ExtensionError

from workbook.sessions import steps as sessions
from workbook.sessions import tables as session_tables
from workbook.site import facilitator
from workbook.site.sessions import led

PAGE = f"90-{example_chapter.ID}"


def _learner(steps: list[sessions.Step]) -> str:
    """A learner's page, as small as it can be."""
    sections = "".join(f'<section id="{one.id}"><section><p>x</p></section></section>\n' for one in steps)
    switch = facilitator.SWITCH.format(page=f"{PAGE}-facilitator", words=facilitator.THERE)
    return f'<head><title>A chapter</title></head>\n{switch}\n<div class="wb-steps">\n{sections}</div>'


@pytest.fixture
def made(tmp_path: Path) -> tuple[str, str, sessions.Session, Any]:
    """The learner's page, the facilitator's, the chapter as a session and as a notebook."""
    notebook = example_chapter.read_at(tmp_path, example_chapter.chapter())
    session = sessions.read(notebook.path, tmp_path / "book")
    learner = _learner([one for one in session.steps if one.part])
    return learner, facilitator.view(learner, session, notebook, "<li>x</li>"), session, notebook


def test_each_note_stands_at_the_end_of_its_own_step(made: Any) -> None:
    _, page, session, _ = made
    for step in session.steps:
        if step.part:
            assert re.search(
                rf'<section id="{step.id}"><section><p>x</p></section><aside class="wb-facilitator" '
                rf'aria-label="To lead this step: [^"]+">(?:(?!<section).)*{PAGE}\.html#{step.id}"'
                r"(?:(?!<section).)*</aside>\s*</section>",
                page,
                re.S,
            ), step.id


def test_without_what_is_put_in_the_page_is_the_learner_s(made: Any) -> None:
    learner, page, _, _ = made
    for put in (
        r"<aside.*?</aside>\n",
        " wb-whole",
        "For facilitators: ",
        r'<meta name="robots" content="noindex">\n<link [^>]*>\n',
    ):
        page, count = re.subn(put, "", page, flags=re.S)
        assert count
    there = facilitator.SWITCH.format(page=f"{PAGE}-facilitator", words=facilitator.THERE)
    back = facilitator.SWITCH.format(page=PAGE, words=facilitator.BACK)
    assert page.replace(back, there) == learner


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (' id="most-would-raise-it"', 'no section "most-would-raise-it"'),
        ("</section>", "no section"),
        ("wb-switch", "wb-switch"),
        ("<title>", "<title>"),
    ],
)
def test_a_page_without_the_place_for_a_note_stops_the_build(made: Any, lost: str, told: str) -> None:
    learner, _, session, notebook = made
    with pytest.raises(ExtensionError, match=told):
        facilitator.view(learner.replace(lost, ""), session, notebook)


def test_the_plans_stand_at_the_top_with_the_session_s_note(made: Any) -> None:
    _, page, session, _ = made
    top = page[page.index('<aside class="wb-facilitator" aria-labelledby="to-lead">') :].split("</aside>")[0]
    assert page.index("to-lead-plan") < page.index("<section")
    for said in ("Say what stays in the room.", session_tables.plans(session), "<li>x</li>"):
        assert said in top


def test_a_note_s_markdown_becomes_html_with_the_site_s_quotation_marks() -> None:
    assert facilitator.rendered('**Say.** "Don\'t [rush](a.md)."') == (
        '<p><strong>Say.</strong> “Don’t <a href="a.md">rush</a>.”</p>\n'
    )


def _broken(folder: Path, change: Any) -> SimpleNamespace:
    notebook = example_chapter.chapter()
    change(notebook)
    example_chapter.read_at(folder, notebook)
    return SimpleNamespace(srcdir=str(folder))


def test_plans_that_add_up_let_the_build_go_on(tmp_path: Path) -> None:
    (session,) = led(_broken(tmp_path, lambda notebook: None))  # type: ignore[arg-type]
    assert session.page == PAGE


def test_a_plan_that_does_not_add_up_stops_the_build(tmp_path: Path) -> None:
    def longer(notebook: dict[str, Any]) -> None:
        example_chapter.find(notebook, "**Purpose.**")["metadata"]["workbook"]["plan"]["60"] += 1

    with pytest.raises(ExtensionError) as stopped:
        led(_broken(tmp_path, longer))  # type: ignore[arg-type]
    assert str(stopped.value) == (
        f"{PAGE}.ipynb: the plan of 60 minutes adds up to 61. Correct the minutes in the facilitator cells."
    )


def test_a_step_without_its_note_stops_the_build_and_says_so(tmp_path: Path) -> None:
    def without(notebook: dict[str, Any]) -> None:
        notebook["cells"].remove(example_chapter.find(notebook, "**Purpose.**"))

    with pytest.raises(ExtensionError, match="this step has no note for the facilitator"):
        led(_broken(tmp_path, without))  # type: ignore[arg-type]
