"""The room picture, in a real browser: the rule in every room, its page, and the ways round it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from notes_page import Open
from pages import ROOT
from playwright.sync_api import Browser, Page, expect

PAGE = "book/facilitate/room-picture.html"
RULE = (ROOT / "workbook/js/room.js").read_text("utf-8")
EXAMPLES = json.loads((ROOT / "tests/examples/room_picture.json").read_text("utf-8"))
BREAKS = "People here can take the breaks that the rota gives them."
QUIET = "There is somewhere quiet near here to sit down for five minutes."
EVERY_ROOM = """() => {
  const told = [];
  for (let answers = 0; answers <= 210; answers++)
    for (let yes = 0; yes <= answers; yes++)
      told.push([yes, answers - yes, JSON.stringify(picture({ yes, no: answers - yes }))]);
  return told;
}"""


Rooms = dict[tuple[int, int], dict[str, str]]


@pytest.fixture(scope="module")
def rule(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the rule, as its source says it."""
    page = browser.new_page()
    page.add_script_tag(type="module", content=f"{RULE}\nObject.assign(window, {{ picture, counted }});")
    page.wait_for_function("window.picture")
    yield page
    page.close()


@pytest.fixture(scope="module")
def every_room(rule: Page) -> Rooms:
    """What the rule says of every count of yes and no, in every room from nobody to 210."""
    return {(yes, no): json.loads(told) for yes, no, told in rule.evaluate(EVERY_ROOM)}


def test_the_examples(rule: Page) -> None:
    for example in EXAMPLES:
        counts = {"yes": example["yes"], "no": example["no"]}
        told = rule.evaluate(
            "([counts, shown]) => picture(counts, shown)", [counts, example.get("shown", False)]
        )
        assert told == example["told"], example["case"]


def test_there_are_three_pictures_in_all_and_no_number_is_in_what_is_told(every_room: Rooms) -> None:
    told = {json.dumps(one) for one in every_room.values()}
    assert told == {
        '{"picture": "most-yes"}',
        '{"picture": "most-no"}',
        '{"picture": "divided"}',
        '{"refusal": "few"}',
        '{"refusal": "many"}',
    }


def test_no_picture_below_eleven_and_one_for_every_room_after(every_room: Rooms) -> None:
    for (yes, no), told in every_room.items():
        assert ("picture" in told) == (11 <= yes + no <= 200), (yes, no)


def test_a_small_side_looks_as_if_it_were_not_there(every_room: Rooms) -> None:
    for (yes, no), told in every_room.items():
        if min(yes, no) < 5 or 3 * min(yes, no) < yes + no:
            alike = every_room[(yes + no, 0) if yes > no else (0, yes + no)]
            assert told == alike, (yes, no)


def test_turned_round_the_picture_turns_round(every_room: Rooms) -> None:
    turned = {"most-yes": "most-no", "most-no": "most-yes"}
    for (yes, no), told in every_room.items():
        back = every_room[(no, yes)].get("picture", "")
        assert turned.get(back, back) == told.get("picture", "")


def test_nobody_can_work_out_the_counts_even_who_knows_how_many_answered(every_room: Rooms) -> None:
    could_be: dict[tuple[int, str], set[int]] = defaultdict(set)
    for (yes, no), told in every_room.items():
        if "picture" in told:
            could_be[yes + no, told["picture"]].add(yes)
    for (answers, shown), counts in could_be.items():
        assert len(counts) >= (2 if shown == "divided" else 5), (answers, shown)
        if shown == "divided":  # then at least five are on each side, whoever they are
            assert min(counts) >= 5 and answers - max(counts) >= 5


def test_the_table_for_paper_is_the_same_rule(every_room: Rooms) -> None:
    page = (ROOT / "book/facilitate/room-picture.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) to (\d+) \| (\d+) or fewer \| (\d+) or more \|$", page, re.MULTILINE)
    said = {
        n: (int(most), int(split)) for low, high, most, split in rows for n in range(int(low), int(high) + 1)
    }
    assert sorted(said) == list(range(11, 31))
    for answers, (most, split) in said.items():
        assert split == most + 1
        for smaller in range(answers // 2 + 1):
            by_hand = "most-no" if smaller <= most else "divided"
            assert every_room[(smaller, answers - smaller)] == {"picture": by_hand}, (smaller, answers)


@pytest.mark.parametrize(
    "typed", ["", " ", "-1", "1e3", "11abc", "3.5", "1,000", "+12", "٣", "１２", "0x1f", "12 3", "12345"]
)
def test_what_is_no_count_is_not_read_as_one(rule: Page, typed: str) -> None:
    assert rule.evaluate("typed => counted(typed, '12')", typed) is None
    assert rule.evaluate("typed => counted('12', typed)", typed) is None


def test_digits_are_a_count(rule: Page) -> None:
    assert rule.evaluate("counted(' 12 ', '007')") == {"yes": 12, "no": 7}


def _choose(page: Page, question: str = BREAKS) -> None:
    page.get_by_label(question).check()
    page.get_by_role("button", name="The slips are counted").click()


def _count(page: Page, yes: str, no: str) -> None:
    for line in page.get_by_role("checkbox").all():
        line.check()
    page.get_by_label("Slips that say yes").fill(yes)
    page.get_by_label("Slips that say no").fill(no)
    page.get_by_role("button", name="Show the picture").click()


def _kept(page: Page) -> list[object]:
    """Everything that a browser could keep or send on, and the address."""
    return page.evaluate(
        """async () => [Object.keys(localStorage).sort(), sessionStorage.length, document.cookie,
          location.search, location.hash, history.state, (await indexedDB.databases()).length]"""
    )


def test_rooms_that_must_look_alike_give_the_same_page_to_the_last_letter(visit: Open) -> None:
    looks = set()
    page = visit(PAGE)
    for yes, no in [("20", "0"), ("17", "3"), ("7", "4"), ("199", "1")]:
        page.reload()
        _choose(page)
        _count(page, yes, no)
        expect(page.get_by_role("dialog", name="Most of the room says yes.")).to_be_visible()
        looks.add(page.evaluate("document.documentElement.outerHTML.replace(/data-lm[^ ]*/g, '')"))
    assert len(looks) == 1
    assert not re.search(r"\d", page.get_by_role("dialog").inner_text())


def test_a_picture_is_shown_once_and_nothing_is_left_of_it(visit: Open) -> None:
    page = visit(PAGE)
    before = _kept(page)
    _choose(page)
    _count(page, "14", "6")
    picture = page.get_by_role("dialog")
    expect(picture).to_contain_text("What do you notice?")
    expect(page.locator("[inputmode]")).to_have_count(0)
    picture.get_by_role("button", name="Close and wipe").click()

    expect(picture).to_be_hidden()
    assert page.locator(".wb-room-screen").inner_text() == ""
    expect(page.get_by_role("heading", name="1. Choose one question")).to_be_focused()
    expect(page.get_by_label(BREAKS)).to_be_disabled()
    page.get_by_role("button", name="The slips are counted").click()
    expect(page.locator(".wb-room-told")).to_have_text("Choose a question first.")

    _choose(page, QUIET)
    expect(page.get_by_label("Slips that say yes")).to_have_value("")
    _count(page, "6", "5")
    expect(page.get_by_role("dialog", name="The room is divided.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.locator(".wb-room-screen").inner_text() == ""
    assert _kept(page) == before


def test_going_away_and_back_shows_nothing(visit: Open) -> None:
    page = visit(PAGE)
    _choose(page)
    _count(page, "14", "6")
    page.evaluate("location.href = 'methods.html'")
    page.wait_for_url("**/methods.html")
    page.go_back()
    expect(page.get_by_role("heading", name="1. Choose one question")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    _choose(page, QUIET)
    page.get_by_label("Slips that say yes").fill("14")
    page.reload()
    expect(page.get_by_role("heading", name="1. Choose one question")).to_be_visible()
    expect(page.locator("[inputmode]")).to_have_count(0)


def test_a_page_that_is_put_aside_whole_has_wiped_itself_and_still_knows_what_it_showed(visit: Open) -> None:
    page = visit(PAGE)
    _choose(page)
    _count(page, "14", "6")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label(BREAKS)).to_be_disabled()


def test_a_radio_that_somebody_frees_by_hand_does_not_show_it_again(visit: Open) -> None:
    page = visit(PAGE)
    _choose(page)
    _count(page, "14", "6")
    page.keyboard.press("Escape")
    page.get_by_label(BREAKS).evaluate("radio => { radio.disabled = false; }")
    _choose(page)
    _count(page, "14", "7")
    expect(page.locator(".wb-room-told")).to_contain_text("This question has been shown.")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        ("6", "4", "fewer than 11 answers"),
        ("10", "0", "fewer than 11 answers"),
        ("1e3", "4", "Type a whole number"),
        ("12", "", "Type a whole number"),
        ("-4", "20", "Type a whole number"),
        ("150", "51", "more than 200"),
    ],
)
def test_a_refusal_says_what_to_do_and_nothing_of_the_counts(
    visit: Open, yes: str, no: str, told: str
) -> None:
    page = visit(PAGE)
    _choose(page)
    _count(page, yes, no)
    expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Slips that say yes")).to_be_focused()
    expect(page.get_by_label("Slips that say yes")).to_have_value("" if "fewer" in told else yes)


def test_nothing_is_shown_before_both_lines_are_ticked(visit: Open) -> None:
    page = visit(PAGE)
    _choose(page)
    page.get_by_label("Slips that say yes").fill("12")
    page.get_by_label("Slips that say no").fill("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Tick both lines")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_by_keyboard_from_the_question_to_the_end(visit: Open) -> None:
    page = visit(PAGE)
    page.get_by_label(BREAKS).focus()
    for key in ("Space", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="2. Type the two numbers")).to_be_focused()
    for key in ("Tab", "Space", "Tab", "Space", "Tab", "1", "2", "Tab", "3", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Most of the room says yes.")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close and wipe")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_and_it_fits_a_narrow_screen(visit: Open, scheme: str) -> None:
    page = visit(PAGE)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})

    def look() -> None:
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    look()
    _choose(page)
    look()
    _count(page, "12", "3")
    look()


def test_slips_are_printed_alone_on_one_sheet_and_the_picture_never(visit: Open) -> None:
    page = visit(PAGE)
    page.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    page.get_by_label(BREAKS).check()
    page.get_by_role("button", name="Print the slips").click()
    assert "wb-room-printing" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    slips = page.locator(".wb-room-slip")
    assert slips.count() == 21
    assert len(set(slips.all_inner_texts())) == 1 and BREAKS in slips.first.inner_text()
    expect(page.locator("h1")).to_be_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(slips).to_have_count(0)

    page.emulate_media(media="screen")
    page.get_by_role("button", name="The slips are counted").click()
    _count(page, "12", "3")
    page.emulate_media(media="print")
    expect(page.locator(".wb-room-screen")).to_be_hidden()


def test_without_a_script_the_paper_twin_is_there(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    expect(page.get_by_text(BREAKS)).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("11 to 15")
    page.emulate_media(media="print")
    assert page.locator(".wb-room-slips > li:visible").count() == 21
    context.close()


def test_from_a_folder_it_works_too(visit: Open, site: Path) -> None:
    page = visit(PAGE, root=site.as_uri())
    _choose(page)
    _count(page, "3", "17")
    expect(page.get_by_role("dialog", name="Most of the room says no.")).to_be_visible()
