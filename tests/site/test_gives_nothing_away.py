"""An activity never gives itself away: what tells the answer waits until the reader has decided, or says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import activities_page, page_html
from playwright.sync_api import Page, expect
from serving import serve
from windows import NewWindow

import workbook

ROW = "francis-2013.290-recommendations"
PART = """<section id="part"><h2>A part</h2>
<div class="cell"><div class="cell_output"><div class="output text_html">{activity}</div></div></div>
<section id="tells"><h3>Have you decided?</h3><p>Seven in ten said so.</p></section>
<aside class="wb-facilitator">For whoever leads.</aside>
<nav aria-label="On">Next</nav></section>
<section id="next"><h2>The next part</h2><p>It goes on.</p></section>"""


def activities() -> list:
    return [
        workbook.predict(
            "raising",
            "How many?",
            workbook.guess("raise", "Would raise it.", 71.5),
            after="A gap.",
            evidence=[ROW],
        ),
        workbook.prioritise(
            "first",
            "What would you put first?",
            workbook.item("staff", "Too few staff"),
            workbook.item("board", "A board that did not listen"),
            workbook.item("targets", "Targets"),
            report=["board"],
            because="It said so.",
            disagree="Some would.",
            evidence=[ROW],
        ),
    ]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("page")
    for name, html in zip(("guess", "order"), activities_page(root, activities), strict=True):
        page: Path = root / "notebooks" / f"{name}.html"
        page.write_text(page_html(PART.format(activity=html)), "utf-8")
    with serve(root) as address:
        yield f"{address}/notebooks"


@pytest.fixture
def page(new_window: NewWindow) -> Page:
    return new_window(viewport={"width": 375, "height": 720}).new_page()


def tells(page: Page) -> object:
    return page.get_by_text("Seven in ten said so.")


@pytest.mark.parametrize("name", ["guess", "order"])
def test_what_follows_waits_in_its_part_and_nowhere_else(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/{name}.html")
    expect(tells(page)).to_be_hidden()
    expect(page.get_by_text("Have you decided?")).to_be_hidden()
    expect(page.get_by_text("For whoever leads.")).to_be_visible()
    expect(page.get_by_text("It goes on.")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_visible()
    page.get_by_role("button", name="Show me").click()
    expect(tells(page)).to_be_visible()
    expect(page.locator(".wb-wait")).to_be_hidden()


def test_a_guess_opens_it_and_guessing_again_shuts_it(page: Page, url: str) -> None:
    page.goto(f"{url}/guess.html")
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "No guess yet")
    page.get_by_role("spinbutton").fill("50")
    expect(slider).not_to_have_attribute("aria-valuetext", "No guess yet")
    expect(tells(page)).to_be_hidden()
    page.get_by_role("button", name="Show the real figure").click()
    expect(tells(page)).to_be_visible()
    page.get_by_role("button", name="Guess again").click()
    expect(tells(page)).to_be_hidden()


def test_without_a_guess_the_figure_can_be_seen(page: Page, url: str) -> None:
    page.goto(f"{url}/guess.html")
    page.locator(".wb-predict").get_by_role("button", name="Show me").click()
    result = page.get_by_role("group", name="Your guess and the real figure")
    expect(result).to_be_focused()
    expect(result).to_contain_text("The figure: 71.5 of every 100")
    expect(result).not_to_contain_text("Your guess:")
    expect(result.locator("circle")).to_have_count(1)


def test_an_order_is_an_answer_without_a_reason(page: Page, url: str) -> None:
    page.goto(f"{url}/order.html")
    look = page.get_by_role("button", name="See what was put first")
    look.click()
    expect(page.get_by_text("First move what you would put first to the top")).to_be_visible()
    page.get_by_role("button", name="Move up: Targets").click()
    expect(page.get_by_text("First move what you would put first to the top")).to_be_hidden()
    look.click()
    expect(page.get_by_role("group", name="What was put first, and why")).to_be_focused()
    expect(tells(page)).to_be_visible()


def test_a_link_into_what_waits_opens_it(page: Page, url: str) -> None:
    page.goto(f"{url}/guess.html#tells")
    expect(tells(page)).to_be_visible()


def test_on_paper_and_without_a_script_nothing_waits(page: Page, url: str, new_window: NewWindow) -> None:
    page.goto(f"{url}/guess.html")
    page.emulate_media(media="print")
    expect(tells(page)).to_be_visible()
    expect(page.locator(".wb-wait")).to_be_hidden()
    context = new_window(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{url}/guess.html")
    expect(tells(bare)).to_be_visible()
