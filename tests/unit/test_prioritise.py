"""`prioritise`: what an author may say, what is published, what it is on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from published import examples, made_again, readable

import workbook
from workbook.kit.authoring import chapter as chapters
from workbook.kit.drawing.output import evidence_address
from workbook.kit.errors import AuthorError

ROW = "francis-2013.board-responsible"
ASKED = ("what-first", "Which would you put first?")
REST: dict[str, Any] = {
    "report": ["board"],
    "because": "It did not <listen>.",
    "disagree": "Whoever had too few staff.",
    "evidence": [ROW],
}


def parts() -> list[Any]:
    return [
        workbook.item("staff", "Too few staff."),
        workbook.item("targets", "Targets"),
        workbook.item("board", "A board that did not listen"),
    ]


def whole(**more: Any) -> Any:
    return workbook.prioritise(*ASKED, *parts(), **{**REST, **more})


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.item("Too few", "Staff"), "such as “too-few”"),
        (lambda w: w.item("staff", " "), "The item “staff” has no words"),
        (lambda w: w.prioritise("First!", "Which?", *parts(), **REST), "such as “first”"),
        (lambda w: w.prioritise("first", " ", *parts(), **REST), "has no prompt"),
        (lambda w: w.prioritise(*ASKED, *parts()[1:], **REST), "has 2 items. Give 3 to 7"),
        (lambda w: w.prioritise(*ASKED, *parts() * 3, **REST), "has 9 items"),
        (lambda w: w.prioritise(*ASKED, *parts(), parts()[1], **REST), "two items called “targets”"),
        (lambda w: w.prioritise(*ASKED, "Staff", "Targets", "Board", **REST), r"write item\(...\) parts"),
        (lambda w: whole(report=[]), r'does not say what the report put first: report=\["board"\]'),
        (lambda w: whole(report="board"), r'as a list, such as report=\["board"\]'),
        (lambda w: whole(report=["boards"]), "no item is called that. The items are: staff, targets, board"),
        (lambda w: whole(report=["board", "board"]), "two places in report called “board”"),
        (
            lambda w: whole(report=["staff"]),
            "begins with “staff”, which the report put first. That gives it away",
        ),
        (
            lambda w: whole(evidence=[]),
            "not where that can be seen. Name the row.*If no row says so, do not use",
        ),
        (lambda w: whole(evidence=["francis-2013.board"]), "which is not in the evidence"),
        (lambda w: whole(because=" "), "does not give the report's reason"),
        (lambda w: whole(disagree=""), "does not say who would disagree"),
        (lambda w: whole(by=" "), "does not say who put it first"),
        (lambda w: whole(why=" "), "does not ask why"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_without_a_script_everything_is_there_and_the_report_is_folded(chapter: chapters.Chapter) -> None:
    made = whole(report=["board", "staff"])
    at_once, all_of_it = readable(made, folded=False), readable(made)
    for words in (ASKED[1], "Too few staff", "Number them", "Why is the first one first?", "sends nothing"):
        assert words in at_once
    for words in (
        "The report put “A board that did not listen” first.",
        "<listen>",
        "Whoever had too few staff.",
    ):
        assert words in all_of_it and words not in at_once
    assert evidence_address(ROW) in made.html()
    assert made.html().count('class="wb-box"') == 3


def test_it_begins_in_the_author_s_order(chapter: chapters.Chapter) -> None:
    assert [one["slug"] for one in whole().spec["items"]] == ["staff", "targets", "board"]


def test_an_answer_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    again = made_again(whole, {"order": ["board", "staff", "targets"], "why": "Mine alone.", "shown": True})
    assert repr(again) == "prioritise: a-test.what-first"


def test_what_the_report_put_first_is_not_on_paper_before_it_was_opened() -> None:
    told = {one["name"]: one["text"] for one in examples("prioritise")}
    assert "put “" not in told["prioritise: in order, not opened"]
    assert "put “" in told["prioritise: opened, another first"]
