"""Activities in a notebook: called again by a widget, linked to others, put into boxes; and slips in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import workbook
from workbook.kit.activities import base
from workbook.kit.authoring import cell as cells
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.web import stored


class Shell:
    """What an activity asks of a running notebook: which cell runs, and what asked for it."""

    def __init__(self) -> None:
        self.execution_count = 1
        self.user_ns = {"In": ["", "interact(...)"]}
        self.asked = "execute_request"
        self.display_formatter = DisplayFormatter()

    def get_parent(self) -> dict[str, Any]:
        return {"header": {"msg_type": self.asked}, "metadata": {"cellId": "one"}}


@pytest.fixture
def shell(chapter: chapters.Chapter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    running = Shell()
    monkeypatch.setattr(cells, "shell", lambda: running)
    monkeypatch.setattr(base, "shell", lambda: running)
    yield running


def test_interact_may_come_back_to_a_choice(shell: Shell) -> None:
    first = workbook.reflect("x-porter", "What would a porter see?")
    first.value = {"text": "the back stairs"}
    shell.asked = "comm_msg"
    for who in ("nurse", "porter", "nurse"):
        again = workbook.reflect(f"x-{who}", f"What would a {who} see?")
    assert workbook.reflect("x-porter", "What would a porter see?").text == "the back stairs"
    assert again.key == "a-test.x-nurse"
    with pytest.raises(AuthorError, match=r"used twice.*is a reflect"):
        workbook.plan("x-nurse", "When?", "Then?")
    shell.asked = "execute_request"
    with pytest.raises(AuthorError, match="used twice"):
        workbook.reflect("x-porter", "What would a porter see?")


def test_the_words_can_be_linked_to_another_widget(shell: Shell) -> None:
    made, area = workbook.reflect("noticing", "What?"), ipywidgets.Textarea()
    ipywidgets.link((made, "text"), (area, "value"))
    area.value = "from the area"
    assert made.value == {"text": "from the area"} and made.where == "file"
    made.value = {"text": "from the activity", "frame": "three"}
    assert area.value == "from the activity"
    area.value = "again"
    assert made.value == {"text": "again", "frame": "three"}


def quiz() -> dict[str, Any]:
    return workbook.question("q", "Who?", workbook.right("a", "b"), workbook.wrong("c", "d"))


@pytest.mark.parametrize(
    ("make", "box"),
    [
        (lambda: workbook.plan("p", "When?", "Then?"), "then"),
        (lambda: workbook.ask("a", "Ask.", roles=["the owner"]), "what"),
        (
            lambda: workbook.recall(
                "r", workbook.question("q", "?", workbook.right("a", "b"), workbook.wrong("c", "d"))
            ),
            "",
        ),
    ],
)
def test_every_box_has_its_words_and_a_quiz_has_none(shell: Shell, make: Any, box: str) -> None:
    made = make()
    made.text = "mine"
    assert (made.value or {}).get(box, "") == ("mine" if box else "")


def test_a_box_of_activities_is_published_as_its_parts(shell: Shell) -> None:
    first, second = workbook.reflect("one", "What <is> it?"), workbook.plan("two", "When?", "Then?")
    box = ipywidgets.VBox([ipywidgets.Label("A label"), ipywidgets.Tab([first]), second])
    data, _ = shell.display_formatter.format(box)
    assert data["text/html"] == f"{first.html()}\n{second.html()}"
    cell = {"cell_type": "code", "source": "from workbook import reflect\nbox", "outputs": [{"data": data}]}
    notebook = {"cells": [cell], "metadata": {}}
    assert list(stored.problems(notebook)) == []
    (output,) = stored.publishable(notebook)["cells"][0]["outputs"]
    assert stored.WIDGET_VIEW not in output["data"]
    assert "text/html" not in shell.display_formatter.format(ipywidgets.VBox([ipywidgets.Label("x")]))[0]


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (
            lambda w: w.right("Yes"),
            r"^right\(\.\.\.\) lacks “because”\. Write it as: right\(text, because\)\.$",
        ),
        (lambda w: w.reflect("noticing"), r"^reflect\(\.\.\.\) lacks “prompt”"),
        (lambda w: w.reflect("noticing", "What?", hnt="x"), "has no “hnt”. Did you mean “hint”"),
        (lambda w: w.plan("p", "a", "b", "c"), r"^plan\(\.\.\.\) is given too much"),
        (lambda w: w.reflect("p", "What?", who=["you", "team"]), r"who=\['you', 'team'\], which is no text"),
        (lambda w: w.habits("p", set=["attending", "helping"]), "Write one text, between quotation marks"),
        (lambda w: w.explore("p", "What?", view=3), "view=3, which is no text"),
        (lambda w: w.chapter(), r"^chapter\(\.\.\.\) lacks “id”"),
        (lambda w: w.chapter("x", titel="X"), "has no “titel”. Did you mean “title”"),
        (lambda w: w.picture(), r"^picture\(\.\.\.\) lacks “name”"),
        (lambda w: w.picture(3), "name=3, which is no text"),
        (lambda w: w.chart(), r"^chart\(\.\.\.\) lacks “what”"),
        (lambda w: w.table(), r"^table\(\.\.\.\) lacks “what”"),
        (lambda w: w.evidence_table(["x"]), "which is no text"),
        (lambda w: w.reflect("noticing", "What?", slug="x"), "is given one of its parts twice"),
        (lambda w: w.reflect("noticing", "What?", hint=None), "has hint=None, which is not text"),
        (lambda w: w.recall("r", "A prompt?"), 'The line above them is prompt="..."'),
    ],
)
def test_a_call_that_does_not_fit_is_said_in_a_sentence(shell: Shell, slip: Any, message: str) -> None:
    with pytest.raises(AuthorError, match=message):
        slip(workbook)


def test_a_slip_shows_its_sentence_first_and_no_stack(shell: Shell) -> None:
    running = InteractiveShell(config=Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}}))
    running.run_cell("from workbook import reflect", silent=True)
    done = running.run_cell("x = 1\nreflect('Not A Name', 'What?')", silent=True)
    assert isinstance(done.error_in_exec, AuthorError)
    lines = done.error_in_exec._render_traceback_()
    assert lines[0].startswith("“Not A Name” cannot be the name of this reflect.")
    assert lines[-1] == "In line 2 of this cell: reflect('Not A Name', 'What?')"
    assert len(lines) == 3
