"""The activities on a page, in a real browser: typed, kept, hidden, copied, printed; by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import MINE, NOTES, activities_page, at_each_width, mine, page_html, stored, until, watched
from playwright.sync_api import BrowserContext, Page, expect
from serving import serve
from windows import NewWindow

import workbook

ROW = "francis-2013.290-recommendations"


def activities() -> list:
    return [
        workbook.reflect("noticing", "What would shock a visitor?", hint="Not a person.", risk=True),
        workbook.predict(
            "raising",
            "Of every 100 staff, how many said this?",
            workbook.guess("secure", "I would feel secure.", 71.5, step=0.5),
            workbook.guess("dealt-with", "It would be dealt with.", 56.8, step=0.1),
            after="The gap is the point.",
            evidence=[ROW],
        ),
        workbook.recall(
            "memory",
            workbook.question(
                "who",
                "Who spoke first?",
                workbook.wrong("The board", "It looked at money."),
                workbook.right("Families", "They kept on."),
                workbook.wrong("The regulator", "It rated the trust well."),
                evidence=[ROW],
            ),
            workbook.question(
                "count", "How many?", workbook.right("Nobody knows", "No number."), workbook.wrong("9", "No.")
            ),
        ),
        workbook.reflect("team", "What do we count?", who="team"),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site: one page with each activity, one with a broken one, one with none."""
    root = tmp_path_factory.mktemp("page")
    made = activities_page(root, activities)
    broken = made[0].replace('"kind": "reflect"', '"kind": "horoscope"')
    (root / "notebooks" / "broken.html").write_text(page_html(broken, made[3]), "utf-8")
    (root / "notebooks" / "none.html").write_text(page_html(), "utf-8")
    (root / "index.html").write_text(page_html(), "utf-8")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as url:
        yield f"{url}/notebooks/page.html"


Open = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open a page; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page(url: str = address, before: str = "", clock: bool = False) -> Page:
        page = watched(context, wrong, before)
        if clock:
            page.clock.install()
        page.goto(url)
        return page

    yield open_page
    assert wrong == []


def box(page: Page) -> object:
    return page.get_by_label("What would shock a visitor?").and_(page.locator("textarea"))


def status(page: Page) -> object:
    return page.locator(".wb-kept [role=status]").first


# --- keys ---------------------------------------------------------------------------------------


def test_old_keys_find_their_answers(visit: Open, folder: Path, address: str) -> None:
    html = (folder / "notebooks" / "page.html").read_text("utf-8")
    changed = html.replace(
        "&quot;aliases&quot;:{",
        "&quot;aliases&quot;:{&quot;a-test.old-name&quot;:&quot;a-test.noticing&quot;",
    )
    assert changed != html, "no alias yet in the book's own list"
    (folder / "notebooks" / "aliased.html").write_text(changed, "utf-8")
    old = {
        "kind": "reflect",
        "prompt": "Was?",
        "value": {"text": "Long ago."},
        "when": "2026-01-01T10:00:00Z",
        "earlier": [],
    }
    file = {
        "format": "whys-and-hows-notes",
        "version": 1,
        "entries": {"a-test.old-name": old, "b-test.other": old},
    }
    opened = visit()
    opened.evaluate(
        "([mine, notes, file]) => { localStorage[mine] = 'yes'; localStorage[notes] = file; }",
        [MINE, NOTES, json.dumps(file)],
    )
    opened.goto(address.replace("page.html", "aliased.html"))
    expect(box(opened)).to_have_value("Long ago.")
    box(opened).fill("Now.")
    until(lambda: "Now." in json.dumps(stored(opened)))
    found = stored(opened)
    assert set(found) == {"a-test.noticing", "b-test.other"}
    assert found["a-test.noticing"]["earlier"] == [
        {"value": {"text": "Long ago."}, "when": "2026-01-01T10:00:00Z"}
    ]


# --- copy and print ------------------------------------------------------------------------------


def test_copy_as_text(visit: Open, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit()
    box(page).fill("The bell.\nIt rings.")
    page.get_by_role("button", name="Copy as text").first.click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "A test\n\nWhat would shock a visitor?\n\nThe bell.\nIt rings.\n"
    )


def test_a_refused_clipboard_shows_the_text_selected(visit: Open) -> None:
    page = visit(before="navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));")
    box(page).fill("The bell.")
    copy = page.get_by_role("button", name="Copy as text").first
    copy.click()
    shown = page.get_by_label("press Ctrl+C")
    expect(shown).to_be_focused()
    assert (
        page.evaluate("getSelection().toString()") == "A test\n\nWhat would shock a visitor?\n\nThe bell.\n"
    )
    page.get_by_role("button", name="Close").click()
    expect(shown).to_have_count(0)
    expect(copy).to_be_focused()


def test_print_shows_all_words_and_all_reasons(visit: Open) -> None:
    page = visit()
    long = "\n".join(f"Line {n}" for n in range(60))
    box(page).fill(long)
    page.emulate_media(media="print")
    mirror = page.locator(".wb-mirror").first
    expect(mirror).to_be_visible()
    assert mirror.inner_text() == long
    assert mirror.bounding_box()["height"] > 60 * 12
    expect(box(page)).to_be_hidden()
    assert page.locator(".wb-mirror").nth(1).bounding_box()["height"] > 100
    expect(page.locator(".wb-bar")).to_be_hidden()
    for words in ("They kept on.", "It looked at money.", "The gap is the point."):
        expect(page.get_by_text(words)).to_be_visible()


# --- predict and recall --------------------------------------------------------------------------


def test_predict_shows_the_figure_after_a_guess_and_gives_no_verdict(visit: Open) -> None:
    page = visit()
    card = page.locator(".wb-predict")
    show = card.get_by_role("button", name="Show the real figures")
    first, second = card.get_by_role("spinbutton").all()
    show.click()
    expect(card.get_by_text("Put in a guess first")).to_be_visible()
    expect(first).to_be_focused()
    expect(card.get_by_text("71.5")).to_have_count(1)  # on paper only
    expect(card.get_by_text("71.5")).to_be_hidden()
    first.fill("850")
    show.click()
    expect(card.get_by_text("Give a number from 0 to 100.")).to_be_visible()
    first.fill("85")
    expect(card.get_by_role("slider").first).to_have_value("85")
    card.get_by_role("slider").nth(1).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(second).to_have_value("0.1")
    show.click()
    result = card.get_by_role("group", name="Your guess and the real figure")
    expect(result).to_be_focused()
    expect(show).to_be_hidden()
    expect(result).to_contain_text("Your guess: 85 of every 100 The figure: 71.5 of every 100")
    expect(result).to_contain_text("Your guess was 13.5 higher.")
    expect(result).to_contain_text("Your guess was 56.7 lower.")
    expect(result).to_contain_text("The gap is the point.")
    expect(result.get_by_role("link")).to_have_attribute(
        "href", f"../book/about/evidence/{ROW.split('.')[0]}.html#{ROW}"
    )
    expect(result.locator("svg")).to_have_count(2)
    text = result.inner_text().lower()
    assert not re.search(r"\b(right|wrong|correct|score|well done|sorry)\b", text)
    mine(page)
    page.reload()
    expect(result).to_be_visible()
    card.get_by_role("button", name="Guess again").click()
    expect(first).to_be_focused()
    expect(first).to_have_value("85")


def test_recall_gives_the_reason_and_no_score(visit: Open) -> None:
    page = visit()
    card = page.locator(".wb-recall")
    asked = card.get_by_role("group", name="Who spoke first?")
    check = asked.get_by_role("button", name="Check")
    check.click()
    expect(asked.get_by_role("status")).to_have_text(
        "Choose an answer first. A guess is fine: there is no score."
    )
    asked.get_by_label("The board").check()
    expect(asked.get_by_role("status")).to_have_text("")
    check.click()
    expect(asked.get_by_role("status")).to_have_text("Not quite: It looked at money.")
    expect(asked.get_by_label("The board")).to_be_focused()
    last = asked.locator(".wb-answer > *").last
    expect(last).to_have_text("The right answer is B. Families: They kept on.")
    expect(asked.locator(".wb-right")).to_contain_text("Families")
    expect(asked.locator("details").get_by_text("It rated the trust well.")).to_be_hidden()
    asked.get_by_text("The other answers, and why").click()
    expect(asked.locator("details").get_by_text("It rated the trust well.")).to_be_visible()
    expect(asked.locator("details li")).to_have_count(1)
    asked.get_by_label("Families").check()
    expect(asked.get_by_role("status")).to_have_text("")
    check.click()
    expect(asked.get_by_role("status")).to_have_text("Right: They kept on.")
    expect(asked.locator(".wb-right-answer")).to_have_count(0)
    mine(page)
    page.reload()
    expect(asked.get_by_label("Families")).to_be_checked()
    expect(asked.get_by_role("status")).to_have_text("Right: They kept on.")
    assert not re.search(r"\b\d+ (of|out of|/) \d+\b|(?<!no )score|total|points", card.inner_text().lower())


def test_all_of_it_by_keyboard(visit: Open) -> None:
    page = visit()
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        active = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return null;
            const shown = e.matches('[type=radio]') ? e.parentElement : e;
            const r = shown.getBoundingClientRect(), s = getComputedStyle(shown);
            const bar = document.querySelector('.wb-bar').getBoundingClientRect();
            return {name: e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '',
              tag: e.localName, outline: s.outlineStyle, height: r.height,
              clear: e.closest('.wb-bar') !== null || Math.min(r.top, innerHeight) < bar.top}; }"""
        )
        if active is None:
            break
        assert active["outline"] != "none" and active["clear"], active
        assert active["height"] >= 44 or active["tag"] == "a", active
        seen.append(active["name"])
    joined = "\n".join(seen)
    for name in (
        "What would shock",
        "I would feel secure.",
        "Show the real figures",
        "The board",
        "Check",
        "Copy as text",
        "Hide",
    ):
        assert name in joined
    assert len(seen) < 60


# --- when something is missing -------------------------------------------------------------------


def test_an_activity_that_cannot_start_stays_readable(visit: Open, address: str) -> None:
    page = visit(address.replace("page.html", "broken.html"))
    broken = page.locator("[data-key='a-test.noticing']")
    expect(broken.locator(".wb-fallback")).to_be_visible()
    expect(broken).to_contain_text("What would shock a visitor?")
    expect(broken).to_contain_text("This activity could not start in this browser.")
    expect(page.get_by_role("textbox", name="What do we count?")).to_be_visible()


def test_a_page_without_activities_has_no_bar_and_can_be_hidden(visit: Open, address: str) -> None:
    page = visit(address.replace("page.html", "none.html"))
    expect(page.locator(".wb-bar")).to_have_count(0)
    page.get_by_role("button", name="Hide", exact=True).click()
    page.wait_for_url("**/index.html")


def test_without_a_script_everything_can_be_read(new_window: NewWindow, address: str) -> None:
    context = new_window(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    for words in ("What would shock a visitor?", "Not a person.", "I would feel secure.", "Families"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_text("The real figures").click()
    expect(page.get_by_text("71.5")).to_be_visible()
    page.get_by_text("The answer, and the reason for each").first.click()
    expect(page.get_by_text("They kept on.")).to_be_visible()


@at_each_width
def test_nothing_is_wider_than_the_window(visit: Open, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 600})
    box(page).fill("Long" * 60)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    line = page.locator(".wb-bar-line").bounding_box()
    assert line["height"] <= 60 and line["x"] >= 0 and line["x"] + line["width"] <= width
