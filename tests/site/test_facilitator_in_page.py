"""The facilitator's page of each chapter: every note is on it, and no word of them is on the learner's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docutils.nodes import make_id
from pages import CHAPTER, ROOT, compressed, opened
from playwright.sync_api import Browser, expect

from workbook.chapters import notebook as reading
from workbook.kit.text import markdown
from workbook.site.facilitator import BACK, THERE

VIEW = CHAPTER.replace(".html", "-facilitator.html")
PAGES = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*-*.ipynb"))
STEPS = [step.title for step in reading.read(ROOT / CHAPTER.replace(".html", ".ipynb")).steps]
STEP, OTHER = make_id(STEPS[2]), make_id(STEPS[1])
INDEX = "book/facilitate/index.html"


def _plain(text: str) -> str:
    for fancy, mark in {"“": '"', "”": '"', "’": "'", "‘": "'", "…": "..."}.items():
        text = text.replace(fancy, mark)
    return " ".join(text.split())


def _text(html: str) -> str:
    return _plain(BeautifulSoup(html, "html.parser").get_text())


def _notes(page: str) -> Iterator[str]:
    """Each block of each facilitator's cell, in plain words."""
    for cell in reading.read(ROOT / "notebooks" / f"{page}.ipynb").facilitator:
        yield from markdown.plain_text(cell.source).splitlines()


def _told(text: str, page: str) -> list[str]:
    """The sentences of a chapter's notes that a text holds: those that the room is not asked itself."""
    blocks = (re.sub(r'"[^"]*"', "|", _plain(block)) for block in _notes(page))
    sentences = (one.strip() for block in blocks for one in re.split(r"(?<=[.?!:])\s|\|", block))
    return [one for one in sentences if len(one) > 30 and one in text]


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_the_notes_is_on_the_facilitator_s_page_and_none_on_the_learner_s(
    site: Path, page: str
) -> None:
    view = _text((site / "notebooks" / f"{page}-facilitator.html").read_text("utf-8"))
    assert [block for block in _notes(page) if _plain(block) not in view] == []
    assert len(_told(view, page)) > 20, "what looks for sentences does not find those that are there"
    assert _told(_text((site / "notebooks" / f"{page}.html").read_text("utf-8")), page) == []
    for path in (site / "_static").glob("catalogue.js"):
        assert _told(_plain(path.read_text("utf-8")), page) == [], path.name


def test_a_sentence_of_the_notes_would_be_found(site: Path) -> None:
    html = (site / CHAPTER).read_text("utf-8")
    broken = html.replace("</h1>", "</h1><p>Nobody has to say <b>what they thought of</b>.</p>", 1)
    assert _told(_text(broken), Path(CHAPTER).stem) == ["Nobody has to say what they thought of."]


def test_the_search_knows_no_sentence_of_the_notes(site: Path) -> None:
    script = (site / "_static" / "search-index.js").read_text("utf-8")
    rows = json.loads(script[script.index("[") : script.rindex("]") + 1])
    chapters = [row for row in rows if row[0].startswith("notebooks/")]
    assert len(chapters) > 20 and "-facilitator" not in script
    for page in PAGES:
        assert _told(_plain(" ".join(text for row in chapters for text in row[2:4])), page) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_the_notes_arrives(site: Path, page: str) -> None:
    path = site / "notebooks" / f"{page}-facilitator.html"
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    links = soup.select(".wb-facilitator a, .wb-switch a")
    assert len(links) >= 5
    assert [str(one["href"]) for one in links if not _arrives(path, str(one["href"]))] == []
    assert not _arrives(path, "../book/nowhere.html") and not _arrives(path, "#nowhere")


def test_the_page_for_facilitators_leads_to_each_of_them(site: Path) -> None:
    path = site / INDEX
    links = BeautifulSoup(path.read_text("utf-8"), "html.parser").select(".wb-led a")
    assert [str(one["href"]) for one in links] == [
        f"../../notebooks/{page}-facilitator.html" for page in PAGES
    ]
    assert all(_arrives(path, str(one["href"])) for one in links)


def _arrives(page: Path, address: str) -> bool:
    name, _, anchor = address.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.is_file() and (not anchor or f'id="{anchor}"' in target.read_text("utf-8"))


def test_the_page_says_whose_it_is_and_asks_not_to_be_found(site: Path) -> None:
    view = BeautifulSoup((site / VIEW).read_text("utf-8"), "html.parser")
    learner = BeautifulSoup((site / CHAPTER).read_text("utf-8"), "html.parser")
    assert view.title.text == f"For facilitators: {learner.title.text}"  # type: ignore[union-attr]
    assert view.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]
    assert learner.select_one("meta[name=robots]") is None


def test_the_learner_pays_for_one_link(site: Path) -> None:
    html = (site / CHAPTER).read_text("utf-8")
    bare = re.sub(r'<p class="wb-switch">.*?</p>\n?', "", html)
    assert bare != html and "-facilitator" not in bare and "site-facilitator.css" not in html
    assert compressed("a.html", html.encode()) - compressed("a.html", bare.encode()) < 120


def test_the_switch_keeps_the_place_and_the_page_is_alive(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/{CHAPTER}") as (page, seen):
        switch = page.get_by_role("link", name=THERE)
        switch.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{VIEW}")
        page.goto(f"{site_url}/{VIEW}#{STEP}")
        expect(page.locator(f"#{STEP} h2")).to_be_in_viewport()
        note = page.get_by_role("complementary", name=f"To lead this step: {STEPS[2]}")
        expect(note.get_by_text("Watch for.")).to_be_visible()
        box = page.locator("[data-activity=reflect] textarea").first
        box.fill("The clock in the corridor.")
        expect(box).to_have_value("The clock in the corridor.")
        page.evaluate(f"location.hash = '{OTHER}'")
        page.get_by_role("link", name=BACK).click()
        page.wait_for_url(f"**/{CHAPTER}#{OTHER}")
        assert seen.complaints == []
        page.goto(f"{site_url}/{VIEW}")
        page.emulate_media(media="print")
        expect(page.locator(".wb-facilitator").first).to_be_visible()
        expect(page.locator(".wb-switch")).to_be_hidden()
        page.goto(f"{site_url}/{CHAPTER}")
        expect(page.locator(".wb-switch")).to_be_hidden()
        assert _told(_plain(page.locator("body").inner_text()), Path(CHAPTER).stem) == []


def test_from_a_folder_on_a_phone_without_scripts_the_notes_fit(browser: Browser, site: Path) -> None:
    options = {"java_script_enabled": False, "viewport": {"width": 320, "height": 640}}
    with opened(browser, f"{site.as_uri()}/{CHAPTER}", **options) as (page, _):
        page.get_by_role("link", name=THERE).click()
        page.wait_for_url(f"**/{VIEW}")
        notes = page.locator(".wb-facilitator")
        widths = [notes.nth(n).bounding_box() for n in range(notes.count())]
        assert len(widths) > 8 and all(
            box and 0 <= box["x"] and box["x"] + box["width"] <= 320 for box in widths
        )
        page.get_by_role("link", name=BACK).click()
        page.wait_for_url(f"**/{CHAPTER}")
