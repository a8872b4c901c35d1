"""A chapter read as a session: its plans, what may stand on the wall, and what is for the leader alone."""

from __future__ import annotations

import json
from pathlib import Path

import example_chapter
import pytest

from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions

CHAPTERS = sorted(NOTEBOOKS.glob("[0-9]*-*.ipynb"))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_plan_of_every_chapter_adds_up(path: Path) -> None:
    session = sessions.read(path)
    for length in sessions.LENGTHS:
        plan = session.plan(length)
        assert sum(minutes for _, minutes in plan) == length
        assert (plan[0][0].id, plan[-1][0].id) == ("open", "close")
        assert [step.id for step, _ in plan].count("break") == (length == 90)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_step_has_something_for_the_wall_and_its_four_notes(path: Path) -> None:
    for step in sessions.read(path).steps:
        if step.part:
            assert step.wall, step.id
            assert list(step.notes) == list(sessions.NOTES), step.id
            private = " ".join(step.notes.values())
            assert not [said for said in step.wall if said in step.notes["watch"]], private


def test_a_chapter_s_own_words_come_through(tmp_path: Path) -> None:
    notebook = example_chapter.chapter()
    session = sessions.read(example_chapter.read_at(tmp_path, notebook).path, tmp_path / "book")
    assert session.id == example_chapter.ID
    first = session.steps[1]
    assert first.notes["watch"] == "Names."
    assert first.script == ()
    assert (
        json.loads(json.dumps(sessions.as_data([session])))["chapters"][0]["steps"][1]["title"] == first.title
    )


def test_a_script_is_read_line_by_line() -> None:
    text = """# Page

## What to bring

- Not a step.

## 14:06 · “They saw it first” (5 minutes)

**On paper:** the [first](a.md#b) hand-out.

> Please read it.
>
> To yourselves.

**Late?** Cut nothing.
"""
    (lines,) = sessions.scripts(text).values()
    assert [(line.kind, line.lead, line.text) for line in lines] == [
        ("do", "On paper", "the first hand-out."),
        ("say", "", "Please read it."),
        ("say", "", "To yourselves."),
        ("do", "Late?", "Cut nothing."),
    ]


WORKED = """## 14:00 · Opening (7 minutes)

> What we learn here can leave the room.
>
> You can pass on anything.

## If you have ninety minutes

- 14:00 · Opening (7 minutes)

### “Rules came”

> Rules came.

## If you have twenty minutes

Bring slips.

### 14:00 · Opening (2 minutes)

**Say:** “You can pass”.

> That way.

**Their time.** 5 seconds.
"""


def test_ninety_minutes_add_words_and_twenty_cut_them() -> None:
    assert [line.text for line in sessions.scripts(WORKED)["Rules came"]] == ["Rules came."]
    assert list(sessions.scripts(WORKED)) == ["Opening", "Rules came"]
    short = sessions.shorter(WORKED)["Opening"]
    assert [line.text for line in short] == ["You can pass on anything.", "That way.", "5 seconds."]
    assert sessions.shorter("## 14:00 · Opening (7 minutes)\n\n> Welcome.\n") == {}


@pytest.mark.parametrize(("named", "told"), [("Welcome", "begins no lines"), ("W", "begins 2 lines")])
def test_a_cut_that_names_no_one_line_is_refused(named: str, told: str) -> None:
    worked = WORKED.replace("> Rules came.", "> We go on.").replace("You can pass”", f"{named}”")
    with pytest.raises(ValueError, match=f"“{named}” {told}"):
        sessions.shorter(worked)
