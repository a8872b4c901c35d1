"""The pages for facilitators: their words, what must be said, and what a session's data put into them."""

from __future__ import annotations

import re

import pytest

from workbook.checks import facilitator_pages as pages
from workbook.checks import language
from workbook.sessions import included, model, series

FOLDER = pages.FOLDER
TEXTS = {page.stem: page.read_text("utf-8") for page in sorted(FOLDER.glob("*.md"))}
SESSIONS = model.every()
SHOWN = {name: included.with_words(text, SESSIONS, orders=series.read()) for name, text in TEXTS.items()}


def _sections(name: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", SHOWN[name], flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


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


def test_what_cannot_stay_is_named_and_nobody_is_silenced() -> None:
    for session in SESSIONS:
        text = session.beat("stays").say + session.beat("cannot").say
        for line in (
            "Who said it stays here",
            "Nobody is asked whether they would speak up",
            "cannot promise",
            "at risk of harm",
            "a crime",
            "the law",
            "None of this stops you from raising",
        ):
            assert line in text
        assert "nobody follows you" in session.beat("pass").say


def test_every_grave_moment_has_its_five_parts() -> None:
    grave = [moment.title.replace("’", "'") for moment in SESSIONS[0].moments["grave"]]
    for name in grave:
        text = _sections("hard-moments")[name]
        parts = ("What is going on.", "Say this", "Then do this.", "Do not**", "Afterwards.")
        places = [text.index(f"**{part}") for part in parts]
        assert places == sorted(places), name
        assert re.search(r"^> ", text, re.M), name


def test_every_moment_with_more_to_say_has_its_heading() -> None:
    headings = {re.sub(r"[^a-z]+", "-", name.lower()).strip("-") for name in _sections("hard-moments")}
    for moments in SESSIONS[0].moments.values():
        for moment in moments:
            assert not moment.page or moment.page in headings, moment.page


def test_one_route_is_never_the_only_one() -> None:
    local = _sections("who-is-in-the-room")["Local names"]
    assert local.count("______") >= 8
    assert "removing-barriers-to-help-staff-speak-up" in local


def test_the_pages_say_how_long_it_takes() -> None:
    assert sum(job.minutes for job in SESSIONS[0].prepare) == 30
    assert {"You have thirty minutes to prepare", "You have two weeks"} <= set(_sections("index"))


def test_the_first_page_says_what_to_read_aloud_and_when_to_stop() -> None:
    prepare = _sections("index")["You have thirty minutes to prepare"]
    said = [SESSIONS[0].beat(id).show for id in SESSIONS[0].read_aloud]
    for line in (*said, *SESSIONS[0].stop_first, SESSIONS[0].moments["always"][0].say[0]):
        assert f"   - {line}" in prepare
    assert "(1 minute)" in prepare and "racism-and-health" in prepare


def test_a_leader_reads_little() -> None:
    """What is folded, such as the plan of each chapter, is opened by choice."""
    words = {
        name: len(re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL).split())
        for name, text in SHOWN.items()
    }
    assert words["index"] < 1100
    assert sum(words.values()) < 8000


def test_no_placeholder_is_left_and_an_unknown_mark_is_refused() -> None:
    for name, text in SHOWN.items():
        assert not re.search(r"\{[a-z_]+\}|<!-- session", text), name
    for mark, told in (
        ("songs", "is not known"),
        ("form tea", "no session has"),
        ("moment tea", "no session has"),
    ):
        with pytest.raises(included.IncludeError, match=told):
            included.with_words(f"<!-- session: {mark} -->", SESSIONS)


def test_numbers_below_a_hundred_count_as_instructions_only_where_no_row_is_named() -> None:
    row = "../about/evidence/nss-national-trend.md#nss-national-trend.gap-2024"
    assert "14.7" in language.without_instructions(f"The gap is [14.7 points]({row}).")
    assert list(pages.problems(f"The gap is [17 points]({row})."))
