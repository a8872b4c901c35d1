"""A file that cannot be read is said in a sentence, with its name and what to do, and hides no other problem."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import example_chapter as example
import pytest
from example_chapter import read_at
from nbformat import v4

import workbook.cli as commands
from workbook import checks as contract
from workbook import evidence, paths
from workbook.chapters import command as run_command
from workbook.chapters import contents
from workbook.chapters.listed import chapter_list, stale
from workbook.chapters.notebook import NotANotebook, read
from workbook.chapters.run import write
from workbook.checks import book, keys, links
from workbook.checks import command as check_command
from workbook.checks.rule import BookRule
from workbook.evidence import EvidenceError, Ledger, pages, timeline
from workbook.evidence.themes import Themes
from workbook.kit.drawing.pictures import PictureError, picture
from workbook.kit.drawing.svg import SvgError, inline
from workbook.kit.errors import CommandError
from workbook.kit.text import files, placeholders, yaml
from workbook.paths import DATA

UNREADABLE = [b"", b"half a notebo", b'{"cells": "\x93"}', "{}".encode("utf-16")]
"""An empty notebook, one half written, one as Windows saves text, and one in UTF-16."""
NAMES = ["empty", "half", "cp1252", "UTF-16"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the evidence that a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small book with one good chapter, which the commands work on."""
    read_at(tmp_path, example.chapter())
    for home in (run_command, check_command):
        monkeypatch.setattr(home, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setattr(check_command, "ROOT", tmp_path)
    return tmp_path


# --- text ----------------------------------------------------------------------------------------


def test_a_text_is_read_without_its_mark_and_with_simple_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert files.read(tmp_path / "a.txt") == "one\ntwo\nthree\n"
    (tmp_path / "a.txt").write_bytes(b"one\ntwo \x96 three\n")
    with pytest.raises(files.TextError, match=r"^a\.txt, line 2: .* Save it as UTF-8"):
        files.read(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a: b\nc: caf\xe9\n", "x.yaml, line 2: this is no text in UTF-8. Save it as UTF-8"),
        (b"a: b\nc: \x01\n", "x.yaml, line 2: a sign that nobody can see"),
        (b"a: b: c\n", "x.yaml, line 1: this is no YAML"),
    ],
)
def test_yaml_that_cannot_be_read_is_named(raw: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    with pytest.raises(yaml.YamlError) as slip:
        yaml.read(tmp_path / "x.yaml")
    assert str(slip.value).startswith(said)


# --- notebooks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", UNREADABLE, ids=NAMES)
def test_a_notebook_that_cannot_be_read_hides_no_other_problem(
    raw: bytes, small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contract, "book_problems", lambda root, also: ["keys.json: lost."])
    (small / "notebooks" / "91-broken.ipynb").write_bytes(raw)
    sentence = "91-broken.ipynb cannot be read as a notebook"
    (small / "notebooks" / "91-broken.session.yaml").write_text("chapter: broken\n")
    assert commands.main(["check"]) == 1
    told = capsys.readouterr().out
    assert told.count(f"- {sentence}") == told.count("91-broken") == 1
    assert "90-example-chapter: it has no session" in told and "- keys.json: lost." in told
    assert commands.main(["run", "broken"]) == 1
    assert capsys.readouterr().err.count(sentence) == 1


def test_a_notebook_with_a_mark_before_it_is_read(small: Path) -> None:
    path = small / "notebooks" / "90-example-chapter.ipynb"
    before = read(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(path).cells == before.cells


def test_keys_of_the_other_chapters_are_noted(small: Path, tmp_path: Path) -> None:
    (small / "notebooks" / "91-broken.ipynb").write_text("half a notebo")
    added = keys.add(tmp_path / "keys.json", small / "notebooks")
    assert "example-chapter.door" in added.keys and added.left_out == []
    (said,) = added.unread
    assert "91-broken.ipynb cannot be read as a notebook" in said


def test_keys_says_which_notebook_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contract, "add_keys", lambda: keys.Added([], ["other"], ("x.ipynb cannot be read.",)))
    assert commands.main(["keys"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("x.ipynb cannot be read.\nNot noted") and "No new keys" not in said.out


def test_what_a_notebook_has_that_cannot_be_read_is_not_said_to_be_lost(small: Path) -> None:
    remembered = {"keys": {"example-chapter.door": "ask", "gone.box": "ask"}, "aliases": {}}
    path = small / paths.KEYS.relative_to(paths.ROOT)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(remembered))
    notebook = small / "notebooks" / "90-example-chapter.ipynb"
    notebook.write_text("half a notebo")
    told = list(book.keys_are_remembered(small))
    assert len(told) == 1 and "gone.box" in told[0]
    assert links.problem("../notebooks/90-example-chapter.ipynb#in-short", small / "book" / "a.md") == ""


def test_a_list_of_chapters_is_not_called_old_while_one_cannot_be_read(small: Path) -> None:
    about = {"title": "Start here", "part": "", "only_in_jupyter": True}
    output = v4.new_output("display_data", data={"text/html": chapter_list(small / "notebooks").html})
    cell = v4.new_code_cell("chapter_list()", execution_count=1, outputs=[output], id="list")
    path = small / "notebooks" / "start.ipynb"
    write(v4.new_notebook(cells=[cell], metadata={"workbook": about}), path)
    assert stale(read(path)) == []
    chapter = small / "notebooks" / "90-example-chapter.ipynb"
    chapter.write_text("half a notebo")
    assert stale(read(path)) == []
    chapter.unlink()
    assert len(stale(read(path))) == 1


def test_an_unreadable_notebook_is_a_sentence_for_every_command() -> None:
    assert issubclass(NotANotebook, CommandError)


# --- a file that one rule cannot read ------------------------------------------------------------


def test_a_rule_that_cannot_read_a_file_stops_no_other(small: Path) -> None:
    (small / "book" / "glossary.md").write_bytes(b"# W\xf6rds\n")
    told = contract.book_problems(small, [BookRule(lambda root: ["the last rule was asked."])])
    assert any(one.startswith("glossary.md, line 1: this is no text in UTF-8") for one in told)
    assert told[-1] == "the last rule was asked."


def test_a_session_that_cannot_be_read_is_said_once(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "notebooks" / "90-example-chapter.session.yaml").write_bytes(b"chapter: caf\xe9\n")
    path = small / "notebooks" / "90-example-chapter.ipynb"
    assert commands.main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    sentence = "90-example-chapter.session.yaml, line 1: this is no text in UTF-8"
    assert told.count(f"- {sentence}") == told.count("session.yaml") == 1


def test_an_entry_may_have_its_ending(small: Path) -> None:
    toc = small / "_toc.yml"
    text = toc.read_text(encoding="utf-8").replace(example.ENTRY, f"{example.ENTRY}.ipynb")
    toc.write_text(text.replace("parts/when-culture-fails", "parts/when-culture-fails.md"), encoding="utf-8")
    chapter = read(small / f"{example.ENTRY}.ipynb")
    assert contract.check(chapter, contract.contents.RULES) == []
    assert [part.entry for part in contents.parts(small)] == ["book/parts/when-culture-fails"]
    assert list(contract.contents.contents_can_be_built(small)) == []
    assert contents.add(small, "book/parts/when-culture-fails", "notebooks/91-next")
    assert contents.parts(small)[0].sections == (example.ENTRY, "notebooks/91-next")


# --- the evidence --------------------------------------------------------------------------------


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change that puts one text in the place of another, once."""

    def change(raw: bytes) -> bytes:
        assert old.encode() in raw
        return raw.replace(old.encode(), new.encode(), 1)

    return change


def with_value(value: str) -> Callable[[bytes], bytes]:
    """A change of the first row's value in the table of training doctors."""

    def change(raw: bytes) -> bytes:
        head, first, *rest = raw.decode().splitlines(keepends=True)
        cells = first.split(",")
        cells[head.split(",").index("value")] = value
        return "".join([head, ",".join(cells), *rest]).encode()

    return change


TABLE = "tables/gmc_training_survey_burnout.csv"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (TABLE, with_value('"1,270"'), "the column value holds “1,270”. Write a whole number in digits"),
        (TABLE, with_value("a lot"), "the column value holds “a lot”. Write a whole number in digits"),
        (TABLE, with_value(""), "the column value holds “”. Write a whole number in digits"),
        (
            TABLE,
            replaced("id,", "idd,"),
            f"data/{TABLE}, line 1: there is no column “id”, and there is “idd”",
        ),
        (
            "to_check.csv",
            replaced("resource", "resorce"),
            "data/to_check.csv, line 1: there is no column “resource”",
        ),
        (
            "facts.csv",
            replaced(",claim,", ",clam,"),
            "data/facts.csv, line 1: there is no column “claim”, and there",
        ),
        ("facts.csv", lambda raw: raw + b"\x93", "this is no text in UTF-8. Save it as UTF-8"),
        (TABLE, lambda raw: raw + b"\x93", f"data/{TABLE}, line "),
        ("facts.csv", lambda raw: b"", "data/facts.csv, line 1: there is no column “id”."),
        ("datapackage.json", replaced(",", ""), "data/datapackage.json, line 3: this is no JSON"),
        ("datapackage.json", lambda raw: raw + b"\x93", "data/datapackage.json, line "),
        ("datapackage.json", replaced('"resources": [', '"resorces": ['), 'there is no list "resources"'),
        (
            "datapackage.json",
            replaced('"path"', '"pat"'),
            'data/datapackage.json: the part “resources” has no "path"',
        ),
        ("datapackage.json", replaced('"name": "facts"', '"name": "fact"'), "there is no part “facts”"),
        ("resources.csv", replaced("2013-02-06", "6 Feb 2013"), "was published on “6 Feb 2013”"),
    ],
)
def test_a_slip_in_the_evidence_is_said_with_its_file(
    name: str, change: Callable[[bytes], bytes], said: str, data: Path
) -> None:
    path = data / name
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(EvidenceError) as slip:
        Ledger(data)
    assert said in str(slip.value) and "{" not in str(slip.value)


def test_a_text_that_does_not_end_is_said_with_what_to_look_for(data: Path) -> None:
    with (data / "to_check.csv").open("a", encoding="utf-8") as stream:
        stream.write('francis-2013,"' + 140_000 * "a")
    before = csv.field_size_limit(131_072)  # Python's own; a library may have changed it
    try:
        with pytest.raises(
            EvidenceError, match=r"data/to_check\.csv, line \d+: .* Look above it for a quotation mark"
        ):
            Ledger(data)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("themes/codebook.csv", "code,", "cod,"), ("timeline.csv", "date,", "dat,")],
)
def test_a_misspelt_heading_beside_the_rows_is_said_too(name: str, old: str, new: str, data: Path) -> None:
    path = data / name
    path.write_bytes(replaced(old, new)(path.read_bytes()))
    with pytest.raises(EvidenceError, match=f"data/{name}, line 1: there is no column “{old[:-1]}”"):
        known = Ledger(data)
        timeline.events(known, data / "timeline.csv")
        Themes(data / "themes", known)


def test_prompts_are_found_in_a_table_with_a_mark_before_it(data: Path) -> None:
    (data / "facts.csv").write_bytes(b"\xef\xbb\xbfid,claim\na.b,[[Write: it]]\n")
    (told,) = placeholders.in_data(data)
    assert told.startswith("data/facts.csv, the row a.b: claim is")


def test_a_resource_names_a_chapter_that_is_there(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = data.parent
    readme = (paths.ROOT / "README.md").read_bytes()
    (root / "README.md").write_bytes(readme)
    for name in ("book", "notebooks"):
        (root / name).mkdir()
    for path in paths.NOTEBOOKS.glob("[0-9]*.ipynb"):
        (root / "notebooks" / path.name).touch()
    resources = data / "resources.csv"
    resources.write_bytes(replaced(",a-promise-to-learn,", ",a-promise-too-learn,")(resources.read_bytes()))
    known = Ledger(data)
    sentence = (
        "data/resources.csv, “berwick-2013”: no notebook is the chapter “a-promise-too-learn”. Did you mean "
        "“a-promise-to-learn”?"
    )
    told = pages.problems(root / "book", known)
    assert any(one.startswith(sentence) for one in told)
    assert not any("README.md" in one for one in told), "no command could write it yet"
    monkeypatch.setattr(pages, "BOOK", root / "book")
    monkeypatch.setattr(pages, "current", lambda: known)
    assert commands.main(["evidence"]) == 1
    assert capsys.readouterr().err.startswith(sentence)
    assert (root / "README.md").read_bytes() == readme and not [*(root / "book").iterdir()]


# --- drawings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [b"", b"<svg><title>T</title>", b"<svg>\n\x93</svg>"], ids=["empty", "open", "cp1252"]
)
def test_a_drawing_that_cannot_be_read_is_named(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "p.svg").write_bytes(raw)
    (tmp_path / "p.txt").write_text("Caption.\n\nWords.")
    with pytest.raises(PictureError, match=r"^p\.svg[:,]"):
        picture("p", folder=tmp_path)


def test_svg_that_is_not_closed_is_refused() -> None:
    with pytest.raises(SvgError, match="no whole drawing: no element found, in line 1"):
        inline("<svg>", key="k", label="L")


# --- a new chapter -------------------------------------------------------------------------------


@pytest.fixture
def project(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a resource of its own, which has no rows yet."""
    root = data.parent
    for name in ("notebooks", "book"):
        (root / name).mkdir()
    for name in ("notebooks", "book", "data"):
        monkeypatch.setattr(paths, name.upper(), root / name)
    monkeypatch.setattr(paths, "ROOT", root)
    facts = data / "facts.csv"
    kept = [
        line for line in facts.read_text(encoding="utf-8").splitlines(True) if "berwick-2013." not in line
    ]
    facts.write_text("".join(kept), encoding="utf-8")
    (resource,) = [one for one in evidence.resources() if one.id == "berwick-2013"]
    monkeypatch.setattr(evidence, "resources", lambda: [resource])
    monkeypatch.setattr(evidence, "facts", lambda id=None: [])
    monkeypatch.setattr(pages, "pages", lambda ledger=None: {"about/evidence.md": "# Evidence\n"})
    return root


NEW = ["new", "berwick-2013", "--id", "second", "--part", "A part"]


def test_rows_are_added_to_a_table_with_a_mark_before_it(project: Path) -> None:
    facts = project / "data" / "facts.csv"
    before = b"\xef\xbb\xbf" + facts.read_bytes()
    facts.write_bytes(before)
    assert commands.main(NEW) == 0
    after = facts.read_bytes()
    assert after.startswith(before) and b"\nberwick-2013.main-finding," in after
    assert "berwick-2013.main-finding" in Ledger(project / "data").rows


@pytest.mark.parametrize("name", ["data/facts.csv", "README.md", "_toc.yml"])
def test_what_cannot_be_read_leaves_no_half_of_a_chapter(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / name
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"# \x93\n")
    before = sorted(project.rglob("*"))
    assert commands.main(NEW) == 1
    assert f"{path.name}, line" in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before
