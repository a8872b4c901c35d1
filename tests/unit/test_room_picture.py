"""The page The room picture: its questions ask about the place, and its slips are alike."""

from __future__ import annotations

import re

import pytest

from workbook.paths import BOOK

TEXT = (BOOK / "facilitate" / "room-picture.md").read_text("utf-8")
ABOUT_PEOPLE = re.compile(
    r"\b(?:I|me|my|mine|we|our|you|your|yours|feel|feels|felt|ever|bullied|treated|experienced?|witnessed|manager|"
    r"colleagues?|race|racism|racist|ethnic\w*|disab\w*|women|men|gay|religio\w*)\b",
    re.IGNORECASE,
)
"""Words that make a question one about a person, or about what happened to somebody."""


def _questions() -> list[str]:
    listed = TEXT.split('data-runs="room-picture">')[1].split("</div>")[0]
    return re.findall(r"<li>(.+?)</li>", listed)


def test_there_is_something_to_ask_in_any_session() -> None:
    assert len(_questions()) == len(set(_questions())) == 10


@pytest.mark.parametrize("question", _questions())
def test_a_question_is_about_a_condition_here_and_nobody_s_experience(question: str) -> None:
    assert not ABOUT_PEOPLE.search(question)
    assert re.search(r"\bhere\b|new starter", question)
    assert question.endswith(".") and len(question.split()) <= 16


@pytest.mark.parametrize(
    "question",
    [
        "Have you been bullied here?",
        "I can raise a worry here.",
        "My manager listens here.",
        "Staff here feel safe.",
    ],
)
def test_a_question_about_somebody_would_be_seen(question: str) -> None:
    assert ABOUT_PEOPLE.search(question)


def test_the_slips_are_all_alike() -> None:
    slips = re.findall(r"^<li>(.+)</li>$", TEXT.split('class="wb-room-slips"')[1], re.MULTILINE)
    assert len(slips) == 21 and len(set(slips)) == 1
