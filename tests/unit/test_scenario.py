"""`scenario`: what an author may say, what is published, what it is on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from published import examples, made_again, readable

import workbook
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError

ROW = "francis-2013.290-recommendations"
ASKED = ("late-tablets", "The tablets are still in their pot.", "What do you do next?")


def parts() -> dict[str, Any]:
    return {
        "worked": [
            workbook.step("Ask if a late dose is safe.", "The person comes first."),
            workbook.step("Leave the chart <unsigned>.", "The next person would act on it."),
        ],
        "ways": [
            workbook.way("Sign it.", costs="The record is false.", pays="Whoever trusts it."),
            workbook.way("Report it.", costs="A cold week.", pays="You & she."),
        ],
    }


def whole() -> Any:
    return workbook.scenario(*ASKED, **parts(), evidence=[ROW])


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.scenario("late", " ", "What?", **parts()), "has no situation.*Write what the reader"),
        (lambda w: w.scenario("late", "A pot.", " ", **parts()), "has no question"),
        (lambda w: w.scenario("Late!", "A pot.", "What?", **parts()), "such as “late”"),
        (lambda w: w.scenario(*ASKED, **parts(), why=" "), "does not ask why"),
        (lambda w: w.scenario(*ASKED), r"has 0 in worked. Give at least one step: worked=\[step\(...\)"),
        (lambda w: w.scenario(*ASKED, **{**parts(), "ways": parts()["ways"][:1]}), "at least two ways out"),
        (lambda w: w.scenario(*ASKED, **{**parts(), "worked": "Ask."}), "are no list"),
        (lambda w: w.scenario(*ASKED, **{**parts(), "worked": parts()["worked"][0]}), "are no list"),
        (lambda w: w.scenario(*ASKED, **{**parts(), "worked": parts()["ways"]}), r"worked=\[step\("),
        (lambda w: w.scenario(*ASKED, **{**parts(), "ways": ["Sign it.", "No."]}), r"ways=\[way\("),
        (lambda w: w.scenario(*ASKED, **parts(), evidence=["francis-2013.290"]), "not in the evidence"),
        (lambda w: w.step("", "Because."), "has no words"),
        (lambda w: w.step("Ask."), "The step “Ask.” has no reason"),
        (lambda w: w.way("", costs="A week.", pays="You."), "A way out has no words"),
        (lambda w: w.way("Sign it.", pays="You."), "“Sign it.” costs nothing. Every way out costs something"),
        (lambda w: w.way("Sign it.", costs="A false record."), "“Sign it.” does not say who pays"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_without_a_script_everything_is_there_and_the_example_is_folded(chapter: chapters.Chapter) -> None:
    made = whole()
    at_once, all_of_it = readable(made, folded=False), readable(made)
    for words in (ASKED[1], ASKED[2], "This page sends nothing.", "A worked example"):
        assert words in at_once
    for words in ("The person comes first.", "<unsigned>", "A cold week.", "You & she.", made.spec["why"]):
        assert words in all_of_it and words not in at_once


def test_an_answer_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    again = made_again(whole, {"text": "Mine alone.", "shown": True, "why": "Kept by me."})
    assert repr(again) == "scenario: a-test.late-tablets"


def test_an_example_that_was_not_opened_is_not_on_paper() -> None:
    told = {one["name"]: one["text"] for one in examples("scenario")}
    assert "Who pays" not in told["scenario: answered, not opened"]
    assert "Who pays" in told["scenario: thought, opened"]
