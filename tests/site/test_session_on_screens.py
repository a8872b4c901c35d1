"""A session on screens: plan it, lead it from one window, show it to the room in another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from windows import window

PLANNER = "book/facilitate/plan-your-own.html"
RUN = "book/facilitate/run-mode.html"
NAME = "Ama Mensah-Trial"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with window(browser, viewport={"width": 1366, "height": 768}, accept_downloads=True) as opened:
        yield opened


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, site_url: str) -> str:
    return site_url if request.param == "http" else site.as_uri()


def planner(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/{PLANNER}")
    expect(page.get_by_role("region", name="The plan")).to_be_visible()
    return page


def leader(context: BrowserContext, base: str, plan: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{base}/{RUN}#chapter=mid-staffordshire&minutes=60&request=yes&people=20{plan}&beat=start")
    expect(page.get_by_text("Leader’s window").first).to_be_visible()
    return page


def room(page: Page) -> Page:
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the room’s screen").click()
    return opened.value


def on(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.locator(".wb-run-bottom .wb-primary").click()


def test_what_is_typed_once_is_in_the_plan_the_file_and_the_leader_s_window(
    context: BrowserContext, base: str
) -> None:
    page = planner(context, base)
    page.get_by_label("It begins at").fill("9.30")
    page.get_by_label("With: a sponsor").check()
    page.get_by_text("Names, for the invitation and screens").click()
    page.get_by_label("The second person").fill(NAME)
    page.reload()
    page.get_by_text("Names, for the invitation and screens").click()
    expect(page.get_by_label("The second person")).to_have_value(NAME)
    expect(page.get_by_text("We finish at 10:30.")).to_be_visible()
    page.get_by_text("Read it").click()
    expect(page.locator(".wb-plan-invitation")).to_contain_text(f"{NAME} is there to look after people")
    assert NAME not in page.url and "start=09:30" in page.url
    with page.expect_download() as given:
        page.get_by_role("button", name="Save this plan").click()
    saved = json.loads(Path(given.value.path()).read_text(encoding="utf-8"))
    assert saved["names"] == {"second": NAME} and saved["start"] == "09:30" and saved["request"] is True
    page.get_by_role("button", name="Lead this plan from a screen").click()
    expect(page.get_by_text("60 minutes · 20 people")).to_be_visible()
    for _ in range(12):
        if NAME in page.locator(".wb-lead-stage").inner_text():
            break
        on(page)
    else:
        pytest.fail("no beat says the name of the second person")
    assert NAME not in page.url


def test_a_plan_that_cannot_be_led_says_why_and_keeps_the_last_one(
    context: BrowserContext, site_url: str
) -> None:
    page = planner(context, site_url)
    people = page.get_by_label("People, all together")
    people.fill("31")
    people.blur()
    expect(page.get_by_role("alert")).to_contain_text("31 people are too many")
    people.fill("7")
    people.blur()
    expect(page.locator(".wb-plan-told")).to_be_empty()
    sums = page.locator(".wb-plan-sums")
    expect(sums).to_contain_text("one group of three and 2 pairs in the room")
    expect(sums).not_to_contain_text("could be traced")
    page.get_by_label("With: a sponsor").check()
    expect(sums).to_contain_text("Fewer than eleven: what you ask for could be traced to one of you.")
    page.get_by_label("20", exact=True).check()
    page.get_by_label("60", exact=True).check()
    expect(page.get_by_label("With: a sponsor")).to_be_checked()
    page.get_by_label("How many of them join on a screen").fill("4")
    page.get_by_label("How many of them join on a screen").blur()
    expect(sums).to_contain_text("to move people elsewhere in and out of their rooms")
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="The plan")).to_contain_text(
        "60 minutes, with a request, 7 people"
    )
    expect(page.get_by_role("heading", name="What you can change")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Leave out: Your name").click()
    expect(page.get_by_text("Left out: “Your name")).to_be_visible()
    page.get_by_role("button", name="Take all changes back").click()
    expect(page.get_by_text("Left out:")).to_have_count(0)


def test_a_beat_is_moved_and_the_leader_s_window_follows(context: BrowserContext, site_url: str) -> None:
    page = planner(context, site_url)
    rows = page.locator(".wb-plan-table tbody tr td:nth-child(2)")
    shown = rows.all_inner_texts()
    later = page.locator("[data-does^='Later ']").first
    line = later.locator("xpath=ancestor::tr/td[2]").inner_text()
    place = shown.index(line)
    later.click()
    expect(rows.nth(place + 1)).to_have_text(line)
    moved = rows.all_inner_texts()
    assert sorted(moved) == sorted(shown) and "order=" in page.url
    page.reload()
    expect(rows.nth(place + 1)).to_have_text(line)
    page.get_by_role("button", name="Lead this plan from a screen").click()
    expect(page.get_by_text("60 minutes · 20 people")).to_be_visible()
    assert "order=" in page.url
    page.go_back()
    page.get_by_role("button", name="Take all changes back").click()
    expect(rows.nth(place)).to_have_text(line)


def test_a_plan_is_kept_where_her_notes_are(context: BrowserContext, site_url: str) -> None:
    page = planner(context, site_url)
    page.evaluate("localStorage.setItem('whys-and-hows.mine', 'yes')")
    page.get_by_label("It begins at").fill("9.30")
    page.get_by_label("It begins at").blur()
    other = planner(context, site_url)
    expect(other.get_by_label("It begins at")).to_have_value("09:30")


def test_without_her_word_a_plan_stays_in_its_tab(context: BrowserContext, site_url: str) -> None:
    page = planner(context, site_url)
    page.get_by_label("It begins at").fill("9.30")
    page.get_by_label("It begins at").blur()
    other = planner(context, site_url)
    expect(other.get_by_label("It begins at")).to_have_value("")


def test_both_windows_keep_in_step_and_the_room_sees_no_words_of_the_leader_s(
    context: BrowserContext, base: str
) -> None:
    page = leader(context, base)
    screen = room(page)
    on(page, 2)
    line = page.locator(".wb-lead-sees p").inner_text()
    expect(screen.locator(".wb-screen-line")).to_have_text(line)
    said = page.locator(".wb-lead-say").inner_text()
    assert said.split(".")[0] not in screen.locator("body").inner_text()
    screen.keyboard.press("PageDown")
    expect(page.locator(".wb-lead-sees p")).not_to_have_text(line)
    screen.reload()
    expect(screen.locator(".wb-screen-line")).to_have_text(page.locator(".wb-lead-sees p").inner_text())
    page.reload()
    page.keyboard.press("b")
    expect(screen.locator(".wb-screen-line")).to_be_empty()


def test_the_room_sees_the_time_of_its_own_task_only(context: BrowserContext, site_url: str) -> None:
    page = leader(context, site_url)
    screen = room(page)
    expect(screen.locator(".wb-screen-foot")).to_be_hidden()
    button = page.get_by_role("button", name="Start the room’s time")
    for _ in range(12):
        if button.count():
            break
        on(page)
    expect(screen.locator(".wb-screen-foot")).to_be_hidden()
    button.click()
    expect(screen.locator(".wb-screen-clock")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on", exact=True)).to_be_visible()


def test_begun_late_it_is_behind_and_keeps_the_promised_end(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.clock.install(time="2026-12-03T14:07:00")
    page.goto(
        f"{site_url}/{RUN}#chapter=mid-staffordshire&minutes=60&request=yes&people=20&start=14:00&beat=start"
    )
    late = page.locator(".wb-lead-late")
    expect(late).to_contain_text("behind. It ends at 15:00.")
    before = late.inner_text()
    page.locator(".wb-lead-cuts").get_by_role("button", name="Leave out “Your name").click()
    expect(late).not_to_have_text(before)
    expect(page.locator(".wb-lead-clocks")).to_contain_text("ends at 15:00")


def test_keys_read_on_before_they_move_on_and_a_click_gives_them_back(
    context: BrowserContext, site_url: str
) -> None:
    page = leader(context, site_url)
    page.set_viewport_size({"width": 1366, "height": 520})
    stage = page.locator(".wb-lead-stage")
    for _ in range(30):
        if stage.evaluate("e => e.scrollHeight > e.clientHeight + 8"):
            break
        on(page)
    else:
        pytest.fail("no words are longer than a small window")
    line = page.locator(".wb-lead-sees p").inner_text()
    page.keyboard.press(" ")
    page.wait_for_function("document.querySelector('.wb-lead-stage').scrollTop > 0")
    assert page.locator(".wb-lead-sees p").inner_text() == line


def test_a_hard_moment_is_one_key_away_and_opens_in_place(context: BrowserContext, site_url: str) -> None:
    page = leader(context, site_url)
    page.keyboard.press("1")
    expect(page.locator(".wb-moment-words")).to_contain_text("No hurry.")
    page.keyboard.press("1")
    expect(page.locator(".wb-moment-words")).to_be_empty()


def test_the_network_may_go_in_the_middle(context: BrowserContext, site_url: str) -> None:
    page = leader(context, site_url)
    screen = room(page)
    on(page, 2)
    context.set_offline(True)
    on(page)
    expect(screen.locator(".wb-screen-line")).to_have_text(page.locator(".wb-lead-sees p").inner_text())


def test_escape_hides_the_leader_s_window_and_back_brings_it_back_where_it_was(
    context: BrowserContext, base: str
) -> None:
    page = leader(context, base)
    screen = room(page)
    on(page, 3)
    line = page.locator(".wb-lead-sees p").inner_text()
    page.locator(".wb-lead-stage").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Contents")).to_be_visible()
    assert not [one for one in page.locator(".wb-cover li").all_inner_texts() if re.match(r"\d[A-Z]", one)]
    expect(page.locator(".wb-lead-stage")).to_be_hidden()
    page.keyboard.press("PageDown")
    screen.keyboard.press("Escape")
    expect(screen.locator(".wb-screen-line")).to_have_text(line)
    page.go_back()
    expect(page.locator(".wb-lead-sees p")).to_have_text(line)
    page.keyboard.press("PageDown")
    expect(page.locator(".wb-lead-sees p")).not_to_have_text(line)
    expect(screen.locator(".wb-screen-line")).to_have_text(page.locator(".wb-lead-sees p").inner_text())


def test_late_what_comes_next_stays_in_sight_and_instructions_stand_where_they_are_done(
    context: BrowserContext, site_url: str
) -> None:
    page = context.new_page()
    page.clock.install(time="2026-12-03T14:07:00")
    page.goto(
        f"{site_url}/{RUN}#chapter=mid-staffordshire&minutes=60&request=yes&people=20&start=14:00&beat=start"
    )
    expect(page.locator(".wb-lead-cuts .wb-button").nth(2)).to_be_visible()
    aside, after = page.locator(".wb-lead aside"), page.locator(".wb-lead-next h2")
    assert after.bounding_box()["y"] < aside.bounding_box()["y"] + aside.bounding_box()["height"] - 40
    page.keyboard.press("PageDown")
    does = page.locator(".wb-lead-stage > *")
    assert [does.nth(place).get_attribute("class") for place in range(3)] == [
        "wb-lead-do",
        "wb-lead-say",
        "wb-lead-do",
    ]


def test_what_comes_next_follows_when_it_is_left_out(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.clock.install(time="2026-12-03T14:15:00")
    page.goto(
        f"{site_url}/{RUN}#chapter=mid-staffordshire&minutes=60&request=yes&people=20&start=14:00&beat=start"
    )
    coming = page.locator(".wb-lead-next p").first
    for _ in range(12):
        if "Your name" in coming.inner_text():
            break
        on(page)
    else:
        pytest.fail("no beat asks for names")
    page.locator(".wb-lead-cuts").get_by_role("button", name="Leave out “Your name").click()
    expect(coming).not_to_contain_text("Your name")
