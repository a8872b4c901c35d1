"""The glossary: what is wrong with its page is said, and links to it become words that open."""

from __future__ import annotations

import json
import logging

import pytest

from workbook.chapters import glossary as words
from workbook.checks import glossary
from workbook.site import source, terms

PAGE = """# Words

## Board

The people who [lead](about/evidence.md)
a place.

## Near miss

It *could* have harmed somebody.

A page has more.
"""
ELSEWHERE = "A [board](../book/glossary.md#board) and a [near miss](glossary.md#near-miss)."


def test_a_word_has_its_anchor_and_its_meaning_without_links() -> None:
    known = words.read(PAGE)
    assert list(known) == ["board", "near-miss"]
    assert known["board"].meaning == "The people who lead a place."
    assert known["near-miss"].meaning == "It could have harmed somebody."


def test_our_own_words_keep_the_rules() -> None:
    assert glossary.in_book() == []


@pytest.mark.parametrize(
    ("page", "elsewhere", "told"),
    [
        (PAGE, "A [board](../book/glossary.md#board).", "“Near miss”: no page links to it"),
        (PAGE, ELSEWHERE + "[trust](glossary.md#trust)", "glossary.md#trust, which is not there"),
        (PAGE.partition("It *could*")[0], ELSEWHERE, "there is no meaning"),
        (PAGE.replace("a place", "a place " * 50), ELSEWHERE, "45 is the limit"),
        (PAGE.replace("## Board", "## Zoo"), ELSEWHERE.replace("#board", "#zoo"), "order of the alphabet"),
    ],
)
def test_what_is_wrong_is_said(page: str, elsewhere: str, told: str) -> None:
    assert list(glossary.problems(PAGE, ELSEWHERE)) == []
    (found,) = glossary.problems(page, elsewhere)
    assert told in found


def test_a_link_becomes_a_button_with_its_meaning_at_the_end() -> None:
    known, used = words.read(PAGE), dict[str, str]()
    text = terms.with_buttons(ELSEWHERE, known, used)
    assert 'popovertarget="word-board">board</button>' in text and "](" not in text
    end = terms.meanings(known, used)
    assert end.count(" popover ") == 2 and 'href="../book/glossary.md#board"' in end
    assert "The people who lead a place." in end and "\n\n" not in end.strip()


def test_a_link_to_no_word_is_a_warning_and_stays_a_link(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("sphinx").propagate = True
    text = "A [zoo](glossary.md#zoo)."
    with caplog.at_level(logging.WARNING):
        assert terms.with_buttons(text, words.read(PAGE), {}) == text
    assert "glossary.md#zoo" in caplog.text


def test_the_end_of_a_notebook_is_its_last_words() -> None:
    cells = [{"cell_type": kind, "source": ["Text."]} for kind in ("markdown", "markdown", "code")]
    text = [json.dumps({"cells": cells})]
    source.add_at_end(text, "\n\nEnd.")
    assert [cell["source"] for cell in json.loads(text[0])["cells"]] == [
        ["Text."],
        "Text.\n\nEnd.",
        ["Text."],
    ]
