"""Habits and prioritise on a page, in a real browser: answered, done again, moved, printed, kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pages import at_each_width, axe, in_both_colours, mine, watched
from playwright.sync_api import BrowserContext, Locator, Page, expect
from windows import NewWindow

import workbook
from workbook.kit.activities import habits as kind

EXAMPLES = json.loads((Path(__file__).parents[1] / "examples" / "habits_prioritise.json").read_text("utf-8"))
ITEM = "attending.to-the-end"
TRY = kind.every()[ITEM]
ASKED = "… let somebody finish before I answered"
BAND = {
    "most-days": "often",
    "most-weeks": "often",
    "once-or-twice": "seldom",
    "not": "seldom",
    "never-came-up": "never-came-up",
}
DAY = datetime(2026, 11, 23, 12)
KEPT = "JSON.parse(localStorage.getItem('whys-and-hows.notes')).entries"


def activities() -> list:
    return [
        workbook.habits("own", set="attending"),
        workbook.prioritise(
            "first",
            "Which would you put first?",
            workbook.item("staff", "Too few staff for the work"),
            workbook.item("targets", "Targets that pulled the other way"),
            workbook.item("board", "A board that did not listen"),
            workbook.item("watchers", "Watchers who did not see"),
            report=["board"],
            because="It did not see to it that known problems were put right.",
            disagree="Those who worked with too few.",
            evidence=["francis-2013.board-responsible"],
        ),
    ]


Open = Callable[[], Page]


@pytest.fixture
def context_options() -> dict[str, Any]:
    return {"viewport": {"width": 375, "height": 720}, "reduced_motion": "reduce", "fixed_clock": True}


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open the page on a known day; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page() -> Page:
        page = watched(context, wrong)
        page.clock.set_fixed_time(DAY)
        page.goto(address)
        return page

    yield open_page
    assert wrong == []


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-activity={name}]")


def habit(page: Page, words: str = ASKED) -> Locator:
    return page.get_by_role("group", name=words, exact=True)


def copied(page: Page, name: str, button: str = "Copy as text") -> str:
    """What a copy holds. This browser does not let the page copy, so the text is shown."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    card(page, name).get_by_role("button", name=button, exact=True).click()
    text: str = card(page, name).locator(".wb-copy-box textarea").input_value()
    card(page, name).get_by_role("button", name="Close", exact=True).click()
    return text


def order(page: Page) -> list[str]:
    return card(page, "prioritise").locator(".wb-order .wb-thing").all_inner_texts()


def move(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words, exact=True)


# --- habits: one small thing to try, and nothing added up ----------------------------------------


def test_each_answer_opens_one_small_thing_to_try(visit: Open) -> None:
    page = visit()
    told = habit(page).get_by_role("status")
    expect(told).to_be_empty()
    for answer, words in kind.TEXT["often"].items():
        habit(page).get_by_role("radio", name=words).check()
        expect(told).to_have_text(f"To try: {TRY[BAND[answer]]}")
    expect(card(page, "habits")).to_contain_text("A prompt for reflection, not a validated test.")


def test_nothing_counts_the_answers_or_looks_different_for_one_of_them(visit: Open) -> None:
    page = visit()
    looks = set()
    for answer, words in kind.TEXT["often"].items():
        for group in card(page, "habits").locator("fieldset").all():
            group.get_by_role("radio", name=words).check()
        text = card(page, "habits").inner_text()
        assert not re.search(r"\b(?:score|total|points?|average|out of|\d+ of \d+|\d+\s*%)\b", text), text
        looks.add(
            habit(page).evaluate(
                """(one) => [...one.querySelectorAll(".wb-option:has(:checked), .wb-told")].map((part) => {
                  const s = getComputedStyle(part);
                  return [s.color, s.backgroundColor, s.borderColor, s.borderInlineStartColor, s.fontWeight];
                }).join()"""
            )
        )
        assert TRY[BAND[answer]] in text
    assert len(looks) == 1


def test_done_again_then_and_now_stand_side_by_side(visit: Open) -> None:
    page = visit()
    again = page.get_by_role("button", name="Do it again")
    expect(again).to_be_hidden()
    habit(page).get_by_role("radio", name="Not in these four weeks").check()
    mine(page)  # weeks later they would be gone from a tab
    again.click()
    first = card(page, "habits").get_by_role("radio").first
    expect(first).to_be_focused()
    expect(card(page, "habits").get_by_role("radio", checked=True)).to_have_count(0)
    expect(card(page, "habits").locator(".wb-then:visible")).to_have_count(0)
    expect(again).to_be_hidden()
    page.clock.set_fixed_time(datetime(2027, 1, 4, 12))
    habit(page).get_by_role("radio", name="Most weeks").check()
    expect(habit(page).locator(".wb-then")).to_have_text(
        "Then, 23 November 2026: Not in these four weeks Now: Most weeks"
    )
    assert "23 November 2026: Not in these four weeks. 4 January 2027: Most weeks." in copied(page, "habits")


def test_done_again_by_mistake_is_taken_back(visit: Open) -> None:
    page = visit()
    habit(page).get_by_role("radio", name="Once or twice").check()
    before = copied(page, "habits")
    page.get_by_role("button", name="Do it again").click()
    page.get_by_role("button", name="Go back to my answers").click()
    expect(page.get_by_role("button", name="Do it again")).to_be_focused()
    expect(habit(page).get_by_role("radio", name="Once or twice")).to_be_checked()
    assert copied(page, "habits") == before


def test_a_copy_asks_a_colleague_the_same(visit: Open) -> None:
    page = visit()
    habit(page).get_by_role("radio", name="Once or twice").check()
    page.get_by_text("Ask a colleague the same").click()
    expect(page.get_by_text("Choose somebody whom you do not manage")).to_be_visible()
    text = copied(page, "habits", "Copy to ask a colleague")
    asked = [one["did"] for name, one in kind.every().items() if name.startswith("attending.")]
    assert text.startswith(f"{kind.TEXT['sheet']}\n\n{kind.TEXT['free']}\n\n")
    assert [line for line in text.splitlines() if "…" in line][1:] == [f"- … {one}: ______" for one in asked]
    assert "how often have you seen me …" in text and "You may say no" in text
    assert "A test" not in text and TRY["seldom"] not in text


def test_the_copy_prints_alone_and_holds_no_answer(visit: Open) -> None:
    page = visit()
    habit(page).get_by_role("radio", name="Once or twice").check()
    page.get_by_text("Ask a colleague the same").click()
    page.evaluate("void (window.print = () => { window.printed = (window.printed || 0) + 1; })")
    page.get_by_role("button", name="Print it").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    on_paper = page.evaluate("document.body.innerText")
    for words in (
        kind.TEXT["sheet"],
        kind.TEXT["seenPrompt"],
        ASKED,
        "I could not have seen it",
        kind.TEXT["onlyMe"],
    ):
        assert words in on_paper
    assert "To try" not in on_paper and "Too few staff" not in on_paper
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


# --- prioritise: buttons, no dragging ------------------------------------------------------------


def test_an_item_moves_and_focus_stays_on_its_button(visit: Open) -> None:
    page = visit()
    heard = card(page, "prioritise").locator(".wb-unseen[role=status]")
    assert order(page)[0] == "Too few staff for the work"
    up = move(page, "Move up: A board that did not listen")
    up.click()
    expect(up).to_be_focused()
    expect(heard).to_have_text("A board that did not listen is now 2 of 4.")
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(heard).to_have_text("A board that did not listen is now 1 of 4.")
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    expect(heard).to_have_text("A board that did not listen is already first.")
    expect(up).to_be_focused()
    assert order(page)[:2] == ["A board that did not listen", "Too few staff for the work"]
    down = move(page, "Move down: A board that did not listen")
    page.keyboard.press("Tab")
    expect(down).to_be_focused()
    page.keyboard.press("Space")
    expect(down).to_be_focused()
    assert order(page)[1] == "A board that did not listen"
    expect(page.locator("[draggable=true]")).to_have_count(0)


def test_the_report_waits_for_an_order_or_a_reason_and_is_compared_without_a_score(visit: Open) -> None:
    page = visit()
    theirs = page.get_by_role("group", name="What was put first, and why")
    look = page.get_by_role("button", name="See what was put first")
    box = page.get_by_role("textbox", name="Why is the first one first?")
    look.click()
    expect(theirs).to_be_hidden()
    expect(page.get_by_text("First move what you would put first to the top")).to_be_visible()
    expect(box).to_be_focused()
    box.fill("Nobody can do it alone.")
    look.click()
    expect(theirs).to_be_focused()
    expect(theirs).to_contain_text(
        "You put “Too few staff for the work” first. The report put “A board that did not listen” first."
    )
    expect(theirs).to_contain_text("Who would disagree: Those who worked with too few.")
    expect(theirs.get_by_role("link", name="Evidence")).to_have_attribute(
        "href", re.compile("evidence/francis-2013.html#francis-2013.board-responsible$")
    )
    for _ in range(2):
        move(page, "Move up: A board that did not listen").click()
    expect(theirs).to_contain_text(
        "You put “A board that did not listen” first. The report put it first, too."
    )
    expect(theirs.locator(".wb-lead")).not_to_contain_text(
        re.compile(r"well done|correct|right|wrong|score|match|!", re.IGNORECASE)
    )
    page.get_by_role("button", name="Close this").click()
    expect(theirs).to_be_hidden()
    expect(box).to_be_focused()


def test_the_guard_watches_the_reason(visit: Open) -> None:
    page = visit()
    page.get_by_role("textbox", name="Why is the first one first?").fill("Mrs Patel told me so.")
    page.clock.resume()
    expect(card(page, "prioritise").get_by_role("group", name="A note on what you wrote")).to_be_visible()


# --- what both promise ---------------------------------------------------------------------------


def answer_both(page: Page) -> None:
    habit(page).get_by_role("radio", name="Most weeks").check()
    move(page, "Move up: Watchers who did not see").click()
    page.get_by_role("button", name="Show me").click()


def test_everything_is_kept_and_comes_back(visit: Open) -> None:
    page = visit()
    answer_both(page)
    mine(page)
    before = [copied(page, name) for name in ("habits", "prioritise")]
    page.reload()
    assert [copied(page, name) for name in ("habits", "prioritise")] == before
    expect(habit(page).get_by_role("radio", name="Most weeks")).to_be_checked()
    expect(page.get_by_role("group", name="What was put first, and why")).to_be_visible()
    kept = page.evaluate(KEPT)
    assert kept["a-test.own"]["value"] == {"answers": {ITEM: "most-weeks"}, "on": "2026-11-23", "before": []}
    assert kept["a-test.first"]["value"] == {
        "order": ["staff", "targets", "watchers", "board"],
        "why": "",
        "shown": True,
    }
    from workbook.kit.learner import file as notes_file

    notes_file.loads(page.evaluate("localStorage.getItem('whys-and-hows.notes')"))


@pytest.mark.parametrize("answered", [False, True], ids=["empty", "answered"])
def test_on_paper(visit: Open, answered: bool) -> None:
    page = visit()
    if answered:
        answer_both(page)
    page.emulate_media(media="print")
    for words in (ASKED, "Who would disagree:", "A board that did not listen", "Most days"):
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
    expect(page.locator("main :is(textarea, button)").locator("visible=true")).to_have_count(0)
    opened = habit(page).get_by_text(TRY["never-came-up"]).locator("visible=true")
    expect(opened).to_have_count(0 if answered else 1)


@at_each_width
def test_nothing_is_wider_than_the_window_and_targets_are_large(visit: Open, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 700})
    answer_both(page)
    page.get_by_text("Ask a colleague the same").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.evaluate(
        "[...document.querySelectorAll('main :is(.wb-option, .wb-button, summary)')]"
        ".filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 25 and min(heights) >= 43.5


@in_both_colours
def test_axe_finds_nothing(new_window: NewWindow, address: str, colours: str) -> None:
    context = new_window(color_scheme=colours, bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    answer_both(page)
    page.get_by_role("button", name="Do it again").click()
    habit(page).get_by_role("radio", name="Most days").check()
    page.get_by_text("Ask a colleague the same").click()
    assert axe(page) == []


def test_without_a_script_everything_can_be_read(new_window: NewWindow, address: str) -> None:
    context = new_window(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    hidden = (TRY["seldom"], kind.TEXT["seenPrompt"], "The report put “A board that did not listen” first.")
    for words in hidden:
        expect(page.get_by_text(words).first).to_be_hidden()
    for summary in page.locator("summary").all():
        summary.click()
    for words in (*hidden, ASKED, "Number them", "Too few staff for the work"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_as_modules_of_their_own_they_render_and_tell_a_kernel(visit: Open) -> None:
    """As JupyterLab does it: each activity from its own module, with a model that a kernel listens to."""
    page = visit()
    specs = [
        next(one["spec"] for one in EXAMPLES if one["spec"]["kind"] == k) for k in ("habits", "prioritise")
    ]
    told = page.evaluate(
        """async (specs) => {
          const told = [];
          for (const spec of specs) {
            const { default: kind } = await import(`../_static/jupyter/${spec.kind}.js`);
            const el = document.body.appendChild(document.createElement("div"));
            let value = null;
            const get = (name) => ({ spec, value, where: "file", why: "" })[name];
            const set = (name, now) => { value = now; };
            kind.render({ model: { get, set, save_changes: () => told.push(value), on() {}, off() {} }, el });
            el.querySelector(".wb-option input, .wb-moves button + button").click();
          }
          return told;
        }""",
        specs,
    )
    assert told == [
        {"answers": {"attending.to-the-end": "most-days"}, "on": "2026-11-23", "before": []},
        {"order": ["staff", "rules", "learning"], "why": "", "shown": False},
    ]
