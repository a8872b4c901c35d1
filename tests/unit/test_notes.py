"""The learner's notes file: read, merge, written whole, never written over when it is not understood."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from workbook.cli import main
from workbook.kit.learner import file as notes_file
from workbook.kit.learner import merge, notes, panel
from workbook.kit.learner.notes import Notes, NotesError

TIMES = st.integers(0, 10**9).map(
    lambda n: f"20{n % 90 + 10}-0{n % 9 + 1}-1{n % 10}T1{n % 10}:0{n % 10}:00.{n % 1000:03}Z"
)
VALUES = st.fixed_dictionaries({"text": st.text(max_size=40)})
ENTRIES = st.dictionaries(
    st.from_regex(r"[a-z]{1,4}\.[a-z]{1,4}", fullmatch=True),
    st.fixed_dictionaries(
        {
            "kind": st.just("reflect"),
            "prompt": st.text(max_size=20),
            "value": VALUES,
            "when": TIMES,
            "earlier": st.lists(st.fixed_dictionaries({"value": VALUES, "when": TIMES}), max_size=3),
        }
    ),
    max_size=4,
)


def entry(text: str, when: str = "2026-01-01T10:00:00.000Z", *earlier: dict) -> dict:
    return {
        "kind": "reflect",
        "prompt": "What?",
        "value": {"text": text},
        "when": when,
        "earlier": list(earlier),
    }


@given(ENTRIES)
def test_what_is_written_is_read(entries: dict) -> None:
    text = notes_file.dumps(entries)
    jsonschema.validate(json.loads(text), notes_file.schema())
    assert notes_file.loads(text) == entries
    assert notes_file.dumps(notes_file.loads(text)) == text


def said(entries: dict) -> set[tuple[str, str]]:
    return {
        (key, version["value"]["text"]) for key, one in entries.items() for version in (one, *one["earlier"])
    }


@given(ENTRIES, ENTRIES)
def test_a_merge_loses_no_words(ours: dict, theirs: dict) -> None:
    merged = merge.merge(ours, theirs)
    assert said(merged) == said(ours) | said(theirs)
    assert merge.merge(merged, theirs) == merge.merge(merged, merged) == merge.merge(merged, ours)
    for key, one in merged.items():
        assert (
            one["when"]
            == max((side[key] for side in (ours, theirs) if key in side), key=lambda e: e["when"])["when"]
        )


@given(ENTRIES, ENTRIES)
def test_a_merge_does_not_care_which_comes_first(ours: dict, theirs: dict) -> None:
    one, other = merge.merge(ours, theirs), merge.merge(theirs, ours)
    assert {key: (e["value"], e["when"]) for key, e in one.items()} == {
        key: (e["value"], e["when"]) for key, e in other.items()
    }


def test_half_a_character_can_be_kept(tmp_path: Path) -> None:
    kept = Notes(tmp_path / "notes.json")
    kept.put("a.b", "reflect", "What?", {"text": "oh \ud83d"})
    assert Notes(kept.file).get("a.b")["value"] == {"text": "oh \ud83d"}  # type: ignore[index]


def test_an_earlier_visit_is_kept_once_per_visit(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "notes.json"
    first = Notes(file)
    for text in ("T", "Th", "The bell"):
        first.put("a.b", "reflect", "What?", {"text": text})
    assert first.read()["a.b"]["earlier"] == []
    second = Notes(file)
    second.put("a.b", "reflect", "What?", {"text": "The bell"})
    assert second.read()["a.b"]["earlier"] == []
    for text in ("The bell r", "The bell rings"):
        second.put("a.b", "reflect", "What?", {"text": text})
    found = second.read()["a.b"]
    assert found["value"] == {"text": "The bell rings"}
    assert [one["value"]["text"] for one in found["earlier"]] == ["The bell"]


def test_a_newer_answer_is_newer_even_when_a_clock_was_wrong(tmp_path: Path) -> None:
    kept = Notes(tmp_path / "notes.json")
    kept.put("a.b", "reflect", "What?", {"text": "from the future"}, when="2099-01-01T00:00:00.000Z")
    kept.put("a.b", "reflect", "What?", {"text": "now"})
    assert kept.read()["a.b"]["when"] > "2099-01-01T00:00:00.000Z"


BROKEN = [
    ("{broken", "not JSON"),
    ("[]", "not a notes file"),
    ('{"format": "else"}', "not a notes file"),
    ('{"format": "whys-and-hows-notes", "version": 2, "entries": {}}', "newer edition"),
    ('{"format": "whys-and-hows-notes", "version": "one", "entries": {}}', "does not know"),
    ('{"format": "whys-and-hows-notes", "version": true, "entries": {}}', "does not know"),
    ('{"format": "whys-and-hows-notes", "version": 1}', "damaged"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_not_understood_is_said_and_never_written_over(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(NotesError, match=message):
        notes_file.loads(text)
    file = tmp_path / "notes.json"
    file.write_text(text, "utf-8")
    with pytest.raises(NotesError, match=r"left as it is.*Move it somewhere else"):
        Notes(file).put("a.b", "reflect", "What?", {"text": "new"})
    assert file.read_text("utf-8") == text


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(NotesError, match=r"cannot be (read|written).*"):
        Notes(tmp_path / "file" / "notes.json").put("a.b", "reflect", "What?", {"text": "x"})


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    blocked = tmp_path / "notes.json"
    blocked.mkdir()
    with pytest.raises(NotesError, match="cannot be read"):
        Notes(blocked).put("a.b", "reflect", "What?", {"text": "x"})
    assert not list(tmp_path.glob(".notes-*"))


RENAMED = json.loads((Path(__file__).parents[1] / "examples" / "notes_renamed.json").read_text("utf-8"))


@pytest.mark.parametrize("example", RENAMED, ids=lambda one: one["says"])
def test_old_keys_are_read_under_their_present_names(example: dict) -> None:
    assert merge.renamed(example["entries"], example["aliases"]) == example["renamed"]


def test_where_the_notes_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path))
    assert notes.path() == tmp_path / "notes.json"
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "mine.json"))
    assert notes.path() == tmp_path / "mine.json"
    monkeypatch.delenv("WORKBOOK_NOTES")
    assert notes.path().name == "notes.json" and "whys-and-hows" in str(notes.path())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(notes_file.schema())
    file = {"format": "whys-and-hows-notes", "version": 1, "entries": {"a.b": entry("x")}}
    jsonschema.validate(file, notes_file.schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**file, "total": 3}, notes_file.schema())


def test_answers_that_come_at_once_are_all_kept(tmp_path: Path) -> None:
    kept = Notes(tmp_path / "notes.json")
    keys = [f"a-test.number-{place}" for place in range(12)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda key: kept.put(key, "reflect", "What?", {"text": key}), keys))
    assert sorted(kept.read()) == sorted(keys)


KERNEL = """
import sys
import workbook
from workbook.kit import book
from workbook.kit.learner.notes import current
book.use(workbook.THIS_BOOK)
for place in range(40):
    current().put(f"{sys.argv[1]}.number-{place}", "reflect", "What?", {"text": sys.argv[1]})
    current().put("shared.box", "reflect", "What?", {"text": f"{sys.argv[1]} {place}"})
"""


def test_two_kernels_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    environment = os.environ | {"WORKBOOK_NOTES": str(tmp_path)}
    kernels = [
        subprocess.Popen([sys.executable, "-c", KERNEL, name], env=environment) for name in ("one", "two")
    ]
    assert [kernel.wait(120) for kernel in kernels] == [0, 0]
    found = Notes(tmp_path / "notes.json").read()
    assert len(found) == 81
    shared = found["shared.box"]
    texts = {version["value"]["text"] for version in (shared, *shared["earlier"])}
    assert {"one 39", "two 39"} <= texts, "the last words of each stay, whoever wrote last"


def test_a_lock_that_nobody_gives_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Notes(tmp_path / "notes.json")
    waits = Notes(tmp_path / "notes.json")
    monkeypatch.setattr(waits, "_lock", FileLock(held._lock.lock_file, timeout=0))
    with held._lock, pytest.raises(NotesError, match="another program has held"):
        waits.put("a.b", "reflect", "What?", {"text": "x"})


UNFIT = [
    {"text": 7},
    {"text": "x", "frame": None},
    {"text": "x", "parts": {"what": 1}},
    {"txt": "x"},
    {"text": "x", "size": 10**400},
]


@pytest.mark.parametrize("value", UNFIT, ids=str)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path, value: dict) -> None:
    kept = Notes(tmp_path / "notes.json")
    kept.put("a.b", "reflect", "What?", {"text": "Good."})
    before = kept.file.read_text("utf-8")
    with pytest.raises(NotesError, match="does not fit"):
        kept.put("a.b", "reflect", "What?", value)
    assert kept.file.read_text("utf-8") == before


@pytest.mark.parametrize(
    "broken",
    [
        {"when": "yesterday"},
        {"when": "2026-13-41T10:00:00Z"},
        {"value": {"txt": 1}},
        {"value": {"text": "x", "deep": 1e999}},
    ],
    ids=str,
)
def test_one_bad_answer_is_set_aside_and_the_others_live_on(tmp_path: Path, broken: dict) -> None:
    file_there = tmp_path / "notes.json"
    bad = {**entry("bad"), **broken}
    text = notes_file.dumps({"a.good": entry("good")}).replace(
        '"entries": {', f'"entries": {{"a.bad": {json.dumps(bad)},'
    )
    file_there.write_text(text.replace("Infinity", "1e999"), "utf-8")
    kept = Notes(file_there)
    found = kept.reading()
    assert list(found.entries) == ["a.good"] and "a.bad" in found.problems["a.bad"]
    kept.put("a.good", "reflect", "What?", {"text": "better"})
    kept.put("a.bad", "reflect", "What?", {"text": "anew"})
    after = json.loads(file_there.read_text("utf-8"))["entries"]
    assert after["a.good"]["value"] == {"text": "better"} and after["a.bad"]["value"] == {"text": "anew"}
    assert "a.bad-set-aside" in after or after["a.bad"]["earlier"], "what stood there is still there"


FILES = json.loads((Path(__file__).parents[1] / "examples" / "notes_files.json").read_text("utf-8"))


@pytest.mark.parametrize("example", FILES, ids=lambda one: one["says"])
def test_files_are_taken_and_refused_as_in_the_page(example: dict) -> None:
    if example["good"]:
        found = notes_file.parse(example["text"])
        assert list(found.aside) == example.get("aside", [])
        assert notes_file.loads(notes_file.dumps(found.entries)) == found.entries
    else:
        with pytest.raises(NotesError):
            notes_file.loads(example["text"])


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 10_000])
def test_a_file_without_end_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotesError, match="not a notes file"):
        notes_file.loads(text)


MERGES = json.loads((Path(__file__).parents[1] / "examples" / "notes_merge.json").read_text("utf-8"))


@pytest.mark.parametrize("example", MERGES, ids=lambda one: one["says"])
def test_merges_as_the_page_does(example: dict) -> None:
    assert merge.merge(example["ours"], example["theirs"]) == example["merged"]


def test_a_file_is_brought_in_without_loss(tmp_path: Path) -> None:
    kept = Notes(tmp_path / "notes.json")
    kept.put("a.b", "reflect", "What?", {"text": "old"}, when="2026-01-01T10:00:00.000Z")
    came = kept.merge({"a.b": entry("new", "2026-02-01T10:00:00.000Z"), "a.c": entry("other")})
    assert came == Notes(kept.file).read()
    assert came["a.b"]["value"] == {"text": "new"} and came["a.b"]["earlier"][0]["value"] == {"text": "old"}
    assert came["a.c"]["value"] == {"text": "other"}


def uploaded(name: str, data: bytes) -> tuple[dict]:
    """What ipywidgets makes of a file that somebody chose."""
    when = datetime(2026, 1, 1, tzinfo=UTC)
    about = {"name": name, "type": "", "size": len(data), "last_modified": when}
    return ({**about, "content": memoryview(data)},)


def test_the_panel_loads_and_saves_and_says_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "notes"))
    theirs = {"a.b": entry("From the page."), "a.c": entry("<b>Bold</b>")}
    shown = panel.notes_panel()
    listed, _, upload, _, row, told = shown.children
    name, save = row.children
    upload.value = uploaded("my-notes.json", notes_file.dumps(theirs).encode())
    assert notes.current().read() == theirs
    assert "From the page." in listed.value and "&lt;b&gt;" in listed.value
    assert "2 new" in told.value
    name.value = str(tmp_path / "mine.json")
    save.click()
    assert notes_file.loads((tmp_path / "mine.json").read_text("utf-8")) == theirs
    save.click()
    assert "left as it is" in told.value
    upload.value = uploaded("photo.png", b"\x89PNG")
    assert "photo.png was not loaded" in told.value and notes.current().read() == theirs
    assert "From the page" not in repr(shown)
    bundle = shown._repr_mimebundle_()
    assert "From the page" not in json.dumps(bundle)
    assert bundle["text/html"].startswith("<p>Your notes: run this cell")


def test_the_command_loads_and_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "notes"))
    theirs = tmp_path / "theirs.json"
    theirs.write_text(notes_file.dumps({"a.b": entry("Mine.")}), "utf-8")
    assert main(["notes", "load", str(theirs)]) == 0
    assert "Loaded 1 answer: 1 new" in capsys.readouterr().out
    assert main(["notes", "save", str(tmp_path / "saved.json")]) == 0
    assert notes_file.loads((tmp_path / "saved.json").read_text("utf-8")) == {"a.b": entry("Mine.")}
    assert main(["notes"]) == 0
    assert "1 answer in" in capsys.readouterr().out
    assert main(["notes", "load", str(tmp_path / "none.json")]) == 1
    assert main(["notes", "load"]) == 1
