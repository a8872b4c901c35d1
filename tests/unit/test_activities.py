"""What an author may say, what is published, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets
import pytest
from traitlets import TraitError

import workbook
from workbook.kit import activities
from workbook.kit.activities import missing_halves
from workbook.kit.authoring import cell as _cell
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.learner import file as notes_file
from workbook.kit.paths import JS

ROW = "francis-2013.290-recommendations"
METADATA = {
    "id": "a-test",
    "title": "A test",
    "part": "Part 2",
    "minutes": 30,
    "resources": ["francis-2013"],
    "outcomes": ["Say <what> was missed."],
}


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one chapter's notebook, and no notes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBOOK_NOTES", str(tmp_path / "notes"))
    write_notebook(tmp_path / "99-a-test.ipynb", METADATA)
    chapters.forget()
    yield tmp_path
    chapters.forget()


def write_notebook(path: Path, metadata: dict | None) -> None:
    about = {"workbook": metadata} if metadata is not None else {}
    path.write_text(json.dumps({"cells": [], "metadata": about, "nbformat": 4, "nbformat_minor": 5}), "utf-8")


@pytest.fixture
def opened() -> chapters.Chapter:
    return workbook.chapter("a-test")


def one_of_each() -> list:
    return [
        workbook.reflect("noticing", "What would shock a visitor?", hint="Not a person.", risk=True),
        workbook.predict(
            "raising",
            "How many?",
            workbook.guess("secure", "I would raise it.", 71.5),
            after="So.",
            evidence=[ROW],
        ),
        workbook.recall(
            "memory",
            workbook.question(
                "who",
                "Who spoke first?",
                workbook.right("Families", "They kept on."),
                workbook.wrong("No one", "No."),
            ),
        ),
    ]


# --- the chapter ---------------------------------------------------------------------------------


def test_the_chapter_shows_its_header(opened: chapters.Chapter) -> None:
    html = opened._repr_html_()
    assert '<header class="wb-chapter" data-chapter="a-test">' in html
    assert "30 minutes" in html and "Say &lt;what&gt; was missed." in html
    assert "Report by " in html and 'href="https://' in html


def test_no_chapter_yet_in_a_chapter(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", str(somewhere / "99-a-test.ipynb"))
    with pytest.raises(AuthorError, match=r'first code cell, the one that says chapter\("\.\.\."\)'):
        workbook.reflect("noticing", "What?")


@pytest.mark.parametrize("running", ["", "gone.ipynb", "scratch.ipynb"])
def test_one_call_is_enough_to_try_an_activity_and_keeps_nothing(
    somewhere: Path, monkeypatch: pytest.MonkeyPatch, running: str
) -> None:
    (somewhere / "scratch.ipynb").write_text('{"cells": [], "metadata": {}}', "utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(somewhere / running) if running else "")
    made = workbook.reflect("noticing", "What?")
    made.value = {"text": "words to try"}
    assert made.key == "trial.noticing" and made.where == "refused"
    assert "Not kept" in made.why and 'chapter("my-chapter"' in made.why
    assert not any("words to try" in path.read_text("utf-8") for path in somewhere.rglob("*.json"))
    with pytest.raises(AuthorError, match="Choose another id"):
        workbook.chapter("trial", title="A trial")


def test_two_chapters_in_one_notebook(opened: chapters.Chapter, somewhere: Path) -> None:
    write_notebook(somewhere / "98-another.ipynb", {**METADATA, "id": "another"})
    with pytest.raises(AuthorError, match=r"already the chapter “a-test”.*delete one"):
        workbook.chapter("another")


def test_one_chapter_opened_twice(opened: chapters.Chapter) -> None:
    with pytest.raises(AuthorError, match="Keep the first one and delete this one"):
        workbook.chapter("a-test")


def test_a_chapter_without_a_notebook() -> None:
    with pytest.raises(AuthorError, match=r"no notebook for the chapter “nowhere”.*correct the id"):
        workbook.chapter("nowhere")


def test_a_notebook_that_is_another_chapter(somewhere: Path) -> None:
    write_notebook(somewhere / "97-lost.ipynb", None)
    with pytest.raises(AuthorError, match=r"97-lost.ipynb does not say that it is the chapter “lost”"):
        workbook.chapter("lost")


def test_metadata_that_lacks_a_part(somewhere: Path) -> None:
    write_notebook(
        somewhere / "96-short.ipynb", {"id": "short", "title": "Short", "part": "1", "resources": []}
    )
    with pytest.raises(AuthorError, match=r"96-short.ipynb lacks minutes and outcomes"):
        workbook.chapter("short")


def test_a_resource_that_is_not_there(somewhere: Path) -> None:
    write_notebook(somewhere / "95-odd.ipynb", {**METADATA, "id": "odd", "resources": ["francis-2031"]})
    with pytest.raises(AuthorError, match="“francis-2031” is not a resource"):
        workbook.chapter("odd")


# --- what an author may not say ------------------------------------------------------------------

RIGHT, WRONG = ("Yes", "Because."), ("No", "Because not.")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.reflect("noticing", "  "), "has no prompt.*Write what the reader should see"),
        (lambda w: w.reflect("Noticing things", "What?"), "such as “noticing-things”"),
        (lambda w: w.reflect("1st", "What?"), "such as “a-1st”"),
        (lambda w: w.reflect("noticing", "What?", who="boss"), 'Say who="you", "team", "leaders", "spare"'),
        (
            lambda w: w.reflect("noticing", "What?", evidence=["francis-2013.290-recommendation"]),
            "Did you mean francis-2013.290-recommendations",
        ),
        (lambda w: w.reflect("noticing", "What?", evidence=ROW), "write the evidence as a list"),
        (lambda w: w.predict("raising", "How many?", evidence=[ROW]), r"Add at least one guess\("),
        (
            lambda w: w.predict("raising", "How many?", w.guess("a", "A", 5)),
            "shows a figure without its evidence",
        ),
        (lambda w: w.predict("raising", "", w.guess("a", "A", 5), evidence=[ROW]), "has no question"),
        (lambda w: w.predict("raising", "How many?", 5, evidence=[ROW]), r"was given 5.*write guess\("),
        (
            lambda w: w.predict(
                "raising", "How?", w.guess("a", "A", 5), w.guess("a", "B", 6), evidence=[ROW]
            ),
            "two guesses called “a”",
        ),
        (lambda w: w.guess("a", "A", 500), "outside its scale of 0 to 100"),
        (lambda w: w.guess("a", "A", "many"), "Give a number"),
        (lambda w: w.guess("a", "A", float("nan")), "Give a number"),
        (lambda w: w.guess("a", "A", 5, low=9, high=1), "Let low be less than high"),
        (lambda w: w.guess("a", "A", 5, step=0), "Give a step above 0"),
        (lambda w: w.recall("memory"), r"Add at least one question\("),
        (lambda w: w.recall("memory", "Who?"), r"write question\("),
        (
            lambda w: w.question("who", "Who?", w.wrong(*WRONG), w.wrong(*WRONG)),
            r"has no right option.*right\(",
        ),
        (lambda w: w.question("who", "Who?", w.right(*RIGHT), w.right(*RIGHT)), "has 2 right options"),
        (lambda w: w.question("who", "Who?", w.right(*RIGHT)), "has 1 options. Give two to 8"),
        (lambda w: w.question("who", " ", w.right(*RIGHT), w.wrong(*WRONG)), "has no words"),
        (lambda w: w.question("who", "Who?", "Yes", "No"), r"write right\(\.\.\.\) and wrong"),
        (lambda w: w.right("Yes", ""), "The option “Yes” has no reason"),
        (lambda w: w.wrong("", "Because."), "An option has no words"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(opened: chapters.Chapter, slip, message: str) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_a_key_used_twice(opened: chapters.Chapter) -> None:
    workbook.reflect("noticing", "What?")
    with pytest.raises(AuthorError, match=r"“a-test.noticing” is used twice.*give this one another name"):
        workbook.reflect("noticing", "Why?")


def test_running_a_cell_again_is_fine(opened: chapters.Chapter, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter([_cell.Cell("one", "x", 2), _cell.Cell("one", "x, changed", 3), _cell.Cell("two", "x", 4)])
    monkeypatch.setattr(_cell.Cell, "now", classmethod(lambda cls: next(runs)))
    workbook.reflect("noticing", "What?")
    workbook.reflect("noticing", "What, then?")
    with pytest.raises(AuthorError, match="used twice"):
        workbook.reflect("noticing", "What?")


@pytest.mark.parametrize(
    ("earlier", "later", "again"),
    [
        (("a", "x", 1), ("a", "y", 2), True),
        (("a", "x", 1), ("b", "x", 2), False),
        ((None, "x", 1), (None, "x", 2), True),
        ((None, "x", 1), (None, "y", 2), False),
        (("a", "x", 1), ("a", "x", 1), False),
    ],
)
def test_which_cell_is_which(earlier: tuple, later: tuple, again: bool) -> None:
    assert _cell.Cell(*later).reruns(_cell.Cell(*earlier)) is again


def test_a_word_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"no “refelct”.*reflect"):
        workbook.refelct  # noqa: B018


# --- what is published ---------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collect tags, attributes and the specification."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.data = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.data += data


def test_every_kind_publishes_a_complete_fallback(opened: chapters.Chapter) -> None:
    for made in one_of_each():
        html = made._repr_mimebundle_()[0]["text/html"]
        reader = Reader(html)
        assert not reader.open
        outer = reader.tags[0][1]
        assert outer == {
            "class": f"wb-activity wb-{made.kind}",
            "data-activity": made.kind,
            "data-key": made.key,
        }
        assert json.loads(reader.data) == made.spec
        assert (
            "To type here: on the website, turn on JavaScript; in JupyterLab, run this cell. Or use paper."
            in html
        )
        for tag, attributes in reader.tags:
            assert tag not in {"style", "h1", "h2", "h3", "h4", "h5", "h6", "input", "textarea"}
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
        readable = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
        for words in texts(made.spec):
            assert words in readable


def texts(spec: dict) -> list[str]:
    found = [spec["prompt"], spec.get("hint", ""), spec.get("after", "")]
    found += [one["label"] for one in spec.get("guesses", [])]
    for one in spec.get("questions", []):
        found += [one["prompt"], *(option[part] for option in one["options"] for part in ("text", "because"))]
    return found


def test_text_stays_text(opened: chapters.Chapter) -> None:
    hidden = workbook.reflect("hidden", "An odd <!--<script> prompt").html()
    assert "<!--" not in hidden and json.loads(Reader(hidden).data)["prompt"] == "An odd <!--<script> prompt"
    html = workbook.reflect("noticing", 'A </script><b>bold</b> & "odd" prompt').html()
    assert html.count("</script>") == 1 and "<b>" not in re.sub(
        r"<script.*?</script>", "", html, flags=re.DOTALL
    )
    assert json.loads(Reader(html).data)["prompt"] == 'A </script><b>bold</b> & "odd" prompt'


def test_outputs_are_the_same_on_every_run_and_hold_no_answer(opened: chapters.Chapter) -> None:
    first = [(made.html(), repr(made)) for made in one_of_each()]
    chapters.forget()
    workbook.chapter("a-test")
    again = one_of_each()
    again[0].value = {"text": "my own words"}
    assert [(made.html(), repr(made)) for made in again] == first
    chapters.forget()
    workbook.chapter("a-test")
    back = workbook.reflect("noticing", "What would shock a visitor?", hint="Not a person.", risk=True)
    assert back.value == {"text": "my own words"}
    assert "my own words" not in json.dumps(back._repr_mimebundle_()[0])


def test_risk_and_sensitive(opened: chapters.Chapter) -> None:
    plain = workbook.reflect("plain", "What?")
    risky = workbook.reflect("risky", "What?", risk=True, sensitive=True)
    assert "raise it now" in risky.html() and "raise it now" not in plain.html()
    assert risky.spec["sensitive"] is True and plain.spec["sensitive"] is False


# --- in Jupyter ----------------------------------------------------------------------------------


def test_an_answer_is_kept_and_found_again(opened: chapters.Chapter, somewhere: Path) -> None:
    made = workbook.reflect("noticing", "What?")
    assert made.value is None and made.where == "file"
    made.value = {"text": "The bell."}
    entry = notes_file.loads((somewhere / "notes" / "notes.json").read_text("utf-8"))["a-test.noticing"]
    assert (entry["kind"], entry["prompt"], entry["value"]) == ("reflect", "What?", {"text": "The bell."})
    chapters.forget()
    workbook.chapter("a-test")
    assert workbook.reflect("noticing", "What?").value == {"text": "The bell."}


def test_a_broken_notes_file_is_said_and_left_alone(opened: chapters.Chapter, somewhere: Path) -> None:
    file = somewhere / "notes" / "notes.json"
    file.parent.mkdir()
    file.write_text("{broken", "utf-8")
    made = workbook.reflect("noticing", "What?")
    assert made.where == "refused" and "not being kept" in made.why and str(file) in made.why
    made.value = {"text": "The bell."}
    assert made.value == {"text": "The bell."} and file.read_text("utf-8") == "{broken"
    file.unlink()
    made.value = {"text": "The bell again."}
    assert made.where == "file" and made.why == ""


def test_activities_compose(opened: chapters.Chapter) -> None:
    first, second, _ = one_of_each()
    box = ipywidgets.VBox([first, second])
    heard: list = []
    first.observe(lambda change: heard.append(change["new"]), names="value")
    first.value = {"text": "yes"}
    assert box.children == (first, second) and heard == [{"text": "yes"}]


# --- every kind, both halves ---------------------------------------------------------------------


def test_every_kind_has_both_halves() -> None:
    assert {"predict", "recall", "reflect"} <= set(activities.kind_names())
    assert missing_halves() == []


def test_a_kind_with_one_half_is_refused(tmp_path: Path) -> None:
    python, js = tmp_path / "activities", tmp_path / "js"
    python.mkdir()
    js.mkdir()
    (python / "scenario.py").write_text("KIND = 1", "utf-8")
    (js / "plan.js").write_text("export default { render };", "utf-8")
    (js / "dom.js").write_text("export const h = 1;", "utf-8")
    (js / "odd.css").touch()
    problems = missing_halves(python, js)
    assert [
        problem for problem in problems if "scenario" in problem and "no js/activities/scenario.js" in problem
    ]
    assert [problem for problem in problems if "plan" in problem and "no activities/plan.py" in problem]
    assert [problem for problem in problems if "odd.css" in problem] and len(problems) == 3


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no kind of activity called “horoscope”"):
        activities.paper({"kind": "horoscope"})


def test_a_value_that_does_not_fit_is_refused_at_the_assignment(
    opened: chapters.Chapter, somewhere: Path
) -> None:
    box = workbook.reflect("noticing", "What?")
    box.value = {"text": "Good."}
    for unfit in ({"text": 7}, {"words": "x"}, {"text": "x", "parts": ["y"]}):
        with pytest.raises(TraitError, match="does not fit a reflect"):
            box.value = unfit
    assert box.value == {"text": "Good."}
    kept = notes_file.loads((somewhere / "notes" / "notes.json").read_text("utf-8"))
    assert kept["a-test.noticing"]["value"] == {"text": "Good."} and kept["a-test.noticing"]["earlier"] == []


def test_no_class_of_an_activity_is_styled_by_the_shell() -> None:
    """The step view once hid every question of recall, because two files had taken the same name."""
    named = re.compile(r"\.(wb-[a-z-]+)")
    own = {
        name
        for path in [*(JS / "activities").glob("*.css"), *(JS / "widget").glob("*.css")]
        for name in named.findall(path.read_text("utf-8"))
    }
    shell = {
        name for path in (JS / "shell").rglob("*.css") for name in named.findall(path.read_text("utf-8"))
    }
    shell = {name for name in shell if not name.startswith("wb-figure")}  # charts are styled by both
    shared = {
        "wb-waits",
        "wb-activity",
        "wb-bar",
        "wb-button",
        "wb-primary",
        "wb-unseen",
        "wb-screen",
        "wb-paper",
    }
    assert own & shell <= shared, sorted(own & shell - shared)
