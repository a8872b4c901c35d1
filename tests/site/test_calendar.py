"""The calendar file of a plan, in a real browser: read as calendars do, holding nothing of the plan."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from pages import WHOLE, at_each_width, axe, compressed, in_both_colours, mine
from playwright.sync_api import Browser, Locator, Page, expect
from windows import window

CHAPTER, KEY = "notebooks/01-first-day.html", "first-day.greet"
NOTES, MINE = "whys-and-hows.notes", "whys-and-hows.mine"
BUTTON = "Put it in my calendar"
NO_FILES = "URL.createObjectURL = () => { throw new DOMException('no', 'SecurityError'); };"
NOT_SECURE = "delete Crypto.prototype.randomUUID;"


def plan(when: str, own: str = "", *earlier: dict) -> dict:
    value = {"when": "Zelda hands over to Quentin", "then": "tell Xavier", "date": own, "tell": "my aunt"}
    return {"kind": "plan", "prompt": "Choose.", "value": value, "when": when, "earlier": list(earlier)}


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, small_url: str) -> Iterator[Open]:
    """Open a whole chapter on a day, with a plan kept on this computer; at the end, nothing has gone wrong."""
    wrong: list[str] = []
    windows = ExitStack()

    def open_page(
        today: str,
        kept: dict | None = None,
        zone: str = "Europe/London",
        before: str = "",
        root: str = small_url,
    ) -> Page:
        size = {"width": 375, "height": 720}
        context = windows.enter_context(window(browser, fixed_clock=True, viewport=size, timezone_id=zone))
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.clock.set_fixed_time(today)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        if before:
            page.add_init_script(before)
        page.goto(f"{root}/{CHAPTER}")
        page.evaluate(WHOLE)
        if kept:
            file = {"format": "whys-and-hows-notes", "version": 1, "entries": {KEY: kept}}
            page.evaluate(
                "([mine, notes, text]) => { localStorage[mine] = 'yes'; localStorage[notes] = text; }",
                [MINE, NOTES, json.dumps(file)],
            )
        page.reload()
        return page

    with windows:
        yield open_page
    assert wrong == []


def card(page: Page) -> Locator:
    return page.locator(f"[id='{KEY}']")


def taken(page: Page) -> bytes:
    """What the browser is given."""
    with page.expect_download() as download:
        card(page).get_by_role("button", name=BUTTON).click()
    assert download.value.suggested_filename == "look-back.ics"
    return Path(download.value.path()).read_bytes()


def days(file: bytes) -> list[date]:
    return [event.decoded("dtstart") for event in Calendar.from_ical(file).walk("VEVENT")]


@pytest.mark.parametrize(
    ("written", "zone", "wanted"),
    [
        ("2026-11-09T12:00:00Z", "Europe/London", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("2026-12-31T12:00:00Z", "Europe/London", ["2027-01-02", "2027-01-14", "2027-02-28"]),
        ("2027-12-31T12:00:00Z", "Europe/London", ["2028-01-02", "2028-01-14", "2028-02-29"]),
        ("2028-02-27T12:00:00Z", "Europe/London", ["2028-02-29", "2028-03-12", "2028-04-27"]),
        ("2026-03-27T23:30:00Z", "Europe/London", ["2026-03-29", "2026-04-10", "2026-05-27"]),
        ("2026-10-23T23:30:00Z", "Europe/London", ["2026-10-26", "2026-11-07", "2026-12-24"]),
        ("2026-07-31T20:00:00Z", "Asia/Tokyo", ["2026-08-03", "2026-08-15", "2026-10-01"]),
        ("2026-07-31T03:00:00Z", "America/Los_Angeles", ["2026-08-01", "2026-08-13", "2026-09-30"]),
    ],
)
def test_three_days_whatever_the_month_the_year_and_the_clocks(
    visit: Open, written: str, zone: str, wanted: list[str]
) -> None:
    page = visit(written, plan(written), zone)
    assert [day.isoformat() for day in days(taken(page))] == wanted
    shown = card(page).locator(".wb-days li").all_inner_texts()
    assert [datetime.strptime(one, "%d %B %Y").date().isoformat() for one in shown] == wanted


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("2026-12-01", ["2026-11-11", "2026-11-23", "2026-12-01", "2027-01-09"]),
        ("2026-11-23", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("2026-11-09", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("2020-01-01", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("2026-11-31", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("next week", ["2026-11-11", "2026-11-23", "2027-01-09"]),
        ("0020-11-30", ["2026-11-11", "2026-11-23", "2027-01-09"]),
    ],
)
def test_a_day_of_her_own_is_one_more_unless_it_is_one_of_them(
    visit: Open, own: str, wanted: list[str]
) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z", own))
    assert [day.isoformat() for day in days(taken(page))] == wanted


def test_the_days_count_from_the_words_and_those_gone_by_are_left_out(visit: Open) -> None:
    was = plan("2026-11-09T12:00:00Z")
    page = visit(
        "2026-11-12T12:00:00Z",
        plan("2026-11-12T09:00:00Z", "2026-12-01", {"value": was["value"], "when": was["when"]}),
    )
    assert [day.isoformat() for day in days(taken(page))] == ["2026-11-23", "2026-12-01", "2027-01-09"]
    page = visit("2027-06-01T12:00:00Z", was)
    card(page).get_by_role("button", name=BUTTON).click()
    expect(card(page).get_by_text("The days to look back on this plan have passed.")).to_be_visible()
    expect(card(page).locator(".wb-days")).to_be_empty()


def test_the_file_is_sound_says_nothing_and_does_not_double(visit: Open) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"))
    words = card(page).inner_text() + page.locator("h1").inner_text() + json.dumps(plan("x")["value"])
    file = taken(page)
    text = file.decode()
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    calendar = Calendar.from_ical(file)
    events = calendar.walk("VEVENT")
    assert len(events) == 3 and not calendar.errors and not any(event.errors for event in events)
    for event in events:
        assert event["summary"] == "Five minutes: a look back"
        assert "choose “Look back”" in event["description"]
        assert event["transp"] == "TRANSPARENT" and event["class"] == "PRIVATE"
        assert event.decoded("dtstamp").tzinfo and not event.walk("VALARM")
        assert event["url"].endswith("/book/look-back.html")
        assert not {"attendee", "organizer", "location", "categories"} & {name.lower() for name in event}
    fixed = "look back Look open your the it in that them then on with of my notes workbook a".split()
    own = {word for word in re.findall(r"[A-Za-z’]{2,}", words)} - set(fixed)
    said = " ".join(str(event[name]) for event in events for name in ("summary", "description", "uid"))
    found = {word for word in own if re.search(rf"\b{word}\b", said)}
    assert found <= {"If", "Five", "minutes", "you", "keep", "file", "first", "there", "back", "and"}, found
    for secret in (
        "Zelda",
        "Quentin",
        "Xavier",
        "aunt",
        "first day",
        "first-day",
        "greet",
        "notebooks",
    ):
        assert secret.lower() not in text.lower()

    page.clock.set_fixed_time("2026-11-10T12:00:00Z")
    again = Calendar.from_ical(taken(page)).walk("VEVENT")
    assert [one["uid"] for one in again] == [one["uid"] for one in events]
    assert len({str(one["uid"]) for one in events}) == 3


def test_without_words_there_is_nothing_to_put_in(visit: Open) -> None:
    page = visit("2026-11-09T12:00:00Z")
    button = card(page).get_by_role("button", name=BUTTON)
    expect(button).to_be_hidden()
    card(page).get_by_label("Someone to tell").fill("a colleague I trust")
    expect(button).to_be_hidden()
    card(page).get_by_label("then I will …").fill("go there")
    expect(button).to_be_visible()
    expect(card(page).get_by_text("The plan itself goes when you close this tab.")).to_be_visible()
    assert len(days(taken(page))) == 3
    mine(page)
    expect(card(page).get_by_text("The plan itself goes when you close this tab.")).to_be_hidden()
    card(page).get_by_label("then I will …").fill("")
    expect(button).to_be_hidden()


def test_where_files_are_refused_the_days_are_there_to_copy(visit: Open) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"), before=NO_FILES)
    card(page).get_by_role("button", name=BUTTON).click()
    expect(card(page).get_by_text("This browser does not let the page make a file.")).to_be_visible()
    expect(card(page).locator(".wb-days li")).to_have_text(
        ["11 November 2026", "23 November 2026", "9 January 2027"]
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card(page).get_by_role("button", name="Copy these days").click()
    expect(card(page).get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Five minutes: a look back\n\n- 11 November 2026\n") and "Zelda" not in copied


def test_without_its_script_it_says_what_to_do_and_tries_again(visit: Open) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"))
    page.route("**/_static/calendar.js", lambda route: route.abort())
    card(page).get_by_role("button", name=BUTTON).click()
    expect(card(page).get_by_text("2 days, 2 weeks and 2 months after you wrote the plan.")).to_be_visible()
    page.unroute("**/_static/calendar.js")
    assert len(days(taken(page))) == 3


def test_where_the_page_is_not_served_securely(visit: Open) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"), before=NOT_SECURE)
    assert page.evaluate("typeof crypto.randomUUID") == "undefined"
    assert len(days(taken(page))) == 3


def test_from_a_folder_it_works_and_names_no_place(visit: Open, small_site: Path) -> None:
    page = visit("2026-11-09T12:00:00Z", root=small_site.as_uri())
    card(page).get_by_label("When …").fill("my bell")
    expect(
        card(page).get_by_text("To have it then, save your notes as a file, or use “Copy as text”.")
    ).to_be_visible()
    file = taken(page)
    assert len(days(file)) == 3 and b"file:" not in file and b"URL" not in file


@in_both_colours
@at_each_width
def test_by_keyboard_and_axe_finds_nothing(visit: Open, colours: str, width: int) -> None:
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    card(page).get_by_role("button", name=BUTTON).focus()
    with page.expect_download():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("button", name="Copy these days")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page, f"[id='{KEY}']") == []


def test_the_calendar_is_loaded_only_on_the_click(visit: Open, small_site: Path) -> None:
    asked: list[str] = []
    page = visit("2026-11-09T12:00:00Z", plan("2026-11-09T12:00:00Z"))
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [one for one in asked if "calendar" in one]
    assert compressed("calendar.js", (small_site / "_static" / "calendar.js").read_bytes()) < 15_500
