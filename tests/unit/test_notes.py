"""The learner's notes file: read, merge, written whole, never written over when it is not understood."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.kit.learner import notes
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
    text = notes.dumps(entries)
    jsonschema.validate(json.loads(text), notes.schema())
    assert notes.loads(text) == entries
    assert notes.dumps(notes.loads(text)) == text


def said(entries: dict) -> set[tuple[str, str]]:
    return {
        (key, version["value"]["text"]) for key, one in entries.items() for version in (one, *one["earlier"])
    }


@given(ENTRIES, ENTRIES)
def test_a_merge_loses_no_words(ours: dict, theirs: dict) -> None:
    merged = notes.merge(ours, theirs)
    assert said(merged) == said(ours) | said(theirs)
    assert notes.merge(merged, theirs) == notes.merge(merged, merged) == notes.merge(merged, ours)
    for key, one in merged.items():
        assert (
            one["when"]
            == max((side[key] for side in (ours, theirs) if key in side), key=lambda e: e["when"])["when"]
        )


@given(ENTRIES, ENTRIES)
def test_a_merge_does_not_care_which_comes_first(ours: dict, theirs: dict) -> None:
    one, other = notes.merge(ours, theirs), notes.merge(theirs, ours)
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
    (notes.dumps({"a.b": {**entry("x"), "when": "yesterday"}}), "damaged: in entries → a.b → when"),
    (notes.dumps({"a.b": {**entry("x"), "when": "2026-13-41T10:00:00Z"}}), "is not a time"),
    (notes.dumps({"a.b": {**entry("x"), "value": {"txt": 1}}}), "damaged"),
    (notes.dumps({"a.b": {**entry("x"), "value": {"text": "x", "frame": None}}}), "damaged"),
    (notes.dumps({"a.b": {**entry("x"), "value": {"text": "x", "parts": {"what": 1}}}}), "damaged"),
    (notes.dumps({"no key": entry("x")}), "damaged"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_not_understood_is_said_and_never_written_over(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(NotesError, match=message):
        notes.loads(text)
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
    with pytest.raises(NotesError, match="cannot be written"):
        Notes(blocked).write({})
    assert list(tmp_path.iterdir()) == [blocked]


def test_old_keys_are_read_under_their_present_names() -> None:
    old, new = entry("older"), entry("newer", "2026-02-02T10:00:00.000Z")
    found = notes.renamed({"a.old": old, "a.new": new}, {"a.old": "a.new"})
    assert list(found) == ["a.new"] and found["a.new"]["value"] == {"text": "newer"}
    assert found["a.new"]["earlier"] == [{"value": {"text": "older"}, "when": old["when"]}]
    assert list(notes.renamed({"a.x": old}, {"a.x": "a.y", "a.y": "a.z"})) == ["a.z"]
    assert len(notes.renamed({"a.x": old}, {"a.x": "a.y", "a.y": "a.x"})) == 1


def test_where_the_notes_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path))
    assert notes.path() == tmp_path / "notes.json"
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "mine.json"))
    assert notes.path() == tmp_path / "mine.json"
    monkeypatch.delenv("WORKBOOK_NOTES")
    assert notes.path().name == "notes.json" and "whys-and-hows" in str(notes.path())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(notes.schema())
    file = {"format": "whys-and-hows-notes", "version": 1, "entries": {"a.b": entry("x")}}
    jsonschema.validate(file, notes.schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**file, "total": 3}, notes.schema())


def test_answers_that_come_at_once_are_all_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Notes(tmp_path / "notes.json")
    read = Notes.read

    def slowly(self: Notes) -> dict:
        found = read(self)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(Notes, "read", slowly)
    keys = [f"a-test.number-{place}" for place in range(6)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda key: kept.put(key, "reflect", "What?", {"text": key}), keys))
    assert sorted(kept.read()) == keys


FILES = json.loads((Path(__file__).parents[1] / "examples" / "notes_files.json").read_text("utf-8"))


@pytest.mark.parametrize("example", FILES, ids=lambda one: one["says"])
def test_files_are_taken_and_refused_as_in_the_page(example: dict) -> None:
    if example["good"]:
        found = notes.loads(example["text"])
        assert notes.loads(notes.dumps(found)) == found
    else:
        with pytest.raises(NotesError):
            notes.loads(example["text"])


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 10_000])
def test_a_file_without_end_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotesError, match="not a notes file"):
        notes.loads(text)


MERGES = json.loads((Path(__file__).parents[1] / "examples" / "notes_merge.json").read_text("utf-8"))


@pytest.mark.parametrize("example", MERGES, ids=lambda one: one["says"])
def test_merges_as_the_page_does(example: dict) -> None:
    assert notes.merge(example["ours"], example["theirs"]) == example["merged"]


def test_a_file_is_brought_in_without_loss(tmp_path: Path) -> None:
    kept = Notes(tmp_path / "notes.json")
    kept.put("a.b", "reflect", "What?", {"text": "old"}, when="2026-01-01T10:00:00.000Z")
    came = kept.merge({"a.b": entry("new", "2026-02-01T10:00:00.000Z"), "a.c": entry("other")})
    assert came == Notes(kept.file).read()
    assert came["a.b"]["value"] == {"text": "new"} and came["a.b"]["earlier"][0]["value"] == {"text": "old"}
    assert came["a.c"]["value"] == {"text": "other"}
