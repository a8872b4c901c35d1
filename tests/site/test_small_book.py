"""The small book is a book: every kind is alive in it, both chapters can be led, and each tool stands on its page."""

from __future__ import annotations

from pathlib import Path

import small_book
from notes_page import Open
from pages import WHOLE
from playwright.sync_api import expect

from workbook.kit import activities

CHAPTER = "notebooks/01-first-day.html"


def test_every_kind_is_alive_in_it(visit: Open) -> None:
    page = visit(CHAPTER, WHOLE)
    cards = page.locator("[data-activity]")
    kinds = set(cards.evaluate_all("cards => cards.map(card => card.dataset.activity)"))
    assert kinds == set(activities.BUILT_IN)
    expect(page.locator("[data-activity] .wb-live, [data-activity].wb-live")).to_have_count(cards.count())
    chart = page.locator(".wb-chart svg").first
    expect(chart).to_be_hidden()  # until the reader has guessed, or asks to see it
    page.locator('[data-activity="predict"]').get_by_role("button", name="Show me").click()
    expect(chart).to_be_visible()


def test_what_is_typed_in_it_is_in_my_notes(visit: Open) -> None:
    page = visit("notebooks/02-second-day.html#step-1")
    page.get_by_role("textbox", name="Who asked you how it went?").fill("The cook did.")
    page.goto(page.url.partition("notebooks/")[0] + "book/my-notes.html")
    expect(page.get_by_text("The cook did.")).to_be_visible()


def test_both_chapters_have_notes_to_lead_them_and_the_first_a_session(small_site: Path) -> None:
    for name in ("01-first-day", "02-second-day"):
        assert (small_site / "notebooks" / f"{name}-facilitator.html").is_file()
    listed = (small_site / "_static" / "session-list.js").read_text("utf-8")
    assert (
        "_static/sessions-first-day.js" in listed
        and (small_site / "_static" / "sessions-first-day.js").is_file()
    )


def test_pages_are_cut_down_to_what_runs_on_them_and_what_links_lead_to() -> None:
    page = '# A page\n\nWords. <a id="x"></a>More.\n\n<div class="a" data-runs="b">\n<p>c</p>\n</div>\n\n## End\n'
    assert small_book.cut_down(page).split("\n\n") == [
        "# A page",
        '<a id="x"></a>',
        '<div class="a" data-runs="b">\n<p>c</p>\n</div>',
        "## End",
        "",
    ]
