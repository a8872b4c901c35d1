"""Choosing what a chart shows, in the built book: by keyboard, on a phone, dark, printed, no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import axe, compressed, first_visit, in_both_colours, opened
from playwright.sync_api import Browser, Locator, Page, expect

EXPLORED = "notebooks/evidence-to-explore.html"
LIMIT = 150_000
PARTS = {
    "title": "figcaption",
    "sentence": ".wb-figure-sentence",
    "table": "caption",
    "limits": ".wb-figure-limits li >> nth=0",
}


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    with opened(browser, f"{site_url}/{EXPLORED}", viewport={"width": 375, "height": 720}) as (made, seen):
        yield made
        assert seen.complaints == [] and seen.outside(f"{site_url}/{EXPLORED}") == []


def card(page: Page, place: int = 0) -> Locator:
    return page.locator("[data-activity=explore]").nth(place)


def shown(page: Page, place: int = 0) -> dict[str, str]:
    found = {name: card(page, place).locator(where).first.text_content() for name, where in PARTS.items()}
    assert all(found.values())
    return {name: str(text) for name, text in found.items()}


def test_by_keyboard_chart_sentence_table_and_limits_change_together(page: Page) -> None:
    before, picture = shown(page), card(page).locator("figure svg").inner_html()
    status = card(page).locator(".wb-unseen[role=status]")
    expect(status).to_be_empty()
    card(page).get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(card(page).get_by_role("radio", name="Staff engagement")).to_be_focused()
    after = shown(page)
    assert all(before[name] != after[name] for name in PARTS), after
    assert card(page).locator("figure svg").inner_html() != picture
    expect(status).to_have_text(f"Now shown: Staff engagement. {after['sentence']}")
    assert card(page).locator("figure svg title").text_content() == after["sentence"]
    page.keyboard.press("ArrowUp")
    assert shown(page) == before
    expect(card(page).locator("figure")).to_have_count(1)


def test_every_choice_draws_its_own_and_nothing_is_lost_or_drawn_twice(page: Page) -> None:
    for activity in page.locator("[data-activity=explore]").all():
        titles = set()
        for radio in activity.get_by_role("radio").all():
            radio.check()
            expect(activity.locator("figure")).to_have_count(1)
            titles.add(activity.locator("figcaption").inner_text())
        assert len(titles) == activity.get_by_role("radio").count() >= 2
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_to_look_keeps_nothing_and_asks_nothing_and_a_sentence_keeps_the_choice(page: Page) -> None:
    boards = card(page, 2)
    boards.get_by_role("radio", name="2017 and 2021").check()
    expect(page.locator(".wb-panel:visible")).to_have_count(0)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    boards.get_by_role("textbox").first.fill("It depends on the years.")
    boards.get_by_role("button", name="Copy as text").click()
    text = boards.locator(".wb-copy-box textarea").input_value()
    assert "Which years: 2017 and 2021" in text and "9.8 points apart" in text
    assert text.endswith("It depends on the years.\n")


def test_on_the_smallest_phone_nothing_scrolls_sideways_and_letters_can_be_read(
    browser: Browser, site_url: str
) -> None:
    with first_visit(browser, f"{site_url}/{EXPLORED}", viewport={"width": 320, "height": 640}) as (
        page,
        seen,
    ):
        assert seen.bytes_compressed() < LIMIT
        for radio in page.locator("[data-activity=explore] input[type=radio]").all():
            radio.check()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, f"{radio.get_attribute('value')}: {wide} px"
        smallest = page.evaluate(
            """Math.min(...[...document.querySelectorAll(".wb-explore svg text")].map((one) =>
              parseFloat(one.getAttribute("font-size")) * one.getScreenCTM().a))"""
        )
        assert smallest >= 11
        marks = page.locator("[data-activity=explore] .wb-mark").evaluate_all(
            "all => all.map((mark) => mark.getBoundingClientRect().width)"
        )
        assert marks and set(marks) == {24}, "a mark is a mark, and no chart"
        targets = page.locator(".wb-pick").evaluate_all(
            "all => all.map((o) => o.getBoundingClientRect().height)"
        )
        assert min(targets) >= 44


@in_both_colours
def test_axe_finds_nothing(browser: Browser, site_url: str, colours: str) -> None:
    with opened(browser, f"{site_url}/{EXPLORED}", color_scheme=colours) as (page, _):
        page.get_by_role("radio", name="Spring 2020").check()
        assert axe(page) == []
        assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const light = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const wrong = [];
  for (const text of document.querySelectorAll(".wb-explore svg text")) {
    const ground = light(getComputedStyle(text.closest(".wb-activity")).backgroundColor);
    const ink = light(getComputedStyle(text).fill);
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) wrong.push(`${text.textContent} ${ratio.toFixed(2)}`);
  }
  return wrong;
}"""
"""Axe does not look into pictures: the words in a chart, against the card they stand on."""


def test_without_a_script_the_first_chart_is_in_sight_and_the_others_can_be_opened(
    browser: Browser, site_url: str
) -> None:
    with opened(browser, f"{site_url}/{EXPLORED}", java_script_enabled=False) as (page, _):
        first = card(page)
        expect(first.locator("figure:visible")).to_have_count(1)
        expect(first.locator("[data-choice]")).to_have_count(6)
        first.locator("details.wb-choice > summary").first.click()
        expect(first.locator("figure:visible")).to_have_count(2)
        expect(first.get_by_text("not by score").first).to_be_visible()


def test_opened_from_a_folder_it_works_the_same(browser: Browser, site: Path) -> None:
    with opened(browser, (site / EXPLORED).as_uri()) as (page, seen):
        card(page, 1).get_by_role("radio", name="Ambulance").check()
        expect(card(page, 1).locator(".wb-figure-sentence")).to_contain_text("almost any value")
        assert seen.complaints == []


def test_on_paper_the_chosen_chart_its_name_and_its_table_in_grey(page: Page) -> None:
    covid = card(page, 4)
    covid.get_by_role("radio", name="Spring 2020").check()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(covid.get_by_text("Which time, and which numbers: Spring 2020")).to_be_visible()
    expect(covid.locator("fieldset")).to_be_hidden()
    expect(covid.locator("table")).to_be_visible()
    # Each mark says whom it stands for, beside it; men and women differ in shape, so no colour is needed.
    words = covid.locator("svg text").all_text_contents()
    assert "Black men: 3.13 (2.93 to 3.34)" in words and "Black women: 2.40 (2.20 to 2.61)" in words
    shapes = covid.locator("svg path[transform]").evaluate_all(
        "all => [...new Set(all.map((one) => /A/.test(one.getAttribute('d')) ? 'round' : 'square'))]"
    )
    assert sorted(shapes) == ["round", "square"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


def test_the_page_of_explored_charts_is_light(site: Path) -> None:
    html = (site / EXPLORED).read_bytes()
    assert compressed(EXPLORED, html) < 45_000
    assert html.count(b"<svg") >= 22
