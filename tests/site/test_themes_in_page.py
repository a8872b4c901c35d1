"""Themes across the reports, in a real browser: counted three ways, recoded, put back, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from workbook.evidence import themes

PAGE = "book/about/themes.html"
GOALS = "dixon-woods-2014.recommendation-clear-goals"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { get: () => undefined });"


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """The page, on a small screen; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 375, "height": 720})
    made = context.new_page()
    made.set_default_timeout(8_000)
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.add_init_script(NO_CLIPBOARD)
    made.goto(f"{site_url}/{PAGE}")
    yield made
    context.close()
    assert wrong == []


def item(page: Page, id: str) -> Locator:
    """A recommendation to code, its report opened."""
    found = page.locator(f'[data-item="{id}"]')
    fold = page.locator("#themes-coding details", has=found)
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").click()
    return found


def box(page: Page, id: str, theme: str) -> Locator:
    return item(page, id).get_by_role("checkbox", name=themes.themes().themes[theme].theme)


def grid(page: Page, view: str) -> dict[str, list[bool]]:
    """What a view shows: for each theme, yes or no for each column."""
    return page.locator(f'[data-view="{view}"] tbody').evaluate(
        """body => Object.fromEntries([...body.rows].map(row => [row.dataset.theme,
          [...row.cells].slice(1, -1).map(cell => cell.textContent.startsWith('Yes'))]))"""
    )


def as_grid(**how: object) -> dict[str, list[bool]]:
    frame = themes.frame(**how)  # type: ignore[arg-type]
    return {code: [bool(has) for has in frame[code]] for code in frame.columns}


def test_three_ways_to_count_each_as_python_counts(page: Page) -> None:
    ways = {
        "all": ("All 7 reports", as_grid()),
        "author": ("One author's reports counted once", as_grid(one_per_author=True)),
        "largest": ("Without Francis 2013, the largest", as_grid(without="francis-2013")),
    }
    for view, (name, expected) in ways.items():
        page.get_by_role("radio", name=name).check()
        assert page.locator("[data-view]:visible").count() == 1
        expect(page.locator(f'[data-view="{view}"]')).to_be_visible()
        assert grid(page, view) == expected


def test_a_tick_moves_the_picture_and_says_so(page: Page) -> None:
    told = page.locator(".wb-themes-told")
    before = grid(page, "all")
    box(page, GOALS, "teams").check()
    expect(told).to_have_text("Teams and working together: Dixon-Woods 2014 is now yes.")
    after = grid(page, "all")
    assert after.pop("teams") != before.pop("teams") and after == before
    row = page.locator('[data-view="all"] tr[data-theme="teams"]')
    expect(row.locator(".wb-changed")).to_have_text("Yeschanged")
    expect(row.locator(".wb-many")).to_have_text("5 of 7")
    words = page.locator('[data-view="all"] dd[data-theme="teams"]')
    assert "Dixon-Woods 2014" in (words.text_content() or "").split("Not seen")[0]
    # Those of one author stood at yes already: the picture of this view stays.
    page.get_by_role("radio", name="One author").check()
    assert grid(page, "author") == as_grid(one_per_author=True)
    box(page, GOALS, "teams").uncheck()
    expect(told).to_contain_text("The picture stays as it is.")


def test_the_sentences_are_those_of_python_after_all_is_put_back(page: Page) -> None:
    said = page.locator('[data-view="all"] .wb-themes-said')
    before = said.inner_text()
    box(page, "behind-closed-doors.recommendation-stress-and-burnout", "support").uncheck()
    box(page, "behind-closed-doors.recommendation-staff-experience", "support").uncheck()
    expect(page.locator(".wb-themes-told")).to_contain_text("Behind Closed Doors 2017 is now not seen")
    expect(said).not_to_contain_text("In all 7")
    page.get_by_role("button", name="Put back").click()
    assert said.inner_text() == before
    assert grid(page, "all") == as_grid()
    assert box(page, "behind-closed-doors.recommendation-stress-and-burnout", "support").is_checked()
    expect(page.locator(".wb-changed")).to_have_count(0)


def test_my_coding_comes_out_as_text_that_python_reads(page: Page) -> None:
    box(page, GOALS, "teams").check()
    page.get_by_role("button", name="Copy my coding as text").click()
    text = page.locator(".wb-copy-box textarea").input_value()
    lines = text.split("id,themes\n")[1].strip().splitlines()
    mine = {line.split(",")[0]: line.split(",")[1].split() for line in lines}
    mine = {id: [] if codes == ["none"] else codes for id, codes in mine.items()}
    known = themes.themes()
    assert set(mine) == set(known.items) and set(mine[GOALS]) == known.coding[GOALS] | {"teams"}
    assert known.frame(mine).loc["dixon-woods-2014", "teams"]
    assert "Teams and working together: Francis 2013, Dixon-Woods 2014" in text


def test_nothing_is_kept(page: Page) -> None:
    box(page, GOALS, "teams").check()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    assert grid(page, "all") == as_grid()


def test_by_keyboard_the_box_in_focus_is_never_under_the_bar(page: Page) -> None:
    box(page, GOALS, "patients-heard").check()
    for _ in range(20):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector('.wb-themes-bar').getBoundingClientRect();
              return document.activeElement.matches('input') && box.bottom > bar.top && box.top < bar.bottom;
            }"""
        )
        assert not hidden


def test_without_javascript_all_three_views_and_both_codings_are_there(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    expect(page.locator('[data-view="all"] table')).to_be_visible()
    for name, view in (("One author's reports counted once", "author"), ("Without Francis 2013", "largest")):
        page.locator("summary", has_text=name).click()
        expect(page.locator(f'[data-view="{view}"] table')).to_be_visible()
    page.locator("#themes-coding summary", has_text="Dixon-Woods 2014").click()
    coded = page.locator(f'[data-item="{GOALS}"] .wb-themes-coded')
    expect(coded).to_have_text("Both coders: Knowing what is happening, and improving.")
    expect(coded).to_be_visible()
    expect(page.get_by_text("Tick what you would tick")).to_be_hidden()
    context.close()


def test_from_a_folder_it_works_too(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / PAGE).as_uri())
    box(page, GOALS, "teams").check()
    expect(page.locator(".wb-themes-told")).to_contain_text("is now yes")
    page.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_while_it_is_used(
    browser: Browser, site_url: str, colours: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=colours,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    box(page, GOALS, "teams").check()
    for summary in page.locator("main summary:visible").all()[:4]:
        summary.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    smallest = page.locator(".wb-themes label:visible").evaluate_all(
        "all => Math.min(...all.map(one => one.getBoundingClientRect().height))"
    )
    assert smallest >= 24
    context.close()
