"""Each kind of activity, done from beginning to end with keys alone: from the top of the page, past everything else."""

from __future__ import annotations

import pytest
from notes_page import Open
from pages import WHOLE
from playwright.sync_api import Locator, Page, expect

from workbook.kit import activities

CHAPTER = "notebooks/01-first-day.html"
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const label = [...(one.labels ?? [])].map((each) => each.innerText);
  const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const named = ids.map((id) => document.getElementById(id)?.innerText);
  return [one.getAttribute("aria-label"), ...named, ...label, one.innerText].filter(Boolean).join(" ");
}"""


def to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so; and see where one is."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            ring = page.evaluate(
                "() => { const e = document.activeElement, shown = e.closest('.wb-option') ?? e;"
                " return [e, shown].some((one) => getComputedStyle(one).outlineStyle !== 'none'); }"
            )
            assert ring, f"{name}: nothing shows that it has the focus"
            return
    pytest.fail(f"Tab never came to {name!r}")


def press(page: Page, name: str) -> None:
    """Come to a button, and press it."""
    to(page, name)
    page.keyboard.press("Enter")


def write(page: Page, name: str, words: str) -> None:
    """Come to a box, and write over what is in it."""
    to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def reflect(page: Page, card: Locator) -> None:
    write(page, "What do you see when the door opens?", "A sign.")
    expect(card.get_by_role("textbox").first).to_have_value("A sign.")
    press(page, "Copy as text")
    expect(card.get_by_text("Copied.").or_(page.get_by_label("press Ctrl+C"))).to_be_visible()


def predict(page: Page, card: Locator) -> None:
    write(page, "They would feel secure raising it:", "60")
    write(page, "They were confident that it would be dealt with:", "50")
    press(page, "Show the real figures")
    shown = card.get_by_role("group", name="Your guess and the real figure")
    expect(shown).to_be_focused()
    expect(shown).to_contain_text("Your guess: 60")
    press(page, "Guess again")
    expect(card.get_by_role("spinbutton").first).to_be_focused()


def recall(page: Page, card: Locator) -> None:
    to(page, "Somebody else.")
    page.keyboard.press("Space")
    press(page, "Check")
    expect(card.get_by_role("status").first).to_contain_text("Not quite")
    expect(card.get_by_role("radio", name="Somebody else.")).to_be_focused()
    page.keyboard.press("ArrowDown")
    press(page, "Check")
    expect(card.get_by_role("status").first).to_contain_text("Right")


def scenario(page: Page, card: Locator) -> None:
    write(page, "What do you do first?", "I ask who wrote the note on the kettle.")
    press(page, "Show a worked example")
    expect(card.get_by_role("group", name="A worked example")).to_be_focused()


def plan(page: Page, card: Locator) -> None:
    write(page, "When …", "the door opens")
    write(page, "then I will …", "look up")
    expect(card).to_contain_text("the door opens")
    assert "look up" in card.get_by_label("then I will …").input_value()


def ask(page: Page, card: Locator) -> None:
    write(page, "What is asked", "A sign at the door.")
    write(page, "Asked of", "the head of catering")
    to(page, "Print this request")
    assert card.get_by_label("Asked of").input_value() == "the head of catering"


def habits(page: Page, card: Locator) -> None:
    group = card.get_by_role("group").filter(has=page.get_by_role("radio")).first
    first = group.get_by_role("radio").first
    to(page, first.evaluate("one => one.labels[0].innerText"))
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio").nth(1)).to_be_checked()
    expect(card.get_by_text("To try").or_(card.get_by_text("One thing to try")).first).to_be_visible()


def prioritise(page: Page, card: Locator) -> None:
    press(page, "Move up: The way out")
    expect(card.locator(".wb-unseen[role=status]")).to_contain_text("The way out is now 1 of 3.")
    press(page, "See what was put first")
    expect(card.get_by_role("group", name="What was put first, and why")).to_be_focused()


def explore(page: Page, card: Locator) -> None:
    first = card.get_by_role("radio").first
    to(page, first.evaluate("one => one.labels[0].innerText"))
    before = card.locator("figcaption").inner_text()
    page.keyboard.press("ArrowDown")
    expect(card.locator("figcaption")).not_to_have_text(before)
    to(page, "The same figures as a table")
    page.keyboard.press("Enter")
    expect(card.get_by_role("table")).to_be_visible()


IN_ORDER = (reflect, prioritise, predict, explore, scenario, habits, plan, ask, recall)
"""As they stand on the page: somebody with a keyboard comes to one after another."""


def test_each_kind_is_done_by_keyboard_alone(visit: Open) -> None:
    assert {journey.__name__ for journey in IN_ORDER} == set(activities.BUILT_IN)
    page = visit(CHAPTER, WHOLE)
    for journey in IN_ORDER:
        journey(page, page.locator(f'[data-activity="{journey.__name__}"]').first)


def test_a_thing_that_keys_cannot_reach_is_missed(visit: Open) -> None:
    page = visit(CHAPTER, WHOLE)
    page.locator('[data-activity="scenario"] textarea').first.evaluate("box => { box.tabIndex = -1; }")
    with pytest.raises(pytest.fail.Exception, match="never came"):
        to(page, "What do you do first?")
