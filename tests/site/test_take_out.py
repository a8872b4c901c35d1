"""Take your notes out, in a real browser: chosen, added to, copied, given as Word and Markdown, printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import office
import pikepdf
import pytest
from pages import at_each_width, axe, in_both_colours, keep, only_in_test_all
from playwright.sync_api import Browser, BrowserContext, Page, expect
from windows import NewWindow, window

from workbook.kit.learner import file as notes_file

PAGE = "book/take-out.html"
NOTES, MINE = "whys-and-hows.notes", "whys-and-hows.mine"
FIRST, PLAN, QUIZ = (
    "mid-staffordshire.noticing",
    "mid-staffordshire.look-again",
    "mid-staffordshire.what-people-get-wrong",
)
OTHER, SENSITIVE = "a-promise-to-learn.small-thing", "a-promise-to-learn.asked-first"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { get: () => undefined });"
NO_FILES = "URL.createObjectURL = () => { throw new DOMException('no', 'SecurityError'); };"
WHEN = "2026-11-12T12:00:00.000Z"

Open = Callable[..., Page]


def entry(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "prompt": "What?", "value": value, "when": WHEN, "earlier": []}


KEPT = {
    FIRST: entry("reflect", {"text": "The bell.\n\n<b>Nobody</b> hears it."}),
    PLAN: entry("plan", {"when": "I stack trays", "then": "look", "date": "", "tell": ""}),
    QUIZ: entry("recall", {"answers": {"which": "a"}, "checked": []}),
    OTHER: entry("reflect", {"text": "The lock."}),
    SENSITIVE: entry("reflect", {"text": "What I saw."}),
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    permissions = ["clipboard-read", "clipboard-write"]
    with window(browser, viewport={"width": 375, "height": 720}, permissions=permissions) as made:
        yield made


@pytest.fixture
def visit(context: BrowserContext, site_url: str) -> Iterator[Open]:
    """Open the page; at the end, nothing may have gone wrong in it but what a test made go wrong."""
    wrong: list[str] = []

    def open_page(
        kept: dict | None = None, before: str = "", root: str = site_url, allow: str = r"(?!)"
    ) -> Page:
        page = context.new_page()
        page.set_default_timeout(8_000)

        def note(text: str) -> None:
            if not re.search(allow, text):
                wrong.append(text)

        page.on("console", lambda message: note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        if before:
            page.add_init_script(before)
        page.goto(f"{root}/{PAGE}")
        if kept is not None:
            keep(page, kept)
        return page

    yield open_page
    assert wrong == []


def choose(page: Page, purpose: str) -> None:
    page.locator(f"input[value='{purpose}']").check()


def paper(page: Page) -> Any:
    return page.locator(".wb-take-paper")


def stored(page: Page) -> dict:
    page.wait_for_timeout(400)
    return json.loads(page.evaluate(f"localStorage.getItem({NOTES!r})"))["entries"]


def copied(page: Page) -> str:
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied. Paste it")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def given_file(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


# --- choose, add, take ---------------------------------------------------------------------------


def test_sensitive_answers_and_quizzes_stay_out_until_they_are_added(visit: Open) -> None:
    page = visit(kept=KEPT)
    choose(page, "nmc-account")
    for words in ("The bell.", "<b>Nobody</b> hears it.", "I stack trays", "The lock."):
        expect(paper(page)).to_contain_text(words)
    expect(paper(page)).not_to_contain_text("What I saw.")
    box = page.locator(f"input[value='{SENSITIVE}']")
    expect(box).not_to_be_checked()
    expect(box).to_have_accessible_description(
        "A sensitive question: your answer stays out unless you tick it."
    )
    expect(page.locator(f"input[value='{QUIZ}']")).not_to_be_checked()
    assert "What I saw." not in copied(page)
    box.check()
    expect(paper(page)).to_contain_text("What I saw.")
    assert "What I saw." in copied(page)
    page.locator(f"input[value='{FIRST}']").uncheck()
    assert "The bell." not in copied(page)
    page.get_by_role("button", name="Only this: A promise to learn").click()
    expect(box).not_to_be_checked()
    text = copied(page)
    assert "The lock." in text and "trays" not in text and "What I saw." not in text


def test_two_presses_from_notes_to_an_account(visit: Open) -> None:
    page = visit(kept={FIRST: KEPT[FIRST]})
    choose(page, "nmc-account")
    text = copied(page)
    assert text.startswith("Reflective account\n\nNotes to paste into the NMC’s own form.")
    assert text.index("1. What was it") < text.index("12 November 2026") < text.index("The bell.")
    first = page.locator(".wb-take-step").last.get_by_role("button").first
    expect(first).to_have_text("Copy as text")


def test_what_is_typed_is_kept_with_the_notes_and_comes_back(visit: Open, context: BrowserContext) -> None:
    page = visit(kept=KEPT)
    choose(page, "nmc-account")
    box = page.get_by_label("What did you change, or do better, after it?")
    box.fill("I ask twice.")
    page.get_by_label("Preserve safety").check()
    expect(paper(page)).to_contain_text("I ask twice.")
    expect(box).to_have_value("I ask twice.")
    kept = stored(page)["take-out.nmc-account"]
    assert (kept["kind"], kept["value"]) == ("take-out", {"changed": "I ask twice.", "themes": ["safety"]})
    assert notes_file.loads(notes_file.dumps(stored(page)))
    page.reload()
    choose(page, "nmc-account")
    expect(page.get_by_label("What did you change, or do better, after it?")).to_have_value("I ask twice.")
    expect(page.get_by_label("Preserve safety")).to_be_checked()
    page.goto(page.url.replace("take-out", "my-notes"))
    expect(page.locator(".wb-note")).to_have_count(5)
    expect(page.get_by_text("From another edition")).to_have_count(0)
    expect(page.get_by_text("I ask twice.")).to_have_count(0)


def test_the_guard_watches_here_too(visit: Open) -> None:
    page = visit(kept=KEPT)
    choose(page, "supervision")
    page.get_by_label("What would help me").fill("Dr Smith said no.")
    expect(page.get_by_text("This looks like a name: “Dr Smith”.", exact=True)).to_be_visible()


def test_the_log_keeps_self_study_and_sessions_apart(visit: Open) -> None:
    page = visit(kept=KEPT)
    choose(page, "nmc-cpd")
    expect(
        page.get_by_text("Working through this book on your own is self-study. It is not participatory.")
    ).to_be_visible()
    row = page.locator("details.wb-take-row").first
    row.locator("summary").click()
    minutes = row.get_by_label("Self-study, in minutes")
    expect(minutes).to_have_value("")
    minutes.fill("25")
    page.get_by_role("button", name="Add a session I took part in").click()
    expect(page.get_by_label("Topic")).to_be_focused()
    page.keyboard.type("Speaking up")
    page.get_by_label("Participatory, in minutes").fill("90")
    text = copied(page)
    assert "Self-study: 25 minutes\n- Participatory: none" in text
    assert "Speaking up" in text and "Self-study: none\n- Participatory: 1 hour 30 minutes" in text
    assert text.endswith(
        "- Self-study: 25 minutes, and 1 row without a time\n- Participatory, with others: 1 hour 30 minutes\n"
    )
    assert "The bell." not in text
    assert stored(page)["take-out.nmc-cpd"]["value"]["sessions"] == [
        {"topic": "Speaking up", "minutes": "90"}
    ]
    page.get_by_role("button", name="Take this session out").click()
    assert "Speaking up" not in copied(page)


@pytest.mark.everything
def test_word_is_read_by_others_as_it_was_meant(visit: Open, tmp_path: Path) -> None:
    page = visit(kept=KEPT)
    files, texts = [], []
    assert page.evaluate("typeof workbookWord") == "undefined"
    for purpose in ("nmc-account", "nmc-cpd", "plain"):
        choose(page, purpose)
        name, data = given_file(page, "Word file")
        assert re.fullmatch(r"[a-z-]+-\d{4}-\d\d-\d\d\.docx", name)
        files.append(tmp_path / f"{purpose}.docx")
        files[-1].write_bytes(data)
        texts.append(copied(page))
    account = docx.Document(str(files[0]))
    about = account.core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (
        "Reflective account",
        "",
        "",
        "",
    )
    styles = {one.style.name for one in account.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert 'w:lang w:val="en-GB"' in account.styles.element.xml
    log = docx.Document(str(files[1]))
    assert all(one._p.pPr.numPr is not None for one in log.paragraphs if one.text.startswith("Dates: "))
    read = office.convert(files, "txt:Text (encoded):UTF8", tmp_path)
    for file, text in zip(read, texts, strict=True):
        assert lines(file.read_text("utf-8-sig")) == lines(text.replace("(nothing written)\n", ""))


def lines(text: str) -> list[str]:
    return [line for one in text.split("\n") if (line := re.sub(r"^[•\-]\s+", "", one.strip()))]


def test_markdown_is_given_as_text(visit: Open) -> None:
    page = visit(kept=KEPT)
    name, data = given_file(page, "Markdown file")
    assert re.fullmatch(r"my-notes-\d{4}-\d\d-\d\d\.md", name)
    assert "\\<b\\>Nobody\\</b\\> hears it." in data.decode()
    expect(
        page.get_by_text("If no file came, downloads are blocked here. Use “Copy as text”")
    ).to_be_visible()


def test_print_holds_the_document_and_nothing_else(visit: Open, tmp_path: Path) -> None:
    page = visit(kept={FIRST: KEPT[FIRST]})
    choose(page, "nmc-account")
    with pikepdf.open(BytesIO(page.pdf(format="A4", tagged=True))) as made:
        assert len(made.pages) == 1
    page.emulate_media(media="print")
    expect(paper(page)).to_be_visible()
    expect(page.locator(".wb-take-rules").last).to_be_visible()
    for hidden in (
        "Take your notes out",
        "2. Which answers?",
        "Word file",
        "Copy as text",
        "Save my notes",
        "Hide",
    ):
        expect(page.get_by_text(hidden, exact=True).locator("visible=true")).to_have_count(0)


# --- where things are refused --------------------------------------------------------------------


def test_without_a_clipboard_the_text_is_selected(visit: Open) -> None:
    page = visit(kept=KEPT, before=NO_CLIPBOARD)
    page.get_by_role("button", name="Copy as text").click()
    chosen = page.evaluate("(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.activeElement)")
    assert chosen.startswith("My notes\n") and "The bell." in chosen


def test_without_the_word_script_the_page_says_what_to_do(visit: Open, context: BrowserContext) -> None:
    context.route("**/word.js", lambda route: route.abort())
    page = visit(kept=KEPT, allow="ERR_FAILED")
    page.get_by_role("button", name="Word file").click()
    expect(page.get_by_text("did not load. Try again, or: use “Copy as text” and paste it")).to_be_visible()
    context.unroute("**/word.js")
    name, _ = given_file(page, "Word file")
    assert name.endswith(".docx")


@pytest.mark.parametrize("button", ["Word file", "Markdown file"])
def test_a_refused_file_says_what_to_do(visit: Open, button: str) -> None:
    page = visit(kept=KEPT, before=NO_FILES)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("does not let the page save a file. Use “Copy as text”")).to_be_visible()


def test_a_download_that_the_browser_drops_says_what_to_do(new_window: NewWindow, site_url: str) -> None:
    context = new_window(accept_downloads=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    page.get_by_role("button", name="Markdown file").click()
    expect(page.get_by_text("If no file came, downloads are blocked here.")).to_be_visible()


def test_nothing_written_says_where_to_start_and_loads(visit: Open) -> None:
    page = visit()
    expect(page.get_by_text("Nothing is written here yet")).to_be_visible()
    assert page.locator(".wb-take-nothing a").count() >= 2
    load(page, notes_file.dumps(KEPT))
    expect(page.get_by_text("Nothing is written here yet")).to_have_count(0)
    expect(paper(page)).to_contain_text("The bell.")


def load(page: Page, text: str) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load", exact=True).click()
    chooser.value.set_files(
        {"name": "my-notes.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Yes, load it").click()


def test_from_a_folder_notes_are_loaded_and_come_out(visit: Open, site: Path) -> None:
    page = visit(root=site.as_uri())
    load(page, notes_file.dumps(KEPT))
    choose(page, "what-so-what")
    page.get_by_label("Now what? What you will do, or have done").fill("Ask again.")
    name, data = given_file(page, "Word file")
    words = [one.text for one in docx.Document(BytesIO(data)).paragraphs]
    assert name.startswith("reflection-") and "The lock." in words and "Ask again." in words
    saved = given_file(page, "Save my notes")[1].decode()
    assert notes_file.loads(saved)["take-out.what-so-what"]["value"] == {"now-what": "Ask again."}


def test_a_broken_value_and_a_script_in_it_do_no_harm(visit: Open) -> None:
    evil = "<img src=x onerror=window.ran=1>"
    kept = {
        FIRST: entry("reflect", {"text": evil}),
        "take-out.nmc-cpd": entry(
            "take-out", {"rows": [evil], "sessions": [{"topic": evil, "themes": evil}, 3]}
        ),
        "take-out.hcpc": entry("take-out", {"summary": {"a": 1}}),
    }
    page = visit(kept=kept)
    for purpose in ("nmc-cpd", "hcpc", "plain"):
        choose(page, purpose)
        expect(paper(page).locator("h3")).to_be_visible()
    expect(paper(page)).to_contain_text(evil)
    assert page.evaluate("window.ran") is None and page.locator("main img").count() == 0


def test_without_javascript_a_plain_sentence(new_window: NewWindow, site_url: str) -> None:
    context = new_window(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    expect(page.get_by_text("you can print a chapter and write on paper")).to_be_visible()


# --- reach, look, weight -------------------------------------------------------------------------


def test_by_keyboard_from_purpose_to_copy(visit: Open) -> None:
    page = visit(kept={FIRST: KEPT[FIRST]})
    page.locator("input[value='plain']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[value='nmc-account']")).to_be_checked()
    expect(page.locator("input[value='nmc-account']")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Copy as text":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied. Paste it")).to_be_visible()


@pytest.mark.parametrize("purpose", ["nmc-cpd", *only_in_test_all("plain", "nmc-account")])
@at_each_width
@in_both_colours
def test_axe_finds_nothing_with_everything_open(visit: Open, width: int, colours: str, purpose: str) -> None:
    page = visit(kept=KEPT)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    choose(page, purpose)
    for folded in page.locator(".wb-take details > summary").all():
        folded.click()
    if purpose == "nmc-cpd":
        page.get_by_role("button", name="Add a session").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.wb-take :is(button, summary, label:has(> input))')]
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).length"""
    )
    assert small == 0
    assert axe(page) == []
