"""`habits`: what an author may say, what is published and printed; and that nothing is ever added up."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from published import examples, made_again, readable

import workbook
from workbook.checks import figures
from workbook.kit.activities.habits import TEXT, every, sets
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.web.bundle import JS

TWO = ["attending.to-the-end", "helping.what-would-help"]
ADDED_UP = re.compile(
    r"\b(?:score|points?|out of|percent|average|total|level|well done|poor|low|high|red|amber|green)\b|%|/",
    re.IGNORECASE,
)
"""Words of a verdict. No habits card, its answers or its paper may hold one."""


def whole() -> Any:
    return workbook.habits("own", set="attending")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.habits("own"), "needs either a set.*Write one of the two.*attending, understanding"),
        (lambda w: w.habits("own", set="attending", items=TWO), "Keep one of the two"),
        (
            lambda w: w.habits("own", set="kindness"),
            "the set “kindness”, which is not there. The sets are: att",
        ),
        (lambda w: w.habits("own", items=TWO[0]), r'as a list, such as items=\["attending.to-the-end"\]'),
        (lambda w: w.habits("own", items=["attending.to-end"]), "Did you mean attending.to-the-end"),
        (lambda w: w.habits("own", items=["x"]), "“x”, which is not in habits.yaml.$"),
        (lambda w: w.habits("own", items=[TWO[0], TWO[0]]), "two items called “attending.to-the-end”"),
        (lambda w: w.habits("own", items=list(every())), "has 26 items. Keep it short: at most 5"),
        (lambda w: w.habits("Own!", set="helping"), "such as “own”"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_a_set_and_a_choice_of_items(chapter: chapters.Chapter) -> None:
    assert [one["id"] for one in whole().spec["items"]] == [n for n in every() if n.startswith("attending.")]
    assert workbook.habits("chosen", items=TWO).spec["items"][1]["id"] == TWO[1]


def test_every_set_is_small_and_every_answer_opens_something() -> None:
    assert {len(one["items"]) for one in sets().values()} <= {4, 5}
    tries = [one[band] for one in every().values() for band in TEXT["bands"]]
    assert len(set(tries)) == len(tries) == 78
    for one in every().values():
        assert set(one) == {"id", "did", *TEXT["bands"]}
        for band in TEXT["bands"]:
            assert one[band].endswith((".", "?", "”")) and len(one[band].split()) <= 30, one[band]


def test_the_same_words_fit_both_questions() -> None:
    """ "How often did I ..." and "how often have you seen me ..." both take the bare verb."""
    for one in every().values():
        assert re.match(r"[a-z]+ ", one["did"]) and not re.match(r"(?:I|to|was|am|not)\b", one["did"])
        assert not one["did"].endswith((".", "?"))


def test_what_it_says_holds_no_figure() -> None:
    for one in every().values():
        assert figures.problems_in_texts([one["did"], *(one[band] for band in TEXT["bands"])], []) == []


def assert_no_verdict(text: str) -> None:
    found = ADDED_UP.search(text)
    assert not found, found


def test_nothing_is_a_verdict(chapter: chapters.Chapter) -> None:
    for one in every().values():
        assert_no_verdict(one["did"])
    for name in sets():
        made = workbook.habits(name, set=name)
        html = re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", made.html(), flags=re.DOTALL))
        for words in [made.spec["prompt"], *TEXT["often"].values(), *TEXT["seen"]]:
            assert_no_verdict(words)
            assert words in html
    for example in examples("habits"):
        assert_no_verdict(example["text"])
        assert not re.search(r"\d+ of \d+", example["text"])
    with pytest.raises(AssertionError):
        assert_no_verdict("You have 12 out of 15")


def test_no_colour_says_that_one_answer_is_better() -> None:
    """Style may know that an answer was given, never which."""
    style = (JS / "activities" / "habits.css").read_text("utf-8")
    assert not re.search(r"\[value|nth-|:first|:last|red|green|--_warm", style)
    assert not any(f'"{key}"' in style for key in TEXT["often"])


def test_without_a_script_everything_is_there_and_things_to_try_are_folded(chapter: chapters.Chapter) -> None:
    made = whole()
    at_once, all_of_it = readable(made, folded=False), readable(made)
    for words in ("Paying attention: in the last four weeks", "let somebody finish", "not a validated test"):
        assert words in at_once
    for words in (every()[TWO[0]]["seldom"], TEXT["seenPrompt"], TEXT["choose"], "I have not seen it"):
        assert words in all_of_it and words not in at_once
    assert made.html().count('class="wb-circle"') == 4 * len(TEXT["often"]) + 4 * len(TEXT["seen"])


def test_an_answer_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    value = {"answers": {TWO[0]: "most-weeks"}, "on": "2026-11-23", "before": []}
    again = made_again(whole, value)
    assert repr(again) == "habits: a-test.own"
