"""The evidence in a browser: the search by mouse and keyboard, from a folder, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import axe, compressed, first_visit, in_both_colours, only_in_test_all, opened
from playwright.sync_api import Browser, Page, Route, expect

from workbook.evidence import tables
from workbook.evidence.pages import index

INDEX = "book/about/evidence.html"
LIMIT = 150_000
SAMPLE = ("francis-2013", "nss-2024-equity-gaps", "nss-2024-trust-scores", "nss-2024-scores-by-group")
LARGEST = "nss-2024-manager-acts-and-reporting"


def _found(page: Page) -> list[str]:
    _told(page)
    return page.locator(".wb-find-list > li").all_inner_texts()


def _told(page: Page) -> str:
    """What the page says of the search, once the rows are there."""
    expect(page.locator(".wb-find-told")).not_to_have_text(re.compile("^Loading"))
    return page.locator(".wb-find-told").inner_text()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_row_is_found_by_its_words_and_its_link_arrives(
    browser: Browser, site: Path, site_url: str, scheme: str
) -> None:
    root = site_url if scheme == "http" else site.as_uri()
    with opened(browser, f"{root}/{INDEX}") as (page, seen):
        page.get_by_label("Find a row by its words").fill("290 recommendations Francis")
        first = page.locator(".wb-find-list a").first
        expect(first).to_contain_text("290")
        first.click()
        page.wait_for_url(re.compile(r"evidence/[a-z0-9-]+\.html#[a-z0-9.-]+$"))
        assert page.locator(f"[id='{page.url.split('#')[1]}']").count() == 1
        assert seen.complaints == []


def test_each_choice_narrows_and_says_how_many(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{INDEX}") as (page, _):
        assert _found(page) == [] and _told(page) == ""
        page.get_by_label("From").select_option("messenger-2022")
        expect(page.locator(".wb-find-told")).to_contain_text("rows found")
        assert _told(page).endswith("rows found. Here are the first 20.") and len(_found(page)) == 20
        page.get_by_label("Kind").select_option("recommendation")
        assert _told(page) == "7 rows found."
        page.get_by_label("Kind").select_option("fact")
        page.get_by_label("How it was checked").select_option("copy")
        assert _told(page) == f"{len(_found(page))} rows found." and 1 < len(_found(page)) < 20
        assert all("Fact · Read in a copy of it · The Messenger Review" in one for one in _found(page))
        page.get_by_label("Find a row by its words").fill("Powell")
        assert _told(page) == "1 row found." and len(_found(page)) == 1
        page.get_by_label("Find a row by its words").fill("no such words at all")
        assert _told(page).startswith("No row found.") and _found(page) == []
        page.get_by_role("button", name="Clear the search").click()
        expect(page.get_by_label("Find a row by its words")).to_be_focused()
        assert _told(page) == ""


def test_a_large_table_is_found_by_the_groups_in_it(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{INDEX}") as (page, _):
        page.get_by_label("Kind").select_option("table")
        page.get_by_label("Find a row by its words").fill("gypsy traveller")
        found = _found(page)
        assert any("experience by ethnicity" in one for one in found)
        assert all(one.startswith("NHS Staff Survey 2024") and "Whole table" in one for one in found)


def test_the_keyboard_alone_is_enough(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{INDEX}") as (page, _):
        page.get_by_label("Find a row by its words").focus()
        page.keyboard.type("staff")
        page.keyboard.press("Enter")
        expect(page.locator(".wb-find-told")).to_contain_text("rows found")
        assert "evidence.html" in page.url
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(page.get_by_label("How it was checked")).to_be_focused()
        more = page.get_by_role("button", name="Show them all")
        more.focus()
        page.keyboard.press("Enter")
        assert len(_found(page)) > 20 and not more.is_visible()
        expect(page.locator(".wb-find-list > li").nth(20).get_by_role("link")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/evidence/[a-z0-9-]+\.html#"))


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_word_of_a_search_is_stored_or_sent_or_left_in_an_address(
    browser: Browser, site: Path, site_url: str, scheme: str
) -> None:
    root = site_url if scheme == "http" else site.as_uri()
    with opened(browser, f"{root}/{INDEX}") as (page, seen):
        before = page.evaluate("history.length")
        page.get_by_label("Find a row by its words").fill("fear blame")
        page.get_by_label("How it was checked").select_option("body")
        assert _found(page)
        assert page.url == f"{root}/{INDEX}" and page.evaluate("history.length") == before
        kept = page.evaluate(
            "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, window.name])"
        )
        assert "fear" not in kept and not any("fear" in request for request in seen.requests)
        page.keyboard.press("Escape")
        page.wait_for_url(re.compile(r"glossary\.html$"))
        expect(page.locator("main")).not_to_contain_text("fear blame")


def test_the_page_says_that_rows_are_loading_or_did_not_load(browser: Browser, site_url: str) -> None:
    rows = "**/evidence-rows.js"
    held: list[Route] = []
    with opened(browser, f"{site_url}/{INDEX}") as (page, _):
        told = page.locator(".wb-find-told")
        page.route(rows, lambda route: held.append(route))
        with page.expect_request(rows):
            page.get_by_label("Find a row by its words").fill("staff")
        expect(told).to_have_text("Loading the rows …")
        held.pop().abort()
        expect(told).to_have_text("The rows did not load. Load the page again.")
        with page.expect_request(rows):
            page.get_by_label("Kind").select_option("fact")
        expect(told).to_have_text("Loading the rows …")
        held.pop().continue_()
        expect(told).to_contain_text("rows found")


def test_it_reads_well_without_scripts(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{INDEX}", java_script_enabled=False) as (page, _):
        assert page.locator("main input, main select").count() == 0
        links = page.locator("article a[href^='evidence/']")
        assert links.count() == 11 + len(tables())
        links.first.click()
        expect(page.locator("main h1")).to_contain_text("Michael West")


def test_the_tables_can_be_taken_away(browser: Browser, site: Path, site_url: str) -> None:
    with opened(browser, f"{site_url}/{INDEX}") as (page, _):
        addresses = page.eval_on_selector_all("main a[href$='.csv']", "links => links.map(a => a.href)")
    files = [site / one.removeprefix(f"{site_url}/") for one in addresses]
    assert len(files) == len(tables()) + sum(name.endswith(".csv") for name in index.PLAIN_FILES)
    assert all(file.read_text(encoding="utf-8").count("\n") > 1 for file in files)


@in_both_colours
@pytest.mark.parametrize("name", ["", *only_in_test_all(LARGEST, *SAMPLE)])
def test_the_pages_are_accessible(browser: Browser, site_url: str, name: str, colours: str) -> None:
    path = f"book/about/evidence/{name}.html" if name else INDEX
    with opened(browser, f"{site_url}/{path}", color_scheme=colours) as (page, _):
        if not name:
            page.get_by_label("Find a row by its words").fill("staff")
            assert _found(page)
        assert axe(page) == []


@pytest.mark.parametrize("name", [LARGEST, *only_in_test_all("", *SAMPLE)])
def test_the_first_visit_of_a_page_stays_light(browser: Browser, site_url: str, name: str) -> None:
    path = f"book/about/evidence/{name}.html" if name else INDEX
    with first_visit(browser, f"{site_url}/{path}") as (_, seen):
        assert seen.bytes_compressed() < LIMIT


def test_only_the_page_with_the_search_loads_its_rows(site: Path) -> None:
    loaded = (site / "book/about/evidence/francis-2013.html").read_text(encoding="utf-8")
    assert "evidence-index.js" not in loaded, "only the page with the search loads its index"
    choices, rows = (site / "_static" / name for name in ("evidence-index.js", "evidence-rows.js"))
    assert compressed(choices.name, choices.read_bytes()) < 5_000
    assert compressed(rows.name, rows.read_bytes()) < 80_000, "it is loaded when somebody begins to search"
