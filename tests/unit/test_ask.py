"""`ask`: what an author may say, the sheet that is published, and the page for the person asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from published import examples, made_again, readable

import workbook
from workbook.kit.activities.ask import TEXT, hints
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.paths import BOOK

ABOUT = "What would make it easier to raise a worry?"
ROLES = ["the registered manager", "the practice manager"]


def whole() -> Any:
    return workbook.ask("easier", ABOUT, roles=ROLES, what_hint="One thing <only>.", why_hint="One line.")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.ask("easier", " ", roles=ROLES), "does not say what to ask for.*Write what the reader"),
        (lambda w: w.ask("easier", ABOUT), r'suggests no role to ask. Add some, such as roles=\["the reg'),
        (lambda w: w.ask("easier", ABOUT, roles="the owner"), r'as a list, such as roles=\["the owner"\]'),
        (lambda w: w.ask("easier", ABOUT, roles=["the owner", " "]), "has a role without words"),
        (lambda w: w.ask("easier", ABOUT, roles=["Dr Smith"]), "suggests “Dr Smith”, a person. Write a role"),
        (lambda w: w.ask("easier", ABOUT, roles=["the owner", "the owner"]), "two roles called “the owner”"),
        (lambda w: w.ask("Easier", ABOUT, roles=ROLES), "such as “easier”"),
        (lambda w: w.ask("easier", ABOUT, roles=ROLES, evidence=["a.b"]), "not in the evidence"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_without_a_script_there_is_a_sheet_to_write_on(chapter: chapters.Chapter) -> None:
    made = whole()
    words = readable(made, folded=False)
    for one in (ABOUT, *ROLES, "One thing <only>.", "One line.", "A role, never a name.", TEXT["rule"]):
        assert one in words
    for one in ("Asked of", "Asked by", "What is asked", "Why it matters", "Wanted by", "Date of the reply"):
        assert one in words
    assert 'href="../book/if-you-are-asked.md"' in made.html()


def test_roles_are_suggestions() -> None:
    assert (
        hints({"roles": ["the owner"], "what_hint": "", "why_hint": ""})[1][1]
        == "A role, never a name. For example the owner."
    )
    assert (
        hints({"roles": ["a", "b", "c"], "what_hint": "", "why_hint": ""})[1][1]
        == "A role, never a name. For example a, b or c."
    )


def test_an_answer_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    made_again(whole, {"what": "A call back.", "of": "our owner", "by": "2027-01-31", "why": "Silence."})


def test_what_is_handed_over_leaves_out_the_chapter_s_question_and_says_the_rule() -> None:
    for example in examples("ask"):
        assert example["spec"]["prompt"] not in example["text"] and TEXT["rule"] in example["text"]


def test_the_page_for_the_person_asked_says_the_same_rule() -> None:
    page = " ".join((BOOK / "if-you-are-asked.md").read_text("utf-8").split())
    for words in (
        "in writing",
        "within 14 days",
        "Do not ask who said what",
        "Yes, no, or not yet",
        "own rule",
    ):
        assert words in page
