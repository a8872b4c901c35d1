"""What a learner takes out: the same examples as in the page, and files that other programs can read."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import office
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbook import cli
from workbook.chapters import catalogue
from workbook.documents import markdown, word
from workbook.export import choosing, documents, purposes
from workbook.kit.learner import notes
from workbook.kit.text import blocks as _blocks

HELD = json.loads((Path(__file__).parents[1] / "examples" / "exports.json").read_text("utf-8"))
BOOK = HELD["book"]
TEXTS = st.text(max_size=80) | st.text(alphabet="*_#<>[]()`~\\-+=:|!&;1. \n\tab\x00\ud800", max_size=50)

Read = list[tuple[str, str]]


# --- the examples --------------------------------------------------------------------------------


@pytest.mark.parametrize("held", HELD["documents"], ids=lambda one: one["name"])
def test_each_document_is_as_its_example(held: dict[str, Any]) -> None:
    made = documents.document(held["purpose"], BOOK, held["entries"], held["keys"])
    assert (made.title, made.blocks) == (held["title"], held["blocks"])
    assert _blocks.clean(_blocks.as_text(made.title, made.blocks)) == held["text"]
    assert markdown.as_markdown(made.title, made.blocks) == held["markdown"]


def test_what_is_offered_and_what_stays_out_unless_added() -> None:
    groups = choosing.offered(BOOK, HELD["offered"]["entries"])
    assert [{"id": g.id, "answers": [[a.key, a.why_not] for a in g.answers]} for g in groups] == HELD[
        "offered"
    ]["groups"]
    why = {one.key: one.why_not for group in groups for one in group.answers}
    assert (why["a-test.hard"], why["a-test.recall"], why["gone.one"]) == ("sensitive", "quiz", "unknown")
    assert (why["a-test.habits"], why["a-test.one"], why["a-test.plan"]) == ("private", "", "")
    assert "a-test.nothing" not in why and not any(key.startswith("take-out.") for key in why)


def test_every_purpose_has_an_example_and_every_statement_a_link() -> None:
    assert {held["purpose"] for held in HELD["documents"]} == {one["id"] for one in purposes.all_purposes()}
    for one in purposes.all_purposes():
        for rule in one["rules"]:
            assert rule["link"].startswith("http") and rule["from"] and rule["text"].endswith(".")
        assert one["id"] == "plain" or (one["rules"] and one["say"])


def test_self_study_is_never_counted_as_participatory() -> None:
    held = next(one for one in HELD["documents"] if one["name"] == "log, typed, with sessions")
    rows = [block["items"] for block in held["blocks"] if block["type"] == "list"]
    for row in rows[:-1]:
        assert "Self-study: none" in row or "Participatory: none" in row
    assert rows[-1] == ["Self-study: 25 minutes", "Participatory, with others: 1 hour 30 minutes"]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("0", "none"),
        ("1", "1 minute"),
        ("60", "1 hour"),
        ("125", "2 hours 5 minutes"),
        ("-5", "______"),
        ("", "______"),
        ("1.5", "______"),
        ("٣", "______"),
    ],
)
def test_minutes_are_said_as_people_do(minutes: str, said: str) -> None:
    assert documents.hours(minutes) == said


# --- any text in any script ----------------------------------------------------------------------


def rows(text: str) -> str:
    return "\n".join(one for one in _blocks.clean(text).split("\n") if one.strip().strip("\ufeff"))


def expected(head: str, said: str, item: str) -> Read:
    first = ("heading", " ".join(_blocks.clean(head).split("\n")))
    return [first, *(("paragraph", one) for one in markdown.paragraphs(said)), ("item", rows(item))]


def blocks_of(head: str, said: str, item: str) -> list[_blocks.Block]:
    return [_blocks.heading(head), _blocks.answer(said), _blocks.items([item])]


def from_markdown(text: str) -> Read:
    """What a reader of Markdown shows, with every construct that a common dialect adds."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    kinds = {"h3": "heading", "p": "paragraph", "li": "item"}
    found = re.findall(r"<(h1|h3|p|li)>(.*?)</\1>", page.replace("<br />\n", "\n"), re.S)
    return [
        (kinds[tag], html.unescape(re.sub("<[^>]*>", "\0", words))) for tag, words in found if tag != "h1"
    ]


def from_word(data: bytes) -> Read:
    kinds = {"Heading 2": "heading", "Normal": "paragraph", "List Bullet": "item", "List Paragraph": "item"}
    found = docx.Document(BytesIO(data)).paragraphs
    return [(kinds[one.style.name], one.text) for one in found if one.style.name != "Title"]


@given(TEXTS, TEXTS, TEXTS)
@example("1. a #", "1. a\n    code\n\n\n# b\n---\n<b>*x*</b> &lt; `y` [z](w)\n", "- [ ] a\n\n===")
@example(" ", "\u00a0x\u2003\n\ufeff", "\t")
def test_any_text_survives_markdown(head: str, said: str, item: str) -> None:
    text = markdown.as_markdown("T", blocks_of(f"x{head}", said, f"x{item}"))
    assert from_markdown(text) == expected(f"x{head}", said, f"x{item}")
    text.encode()


@given(TEXTS, TEXTS, TEXTS)
@example("", "\x00\x0b\x1f\ud800\udfff\ufffe\uffff😀 नमस्ते عربى", "\r\n\r")
def test_any_text_survives_word(head: str, said: str, item: str) -> None:
    data = word.write(f"T{head}", blocks_of(head, said, f"x{item}"))
    want = expected(head, said, f"x{item}")
    assert from_word(data) == [*want[:-1], ("item", "\n".join(markdown.paragraphs(f"x{item}")))]


def test_a_writer_that_trusts_its_text_would_be_refused() -> None:
    assert from_markdown("# T\n\n### 1. a\n\n*x*\n\n- y") != expected("1. a", "*x*", "y")
    with pytest.raises(ValueError, match="XML compatible"):
        docx.Document().add_paragraph("\x00")


# --- the Word file -------------------------------------------------------------------------------


def test_a_word_file_says_what_it_is_and_not_who_made_it() -> None:
    held = HELD["documents"][1]
    made = docx.Document(BytesIO(word.write(held["title"], held["blocks"])))
    about = made.core_properties
    assert (about.title, about.language) == (held["title"], "en-GB")
    assert {about.author, about.last_modified_by, about.comments, about.subject, about.keywords} == {""}
    assert made.paragraphs[0].style.name == "Title"
    assert re.findall(r'<w:lang w:val="([^"]*)"', made.styles.element.xml) == ["en-GB"]


def test_libreoffice_reads_every_document_as_it_was_meant(tmp_path: Path) -> None:
    files = []
    for number, held in enumerate(HELD["documents"]):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(word.write(held["title"], held["blocks"]))
    read = office.convert(files, "txt:Text (encoded):UTF8", tmp_path)
    for held, file in zip(HELD["documents"], read, strict=True):
        assert as_lines(file.read_text("utf-8-sig")) == as_lines(
            held["text"].replace("(nothing written)\n", "")
        )


def as_lines(text: str) -> list[str]:
    """The lines that say something, without the marks of lists, which programs draw in their own way."""
    return [line for one in text.split("\n") if (line := re.sub(r"^[•\-]\s+", "", one.strip()))]


def test_a_missing_libreoffice_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    with pytest.raises(office.OfficeMissing, match="SOFFICE says /nowhere/soffice, but that is not"):
        office.find()
    monkeypatch.setattr(office, "find", lambda: None)
    monkeypatch.setattr(office.system, "ways_to_install", lambda packages: [])
    with pytest.raises(office.OfficeMissing, match="apt-get install libreoffice-writer-nogui"):
        office.ensure()


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notes file, and the examples' book in place of this one's."""
    monkeypatch.setattr(catalogue, "stored", lambda: BOOK)
    monkeypatch.chdir(tmp_path)
    held = next(one for one in HELD["documents"] if one["name"] == "log, typed, with sessions")
    file = tmp_path / "notes.json"
    file.write_text(notes.dumps(held["entries"]), "utf-8")
    return file


def test_the_command_prints_and_says_what_it_left_out(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "--notes", str(kept)]) == 0
    out, err = capsys.readouterr()
    assert out == next(one for one in HELD["documents"] if one["name"] == "plain, as chosen at first")["text"]
    assert "It holds 6 answers." in err and "1 answer to sensitive questions (add them with --sens" in err
    assert cli.main(["export", "--notes", str(kept), "--sensitive", "--as", "markdown"]) == 0
    assert "What I saw." in capsys.readouterr().out
    assert cli.main(["export", "--notes", str(kept), "--only", "b-test.one", "gone.one"]) == 0
    assert "It holds 2 answers." in capsys.readouterr().err


def test_the_command_reads_the_learners_own_file(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBOOK_NOTES", str(kept))
    assert cli.main(["export", "--for", "nmc-cpd"]) == 0
    assert "Participatory, with others: 1 hour 30 minutes" in capsys.readouterr().out


def test_the_command_writes_and_never_writes_over(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["export", "--notes", str(kept), "--for", "nmc-account", "--as", "word"]
    assert cli.main(wanted) == 0
    [made] = kept.parent.glob("reflective-account-*.docx")
    assert made.name in capsys.readouterr().err
    before = made.read_bytes()
    assert cli.main([*wanted, "--sensitive"]) == 1
    assert "is there already. Name another file, or add --force" in capsys.readouterr().err
    assert made.read_bytes() == before
    assert cli.main([*wanted, "--sensitive", "--force"]) == 0
    assert made.read_bytes() != before


Break = Callable[[Path], object]


@pytest.mark.parametrize(
    ("slip", "arguments", "said"),
    [
        (lambda file: file.unlink(), [], "There are no notes at .*Save my notes"),
        (
            lambda file: file.write_text("{broken"),
            [],
            "cannot be used. It is not a notes file.*left as it is",
        ),
        (lambda file: file.write_bytes(b"\xff\xfe\x00"), [], "cannot be read .*Choose the file that"),
        (lambda file: file.write_text(notes.dumps({})), [], "Nothing is written in these notes yet"),
        (lambda file: None, ["--for", "cqc"], "no purpose called “cqc”. Choose one of: plain, nmc-account"),
        (
            lambda file: None,
            ["--only", "a.b"],
            "no answer under “a.b”. There are answers under:\n- a-test.one",
        ),
        (lambda file: None, ["--to", "no/folder/x.txt"], "cannot be written .*Name another place"),
    ],
)
def test_what_goes_wrong_is_said_with_the_remedy(
    kept: Path, capsys: pytest.CaptureFixture[str], slip: Break, arguments: list[str], said: str
) -> None:
    slip(kept)
    assert cli.main(["export", "--notes", str(kept), *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == "" and re.search(said, err, re.S)


def test_only_sensitive_answers_are_not_taken_by_themselves(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = notes.loads(kept.read_text("utf-8"))
    kept.write_text(notes.dumps({"a-test.hard": entries["a-test.hard"]}), "utf-8")
    assert cli.main(["export", "--notes", str(kept)]) == 1
    assert "No answer is chosen. Left out: 1 answer to sensitive questions" in capsys.readouterr().err


def test_the_book_s_own_answers_can_be_taken_out() -> None:
    """The specifications that the notebooks hold are read, in the book's order, with their minutes."""
    book = catalogue.stored()
    assert len(book) >= 2 and all(one["minutes"] and one["activities"] for one in book)
    for chapter in book:
        spec = chapter["activities"][0]
        entries = {
            spec["key"]: {
                "kind": "reflect",
                "prompt": "?",
                "value": {"text": "Mine."},
                "when": "2026-01-01T12:00:00Z",
                "earlier": [],
            }
        }
        made = documents.document("nmc-account", book, entries, [spec["key"]])
        assert "Mine." in json.dumps(made.blocks)
