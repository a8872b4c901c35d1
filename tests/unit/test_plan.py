"""`plan`: what an author may say, what is published, and the sentence that the boxes make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from published import examples, made_again, readable

import workbook
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError

HINTS = ("A moment that comes round.", "Small enough for a bad day.")


def whole() -> Any:
    return workbook.plan("one-thing", *HINTS, prompt="Choose <one> thing.")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.plan("one", " ", "Small."), "has no hint for “When …”.*Write what the reader"),
        (lambda w: w.plan("one", "A moment.", ""), "has no hint for “then I will …”"),
        (lambda w: w.plan("one", *HINTS, prompt=" "), "The plan “one” has no prompt"),
        (lambda w: w.plan("One thing", *HINTS), "such as “one-thing”"),
        (lambda w: w.plan("one", *HINTS, evidence=["nowhere.at-all"]), "not in the evidence"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_without_a_script_there_is_room_to_write(chapter: chapters.Chapter) -> None:
    words = readable(whole(), folded=False)
    for one in ("Choose <one> thing.", *HINTS, "When …", "then I will …", "No full names.", "sends nothing"):
        assert one in words
    assert workbook.plan("another", *HINTS).spec["prompt"].startswith("Choose one small thing")


def test_an_answer_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    made_again(whole, {"when": "my bell", "then": "go there", "date": "2027-01-14", "tell": "my twin"})


def test_nobody_is_congratulated() -> None:
    for example in examples("plan"):
        assert not [one for one in ("well done", "great", "!") if one in example["text"].lower()]
