"""The page "A look at my own habits": six sets, none of them counted; done again, and found in My notes."""

from __future__ import annotations

import re

from pages import mine
from playwright.sync_api import expect
from windows import NewWindow

PAGE = "notebooks/my-habits.html"


def test_six_short_looks_each_with_its_copy_for_a_colleague(new_window: NewWindow, site_url: str) -> None:
    context = new_window()
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    expect(page.locator("[data-activity=habits]")).to_have_count(6)
    expect(page.locator("[data-activity=habits] fieldset")).to_have_count(26)
    expect(page.get_by_text("Ask a colleague the same")).to_have_count(6)
    expect(page.locator(".wb-hint:visible", has_text="not a validated test")).to_have_count(1)
    page.emulate_media(media="print")
    tries = page.locator(".wb-tries:visible")
    expect(tries).to_have_count(26)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 8
    page.emulate_media(media="screen")
    page.get_by_role("group", name="let somebody finish").get_by_role("radio", name="Once or twice").check()
    page.emulate_media(media="print")
    expect(tries).to_have_count(3)


def test_what_was_answered_there_stands_in_my_notes_with_its_things_to_try(
    new_window: NewWindow, site_url: str
) -> None:
    context = new_window()
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    page.get_by_role("group", name="let somebody finish").get_by_role("radio", name="Once or twice").check()
    mine(page)
    page.get_by_role("button", name="Do it again").click()
    page.get_by_role("group", name="let somebody finish").get_by_role("radio", name="Most weeks").check()
    page.goto(f"{site_url}/book/my-notes.html")
    note = page.locator("[data-note='my-habits.attending']")
    expect(note).to_contain_text("Once or twice")
    expect(note).to_contain_text("Most weeks")
    expect(note).to_contain_text("take one slow breath")
    expect(note).to_contain_text("not a validated test")
