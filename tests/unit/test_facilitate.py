"""The pages for facilitators: what must be said, and a worked session that keeps to its chapter's plan."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from workbook import sessions
from workbook.contract import pages, words
from workbook.paths import NOTEBOOKS, ROOT

FOLDER = pages.FOLDER
TEXTS = {page.stem: page.read_text("utf-8") for page in sorted(FOLDER.glob("*.md"))}
WORKED, START = "sixty-minutes-mid-staffordshire", datetime(2026, 1, 1, 14, 0)
WORDS_A_MINUTE, PAUSE, SLACK = 130, 3, 15
"""Reading aloud: slowly, with three seconds' pause at each new line, and a quarter of a minute over."""


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^> ?", "", text, flags=re.M))


def _sections(name: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", TEXTS[name], flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _notes(chapter: str) -> list[dict[str, Any]]:
    cells = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text("utf-8"))["cells"]
    return [cell for cell in cells if "facilitator" in cell["metadata"].get("tags", [])]


def _spoken(section: str) -> list[str]:
    """What is to be read aloud, line by line, without addresses."""
    lines = [line.lstrip("> ").strip() for line in section.splitlines() if line.startswith(">")]
    return [re.sub(r"\]\([^)]*\)|[\[\]]", "", line) for line in lines if line]


def _seconds(section: str) -> float:
    """How long a step takes: what is said, its pauses, and the time that belongs to the room."""
    said = _spoken(section)
    theirs = re.search(r"^\*\*Their time\.\*\* (.+)$", section, re.M)
    assert theirs, section[:80]
    room = sum(
        int(number) * (60 if unit == "minute" else 1)
        for number, unit in re.findall(r"(\d+) (minute|second)", theirs[1])
    )
    return sum(len(line.split()) for line in said) / WORDS_A_MINUTE * 60 + PAUSE * len(said) + room


def test_every_page_is_in_the_book_and_named_on_the_first() -> None:
    contents = (ROOT / "_toc.yml").read_text("utf-8")
    for name in TEXTS:
        assert f"book/facilitate/{name}\n" in contents
        assert name == "index" or f"({name}.md" in TEXTS["index"], name


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
    for sentence in re.split(r"(?<=[.]) ", given[1]):
        assert sentence in _flat(TEXTS["words-to-say"]), sentence


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


def test_the_worked_session_has_the_chapter_s_steps_and_minutes() -> None:
    at, wanted = START, []
    for step, minutes in sessions.read(NOTEBOOKS / "02-mid-staffordshire.ipynb").plan(60):
        name = f"“{step.title}”" if step.part else step.title
        wanted.append(f"{at:%H:%M} · {name} ({minutes} minutes)")
        at += timedelta(minutes=minutes)
    assert at - START == timedelta(minutes=60)
    assert [name for name in _sections(WORKED) if re.match(r"\d\d:\d\d", name)] == wanted


def test_each_step_of_the_worked_session_fits_with_time_over() -> None:
    for name, section in _sections(WORKED).items():
        if minutes := re.match(r"\d\d:\d\d .*\((\d+) minutes\)", name):
            assert _seconds(section) + SLACK <= 60 * int(minutes[1]), f"{name}: {_seconds(section):.0f} s"


def test_a_step_that_says_too_much_would_be_seen() -> None:
    assert _seconds("> " + "word " * 130 + "\n\n**Their time.** 2 minutes to read. 30 seconds over.\n") == 213


def test_the_worked_session_says_the_chapter_s_prompts_and_the_words_to_say() -> None:
    page = _flat(TEXTS[WORKED])
    cells = json.loads((NOTEBOOKS / "02-mid-staffordshire.ipynb").read_text("utf-8"))["cells"]
    specs = [
        "".join(output["data"]["text/html"])
        for cell in cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    for slug in ("noticing", "bad-news", "asked-least", "look-again", "full-cups"):
        (html,) = [one for one in specs if f'data-key="mid-staffordshire.{slug}"' in one]
        spec = json.loads(re.search(r"<script[^>]*application/json[^>]*>(.*?)</script>", html, re.S)[1])  # type: ignore[index]
        assert str(spec.get("prompt") or spec["story"]) in page, slug
    for heading in (
        "To open",
        "What stays, and what cannot stay",
        "How to pass, and how to leave",
        "To close",
    ):
        for line in _spoken(_sections("words-to-say")[heading]):
            assert line in re.sub(r"\]\([^)]*\)|[\[\]]", "", page), line


def test_numbers_below_a_hundred_count_as_instructions_only_where_no_row_is_named() -> None:
    row = "../about/evidence/nss-national-trend.md#nss-national-trend.gap-2024"
    assert "14.7" in words.without_instructions(f"The gap is [14.7 points]({row}).")
    assert list(pages.problems(f"The gap is [17 points]({row})."))
