"""A kind of activity that is a book's own: one Python file, one JavaScript file, a line of configuration."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import traitlets

import workbook
from workbook.kit import activities, book
from workbook.kit.activities import added, notes_schema
from workbook.kit.authoring import chapter as chapters
from workbook.kit.errors import AuthorError
from workbook.kit.paths import STATIC
from workbook.kit.text.blocks import Blank, Heading
from workbook.kit.web import node

FOLDER = Path(__file__).parents[1] / "books" / "another"


@pytest.fixture
def thanks(chapter: chapters.Chapter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(FOLDER))
    book.use(replace(workbook.THIS_BOOK, kinds=("thanks:KIND",)))
    yield activities.author_calls()["thanks"]
    book.use(workbook.THIS_BOOK)
    sys.modules.pop("thanks", None)


def test_it_is_an_activity_like_all_others(thanks: Any) -> None:
    made = thanks("thank-you", "Whom <would> you thank?")
    assert "thanks" in activities.kind_names()
    assert repr(made) == "thanks: a-test.thank-you" and "Whom &lt;would&gt; you thank?" in made.html()
    made.text = "the night staff"
    assert made.value == {"words": "the night staff"} and made.where == "file"
    with pytest.raises(traitlets.TraitError, match="does not fit a thanks"):
        made.value = {"words": 7}
    assert [type(block) for block in activities.paper(made.spec)] == [Heading, Blank]
    assert activities.minutes(made.spec) == 1


def test_its_module_for_jupyter_can_be_loaded(thanks: Any, tmp_path: Path) -> None:
    module = tmp_path / "thanks.mjs"
    module.write_text(thanks("thank-you", "Whom?")._esm, "utf-8")
    ask = f"import kind from {str(module)!r}; console.log(typeof kind.render, kind.hasText({{words: 'x'}}))"
    program = node.find()
    assert program is not None
    command = [str(program), "--input-type=module", "-e", f"globalThis.window = globalThis; {ask}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "function true", done.stderr


def test_its_script_for_pages_hands_it_over(thanks: Any) -> None:
    script = added.page_script(activities.added_scripts(book.current()))
    assert script.startswith("window.workbookKinds ??= [];") and '["thanks", (() => {' in script
    assert "export default" not in script


def test_a_script_that_imports_or_exports_nothing_is_refused(tmp_path: Path) -> None:
    script = tmp_path / "odd.js"
    for text in ('import x from "./y.js";\nexport default () => ({});', "const render = 1;"):
        script.write_text(text, "utf-8")
        with pytest.raises(AuthorError, match="needs one line that begins with “export default”"):
            added.module("", script)


def test_a_setting_that_is_no_kind_is_refused(chapter: chapters.Chapter) -> None:
    book.use(replace(workbook.THIS_BOOK, kinds=("workbook.kit.activities.recall:LETTERS",)))
    try:
        with pytest.raises(book.BookError, match="is no kind of activity"):
            activities.kind_names()
    finally:
        book.use(workbook.THIS_BOOK)


def test_each_kind_holds_its_part_of_the_notes_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notes_schema.is_fresh()
    monkeypatch.setattr(activities.kind_named("plan").activity, "VALUE", {"required": ["when"]})
    assert not notes_schema.is_fresh()
    assert (STATIC / "jupyter" / "kit.js").exists()
