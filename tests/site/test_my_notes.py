"""My notes, in a real browser: seen in order, copied, saved, loaded, cleared, carried to a telephone."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import numpy
import pytest
import zxingcpp
from hypothesis import strategies as st
from notes_page import FIRST, FIRST_ASKED, PAGE, SECOND, Open, clear, drop, entry, give, panel, save
from pages import CHAPTER, at_each_width, axe, compressed, in_both_colours, mine, stored
from playwright.sync_api import Browser, BrowserContext, Page, expect
from windows import window

from workbook.kit.learner import file as notes_file
from workbook.kit.learner import merge, notes
from workbook.kit.learner.notes import Notes

EXAMPLES = json.loads((Path(__file__).parents[1] / "examples" / "notes_merge.json").read_text("utf-8"))
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { get: () => undefined });"
NO_FILES = "URL.createObjectURL = () => { throw new DOMException('no', 'SecurityError'); };"


@pytest.fixture
def root_url(site_url: str) -> str:
    return site_url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with window(
        browser,
        viewport={"width": 375, "height": 720},
        reduced_motion="reduce",
        permissions=["clipboard-read"],
    ) as made:
        yield made


# --- written in a chapter, seen here --------------------------------------------------------------


def test_written_seen_saved_cleared_and_loaded(visit: Open, tmp_path: Path) -> None:
    chapter = visit(f"{CHAPTER}#{SECOND}")
    box = chapter.locator(f"[id='{FIRST}'] textarea")
    chapter.locator(f"[id='{SECOND}'] textarea").first.fill("It was the board.")
    mine(chapter)
    chapter.goto(chapter.url.replace(SECOND, FIRST))
    box.fill("The bell <b>rings</b>.\nAnd नमस्ते rings 😀.")
    chapter.locator("header").get_by_role("link", name="My notes").click()
    page = chapter
    page.wait_for_url(f"**/{PAGE}")
    shown = page.locator(".wb-note")
    expect(shown).to_have_count(2)
    expect(shown.first.get_by_role("heading", name=FIRST_ASKED)).to_be_visible()
    expect(shown.first.locator(".wb-note-answer")).to_have_text("The bell <b>rings</b>.\nAnd नमस्ते rings 😀.")
    expect(shown.nth(1).locator(".wb-note-answer")).to_have_text("It was the board.")
    expect(page.locator(".wb-bar").get_by_role("link", name="My notes")).to_have_count(0)

    text = save(page)
    jsonschema.validate(json.loads(text), notes_file.schema())
    read = notes_file.loads(text)
    assert read == stored(page) and notes_file.dumps(read) == text
    assert Notes(tmp_path / "notes.json").merge(read)[FIRST]["value"]["text"].startswith("The bell")

    clear(page)
    for _ in range(2):
        expect(page.get_by_text("Nothing is written here yet")).to_be_visible()
        assert page.evaluate("localStorage.length") == 0
        page.reload()

    give(page, text)
    expect(panel(page)).to_contain_text("2 are new here.")
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Yes, load it").click()
    expect(shown).to_have_count(2)
    expect(page.locator(".wb-note-taking .wb-told")).to_contain_text("in this tab until you close it")
    assert page.evaluate("localStorage.length") == 0
    assert save(page) == text


def test_going_to_an_answer_arrives_at_it(visit: Open) -> None:
    page = visit(kept={SECOND: entry("It was the board.")})
    page.get_by_role("link", name="Open in the book").click()
    page.wait_for_url(f"**/{CHAPTER}#{SECOND}")
    there = page.locator(f"[id='{SECOND}']")
    expect(there.locator("textarea").first).to_have_value("It was the board.")
    expect(there).to_be_in_viewport()
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200", arg=SECOND
    )


def test_where_you_were_and_what_is_open_without_counting(visit: Open) -> None:
    page = visit(
        kept={FIRST: entry("A.", "2026-02-01T10:00:00Z"), SECOND: entry("B.", "2026-01-01T10:00:00Z")}
    )
    back = page.locator(".wb-notes-back")
    expect(back).to_contain_text("Where you were, 1 February 2026")
    next_key = back.get_by_role("link", name="Continue").get_attribute("href").split("#")[1]
    assert next_key == "mid-staffordshire.what-weighs-most"
    page.get_by_text("Still open here, if you would like to").click()
    open_links = page.locator(".wb-notes-open a")
    hrefs = open_links.evaluate_all("links => links.map(one => one.getAttribute('href').split('#')[1])")
    assert next_key in hrefs and FIRST not in hrefs and SECOND not in hrefs
    page.wait_for_timeout(100)
    words = page.locator(".wb-notes").inner_text()
    assert "%" not in words and "your score" not in words.lower() and "completed" not in words.lower()


def test_an_earlier_version_can_be_looked_at(visit: Open) -> None:
    before = {"value": {"text": "I was not sure."}, "when": "2025-12-01T10:00:00Z"}
    page = visit(kept={FIRST: entry("Now.", "2026-01-01T10:00:00Z", "reflect", before)})
    expect(page.get_by_text("I was not sure.")).to_be_hidden()
    page.get_by_text("An earlier version").click()
    expect(page.get_by_text("I was not sure.")).to_be_visible()
    expect(page.get_by_text("1 December 2025")).to_be_visible()


def test_an_answer_whose_place_is_gone_is_still_there(visit: Open) -> None:
    odd = {**entry("x"), "kind": "horoscope", "value": {"what": {"deep": ["Words.", 7]}}}
    page = visit(kept={"old-chapter.thing": odd, FIRST: {**entry("x"), "kind": "plan", "value": {"q": "Q."}}})
    expect(page.get_by_role("heading", name="From another edition of this book")).to_be_visible()
    expect(page.get_by_text("Words.")).to_be_visible()
    expect(page.get_by_text("Q.", exact=True)).to_be_visible()


# --- copied ---------------------------------------------------------------------------------------


def test_copying_one_a_chapter_and_all(visit: Open) -> None:
    page = visit(kept={SECOND: entry("Second."), FIRST: entry("First."), "z.z": entry("Elsewhere.")})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copied(button: object) -> str:
        button.click()  # type: ignore[attr-defined]
        expect(page.get_by_text("Copied. Paste it where you keep your own notes.").first).to_be_visible()
        return page.evaluate("navigator.clipboard.readText()")

    one = copied(page.locator(".wb-note").first.get_by_role("button", name="Copy as text"))
    assert one.startswith("Mid Staffordshire") and "First." in one and "Second." not in one
    chapter = copied(page.locator(".wb-notes-head").first.get_by_role("button", name="Copy as text"))
    assert chapter.index("First.") < chapter.index("Second.") and "Elsewhere." not in chapter
    everything = copied(page.locator(".wb-notes-actions").get_by_role("button", name="Copy as text"))
    assert everything.startswith("The Whys and the Hows\n\nMid Staffordshire")
    assert everything.index("Second.") < everything.index("Elsewhere.")


def test_where_copying_is_refused_the_text_is_selected(visit: Open) -> None:
    page = visit(before=NO_CLIPBOARD, kept={FIRST: entry("First.")})
    page.locator(".wb-notes-actions").get_by_role("button", name="Copy as text").click()
    assert "First." in page.evaluate("getSelection().toString()") or "First." in page.evaluate(
        "(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.activeElement)"
    )


# --- loaded ---------------------------------------------------------------------------------------


def test_loading_says_first_what_it_will_do_and_loses_nothing(visit: Open) -> None:
    ours = {
        "a.same": entry("Same."),
        "a.newer": entry("My old one."),
        "a.older": entry("My new one.", "2026-03-01T10:00:00Z"),
    }
    theirs = {
        "a.same": entry("Same."),
        "a.newer": entry("Their new one.", "2026-02-01T10:00:00Z"),
        "a.older": entry("Their old one."),
        "a.fresh": entry("Fresh."),
    }
    page = visit(kept=ours)
    other = visit()
    give(page, notes_file.dumps(theirs))
    for said in (
        "holds 4 answers",
        "1 is new here",
        "1 is newer than yours",
        "1 is older than yours",
        "1 is",
    ):
        expect(panel(page)).to_contain_text(said)
    expect(panel(page)).to_be_focused()
    assert stored(page) == ours
    page.get_by_role("button", name="No, leave it").click()
    expect(page.get_by_role("button", name="Load", exact=True)).to_be_focused()
    assert stored(page) == ours
    drop(page, notes_file.dumps(theirs))
    page.get_by_role("button", name="Yes, load it").click()
    expect(page.get_by_text("Loaded, and kept on this device.")).to_be_visible()
    assert stored(page) == merge.merge(ours, theirs)
    expect(other.get_by_text("Fresh.")).to_be_visible()
    other.evaluate("dispatchEvent(new Event('pagehide'))")
    assert stored(page) == merge.merge(ours, theirs), "another tab dropped the earlier versions"
    give(page, notes_file.dumps(theirs))
    expect(panel(page)).to_contain_text("There is nothing new in this file")


TIMES = st.sampled_from(
    ["2026-01-01T10:00:00Z", "2026-01-01T10:00:00.5Z", "2026-01-01T10:00:00.500001Z", "2026-02-01T00:00:00Z"]
)
VALUES = st.fixed_dictionaries(
    {"text": st.text(max_size=3)}, optional={"n": st.integers(-9, 9), "\u00e4": st.none()}
)
VERSIONS = st.fixed_dictionaries({"value": VALUES, "when": TIMES})
SETS = st.dictionaries(
    st.sampled_from(["a.one", "a.two", "b.one"]),
    st.fixed_dictionaries(
        {
            "kind": st.just("plan"),
            "prompt": st.text(max_size=3),
            "value": VALUES,
            "when": TIMES,
            "earlier": st.lists(VERSIONS, max_size=3),
        }
    ),
)


GOOD = notes_file.dumps({"a.b": entry("x")})
BAD = [
    ("{broken", "not a notes file"),
    ("", "not a notes file"),
    ("[]", "not from this book"),
    ("null", "not from this book"),
    ('{"format": "else"}', "not from this book"),
    ("<!doctype html><script>window.ran = 1</script>", "a web page"),
    (GOOD[:-20], "is broken"),
    (GOOD.replace('"version": 1', '"version": 2'), "newer edition"),
    (GOOD.replace('"version": 1', '"version": true'), "is broken at its beginning"),
    (b"\x89PNG\r\n\x1a\n\xff\xfe", "not a notes file"),
]


UNFIT = [
    ('"a.b"', '"__proto__"'),
    ('"a.b"', '"<img src=x onerror=window.ran=1>"'),
    ("2026-01-01", "2026-02-31"),
    ('"text": "x"', '"text": 3'),
    ('"text": "x"', '"text": "x", "frame": null'),
    ('"text": "x"', '"text": "x", "parts": "x"'),
    ('"text": "x"', '"text": "x", "parts": {"what": 1}'),
    ('"prompt"', '"prompts"'),
]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_a_bad_file_is_refused_in_words_and_nothing_changes(
    visit: Open, text: str | bytes, said: str
) -> None:
    ours = {FIRST: entry("Mine.")}
    page = visit(kept=ours)
    give(page, text)
    expect(panel(page)).to_contain_text("That file cannot be loaded")
    expect(panel(page)).to_contain_text(said)
    expect(panel(page)).to_contain_text("Nothing here has changed.")
    assert page.evaluate("window.ran") is None
    assert stored(page) == ours
    if isinstance(text, str):
        with pytest.raises(notes.NotesError):
            notes_file.loads(text)


@pytest.mark.parametrize(("sound", "unfit"), UNFIT)
def test_an_answer_that_does_not_fit_is_set_aside_and_said_never_the_file(
    visit: Open, sound: str, unfit: str
) -> None:
    assert sound in GOOD
    ours = {FIRST: entry("Mine.")}
    page = visit(kept=ours)
    text = GOOD.replace(sound, unfit)
    give(page, text)
    expect(panel(page)).to_contain_text("There is nothing new in this file")
    expect(panel(page)).to_contain_text("1 more cannot be read: it stays in the file.")
    assert page.evaluate("window.ran") is None
    assert stored(page) == ours
    fits = json.dumps(entry("New."))
    give(page, text.replace('"entries": {', f'"entries": {{"z.z": {fits}, ', 1))
    expect(panel(page)).to_contain_text("1 more cannot be read: it stays in the file.")
    page.get_by_role("button", name="Yes, load it").click()
    expect(page.get_by_text("New.", exact=True)).to_be_visible()
    assert stored(page) == ours | {"z.z": entry("New.")}
    assert list(notes_file.loads(text)) == []


def test_script_in_an_answer_is_text(visit: Open) -> None:
    evil = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"
    page = visit()
    give(page, notes_file.dumps({FIRST: entry(evil), "z.z": {**entry(evil), "prompt": evil}}))
    page.get_by_role("button", name="Yes, load it").click()
    expect(page.locator(".wb-note-answer").first).to_have_text(evil)
    assert page.evaluate("window.ran") is None and page.locator(".wb-note img").count() == 0


def test_a_huge_file_is_not_opened(visit: Open, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    huge.write_bytes(b"[" + b" " * 21_000_000)
    page = visit(kept={FIRST: entry("Mine.")})
    page.locator(".wb-notes input[type=file]").set_input_files(huge)
    expect(panel(page)).to_contain_text("too large to be notes")
    expect(page.get_by_text("Mine.")).to_be_visible()


def test_ten_thousand_notes_stay_usable(visit: Open) -> None:
    many = {f"c{n % 40}.note-{n}": entry(f"Note {n}. " + "Words and words. " * 10) for n in range(10_000)}
    page = visit()
    begun = time.monotonic()
    give(page, notes_file.dumps(many))
    expect(panel(page)).to_contain_text("10,000 are new here", timeout=20_000)
    page.get_by_role("button", name="Yes, load it").click()
    expect(page.locator(".wb-note")).to_have_count(40, timeout=20_000)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".wb-note")).to_have_count(80)
    assert notes_file.loads(save(page)) == many
    page.locator(".wb-bar").get_by_role("button", name="Change").click()
    mine(page)
    expect(page.locator(".wb-bar-where")).to_have_text("Kept on this device")
    page.reload()
    expect(page.locator(".wb-note")).to_have_count(40, timeout=20_000)
    assert time.monotonic() - begun < 30


# --- where things are refused ---------------------------------------------------------------------


def test_a_file_that_is_not_given_is_offered_as_text(visit: Open) -> None:
    page = visit(kept={FIRST: entry("First.")}, before=NO_FILES)
    page.get_by_role("button", name="Save my notes").click()
    chosen = page.evaluate("(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.activeElement)")
    assert notes_file.loads(chosen) == stored(page)


def test_a_download_that_never_comes_is_offered_as_text(visit: Open) -> None:
    page = visit(kept={FIRST: entry("First.")})
    save(page)
    page.get_by_role("button", name="No file came").click()
    expect(panel(page).locator("textarea")).to_be_focused()
    assert notes_file.loads(panel(page).locator("textarea").input_value()) == stored(page)


# --- to a telephone -------------------------------------------------------------------------------


def read_code(page: Page) -> str:
    """What a telephone's camera would read from the screen."""
    shot = base64.b64encode(page.locator(".wb-qr").screenshot()).decode()
    wide, grey = page.evaluate(
        """async shot => {
          const image = new Image();
          image.src = `data:image/png;base64,${shot}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const drawn = canvas.getContext('2d');
          drawn.drawImage(image, 0, 0);
          const all = drawn.getImageData(0, 0, image.width, image.height).data;
          return [image.width, [...all].filter((_, place) => place % 4 === 1)];
        }""",
        shot,
    )
    [found] = zxingcpp.read_barcodes(numpy.array(grey, dtype=numpy.uint8).reshape(-1, wide))
    return found.text


@in_both_colours
def test_a_short_note_as_a_code(visit: Open, colours: str) -> None:
    page = visit(kept={FIRST: entry("The bell rings. नमस्ते 😀")})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    assert page.evaluate("typeof workbookQr") == "undefined"
    page.get_by_role("button", name="QR code").click()
    expect(page.get_by_role("img", name="QR code of this note")).to_be_visible()
    text = read_code(page)
    assert text.startswith(FIRST_ASKED) and text.endswith("The bell rings. नमस्ते 😀")
    page.locator(".wb-qr-room").get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="QR code")).to_be_focused()
    expect(page.locator(".wb-qr")).to_have_count(0)


def test_a_longer_note_comes_in_parts(visit: Open) -> None:
    words = " ".join(f"word{n}" for n in range(130)) + " " + "ü" * 700
    page = visit(kept={FIRST: entry(words)})
    page.get_by_role("button", name="QR code").click()
    expect(page.get_by_text("One code holds about 600 letters, and this note is longer.")).to_be_visible()
    read = ""
    for part in range(1, 6):
        expect(page.get_by_text(f"Part {part} of ")).to_be_visible()
        now = read_code(page)
        assert len(now.encode()) <= 600
        read += now + " "
        again = page.get_by_role("button", name="First part again")
        if again.count():
            break
        page.get_by_role("button", name="Next part").click()
    assert "".join(read.split()).endswith("".join(words.split()))


def test_the_code_works_from_a_folder(visit: Open, site: Path, context: BrowserContext) -> None:
    page = visit(root=site.as_uri())
    give(page, notes_file.dumps({FIRST: entry("First.")}))
    page.get_by_role("button", name="Yes, load it").click()
    page.get_by_role("button", name="QR code").click()
    assert read_code(page).endswith("First.")


# --- reach, look, weight --------------------------------------------------------------------------


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit(kept={FIRST: entry("First.")})
    page.get_by_role("link", name="Continue").focus()
    for name in ("Copy as text", "Save my notes", "Load", "Clear everything"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Yes, clear everything")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Everything is cleared.")).to_be_visible()
    expect(page.get_by_role("button", name="Load", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("glossary"))


@in_both_colours
@at_each_width
def test_axe_finds_nothing_with_everything_open(
    visit: Open, context: BrowserContext, colours: str, width: int
) -> None:
    before = {"value": {"text": "I was not sure."}, "when": "2025-12-01T10:00:00Z"}
    kept = {FIRST: entry("Now." * 90, "2026-01-01T10:00:00Z", "reflect", before), "z.z": entry("Elsewhere.")}
    page = visit(kept=kept)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.get_by_text("An earlier version").click()
    page.get_by_text("Still open here").click()
    page.get_by_role("button", name="QR code").first.click()
    expect(page.locator(".wb-qr")).to_be_visible()
    give(page, notes_file.dumps({FIRST: entry("New.", "2026-02-01T10:00:00Z")}))
    expect(panel(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_only_this_page_pays_for_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert ('data-runs="my-notes"' in html) == (path.name == "my-notes.html")
        assert ("_static/catalogue.js" in html) == (
            path.name in ("look-back.html", "my-notes.html", "take-out.html")
        )
        assert "_static/qr.js" not in html, "it comes on a click"
    static = site / "_static"
    chapter = (static / "chapter.js").read_text("utf-8")
    assert "That file cannot be loaded" in (static / "book.js").read_text("utf-8")
    assert "That file cannot be loaded" not in chapter, "a chapter carries what My notes alone does"
    assert compressed("qr.js", (static / "qr.js").read_bytes()) < 5_000
