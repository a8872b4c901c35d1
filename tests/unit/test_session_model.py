"""The model of a session: read from its two files, refused in a sentence, summed as the browser sums it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml

from workbook.paths import NOTEBOOKS, ROOT
from workbook.sessions import in_browser, model, printing, timing
from workbook.sessions.plan import Plan

EXAMPLES = json.loads((ROOT / "tests/examples/session_plans.json").read_text(encoding="utf-8"))
STAFFORD = "02-mid-staffordshire"


def beat(raw: dict[str, Any]) -> model.Beat:
    known = {name: raw[name] for name in ("id", "way", "turns", "late", "only")}
    return model.Beat(
        **known, part="talk", why="", show="", seconds=raw["secs"], say=" ".join(["word"] * raw["spoken"] * 2)
    )


@pytest.mark.parametrize("example", EXAMPLES["plans"], ids=lambda example: example["name"])
def test_the_sums_are_those_of_the_browser(example: dict[str, Any]) -> None:
    session = cast(model.Session, SimpleNamespace(beats=[beat(raw) for raw in EXAMPLES["beats"]]))
    plan, key = example["plan"], example["key"]
    beats = timing.beats_in(session, key, reply=plan.get("reply", False))
    beats = timing.in_order(beats, plan.get("order", []))
    times = timing.timetable(beats, key, plan.get("changes"))
    assert [[timed.beat.id, timed.at, timed.long, timed.saves] for timed in times] == example["beats"]
    assert timing.total(times) == example["total"]
    assert timing.talk(times) == example["talk"]
    assert timing.longest_talk(times) == example["longest_talk"]
    assert timing.debt(times[example["place"] :], example["elsewhere"]) == example["debt"]
    assert timing.behind(times, example["place"], example["left"], example["elsewhere"]) == example["behind"]
    assert timing.latest(times, "lines", plan["minutes"]) == example["latest_lines"]


def test_groups_are_threes_and_pairs() -> None:
    for people, sizes in EXAMPLES["groups"].items():
        assert timing.groups(int(people)) == sizes


@pytest.mark.parametrize("example", EXAMPLES["copies"], ids=str)
def test_copies_are_counted_as_the_browser_counts_them(example: dict[str, Any]) -> None:
    raw, plan = example["thing"], Plan("a", people=example["people"], elsewhere=example["elsewhere"])
    thing = model.Thing(1 if raw["isSheet"] else "kit", "", raw["who"], raw["write"], per=raw["per"])
    assert printing.copies_of(thing, plan) == (example["number"], example["pages"])


@pytest.mark.parametrize("example", EXAMPLES["fills"], ids=lambda example: example["text"])
def test_a_name_is_put_into_words_as_the_browser_does(example: dict[str, Any]) -> None:
    assert model.put_in(example["text"], example["values"]) == example["filled"]


def test_words_take_their_time() -> None:
    assert timing.seconds_to_say("one two three") == 5
    assert timing.seconds_to_say(" ".join(["word"] * 120)) == 60
    assert timing.words_in("[two words](somewhere.md), and {second} more") == 5


def test_beats_stand_part_by_part_and_the_header_is_in_them() -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    places = [model.PARTS.index(beat.part) for beat in session.beats]
    assert places == sorted(places)
    assert session.warning in session.beat("welcome").say
    assert session.for_me in session.beat("for-me").show
    assert "{warning}" not in session.beat("welcome").say
    assert session.keys == model.KEYS


def test_a_plan_without_a_request_takes_the_plain_number_and_no_beat_of_the_request() -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    assert session.beat("inside").seconds["60t"] == session.beat("inside").seconds["60"]
    assert set(session.beat("line").seconds) == {"45", "60", "90"}
    assert set(session.beat("small").seconds) == {"45t", "60t", "90t"}
    assert "20" not in session.beat("sponsor").seconds


def test_texts_come_from_the_session_or_from_the_chapter() -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    assert session.texts["inside"].hard and not session.texts["outside"].hard
    assert session.texts["inside"].paragraphs
    assert "](" not in " ".join(session.texts["outside"].paragraphs)
    assert session.sheet_of("inside") == session.sheet_of("outside") == session.thing(1)


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    for name in (f"{STAFFORD}.ipynb", f"{STAFFORD}.session.yaml", "session-frame.yaml"):
        shutil.copy(NOTEBOOKS / name, tmp_path / name)
    return tmp_path / f"{STAFFORD}.ipynb"


def change(path: Path, name: str, how: Any) -> None:
    file = path.with_name(name)
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    how(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def refused(path: Path) -> str:
    with pytest.raises(model.SessionError) as told:
        model.read(path)
    return str(told.value)


def test_an_unknown_field_is_refused_with_the_beat_that_has_it(chapter: Path) -> None:
    change(chapter, f"{STAFFORD}.session.yaml", lambda data: data["beats"][2].update(minutes=3))
    assert refused(chapter).startswith(f'{STAFFORD}.session.yaml: beats "with-you": ')
    assert "minutes" in refused(chapter)


@pytest.mark.parametrize(
    "wrong",
    [
        {"way": "shout"},
        {"part": "end"},
        {"turns": 2},
        {"secs": {"75": 60}},
        {"secs": -1},
        {"show": "word " * 19},
        {"why": ""},
        {"late": -5},
    ],
    ids=str,
)
def test_a_value_that_is_none_is_refused(chapter: Path, wrong: dict[str, Any]) -> None:
    change(chapter, f"{STAFFORD}.session.yaml", lambda data: data["beats"][0].update(wrong))
    assert '"outside"' in refused(chapter)


def test_a_missing_file_a_wrong_id_a_missing_cell_and_no_yaml_are_said(chapter: Path) -> None:
    own = chapter.with_name(f"{STAFFORD}.session.yaml")
    kept = own.read_text(encoding="utf-8")
    change(chapter, own.name, lambda data: data.update(chapter="another"))
    assert '"another"' in refused(chapter)
    own.write_text(kept, encoding="utf-8")
    change(chapter, own.name, lambda data: data["texts"]["inside"].update(cells=["gone"]))
    assert 'is in "gone"' in refused(chapter)
    own.write_text("beats: [", encoding="utf-8")
    assert "is no YAML" in refused(chapter)
    own.unlink()
    assert "is missing" in refused(chapter)


def test_where_two_lead_each_has_a_script_and_nobody_begins_alone(chapter: Path) -> None:
    alone = model.read(chapter)
    assert alone.leaders == 1
    change(chapter, f"{STAFFORD}.session.yaml", lambda data: data.update(leaders=2))
    two = model.read(chapter)
    assert two.leaders == 2
    copies = [{paper.id: paper.copies for paper in session.papers} for session in (alone, two)]
    more = {id: copies[1][id] - copies[0][id] for id in copies[0]}
    assert {id: number for id, number in more.items() if number} == {"card": 1}
    assert [paper.reader for paper in two.papers if paper.id == "script"] == ["the two of you who lead"]
    assert set(two.stop_first) > set(alone.stop_first)
    shared = in_browser.shared_data([alone, two])
    assert [one["leaders"] for one in shared["chapters"]] == [1, 2]
    assert [one["copies"]["card"] for one in shared["chapters"]] == [2, 3]


def test_a_phrase_of_the_frame_stands_in_a_chapter_s_words(chapter: Path) -> None:
    shown, said = model.read(chapter).beat("break").show, model.read(chapter).beat("long").say
    assert shown == "A break. You can come back, or not." and "{" not in said
    change(chapter, "session-frame.yaml", lambda data: data["phrases"].update(break_line="A rest."))
    assert model.read(chapter).beat("break").show == "A rest."
    assert "{break_line}" in list(model.own_words(chapter))


def test_two_cannot_lead_where_the_frame_does_not_say_what_they_need(chapter: Path) -> None:
    change(chapter, f"{STAFFORD}.session.yaml", lambda data: data.update(leaders=2))
    change(chapter, "session-frame.yaml", lambda data: data.pop("two_leaders"))
    assert "two people lead it" in refused(chapter)


def test_what_the_browser_gets(chapter: Path) -> None:
    session = model.read(chapter)
    script = in_browser.session_script(session)
    assert script.startswith('(window.whysAndHowsSessionFiles??={})["mid-staffordshire"]={')
    data = json.loads(script.split("=", 2)[2].removesuffix(";\n").replace("<\\/", "</"))
    assert [one["id"] for one in data["beats"]] == [one.id for one in session.beats]
    long = next(one for one in data["beats"] if one["id"] == "long")
    assert long["secs"]["60"] == session.beat("long").seconds["60"] and long["late"] is None
    assert data["pictures"]["each-thought-another-watched"]["svg"].startswith("<svg")
    assert "](" not in json.dumps(data["beats"])
    shared = in_browser.shared_data([session])
    assert shared["chapters"][0]["file"] == "_static/sessions-mid-staffordshire.js"
    assert {"everyday", "grave", "always"} == set(shared["moments"])
    assert in_browser.shared_data([]) == {"chapters": []}
