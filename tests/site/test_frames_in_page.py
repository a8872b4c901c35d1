"""A reflection with a frame, in a real browser: chosen, switched, kept, copied, printed, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from pages import at_each_width, axe, in_both_colours, keep, mine, watched
from playwright.sync_api import BrowserContext, Locator, Page, expect
from windows import NewWindow

import workbook
from workbook.kit.activities.frames import FRAMES

PROMPT = "What do you see now?"
KEY = "a-test.together"
LABELS = [one["label"] for one in FRAMES]


def activities() -> list:
    return [workbook.reflect("together", PROMPT, hint="Not a person.", risk=True, framed=True)]


Open = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open the page, with an answer that is kept there already; at the end, nothing may have gone wrong."""
    wrong: list[str] = []

    def open_page(kept: dict | None = None) -> Page:
        page = watched(context, wrong)
        page.goto(address)
        if kept is not None:
            entry = {
                "kind": "reflect",
                "prompt": PROMPT,
                "value": kept,
                "when": "2026-01-01T10:00:00Z",
                "earlier": [],
            }
            keep(page, {KEY: entry})
        return page

    yield open_page
    assert wrong == []


def boxes(page: Page) -> Locator:
    return page.locator("main textarea").locator("visible=true")


def choose(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label).check()


def write(page: Page, label: str) -> list[str]:
    """Write something of its own in each box of a frame."""
    choose(page, label)
    said = [f"{label} {place}." for place in range(boxes(page).count())]
    for place, words in enumerate(said):
        boxes(page).nth(place).fill(words)
    return said


def written(page: Page, label: str) -> list[str]:
    choose(page, label)
    return [one.input_value() for one in boxes(page).all()]


def copied(page: Page) -> str:
    """What "Copy as text" gives, from the box where it is shown when the clipboard is refused."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined})")
    page.get_by_role("button", name="Copy as text").click()
    text = page.locator(".wb-copy-box textarea").input_value()
    page.get_by_role("button", name="Close", exact=True).click()
    return text


def test_the_three_questions_come_first_and_the_reader_may_choose(visit: Open) -> None:
    page = visit()
    chooser = page.get_by_role("group", name="How would you like to write?")
    assert [one.inner_text() for one in chooser.locator("label").all()] == LABELS
    expect(page.get_by_role("radio", name="Three questions")).to_be_checked()
    for frame in FRAMES:
        choose(page, frame["label"])
        expect(boxes(page)).to_have_count(len(frame["parts"]))
        for part in frame["parts"]:
            box = page.get_by_role("textbox", name=part["label"] or PROMPT, exact=True)
            expect(box).to_be_visible()
            expect(box).to_have_accessible_description(re.compile(re.escape(part["hint"] or "Not a person.")))
        if frame["credit"]:
            expect(page.get_by_text(frame["credit"])).to_be_visible()
        expect(page.get_by_text("This page sends nothing.")).to_have_count(1)


def test_switching_loses_nothing_and_copies_what_is_seen(visit: Open) -> None:
    page = visit()
    said = {label: write(page, label) for label in LABELS}
    for label in [*LABELS, *LABELS]:
        assert written(page, label) == said[label]
        text = copied(page)
        for other, words in said.items():
            assert all((one in text) == (other == label) for one in words)
    kept = page.get_by_text("Only what you see here is copied or printed.")
    expect(kept).to_have_text(
        "What you wrote under “Three questions” and “A blank page” is kept. "
        "Only what you see here is copied or printed."
    )
    for label in LABELS[:2]:
        choose(page, label)
        for box in boxes(page).all():
            box.fill("")
    expect(kept).to_have_count(1)
    choose(page, "A longer frame")
    expect(kept).to_have_count(0)


def test_everything_comes_back_after_a_reload(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="Change where my words are kept").first.click()
    mine(page)
    said = {label: write(page, label) for label in LABELS}
    choose(page, "A blank page")
    page.reload()
    expect(page.get_by_role("radio", name="A blank page")).to_be_checked()
    assert {label: written(page, label) for label in LABELS} == said
    value = json.loads(page.evaluate("localStorage['whys-and-hows.notes']"))["entries"][KEY]["value"]
    assert value["text"] == "A blank page 0." and value["parts"]["now-what"] == "Three questions 2."


def test_an_old_answer_opens_on_the_blank_page(visit: Open) -> None:
    page = visit(kept={"text": "From before."})
    expect(page.get_by_role("radio", name="A blank page")).to_be_checked()
    assert written(page, "A blank page") == ["From before."]
    assert write(page, "Three questions")
    assert written(page, "A blank page") == ["From before."]


def test_the_guard_watches_every_box(visit: Open) -> None:
    page = visit()
    for label in LABELS:
        choose(page, label)
        for place in range(boxes(page).count()):
            boxes(page).nth(place).fill("Her NHS number is 943 476 5919.")
            note = page.locator(".wb-guard").locator("visible=true")
            expect(note).to_have_count(1)
            expect(note).to_contain_text("an NHS number")
            boxes(page).nth(place).fill("")
            boxes(page).nth(place).press("a")
            expect(note).to_have_count(0)


@pytest.mark.parametrize("label", LABELS)
def test_on_paper_stands_the_frame_that_was_chosen(visit: Open, label: str) -> None:
    page = visit()
    said = {one: write(page, one) for one in LABELS}
    choose(page, label)
    page.emulate_media(media="print")
    for one, words in said.items():
        for text in words:
            expect(page.locator(".wb-mirror:visible", has_text=text)).to_have_count(int(one == label))
    expect(page.locator("main :is(textarea, input, button, legend)").locator("visible=true")).to_have_count(0)


def test_on_paper_an_empty_frame_leaves_room_to_write(visit: Open) -> None:
    page = visit()
    page.emulate_media(media="print")
    rooms = page.locator(".wb-lines").locator("visible=true")
    expect(rooms).to_have_count(3)
    assert all(one.bounding_box()["height"] >= 80 for one in rooms.all())


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit()
    page.get_by_role("radio", name="Three questions").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="A blank page")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="A longer frame")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("The bell.")
    assert written(page, "A longer frame")[0] == "The bell."


@at_each_width
def test_nothing_is_wider_than_the_window(visit: Open, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 700})
    for label in LABELS:
        choose(page, label)
        boxes(page).first.fill("Long" * 60)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for choice in page.locator(".wb-option").all():
        assert choice.bounding_box()["height"] >= 44


@in_both_colours
def test_axe_finds_nothing(new_window: NewWindow, address: str, colours: str) -> None:
    context = new_window(color_scheme=colours, bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    for label in LABELS:
        write(page, label)
        assert axe(page) == []


def test_without_a_script_the_three_questions_can_be_read(new_window: NewWindow, address: str) -> None:
    context = new_window(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    for part in FRAMES[0]["parts"]:
        expect(page.get_by_text(part["hint"])).to_be_visible()
    expect(page.get_by_text("Or use paper.")).to_be_visible()


def test_in_a_page_of_its_own_module_as_in_jupyterlab(visit: Open) -> None:
    """A copy of the module, a model with a kernel's manners: what is typed is set and saved, part by part."""
    page = visit()
    spec = page.evaluate("JSON.parse(document.querySelector('main script').textContent)")
    value = page.evaluate(
        """async (spec) => {
          const { default: kind } = await import("../_static/jupyter/reflect.js");
          const el = document.body.appendChild(document.createElement("div"));
          el.id = "lab";
          const state = { spec, value: null, where: "file", why: "" };
          const heard = [];
          const model = {
            get: (name) => state[name],
            set: (name, to) => { state[name] = to; heard.forEach((fn) => fn()); },
            save_changes() { state.saved = state.value; },
            on: (name, fn) => name === "change:value" && heard.push(fn),
            off() {},
          };
          const stop = kind.render({ model, el });
          el.querySelector("textarea").value = "The bell.";
          el.querySelector("textarea").dispatchEvent(new Event("input"));
          el.querySelector("[value=longer]").click();
          stop();
          return state.saved;
        }""",
        spec,
    )
    assert value == {"text": "", "frame": "longer", "parts": {"what": "The bell."}}


def test_what_is_typed_while_a_kernel_answers_is_not_undone(visit: Open) -> None:
    """A kernel repeats what it was sent, a moment later: by then more may have been typed, or chosen."""
    page = visit()
    spec = page.evaluate("JSON.parse(document.querySelector('main script').textContent)")
    sent = page.evaluate(
        """async (spec) => {
          const { default: kind } = await import("../_static/jupyter/reflect.js");
          const el = document.body.appendChild(document.createElement("div"));
          const state = { spec, value: null, where: "file", why: "" };
          const heard = [], sent = [];
          const set = (name, to) => { state[name] = to; heard.forEach((fn) => fn()); };
          const model = {
            get: (name) => state[name],
            set,
            save_changes: () => sent.push(state.value),
            on: (name, fn) => name === "change:value" && heard.push(fn),
            off() {},
          };
          const stop = kind.render({ model, el });
          const area = el.querySelector("textarea");
          const type = (text) => { area.value = text; area.dispatchEvent(new Event("input")); };
          type("The");
          area.dispatchEvent(new Event("blur"));
          type("The bell.");
          set("value", sent[0]);
          if (area.value !== "The bell.") return area.value;
          area.dispatchEvent(new Event("blur"));
          el.querySelector("[value=longer]").click();
          set("value", sent[1]);
          if (!el.querySelector("[value=longer]").checked) return "not chosen";
          stop();
          return sent;
        }""",
        spec,
    )
    assert [one["parts"]["what"] for one in sent] == ["The", "The bell.", "The bell."]
    assert [one["frame"] for one in sent] == ["three", "three", "longer"]
