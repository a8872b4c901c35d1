"""Plans that come back, in a real browser on a chosen day: offered, looked back at, kept, carried."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import CHAPTER, at_each_width, axe, in_both_colours, keep
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from windows import NewWindow, window

from workbook.kit.learner import file as notes_file

WELCOME, MY_NOTES, PAGE = "book/welcome.html", "book/my-notes.html", "book/look-back.html"
OTHER = "notebooks/03-a-promise-to-learn.html"
NOTES, MINE = "whys-and-hows.notes", "whys-and-hows.mine"
PLAN, ASK, RECALL = (
    f"mid-staffordshire.{name}" for name in ("look-again", "who-will-look", "what-people-get-wrong")
)
THEIRS = "a-promise-to-learn.when-told"
WRITTEN = "2026-11-09T12:00:00.000Z"
TWO_DAYS, TWO_WEEKS = "2026-11-11T08:00:00Z", "2026-11-23T08:00:00Z"


def entry(kind: str, **value: object) -> dict:
    return {"kind": kind, "prompt": "What?", "value": value, "when": WRITTEN, "earlier": []}


KEPT = {
    PLAN: entry("plan", when="Zelda hands over", then="tell Xavier", date="", tell=""),
    ASK: entry("ask", what="A bell that rings.", of="the ward manager", by="2026-11-20", why=""),
    RECALL: entry("recall", answers={"set-up-to-look-at": "a"}, checked=["set-up-to-look-at"]),
}
ONE = {PLAN: KEPT[PLAN]}

Open = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    size = {"width": 375, "height": 720}
    with window(browser, fixed_clock=True, viewport=size, timezone_id="Europe/London") as made:
        yield made


@pytest.fixture
def visit(context: BrowserContext, site_url: str) -> Iterator[Open]:
    """Open a page on a day; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page(
        path: str = PAGE, today: str = TWO_WEEKS, kept: dict | None = None, root: str = site_url
    ) -> Page:
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.clock.set_fixed_time(today)
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{root}/{path}")
        if kept is not None:
            keep(page, kept)
        return page

    yield open_page
    assert wrong == []


def stored(page: Page) -> dict:
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    return json.loads(page.evaluate(f"localStorage.getItem({NOTES!r})"))["entries"]


def offer(page: Page) -> Locator:
    return page.get_by_role("region", name="Looking back")


def back(page: Page, heading: str = "you made this plan") -> Locator:
    return page.locator(".wb-recall").filter(has_text=heading)


def load(page: Page, text: str) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load", exact=True).click()
    file = {"name": "my-notes.json", "mimeType": "application/json", "buffer": text.encode()}
    chooser.value.set_files(file)
    page.get_by_role("button", name="Yes, load it").click()


# --- when -----------------------------------------------------------------------------------------


# --- the offer ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [WELCOME, MY_NOTES, CHAPTER])
def test_the_offer_is_quiet_and_says_nothing_of_the_plan(visit: Open, path: str) -> None:
    page = visit(path, "2026-11-10T23:59:00Z", ONE)
    expect(page.locator("h1")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    page.clock.set_fixed_time(TWO_DAYS)
    page.reload()
    expect(offer(page)).to_contain_text("On 9 November you made a plan. How did it go?")
    words = offer(page).inner_text()
    for secret in ("Zelda", "Xavier", "Stafford"):
        assert secret not in words
    assert page.evaluate("document.activeElement === document.body")
    offer(page).get_by_role("link", name="Look back").click()
    page.wait_for_url(f"**/{PAGE}")
    expect(back(page)).to_contain_text("When Zelda hands over, then I will tell Xavier.")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({ASK: KEPT[ASK]}, "On 9 November you wrote a request. Did an answer come?"),
        ({RECALL: KEPT[RECALL]}, "you answered some questions from memory. Would you like them again?"),
        (KEPT, "On 9 November you made a plan."),
        ({**ONE, THEIRS: {**ONE[PLAN], "when": "2026-11-08T12:00:00.000Z"}}, "You made some plans."),
        ({PLAN: {**ONE[PLAN], "when": "2025-11-09T12:00:00.000Z"}}, "On 9 November 2025 you made a plan."),
    ],
)
def test_one_offer_whatever_there_is(visit: Open, kept: dict, said: str) -> None:
    page = visit(WELCOME, TWO_WEEKS, kept)
    expect(offer(page)).to_have_count(1)
    expect(offer(page)).to_contain_text(said)


def test_a_chapter_offers_only_its_own(visit: Open) -> None:
    page = visit(OTHER, TWO_WEEKS, ONE)
    expect(page.locator("h1")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    page = visit(PAGE)
    expect(offer(page)).to_have_count(0)


def test_not_now_holds_until_the_next_time(visit: Open, context: BrowserContext) -> None:
    page = visit(WELCOME, TWO_DAYS, ONE)
    offer(page).get_by_role("button", name="Not now").click()
    expect(offer(page)).to_have_count(0)
    for path in (WELCOME, CHAPTER, MY_NOTES):
        page.goto(page.url.replace(WELCOME, path))
        expect(page.locator("h1")).to_be_visible()
        expect(offer(page)).to_have_count(0)
        page.go_back() if path != WELCOME else None
    page.clock.set_fixed_time(TWO_WEEKS)
    page.reload()
    expect(offer(page)).to_have_count(1)
    expect(offer(visit(WELCOME, TWO_DAYS))).to_have_count(1)


def test_nothing_is_offered_on_a_device_that_is_not_hers(visit: Open) -> None:
    page = visit(WELCOME, TWO_WEEKS, ONE)
    page.evaluate(f"localStorage.removeItem({MINE!r})")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    page.evaluate(f"localStorage[{MINE!r}] = 'yes'; localStorage[{NOTES!r}] = '{{broken'")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(offer(page)).to_have_count(0)


# --- looking back ---------------------------------------------------------------------------------


def test_a_plan_is_looked_back_at_and_kept(visit: Open) -> None:
    page = visit(PAGE, TWO_DAYS, ONE)
    expect(page.get_by_role("heading", name="Mid Staffordshire")).to_be_visible()
    back(page).get_by_label("Something stopped me").check()
    back(page).get_by_label("What helped, or what got in the way?").fill("The bell rang.")
    back(page).get_by_label("Keep it").check()
    expect(page.get_by_text("It can come back on 23 November 2026.")).to_be_visible()
    page.reload()
    expect(back(page).get_by_label("Something stopped me")).to_be_checked()
    expect(back(page).get_by_label("What helped")).to_have_value("The bell rang.")
    found = stored(page)
    assert found[PLAN] == KEPT[PLAN]
    assert found[f"{PLAN}-back-1"]["kind"] == "lookback"
    assert found[f"{PLAN}-back-1"]["value"] == {
        "of": "plan",
        "said": "When Zelda hands over, then I will tell Xavier.",
        "how": "stopped",
        "words": "The bell rang.",
        "next": "keep",
    }
    page.goto(page.url.replace(PAGE, WELCOME))
    expect(page.locator("h1")).to_be_visible()
    expect(offer(page)).to_have_count(0)

    page.clock.set_fixed_time("2026-11-12T08:00:00Z")
    page.goto(page.url.replace(WELCOME, PAGE))
    expect(page.get_by_text("The next day is 23 November 2026. You need not wait for it.")).to_be_visible()
    page.clock.set_fixed_time(TWO_WEEKS)
    page.reload()
    expect(back(page).get_by_label("Something stopped me")).not_to_be_checked()
    expect(back(page).get_by_label("What helped")).to_have_value("")
    back(page).get_by_label("Let it go").check()
    expect(page.get_by_text("does not come back")).to_be_visible()
    found = stored(page)
    assert (
        found[f"{PLAN}-back-1"]["value"]["next"] == "keep"
        and found[f"{PLAN}-back-2"]["value"]["next"] == "go"
    )
    page.clock.set_fixed_time("2027-06-01T08:00:00Z")
    page.reload()
    expect(page.get_by_text("Nothing you have written comes back here.")).to_be_visible()


def test_a_plan_is_changed_there_and_begins_again(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, ONE)
    then = page.get_by_label("then I will …")
    expect(then).to_be_hidden()
    back(page).get_by_label("Change it").check()
    then.fill("tell everybody")
    expect(back(page)).to_contain_text("then I will tell Xavier")
    found = stored(page)
    assert found[PLAN]["value"]["then"] == "tell everybody"
    assert [was["value"]["then"] for was in found[PLAN]["earlier"]] == ["tell Xavier"]
    page.reload()
    expect(page.get_by_text("The next day is 25 November 2026.")).to_be_visible()
    page.clock.set_fixed_time("2026-11-25T08:00:00Z")
    page.reload()
    expect(back(page)).to_contain_text("On 23 November you made this plan:")


def test_nothing_need_be_waited_for(visit: Open) -> None:
    page = visit(PAGE, "2026-11-10T08:00:00Z", ONE)
    page.get_by_role("button", name="Look back now").click()
    expect(page.get_by_role("heading", name="Mid Staffordshire")).to_be_focused()
    back(page).get_by_label("I did it").check()
    page.clock.set_fixed_time(TWO_DAYS)
    page.reload()
    expect(back(page).get_by_label("I did it")).not_to_be_checked()
    back(page).get_by_label("I did some of it").check()
    kept = stored(page)[f"{PLAN}-back-1"]
    assert kept["value"]["how"] == "some" and kept["earlier"][0]["value"]["how"] == "did"


def test_an_ask_and_its_reply(visit: Open) -> None:
    page = visit(PAGE, "2026-11-11T08:00:00Z", {ASK: KEPT[ASK]})
    ask = back(page, "you wrote this request of the ward manager")
    expect(ask).to_contain_text("A bell that rings.")
    ask.get_by_label("Not yet").check()
    expect(ask.get_by_text("Send the same words once more")).to_be_hidden()
    page.clock.set_fixed_time(TWO_WEEKS)
    page.reload()
    ask.get_by_label("Not yet").check()
    expect(ask.get_by_text("Send the same words once more")).to_be_visible()
    expect(ask.get_by_text("You owe nobody a second attempt.")).to_be_visible()
    ask.get_by_label("Yes, and here it is").check()
    expect(ask.get_by_text("Send the same words once more")).to_be_hidden()
    ask.get_by_label("What they answered").fill("By the end of March.")
    assert stored(page)[f"{ASK}-back-2"]["value"]["words"] == "By the end of March."
    page.clock.set_fixed_time("2027-01-09T08:00:00Z")
    page.reload()
    expect(page.get_by_text("Nothing you have written comes back here.")).to_be_visible()


def test_if_no_answer_came_its_links_lead_somewhere(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, {ASK: KEPT[ASK]})
    back(page, "you wrote this request").get_by_label("Not yet").check()
    page.get_by_role("link", name="More ways on").click()
    page.wait_for_url("**/book/if-you-are-asked.html#if-no-answer-comes")
    expect(page.get_by_role("heading", name="If no answer comes")).to_be_in_viewport()


def test_the_questions_come_fresh_and_nothing_is_compared(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, {RECALL: KEPT[RECALL]})
    asked = page.locator(".wb-recall")
    expect(asked).to_contain_text("The questions of 9 November, once more from memory.")
    expect(asked.locator("input:checked")).to_have_count(0)
    asked.locator(".wb-option").nth(1).click()
    asked.get_by_role("button", name="Check").first.click()
    expect(asked.locator(".wb-checked")).to_have_count(1)
    found = stored(page)
    assert found[RECALL] == KEPT[RECALL]
    assert found[f"{RECALL}-back-2"]["kind"] == "recall" and found[f"{RECALL}-back-2"]["value"]["checked"]
    words = page.locator("main").inner_text().lower()
    for never in ("your score", "overdue", "streak", "last time", "%"):
        assert never not in words


def test_one_thing_at_a_time(visit: Open) -> None:
    page = visit(
        PAGE, TWO_WEEKS, {**KEPT, THEIRS: {**ONE[PLAN], "value": {**ONE[PLAN]["value"], "then": "ask"}}}
    )
    expect(page.get_by_role("group", name="How did it go?").first).to_be_visible()
    expect(page.get_by_role("group", name="Did they answer?")).to_be_hidden()
    page.get_by_text("Your request: did they answer?").click()
    expect(page.get_by_role("group", name="Did they answer?")).to_be_visible()
    theirs = page.locator(".wb-recall .wb-prompt", has_text="then I will ask.")
    expect(theirs).to_be_hidden()
    page.locator("summary", has_text="A promise to learn").click()
    expect(theirs).to_be_visible()


def test_a_plan_whose_place_is_gone_can_still_be_looked_back_at(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, {"old-chapter.thing": ONE[PLAN], "old-chapter.asked": KEPT[RECALL]})
    expect(page.get_by_role("heading", name="From another edition of this book")).to_be_visible()
    back(page).get_by_label("Change it").check()
    expect(page.get_by_text("Change it in your notes.")).to_be_visible()
    assert "old-chapter.thing-back-2" in stored(page)


# --- kept with the notes, and carried --------------------------------------------------------------


def test_my_notes_shows_it_right_after_the_plan(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, KEPT)
    back(page).get_by_label("It did not come up").check()
    back(page).get_by_label("What helped").fill("The bell rang.")
    page.get_by_text("The questions from memory, once more").click()
    asked = page.locator(".wb-recall").filter(has_text="once more from memory")
    asked.locator(".wb-option").nth(1).click()
    stored(page)
    page.goto(page.url.replace(PAGE, MY_NOTES))
    shown = page.locator(".wb-note")
    keys = [PLAN, f"{PLAN}-back-2", ASK, RECALL, f"{RECALL}-back-2"]
    expect(shown).to_have_count(len(keys))
    assert [one.get_attribute("data-note") for one in shown.all()] == keys
    expect(shown.nth(1)).to_contain_text("Looking back: how did it go?")
    expect(shown.nth(1)).to_contain_text("It did not come up.")
    expect(shown.nth(4)).to_contain_text("Looking back: the questions again")
    assert "Looking back" not in page.locator(".wb-notes-open").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".wb-notes-actions").get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied.").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (
        copied.index("tell Xavier.")
        < copied.index("It did not come up.")
        < copied.index("A bell that rings.")
    )
    shown.nth(1).get_by_role("link", name="Open in the book").click()
    page.wait_for_url(f"**/{CHAPTER}#{PLAN}")


def test_saved_and_loaded_on_another_computer(visit: Open, new_window: NewWindow, site_url: str) -> None:
    page = visit(PAGE, TWO_DAYS, ONE)
    back(page).get_by_label("I did it").check()
    page.get_by_label("What helped").fill("Asked early.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my notes").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert notes_file.loads(text)[f"{PLAN}-back-1"]["value"]["how"] == "did"

    elsewhere = new_window(timezone_id="Europe/London").new_page()
    elsewhere.clock.set_fixed_time(TWO_WEEKS)
    elsewhere.on("dialog", lambda dialog: dialog.accept())
    elsewhere.goto(f"{site_url}/{MY_NOTES}")
    expect(offer(elsewhere)).to_have_count(0)
    load(elsewhere, text)
    expect(offer(elsewhere)).to_contain_text("On 9 November you made a plan. How did it go?")
    offer(elsewhere).get_by_role("link", name="Look back").click()
    elsewhere.wait_for_url(f"**/{PAGE}")
    back(elsewhere).get_by_label("I changed my mind").check()
    expect(elsewhere.get_by_text("“Save my notes” keeps it in your file.")).to_be_visible()
    with elsewhere.expect_download() as download:
        elsewhere.get_by_role("button", name="Save my notes").click()
    found = notes_file.loads(Path(download.value.path()).read_text("utf-8"))
    assert [found[f"{PLAN}-back-{n}"]["value"]["how"] for n in (1, 2)] == ["did", "mind"]


def test_clearing_takes_it_off_the_screen(visit: Open) -> None:
    page = visit(PAGE, TWO_WEEKS, ONE)
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Yes, clear everything").click()
    expect(page.get_by_text("Nothing is here to look back at.")).to_be_visible()
    assert "Zelda" not in page.locator("body").inner_text()


# --- reach, look, weight --------------------------------------------------------------------------


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit(WELCOME, TWO_WEEKS, ONE)
    page.locator(".wb-skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(offer(page).get_by_role("link", name="Look back")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PAGE}")
    page.get_by_label("I did it").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("I did some of it")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Two of us.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Keep it")).to_be_checked()
    assert stored(page)[f"{PLAN}-back-2"]["value"]["words"] == "Two of us."
    page.keyboard.press("Escape")
    page.wait_for_url("**/book/glossary.html")


@in_both_colours
@at_each_width
@pytest.mark.parametrize("path", [PAGE, WELCOME, MY_NOTES])
def test_axe_finds_nothing(visit: Open, colours: str, width: int, path: str) -> None:
    page = visit(path, TWO_WEEKS, {**KEPT, THEIRS: ONE[PLAN]})
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    if path == PAGE:
        for summary in page.locator(".wb-back-more > summary").all():
            if summary.is_visible():
                summary.click()
        page.get_by_label("Change it").first.check()
        page.get_by_label("Not yet").first.check()
    else:
        expect(offer(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_only_tool_pages_pay_for_looking_back(site: Path) -> None:
    """The offer is in the script that every page loads, whose weight test_bundle.py bounds; no page loads more."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        tool = 'data-runs="' in html
        assert ("_static/book.js" in html) == tool, path
        assert not (tool and "_static/chapter.js" in html), f"{path}: book.js has it already"
    welcome = (site / WELCOME).read_text("utf-8")
    loaded = set(re.findall(r"_static/([\w-]+\.js)", welcome))
    assert loaded == {"first.js", "chapter.js", "early.js"}
    assert 'data-runs="look-back"' in (site / PAGE).read_text("utf-8")
