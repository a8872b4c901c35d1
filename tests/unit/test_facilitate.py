"""The pages for facilitators: what must be said, and a worked session that keeps to its chapter's plan."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from workbook.chapters import notebook as reading
from workbook.checks import facilitator_pages as pages
from workbook.checks import language as words
from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions

FOLDER = pages.FOLDER
TEXTS = {page.stem: page.read_text("utf-8") for page in sorted(FOLDER.glob("*.md"))}
START = datetime(2026, 1, 1, 14, 0)
CHAPTERS = {path.stem.partition("-")[2]: path for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))}
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS)
SAYS = {
    "mid-staffordshire": ("noticing", "bad-news", "asked-least", "look-again", "full-cups"),
    "a-promise-to-learn": (
        "small-thing",
        "probably-nothing",
        "three-in-the-morning",
        "when-told",
        "easier-to-raise",
    ),
}
"""The prompts and stories that a worked session reads out, by the chapter."""
DECIDES = {"mid-staffordshire": "May it go?", "a-promise-to-learn": "If the slips choose the line, too"}
"""How its slips are put, by the heading in the words to say."""
WORDS_A_MINUTE, PAUSE, SLACK = 130, 3, 15
"""Reading aloud: slowly, with three seconds' pause at each new line, and a quarter of a minute over."""


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^> ?", "", text, flags=re.M))


def _sections(name: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", TEXTS[name], flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _worked(chapter: str) -> str:
    return sessions.WORKED.format(chapter).removesuffix(".md")


def _notes(chapter: str) -> list[dict[str, Any]]:
    cells = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text("utf-8"))["cells"]
    return [cell for cell in cells if "facilitator" in cell["metadata"].get("tags", [])]


def _spoken(section: str) -> list[str]:
    """What is to be read aloud, line by line, without addresses."""
    lines = [line.lstrip("> ").strip() for line in section.splitlines() if line.startswith(">")]
    return [re.sub(r"\]\([^)]*\)|[\[\]]", "", line) for line in lines if line]


def _seconds(section: str) -> float:
    """How long a step takes: what is said, its pauses, and the time that belongs to the room."""
    theirs = re.search(r"^\*\*Their time\.\*\* (.+)$", section, re.M)
    assert theirs, section[:80]
    return _aloud(_spoken(section), theirs[1])


def _aloud(said: list[str], theirs: str) -> float:
    room = sum(
        int(number) * (60 if unit == "minute" else 1)
        for number, unit in re.findall(r"(\d+) (minute|second)", theirs)
    )
    return sum(len(line.split()) for line in said) / WORDS_A_MINUTE * 60 + PAUSE * len(said) + room


def test_the_pages_keep_the_rules_on_words() -> None:
    assert pages.in_book() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In the survey 43% of staff said so.", "has no row of evidence"),
        ("It has cost 1,200 people their work.", "has no row of evidence"),
        ("It has been so since 2013.", "has no row of evidence"),
        ("All you say is strictly confidential.", "Nobody can promise"),
        ("Ask the BAME staff.", "ethnic minorities"),
        ("The words to say: TODO.", "placeholder"),
        (
            "Organisational interdependencies notwithstanding, facilitators' responsibilities incorporate "
            "comprehensively operationalising psychological safety methodologies throughout.",
            "Shorten sentences",
        ),
    ],
)
def test_a_bad_page_is_refused(text: str, told: str) -> None:
    assert any(told in one for one in pages.problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "With fewer than 11, talk instead.",
        "The answer is due in 14 days.",
        "Put together on 23 November 2026.",
    ],
)
def test_how_to_run_a_room_is_no_figure(text: str) -> None:
    assert list(pages.problems(text)) == []


@pytest.mark.parametrize("chapter", sorted(path.stem for path in NOTEBOOKS.glob("[0-9]*.ipynb")))
def test_the_words_that_a_chapter_gives_are_the_words_to_say(chapter: str) -> None:
    session = next(
        cell for cell in _notes(chapter) if cell["metadata"]["workbook"]["facilitates"] == "session"
    )
    given = re.search(r"\*\*Say this, word for word\.\*\* “([^”]+)”", "".join(session["source"]))
    assert given, f"{chapter} gives no words to say, so this test would prove nothing"
    whole = _spoken(_sections("words-to-say")["What stays, and what cannot stay"])
    assert given[1] == " ".join(whole)


def test_what_cannot_stay_is_named_and_nobody_is_silenced() -> None:
    said = _flat(_sections("words-to-say")["What stays, and what cannot stay"])
    for one in (
        "cannot promise",
        "at risk of harm",
        "a crime",
        "the law",
        "None of this stops you from raising",
    ):
        assert one in said


def test_every_hard_moment_has_its_five_parts() -> None:
    moments = list(_sections("hard-moments").items())[:5]
    for name, text in moments:
        places = [
            text.index(f"**{part}")
            for part in ("What is going on.", "Say this", "Then do this.", "Do not**", "Afterwards.")
        ]
        assert places == sorted(places), name
        assert _spoken(text), name


def test_one_route_is_never_the_only_one() -> None:
    local = _sections("before")["Local names to fill in"]
    assert local.count("______") >= 10
    assert "removing-barriers-to-help-staff-speak-up" in local


def test_every_chapter_has_a_session_written_out() -> None:
    assert [chapter for chapter in CHAPTERS if _worked(chapter) not in TEXTS] == []


@every_chapter
def test_the_worked_session_has_the_chapter_s_steps_and_minutes(chapter: str) -> None:
    at, wanted = START, []
    for step, minutes in sessions.read(CHAPTERS[chapter]).plan(60):
        name = f"“{step.title.strip('“”')}”" if step.part else step.title
        wanted.append(f"{at:%H:%M} · {name} ({minutes} minutes)")
        at += timedelta(minutes=minutes)
    assert at - START == timedelta(minutes=60)
    assert [name for name in _sections(_worked(chapter)) if re.match(r"\d\d:\d\d", name)] == wanted


@every_chapter
def test_each_step_of_the_worked_session_fits_with_time_over(chapter: str) -> None:
    for name, section in _sections(_worked(chapter)).items():
        if minutes := re.match(r"\d\d:\d\d .*\((\d+) minutes\)", name):
            assert _seconds(section) + SLACK <= 60 * int(minutes[1]), f"{name}: {_seconds(section):.0f} s"


@every_chapter
def test_each_step_has_words_at_each_length_that_fit_with_time_over(chapter: str) -> None:
    session = sessions.read(CHAPTERS[chapter])
    for length in sessions.LENGTHS:
        for step, minutes in session.plan(length):
            lines = step.short if length == min(sessions.LENGTHS) else step.script
            (theirs,) = [line.text for line in lines if line.lead == "Their time"]
            seconds = _aloud([line.text for line in lines if line.kind == "say"], theirs)
            assert seconds + SLACK <= 60 * minutes, f"{step.title} of {length} minutes: {seconds:.0f} s"


@every_chapter
@pytest.mark.parametrize(
    ("length", "part", "begins"), [(90, sessions.LONG, "- "), (20, sessions.SHORT, "### ")]
)
def test_the_times_for_ninety_minutes_and_for_twenty_are_the_plan_s(
    chapter: str, length: int, part: str, begins: str
) -> None:
    at, wanted = START, []
    for step, minutes in sessions.read(CHAPTERS[chapter]).plan(length):
        name = f"“{step.title.strip('“”')}”" if step.part else step.title
        wanted.append(f"{at:%H:%M} · {name} ({minutes} minutes)")
        at += timedelta(minutes=minutes)
    lines = _sections(_worked(chapter))[part.removeprefix("## ")].splitlines()
    said = [line.removeprefix(begins) for line in lines if re.match(rf"{begins}\d\d:\d\d", line)]
    assert said == wanted


def test_a_step_that_says_too_much_would_be_seen() -> None:
    assert _seconds("> " + "word " * 130 + "\n\n**Their time.** 2 minutes to read. 30 seconds over.\n") == 213


@every_chapter
def test_the_worked_session_says_the_chapter_s_prompts_and_the_words_to_say(chapter: str) -> None:
    page = _flat(TEXTS[_worked(chapter)])
    specs = {one.key: one.spec for _, one in reading.read(CHAPTERS[chapter]).activities}
    for slug in SAYS[chapter]:
        spec = specs[f"{chapter}.{slug}"]
        for said in filter(None, (spec.get("situation"), spec.get("prompt"))):
            assert _flat(str(said)) in page, slug
    for heading in (
        "To open",
        "What stays, and what cannot stay",
        "How to pass, and how to leave",
        DECIDES[chapter],
        "To close",
    ):
        for line in _spoken(_sections("words-to-say")[heading]):
            assert line in re.sub(r"\]\([^)]*\)|[\[\]]", "", page), line


def test_numbers_below_a_hundred_count_as_instructions_only_where_no_row_is_named() -> None:
    row = "../about/evidence/nss-national-trend.md#nss-national-trend.gap-2024"
    assert "14.7" in words.without_instructions(f"The gap is [14.7 points]({row}).")
    assert list(pages.problems(f"The gap is [17 points]({row})."))
