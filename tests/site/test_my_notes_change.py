"""My notes: an answer changed where it is shown, and what a copy leaves out."""

from __future__ import annotations

import time

import pytest
from notes_page import FIRST, FIRST_ASKED, SECOND, Open, clear, entry, give
from pages import CHAPTER, at_each_width, axe, in_both_colours, mine, stored, until
from playwright.sync_api import Locator, Page, expect

from workbook.kit.learner import file as notes_file

SENSITIVE = "a-promise-to-learn.asked-first"
TOGETHER = "a-promise-to-learn.put-it-together"
VALUES = {
    "reflect": {"text": "The bell."},
    "predict": {"guesses": {"safe-to-speak-up": 50}, "shown": False},
    "recall": {"answers": {"no-such": "a"}, "checked": []},
    "scenario": {"text": "I would ask.", "shown": False, "why": ""},
    "plan": {"when": "the bell rings", "then": "look up", "date": "", "tell": ""},
    "ask": {"what": "A call back.", "of": "the manager", "by": "", "why": ""},
}


@pytest.fixture
def root_url(site_url: str) -> str:
    return site_url


def note(page: Page, key: str = FIRST) -> Locator:
    return page.locator(f"[data-note='{key}']")


def change(page: Page, key: str = FIRST) -> Locator:
    return note(page, key).get_by_role("button", name="Edit: ")


def done(page: Page) -> None:
    page.get_by_role("button", name="Done", exact=True).click()


def test_an_answer_is_changed_where_it_is_shown(visit: Open) -> None:
    page = visit(kept={FIRST: entry("The bell."), SECOND: entry("The board.")})
    change(page).click()
    box = note(page).get_by_role("textbox", name=FIRST_ASKED)
    expect(box).to_be_focused()
    expect(box).to_have_value("The bell.")
    page.keyboard.type(" It rings for Mrs Khan.")
    expect(note(page).locator(".wb-guard").get_by_text("This looks like a name: “Mrs Khan”.")).to_be_visible()
    expect(page.locator(".wb-bar-where")).to_have_text("Kept on this device")
    expect(note(page).get_by_text("Kept on this device").first).to_be_hidden()  # the bar alone says it
    expect(note(page, SECOND).get_by_text("The board.")).to_be_visible()
    done(page)
    expect(note(page).locator(".wb-note-answer")).to_have_text("The bell. It rings for Mrs Khan.")
    expect(note(page).locator("textarea")).to_have_count(0)
    expect(change(page)).to_be_focused()
    note(page).get_by_text("An earlier version").click()
    expect(note(page).locator(".wb-note-earlier")).to_contain_text("The bell.")
    change(page).click()
    page.keyboard.type(" Still.")
    done(page)
    until(lambda: "Still." in stored(page)[FIRST]["value"]["text"])
    kept = stored(page)[FIRST]
    assert [one["value"]["text"] for one in kept["earlier"]] == ["The bell."]
    page.goto(page.url.replace("book/my-notes.html", CHAPTER))
    expect(page.locator(f"[id='{FIRST}'] textarea")).to_have_value(kept["value"]["text"])


def test_an_earlier_version_can_be_deleted_for_good(visit: Open) -> None:
    before = {"value": {"text": "It rings for Mrs Khan."}, "when": "2025-12-01T10:00:00Z"}
    page = visit(kept={FIRST: entry("It rings.", "2026-01-01T10:00:00Z", "reflect", before)})
    earlier = note(page).get_by_text("An earlier version")
    earlier.click()
    delete = note(page).get_by_role("button", name="Delete this version")
    delete.click()
    note(page).get_by_role("button", name="No, keep it").click()
    expect(delete).to_be_focused()
    delete.click()
    expect(note(page).get_by_role("button", name="Yes, delete it for good")).to_be_focused()
    page.keyboard.press("Enter")
    expect(earlier).to_have_count(0)
    expect(note(page).locator(".wb-note-answer")).to_have_text("It rings.")
    assert stored(page)[FIRST]["earlier"] == []


def test_what_was_written_in_another_form_of_an_answer_is_shown(visit: Open) -> None:
    value = {"frame": "blank", "parts": {"what": "The bell, in three questions."}}
    page = visit(kept={TOGETHER: {**entry(""), "value": value}})
    expect(note(page, TOGETHER)).to_contain_text("You wrote this in another form of this answer.")
    expect(note(page, TOGETHER)).to_contain_text("The bell, in three questions.")


def test_every_kind_opens_its_own_form(visit: Open) -> None:
    page = visit()
    specs = page.evaluate("whysAndHowsCatalogue.chapters.flatMap((one) => one.activities)")
    seen = {spec["kind"]: spec for spec in specs if spec["kind"] in VALUES}
    assert set(seen) == set(VALUES)
    kept = {
        spec["key"]: {**entry("", kind=kind), "prompt": spec["prompt"], "value": VALUES[kind]}
        for kind, spec in seen.items()
    }
    give(page, notes_file.dumps(kept))
    page.get_by_role("button", name="Yes, load it").click()
    for kind, spec in seen.items():
        change(page, spec["key"]).click()
        form = note(page, spec["key"]).locator(f".wb-activity.wb-{kind}")
        expect(form).to_be_visible()
        focused = page.locator(":focus")
        assert form.evaluate("(form) => form.contains(document.activeElement)")
        assert focused.evaluate("(one) => one.matches('textarea, input, button')")
        expect(page.locator(".wb-notes-body .wb-activity")).to_have_count(1)
    done(page)
    expect(change(page, spec["key"])).to_be_focused()


def test_no_button_where_the_book_has_no_such_activity(visit: Open) -> None:
    page = visit(kept={"old-chapter.thing": entry("Words."), FIRST: {**entry("x"), "kind": "horoscope"}})
    expect(page.locator(".wb-note")).to_have_count(2)
    expect(page.get_by_role("button", name="Edit: ")).to_have_count(0)


def test_an_answer_made_empty_is_kept_as_an_earlier_version(visit: Open) -> None:
    page = visit(kept={FIRST: entry("The bell.")})
    change(page).click()
    note(page).get_by_role("textbox").fill("")
    done(page)
    expect(note(page)).to_contain_text("Nothing written here.")
    expect(note(page).get_by_text("An earlier version")).to_be_visible()


def test_two_tabs_show_the_same_and_neither_takes_the_other_s_place(visit: Open) -> None:
    one = visit(kept={FIRST: entry("The bell."), SECOND: entry("The board.")})
    other = visit()
    change(one).click()
    one.keyboard.type(" It rings.")
    expect(note(other).locator(".wb-note-answer")).to_have_text("The bell. It rings.")
    change(other, SECOND).click()
    other.keyboard.type(" Then?")
    expect(note(one).get_by_role("textbox")).to_be_focused()
    one.keyboard.type(" Still.")
    done(one)
    expect(note(one, SECOND).locator(".wb-note-answer")).to_have_text("The board. Then?")
    change(one, SECOND).click()
    other.keyboard.type(" And then?")
    expect(note(one, SECOND).get_by_role("textbox")).to_have_value("The board. Then? And then?")
    done(other)
    clear(other)
    for page in (one, other):
        expect(page.locator(".wb-note")).to_have_count(0)
        expect(page.get_by_role("textbox")).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0


def test_loading_a_file_while_a_form_is_open_changes_what_is_in_it(visit: Open) -> None:
    page = visit(kept={FIRST: entry("The bell.")})
    change(page).click()
    give(
        page,
        notes_file.dumps({FIRST: entry("From the file.", "2099-01-01T10:00:00Z"), SECOND: entry("New.")}),
    )
    page.get_by_role("button", name="Yes, load it").click()
    expect(note(page, SECOND)).to_be_visible()
    expect(note(page)).to_contain_text("From the file.")
    until(lambda: len(stored(page)) == 2)
    assert [one["value"]["text"] for one in stored(page)[FIRST]["earlier"]] == ["The bell."]


def test_one_of_ten_thousand_is_changed_without_waiting(visit: Open) -> None:
    page = visit()
    give(
        page,
        notes_file.dumps(
            {f"c{n % 40}.note-{n}": entry(f"Note {n}. " * 20) for n in range(10_000)}
            | {FIRST: entry("Bell.")}
        ),
    )
    expect(page.get_by_role("button", name="Yes, load it")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Yes, load it").click()
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".wb-note")).to_have_count(81)
    mine_button = page.locator(".wb-bar").get_by_role("button", name="Change")
    mine_button.click()
    mine(page)
    assert page.locator("textarea").count() == 0
    change(page).click()
    begun = time.monotonic()
    page.keyboard.type(" It rings and rings and rings.")
    assert time.monotonic() - begun < 10
    done(page)
    expect(note(page).locator(".wb-note-answer")).to_have_text("Bell. It rings and rings and rings.")
    expect(page.locator(".wb-note")).to_have_count(81)


def copied(page: Page, button: Locator) -> str:
    button.click()
    box = page.locator(".wb-copy-box")
    text = box.locator("textarea").input_value()
    box.get_by_role("button", name="Close").click()
    return text


def test_sensitive_answers_are_copied_only_when_they_are_asked_for(visit: Open) -> None:
    spec = {SENSITIVE: entry("Hard words."), "a-promise-to-learn.smaller": entry("Elsewhere.")}
    page = visit(
        kept={FIRST: entry("The bell."), **spec},
        before="Object.defineProperty(navigator, 'clipboard', { get: () => undefined });",
    )
    everything = page.locator(".wb-notes-actions").get_by_role("button", name="Copy as text")
    section = page.locator(".wb-notes-body > section").filter(has=note(page, SENSITIVE))
    chapter = section.locator(".wb-notes-head").get_by_role("button", name="Copy as text")
    said = page.locator(".wb-notes-left-out:visible")
    expect(said).to_have_count(2)
    left_out = "1 answer to a sensitive question is left out of the copy"
    expect(said.first).to_contain_text(f"{left_out} and of what is printed.")
    expect(said.nth(1)).to_contain_text(f"{left_out}.")
    assert "Hard words." not in copied(page, everything) and "The bell." in copied(page, everything)
    assert "Hard words." not in copied(page, chapter)
    said.first.get_by_role("checkbox", name="Copy it and print it too").check()
    expect(said.first).to_contain_text("1 answer to a sensitive question is copied and printed too.")
    assert "Hard words." in copied(page, everything)
    assert "Hard words." not in copied(page, chapter)
    said.nth(1).get_by_role("checkbox", name="Copy it too").check()
    assert "Hard words." in copied(page, chapter)
    assert "Hard words." in copied(page, note(page, SENSITIVE).get_by_role("button", name="Copy as text"))
    other = page.locator(".wb-notes-body > section").filter(has=note(page))
    expect(other.locator(".wb-notes-left-out")).to_be_hidden()


def test_paper_has_every_answer_but_sensitive_ones_that_were_not_added(visit: Open) -> None:
    many = {f"other-edition.note-{n}": entry(f"Note {n}.") for n in range(45)}
    page = visit(kept={SENSITIVE: entry("Hard words."), **many})
    expect(page.locator(".wb-note")).to_have_count(41)

    def on_paper() -> str:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        text = page.locator("main").inner_text()
        page.emulate_media(media="screen")
        return text

    text = on_paper()
    assert all(f"Note {n}." in text for n in range(45)), "those behind “Show more” are printed too"
    assert "Hard words." not in text
    assert "is left out of the copy and of what is printed." in text
    page.get_by_role("checkbox", name="Copy it and print it too").check()
    assert "Hard words." in on_paper()


def test_a_copy_of_nothing_but_sensitive_answers_names_no_chapter(visit: Open) -> None:
    page = visit(
        kept={SENSITIVE: entry("Hard words.")},
        before="Object.defineProperty(navigator, 'clipboard', { get: () => undefined });",
    )
    everything = page.locator(".wb-notes-actions").get_by_role("button", name="Copy as text")
    assert copied(page, everything) == "The Whys and the Hows\n"


@in_both_colours
@at_each_width
def test_axe_finds_nothing_while_an_answer_is_changed(visit: Open, colours: str, width: int) -> None:
    page = visit(kept={FIRST: entry("The bell."), SENSITIVE: entry("Hard words.")})
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    change(page).click()
    page.keyboard.type(" Mrs Khan rang.")
    expect(page.locator(".wb-guard")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
