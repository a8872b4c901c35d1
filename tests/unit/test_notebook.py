"""The one model of a chapter: read once, in the book's order, with its steps and activities."""

from __future__ import annotations

from pathlib import Path

import example_chapter as example
import pytest
from example_chapter import read_at

from workbook.chapters import contents
from workbook.chapters.notebook import Notebook, read
from workbook.chapters.run import write
from workbook.kit.authoring.published import Activity, activities


@pytest.fixture
def chapter(tmp_path: Path) -> Notebook:
    return read_at(tmp_path, example.chapter())


def test_a_notebook_is_read_once_while_its_file_stays_as_it_is(chapter: Notebook) -> None:
    assert read(chapter.path) is chapter
    changed = example.chapter()
    changed["cells"][0]["source"] += " Changed."
    write(changed, chapter.path)
    assert read(chapter.path) is not chapter
    assert read(chapter.path).cells[0].source.endswith(" Changed.")


def test_a_step_goes_on_to_the_next_and_knows_its_title_minutes_notes_and_activities(
    chapter: Notebook,
) -> None:
    assert [step.title for step in chapter.steps] == [heading for heading, _ in example.PARTS.values()]
    assert [step.part for step in chapter.steps] == [*example.PARTS]
    assert chapter.minutes == sum(minutes for _, minutes in example.PARTS.values()) == 30
    first = chapter.steps[0]
    assert [activity.key for activity in first.activities] == ["example-chapter.door"]
    assert len(first.notes) == 1 and first.notes[0] not in first.learner_cells
    last = chapter.steps[-1]
    assert len(last.notes) == 1, "the note on the whole session belongs to no step"
    assert [cell for step in chapter.steps for cell in step.cells] == list(chapter.cells[2:])


def test_a_page_without_steps_has_none(tmp_path: Path) -> None:
    book = example.chapter()
    book["cells"] = book["cells"][:2]
    assert read_at(tmp_path, book).steps == []


def test_the_contents_alone_say_the_order_of_the_book(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("02-first", "03-second", "start-here", "04-not-listed"):
        (folder / f"{name}.ipynb").write_text("{}")
    toc = "root: notebooks/start-here\nparts:\n- chapters:\n  - file: notebooks/03-second\n"
    (tmp_path / "_toc.yml").write_text(f"format: jb-book\n{toc}  - file: notebooks/02-first.ipynb\n")
    assert [*contents.notebooks(folder)] == ["start-here", "second", "first", "not-listed"]


def test_a_part_has_its_page_its_title_and_its_chapters(tmp_path: Path) -> None:
    toc = (
        "format: jb-book\nroot: book/welcome\nparts:\n- chapters:\n"
        "  - file: book/parts/first\n    sections:\n    - file: notebooks/02-one\n  - file: book/other\n"
    )
    (tmp_path / "_toc.yml").write_text(toc)
    [part] = contents.parts(tmp_path)
    assert (part.entry, part.sections) == ("book/parts/first", ("notebooks/02-one",))
    assert contents.part_title(tmp_path, part) == ""
    (tmp_path / "book" / "parts").mkdir(parents=True)
    (tmp_path / "book" / "parts" / "first.md").write_text("# The first part\n\nText.\n")
    assert contents.part_title(tmp_path, part) == "The first part"
    assert contents.part_number(tmp_path, part) == 0
    (tmp_path / "book" / "parts" / "first.md").write_text("---\npart: 4\n---\n\n# The first part\n\nText.\n")
    assert contents.part_title(tmp_path, part) == "The first part"
    assert contents.part_number(tmp_path, part) == 4


@pytest.mark.parametrize(
    ("html", "read_from_it"),
    [
        ("<p>None.</p>", []),
        (
            '<div data-key="a.b" class="x" data-activity="plan" id="a.b">\n<script type="application/json">'
            '{"prompt": "<\\/script>?"}</script></div>',
            [Activity("plan", "a.b", {"prompt": "</script>?"})],
        ),
        ('<div data-activity="plan" data-key="a.b"><p>Bare</p></div>', [Activity("plan", "a.b", {})]),
        (
            '<div data-activity="plan" data-key="a.b"></div><div data-activity="ask" data-key="a.c">'
            '<script type="application/json">{"slug": "c"}</script>',
            [Activity("plan", "a.b", {}), Activity("ask", "a.c", {"slug": "c"})],
        ),
        (
            '<div data-activity="plan" data-key="a.b"><script type="application/json">{broken</script></div>',
            [Activity("plan", "a.b", {})],
        ),
    ],
)
def test_activities_are_read_from_html_whatever_the_order_of_their_attributes(
    html: str, read_from_it: list[Activity]
) -> None:
    assert activities(html) == read_from_it
