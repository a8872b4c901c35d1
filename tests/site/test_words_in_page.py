"""Words of the glossary and citations, in a real browser: opened by keyboard, closed, printed, followed."""

from __future__ import annotations

import pytest
from notes_page import Open
from pages import CHAPTER
from playwright.sync_api import expect


@pytest.fixture
def root_url(site_url: str) -> str:
    return site_url


def test_a_word_opens_closes_and_is_printed(visit: Open) -> None:
    page = visit(CHAPTER)
    step = page.locator("[data-step]", has=page.locator("[popovertarget=word-candour]"))
    page.goto(f"{page.url}#step-{step.get_attribute('data-step')}")
    word, meaning = page.get_by_role("button", name="candour", exact=True), page.locator("#word-candour")
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    hide, card = page.locator("#wb-hide").bounding_box(), meaning.bounding_box()
    assert hide and card and card["y"] + card["height"] <= hide["y"], "Hide must stay in reach"
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
    assert not page.locator("html.wb-hidden").count(), "Escape closes the word before it hides the page"
    page.emulate_media(media="print")
    expect(meaning).to_be_visible()
    expect(meaning.get_by_role("link")).to_be_hidden()


def test_a_citation_leads_to_its_work(visit: Open) -> None:
    page = visit(f"{CHAPTER}#step-1")
    page.locator(".bibtex-citation a").first.click()
    work = page.locator(".citation:target")
    expect(work).to_contain_text("Mid Staffordshire NHS Foundation Trust Public Inquiry")
    expect(work).to_have_role("listitem")
