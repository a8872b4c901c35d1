"""Scenario, plan and ask on a page, in a real browser: opened, kept, said, printed alone, by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import at_each_width, axe, in_both_colours, mine, stored, watched
from playwright.sync_api import BrowserContext, Locator, Page, expect
from windows import NewWindow

import workbook

EXAMPLES = json.loads((Path(__file__).parents[1] / "examples" / "scenario_plan_ask.json").read_text("utf-8"))
QUESTION = "What do you say, and what do you do next?"
WHY = "What in the worked example would you keep"
LONG = "A named person who rings back within the week. " * 12


def activities() -> list:
    return [
        workbook.scenario(
            "late-tablets",
            "The evening tablets are still in their pot.\n\n“Just sign it,” says the night nurse.",
            QUESTION,
            worked=[workbook.step("Ask her to check with you.", "The person comes first.")] * 3,
            ways=[
                workbook.way("Sign it.", costs="The record is false.", pays="Whoever trusts the chart."),
                workbook.way("Report it.", costs="A cold week.", pays="You, mostly."),
            ],
        ),
        workbook.plan("one-thing", "A moment that comes round anyway.", "Small enough for a bad day."),
        workbook.ask(
            "easier",
            "What would make it easier to raise a worry?",
            roles=["the registered manager", "the practice manager"],
            what_hint="One thing that can be given or refused.",
            why_hint="One line.",
        ),
    ]


Open = Callable[[], Page]


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open the page; at the end, nothing may have gone wrong in it."""
    wrong: list[str] = []

    def open_page() -> Page:
        page = watched(context, wrong)
        page.goto(address)
        return page

    yield open_page
    assert wrong == []


def card(page: Page, kind: str) -> Locator:
    return page.locator(f"[data-activity={kind}]")


def answer(page: Page) -> Locator:
    return page.get_by_role("textbox", name=QUESTION)


def write_all(page: Page) -> None:
    answer(page).fill("Ask her to check.")
    page.get_by_label("When …").fill("When she says “just sign it”,")
    page.get_by_label("then I will …").fill("Then I will Ask her to look with me.")
    page.get_by_label("A date to look back").fill("2027-01-14")
    page.get_by_label("Someone to tell").fill("a colleague I trust")
    page.get_by_label("What is asked").fill("A call back within the week.\nBy a named person.")
    page.get_by_label("Asked of").fill("the registered manager")
    page.get_by_label("Wanted by").fill("2027-01-31")
    page.get_by_label("Why it matters").fill("We stop telling.")


def sheets(page: Page) -> int:
    """How many sheets of paper a print takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def copied(page: Page, kind: str) -> str:
    """What "Copy as text" gives, from the box where it is shown when the clipboard is refused."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined})")
    card(page, kind).get_by_role("button", name="Copy as text").click()
    text = card(page, kind).locator(".wb-copy-box textarea").input_value()
    card(page, kind).get_by_role("button", name="Close", exact=True).click()
    return text


# --- scenario: one's own answer first ------------------------------------------------------------


def test_the_worked_example_waits_for_an_answer(visit: Open) -> None:
    page = visit()
    example = page.get_by_role("group", name="A worked example")
    look = page.get_by_role("button", name="Show a worked example")
    expect(example).to_be_hidden()
    for too_little in ("", "   ", "Ask her"):
        answer(page).fill(too_little)
        look.click()
        expect(example).to_be_hidden()
        told = card(page, "scenario").locator(".wb-told[role=status]").first
        expect(told).to_have_text("First write a few words on what you would do. Nobody sees them but you.")
        expect(answer(page)).to_be_focused()
    answer(page).fill("Ask her to check.")
    expect(told).to_be_empty()
    look.click()
    expect(example).to_be_visible()
    expect(example).to_be_focused()
    expect(look).to_be_hidden()
    for words in ("The person comes first.", "What it costs:", "A cold week.", "Who pays:", "You, mostly."):
        expect(example.get_by_text(words).first).to_be_visible()
    page.get_by_role("textbox", name=WHY).fill("Keep the question.")
    assert "Keep the question." in copied(page, "scenario")


def test_nobody_has_to_type(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="I would rather think it than write it").click()
    expect(page.get_by_role("group", name="A worked example")).to_be_focused()
    page.get_by_role("button", name="Close the worked example").click()
    expect(page.get_by_role("group", name="A worked example")).to_be_hidden()
    expect(answer(page)).to_be_focused()


# --- plan: one sentence --------------------------------------------------------------------------


def test_the_card_says_the_plan_as_one_sentence(visit: Open) -> None:
    page = visit()
    said = page.locator(".wb-sentence")
    assert "When" in said.inner_text() and page.locator(".wb-sentence .wb-gap").count() == 2
    write_all(page)
    expect(said).to_have_text("When she says “just sign it”, then I will ask her to look with me.")
    expect(card(page, "plan").locator(".wb-more")).to_contain_text("14 January 2027")
    expect(card(page, "plan")).not_to_contain_text(re.compile("well done|great|!", re.IGNORECASE))
    assert "then I will ask her to look with me.\n\n- Look back on: 14 January 2027" in copied(page, "plan")


# --- ask: a sheet of its own ---------------------------------------------------------------------


def test_print_this_ask_prints_the_sheet_and_nothing_else(visit: Open) -> None:
    page = visit()
    write_all(page)
    page.evaluate("void (window.print = () => { window.printed = (window.printed || 0) + 1; })")
    page.get_by_role("button", name="Print this request").click()
    assert page.evaluate("window.printed") == 1
    expect(page.locator("main")).to_be_visible()
    page.emulate_media(media="print")
    on_paper = page.evaluate("document.body.innerText")
    for words in (
        "the registered manager",
        "A call back within the week.\nBy a named person.",
        "We stop telling.",
        "31 January 2027",
        "Asked by (sign, or write “a group”)",
        "Please reply within 14 days, in writing, without asking who said what.",
        "Date of the reply",
    ):
        assert words in on_paper
    for words in ("A test", "What would make it easier", "Ask her", "colleague", "This page sends", "Hide"):
        assert words not in on_paper
    assert sheets(page) == 1
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("body > .wb-alone")).to_have_count(0)
    assert page.evaluate("document.documentElement.className.includes('wb-one-sheet')") is False
    page.emulate_media(media="print")
    assert "A test" in page.evaluate("document.body.innerText")


@pytest.mark.parametrize("what", ["", LONG], ids=["empty", "long"])
def test_an_ask_is_one_sheet_of_paper(visit: Open, what: str) -> None:
    page = visit()
    page.get_by_label("What is asked").fill(what)
    page.evaluate("void (window.print = () => {})")
    page.get_by_role("button", name="Print this request").click()
    assert sheets(page) == 1


def test_copying_gives_the_same_as_the_sheet(visit: Open) -> None:
    page = visit()
    write_all(page)
    expect(card(page, "ask").get_by_role("link", name="For the person you ask")).to_have_attribute(
        "href", "../book/if-you-are-asked.html"
    )
    text = copied(page, "ask")
    page.emulate_media(media="print")
    sheet = card(page, "ask").locator(".wb-sheet").inner_text()
    for line in sheet.splitlines():
        assert line.strip() in text, line


def test_roles_are_suggested_and_any_other_can_be_written(visit: Open) -> None:
    page = visit()
    box = page.get_by_label("Asked of")
    choices = page.evaluate("(box) => [...box.list.options].map((one) => one.value)", box.element_handle())
    assert choices == ["the registered manager", "the practice manager"]
    box.fill("the owner")
    assert "Asked of: the owner" in copied(page, "ask")


# --- what all three promise ----------------------------------------------------------------------


def test_everything_typed_is_kept_and_comes_back(visit: Open) -> None:
    page = visit()
    write_all(page)
    page.get_by_role("button", name="Show a worked example").click()
    page.get_by_role("textbox", name=WHY).fill("Keep it.")
    mine(page)
    before = [copied(page, kind) for kind in ("scenario", "plan", "ask")]
    page.reload()
    expect(page.get_by_role("group", name="A worked example")).to_be_visible()
    assert [copied(page, kind) for kind in ("scenario", "plan", "ask")] == before
    expect(page.get_by_label("A date to look back")).to_have_value("2027-01-14")
    kept = stored(page)
    assert kept["a-test.easier"]["value"] == {
        "what": "A call back within the week.\nBy a named person.",
        "of": "the registered manager",
        "by": "2027-01-31",
        "why": "We stop telling.",
    }
    assert set(kept["a-test.one-thing"]["value"]) == {"when", "then", "date", "tell"}


@pytest.mark.parametrize("answered", [False, True], ids=["empty", "answered"])
def test_on_paper_everything_is_open_and_no_box_is_left(visit: Open, answered: bool) -> None:
    page = visit()
    if answered:
        write_all(page)
    page.emulate_media(media="print")
    for words in ("The person comes first.", "A cold week.", WHY, "Asked of", "Date of the reply"):
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
    expect(page.locator("main :is(textarea, input, button)").locator("visible=true")).to_have_count(0)
    plan = card(page, "plan")
    if answered:
        expect(plan.locator(".wb-sentence")).to_be_visible()
        expect(plan.get_by_text("A moment that comes round anyway.")).to_be_hidden()
        expect(card(page, "scenario").get_by_text("Ask her to check.").locator("visible=true")).to_have_count(
            1
        )
        expect(card(page, "ask").locator(".wb-sheet")).to_contain_text("A call back within the week.")
    else:
        expect(plan.locator(".wb-sentence")).to_be_hidden()
        expect(plan.get_by_text("A moment that comes round anyway.")).to_be_visible()
        expect(card(page, "ask").locator(".wb-sheet .wb-rule").first).to_be_visible()


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit()
    answer(page).focus()
    page.keyboard.type("Ask her to check.")
    name = "document.activeElement.textContent || document.activeElement.labels?.[0]?.textContent"
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(str(page.evaluate(name)))
        size = page.evaluate(
            "(() => { const e = document.activeElement, shown = e.type === 'checkbox' ? e.closest('label') : e;"
            " return e.matches('button, input, textarea') ? shown.getBoundingClientRect().height : 44; })()"
        )
        assert size >= 43.5, seen[-1]
        if seen[-1] == "Show a worked example":
            page.keyboard.press("Enter")
            expect(page.get_by_role("group", name="A worked example")).to_be_focused()
        if seen[-1] == "Print this request":
            break
    told = "\n".join(seen)
    for label in (
        WHY,
        "When …",
        "then I will …",
        "Someone to tell",
        "What is asked",
        "Asked of",
        "Print this",
    ):
        assert label in told


@at_each_width
def test_nothing_is_wider_than_the_window(visit: Open, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 700})
    write_all(page)
    page.get_by_role("button", name="Show a worked example").click()
    for label in ("When …", "What is asked", "Someone to tell"):
        page.get_by_label(label).fill("Long" * 60)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@in_both_colours
def test_axe_finds_nothing(new_window: NewWindow, address: str, colours: str) -> None:
    context = new_window(color_scheme=colours, bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    write_all(page)
    page.get_by_role("button", name="Show a worked example").click()
    assert axe(page) == []


def test_without_a_script_everything_can_be_read(new_window: NewWindow, address: str) -> None:
    context = new_window(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("The person comes first.").first).to_be_hidden()
    page.locator("summary").click()
    for words in ("The person comes first.", "A cold week.", "A moment that comes round anyway.", "Asked of"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_each_label_has_its_own_box_where_every_activity_is_a_module_of_its_own(visit: Open) -> None:
    """In JupyterLab each activity runs in its own copy of its module, and all are on one page."""
    page = visit()
    specs = [
        next(one["spec"] for one in EXAMPLES if one["spec"]["kind"] == k) for k in ("plan", "plan", "ask")
    ]
    twice = page.evaluate(
        """async (specs) => {
          for (const [place, spec] of specs.entries()) {
            const { default: kind } = await import(`../_static/jupyter/${spec.kind}.js?copy=${place}`);
            const el = document.body.appendChild(document.createElement("div"));
            const get = (name) => ({ spec, value: null, where: "file", why: "" })[name];
            kind.render({ model: { get, set() {}, save_changes() {}, on() {}, off() {} }, el });
          }
          const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
          return ids.filter((id, place) => ids.indexOf(id) !== place);
        }""",
        specs,
    )
    assert twice == []
    expect(page.get_by_label("Asked of")).to_have_count(2)
