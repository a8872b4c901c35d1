"""The book in WebKit, which is Safari's: every kind answers, and words come back, or stay away, after Back."""

from __future__ import annotations

from collections.abc import Iterator

import journey
import pytest
from webdriver import Driver, webkit

pytestmark = pytest.mark.everything

BOX = '[data-key="second-day.asked"] textarea'


@pytest.fixture
def reader() -> Iterator[Driver]:
    with webkit() as driver:
        yield driver


def value(reader: Driver, css: str = BOX) -> str:
    return str(reader.js("return document.querySelector(arguments[0])?.value ?? ''", css))


def test_the_main_journey(reader: Driver, site_url: str) -> None:
    journey.take(reader, site_url)


def test_every_kind_answers_and_stands_in_my_notes(reader: Driver, small_url: str) -> None:
    chapter = f"{small_url}/notebooks/01-first-day.html"
    reader.go(chapter)
    reader.js("return sessionStorage.setItem('whys-and-hows.view', 'whole')")
    reader.send("Refresh", {})
    reader.js(
        """window.wrong = [];
        addEventListener('error', (event) => wrong.push(event.message));
        return addEventListener('unhandledrejection', (event) => wrong.push(String(event.reason)));"""
    )

    def card(slug: str, css: str) -> dict[str, str]:
        return reader.one(f'[data-key="first-day.{slug}"] {css}')

    reader.write(card("door", "textarea"), "A bell.")
    reader.click(card("signs", "ol button, li button"))
    reader.write(card("would-say", "input[type=number]"), "40")
    reader.write(card("kettle", "textarea"), "I fill it, and ask who wrote the note.")
    reader.write(card("for-team", "textarea"), "Where the kettle is.")
    reader.click(card("attending", "label"))
    reader.write(card("greet", "textarea"), "somebody comes in")
    reader.write(card("sign", "textarea"), "A sign at the door.")
    reader.click(card("back", "label.wb-option"))
    reader.click(card("boards", "label"))
    assert reader.js("wrong") == []

    reader.go(f"{small_url}/book/my-notes.html")
    for words in (
        "A bell.",
        "I fill it, and ask",
        "Where the kettle is.",
        "somebody comes in",
        "A sign at the door.",
    ):
        reader.until(lambda words=words: words in reader.text(), f"My notes lacks “{words}”")


def test_back_brings_words_of_the_tab_back_and_none_that_were_cleared(reader: Driver, small_url: str) -> None:
    reader.go(f"{small_url}/notebooks/02-second-day.html#step-1")
    reader.write(reader.one(BOX), "The cook did.")
    reader.go(f"{small_url}/book/my-notes.html")
    reader.until(lambda: "The cook did." in reader.text(), "My notes lacks the words")
    reader.send("Back", {})
    reader.until(lambda: value(reader) == "The cook did.", "Back lost the words")
    reader.send("Forward", {})
    reader.press("Clear everything")
    reader.press("Yes, clear everything")
    reader.until(lambda: "The cook did." not in reader.text(), "the words are still there")
    reader.send("Back", {})
    reader.until(lambda: reader.all(BOX) and value(reader) == "", "Back brought cleared words back")


def test_search_finds_words_of_a_chapter(reader: Driver, small_url: str) -> None:
    reader.go(f"{small_url}/search.html")
    reader.write(reader.one("main input[type=search], main input[name=q]"), "kettle\ue007")
    reader.until(lambda: "A first day" in reader.text(), "nothing was found")
