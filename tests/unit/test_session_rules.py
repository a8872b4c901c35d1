"""Each rule on a session refuses its broken example, and the sessions of this book keep to all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from workbook.paths import NOTEBOOKS
from workbook.sessions import model, printing, rules
from workbook.sessions import plan as plans

STAFFORD = "02-mid-staffordshire"
OWN, FRAME = f"{STAFFORD}.session.yaml", "session-frame.yaml"

Change = Callable[[dict[str, Any], dict[str, Any]], Any]


def beat(data: dict[str, Any], id: str) -> dict[str, Any]:
    return next(beat for beat in data["beats"] if beat["id"] == id)


def thing(data: dict[str, Any], sheet: int) -> dict[str, Any]:
    return next(thing for thing in data["things"] if thing.get("sheet") == sheet)


def without(data: dict[str, Any], id: str, name: str) -> None:
    del beat(data, id)[name]


def sheet_after_a_cut(own: dict[str, Any], frame: dict[str, Any]) -> None:
    without(own, "help", "out")
    beat(frame, "line")["out"].remove(3)


BROKEN: list[tuple[str, Change, str]] = [
    # names_are_known
    ("an id twice", lambda own, frame: beat(own, "stuck").update(id="help"), '"help" is the id of 2 beats'),
    ("an unknown sheet", lambda own, frame: beat(own, "help").update(out=[6, "map"]), 'brings out "map"'),
    ("an unknown text", lambda own, frame: beat(own, "inside").update(use="in"), 'uses "in"'),
    ("an unknown picture", lambda own, frame: beat(own, "watchers").update(picture="a-bed"), "each-thought"),
    ("a sheet that waits", lambda own, frame: thing(own, 6).update(after="never"), 'waits for "never"'),
    ("a lost text", lambda own, frame: own["texts"].pop("inside"), 'the text "inside"'),
    ("a lost chart", lambda own, frame: thing(own, 6)["from"].update(chart="gone"), 'the chart "gone"'),
    ("nobody heard", lambda own, frame: own.update(first_heard="them"), '"first_heard" says "them"'),
    # beats_are_whole
    ("two questions", lambda own, frame: beat(own, "help").update(show="What? And who?"), "two questions"),
    ("a speech", lambda own, frame: beat(own, "help").update(say="Go on. " * 60), 'words in "say"'),
    ("turns in a listening", lambda own, frame: beat(own, "watchers").update(turns=3), "Only a talk has turns"),
    ("much to do before", lambda own, frame: beat(own, "help").update(first="So" + " so" * 60), 'words in "first"'),
    ("no time", lambda own, frame: beat(own, "stuck")["secs"].update({60: 0}), "no time in the plan 60"),
    ("late and longer", lambda own, frame: beat(own, "help").update(late=500), 'Lower "late"'),
    ("a text read in no time", lambda own, frame: beat(own, "outside")["secs"].update({60: 40}), "has 40"),
    # sheets_come_out_in_time
    ("a cut that loses sheet 3", sheet_after_a_cut, 'at "line" a sheet for the group is not out'),
    ("nothing to write on", lambda own, frame: beat(own, "newcomer").pop("out") and beat(frame, "doors").pop("out"),
     'at "newcomer" a sheet to write on is not out'),
    ("too early", lambda own, frame: beat(own, "watchers").update(out=[3, 6]) or own["beats"].insert(
        0, own["beats"].pop([one["id"] for one in own["beats"]].index("help"))) or beat(own, "help").update(out=[6]),
     'nobody may see before "figures"'),
    ("never out", lambda own, frame: without(own, "figures", "out"), "never comes out"),
    # what_lies_in_the_envelope_is_named
    ("a sheet that appears", lambda own, frame: beat(own, "watchers").update(say="Look at the picture on sheet 3."),
     '"watchers" brings out “Our group’s sheet” in the plan 45. Say that it is in the envelope'),
    ("a slip that appears", lambda own, frame: beat(frame, "choose").update(say="Take a slip."), "“Slip”"),
    # first_comes_first
    ("an instruction that is too late", lambda own, frame: beat(frame, "result").update(do="Read the line out first."),
     '"result" says “Read the line out first.” in "do"'),
    ("a sheet given out after it was spoken of", lambda own, frame: beat(own, "figures").update(
        do="Give each group sheet 6 now, and not before."), 'Put it into "first"'),
    ("a change of leader after the words", lambda own, frame: beat(own, "newcomer").update(
        do="Change over: the other one leads."), "Change over"),
    # some_time_is_in_hand
    ("too long", lambda own, frame: beat(own, "long")["secs"].update({60: 900}), "the plan 60 takes 60:"),
    # people_talk
    ("a short talk", lambda own, frame: beat(own, "long")["secs"].update({60: 480}), "longest talk of the plan 60"),
    ("little talk", lambda own, frame: [beat(own, id)["secs"].update({60: 60}) for id in ("with-you", "help")]
     and beat(own, "common")["secs"].pop(60), "people talk for"),
    # those_harmed_are_heard_first
    ("not heard in 20", lambda own, frame: beat(own, "outside")["secs"].pop(20),
     'plan 20 has no beat that reads “outside”'),
    ("heard, if there is time", lambda own, frame: beat(own, "outside").update(late=0), 'Take "late" away'),
    # what_protects_people_stays
    ("a way out that can be cut", lambda own, frame: beat(frame, "pass").update(late=0), '"pass" protects people'),
    ("a way out in one length", lambda own, frame: beat(frame, "pass").update(secs={60: 0}), "the plan 20 lacks it"),
    ("no way out", lambda own, frame: frame["beats"].remove(beat(frame, "pass")), '"pass" is protected'),
    # what_is_hard_is_a_choice
    ("the hard part aloud", lambda own, frame: beat(own, "inside").update(way="hear"), "aloud, and it is hard"),
    ("a quiet time for nothing", lambda own, frame: beat(own, "outside").update(way="read"), "which is not hard"),
    # nobody_is_shown
    ("a person's sheet read out", lambda own, frame: beat(frame, "lines").update(use=2), "which one person writes"),
    ("a person's sheet collected", lambda own, frame: thing(frame, 2).update(write="bag"), "Let people keep it"),
    # words_can_be_said
    ("half a placeholder", lambda own, frame: beat(own, "stuck").update(say="It is yours. {own_sheet Write."),
     "one name in braces"),
    ("a placeholder with a dash", lambda own, frame: beat(own, "stuck").update(say="It is yours. {own-sheet}"),
     "one name in braces"),
    ("brackets and minutes", lambda own, frame: beat(own, "stuck").update(say="You have two minutes, [name]."),
     "Brackets cannot be read aloud"),
    ("brackets in a text", lambda own, frame: own["texts"]["outside"].update(words="She calls. [Nobody comes.]"),
     "“Patients and families saw it first” has “[Nobody comes.]”"),
    ("minutes", lambda own, frame: beat(own, "stuck").update(say="You have two minutes."), "The clock knows the time"),
    ("a placeholder", lambda own, frame: beat(own, "stuck").update(say="Hello {boss}."), "“{boss}”"),
    ("a figure without its row", lambda own, frame: beat(own, "stuck").update(say="It was 37% of all staff."), "37%"),
    ("a word for people", lambda own, frame: beat(own, "stuck").update(say="Think of the elderly."), "older people"),
    # hosts_have_words
    ("no words for the host", lambda own, frame: without(frame, "choose", "host"), '"host" does not say'),
    # paper_is_little
    ("sheet 3 for each", lambda own, frame: thing(frame, 3).update(who="person", write="own"), "sheets for 20 people"),
    ("sheet 6 at 60", lambda own, frame: beat(own, "figures")["secs"].update({60: 30}),
     "with those for who leads. Make it 70"),
]  # fmt: skip


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    for name in (f"{STAFFORD}.ipynb", OWN, FRAME):
        shutil.copy(NOTEBOOKS / name, tmp_path / name)
    return tmp_path / f"{STAFFORD}.ipynb"


def broken(chapter: Path, change: Change) -> list[str]:
    files = [chapter.with_name(OWN), chapter.with_name(FRAME)]
    own, frame = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    change(own, frame)
    for file, data in zip(files, (own, frame), strict=True):
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return rules.problems(chapter)


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_session_is_refused(chapter: Path, change: Change, told: str) -> None:
    problems = broken(chapter, change)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith(OWN) for problem in problems)


def test_every_rule_has_a_broken_example() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [rule.__name__ for rule in rules.RULES if f"# {rule.__name__}\n" not in source] == []


def test_a_chapter_without_a_session_is_told_what_to_do(chapter: Path) -> None:
    chapter.with_name(OWN).unlink()
    assert "Copy notebooks/" in rules.problems(chapter)[0]


def of(**fields: Any) -> plans.Plan:
    return plans.Plan("mid-staffordshire", **fields)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (of(people=31), "31 people are too many"),
        (of(people=3), "3 people are too few"),
        (of(people=10, elsewhere=1), "One person alone elsewhere"),
        (of(people=7, elsewhere=6), "One person alone in the room"),
        (of(people=7, elsewhere=9), "9 elsewhere is more than the 7"),
        (of(people=23, elsewhere=4), "9 groups"),
        (of(minutes=20), "Twenty minutes have no time for a request"),
        (of(changes={"pass": 0}), "which protects people"),
        (of(changes={"tea": 60}), "no such beat"),
        (of(names={"boss": "B"}), "no paper knows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_plan_that_cannot_be_led_is_refused_in_a_sentence(plan: plans.Plan, told: str) -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    assert told in " ".join(plans.problems(plan, session))


def test_a_plan_file_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    import json

    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    plan = of(
        people=20,
        elsewhere=6,
        start="14:00",
        day="2026-12-03",
        names={"leader": "Ama"},
        changes={"hello": 0},
        order=("long", "with-you"),
    )
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plans.as_data(plan)), encoding="utf-8")
    assert plans.read(file, {session.id: session}) == plan
    for wrong, told in (("{", "cannot be read"), ('{"minutes": 60}', "cannot be read")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(plans.PlanError, match=told):
            plans.read(file, {session.id: session})
    file.write_text(json.dumps(plans.as_data(of(people=40))), encoding="utf-8")
    with pytest.raises(plans.PlanError, match="too many"):
        plans.read(file, {session.id: session})
    file.write_text(json.dumps(plans.as_data(of()) | {"chapter": "other"}), encoding="utf-8")
    with pytest.raises(plans.PlanError, match="This book has"):
        plans.read(file, {session.id: session})


def test_the_words_know_the_day() -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    plan = of(start="14:00", day="2026-12-03", names={"leader": "Ama", "sponsor": "the matron"})
    assert plan.end == "15:00" and plan.due == "Thursday 17 December" and plan.on == "Thursday 3 December"
    assert plan.fill(session, "I am {leader}. Until {end}.") == "I am Ama. Until 15:00."
    assert of(start="23:30").end == "00:30"
    assert of().fill(session, "{second} is here.") == "My colleague is here."
    assert of(minutes=20).key == of(minutes=20, request=False).key == "20"


def test_paper_is_counted_for_those_who_come() -> None:
    session = model.read(NOTEBOOKS / f"{STAFFORD}.ipynb")
    numbers = {copies.name: copies.number for copies in printing.room_list(session, of(people=20))}
    assert numbers["Sheet 1, What we read"] == 22 and numbers["Sheet 3, Our group’s sheet"] == 9
    few = {copies.name: copies.number for copies in printing.room_list(session, of(people=7))}
    assert few["Sheet 2, My sheet"] == 9 and few["Sheet 3, Our group’s sheet"] == 5
    apart = {copies.name: copies.number for copies in printing.room_list(session, of(people=20, elsewhere=6))}
    assert apart["Sheet 1, What we read"] == 16
    assert apart["Sheet 3, Our group’s sheet"] == 5 + 2 + 2, (
        "those elsewhere have a sheet too, which the host writes on"
    )
    twenty = of(minutes=20, request=False)
    sheet = session.thing(1)
    assert (
        printing.sides(twenty.times(session), sheet) == 1 and printing.sides(of().times(session), sheet) == 2
    )
    ids = {copies.name for copies in printing.leader_list(session, of(request=False), {"script": 4})}
    assert not any("sponsor" in id or "Host" in id for id in ids)
