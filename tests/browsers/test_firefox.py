"""The book in Firefox: write, keep, take out, load back; search from a folder and with storage blocked; every page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import journey
import pytest
from serving import serve
from webdriver import Driver, firefox

pytestmark = pytest.mark.everything

BOX = '[data-key="second-day.asked"] textarea'
WORDS = "The cook asked. Ünïcode – café 👩🏽‍⚕️ مرحبا"


@pytest.fixture
def reader(small_url: str) -> Iterator[Driver]:
    with firefox() as driver:
        driver.go(f"{small_url}/notebooks/02-second-day.html#step-1")
        yield driver


def test_the_main_journey(site_url: str) -> None:
    with firefox() as driver:
        journey.take(driver, site_url)


def test_words_are_kept_taken_out_cleared_and_loaded_again(reader: Driver, small_url: str) -> None:
    reader.write(reader.one(BOX), WORDS)
    reader.press("It is mine: keep my words on it")
    reader.until(lambda: reader.js("localStorage.length"), "nothing was kept")
    reader.send("Refresh", {})
    reader.until(
        lambda: reader.js(f"document.querySelector('{BOX}')?.value") == WORDS, "the words are not back"
    )

    reader.go(f"{small_url}/book/my-notes.html")
    reader.until(lambda: WORDS in reader.text(), "My notes lacks the words")
    reader.press("Save my notes")
    saved = reader.until(
        lambda: [p for p in reader.downloads.glob("my-notes-*.json") if p.stat().st_size], "no file"
    )
    (entry,) = json.loads(saved[0].read_text("utf-8"))["entries"].values()
    assert entry["value"]["text"] == WORDS

    reader.press("Clear everything")
    reader.press("Yes, clear everything")
    reader.until(lambda: WORDS not in reader.text(), "the words are still there")
    assert not [key for key in reader.js("Object.keys(localStorage)") if key.endswith(".notes")]
    reader.js(
        """const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'my-notes.json', { type: 'application/json' }));
        const field = document.querySelector('input[type=file]');
        field.files = data.files;
        return field.dispatchEvent(new Event('change', { bubbles: true }));""",
        saved[0].read_text("utf-8"),
    )
    reader.press("Yes, load it")
    reader.until(lambda: WORDS in reader.text(), "the words were not loaded")


def test_back_brings_words_of_the_tab_back_and_none_that_were_cleared(reader: Driver, small_url: str) -> None:
    reader.write(reader.one(BOX), WORDS)
    reader.go(f"{small_url}/book/my-notes.html")
    reader.until(lambda: WORDS in reader.text(), "My notes lacks the words")
    reader.send("Back", {})
    shown = f"document.querySelector('{BOX}')?.value"
    reader.until(lambda: reader.js(shown) == WORDS, "Back lost the words")
    reader.send("Forward", {})
    reader.press("Clear everything")
    reader.press("Yes, clear everything")
    reader.until(lambda: WORDS not in reader.text(), "the words are still there")
    reader.send("Back", {})
    reader.until(lambda: reader.js(shown) == "", "Back brought cleared words back")


def test_the_book_is_kept_opens_without_a_connection_and_is_forgotten(small_site: Path) -> None:
    def says(words: str) -> None:
        driver.until(lambda: words in driver.text(), f"the page lacks “{words}”")

    with firefox() as driver:
        with serve(small_site) as root:
            driver.go(f"{root}/book/about/keep.html")
            driver.press("Keep the whole book here")
            says("The whole book is kept on this device")
        # The server is gone.
        driver.go(f"{root}/notebooks/01-first-day.html#step-1")
        driver.one("textarea")
        driver.go(f"{root}/book/no-such-page.html")
        says("This page is not here")
        driver.go(f"{root}/book/about/keep.html")
        driver.press("Forget the kept pages")
        says("gone from this device")


@pytest.mark.parametrize(
    "settings",
    [{}, {"network.cookie.cookieBehavior": 2}, {"dom.storage.enabled": False}],
    ids=["as it comes", "site data blocked", "storage off"],
)
@pytest.mark.parametrize("opened", ["over http", "from a folder"])
def test_search_answers(
    small_site: Path, small_url: str, tmp_path: Path, settings: dict[str, object], opened: str
) -> None:
    root = small_url
    if opened == "from a folder":
        folder = tmp_path / "Föl der (ward 7)" / "Ünïcode #1"
        shutil.copytree(small_site, folder)
        root = folder.as_uri()
    with firefox(settings) as driver:
        driver.go(f"{root}/search.html")
        driver.write(driver.one("main input[type=search], main input[name=q]"), "kettle\ue007")
        driver.until(lambda: "A first day" in driver.text(), "nothing was found")


def test_no_page_throws_and_none_scrolls_sideways(site: Path, site_url: str) -> None:
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.parts)
    wrong = []
    with firefox() as driver:
        driver.go(
            f"{site_url}/_static/"
        )  # the server's list of a folder: a page of the book allows no frames
        for name in names:
            if name == "index.html":  # sends the reader on
                continue
            # A frame sees errors from the first script on, which no command of WebDriver tells.
            found = driver.js(
                """const frame = document.createElement('iframe');
                frame.style.cssText = 'width: 320px; height: 800px';
                document.body.replaceChildren(frame);
                const inside = frame.contentWindow, errors = [];
                return new Promise((done) => {
                  frame.onload = () => {
                    const page = frame.contentWindow;
                    const wide = page.document.documentElement.scrollWidth;
                    setTimeout(() => done([errors, wide > 320 ? [`${wide} px wide`] : []].flat()), 50);
                  };
                  const watch = setInterval(() => {
                    const page = frame.contentWindow;
                    if (page && page !== watch.page && page.location.href !== 'about:blank') {
                      page.addEventListener('error', (event) => errors.push(event.message));
                      page.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
                      clearInterval(watch);
                    }
                  }, 0);
                  frame.src = arguments[0];
                });""",
                f"{site_url}/{name}",
            )
            wrong += [f"{name}: {text}" for text in found]
    assert len(names) > 40 and wrong == []
