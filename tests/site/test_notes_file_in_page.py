"""The notes file through the page: what is loaded there and saved again is what Python reads and writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from notes_page import Open, entry, panel, save
from pages import activities_page, stored, watched
from playwright.sync_api import BrowserContext, Page, expect
from serving import serve

import workbook
from workbook.kit.activities import kind_names
from workbook.kit.learner import file as notes_file
from workbook.kit.learner import merge, notes

ROW = "francis-2013.290-recommendations"
FILES = json.loads((Path(__file__).parents[1] / "examples" / "notes_files.json").read_text("utf-8"))


@pytest.fixture
def root_url(site_url: str) -> str:
    return site_url


def choose(page: Page, file: Path) -> None:
    page.locator(".wb-notes input[type=file]").set_input_files(file)


def test_files_are_taken_and_refused_as_in_python(visit: Open, tmp_path: Path) -> None:
    page, file = visit(), tmp_path / "notes.json"
    for one in FILES:
        file.write_bytes(one["text"].encode("utf-8", "surrogatepass"))
        choose(page, file)
        expect(panel(page)).to_be_visible()
        heading = panel(page).locator(".wb-panel-first").inner_text()
        assert (heading != "That file cannot be loaded") == one["good"], (
            one["says"],
            panel(page).inner_text(),
        )
        panel(page).get_by_role("button").last.click()
        expect(panel(page)).to_be_hidden()
    assert page.evaluate("window.ran") is None


def test_letters_that_cannot_be_read_are_not_put_right_in_silence(visit: Open, tmp_path: Path) -> None:
    page, file = visit(), tmp_path / "notes.json"
    file.write_bytes(notes_file.dumps({"a.b": entry("\u00e9t\u00e9")}).encode("latin-1"))
    choose(page, file)
    expect(panel(page)).to_contain_text("some of its letters cannot be read")
    with pytest.raises(notes.NotesError, match="cannot be read"):
        notes.Notes(file).read()


def whole(text: str) -> str:
    """Halves of one character that stand together are that character: no file can say otherwise."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


LETTERS = st.one_of(
    st.characters(),
    st.characters(categories=["Cs", "Cc", "Cf", "Co", "Cn", "Mn"]),
    st.sampled_from('\u2028\u2029\ufeff\u0000\u200d\u202e<>&"\\/नमस्ते😀👩\u200d⚕️ß\r\n'),
)
TEXTS = st.text(LETTERS, max_size=60).map(whole)
TIMES = st.datetimes(min_value=notes.datetime(1, 1, 1), max_value=notes.datetime(9999, 12, 31)).flatmap(
    lambda at: st.sampled_from(
        [at.strftime(f"{at.year:04}-%m-%dT%H:%M:%S") + end for end in ("Z", f".{at.microsecond:06}Z", ".5Z")]
    )
)
NUMBERS = st.one_of(
    st.integers(-(2**53), 2**53), st.decimals(-10_000, 10_000, places=3, allow_nan=False).map(float)
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)
MORE = st.dictionaries(
    st.sampled_from(["later", "more", "\u00e4", "\uff5e", "😀", "7"]), ANYTHING, max_size=2
)
VALUES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "reflect": st.fixed_dictionaries({"text": TEXTS}),
    "predict": st.fixed_dictionaries(
        {"guesses": st.dictionaries(TEXTS, NUMBERS, max_size=3), "shown": st.booleans()}
    ),
    "recall": st.fixed_dictionaries(
        {
            "answers": st.dictionaries(TEXTS, st.sampled_from("abcdefgh"), max_size=3),
            "checked": st.lists(TEXTS, max_size=3),
        }
    ),
    "scenario": st.fixed_dictionaries({"text": TEXTS, "shown": st.booleans(), "why": TEXTS}),
    "plan": st.fixed_dictionaries({name: TEXTS for name in ("when", "then", "date", "tell")}),
    "ask": st.fixed_dictionaries({name: TEXTS for name in ("what", "of", "by", "why")}),
    "habits": st.fixed_dictionaries(
        {
            "answers": st.dictionaries(TEXTS, TEXTS, max_size=3),
            "on": TEXTS,
            "before": st.lists(st.fixed_dictionaries({"answers": st.just({}), "on": TEXTS}), max_size=2),
        }
    ),
    "prioritise": st.fixed_dictionaries(
        {"order": st.lists(TEXTS, max_size=4), "why": TEXTS, "shown": st.booleans()}
    ),
    "explore": st.fixed_dictionaries({"choice": TEXTS, "said": TEXTS}),
    "take-out": st.dictionaries(TEXTS, ANYTHING, max_size=3),
}


@st.composite
def entries_of(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(VALUES)))
    return {
        "kind": kind,
        "prompt": draw(TEXTS),
        "value": draw(MORE) | draw(VALUES[kind]),
        "when": draw(TIMES),
        "earlier": draw(
            st.lists(
                st.fixed_dictionaries({"value": ANYTHING.map(lambda one: {"x": one}), "when": TIMES}),
                max_size=3,
            )
        ),
    }


KEYS = st.one_of(
    st.sampled_from(["a.one", "a.two", "b.one"]),
    st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?\.[a-z0-9]{1,6}", fullmatch=True),
)
BATCHES = st.dictionaries(KEYS, entries_of(), min_size=1, max_size=12)
HUGE = {f"c{n % 9}.note-{n}": entry(f"{n} नमस्ते 😀 " * 40) for n in range(1_500)} | {
    "a.one": entry("Words and words. " * 30_000)
}


def as_text(entries: dict[str, Any]) -> str:
    """Unlike ==, this tells 1 from true."""
    return "\n".join(f"{key} {notes._canonical(one)}" for key, one in sorted(entries.items()))


@given(BATCHES, BATCHES)
@settings(max_examples=200)
def test_python_writes_reads_and_merges_anything(ours: dict, theirs: dict) -> None:
    for batch in (ours, theirs):
        jsonschema.validate(
            {"format": "whys-and-hows-notes", "version": 1, "entries": batch}, notes_file.schema()
        )
        text = notes_file.dumps(batch)
        assert notes_file.loads(text) == batch
        assert notes_file.dumps(notes_file.loads(text)) == text
    merged = merge.merge(ours, theirs)
    assert set(merged) == {*ours, *theirs}
    assert as_text(merge.merge(merged, theirs)) == as_text(merge.merge(merged, merged)) == as_text(merged)
    assert as_text(notes_file.loads(notes_file.dumps(merged))) == as_text(merged)


def test_the_page_loads_merges_and_saves_anything_as_python_does(visit: Open, tmp_path: Path) -> None:
    page = visit()

    def load(batch: dict, name: str) -> None:
        file = tmp_path / name
        file.write_text(notes_file.dumps(batch), "utf-8", newline="\n")
        choose(page, file)
        expect(panel(page)).to_contain_text(re.compile("Load this file|nothing new"), timeout=20_000)
        panel(page).get_by_role("button").first.click()

    @given(BATCHES, BATCHES)
    @example(HUGE, {"a.one": entry("Mine.")})
    @example({"a.one": entry("")}, {"a.one": entry("")})
    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    def holds(ours: dict, theirs: dict) -> None:
        page.reload()
        load(ours, "ours.json")
        saved = notes_file.loads(save(page))
        assert as_text(saved) == as_text(merge.merge({}, ours))
        load(theirs, "theirs.json")
        saved = notes_file.loads(save(page))
        assert as_text(saved) == as_text(merge.merge(ours, theirs))

    holds()


# --- what the kinds themselves write --------------------------------------------------------------


def every_kind() -> list:
    return [
        workbook.reflect("noticing", "What would shock a visitor?"),
        workbook.predict(
            "raising", "How many?", workbook.guess("secure", "Safe.", 71.5, step=0.5), evidence=[ROW]
        ),
        workbook.recall(
            "memory",
            workbook.question(
                "who", "Who?", workbook.wrong("The board", "No."), workbook.right("Families", "Yes.")
            ),
        ),
        workbook.scenario(
            "late-tablets",
            "The tablets are still in their pot.",
            "What do you say?",
            worked=[workbook.step("Ask her to check.", "The person comes first.")] * 3,
            ways=[workbook.way("Sign it.", costs="A false record.", pays="You.")] * 2,
        ),
        workbook.plan("one-thing", "A moment that comes round.", "Small enough."),
        workbook.ask(
            "easier", "What would make it easier?", roles=["the manager"], what_hint="One thing.", why_hint=""
        ),
        workbook.habits("often", set="attending"),
        workbook.prioritise(
            "first",
            "Which would you put first?",
            *(workbook.item(name, name) for name in ("staff", "targets", "board")),
            report=["board"],
            because="It did not see to it.",
            disagree="Those who worked with too few.",
            evidence=["francis-2013.board-responsible"],
        ),
        workbook.explore("look", "Did boards come closer?", view="boards"),
    ]


def test_every_state_of_every_kind_is_a_notes_file(context: BrowserContext, tmp_path: Path) -> None:
    activities_page(tmp_path, every_kind)
    wrong: list[str] = []
    with serve(tmp_path) as url:
        page = watched(context, wrong, "window.print = () => {}; localStorage['whys-and-hows.mine'] = 'yes';")
        page.goto(f"{url}/notebooks/page.html")
        seen: set[str] = set()

        def sound() -> None:
            page.evaluate("dispatchEvent(new Event('pagehide'))")
            text = notes_file.dumps(stored(page))
            notes_file.loads(text)
            seen.update(one["kind"] for one in stored(page).values())

        for text in ("A few more words\n", "", "12"):
            for box in page.locator("main :is(textarea, input[type=text], input:not([type]))").all():
                if box.is_visible():
                    box.fill(text)
            for box in page.locator("main input[type=number]").all():
                if box.is_visible():
                    box.fill(text if text.isdigit() else "")
                    box.press_sequentially("1e")
                    sound()
            for box in page.locator("main input[type=date]").all():
                box.fill("2027-01-14" if text else "")
                box.press("Backspace")
            for choice in page.locator("main input[type=radio]").all():
                if choice.is_visible():
                    choice.check()
            sound()
            for button in page.locator("main .wb-live button").all():
                leads = button.is_visible() and button.is_enabled()
                if leads and button.inner_text() not in ("Change", "Copy as text"):
                    button.click()
                    sound()
            sound()
        assert seen == {*kind_names()}
    assert wrong == []
