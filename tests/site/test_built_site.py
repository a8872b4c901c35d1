"""The built site in a real browser, over http and opened from a folder."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pages import CHAPTER, ROOT, all_pages, at_each_width, compressed, first_visit, opened
from playwright.sync_api import Browser, expect

BYTES, REQUESTS = 115_000, 12
"""What a first visit to a chapter may ask for."""
FOR_FACILITATORS = ("-facilitator.html",)
"""What holds notes for facilitators outside their own part of the book."""


def _facilitator_sentences() -> list[str]:
    """Long enough pieces of every facilitator cell to be told from the learner's own words."""
    found = []
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if "facilitator" in cell["metadata"].get("tags", []):
                text = re.sub(r"[*_#>`\[\]]", "", "".join(cell["source"]))
                found += [s.strip() for s in re.split(r"[.\n]", text) if len(s.strip()) > 40]
    return found


def test_every_page_names_its_icon_so_that_no_browser_looks_for_one(site: Path) -> None:
    for name in all_pages(site):
        assert 'rel="icon"' in (site / name).read_text(encoding="utf-8"), name


def test_the_watch_on_requests_and_complaints_sees_them(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text('<img src="http://127.0.0.1:9/x.png"><script>throw new Error("thrown")</script>')
    with first_visit(browser, bad.as_uri()) as (_, seen):
        assert seen.outside(bad.as_uri()) == ["http://127.0.0.1:9/x.png"]
        assert any("thrown" in c for c in seen.complaints)
        assert any(c.startswith("failed: http://127.0.0.1:9/") for c in seen.complaints)


def test_text_four_times_as_large_still_fits(browser: Browser, site_url: str) -> None:
    """A window of 1280 at 400% zoom is 320 CSS pixels wide and 256 high (WCAG 1.4.10)."""
    with opened(browser, f"{site_url}/{CHAPTER}", viewport={"width": 320, "height": 256}) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        fixed = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).position === 'fixed'"
            " && e.checkVisibility()).reduce((h, e) => h + e.getBoundingClientRect().height, 0)"
        )
        assert fixed <= 256 / 3, "what stays on the screen covers more than a third of it"


def test_facilitator_text_is_nowhere_but_on_the_facilitator_s_pages(site: Path) -> None:
    sentences = _facilitator_sentences()
    assert sentences, "no facilitator cell was found, so this test would prove nothing"
    for path in site.rglob("*"):
        if path.is_relative_to(site / "book" / "facilitate") or path.name.endswith(FOR_FACILITATORS):
            continue
        assert path.suffix != ".html" or "session-list.js" not in path.read_text("utf-8"), path.name
        if path.suffix in (".html", ".js", ".json", ".txt", ".ipynb", ".inv"):
            text = path.read_text(encoding="utf-8", errors="ignore")
            plain = re.sub(r"<[^>]+>", "", text)
            for sentence in sentences:
                assert sentence not in plain, f"{path.relative_to(site)}: {sentence}"


@at_each_width
@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_and_leads_somewhere(
    browser: Browser, site_url: str, width: int, scripts: bool
) -> None:
    options = {"viewport": {"width": width, "height": 700}, "java_script_enabled": scripts, "has_touch": True}
    with opened(browser, f"{site_url}/{CHAPTER}", **options) as (page, _):
        menu = page.locator("#wb-menu")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Menu").tap()
        expect(menu).to_be_visible()
        if scripts and width < 832:  # folded on a narrow screen
            menu.get_by_text("Help now", exact=True).tap()
        menu.get_by_role("link", name="Where to turn").tap()
        page.wait_for_url("**/where-to-turn.html")
        expect(page.locator("h1")).to_be_visible()


def test_the_menu_by_keyboard(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", viewport={"width": 375, "height": 700}) as (page, _):
        page.get_by_role("button", name="Menu").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#wb-menu")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#wb-menu")).to_be_hidden()
        expect(page.get_by_role("button", name="Menu")).to_be_focused()
        expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("name", ["book/about/if-it-happened-to-you.html", CHAPTER, "book/my-notes.html"])
def test_escape_hides_every_kind_of_page(browser: Browser, site_url: str, name: str) -> None:
    with opened(browser, f"{site_url}/{name}") as (page, seen):
        page.keyboard.press("Escape")
        page.wait_for_url("**/book/glossary.html")
        expect(page.locator("h1")).to_have_text("Glossary")
        assert seen.complaints == []


@pytest.mark.parametrize("name", ["book/about/if-it-happened-to-you.html", CHAPTER, "book/my-notes.html"])
def test_hide_is_one_button_in_reach_of_a_thumb_on_every_kind_of_page(
    browser: Browser, site_url: str, name: str
) -> None:
    options = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
    with opened(browser, f"{site_url}/{name}", **options) as (page, _):
        for place in ("0", "1000", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo({{ top: {place}, behavior: 'instant' }})")
            hide = page.get_by_role("button", name="Hide", exact=True)
            expect(hide).to_be_in_viewport(ratio=1)
            box = hide.bounding_box()
            assert box and box["height"] >= 43.5 and box["y"] > 560 and box["x"] > 160
        hide.tap()
        page.wait_for_url("**/book/glossary.html")


THIRTEEN = """
() => {
  const parts = document.querySelector(".wb-menu-chapters");
  const part = parts.querySelector("details:has([aria-current])");
  for (const extra of [...parts.children]) if (extra !== part) extra.remove();
  const chapter = part.querySelector("li:has([aria-current])");
  for (const extra of [...part.querySelectorAll("li")]) if (extra !== chapter) extra.remove();
  const like = (title, question) => {
    const one = chapter.cloneNode(true);
    one.querySelector("a").removeAttribute("aria-current");
    one.querySelector("strong").textContent = title;
    one.querySelector("strong + span").textContent = question;
    return one;
  };
  const long = ["A long name of a report", "What has been asked for again and again, and what became of it all?"];
  for (let n = 0; n < 2; n++) part.querySelector("ul").append(like(...long));
  for (const name of ["Why it matters", "Caring for those who care", "Leading inclusively", "From insight to action"]) {
    const other = part.cloneNode(false);
    other.append(part.querySelector("summary").cloneNode(true), document.createElement("ul"));
    other.querySelector("h2").textContent = name;
    for (let n = 0; n < (name.startsWith("Why") ? 1 : 3); n++) other.querySelector("ul").append(like(...long));
    parts.append(other);
  }
}
"""
"""Makes the menu of a page into that of a book with five parts and thirteen chapters, whatever the book has now."""


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (1366, 768), (1024, 768)])
def test_the_menu_is_one_sheet_that_fits_the_window(
    width: int, height: int, browser: Browser, site_url: str
) -> None:
    size = {"width": width, "height": height}
    with opened(browser, f"{site_url}/{CHAPTER}", viewport=size) as (page, _):
        page.evaluate(THIRTEEN)
        page.get_by_role("button", name="Menu").click()
        menu = page.locator("#wb-menu")
        assert menu.locator(".wb-menu-part li:visible").count() == 13
        expect(menu).to_be_in_viewport(ratio=1)
        assert menu.evaluate("e => e.scrollHeight - e.clientHeight") <= 0
        for caption in ("Yours", "For a group", "The evidence", "Help now", "About"):
            expect(menu.get_by_role("heading", name=caption)).to_be_visible()


def test_on_a_phone_the_menu_is_folded_but_for_the_part_she_is_in(browser: Browser, site_url: str) -> None:
    size = {"width": 375, "height": 812}
    with opened(browser, f"{site_url}/{CHAPTER}", viewport=size, has_touch=True) as (page, _):
        page.evaluate(THIRTEEN)
        page.get_by_role("button", name="Menu").tap()
        menu = page.locator("#wb-menu")
        expect(menu.locator(".wb-menu-part li:visible")).to_have_count(3)
        expect(menu.locator('[aria-current="page"]:visible')).to_have_count(1)
        menu.get_by_text("Leading inclusively").tap()
        expect(menu.locator(".wb-menu-part li:visible")).to_have_count(6)
        expect(menu.get_by_role("link", name="Glossary")).to_be_hidden()
        menu.get_by_text("The evidence", exact=True).tap()
        menu.get_by_role("link", name="Glossary").tap()
        page.wait_for_url("**/book/glossary.html")


def test_the_menu_is_whole_without_javascript(browser: Browser, site_url: str) -> None:
    size = {"width": 375, "height": 812}
    with opened(browser, f"{site_url}/{CHAPTER}", viewport=size, java_script_enabled=False) as (page, _):
        page.get_by_role("button", name="Menu").click()
        expect(page.locator("#wb-menu").get_by_role("link", name="Glossary")).to_be_visible()


def test_five_minutes_at_a_chapter_s_opening_lead_to_its_first_box(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", viewport={"width": 375, "height": 812}) as (page, _):
        page.get_by_role("link", name="I have five minutes").click()
        expect(page.locator("[data-step]:visible")).to_have_count(1)
        expect(page.locator('[data-step="1"]')).to_be_visible()
        expect(page.locator('[data-step="1"] textarea').first).to_be_visible()


def test_which_chapter_leads_to_the_short_version_that_was_picked(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/book/welcome.html") as (page, _):
        page.get_by_role("link", name="Which chapter for me?").last.click()
        page.locator('[data-as="five"] a').first.click()
        expect(page.locator('[data-step="1"] textarea').first).to_be_visible()


def heaviest_first(site: Path) -> list[str]:
    """The chapters by the weight of their page: all else that a first visit asks for is the same."""
    pages = [page for page in (site / "notebooks").glob("[0-9]*.html") if "-facilitator" not in page.name]
    pages.sort(key=lambda page: -compressed(page.name, page.read_bytes()))
    return [page.relative_to(site).as_posix() for page in pages]


def _first_visits(browser: Browser, root: str, names: list[str]) -> dict[str, tuple[int, int]]:
    """What each asks for on a telephone that has nothing of it: bytes, and requests."""
    weights = {}
    for name in names:
        with first_visit(browser, f"{root}/{name}", viewport={"width": 375, "height": 720}) as (_, seen):
            weights[name] = (seen.bytes_compressed(), len(seen.requests))
    return weights


def _too_heavy(weights: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {name: (b, asked) for name, (b, asked) in weights.items() if b > BYTES or asked > REQUESTS}


def test_the_first_visit_to_the_heaviest_chapter_is_light(
    browser: Browser, site: Path, site_url: str
) -> None:
    weights = _first_visits(browser, site_url, heaviest_first(site)[:1])
    assert all(seen > 20_000 for seen, _ in weights.values()) and not _too_heavy(weights)


@pytest.mark.everything
def test_the_first_visit_to_any_chapter_is_light(browser: Browser, site: Path, site_url: str) -> None:
    weights = _first_visits(browser, site_url, heaviest_first(site))
    assert len(weights) > 11 and not _too_heavy(weights)


def test_a_heavy_visit_and_one_with_many_requests_are_refused() -> None:
    assert _too_heavy({"a": (115_001, 3), "b": (3, 13), "c": (115_000, 12)}) == {
        "a": (115_001, 3),
        "b": (3, 13),
    }


@pytest.mark.parametrize(("typed", "there"), [("Zoe", False), ("Zoë", True)])
def test_letters_with_accents_come_when_somebody_types_one(
    browser: Browser, site_url: str, typed: str, there: bool
) -> None:
    with first_visit(browser, f"{site_url}/{CHAPTER}#step-1") as (page, seen):
        page.locator('[data-step="1"] textarea').first.fill(typed)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert any("radio-canada-accented" in asked for asked in seen.requests) is there


def unknown_colours(html: str, style: str) -> set[str]:
    """The colours of drawings that no style of the site gives a value."""
    return {name for name in re.findall(r'="var\((--wb-[a-z-]+)\)"', html) if f"{name}:" not in style}


def test_every_colour_of_a_drawing_has_its_value(site: Path) -> None:
    style = (site / "_static" / "site.css").read_text(encoding="utf-8")
    assert unknown_colours('<path fill="var(--wb-ink)" stroke="var(--wb-gone)"/>', style) == {"--wb-gone"}
    for name in all_pages(site):
        html = (site / name).read_text(encoding="utf-8")
        assert "var(--wb-ink, " not in html and unknown_colours(html, style) == set(), name


VANISHED = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lost = new Set();
  while (texts.nextNode()) {
    const { parentElement: holder, data } = texts.currentNode;
    if (!data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(holder);
    if (style.color === ground && style.forcedColorAdjust !== "none") lost.add(data.trim());
  }
  return [...lost];
}"""
"""Words in the colour of the page, behind which a browser with a contrast theme puts that same colour."""


def test_no_word_vanishes_in_a_device_s_contrast_theme(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", forced_colors="active") as (page, _):
        for path in (CHAPTER, f"{CHAPTER}#step-10", "book/welcome.html", "book/my-notes.html"):
            page.goto("about:blank")
            page.goto(f"{site_url}/{path}")
            assert page.evaluate(VANISHED) == [], path
        page.get_by_role("button", name="Menu").click()
        assert page.evaluate(VANISHED) == []
        page.evaluate("document.querySelector('h1').style.color = 'Canvas'")
        assert page.evaluate(VANISHED) == ["My notes"], "it would be seen"


SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""As far apart as WCAG 1.4.12 has readers set their text."""


def test_text_set_further_apart_stays_in_the_narrowest_window(browser: Browser, site_url: str) -> None:
    size = {"width": 320, "height": 640}
    with opened(browser, f"{site_url}/{CHAPTER}#step-3", viewport=size, bypass_csp=True) as (page, _):
        for path in (CHAPTER, "book/welcome.html", "book/my-notes.html", "book/where-to-turn.html"):
            page.goto(f"{site_url}/{path}")
            page.add_style_tag(content=SPACED)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        page.get_by_role("button", name="Menu").click()
        menu = page.locator("#wb-menu")
        expect(menu.get_by_text("Carry on: ")).to_be_visible()
        assert menu.evaluate("menu => menu.scrollWidth <= menu.clientWidth")


def test_every_link_leads_somewhere(site: Path) -> None:
    without = re.compile(r"<a(?=[\s>])(?![^>]*\shref=)(?![^>]*\sid=)[^>]*>")
    assert without.search('<a class="x" hidden>') and not without.search('<a class="x" href="#y">')
    for name in set(all_pages(site)) - {"404.html"}:  # which cannot know where it stands
        assert not without.search((site / name).read_text(encoding="utf-8")), name


def test_weighing_weighs() -> None:
    assert compressed("a.css", b"a" * 100_000) < 1_000
    assert compressed("a.woff2", b"a" * 100_000) == 100_000


def test_each_page_has_a_strict_policy_and_the_browser_holds_it(
    browser: Browser, site: Path, site_url: str
) -> None:
    for name in all_pages(site):
        html = (site / name).read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy, name
        assert "unsafe" not in policy[1] and "http" not in policy[1] and "default-src 'none'" in policy[1]
    with opened(browser, f"{site_url}/{CHAPTER}") as (page, seen):
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            " document.head.append(s); }"
        )
        assert page.evaluate("window.ran") is None
        assert any("Content Security Policy" in c for c in seen.complaints)


def test_without_javascript_the_chapter_reads_well(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", java_script_enabled=False) as (page, _):
        activities = page.locator("[data-activity]")
        assert activities.count() >= 6
        for n in range(activities.count()):
            expect(activities.nth(n)).to_be_visible()
            assert len(activities.nth(n).inner_text()) > 60
        fold = page.locator("[data-activity=recall] details").first
        fold.locator("summary").click()
        expect(fold.locator(":scope > :not(summary)").first).to_be_visible()
        chart = page.locator(".wb-chart svg").first
        expect(chart).to_be_visible()
        width = "e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(document.documentElement).fontSize)"
        assert chart.evaluate(width) <= 30, "its words would be larger than those of the page"


def test_colours_can_be_chosen_and_are_remembered(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", color_scheme="light") as (page, _):
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.locator("[data-colours]").first.click()
        page.locator("[data-colours]").first.click()
        dark = page.evaluate(ground)
        assert dark != light
        page.reload()
        assert page.evaluate(ground) == dark


@pytest.mark.parametrize("theme", ["", "dark"])
def test_paper_is_white_also_from_a_dark_screen(browser: Browser, site_url: str, theme: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}", color_scheme="dark") as (page, _):
        page.evaluate("theme => { if (theme) document.documentElement.dataset.theme = theme; }", theme)
        paper = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(paper) != "rgb(255, 255, 255)"
        page.emulate_media(media="print")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_evidence_links_arrive_at_their_row(browser: Browser, site: Path, site_url: str, scheme: str) -> None:
    root = site_url if scheme == "http" else site.as_uri()
    with opened(browser, f"{root}/{CHAPTER}") as (page, _):
        addresses = page.eval_on_selector_all(
            "main a[href*='evidence/'][href*='#']", "links => [...new Set(links.map(a => a.href))]"
        )
        assert len(addresses) > 10
        for one in sorted({address.split("#")[0] for address in addresses}):
            page.goto(one)
            rows = [address.split("#")[1] for address in addresses if address.split("#")[0] == one]
            assert [id for id in rows if page.locator(f"[id='{id}']").count() != 1] == []


def test_the_pages_of_a_code_host_leave_no_folder_out(site: Path) -> None:
    assert (site / ".nojekyll").is_file() and (site / "_static").is_dir()
