"""The guard, as it runs in the page: what it finds and misses, and that it is a nudge and nothing more."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import mine, stored, watched
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import workbook
from workbook.evidence import support
from workbook.paths import BOOK

with (Path(__file__).parents[1] / "examples" / "guard.csv").open(encoding="utf-8", newline="") as _file:
    PHRASES = list(csv.DictReader(_file))
SAID = {
    "name": "like a name:",
    "date": "like a date, perhaps of birth:",
    "nhs number": "like an NHS number:",
    "phone": "like a phone number:",
    "email": "like an e-mail address:",
    "place": "like a place where someone can be found:",
    "postcode": "like a postcode:",
}
"""How the note calls each kind of give-away."""
LINES = {"tuned": "Used to make", "held-out": "Held out", "harder": "Hard"}
"""How the page about the guard calls each part of the phrases."""
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


# --- what it finds and what it misses ------------------------------------------------------------


def test_the_phrases_are_enough_and_balanced() -> None:
    plain = [one for one in PHRASES if one["part"] != "harder"]
    innocent = sum(one["kind"] == "innocent" for one in plain)
    held_out = sum(one["part"] == "held-out" for one in plain)
    assert len(plain) >= 240 and 0.4 <= innocent / len(plain) <= 0.6
    assert 0.3 <= held_out / len(plain) <= 0.4
    assert len({one["phrase"] for one in PHRASES}) == len(PHRASES)
    for one in PHRASES:
        assert one["part"] in LINES and one["kind"] in {*SAID, "innocent"}
        assert one["expected"] == ("nothing" if one["kind"] == "innocent" else "nudge")


def test_the_page_about_it_prints_what_was_measured(visit: Open) -> None:
    page = visit()
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    for one in PHRASES:
        found = saw(page, one["phrase"])
        innocent = one["kind"] == "innocent"
        counts[one["part"], "innocent" if innocent else "gives away"] += 1
        wrong = bool(found) if innocent else SAID[one["kind"]] not in found
        counts[one["part"], "false alarm" if innocent else "missed"] += wrong
        if wrong:
            told.append(f"{one['part']}, {one['kind']}: {one['phrase']} {found}")
    text = (BOOK / "about" / "the-guard.md").read_text("utf-8")
    for part, line in LINES.items():
        figures = [counts[part, what] for what in ("gives away", "missed", "innocent", "false alarm")]
        said = "{} give somebody away, {} missed. {} innocent, {} false alarms?".format(*figures)
        assert re.search(rf"^- \*\*{line}\b[^:]*: {said}\.$", text, re.MULTILINE), (said, told)


@pytest.mark.parametrize(
    "start, right", [("943 476 591", 9), ("999200003", 1), ("999-200-009", 0), ("999200004", None)]
)
def test_a_number_is_an_nhs_number_only_by_its_check_digit(
    visit: Open, start: str, right: int | None
) -> None:
    page = visit()
    for last in range(10):
        found = SAID["nhs number"] in saw(page, f"It was {start}{last} again.")
        assert found == (last == right), last


def test_lines_to_turn_to_and_our_own_words_are_left_alone(visit: Open) -> None:
    page = visit()
    for number in support.numbers():
        assert saw(page, f"I rang {number} and it helped.") == "", number
    for name in ("your-words", "accessibility", "the-guard", "reflection-and-the-law"):
        words = re.sub(r"\]\([^)]*\)", "", (BOOK / "about" / f"{name}.md").read_text("utf-8"))
        for line in words.splitlines():
            assert saw(page, line) == "" or "Bawa-Garba" in line, line


# --- a nudge, and nothing more -------------------------------------------------------------------


def test_the_note_says_what_it_saw_why_and_one_thing_to_do(visit: Open) -> None:
    page = visit()
    box(page).fill(GIVES_AWAY)
    expect(note(page)).to_have_count(1)
    expect(note(page)).to_be_hidden()
    page.clock.run_for(1000)
    expect(note(page)).to_be_visible()
    for words in (
        "This looks like a name: “Mrs Khan”; and like a place where someone can be found: “ward 7”;",
        "and like a phone number: “07700 900123”.",
        "It could show who this is about.",
        "You could write “a patient” or “a colleague”.",
        "Nothing is blocked or sent.",
    ):
        expect(note(page)).to_contain_text(words)
    link = note(page).get_by_role("link", name="If it happened to you")
    expect(link).to_have_attribute("href", "../book/about/if-it-happened-to-you.html")
    box(page).fill("A patient rang.")
    page.clock.run_for(1000)
    expect(note(page)).to_be_hidden()


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


def test_kept_words_come_back_without_a_note(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    box(page).fill(GIVES_AWAY)
    mine(page)
    page.wait_for_function("localStorage.getItem('whys-and-hows.notes')?.includes('Khan')")
    page.reload()
    expect(box(page)).to_have_value(GIVES_AWAY)
    page.wait_for_timeout(1000)
    expect(note(page)).to_have_count(0)


def test_it_is_switched_off_for_one_box_only(visit: Open) -> None:
    page = visit()
    saw(page, GIVES_AWAY)
    note(page).get_by_role("button", name="Do not say this here again").click()
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


def test_a_long_text_is_looked_at_quickly(visit: Open) -> None:
    page = visit(clock=False)
    box(page).fill("A porter saw it first, and Nobody asked on the ward at 12 or 1/2 past. " * 1500)
    took = page.evaluate(
        "new Promise((done) => { const box = document.querySelector('[data-activity=reflect] textarea');"
        " let longest = 0, last = performance.now(); const end = last + 2500;"
        " box.dispatchEvent(new Event('input', {bubbles: true}));"
        " const beat = () => { const now = performance.now(); longest = Math.max(longest, now - last);"
        " last = now; now < end ? setTimeout(beat, 0) : done(longest); }; beat(); })"
    )
    assert took < 1000, f"{took:.0f} ms for a hundred thousand characters"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, address: str, colours: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme=colours, bypass_csp=True, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto(address)
    box(page).fill(GIVES_AWAY + " " + "x" * 60 + "@" + "y" * 60 + ".org")
    expect(note(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    told = Axe().run(page).response["violations"]
    context.close()
    assert told == [], json.dumps(told, indent=1)[:3000]
