"""`reflect(..., framed=True)`: three questions, a blank page, or a longer frame."""

from __future__ import annotations

from typing import Any

from published import made_again, readable

import workbook
from workbook.kit import activities
from workbook.kit.activities.frames import FRAMES
from workbook.kit.authoring import chapter as chapters
from workbook.kit.text.blocks import Heading

THREE, BLANK, LONGER = FRAMES


def whole() -> Any:
    return workbook.reflect(
        "together", "What do you <see> now?", hint="Not a person.", risk=True, framed=True
    )


def test_the_frames_are_credited_and_said_to_be_read_second_hand() -> None:
    assert [one["label"] for one in FRAMES] == ["Three questions", "A blank page", "A longer frame"]
    assert [part["label"] for part in THREE["parts"]] == ["What?", "So what?", "Now what?"]
    assert len(LONGER["parts"]) == 6 and "After Gibbs (1988)" in LONGER["credit"]
    for name in ("Borton (1970)", "Driscoll", "Rolfe, Freshwater and Jasper"):
        assert name in THREE["credit"]
    assert all("second-hand" in one["credit"] for one in (THREE, LONGER))


def test_every_part_has_its_own_name_for_ever() -> None:
    names = [part["slug"] for one in FRAMES for part in one["parts"]]
    assert names == [
        *("what", "so-what", "now-what", "text"),
        *("matter", "feelings", "effects", "reasons", "learned", "next"),
    ]


def test_without_a_script_there_are_three_questions_with_room_to_write(chapter: chapters.Chapter) -> None:
    made = whole()
    words = readable(made)
    for part in THREE["parts"]:
        assert part["label"] in words and part["hint"] in words
    for one in ("What do you <see> now?", "Not a person.", THREE["credit"], "raise it now"):
        assert one in words
    assert made.html().count('<div class="wb-lines"></div>') == 3
    assert words.count("This page sends nothing") == 1 and "Gibbs" not in words


def test_an_ordinary_reflection_stays_one_box(chapter: chapters.Chapter) -> None:
    plain = workbook.reflect("plain", "What?")
    assert "frames" not in plain.spec and plain.html().count('<div class="wb-lines"></div>') == 1


def test_an_answer_in_a_frame_is_kept_and_never_published(chapter: chapters.Chapter) -> None:
    made = made_again(whole, {"text": "my page", "parts": {"what": "my bell", "learned": "my lesson"}})
    assert "my bell" not in made.html() and "my lesson" not in made.html()


def test_the_first_frame_is_on_paper(chapter: chapters.Chapter) -> None:
    made = activities.paper(whole().spec)
    assert [block.text for block in made if isinstance(block, Heading)][1:] == [
        "What?",
        "So what?",
        "Now what?",
    ]
