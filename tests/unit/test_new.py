"""A new chapter: what is refused, what is chosen, and what stays as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import workbook.cli as commands
from workbook import evidence, paths
from workbook.chapters import contents, new, template
from workbook.evidence import EvidenceError, Ledger, store
from workbook.kit.text import placeholders as prompts

TOC = """\
# how the book is put together
parts:
  - chapters:
      - file: book/parts/first # the part's own page
        sections:
          - file: notebooks/02-one  # the oldest
          - file: notebooks/05-two
  - caption: About
    chapters:
      - file: book/about/evidence
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one chapter, on francis-2013, and the book's own evidence."""
    for name in ("notebooks", "book/about"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copytree(paths.DATA, tmp_path / "data")
    about = {"workbook": {"id": "mid-staffordshire", "part": "The first part"}}
    path = tmp_path / "notebooks" / "02-mid-staffordshire.ipynb"
    path.write_text(json.dumps({"cells": [], "metadata": about, "nbformat": 4, "nbformat_minor": 5}))
    for name in ("notebooks", "book", "data"):
        monkeypatch.setattr(paths, name.upper(), tmp_path / name)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    (tmp_path / "_toc.yml").write_text(
        "root: book/welcome\nformat: jb-book\nparts:\n- chapters:\n  - file: book/parts/first\n    sections:\n"
        "    - file: notebooks/02-mid-staffordshire\n"
    )
    (tmp_path / "book" / "parts").mkdir()
    (tmp_path / "book" / "parts" / "first.md").write_text(
        "---\npart: 1\n---\n\n# The first part\n\n- **[Mid](../../notebooks/02-mid-staffordshire.ipynb).** One.\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody-1999"], "There is no resource “nobody-1999”. The resources are:\n- "),
        ([], "Say from which resource"),
        (["nobody-1999"], "write a row in data/resources.csv"),
        (
            ["francis-2013"],
            "There is a chapter “mid-staffordshire” already: notebooks/02-mid-staffordshire.ipynb",
        ),
        (["francis-2013", "--id", "Second Look"], "cannot be a chapter's id"),
        (
            ["francis-2013", "--id", "second", "--number", "2"],
            "is taken by 02-mid-staffordshire.ipynb. The next",
        ),
        (
            ["francis-2013", "--id", "second", "--number", "100"],
            "is not between 1 and 99. The next free one is 3",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    arguments: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert commands.main(["new", *arguments]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_picture_is_not_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "notebooks" / "pictures").mkdir()
    (project / "notebooks" / "pictures" / "second.txt").write_text("Mine.")
    assert commands.main(["new", "francis-2013", "--id", "second"]) == 1
    assert "pictures/second.txt exists already and nothing is written over" in capsys.readouterr().err


def test_what_is_not_said_is_chosen_and_a_part_never_is(project: Path) -> None:
    wanted = new.want("messenger-2022", part="the first part")
    assert (wanted.name, wanted.part, wanted.title) == ("03-leadership-review", "The first part", new.TITLE)
    assert wanted.part_page == "book/parts/first"
    wanted = new.want("messenger-2022", id="other", number=1, title=" A  title ", part="Quite another: one")
    assert (wanted.name, wanted.title) == ("01-other", "A title")
    assert (wanted.part, wanted.part_page) == ("Quite another: one", "book/parts/quite-another-one")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("", 'with --part "...". The parts are:\n1. The first part\nAnother name makes a new part.'),
        ("The first", "There is no part “The first”, and there is “The first part”."),
        ("The frist part", "There is no part “The frist part”, and there is “The first part”."),
        ("???", "cannot be the name of a part"),
    ],
)
def test_a_part_that_is_not_clear_is_refused_and_nothing_is_written(
    part: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert commands.main(["new", "messenger-2022", "--part", part]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("answer", "part"), [("1", "The first part"), ("A second one", "A second one"), ("7", "7")]
)
def test_who_sits_there_is_asked_for_part_and_title(answer: str, part: str, project: Path) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer if "part" in question else "A title"

    wanted = new.want("messenger-2022", ask=ask)
    assert (wanted.part, wanted.title) == (part, "A title")
    assert asked[0].startswith("The parts are:\n1. The first part\nIn which part?")
    asked.clear()
    with pytest.raises(new.NewError):
        new.want("messenger-2022", number=2, ask=ask)
    assert asked == [], "a question was asked though the chapter could not be made"


def test_a_resource_with_facts_gets_no_rows_and_the_chapter_its_place_in_the_book(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = (project / "data" / "facts.csv").read_bytes()
    arguments = ["--id", "second", "--title", "Once more", "--part", "The first part"]
    assert commands.main(["new", "francis-2013", *arguments]) == 0
    said = capsys.readouterr().out
    assert "no rows of evidence: this resource has some already" in said
    assert "book/parts/first.md" not in said and "- _toc.yml: its line\n" in said
    assert (project / "data" / "facts.csv").read_bytes() == facts
    made = json.loads((project / "notebooks" / "03-second.ipynb").read_text(encoding="utf-8"))
    assert made["metadata"]["workbook"]["title"] == "Once more"
    assert made["cells"][0]["source"] == ["# Once more"]
    session = (project / "notebooks" / "03-second.session.yaml").read_text(encoding="utf-8")
    assert "{{" not in json.dumps(made) + session and "chapter: second\n" in session
    page = (project / "book" / "parts" / "first.md").read_text(encoding="utf-8")
    assert "second" not in page, "the page of a part lists its chapters itself"
    (part,) = contents.parts(project)
    assert part.sections == ("notebooks/02-mid-staffordshire", "notebooks/03-second")


def test_a_new_part_gets_its_page_and_its_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["new", "francis-2013", "--id", "second", "--part", "A second part"]) == 0
    said = capsys.readouterr().out
    assert "- book/parts/a-second-part.md: the page of a new part" in said
    assert "- _toc.yml: its line, below a new part" in said
    page = (project / "book" / "parts" / "a-second-part.md").read_text(encoding="utf-8")
    assert page.startswith("---\npart: 2\n---\n\n# A second part\n\n[[Write: ")
    assert page.endswith('\n\n<div data-lists="chapters" data-part="2" data-as="invitations"></div>\n')
    assert [part.entry for part in contents.parts(project)] == [
        "book/parts/first",
        "book/parts/a-second-part",
    ]


def test_where_its_place_is_not_clear_the_line_to_add_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "_toc.yml").write_text("root: book/welcome\nformat: jb-book\n", encoding="utf-8")
    assert commands.main(["new", "francis-2013", "--id", "second", "--part", "A part"]) == 0
    told = capsys.readouterr().out
    assert (
        "1. In _toc.yml, below book/parts/a-part as one of its sections, add:  - file: notebooks/03-second"
        in told
    )


def test_rows_to_fill_in_can_be_read_and_are_refused(project: Path) -> None:
    resource = evidence.resource("francis-2013")
    before = (project / "data" / "facts.csv").read_text(encoding="utf-8")
    after = template.longer(project / "data" / "facts.csv", template.rows(resource))
    (project / "data" / "facts.csv").write_text(after, encoding="utf-8")
    assert after.startswith(before)
    row = Ledger(project / "data").rows[f"{resource.id}.key-number"]
    assert row.checked == template.STATUS
    (told,) = [one for one in prompts.in_data(project / "data") if f"{resource.id}.key-number" in one]
    assert told.startswith(
        f"data/facts.csv, the row {row.id}: status, claim, figure and seen_at are still to be written"
    )
    (project / "data" / "facts.csv").write_text(
        after.replace(template.STATUS, "remembered"), encoding="utf-8"
    )
    with pytest.raises(EvidenceError, match="Only primary, secondary and single"):
        Ledger(project / "data")


@pytest.mark.parametrize(("chapter", "line"), [("03-new", 6), ("09-new", 7), ("01-new", 5)])
def test_a_chapter_is_listed_in_the_order_of_its_part(chapter: str, line: int, tmp_path: Path) -> None:
    toc = tmp_path / "_toc.yml"
    toc.write_text(TOC, encoding="utf-8")
    assert contents.add(tmp_path, "book/parts/first", f"notebooks/{chapter}")
    lines = toc.read_text(encoding="utf-8").splitlines()
    assert lines.pop(line) == f"          - file: notebooks/{chapter}"
    assert lines == TOC.splitlines()


@pytest.mark.parametrize(("chapter", "line"), [("09-new", 7), ("01-new", 3)])
def test_a_new_part_is_listed_with_its_chapter(chapter: str, line: int, tmp_path: Path) -> None:
    toc = tmp_path / "_toc.yml"
    toc.write_text(TOC, encoding="utf-8")
    assert contents.add(tmp_path, "book/parts/new", f"notebooks/{chapter}")
    lines = toc.read_text(encoding="utf-8").splitlines()
    assert lines[line : line + 3] == [
        "      - file: book/parts/new",
        "        sections:",
        f"          - file: notebooks/{chapter}",
    ]
    assert lines[:line] + lines[line + 3 :] == TOC.splitlines()


@pytest.mark.parametrize(
    ("part", "chapter", "text"),
    [
        ("book/parts/first", "05-two", TOC),
        ("book/parts/first", "03-new", TOC.replace("  # the oldest", "\n            title: One")),
        (
            "book/parts/first",
            "03-new",
            TOC.replace("        sections:\n", "").replace("          - file", "      - file"),
        ),
        ("book/parts/new", "03-new", "root: book/welcome\n"),
    ],
)
def test_where_its_place_is_not_clear_the_contents_stay(
    part: str, chapter: str, text: str, tmp_path: Path
) -> None:
    toc = tmp_path / "_toc.yml"
    toc.write_text(text, encoding="utf-8")
    assert not contents.add(tmp_path, part, f"notebooks/{chapter}")
    assert toc.read_text(encoding="utf-8") == text
    toc.unlink()
    assert not contents.add(tmp_path, part, f"notebooks/{chapter}")


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("facts.csv", "made-up.one,short", "(“made-up.one”) has 2 cells, and there are 11 columns"),
        ("resources.csv", f"made-up,{',' * 19}", "(“made-up”) has 21 cells, and there are 20 columns"),
        ("resources.csv", f"made-up,A title,,,Nobody,c. 2013{',' * 14}", "the column year holds “c. 2013”"),
        ("resources.csv", f"made-up,A title,,,Nobody,2013{',' * 14}", "has no address"),
    ],
)
def test_a_slip_in_a_table_is_named_with_its_line(file: str, line: str, said: str, project: Path) -> None:
    path = project / "data" / file
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n", encoding="utf-8")
    with pytest.raises(EvidenceError) as slip:
        Ledger(project / "data")
    assert said in str(slip.value)


@pytest.mark.parametrize("command", [["check"], ["new", "francis-2013"]])
def test_evidence_that_cannot_be_read_is_said_and_no_more(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Ledger:
        raise EvidenceError("the status is “remembered”.")

    for home in (evidence, store):
        monkeypatch.setattr(home, "ledger", broken)
    assert commands.main(command) == 1
    assert capsys.readouterr().err == "the status is “remembered”.\n"
