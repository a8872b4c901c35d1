"""A chapter in steps, in a real browser: addresses, back and forward, the place kept, and the whole on one page."""

from __future__ import annotations

import pytest
from pages import CHAPTER, REFUSED, WHOLE, opened
from playwright.sync_api import Browser, Page, expect

PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True}
SHIFT = """new Promise(done => { let all = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) all += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(all))); })"""


def _open_steps(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('[data-step]')].filter(e => e.checkVisibility({contentVisibilityAuto: true})"
        " && !e.hidden).map(e => e.dataset.step)"
    )


def test_a_chapter_opens_and_leads_on_step_by_step(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", **PHONE) as (page, seen):
        assert _open_steps(page) == []
        page.get_by_role("link", name="Start the chapter").tap()
        assert _open_steps(page) == ["1"] and page.url.endswith("#step-1")
        expect(page.locator("[data-step='1'] h2")).to_be_focused()
        expect(page.locator(".wb-step-count")).to_contain_text("Step 1 of")
        page.evaluate("scrollTo(0, 300)")
        page.locator("[data-step='1'] .wb-next").tap()
        assert _open_steps(page) == ["2"] and page.evaluate("scrollY") == 0
        expect(page.locator("[data-bead='2'] a")).to_have_attribute("aria-current", "step")
        page.go_back()
        page.wait_for_function("document.documentElement.dataset.at && location.hash === '#step-1'")
        assert _open_steps(page) == ["1"]
        page.go_forward()
        page.wait_for_function("location.hash === '#step-2'")
        assert _open_steps(page) == ["2"]
        page.locator("[data-bead='5'] a").tap()
        assert _open_steps(page) == ["5"]
        assert seen.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_anything_in_a_step_opens_it(browser: Browser, site_url: str, scripts: bool) -> None:
    address = f"{site_url}/{CHAPTER}#some-staff-said-so-too"
    with opened(browser, address, java_script_enabled=scripts) as (page, _):
        expect(page.locator("#some-staff-said-so-too h3")).to_be_in_viewport()
        if scripts:
            assert _open_steps(page) == ["2"]


def test_a_link_to_the_heading_of_a_step_shows_where_one_is(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}#patients-and-families-saw-it-first") as (page, _):
        expect(page.locator(".wb-step-count")).to_contain_text("Step 2 of")
        page.wait_for_timeout(200)
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("refused", [False, True])
def test_the_place_is_kept_in_the_tab_and_offered(browser: Browser, site_url: str, refused: bool) -> None:
    with opened(browser, "about:blank") as (page, seen):
        if refused:
            page.add_init_script(REFUSED + REFUSED.replace("localStorage", "sessionStorage"))
        page.goto(f"{site_url}/{CHAPTER}#step-3")
        page.goto(f"{site_url}/book/welcome.html")
        carry = page.locator("[data-carry-on]")
        if refused:
            expect(carry).to_be_hidden()
        else:
            expect(carry).to_contain_text("Step 3 of")
            assert page.evaluate("localStorage.length") == 0, "nothing on the device, unless she says so"
            carry.get_by_role("link", name="Continue").click()
            page.wait_for_url("**/02-mid-staffordshire.html#step-3")
            assert _open_steps(page) == ["3"]
        assert seen.complaints == []


def test_the_whole_chapter_on_one_page_is_a_choice(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}#step-2") as (page, _):
        page.locator("[data-step='2']").get_by_role("link", name="the whole chapter on one page").click()
        count = page.locator("[data-step]").count()
        assert len(_open_steps(page)) == count > 6
        page.reload()
        assert len(_open_steps(page)) == count
        page.get_by_role("button", name="Show one step at a time").click()
        assert _open_steps(page) == ["2"]


@pytest.mark.parametrize(("height", "stays"), [(720, True), (256, False)])
def test_the_header_stays_in_sight_on_the_whole_chapter_and_covers_no_heading(
    browser: Browser, site_url: str, height: int, stays: bool
) -> None:
    size = {"width": 375, "height": height}
    with opened(browser, f"{site_url}/{CHAPTER}#step-2", viewport=size) as (page, _):
        page.evaluate(WHOLE)
        page.reload()
        top = page.locator(".wb-top")
        page.evaluate("scrollTo(0, 4000)")
        expect(top).to_be_in_viewport() if stays else expect(top).not_to_be_in_viewport()
        page.goto(f"{site_url}/{CHAPTER}#some-staff-said-so-too")
        heading = page.locator("#some-staff-said-so-too h3")
        expect(heading).to_be_in_viewport(ratio=1)
        if stays:
            below = page.evaluate("document.querySelector('.wb-top').getBoundingClientRect().bottom")
            box = heading.bounding_box()
            assert box and box["y"] >= below


def test_paper_holds_the_whole_chapter(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}#step-2") as (page, _):
        page.emulate_media(media="print")
        for heading in page.locator("[data-step] > h2").all():
            expect(heading).to_be_visible()
        expect(page.locator(".wb-thread")).to_be_hidden()
        expect(page.locator(".wb-ways").first).to_be_hidden()
        lists = "[...document.querySelectorAll('[data-step] :is(ul, ol).simple')]"
        paddings = page.evaluate(f"{lists}.map(one => getComputedStyle(one).paddingInlineStart)")
        assert paddings and "0px" not in paddings, (
            "numbers and dots stand in the margin, where paper cuts them off"
        )


CUT = """css => [...document.querySelectorAll(css)].flatMap((words) => {
  const around = [];
  for (let one = words; one !== document.body; one = one.parentElement) around.push(one);
  return around.filter((one) => /grid|flex/.test(getComputedStyle(one).display)).map((one) => one.className);
})"""
"""What stands around a reader's words on paper and is a grid: Firefox cuts a line in two where a page of it ends."""


def test_on_paper_no_line_of_an_answer_is_cut_in_two(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}#step-1") as (page, _):
        page.locator("[data-step='1'] textarea").first.fill("The bells.")
        page.wait_for_timeout(600)
        page.emulate_media(media="print")
        assert page.locator(".wb-mirror").count() > 6
        assert page.evaluate(CUT, "[data-step] .wb-mirror:not(.wb-side *)") == [], (
            "short ones stand side by side"
        )
        page.goto(f"{site_url}/book/my-notes.html")
        expect(page.locator(".wb-note-answer")).to_have_text("The bells.")
        assert page.evaluate(CUT, ".wb-note-answer") == []
        page.emulate_media(media="screen")
        assert page.evaluate(CUT, ".wb-note-answer") != [], "on a screen it is in one, and would be found"


def test_the_browser_s_own_search_finds_what_is_in_another_step(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}#step-1") as (page, _):
        page.evaluate(
            "document.querySelector('[data-step=\"3\"]').dispatchEvent(new Event('beforematch', {bubbles: true}))"
        )
        assert _open_steps(page) == ["3"]
        assert page.locator("[data-step='4']").get_attribute("hidden") == "until-found"


@pytest.mark.parametrize(
    "path", ["book/welcome.html", CHAPTER, f"{CHAPTER}#step-3", "book/about/evidence.html"]
)
def test_nothing_jumps(browser: Browser, site_url: str, path: str) -> None:
    with opened(browser, f"{site_url}/{path}", **PHONE) as (page, _):
        assert page.evaluate(SHIFT) < 0.02
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        page.goto(f"{site_url}/{CHAPTER}#step-2")
        page.goto(f"{site_url}/book/welcome.html")
        assert page.evaluate(SHIFT) < 0.02


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (375, 667)])
def test_the_three_doors_are_in_sight(browser: Browser, site_url: str, width: int, height: int) -> None:
    options = {"viewport": {"width": width, "height": height}}
    with opened(browser, f"{site_url}/book/welcome.html", **options) as (page, _):
        bar = page.locator("#wb-hide").bounding_box()
        for door in page.locator(".wb-doors > p").all():
            expect(door).to_be_in_viewport(ratio=1)
            box = door.bounding_box()
            assert box and bar and box["y"] + box["height"] <= bar["y"], "no door lies under the bar"
        expect(page.locator("h1")).to_contain_text("compassionate and inclusive leadership")


@pytest.mark.parametrize("width", [970, 1160, 1366, 1500])
def test_welcome_s_first_words_stand_beside_the_drawing_not_on_it(
    browser: Browser, site_url: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 720}}
    with opened(browser, f"{site_url}/book/welcome.html", **options) as (page, _):
        words = page.evaluate(
            "() => { const all = new Range(); all.selectNodeContents(document.querySelector('h1'));"
            " return all.getBoundingClientRect().right; }"
        )
        drawing = page.locator(".wb-is-welcome .wb-drawing").bounding_box()
        assert drawing and words <= drawing["x"]


def test_a_page_that_is_not_there_leads_back_from_any_folder(
    browser: Browser, site: object, site_url: str
) -> None:
    html = (site / "404.html").read_text("utf-8")  # type: ignore[operator]
    with opened(browser, "about:blank") as (page, _):
        for lost in ("gone.html", "book/about/evidence/gone.html"):
            page.route(
                f"**/{lost}", lambda route: route.fulfill(body=html, content_type="text/html", status=404)
            )
            page.goto(f"{site_url}/{lost}")
            expect(page.get_by_role("link", name="The front page of the book")).to_have_attribute(
                "href", f"{site_url}/book/welcome.html"
            )
            page.get_by_role("link", name="Help now").click()
            page.wait_for_url("**/book/where-to-turn.html")
    with opened(browser, f"{site_url}/404.html", java_script_enabled=False) as (page, _):
        expect(page.locator("main li:visible")).to_have_count(1)
