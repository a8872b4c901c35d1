"""Searching the book: searches with the right first answer, and what becomes of the words that are typed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from pages import REFUSED, opened
from playwright.sync_api import Browser, expect

from workbook.kit.web.node import find

ROOT = Path(__file__).resolve().parents[2]
MID_STAFFS, BERWICK = "notebooks/02-mid-staffordshire.html", "notebooks/03-a-promise-to-learn.html"
TURN = "book/where-to-turn.html"
FIRST = {
    "candour": "book/glossary.html#candour",
    "candor": "book/glossary.html#candour",
    "speak up": f"{TURN}#if-you-want-to-speak-up-about-something-wrong",
    "speaking up": f"{TURN}#if-you-want-to-speak-up-about-something-wrong",
    "francis": MID_STAFFS,
    "Mid Staffordshire": MID_STAFFS,
    "290": MID_STAFFS,
    "1782": MID_STAFFS,
    "berwick": BERWICK,
    "CPD": "book/take-out.html",
    "NMC": "book/take-out.html",
    "my notes": "book/my-notes.html",
    "racism": f"{TURN}#if-you-meet-racism-or-other-discrimination",
    **dict.fromkeys(
        (
            "suicidal",
            "suicde",
            "overdose",
            "I feel suicidal",
            "kill myself",
            "end my life",
            "can't cope",
            "self-harm",
        ),
        f"{TURN}#if-you-are-in-distress-now",
    ),
    "I can’t cope any more": f"{TURN}#if-you-are-in-distress-now",
    "my partner hits me": f"{TURN}#if-someone-at-home-hurts-or-frightens-you",
    "racism and health": "notebooks/08-racism-and-health.html",
    "bullying": f"{TURN}#if-you-are-being-bullied-or-see-it",
    "caring for doctors": "notebooks/06-caring-for-doctors.html",
    "meet racism": f"{TURN}#if-you-meet-racism-or-other-discrimination",
    "bullied by my manager": f"{TURN}#if-you-are-being-bullied-or-see-it",
    "visa": f"{TURN}#if-your-visa-depends-on-your-employer",
    "Samaritans": TURN,
    "where to turn": TURN,
    "whistleblowing": "book/glossary.html#whistleblowing",
    "wheelchair": BERWICK,
    "sponsor": "book/facilitate/the-sponsor.html",
}
"""What is typed, and how the address of the first answer begins."""


def test_searches_have_the_right_first_answer(site: Path) -> None:
    script = Path(__file__).with_name("searches.mjs")
    done = subprocess.run(
        [str(find()), str(script), str(site / "_static" / "search-index.js")],
        input=json.dumps(list(FIRST)),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    answers = dict(zip(FIRST, json.loads(done.stdout), strict=True))
    wrong = {
        asked: answers[asked][:3] for asked, first in FIRST.items() if not answers[asked][0].startswith(first)
    }
    assert len(FIRST) > 20 and not wrong
    assert any("racism-and-health" in answer for answer in answers["racism"][:3]), "the chapter is in sight"


def test_every_answer_leads_to_a_place_that_is_there(site: Path) -> None:
    text = (site / "_static" / "search-index.js").read_text("utf-8")
    rows = json.loads(text.removeprefix("window.workbookSearch=").rstrip().removesuffix(";"))
    pages: dict[str, str] = {}
    for address, *_ in rows:
        page, anchor = address.split("#")
        html = pages.setdefault(page, (site / page).read_text("utf-8"))
        assert not anchor or f'id="{anchor}"' in html, address
    assert len(rows) > 500


@pytest.mark.parametrize("refused", [False, True])
def test_what_is_typed_is_found_and_stays_here(
    browser: Browser, site: Path, site_url: str, refused: bool
) -> None:
    for root in (site_url, site.as_uri()):
        with opened(browser, "about:blank") as (page, seen):
            if refused:
                page.add_init_script(REFUSED)
            page.goto(f"{root}/search.html")
            places = page.evaluate("history.length")
            page.get_by_role("searchbox").fill("bullied by Anne")
            page.keyboard.press("Enter")
            page.get_by_role("searchbox").fill("duty of candor")
            first = page.locator(".wb-results a").first
            expect(first).to_have_text("Candour")
            expect(page.locator(".wb-results mark").first).to_be_visible()
            assert page.url == f"{root}/search.html" and page.evaluate("history.length") == places
            assert not any("Anne" in request or "candor" in request for request in seen.requests)
            if not refused:
                kept = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
                assert "candor" not in page.evaluate(kept) and "Anne" not in page.evaluate(kept)
            first.click()
            page.wait_for_url("**/glossary.html#candour")
            assert seen.complaints == []


def test_an_answer_opens_the_step_that_it_stands_in(browser: Browser, site_url: str) -> None:
    with opened(browser, f"{site_url}/search.html") as (page, _):
        page.get_by_role("searchbox").fill("290 recommendations")
        page.locator(".wb-results a").first.click()
        expect(page.get_by_role("heading", name="What the report asked for")).to_be_in_viewport()
