"""Words stay, and go, as promised: on the device, in the tab, on the page alone; hidden, cleared, and in every page.

What the store does is tried in tests/js/store.test.js; here is what a reader meets.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from notes_page import FIRST, entry
from pages import (
    FULL,
    MINE,
    NOTES,
    REFUSED,
    activities_page,
    keep,
    mine,
    only_in_test_all,
    pages_to_read,
    stored,
    until,
    watched,
    with_each_part,
)
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect
from serving import serve

import workbook
from workbook.kit.learner import file as notes_file

CHAPTER = "notebooks/02-mid-staffordshire.html"
SHARED = "It is shared, or I am not sure"


def activities() -> list:
    return [
        workbook.reflect("noticing", "What would shock a visitor?", hint="Not a person.", risk=True),
        workbook.reflect("team", "What do we count?", who="team"),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A page with two boxes: its file, and its address."""
    root = tmp_path_factory.mktemp("page")
    activities_page(root, activities)
    with serve(root) as url:
        yield root / "notebooks" / "page.html", f"{url}/notebooks/page.html"


Open = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext, small: tuple[Path, str]) -> Iterator[Open]:
    """Open the small page, or another; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page(url: str = "", before: str = "", clock: bool = False) -> Page:
        page = watched(context, wrong, before)
        if clock:
            page.clock.install()
        page.goto(url or small[1])
        return page

    yield open_page
    assert wrong == []


def box(page: Page) -> Locator:
    return page.get_by_role("textbox").first


def where(page: Page) -> Locator:
    return page.locator(".wb-bar-where")


# --- this tab ------------------------------------------------------------------------------------


def test_the_question_stands_below_the_box_with_two_equal_answers(visit: Open) -> None:
    page = visit()
    box(page).press_sequentially("The bell.")
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    expect(box(page)).to_be_focused()
    answers = page.locator(".wb-panel-answers button")
    expect(answers).to_have_text(["It is mine: keep my words on it", SHARED])
    assert len({button.get_attribute("class") for button in answers.all()}) == 1, "neither stands out"
    for answer, cost in zip(
        answers.all(), ("Whoever uses this browser", "They go when you close the tab"), strict=True
    ):
        expect(answer).to_have_accessible_description(re.compile(cost))
    panel = page.locator(".wb-panel").bounding_box()
    copy = page.get_by_role("button", name="Copy as text").first.bounding_box()
    assert panel and copy and panel["y"] >= copy["y"] + copy["height"], "it covers nothing of the activity"


def test_following_any_link_loses_nothing(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/{CHAPTER}")
    answer = page.locator(f"[data-key='{FIRST}'] textarea").first
    answer.evaluate("box => box.closest('details, [hidden]')?.removeAttribute('hidden')")
    answer.fill("The bell.")
    page.get_by_role("button", name=SHARED).click()
    expect(where(page)).to_have_text("Kept in this tab")
    for path in (
        "book/where-to-turn.html",
        "book/take-out.html",
        "book/look-back.html",
        "book/glossary.html",
    ):
        page.goto(f"{site_url}/{path}")
    page.goto(f"{site_url}/book/my-notes.html")
    expect(page.locator("main")).to_contain_text("The bell.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my notes").click()
    assert "The bell." in Path(download.value.path()).read_text("utf-8")
    page.get_by_role("button", name="QR code").first.click()
    expect(page.locator("svg.wb-qr")).to_be_visible()
    page.goto(f"{site_url}/book/take-out.html")
    expect(page.locator(".wb-take-paper")).to_contain_text("The bell.")
    with page.expect_download():
        page.get_by_role("button", name="Word file").click()
    page.goto(f"{site_url}/{CHAPTER}")
    expect(answer).to_have_value("The bell.")
    expect(page.get_by_text("Whose device is this?")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_another_tab_has_none_of_it(visit: Open) -> None:
    page = visit()
    box(page).fill("The bell.")
    page.get_by_role("button", name=SHARED).click()
    expect(box(visit())).to_have_value("")


def test_an_hour_without_a_touch_clears_the_screen_and_says_why(visit: Open) -> None:
    page = visit(clock=True)
    box(page).fill("The bell.")
    page.get_by_role("button", name=SHARED).click()
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_label("Hide this page when nobody").select_option("0")
    page.clock.fast_forward("59:00")
    expect(box(page)).to_have_value("The bell.")
    page.clock.fast_forward("02:00")
    expect(box(page)).to_have_value("")
    expect(page.get_by_text("Nobody touched this page for an hour")).to_be_visible()
    assert "The bell." not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_clear_and_leave_leaves_nothing_to_come_back_to(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/book/my-notes.html")
    keep_in_tab(page, "The bell.")
    page.get_by_role("button", name="Clear and leave").click()
    expect(page.get_by_text("Clear your words and leave?")).to_be_visible()
    page.get_by_role("button", name="No, go back").click()
    expect(page.locator("main")).to_contain_text("The bell.")
    page.get_by_role("button", name="Clear and leave").click()
    page.get_by_role("button", name="Yes, clear and leave").click()
    page.wait_for_url(re.compile("welcome"))
    assert page.evaluate("Object.keys(sessionStorage)") == []
    page.goto(f"{site_url}/book/my-notes.html")
    expect(page.locator("main")).not_to_contain_text("The bell.")
    expect(page.get_by_role("button", name="Clear and leave")).to_be_hidden()


def keep_in_tab(page: Page, text: str) -> None:
    """Let the page begin again with one answer in its tab."""
    page.evaluate(
        "([notes, text]) => { sessionStorage[notes] = text; sessionStorage['whys-and-hows.touched'] = Date.now(); }",
        [NOTES, notes_text(text)],
    )
    page.reload()


def notes_text(text: str) -> str:
    """A notes file with one answer."""
    return notes_file.dumps({FIRST: entry(text)})


# --- this device ---------------------------------------------------------------------------------


def test_on_her_own_device_words_stay_and_clear_everything_takes_them(visit: Open) -> None:
    page = visit()
    box(page).fill("The bell.")
    mine(page)
    expect(where(page)).to_have_text("Kept on this device")
    expect(page.get_by_role("button", name="Clear and leave")).to_be_hidden()
    page.reload()
    expect(box(page)).to_have_value("The bell.")
    page.evaluate("localStorage.setItem('somebody.else', 'stays')")
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Yes, clear everything").click()
    expect(box(page)).to_have_value("")
    assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]") == [
        ["somebody.else"],
        [],
    ]


def test_two_tabs_share_and_lose_nothing(visit: Open) -> None:
    one, other = visit(), visit()
    box(one).fill("From one.")
    mine(one)
    expect(box(other)).to_have_value("From one.")
    other.get_by_role("textbox").nth(1).fill("From the other.")
    expect(one.get_by_role("textbox").nth(1)).to_have_value("From the other.")
    add = "(box, text) => { box.value += text; box.dispatchEvent(new Event('input', { bubbles: true })); }"
    for turn in range(3):
        box(one).evaluate(add, f" one {turn}")
        box(other).evaluate(add, f" two {turn}")
    until(lambda: box(one).input_value() == box(other).input_value())
    until(lambda: stored(one)["a-test.noticing"]["value"]["text"] == box(one).input_value())
    kept = stored(one)["a-test.noticing"]
    texts = " | ".join(version["value"]["text"] for version in (kept, *kept["earlier"]))
    assert all(words in texts for words in ("one 2", "two 2")), texts


def test_safari_s_seven_days_are_said_where_she_chooses(visit: Open) -> None:
    page = visit(
        before="Object.defineProperty(Navigator.prototype, 'vendor', {get: () => 'Apple Computer, Inc.'})"
    )
    box(page).press_sequentially("T")
    expect(page.get_by_text("when you have not visited it for seven days")).to_be_visible()


def test_in_another_site_s_frame_it_says_what_kept_means_there(visit: Open, small: tuple[Path, str]) -> None:
    frame = '<link rel="icon" href="data:,"><iframe src="page.html" width="900" height="600"></iframe>'
    (small[0].parent / "platform.html").write_text(frame, "utf-8")
    page = visit(small[1].replace("page.html", "platform.html"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox").first.press_sequentially("T")
    expect(frame.get_by_text("shown inside another website")).to_be_visible()


# --- this page alone, a full device, a folder ----------------------------------------------------


def test_where_nothing_is_kept_she_is_told_before_a_link_costs_her_words(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/book/my-notes.html", before=REFUSED)
    page.goto(f"{site_url}/{CHAPTER}")
    answer = page.locator(f"[data-key='{FIRST}'] textarea").first
    answer.evaluate("box => box.closest('details, [hidden]')?.removeAttribute('hidden')")
    answer.fill("The bell.")
    expect(where(page)).to_have_text("Gone when you leave this page")
    link = page.locator("main a[href*='glossary'], main a[href*='where-to-turn']").first
    link.evaluate("link => link.click()")
    expect(page.get_by_text("If you follow this link, your words on this page go.")).to_be_visible()
    with page.expect_download() as download:
        page.locator(".wb-bar").get_by_role("button", name="Save my notes").click()
    assert "The bell." in Path(download.value.path()).read_text("utf-8")
    page.get_by_role("button", name="Stay here").click()
    expect(answer).to_have_value("The bell.")


def test_a_full_device_says_so_with_the_right_advice_and_tries_again(visit: Open) -> None:
    page = visit(before=FULL)
    box(page).fill("The bell.")
    mine(page)
    expect(page.get_by_text("no more space for this book")).to_be_visible()
    expect(where(page)).to_have_text("Kept in this tab")
    page.evaluate("window.full = false")
    box(page).press_sequentially(" More.")
    expect(where(page)).to_have_text("Kept on this device")
    assert stored(page)["a-test.noticing"]["value"] == {"text": "The bell. More."}


def test_from_a_folder_the_tab_is_the_default_and_nothing_is_asked(
    visit: Open, small: tuple[Path, str]
) -> None:
    page = visit(small[0].as_uri())
    box(page).press_sequentially("The bell.")
    expect(where(page)).to_have_text("Kept in this tab")
    expect(page.get_by_text("Whose device is this?")).to_have_count(0)
    until(lambda: page.evaluate("Object.keys(sessionStorage).length") > 0)
    page.reload()
    expect(box(page)).to_have_value("The bell.")
    assert page.evaluate("localStorage.length") == 0


# --- hide ----------------------------------------------------------------------------------------


def test_hide_shows_an_innocent_page_and_back_does_not_bring_hers(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/book/where-to-turn.html")
    page.goto(f"{site_url}/book/my-notes.html")
    keep_in_tab(page, "The bell.")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("glossary"))
    assert "notes" not in page.title().lower()
    for key in ("Enter", "Space", "Escape"):
        page.keyboard.press(key)
        expect(page.locator("main")).not_to_contain_text("The bell.")
    page.go_back()
    page.wait_for_url(re.compile("glossary"))
    page.goto(f"{site_url}/book/my-notes.html")
    expect(page.locator("main")).to_contain_text("The bell.")


def test_where_nothing_is_kept_hide_loses_nothing(visit: Open) -> None:
    page = visit(before=REFUSED)
    title = page.title()
    box(page).fill("The bell.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Contents")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert page.evaluate("window.find('visitor')") is False
    for key in ("Enter", "Space", "Escape"):
        page.keyboard.press(key)
        expect(page.get_by_role("textbox")).to_have_count(0)
    assert page.locator(".wb-cover a").count() == 0, "a link would cost her the words"
    assert all(text.strip() for text in page.locator(".wb-cover li").all_inner_texts())
    page.go_back()
    expect(box(page)).to_have_value("The bell.")
    assert page.title() == title
    page.go_forward()
    expect(page.get_by_role("heading", name="Contents")).to_be_visible()
    page.go_back()
    expect(box(page)).to_be_visible()


def test_escape_belongs_to_an_open_dialog(visit: Open) -> None:
    page = visit()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('dialog'), {textContent: 'Search'}))"
    )
    page.evaluate("document.querySelector('dialog').showModal()")
    here = page.url
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert page.url == here


def test_words_stay_in_the_tab_as_long_as_she_is_there(visit: Open, site_url: str) -> None:
    """Whatever else on the page looks at her notes: nothing there may count an hour of its own."""
    page = visit(f"{site_url}/{CHAPTER}#step-1", clock=True)
    box(page).fill("The bell.")
    page.get_by_role("button", name=SHARED).click()
    for number in range(20):
        page.clock.fast_forward("04:00")
        page.mouse.move(40 + number, 40)
    assert "The bell." in page.evaluate(f"sessionStorage[{NOTES!r}] ?? ''")
    page.goto(f"{site_url}/book/my-notes.html")
    expect(page.locator("main")).to_contain_text("The bell.")


def test_clear_everything_reaches_a_tab_that_shows_no_words(visit: Open, site_url: str) -> None:
    """Such as one that was hidden a moment before."""
    hidden, page = (visit(f"{site_url}/book/my-notes.html") for _ in range(2))
    for tab in (hidden, page):
        keep_in_tab(tab, "The bell.")
    hidden.keyboard.press("Escape")
    hidden.wait_for_url(re.compile("glossary"))
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Clear everything").last.click()
    page.get_by_role("button", name="Yes, clear everything").click()
    until(lambda: hidden.evaluate(f"sessionStorage[{NOTES!r}] ?? ''") == "")
    hidden.goto(f"{site_url}/book/my-notes.html")
    expect(hidden.locator("main")).to_contain_text("Nothing is written here yet")


def test_where_the_question_was_left_behind_it_can_be_opened_at_once(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/{CHAPTER}#step-1")
    box(page).press_sequentially("The bell.")
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    page.goto(f"{site_url}/{CHAPTER}#step-2")  # a step of the same page
    expect(page.locator(".wb-step-count")).to_contain_text("Step 2")
    bar = page.locator(".wb-bar")
    expect(bar.get_by_text("Whose device is this?")).to_have_count(0)
    bar.get_by_role("button", name="Change").click()
    expect(bar.get_by_text("Whose device is this?")).to_be_visible()


def test_whoever_answers_the_question_goes_on_writing_where_she_was(visit: Open) -> None:
    page = visit()
    box(page).press_sequentially("The bell.")
    page.get_by_role("button", name=SHARED).focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()


def test_the_idle_minutes_are_hers_to_set(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/book/my-notes.html", clock=True)
    keep_in_tab(page, "The bell.")
    page.clock.fast_forward("04:00")
    page.mouse.move(40, 40)
    page.clock.fast_forward("04:00")
    expect(page.locator("main")).to_contain_text("The bell.")
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_label("Hide this page when nobody").select_option("1")
    page.clock.fast_forward("02:05")
    page.wait_for_url(re.compile("glossary"))


@pytest.mark.parametrize("which", ["one of each sort", *only_in_test_all("every one")])
def test_every_page_with_words_hides_itself_and_none_without(
    browser: Browser, site: Path, site_url: str, which: str
) -> None:
    """Each page that opens the notes, with words on it; and each page that does not."""
    each_sort = {CHAPTER, "book/glossary.html", *with_each_part(site)}
    pages = [name for name in pages_to_read(site) if which == "every one" or name in each_sort]
    context = browser.new_context(viewport={"width": 375, "height": 720})
    context.add_init_script(
        f"sessionStorage[{NOTES!r}] ||= {notes_text('The bell.')!r};"
        "sessionStorage['whys-and-hows.touched'] ||= Date.now();"
    )
    page = context.new_page()
    page.clock.install()
    covered, left, bare = [], [], []
    for path in pages:
        if "/evidence/" in path:
            continue  # pages of evidence are of one make
        page.goto(f"{site_url}/{path}")
        if not page.locator(".wb-bar").count():
            bare.append(path)
            continue
        own = page.locator("textarea, input[type=text]").first
        if page.locator("[data-activity]").count() and own.count():
            own.evaluate(
                "box => { box.value = 'Mine.'; box.dispatchEvent(new Event('input', { bubbles: true })); }"
            )
        elif page.locator("[data-activity]").count():
            page.locator("[data-activity] input[type=radio]").first.evaluate("choice => choice.click()")
        page.clock.fast_forward("07:00")
        with contextlib.suppress(TimeoutError):
            page.wait_for_url(re.compile("glossary"), timeout=5_000)
        (covered if "glossary" in page.url else left).append(path)
    context.close()
    assert not left
    for path in (
        "book/my-notes.html",
        "book/take-out.html",
        "book/look-back.html",
        "book/your-organisation.html",
    ):
        assert path in covered, path
    assert "notebooks/my-habits.html" in covered, "what she ticked of herself is hers, without a word typed"
    assert [path for path in covered if path.startswith("notebooks/0")]
    assert "book/glossary.html" in bare


def test_a_host_that_allows_no_script_in_the_page_still_lets_her_hide(browser: Browser, site: Path) -> None:
    with serve(site, {"Content-Security-Policy": "script-src 'self'"}) as url:
        page = browser.new_page()
        page.goto(f"{url}/{CHAPTER}")
        button = page.get_by_role("button", name="Hide", exact=True)
        expect(button).to_be_visible()
        button.click()
        page.wait_for_url(re.compile("glossary"))
        page.close()


# --- what a reader chooses -----------------------------------------------------------------------


def test_spelling_is_checked_only_when_she_asks(visit: Open) -> None:
    page = visit()
    expect(box(page)).to_have_attribute("spellcheck", "false")
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    page.get_by_label("Let this browser check my spelling").check()
    expect(box(page)).to_have_attribute("spellcheck", "true")
    page.reload()
    expect(box(page)).to_have_attribute("spellcheck", "true")


def test_a_text_has_the_direction_of_its_script(visit: Open, site_url: str) -> None:
    page = visit(f"{site_url}/book/my-notes.html")
    keep(page, {FIRST: entry("تعلمت أن أصغي إلى المريض في NHS.")})
    answer = page.locator(".wb-note-answer").first
    assert answer.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.evaluate(f"localStorage.getItem({MINE!r})") == "yes"
