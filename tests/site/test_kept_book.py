"""The book kept in a browser: whole, of one version, without a connection; and gone again when the reader says so."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import MINE, all_pages, watching
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError
from serving import serve

from workbook.keep import offline
from workbook.paths import SITE_FILES, SITE_PAPERS

PAGE, KEEP = "notebooks/01-first-day.html#step-1", "book/about/keep.html"
NAME = "whys-and-hows"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'"
KEPT_FILES = """async () => {
  const found = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) found.push(one.url);
  return found;
}"""


@pytest.fixture
def published(small_site: Path, tmp_path: Path) -> Path:
    """The small book as somebody published it."""
    return Path(shutil.copytree(small_site, tmp_path / "site"))


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's own browser, with nothing in it."""
    context = browser.new_context()
    yield context
    context.close()


def kept(page: Page, root: str) -> None:
    """Keep the book by the button, as a reader does."""
    page.goto(f"{root}/{KEEP}")
    page.get_by_role("button", name="Keep the whole book here").click()
    expect(page.get_by_role("status").first).to_contain_text("The whole book is kept", timeout=30_000)


def until(page: Page, promise: str) -> None:
    """Wait until what is promised is true."""
    end = time.monotonic() + 30
    while not page.evaluate(promise):
        assert time.monotonic() < end, promise
        page.wait_for_timeout(50)


def open_until(page: Page, address: str, words: str) -> None:
    """Open a page, and again, until it holds these words: a browser may count a page that closed for a moment more."""
    for _ in range(20):
        page.goto(address)
        try:
            return expect(page.locator(".version").last).to_have_text(words, timeout=2_000)
        except AssertionError:
            continue
    raise AssertionError(f"{words!r} never came")


def publish_again(site: Path, words: str) -> None:
    """Another version: words on every page, and a script that says which version it is of."""
    for name in all_pages(site):
        page = site / name
        page.write_text(
            page.read_text("utf-8").replace("</main>", f"<p class='version'>{words}</p></main>"), "utf-8"
        )
    with (site / "_static" / "chapter.js").open("a", encoding="utf-8") as script:
        script.write(f"\ndocument.documentElement.dataset.version = {json.dumps(words)};\n")
    offline.write(site, NAME)


def with_half_of_another(reader: BrowserContext, published: Path, root: str) -> Page:
    """A page of the kept book, when half of another version has been published."""
    page = reader.new_page()
    kept(page, root)
    page.goto(f"{root}/book/glossary.html")
    publish_again(published, "second edition")
    (published / "book" / "welcome.html").write_text("changed on its way", "utf-8")
    return page


def versions(page: Page) -> tuple[str, str]:
    """The version of the page, and of the script in it; empty for the first."""
    words = page.locator(".version")
    return (
        words.last.inner_text() if words.count() else "",
        page.evaluate("document.documentElement.dataset.version ?? ''"),
    )


def test_a_kept_book_opens_without_a_connection_page_by_page(reader: BrowserContext, published: Path) -> None:
    page, seen = watching(reader.new_page())
    with serve(published) as root:
        kept(page, root)
        assert seen.complaints == []
    # The server is gone.
    for name in ("book/where-to-turn.html", PAGE, "search.html", "", "book/about/keep.html?from=a-link"):
        page.goto(f"{root}/{name}")
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{root}/{PAGE}")
    expect(page.locator("textarea").first).to_be_visible()
    answer = page.goto(f"{root}/book/no-such-page.html")
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    page.get_by_role("link", name="The front page of the book").click()
    page.wait_for_url("**/book/welcome.html")
    with pytest.raises(PlaywrightError, match="net::ERR"):  # a file is not said to be missing
        page.goto(f"{root}/{SITE_FILES}/book.epub")


def test_every_file_that_a_page_names_is_kept_and_no_word_of_the_reader(
    reader: BrowserContext, published: Path
) -> None:
    page = reader.new_page()
    with serve(published) as root:
        page.goto(f"{root}/{PAGE}")
        page.locator("textarea").first.fill("The bells rang all night.")
        kept(page, root)
        files = {re.split(r"[?]", url.removeprefix(f"{root}/"))[0] for url in page.evaluate(KEPT_FILES)}
        assert set(all_pages(published)) <= files
        assert "_static/word.js" in files and "_static/fonts/radio-canada.woff2" in files
        assert not [name for name in files if name.startswith((f"{SITE_PAPERS}/", "app/"))]
        bodies = page.evaluate(
            """async () => {
              const cache = await caches.open((await caches.keys())[0]);
              let all = "";
              for (const one of await cache.keys()) all += await (await cache.match(one)).text();
              return all;
            }"""
        )
        assert "The bells rang" not in bodies


def test_a_first_visit_fetches_no_more_than_the_page_and_asks_nothing(
    reader: BrowserContext, published: Path
) -> None:
    page, seen = watching(reader.new_page())
    with serve(published) as root:
        page.clock.install()
        page.goto(f"{root}/{PAGE}", wait_until="networkidle")
        page.clock.run_for(60_000)
        page.wait_for_timeout(300)
        assert not [url for url in seen.requests if url.endswith(("sw.js", "manifest.json", ".png"))]
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_on_a_device_that_is_hers_the_book_is_kept_by_itself_unless_she_pays_for_it(
    reader: BrowserContext, published: Path
) -> None:
    with serve(published) as root:
        page = reader.new_page()
        page.goto(f"{root}/{PAGE}")
        page.evaluate(f"localStorage[{MINE!r}] = 'yes'")
        page.close()
        page = reader.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        page.goto(f"{root}/{PAGE}")
        page.wait_for_timeout(6_000)
        assert not reader.service_workers
        page.close()
        page = reader.new_page()
        with reader.expect_event("serviceworker", timeout=15_000):
            page.goto(f"{root}/{PAGE}")
        page.goto(f"{root}/{KEEP}")
        expect(page.get_by_role("status").first).to_contain_text("The whole book is kept", timeout=30_000)
        # She does not want it: it does not come back by itself.
        page.get_by_role("button", name="Forget the kept pages").click()
        expect(page.get_by_role("status").first).to_contain_text("gone from this device")
        assert page.evaluate(KEPT_FILES) == []
        page.goto(f"{root}/{PAGE}")
        page.wait_for_timeout(6_000)
        assert page.evaluate(KEPT_FILES) == []


FAILS = """caches.keys().then(names => caches.open(names[0])).then(cache => cache.keys()).then(
  all => all.some(({ url }) => url.endsWith("/failing")))"""
WAITS = "navigator.serviceWorker.getRegistration().then(found => !!found.waiting)"


def test_a_new_version_comes_whole_and_only_when_no_other_page_of_the_old_is_open(
    reader: BrowserContext, published: Path
) -> None:
    with serve(published) as root:
        first = reader.new_page()
        kept(first, root)
        first.goto(f"{root}/{PAGE}")
        second = reader.new_page()
        second.goto(f"{root}/book/glossary.html")
        publish_again(published, "second edition")
        # Two pages of the old version are open: both stay with it, and so does the next page in either.
        first.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
        until(first, WAITS)
        first.goto(f"{root}/book/welcome.html")
        second.reload()
        first.wait_for_timeout(500)
        for page, heading in ((first, "A workbook on"), (second, "Glossary")):
            expect(page.locator("h1").first).to_contain_text(heading)
            assert versions(page) == ("", "")
        assert first.evaluate(WAITS)
        # One is closed: as soon as the browser knows, the next page in the other is of the new version, script and all.
        second.close()
        open_until(first, f"{root}/book/glossary.html", "second edition")
        assert versions(first) == ("second edition", "second edition")
        assert not first.evaluate(WAITS)
        first.goto(f"{root}/{PAGE}")
        assert versions(first) == ("second edition", "second edition")
    first.goto(f"{root}/book/where-to-turn.html")  # without a connection
    assert versions(first) == ("second edition", "second edition")
    assert len(first.evaluate(KEPT_FILES)) == len(dict(offline.kept_files(published)))


def test_half_a_publication_is_never_kept(reader: BrowserContext, published: Path) -> None:
    """A file that is not what the worker's list says: the host changes pages, or has half of a new version."""
    glossary = published / "book" / "glossary.html"
    glossary.write_text(glossary.read_text("utf-8").replace("</main>", "<p>an advert</p></main>"), "utf-8")
    page = reader.new_page()
    with serve(published) as root:
        page.goto(f"{root}/{KEEP}")
        page.get_by_role("button", name="Keep the whole book here").click()
        expect(page.get_by_role("status").first).to_contain_text("could not be kept", timeout=30_000)
        expect(page.get_by_role("button", name="Keep the whole book here")).to_be_focused()
        offline.write(published, NAME)
        page.get_by_role("button", name="Keep the whole book here").click()
        expect(page.get_by_role("status").first).to_contain_text("The whole book is kept", timeout=30_000)


def test_an_old_version_is_let_go_only_when_for_days_no_other_comes_whole(
    reader: BrowserContext, published: Path
) -> None:
    with serve(published) as root:
        page = with_half_of_another(reader, published, root)

        def tried() -> None:
            page.evaluate("navigator.serviceWorker.getRegistration().then(found => void found?.update())")
            page.wait_for_timeout(300)
            until(page, "navigator.serviceWorker.getRegistration().then(found => !found?.installing)")

        asked = 0
        while asked < 6 or not page.evaluate(FAILS):  # while it is uploaded, somebody reads on
            asked += 1
            assert asked < 100, "that no new version came was not noticed"
            tried()
        page.goto(f"{root}/{PAGE}")
        assert versions(page) == ("", "") and page.evaluate("caches.keys()")
        page.evaluate(
            """async () => {
              const cache = await caches.open((await caches.keys())[0]);
              const failing = (await cache.keys()).find(({ url }) => url.endsWith("/failing"));
              await cache.put(failing, new Response("1"));
            }"""
        )
        while page.evaluate("caches.keys().then(names => names.length)"):
            asked += 1
            assert asked < 100, "the old version stays for ever"
            tried()
        page.goto(f"{root}/book/glossary.html")
        assert versions(page) == ("second edition", "second edition")


def test_a_version_that_a_publisher_put_back_has_not_failed(
    reader: BrowserContext, published: Path, tmp_path: Path
) -> None:
    """Half of a publication, months ago, is no reason to let the kept book go at once at the next half."""
    before = shutil.copytree(published, tmp_path / "before")
    with serve(published) as root:
        page = with_half_of_another(reader, published, root)
        page.evaluate("navigator.serviceWorker.getRegistration().then(found => void found.update())")
        until(page, FAILS)
        page.reload()  # still half: the day stays
        page.wait_for_timeout(2_000)
        assert page.evaluate(FAILS)
        shutil.copytree(before, published, dirs_exist_ok=True, copy_function=shutil.copy)
        page.reload()
        until(page, f"({FAILS}).then(fails => !fails)")
        assert page.evaluate("caches.keys()") and versions(page) == ("", "")


def test_under_a_header_that_forbids_it_nothing_is_kept_and_nothing_breaks(
    reader: BrowserContext, published: Path
) -> None:
    with serve(published, {"Content-Security-Policy": STRICT}) as root:
        page = reader.new_page()
        page.goto(f"{root}/{KEEP}")
        page.get_by_role("button", name="Keep the whole book here").click()
        expect(page.get_by_role("status").first).to_contain_text("could not be kept", timeout=30_000)
        page.goto(f"{root}/{PAGE}")
        expect(page.locator("textarea").first).to_be_visible()


@pytest.mark.parametrize("how", ["Clear everything", "Clear and leave"])
def test_whoever_clears_leaves_no_page_behind(how: str, reader: BrowserContext, published: Path) -> None:
    with serve(published) as root:
        page = reader.new_page()
        kept(page, root)
        page.goto(f"{root}/{PAGE}")
        box = page.locator("textarea").first
        box.fill("The bells rang all night.")
        page.get_by_role("button", name="It is shared, or I am not sure").click()
        assert page.evaluate(KEPT_FILES) == []
        kept(page, root)
        page.goto(f"{root}/{PAGE if how == 'Clear and leave' else 'book/my-notes.html'}")
        page.get_by_role("button", name=how).first.click()
        page.get_by_role("button", name=re.compile("Yes, clear")).click()
        if how == "Clear and leave":
            page.wait_for_url("**/welcome.html")
        page.goto(f"{root}/book/glossary.html")
        until(page, "caches.keys().then(names => !names.length)")
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_from_a_folder_the_page_says_why_and_asks_for_nothing(
    reader: BrowserContext, published: Path
) -> None:
    page, seen = watching(reader.new_page())
    page.goto((published / KEEP).as_uri())
    expect(page.locator("[data-runs=keep]")).to_contain_text("You opened this book from a folder")
    assert not [url for url in seen.requests if url.endswith(("sw.js", "manifest.json"))]
    assert seen.complaints == []


def test_the_page_says_how_large_the_book_is(published: Path) -> None:
    size = sum(path.stat().st_size for _, path in offline.kept_files(published))
    told = re.search(r'data-megabytes="(\d+)"', (published / KEEP).read_text("utf-8"))
    assert told and abs(int(told[1]) - size / 1e6) < 1


def test_every_file_in_the_list_is_what_its_hash_says_and_another_page_makes_another_version(
    published: Path,
) -> None:
    def version() -> str:
        return json.loads(re.search(r"=(\{.*\});\n", (published / "sw.js").read_text("utf-8"))[1])["version"]

    first = version()
    offline.write(published, NAME)
    assert version() == first
    publish_again(published, "second edition")
    assert version() != first
