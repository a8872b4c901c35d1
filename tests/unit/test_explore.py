"""`explore`: what an author may say, and what is there before any script runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from bs4 import BeautifulSoup
from published import made_again, readable

import workbook
from workbook.charts import VIEWS
from workbook.evidence import evidence_table
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.learner import file as notes_file


def whole() -> Any:
    return workbook.explore("look", "Did boards come closer?", view="boards")


def own(title: str) -> Any:
    rows = evidence_table("nss-2024-equity-gaps").query("grouped_by == 'long-term condition'").head(2)
    return workbook.chart(rows, title=title, sentence=f"{title} in words.", source="The survey.")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (lambda w: w.explore("look", "What?", view="board"), "no view called 'board'. Did you mean 'boards'"),
        (lambda w: w.explore("look", "What?", view="boards", first="2016"), "no choice of the view “boards”"),
        (lambda w: w.explore("look", " ", view="boards"), "has no prompt"),
        (lambda w: w.explore("look", "What?", view="boards", say=" "), "asks for no sentence"),
        (lambda w: w.explore("look", "What?"), "either view=... or charts=..., and not both"),
        (lambda w: w.explore("look", "What?", charts={"A": 1, "B": 2}), "Give it as chart(...)"),
        (lambda w: w.explore("look", "What?", charts={"A": own("Mine")}), "two charts or more"),
        (
            lambda w: w.explore("look", "What?", charts={"A b": own("Mine"), "a-b": own("Mine")}),
            "each with a name of its own",
        ),
        (lambda w: w.explore("Look!", "What?", view="boards"), "such as “look”"),
    ],
)
def test_slips_name_the_mistake_and_the_remedy(
    chapter: chapters.Chapter, slip: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(AuthorError, match=re.escape(message)):
        slip(workbook)


def test_the_first_chart_is_in_sight_and_every_other_folded_under_it(chapter: chapters.Chapter) -> None:
    made = whole()
    html = made.html()
    first, *others = BeautifulSoup(html, "html.parser").select("[data-choice]")
    assert first.name == "div" and {one.name for one in others} == {"details"}
    for told, shown in zip(made.spec["choices"], [first, *others], strict=True):
        assert shown["data-choice"] == told["slug"] and told["sentence"] in shown.get_text()
        assert shown.select("figure > svg") and shown.select("table") and "What it cannot show" in shown.text
    assert len({one["sentence"] for one in made.spec["choices"]}) == len(others) + 1
    assert made.spec["prompt"] in readable(made)
    assert html.count("<figure") == html.count("<svg") == len(VIEWS["boards"].choices)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_an_author_s_own_charts_are_a_choice_too(chapter: chapters.Chapter) -> None:
    made = workbook.explore(
        "look", "Which?", charts={"Burnt out": own("First"), "Unwell": own("Second")}, choose="What was asked"
    )
    assert made.spec["choose"] == "What was asked"
    assert [(one["slug"], one["name"], one["sentence"]) for one in made.spec["choices"]] == [
        ("burnt-out", "Burnt out", "First in words."),
        ("unwell", "Unwell", "Second in words."),
    ]
    assert all(len(one["evidence"]) == 2 for one in made.spec["choices"])
    assert made.html().count("<figure") == 2 and list(made.figures) == ["burnt-out", "unwell"]


def test_the_author_says_which_comes_first(chapter: chapters.Chapter) -> None:
    made = workbook.explore("look", "Did it?", view="boards", first="every-year")
    assert [one["slug"] for one in made.spec["choices"]][:2] == ["every-year", "2017-to-2024"]


def test_what_was_written_is_there_again_and_never_published(chapter: chapters.Chapter) -> None:
    made_again(whole, {"choice": "", "said": "It depends on the years that are chosen."})


def test_the_schema_of_notes_knows_it() -> None:
    entry = {"kind": "explore", "prompt": "?", "when": "2026-11-23T10:00:00Z", "earlier": []}
    file = {"format": "whys-and-hows-notes", "version": 1}
    kept = {**file, "entries": {"a.b": {**entry, "value": {"choice": "x", "said": "y"}}}}
    jsonschema.validate(kept, notes_file.schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {**file, "entries": {"a.b": {**entry, "value": {"said": "y"}}}}, notes_file.schema()
        )
