"""Plan your own session, in a real browser: the rule over many inputs; the page, its paper, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import until, watched
from playwright.sync_api import Browser, Page, expect

from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions

PAGE = "book/facilitate/plan-your-own.html"
STAFFORD = sessions.read(NOTEBOOKS / "02-mid-staffordshire.ipynb")
FULLEST = "#chapters=a-promise-to-learn&minutes=120&people=26&elsewhere=6&start=23:10"
CHECK = """() => {
  const { planned, groups, read } = window.whysAndHowsPlan;
  const chapters = window.whysAndHowsSessions.chapters;
  const LENGTHS = [20, 60, 90], DAY = 1440;
  const time = (at) => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString().slice(11, 16);
  const wrong = (plan, chapter, minutes, start) => {
    const found = [];
    const say = (ok, text) => ok || found.push(`${chapter.id} ${minutes} from ${time(start)}: ${text}`);
    const most = (step) => step.id === 'break' ? 15 : Math.max(...LENGTHS.map((one) => step.minutes[one]));
    const least = (step) => Math.min(...LENGTHS.map((one) => step.minutes[one]).filter(Boolean));
    let at = start;
    for (const row of plan.rows) {
      say(row.from === time(at) && row.to === time(at + row.minutes), `${row.step.id} is at ${row.from}`);
      at += row.minutes;
      say(row.minutes >= least(row.step), `${row.step.id} is below its least`);
      say(row.minutes <= most(row.step), `${row.step.id} is above its most`);
    }
    say(at + plan.early === start + minutes && plan.early >= 0, 'it does not add up');
    say(plan.ends === time(at), 'it ends at another time');
    say(!plan.early || minutes > 90, 'it ends early, and need not');
    const had = new Map(plan.rows.map((row) => [row.step.id, row.minutes]));
    const kept = (step) => ['open', 'close'].includes(step.id) || step.part === 'one-thing';
    for (const step of chapter.steps.filter(kept))
      say((had.get(step.id) ?? 0) >= step.minutes[20], `${step.id} is cut`);
    say(had.has('break') === minutes > 75, 'a break too many, or none');
    const order = chapter.steps.map(({ id }) => id).filter((id) => had.has(id));
    say(String(order) === String([...had.keys()]), 'another order');
    const own = (step) => (had.get(step.id) ?? 0) === step.minutes[minutes];
    say(!LENGTHS.includes(minutes) || chapter.steps.every(own), 'not its own plan');
    return found;
  };
  let count = 0;
  const found = [];
  for (const chapter of chapters)
    for (let minutes = 15; minutes <= 130; minutes += 1)
      for (const from of ['0:00', '11.50', '1400', '23:10', '23:59', '9']) {
        const who = { people: '20', elsewhere: '0' };
        const typed = { chapters: [chapter.id], minutes: String(minutes), start: from, ...who };
        const asked = read(typed, chapters);
        const refused = minutes < 20 || minutes > 120;
        if (Boolean(asked.wrong.minutes) !== refused) found.push(`${minutes} is refused or not`);
        if (refused) continue;
        found.push(...wrong(planned(chapter, asked.request), chapter, minutes, asked.request.start));
        count += 1;
      }
  for (let people = 2; people <= 60; people += 1) {
    const { threes, pairs, alone } = groups(people);
    if (threes * 3 + pairs * 2 !== people || pairs > 2 || alone || threes < 0) found.push(`${people} people`);
  }
  // Plans that are wrong, each in one way: what looks at them has to see it.
  const broken = [
    (plan) => (plan.rows[1].minutes += 1),
    (plan) => (plan.rows[0].from = '14:01'),
    (plan) => plan.rows.pop(),
    (plan) => (plan.rows = plan.rows.filter(({ step }) => step.part !== 'one-thing')),
    (plan) => plan.rows.reverse(),
    (plan) => (plan.early = 3),
  ].map((breaks) => {
    const plan = planned(chapters[0], { chapters: [], minutes: 45, people: 20, elsewhere: 0, start: 840 });
    breaks(plan);
    return wrong(plan, chapters[0], 45, 840).length > 0;
  });
  return { count, found: found.slice(0, 20), broken };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """The page, opened once for most of the tests here; each begins with an address of its own."""
    wrong: list[str] = []
    context = browser.new_context(
        viewport={"width": 320, "height": 720}, permissions=["clipboard-read", "clipboard-write"]
    )
    made = watched(context, wrong)
    made.goto(f"{site_url}/{PAGE}")
    yield made
    context.close()
    assert wrong == []


def plan(page: Page, **fields: str) -> None:
    labels = {
        "minutes": "Minutes for one session",
        "people": "How many people",
        "elsewhere": "How many of them join on a screen",
        "start": "It begins at",
    }
    for name, value in fields.items():
        page.get_by_label(labels[name]).fill(value)


def usual(page: Page) -> None:
    """Back to what the page begins with."""
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(1).uncheck()
    plan(page, minutes="60", people="20", elsewhere="0", start="14:00")


def rows(page: Page) -> list[list[str]]:
    """Of each line of the plan: time, minutes, and the name of the step."""
    return page.locator(".wb-session tbody tr").evaluate_all(
        """all => all.map(e => [e.cells[0], e.cells[1], e.querySelector('.wb-session-step')]
          .map(c => c.textContent))"""
    )


def copied(page: Page, button: str = "Copy as text") -> str:
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name=button).click()
    until(lambda: page.evaluate("navigator.clipboard.readText()"))
    return page.evaluate("navigator.clipboard.readText()")


def test_every_plan_adds_up_and_keeps_to_the_chapter_s_minutes(page: Page) -> None:
    seen = page.evaluate(CHECK)
    assert seen["count"] >= 2 * 101 * 6
    assert seen["found"] == []
    assert seen["broken"] == [True] * 6


def test_the_plan_of_sixty_is_the_chapter_s_own_and_another_is_made_at_once(page: Page) -> None:
    usual(page)
    wanted = [[str(minutes), step.title.strip("“”")] for step, minutes in STAFFORD.plan(60)]
    assert [row[1:] for row in rows(page)] == wanted
    assert [rows(page)[0][0], rows(page)[-1][0]] == ["14:00", "14:55"]
    sheet = page.locator(".wb-session")
    expect(sheet).to_contain_text("6 threes and 1 pair")
    expect(sheet).to_contain_text("This is the chapter’s own plan of 60 minutes.")
    expect(sheet).not_to_contain_text("room picture")
    link = sheet.get_by_role("link", name="They saw it first")
    assert str(link.get_attribute("href")).endswith("02-mid-staffordshire.html#they-saw-it-first")
    plan(page, minutes="100", people="22", start="23:30")
    assert [row[:2] for row in rows(page) if row[2] == "A break"] == [["23:56", "15"]]
    expect(sheet).to_contain_text("23:30 to 01:10 (the next day): 100 minutes, 22 people.")
    expect(sheet).to_contain_text("6 threes and 2 pairs")
    expect(sheet).to_contain_text("This is the chapter’s plan of 90 minutes, with a longer break.")
    plan(page, minutes="94", people="3")
    assert rows(page)[-1] == ["01:00", "4", "Not planned: end early"]
    expect(sheet).to_contain_text("4 minutes are over. Do not fill them: end early.")
    expect(sheet).to_contain_text("an ask could be traced to one of you")
    expect(sheet).to_contain_text("With fewer than 11 people there is no room picture")
    plan(page, people="31", elsewhere="6")
    expect(sheet).to_contain_text("7 threes and 2 pairs here, 2 threes on the screen.")
    expect(sheet).to_contain_text("more than 24 people")
    expect(sheet).to_contain_text("a host who does nothing else")
    expect(sheet).to_contain_text("they tell the host alone, who will know")
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("checkbox").nth(0).uncheck()
    plan(page, minutes="60")
    expect(sheet).to_contain_text("Left out: “Told every time, or only when it is serious?”.")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_every_link_of_a_plan_leads_to_a_place_in_the_book(page: Page, site: Path) -> None:
    usual(page)
    page.get_by_role("checkbox").nth(1).check()
    plan(page, minutes="90", people="4", elsewhere="2")
    addresses = page.locator(".wb-session a").evaluate_all("all => all.map(e => e.pathname + e.hash)")
    plan(page, people="30", elsewhere="0")
    addresses += page.locator(".wb-session a").evaluate_all("all => all.map(e => e.pathname + e.hash)")
    assert len(addresses) > 40
    for path, place in {tuple(one.lstrip("/").partition("#")[::2]) for one in addresses}:
        html = (site / path).read_text("utf-8")
        assert "=" in place or not place or f'id="{place}"' in html, (path, place)
    assert any("run-mode.html#chapters=" in one for one in addresses)


def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(page: Page) -> None:
    usual(page)
    before = rows(page)
    for name, value, told in (
        ("minutes", "19", "The least is 20 minutes."),
        ("minutes", "1.5", "Write whole minutes"),
        ("minutes", "121", "The most is 120 minutes."),
        ("people", "one", "Write a whole number"),
        ("people", "1", "It takes two people to talk."),
        ("people", "61", "The most is 60."),
        ("elsewhere", "1", "One person alone on a screen"),
        ("elsewhere", "19", "One person alone in the room"),
        ("elsewhere", "21", "more than the 20 who come"),
        ("start", "2 pm", "24-hour clock"),
        ("start", "24:00", "24-hour clock"),
    ):
        plan(page, **{name: value})
        box = page.locator("input[aria-invalid]")
        assert box.input_value() == value
        said = page.locator(f"#{str(box.get_attribute('aria-describedby')).split()[-1]}")
        expect(said).to_contain_text(told)
        assert rows(page) == before
        expect(page.get_by_text("The plan below is the one before.")).to_be_visible()
        usual(page)
        expect(page.locator("[aria-invalid]")).to_have_count(0)
    page.get_by_role("checkbox").nth(0).uncheck()
    expect(page.get_by_text("Tick at least one chapter.")).to_be_visible()
    assert rows(page) == before
    page.get_by_role("button", name="20 minutes").click()
    page.get_by_role("checkbox").nth(0).check()
    assert sum(int(row[1]) for row in rows(page)) == 20


def test_two_chapters_are_two_sessions_and_the_page_says_what_works(page: Page) -> None:
    usual(page)
    plan(page, minutes="90")
    page.get_by_role("checkbox").nth(1).check()
    expect(page.get_by_role("heading", level=2, name=re.compile("^Session"))).to_have_count(2)
    expect(page.get_by_text("One session, one chapter. Each chapter ends with an ask")).to_be_visible()
    page.get_by_role("button", name="Plan 45 minutes for each").click()
    assert page.get_by_label("Minutes for one session").input_value() == "45"
    assert sum(int(row[1]) for row in rows(page)) == 2 * 45
    assert [row[2] for row in rows(page)].count("Opening") == 2
    plan(page, minutes="30")
    expect(page.get_by_text("If 30 minutes are all you have, choose one chapter.")).to_be_visible()


def test_the_address_the_text_and_the_word_file_hold_the_same_plan(page: Page, tmp_path: Path) -> None:
    usual(page)
    plan(page, minutes="45", elsewhere="4", start="09:30")
    here = rows(page)
    address = copied(page, "Copy the address")
    assert address.endswith("#chapters=mid-staffordshire&minutes=45&people=20&elsewhere=4&start=09:30")
    text = copied(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Word file").click()
    assert download.value.suggested_filename == "session-mid-staffordshire-45-minutes.docx"
    words = docx.Document(str(download.value.path()))
    heads = [one.text for one in words.paragraphs if one.style.name == "Heading 2"]
    for found in (heads, [line for line in text.split("\n") if " · " in line]):
        said = [re.match(r"(\S+) to \S+ · (.+) \((\d+) minutes?\)$", line) for line in found]
        assert [[one[1], one[3], one[2]] for one in said if one] == here and len(found) == len(here)
    shown = page.locator(".wb-session td li").evaluate_all(
        "all => all.map(e => e.firstChild.textContent + e.childNodes[1].textContent)"
    )
    assert len(shown) > 20
    for line in shown:
        assert f"- {line.strip()}" in text and line.strip() in [one.text for one in words.paragraphs]
    other = page.context.new_page()
    other.goto(address)
    assert rows(other) == here and other.get_by_label("It begins at").input_value() == "09:30"
    other.get_by_role("link", name="Lead this plan from a screen").click()
    other.get_by_role("button", name="Lead from this window").click()
    steps = other.locator(".wb-lead-script li")
    expect(steps).to_have_text([f"{row[2]} ({row[1]} minutes)" for row in here])
    other.close()


def test_on_paper_it_is_the_plan_alone_on_two_sheets_at_most(page: Page, site_url: str) -> None:
    usual(page)
    page.evaluate("address => { location.hash = address; }", FULLEST)
    expect(page.locator(".wb-session-short")).to_contain_text("23:10 to 01:10")
    with pikepdf.open(BytesIO(page.pdf(prefer_css_page_size=True))) as made:
        assert len(made.pages) <= 2
    page.emulate_media(media="print")
    for hidden in (
        "Which chapter?",
        "Copy as text",
        "How the minutes are shared out",
        "Plan your own session",
    ):
        expect(page.get_by_text(hidden, exact=True).locator("visible=true")).to_have_count(0)
    expect(page.locator(".wb-session caption")).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("width", "colours"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_with_a_series_and_a_message_open(page: Page, width: int, colours: str) -> None:
    usual(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.get_by_role("checkbox").nth(1).check()
    plan(page, minutes="20", elsewhere="4")
    plan(page, start="soon")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 320, "height": 720})


def test_by_keyboard_from_the_chapter_to_the_copy(page: Page) -> None:
    usual(page)
    page.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("40")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Copy as text":
            break
    page.evaluate("navigator.clipboard.writeText('')")
    page.keyboard.press("Enter")
    until(lambda: "14:00 to 14:40: 40 minutes" in page.evaluate("navigator.clipboard.readText()"))
    expect(page.get_by_text("Copied. Paste it")).to_be_visible()


def test_a_bad_address_shows_the_usual_plan_and_says_why_also_from_a_folder(
    browser: Browser, site: Path
) -> None:
    wrong: list[str] = []
    context = browser.new_context()
    page = watched(context, wrong)
    page.goto(f"{(site / PAGE).as_uri()}#chapters=none&minutes=five")
    expect(page.get_by_text("Write whole minutes")).to_be_visible()
    expect(page.get_by_text("The address asks for something that does not fit.")).to_be_visible()
    assert len(rows(page)) == len(STAFFORD.plan(60))
    usual(page)
    plan(page, minutes="45")
    assert "minutes=45" in page.evaluate("location.hash") and wrong == []
    context.close()


def test_without_javascript_there_are_the_chapters_own_plans(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    tables = page.locator(".wb-sessions table")
    expect(tables).to_have_count(len(sessions.every()))
    expect(tables.first.locator("tr", has_text="They saw it first")).to_contain_text("left out14:10,")
    context.close()
