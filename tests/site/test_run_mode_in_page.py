"""Run it on a screen, in a real browser: the clock, the wall, the leader's window, and both in step."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import ROOT, watched
from playwright.sync_api import Browser, BrowserContext, Page, expect

from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions

PAGE = "book/facilitate/run-mode.html"
JS = ROOT / "workbook/js"
CHAPTER = sessions.read(NOTEBOOKS / "02-mid-staffordshire.ipynb")
PLAN = CHAPTER.plan(60)
START = 1_800_000_000_000
MINUTE = 60_000
CLOCK = """() => {
  const m = 60000, plan = [6, 4, 5];
  const say = (run, now) => {
    const at = look(run, plan, now);
    return [at.step, figures(at.left), inWords(at.left), standing(at.behind)];
  };
  const open = next(fresh(0), plan, 1000 * m);
  const stopped = pause(open, plan, 1002 * m);
  const went = pause(stopped, plan, 1005 * m);
  const more = give(give(went, plan, 1, 1005 * m), plan, 1, 1005 * m);
  const second = next(open, plan, 1006 * m);
  const slip = back(next(second, plan, 1007 * m), 1007 * m + 5000);
  let least = open, done = open;
  for (let i = 0; i < 20; i++) least = give(least, plan, -1, 1000 * m);
  for (let i = 0; i < 20; i++) done = next(done, plan, 1015 * m);
  return {
    open: say(open, 1000 * m),
    soon: say(open, 1005.6 * m),
    slept: say(open, 1010 * m),
    stopped: say(stopped, 1004 * m),
    went: say(went, 1005 * m),
    more: say(more, 1005 * m),
    second: say(second, 1006 * m),
    slip: say(slip, 1008 * m),
    early: say(next(open, plan, 1004 * m), 1004 * m),
    least: say(least, 1000 * m),
    done: [look(done, plan, 2000 * m).took / m, done.log.length, say(done, 2000 * m)[3]],
    before: [pause(fresh(0), plan, 9).paused, back(fresh(0), 9).log.length],
  };
}"""
ADDRESSES = """() => {
  const plan = chapterPlan(chapters, "mid-staffordshire", 60, 20);
  const minutes = plan.steps.map(one => one.minutes);
  let run = fresh(5e11), now = 5e11, seed = 7, lost = 0;
  const dice = n => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 2000; i++) {
    now += dice(90000);
    run = [
      () => next(run, minutes, now),
      () => back(run, now),
      () => pause(run, minutes, now),
      () => give(run, minutes, dice(2) * 2 - 1, now),
    ][dice(4)]();
    const again = read(write("wall", plan, run), chapters, now);
    if (JSON.stringify(again.run) !== JSON.stringify(run) || again.view !== "wall") lost++;
    if (run.log.length === minutes.length + 1) run = fresh(now);
  }
  const good = write("lead", plan, next(fresh(now), minutes, now));
  const of = (hash, at = now) => {
    const { view, told } = read(hash, chapters, at);
    return [view, told.slice(0, 24)];
  };
  return {
    lost,
    good: of(good),
    none: of(""),
    plan: of("#chapters=mid-staffordshire&minutes=45&people=22&elsewhere=0&start=14:00"),
    other: of("#chapters=nobody&minutes=60"),
    odd: of("#chapters=mid-staffordshire&minutes=61x"),
    log: of(good.replace(/log=[^&]*/, "log=1.2_x")),
    old: of(good, now + 13 * 3600000),
    timer: of("#timer=999"),
  };
}"""
OVER = """() => ['Width', 'Height'].map(
  side => document.documentElement[`scroll${side}`] - window[`inner${side}`])"""
FORGED = """address => window.postMessage(
  { 'whys-and-hows.run': address.replace(/changed=[^&]*/, 'changed=1800009999999') }, '*')"""


FRAME = re.findall(
    r'"([^"]+)"', re.search(r"const FRAME = {.*?};", (JS / "run-wall.js").read_text("utf-8"), re.S)[0]
)
"""What the room may read at the steps that only a session has."""


def private(text: str) -> list[str]:
    """Sentences of notes and scripts that stand in this text, and are on no step's wall."""
    for_all = " ".join([*FRAME, *(said for step in CHAPTER.steps for said in step.wall)])
    ours = [note for step in CHAPTER.steps for note in step.notes.values()]
    ours += [line.text for step in CHAPTER.steps for line in step.script]
    sentences = {one.strip() for each in ours for one in re.split(r"(?<=[.?!])\s+", each)}
    shown = " ".join(text.split())
    return sorted(one for one in sentences if len(one) > 12 and one not in for_all and one in shown)


@pytest.fixture(scope="module")
def rule(browser: Browser, site_url: str) -> Iterator[Page]:
    """The page, with the clock and the addresses where a test can ask them."""
    page = browser.new_page()
    page.goto(f"{site_url}/{PAGE}")
    page.evaluate("Object.assign(window, whysAndHowsRun, { chapters: whysAndHowsSessions.chapters })")
    yield page
    page.close()


@pytest.fixture
def wrong() -> Iterator[list[str]]:
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def room(browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose clock stands still until it is moved."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    context.clock.install(time=START / 1000)
    yield context
    context.close()


def _at(context: BrowserContext, after: int) -> None:
    """Let time go by."""
    context.clock.fast_forward(after)


def _led(context: BrowserContext, wrong: list[str], root: str, before: str = "") -> tuple[Page, Page]:
    """A leader's window and the wall that it opened. The clock stands."""
    lead = watched(context, wrong, before)
    lead.goto(f"{root}/{PAGE}")
    context.clock.pause_at((START + MINUTE) / 1000)
    lead.get_by_role("button", name="Lead from this window").click()
    with lead.expect_popup() as popup:
        lead.get_by_role("link", name="Open the wall").click()
    wall = popup.value
    wall.on("pageerror", lambda error: wrong.append(str(error)))
    wall.set_viewport_size({"width": 1280, "height": 720})
    expect(wall.get_by_role("heading", level=1)).to_have_text(CHAPTER.title)
    return lead, wall


def test_time_is_worked_out_and_not_counted(rule: Page) -> None:
    told = rule.evaluate(CLOCK)
    assert told == {
        "open": [0, "6:00", "About 6 minutes left", "On time."],
        "soon": [0, "0:24", "About half a minute left", "On time."],
        "slept": [0, "+4:00", "Time is up. 4 minutes over.", "4 minutes behind the plan."],
        "stopped": [0, "4:00", "About 4 minutes left", "2 minutes behind the plan."],
        "went": [0, "4:00", "About 4 minutes left", "3 minutes behind the plan."],
        "more": [0, "6:00", "About 6 minutes left", "5 minutes behind the plan."],
        "second": [1, "4:00", "About 4 minutes left", "On time."],
        "slip": [1, "2:00", "About 2 minutes left", "On time."],
        "early": [1, "4:00", "About 4 minutes left", "2 minutes in hand."],
        "least": [0, "1:00", "About a minute left", "5 minutes in hand."],
        "done": [15, 4, "On time."],
        "before": [0, 0],
    }


def test_whatever_was_done_the_address_brings_it_back_and_a_broken_one_says_so(rule: Page) -> None:
    told = rule.evaluate(ADDRESSES)
    names = "The address of this page"
    assert told == {
        "lost": 0,
        "good": ["lead", ""],
        "none": ["start", ""],
        "plan": ["start", ""],
        "other": ["start", names],
        "odd": ["start", names],
        "log": ["start", "How far the session was "],
        "old": ["start", "That session was more th"],
        "timer": ["start", names],
    }


def test_a_slide_holds_nothing_but_its_title_its_words_and_its_minutes(rule: Page) -> None:
    shown = rule.evaluate(
        """[20, 47, 60, 90, 110].map(long => forWall(chapterPlan(chapters, 'mid-staffordshire', long)))"""
    )
    assert {key for plan in shown for slide in plan["slides"] for key in slide} == {
        "title",
        "lines",
        "minutes",
    }
    assert private(json.dumps(shown, ensure_ascii=False)) == []


def test_a_short_session_has_the_short_words(rule: Page) -> None:
    words = """[20, 45, 60, 90].map(long => chapterPlan(chapters, 'mid-staffordshire', long).steps
      .map(({step, words, minutes}) => [step.id, words.map(one => one.text), minutes]))"""
    at = {step.id: step for step in CHAPTER.steps}
    for length, plan in zip((20, 45, 60, 90), rule.evaluate(words), strict=True):
        for step, said, given in plan:
            last = at[step].part == "one-thing" or step == "close"
            short = length < 60 and at[step].short and (last or given < at[step].minutes[60])
            lines = at[step].short if short else at[step].script
            least = min(filter(None, (at[step].minutes[of] for of in ((20,) if short else (60, 90)))))
            assert said == [line.text for line in lines] and said, (length, step)
            assert given >= least, (length, step)
    assert all(at[step].short != at[step].script for step in ("open", "close"))


def test_the_private_words_would_be_found() -> None:
    step = CHAPTER.steps[1]
    assert private(f"{step.title} {step.notes['watch']}")
    assert private(" ".join(line.text for line in step.script))
    assert private(" ".join(step.wall)) == []


def test_a_whole_hour_from_a_folder_with_two_windows_in_step(
    room: BrowserContext, wrong: list[str], site: Path
) -> None:
    lead, wall = _led(room, wrong, site.as_uri())
    expect(lead.locator(".wb-lead-wall")).to_have_text("It is open in a window of its own.")
    elapsed = 0
    for number, (step, minutes) in enumerate(PLAN):
        window, other = (lead, wall) if number % 2 else (wall, lead)
        window.keyboard.press("PageDown")
        for one in (window, other):
            expect(one.get_by_role("heading", level=1)).to_have_text(step.title)
            expect(one.get_by_role("timer")).to_have_text(f"{minutes}:00")
        expect(lead.locator(".wb-lead-stands")).to_contain_text("On time.")
        assert private(wall.content().split("<main", 1)[1].split("</main>")[0]) == [], step.id
        assert all(line in wall.inner_text("main.wb-run") for line in step.wall)
        assert wall.evaluate(OVER) == [0, 0], step.id
        large = wall.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.wb-wall-body')).fontSize) / innerWidth"
        )
        assert large >= 0.0399, step.id
        spoken = [line.text for line in step.script]
        shown = lead.locator(".wb-lead-script").inner_text()
        assert all(text in shown for text in spoken), step.id
        _at(room, minutes * MINUTE - 1000)
        expect(wall.get_by_role("timer")).to_have_text("0:01")
        _at(room, 1000)
        expect(wall.locator(".wb-wall-words")).to_have_text("Time is up.")
        assert wall.locator("main.wb-run").get_attribute("data-state") == "up"
        elapsed += minutes
    assert elapsed == 60
    lead.keyboard.press("PageDown")
    expect(wall.get_by_role("heading", level=1)).to_have_text("That is the end")
    expect(lead.get_by_role("heading", level=1)).to_have_text("The session is over")
    expect(lead.locator(".wb-lead-words")).to_have_text("It took 60 minutes.")
    expect(lead.get_by_role("link", name="When everyone has gone")).to_be_visible()
    expect(lead.locator(".wb-cover")).to_have_count(0)


def test_stopped_given_more_loaded_again_and_asleep(
    room: BrowserContext, wrong: list[str], site: Path
) -> None:
    lead, wall = _led(room, wrong, site.as_uri())
    clocks = [one.get_by_role("timer") for one in (lead, wall)]

    def both(text: str) -> None:
        for clock in clocks:
            expect(clock).to_have_text(text)

    lead.get_by_role("button", name="Begin").click()
    _at(room, MINUTE)
    wall.keyboard.press("p")
    both("5:00")
    _at(room, 2 * MINUTE)
    both("5:00")
    expect(wall.locator(".wb-wall-words")).to_have_text("The clock is stopped.")
    expect(lead.locator(".wb-lead-stands")).to_contain_text("2 minutes behind the plan.")
    expect(lead.locator(".wb-lead-late")).to_contain_text("You could leave out")
    expect(lead.locator(".wb-lead-late")).to_contain_text("Leave out the three lines.")
    lead.reload()
    both("5:00")
    _at(room, 1000)
    expect(lead.locator(".wb-lead-wall")).to_have_text("It is open in a window of its own.")
    lead.get_by_role("button", name="Go on").click()
    expect(wall.locator(".wb-wall-words")).to_have_text("About 5 minutes left")
    wall.keyboard.press("+")
    wall.keyboard.press("+")
    both("7:00")
    lead.keyboard.press("-")
    both("6:00")

    # Each is loaded again, and they find each other.
    wall.reload()
    both("6:00")
    wall.keyboard.press("ArrowRight")
    expect(lead.get_by_role("heading", level=1)).to_have_text(PLAN[1][0].title)
    lead.reload()
    _at(room, 1000)
    expect(lead.locator(".wb-lead-wall")).to_have_text("It is open in a window of its own.")
    lead.keyboard.press("PageUp")
    expect(wall.get_by_role("heading", level=1)).to_have_text(PLAN[0][0].title)
    wall.keyboard.press("PageUp")
    expect(lead.get_by_role("heading", level=1)).to_have_text(PLAN[0][0].title)

    # What a clicker sends; and words typed in a field are no keys.
    wall.keyboard.press(".")
    expect(wall.locator(".wb-wall-time")).to_be_hidden()
    assert "You can pass" not in wall.inner_text("main.wb-run")
    expect(lead.locator(".wb-lead-wall")).to_have_text("It is open, and blank.")
    lead.keyboard.press("b")
    expect(wall.get_by_text("You can pass on anything.")).to_be_visible()
    wall.keyboard.press("Escape")
    expect(wall.get_by_text("You can pass on anything.")).to_have_count(0)
    expect(wall.locator(".wb-cover")).to_have_count(0)
    lead.evaluate("document.querySelector('aside').append(document.createElement('input'))")
    lead.locator("aside input").press("PageDown")
    lead.locator("aside input").press("b")
    expect(lead.get_by_role("heading", level=1)).to_have_text(PLAN[0][0].title)
    assert "blank=yes" in lead.url
    lead.locator("aside input").evaluate("one => one.remove()")

    # On the leader's own window Esc hides, as everywhere, and no key goes past the cover.
    lead.keyboard.press("Escape")
    expect(lead.locator(".wb-cover")).to_be_visible()
    lead.keyboard.press("PageDown")
    lead.get_by_role("button", name="Show the page").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text(PLAN[0][0].title)

    # A laptop that slept does not tick: its clock jumps. Nothing covers itself meanwhile.
    for window, (step, minutes) in zip((lead, wall), PLAN[1:], strict=False):
        window.keyboard.press("PageDown")
        both(f"{minutes}:00")
        expect(lead.get_by_role("heading", level=1)).to_have_text(step.title)
    room.clock.fast_forward(12 * MINUTE)
    expect(wall.locator(".wb-wall-words")).to_contain_text("minutes over.")
    expect(clocks[0]).to_contain_text("+")
    expect(lead.locator(".wb-cover")).to_have_count(0)

    # A stranger is not listened to, and nothing was kept.
    before = lead.url
    lead.evaluate(FORGED, before.split("#")[1])
    _at(room, 500)
    assert lead.url == before
    for window in (lead, wall):
        assert window.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_window_that_is_refused_is_a_tab_and_in_step_too(
    room: BrowserContext, wrong: list[str], site_url: str
) -> None:
    lead, wall = _led(room, wrong, site_url, before="window.open = () => null;")
    wall.keyboard.press("PageDown")
    expect(lead.get_by_role("heading", level=1)).to_have_text(PLAN[0][0].title)
    lead.keyboard.press("PageDown")
    expect(wall.get_by_role("heading", level=1)).to_have_text(PLAN[1][0].title)
    with lead.expect_popup() as popup:
        lead.keyboard.press("s")
    assert popup.value.url.endswith("hard-moments.html#when-to-stop-the-session")
    popup.value.close()

    room.clock.resume()
    for window, widths in ((lead, (375, 1280)), (wall, (1280, 1024))):
        for width, scheme in zip(widths, ("light", "dark"), strict=True):
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            window.set_viewport_size({"width": width, "height": 768})
            assert Axe().run(window).response["violations"] == []
            assert window.evaluate("document.documentElement.scrollWidth") <= width
    wall.close()
    expect(lead.locator(".wb-lead-wall")).to_contain_text("It is not open.")


def test_the_form_one_window_alone_and_just_a_timer(
    room: BrowserContext, wrong: list[str], site_url: str
) -> None:
    page = watched(room, wrong)
    page.goto(f"{site_url}/{PAGE}#chapters=nobody&minutes=60")
    assert Axe().run(page).response["violations"] == []
    room.clock.pause_at((START + MINUTE) / 1000)
    expect(page.get_by_role("alert").first).to_contain_text("names a plan that is not in this book")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    minutes = page.get_by_label("Minutes on the timer")
    for typed in ("", "x", "0", "2.5", "1000"):
        minutes.fill(typed)
        page.get_by_role("button", name="Start the timer").click()
        expect(page.get_by_role("alert").last).to_have_text("Type a whole number of minutes, from 1 to 180.")
        expect(minutes).to_be_focused()
        expect(minutes).to_have_value(typed)
    page.get_by_label("Single letters").uncheck()
    minutes.fill("3")
    minutes.press("Enter")
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("3:00")
    page.keyboard.press("p")
    page.keyboard.press("PageDown")
    _at(room, MINUTE)
    expect(clock).to_have_text("2:00")
    page.get_by_role("button", name="+ 1 minute").click()
    page.get_by_role("button", name="Stop the clock").click()
    _at(room, MINUTE)
    page.reload()
    expect(clock).to_have_text("3:00")
    page.get_by_role("button", name="Leave the session").click()

    page.get_by_label("Minutes for the session").fill("12")
    page.get_by_role("button", name="Lead from").click()
    expect(page.get_by_role("alert").filter(has_text="The least is 20 minutes.")).to_be_visible()
    page.get_by_label("Minutes for the session").fill("90")
    page.get_by_label("How many people").fill("22")
    page.get_by_role("button", name="Only the wall").click()
    page.get_by_role("button", name="Begin").click()
    expect(clock).to_have_text(f"{CHAPTER.steps[0].minutes[90]}:00")
    expect(page.get_by_text("Groups: 6 threes and 2 pairs.")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 720})
    _at(room, 1000)
    assert page.evaluate(OVER) == [0, 0]
    page.get_by_role("button", name="Hide").click()
    expect(page.locator(".wb-cover")).to_be_visible()
    page.get_by_role("button", name="Show the page").click()
    page.go_back()
    expect(page.get_by_role("heading", name="Just a timer")).to_be_visible()

    page.goto(f"{site_url}/book/facilitate/plan-your-own.html#chapters={CHAPTER.id}&minutes=45")
    page.get_by_role("link", name="Lead this plan from a screen").click()
    expect(page.get_by_label("Minutes for the session")).to_have_value("45")
    expect(page.get_by_label("How many people")).to_have_value("20")


def test_without_a_script_the_page_leads_to_paper(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PAGE}")
    expect(page.get_by_text("lead from paper. You need the printed chapter")).to_be_visible()
    expect(page.locator(".wb-run-here").get_by_role("link", name="the words to say")).to_be_visible()
    context.close()


def test_nothing_moves_or_flashes() -> None:
    moves = re.compile(r"\b(?:animation|transition|@keyframes)\b")
    assert moves.search("a { transition: none }")
    assert not moves.search((JS / "run-mode.css").read_text("utf-8"))
