"""Your organisation on one page, in a real browser: choosing, reading, own figures, keeping, paper."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

import pikepdf
import pytest
from notes_page import Open
from pages import at_each_width, axe, first_visit, in_both_colours, mine, opened, stored, until
from playwright.sync_api import Browser, Page, expect

from workbook.site import trusts

PAGE = "book/your-organisation.html"
KEY = "your-organisation.own-figures"
ACUTE = "South Tyneside and Sunderland NHS Foundation Trust"
AMBULANCE = "Yorkshire Ambulance Service NHS Trust"
LIMIT = 150_000


def names() -> list[str]:
    with trusts.TABLE.open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def choose(page: Page, part: str) -> None:
    page.get_by_label("A trust in England").check()
    page.get_by_label("A part of its name").fill(part)
    page.get_by_label("A part of its name").press("Enter")


def own(page: Page) -> None:
    page.get_by_label("I have figures of our own").check()
    page.get_by_label("How many were asked?").fill("30")
    page.get_by_label("How many answered?").fill("24")
    page.get_by_label("What did it ask about?").first.fill("Feeling heard at handover")
    page.get_by_label("This time").first.fill("7.2")
    page.get_by_label("Last time").first.fill("6,5")


def sheets_of_paper(page: Page) -> int:
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as made:
        assert [round(float(x)) for x in made.pages[0].mediabox] in ([0, 0, 595, 842], [0, 0, 596, 842])
        return len(made.pages)


def test_a_trust_in_the_spread_of_its_kind_and_no_neighbour_named(visit: Open) -> None:
    page = visit(PAGE)
    choose(page, "tyneside sunder")
    sheet = page.locator(".wb-organisation-sheet")
    expect(sheet.locator("caption")).to_be_focused()
    expect(sheet.locator("caption")).to_have_text(f"{ACUTE}: Staff Survey scores, 2024")
    lines = sheet.locator("tbody tr")
    assert lines.count() == len(trusts.MEASURES) == sheet.locator("tbody svg").count()
    expect(lines.nth(0)).to_contain_text("7.33")
    expect(lines.nth(0)).to_contain_text("Within the middle half")
    expect(lines.nth(5)).to_contain_text("A higher score means less burnout")
    expect(lines.nth(5)).to_contain_text("Higher than the middle half")
    expect(sheet).to_contain_text("the middle half of 122 acute trusts")
    text = page.locator("main").inner_text()
    html = page.locator("main").inner_html()
    assert ACUTE in text
    assert [name for name in names() if name in html and name not in ACUTE] == []
    assert not re.search(r"\b(rank|best|worst|top|bottom|percentile|place \d|\d+th)\b", text, re.I)
    marks = sheet.locator(".wb-strip-here").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).fill))]"
    )
    assert len(marks) == 1, "one colour, whether higher or lower"
    assert ACUTE.split()[0] not in page.url and "#" not in page.url
    assert sheets_of_paper(page) == 1


def test_the_line_in_words_and_the_mark_in_the_picture_agree(visit: Open) -> None:
    page = visit(PAGE)
    for part in ("tyneside sunder", "mersey care", "manchester university"):
        page.get_by_label("A trust in England").check()
        if page.get_by_role("button", name="Choose another trust").count():
            page.get_by_role("button", name="Choose another trust").click()
        choose(page, part)
        seen = page.locator(".wb-organisation-sheet tbody tr").evaluate_all(
            """rows => rows.map(row => {
              const box = what => row.querySelector(what).getBoundingClientRect();
              const [half, here] = [box('.wb-strip-half'), box('.wb-strip-here')];
              const at = here.x + here.width / 2;
              return [row.querySelector('.wb-sheet-place span').textContent.split(' ')[0],
                at < half.x - 0.8 ? 'Lower' : at > half.right + 0.8 ? 'Higher' : 'Within',
                Math.min(Math.abs(at - half.x), Math.abs(at - half.right))];
            })"""
        )
        assert [(said, drawn) for said, drawn, near in seen if said != drawn and near > 1.5] == []


def test_a_kind_of_few_trusts_shows_less(visit: Open) -> None:
    page = visit(PAGE)
    choose(page, "yorkshire ambulance")
    sheet = page.locator(".wb-organisation-sheet")
    expect(sheet).to_contain_text("There are only 11 ambulance trusts")
    expect(sheet.locator(".wb-strip-half, .wb-strip-four")).to_have_count(0)
    assert "middle half" not in sheet.inner_text().lower()
    assert sheets_of_paper(page) == 1


def test_finding_says_how_many_fit_and_what_to_do_when_none_does(visit: Open) -> None:
    page = visit(PAGE)
    page.get_by_label("A trust in England").check()
    expect(page.get_by_label("The trust", exact=True).locator("option")).to_have_count(211)
    find, told = (
        page.get_by_label("A part of its name"),
        page.locator(".wb-organisation-choose [role=status]"),
    )
    find.fill("ambulance")
    expect(told).to_have_text("11 trusts fit. Choose one from the list.")
    find.fill("st georges")
    expect(told).to_contain_text("fit")
    find.fill("hogwarts")
    expect(told).to_contain_text("Try a shorter part of it.")
    page.get_by_role("button", name="Show its page").click()
    expect(told).to_have_text("Choose a trust from the list first.")
    expect(page.locator(".wb-organisation-sheet")).to_have_count(0)


def test_the_choice_stays_in_this_tab_and_nowhere_else(visit: Open) -> None:
    page = visit(PAGE)
    choose(page, "tyneside sunder")
    assert ACUTE.split(" ")[0] not in page.evaluate("JSON.stringify({ ...localStorage })")
    page.reload()
    expect(page.get_by_label("A trust in England")).to_be_checked()
    expect(page.locator(".wb-organisation-sheet")).to_contain_text(ACUTE)


def test_a_trust_in_the_middle_is_told_where_to_begin(visit: Open) -> None:
    page = visit(PAGE)
    choose(page, "leeds teaching")
    sheet = page.locator(".wb-organisation-sheet")
    expect(sheet.get_by_role("heading", name="Where to begin")).to_be_visible()
    expect(sheet.locator(".wb-sheet-begin li")).to_have_count(2)
    expect(sheet).to_contain_text("They are places to begin, not verdicts.")


def test_a_place_without_figures_gets_a_page_to_talk_over(visit: Open) -> None:
    page = visit(PAGE)
    page.get_by_label("we have no figures").check()
    sheet = page.locator(".wb-organisation-sheet")
    expect(sheet.locator("tbody tr")).to_have_count(7)
    expect(sheet).to_contain_text("Do not count hands")
    expect(sheet.get_by_role("link", name="Where the figures come from")).to_have_attribute(
        "href", re.compile("nss-2024-manager-acts-and-reporting.html")
    )
    assert sheets_of_paper(page) == 1
    page.get_by_label("I have figures of our own").check()
    expect(page.get_by_label("How many were asked?")).to_be_visible()


def test_own_figures_are_kept_and_cleared_and_stand_in_my_notes(visit: Open) -> None:
    page = visit(PAGE)
    own(page)
    mine(page)
    until(lambda: KEY in stored(page))
    assert stored(page)[KEY]["kind"] == "own-figures"
    page.reload()
    expect(page.get_by_label("I have figures of our own")).to_be_checked()
    expect(page.get_by_label("Last time").first).to_have_value("6,5")
    sheet = page.locator(".wb-organisation-sheet")
    expect(sheet).to_contain_text("24 of 30 people answered. 6 did not.")
    expect(sheet.locator("tbody tr")).to_contain_text("Higher than last time.")
    assert sheets_of_paper(page) == 1
    notes = visit("book/my-notes.html")
    one = notes.locator(f'[data-note="{KEY}"]')
    expect(one).to_contain_text("Feeling heard at handover: this time 7.2, last time 6,5")
    expect(one.get_by_role("link", name="Open in the book")).to_have_attribute(
        "href", re.compile("your-organisation.html")
    )
    expect(one.get_by_role("button", name="Edit: ")).to_have_count(0)
    notes.locator(".wb-notes").get_by_role("button", name="Clear everything").click()
    notes.get_by_role("button", name="Yes, clear everything").click()
    notes.goto(notes.url.replace("my-notes", "your-organisation"))
    expect(notes.get_by_label("I have figures of our own")).not_to_be_checked()
    assert stored(notes) == {}


@pytest.mark.parametrize(
    ("box", "typed", "says"),
    [
        ("This time", "lots", "“lots” is not a number. Write it in digits, such as 7.2."),
        ("This time", "71%", "“71%” lies outside the scale, which runs from 0 to 10."),
        ("How many answered?", "31", "More people answered than were asked."),
        ("How many answered?", "2.5", "is not a count of people"),
        ("The scale ends at", "0", "Its end has to be higher than its beginning"),
    ],
)
def test_a_number_that_is_none_says_so_and_stays(visit: Open, box: str, typed: str, says: str) -> None:
    page = visit(PAGE)
    own(page)
    found = page.get_by_label(box).first
    found.fill(typed)
    found.blur()
    expect(found).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".wb-wrong", has_text=says)).to_be_visible()
    expect(found).to_have_value(typed)
    expect(page.locator(".wb-organisation-sheet")).to_contain_text(
        "A number that cannot be read is not drawn."
    )
    found.fill("10")
    found.blur()
    expect(found).not_to_have_attribute("aria-invalid", "true")


def test_few_answers_are_not_to_be_shown_about(visit: Open) -> None:
    page = visit(PAGE)
    own(page)
    page.get_by_label("How many answered?").fill("10")
    expect(page.locator(".wb-organisation-sheet")).to_contain_text("somebody could be recognised")
    page.get_by_label("How many answered?").fill("11")
    expect(page.locator(".wb-organisation-sheet")).not_to_contain_text("somebody could be recognised")


def test_without_javascript_there_is_a_form_for_paper_and_the_table(
    browser: Browser, site: Path, site_url: str
) -> None:
    with opened(browser, f"{site_url}/{PAGE}", java_script_enabled=False) as (page, _):
        expect(page.get_by_text("which is off in this browser")).to_be_visible()
        expect(page.locator(".wb-paper-form")).to_be_visible()
        link = page.get_by_role("link", name="Download the table")
        where = (site / "book" / (link.get_attribute("href") or "")).resolve()
        assert where.read_bytes() == codecs.BOM_UTF8 + trusts.TABLE.read_bytes(), "as spreadsheets want it"
        assert sheets_of_paper(page) == 1


def test_from_a_folder_and_light(browser: Browser, site: Path, site_url: str) -> None:
    with opened(browser, (site / PAGE).as_uri()) as (page, seen):
        choose(page, "tyneside sunder")
        expect(page.locator(".wb-organisation-sheet")).to_be_visible()
        assert seen.complaints == []
    with first_visit(browser, f"{site_url}/{PAGE}") as (page, seen):
        assert sheets_of_paper(page) == 1
        assert 20_000 < seen.bytes_compressed() < LIMIT
        own_data = next(r for r in seen.responses if r.url.endswith(trusts.NAME))
        assert seen.outside(f"{site_url}/{PAGE}") == [] and len(own_data.body()) < 30_000


@in_both_colours
@at_each_width
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, site_url: str, colours: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": colours, "bypass_csp": True}
    with opened(browser, f"{site_url}/{PAGE}", **options) as (page, _):
        page.get_by_label("A trust in England").check()
        for shown in ("chooser", "trust", "own"):
            if shown == "trust":
                choose(page, "tyneside sunder")
            if shown == "own":
                own(page)
                page.get_by_label("Last time").first.fill("x")
                page.get_by_label("Last time").first.blur()
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), shown
        smallest = page.locator("main :is(button, select, input:not([type=radio]), label.wb-option):visible")
        heights = smallest.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(heights) >= 24
