"""The guard in the page: a nudge and nothing more. What it finds and misses is tried in tests/js/name-check.test.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from pages import at_each_width, axe, in_both_colours, mine, stored, watched
from playwright.sync_api import BrowserContext, Locator, Page, expect
from windows import NewWindow

import workbook

GIVES_AWAY = "Mrs Khan on ward 7 rang 07700 900123."


def activities() -> list:
    return [
        workbook.reflect("first", "What would shock a visitor?"),
        workbook.plan("one-thing", "A moment that comes round anyway.", "Small enough."),
    ]


Open = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open the page with a clock to wind on; at the end, nothing may have gone wrong or left the page."""
    wrong, asked = list[str](), list[str]()

    def open_page(clock: bool = True) -> Page:
        page = watched(context, wrong)
        if clock:
            page.clock.install()
        page.goto(address)
        page.on("request", lambda request: asked.append(request.url))
        return page

    yield open_page
    assert wrong == []
    assert asked == []


def box(page: Page) -> Locator:
    return page.locator("[data-activity=reflect] textarea").first


def note(page: Page, kind: str = "reflect") -> Locator:
    return page.locator(f"[data-activity={kind}] .wb-guard")


def saw(page: Page, text: str) -> str:
    """What the note says of a text, a moment after it was typed; empty where there is no note."""
    box(page).fill(text)
    page.clock.run_for(1000)
    return page.evaluate(
        "(() => { const note = document.querySelector('.wb-guard');"
        " return note.hidden ? '' : note.querySelector('.wb-saw').textContent; })()"
    )


# --- a nudge, and nothing more -------------------------------------------------------------------


def test_the_note_says_what_it_saw_why_and_one_thing_to_do(visit: Open) -> None:
    page = visit()
    box(page).fill(GIVES_AWAY)
    expect(note(page)).to_have_count(1)
    expect(note(page)).to_be_hidden()
    page.clock.run_for(1000)
    expect(note(page)).to_be_visible()
    expect(note(page)).to_have_text(re.compile("^If this happened to you"))
    for words in (
        "This looks like a name: “Mrs Khan”; and like a place where someone can be found: “ward 7”;",
        "and like a phone number: “07700 900123”.",
        "It could show who this is about.",
        "You could write “a patient” or “a colleague”.",
        "Nothing is blocked or sent.",
    ):
        expect(note(page)).to_contain_text(words)
    link = note(page).get_by_role("link", name="If this happened to you")
    expect(link).to_have_attribute("href", "../book/about/if-it-happened-to-you.html")
    box(page).fill("A patient rang.")
    page.clock.run_for(1000)
    expect(note(page)).to_be_hidden()


def test_who_writes_of_harm_is_met_with_help_first(visit: Open) -> None:
    page = visit()
    box(page).fill("He called me a monkey in front of the patients and everybody laughed.")
    page.clock.run_for(1000)
    expect(note(page)).to_contain_text("You have done nothing wrong by writing this.")
    expect(note(page).get_by_role("link", name="Help now")).to_have_attribute(
        "href", "../book/where-to-turn.html"
    )
    expect(note(page)).not_to_contain_text("This looks like")
    box(page).fill("My manager Sarah said I am lazy. I want to die.")
    page.clock.run_for(1000)
    expect(note(page)).to_have_text(
        re.compile("^If this happened to you.*Help now.*This looks like a name", re.DOTALL)
    )


def test_typing_and_keeping_go_on_and_nothing_of_the_note_is_kept(visit: Open) -> None:
    page = visit(clock=False)
    box(page).focus()
    page.keyboard.type(GIVES_AWAY)
    expect(note(page)).to_be_visible()
    expect(box(page)).to_be_focused()
    page.keyboard.type(" And then?")
    expect(box(page)).to_have_value(GIVES_AWAY + " And then?")
    mine(page)
    page.wait_for_function("localStorage.getItem('whys-and-hows.notes')?.includes('And then?')")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "looks like" not in kept
    assert stored(page)["a-test.first"]["value"] == {"text": GIVES_AWAY + " And then?"}


def test_it_is_switched_off_for_one_box_only(visit: Open) -> None:
    page = visit()
    saw(page, GIVES_AWAY)
    note(page).get_by_role("button", name="Hide this tip").click()
    expect(note(page)).to_be_hidden()
    expect(box(page)).to_be_focused()
    assert saw(page, "Dr Patel said so.") == ""
    page.get_by_label("When …").fill("When Dr Patel shouts")
    page.clock.run_for(1000)
    expect(note(page, "plan").locator("visible=true")).to_have_count(1)
    page.get_by_label("Someone to tell").fill("my friend Ahmed")
    page.clock.run_for(1000)
    expect(note(page, "plan").locator("visible=true")).to_have_count(2)


def test_it_is_heard_once_for_each_box_and_politely(visit: Open) -> None:
    page = visit()
    box(page).fill("A")
    heard = page.locator("[data-activity=reflect] .wb-guard + [role=status]")
    expect(heard).to_have_text("")
    page.evaluate(
        "void (window.spoken = [], new MutationObserver((all) => window.spoken.push(...all.map((one) =>"
        " one.target.textContent))).observe(document.querySelector('.wb-guard + [role=status]'),"
        " {childList: true, characterData: true, subtree: true}))"
    )
    for text in ("Mrs Khan", "Mrs Khan and Dr Patel", "Nothing", "Mrs Khan on ward 7"):
        saw(page, text)
    assert page.evaluate("window.spoken") == [
        "A note is under this box. This looks like a name: “Mrs Khan”. "
        "You could write “a patient” or “a colleague”."
    ]
    expect(page.locator("[data-activity=reflect] .wb-guard [aria-live]")).to_have_count(0)


def test_by_keyboard_it_comes_next_and_can_be_passed(visit: Open) -> None:
    page = visit()
    box(page).focus()
    page.keyboard.type("Mrs Khan")
    page.clock.run_for(1000)
    page.keyboard.press("Tab")
    expect(note(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    button = note(page).get_by_role("button")
    expect(button).to_be_focused()
    size = button.bounding_box()
    assert size and size["height"] >= 43.5
    page.keyboard.press("Enter")
    expect(note(page)).to_be_hidden()
    expect(box(page)).to_be_focused()
    page.keyboard.type(" rang")
    expect(box(page)).to_have_value("Mrs Khan rang")


def test_it_goes_when_the_words_are_cleared_and_is_not_printed(visit: Open) -> None:
    page = visit()
    saw(page, GIVES_AWAY)
    page.emulate_media(media="print")
    expect(note(page)).to_be_hidden()
    page.emulate_media(media="screen")
    expect(note(page)).to_be_visible()
    mine(page)
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Yes, clear everything").click()
    expect(box(page)).to_have_value("")
    expect(note(page)).to_be_hidden()


@at_each_width
@in_both_colours
def test_axe_finds_nothing_and_nothing_is_too_wide(
    new_window: NewWindow, address: str, colours: str, width: int
) -> None:
    context = new_window(color_scheme=colours, bypass_csp=True, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(address)
    box(page).fill(GIVES_AWAY + " " + "x" * 60 + "@" + "y" * 60 + ".org")
    expect(note(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
