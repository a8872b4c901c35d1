"""Rules on what is stored in a notebook: fresh, calm, and without anything that a learner wrote."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from workbook.chapters.listed import stale
from workbook.chapters.notebook import Notebook, joined
from workbook.chapters.run import as_text, clean
from workbook.checks.rule import Finding, page_rules, rules
from workbook.kit.activities import answers, later, minutes, paper
from workbook.kit.authoring.chapter import TRIAL
from workbook.kit.text.strings import texts_in
from workbook.kit.web.stored import WIDGET_STATE, WIDGET_VIEW
from workbook.kit.web.stored import problems as unshown

SENTENCE = 3
"""A text with so many spaces is a sentence that readers see; a shorter one may be a name."""
_AGAIN = "Run the chapter again: python -m workbook run {id}."
_ANSWERS = ("value", "answer", "answers", "checked", "earlier", "shown", "text")
"""Names under which an activity keeps what a learner did. A specification has none of them at its top."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")


def outputs_are_stored(chapter: Notebook) -> Iterator[Finding]:
    """Every code cell was run, shows something, and did not fail."""
    for cell in chapter.code:
        if cell.failed:
            yield cell, "this cell failed, and the failure is stored. Put the cell right. " + _again(chapter)
    bare = [str(cell.number) for cell in chapter.code if not cell.was_run]
    if bare:
        cells = f"cell {bare[0]} has" if len(bare) == 1 else f"cells {', '.join(bare)} have"
        yield None, f"{cells} no stored output, so the website would show nothing. " + _again(chapter)


def nothing_live_is_stored(chapter: Notebook) -> Iterator[Finding]:
    """No widget is stored: its id is random, and on reopening it says that its model is not found."""
    if "widgets" in chapter.raw.get("metadata", {}):
        yield None, "the states of widgets are stored in the notebook's metadata. " + _again(chapter)
    for cell in chapter.code:
        kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
        if kinds & {WIDGET_VIEW, WIDGET_STATE}:
            yield cell, "a live widget is stored in this cell's output. " + _again(chapter)


def activities_can_be_shown(chapter: Notebook) -> Iterator[Finding]:
    """What is stored of an activity is what a page shows of it: the build ends where it is not."""
    for number, problem in unshown(chapter.raw):
        if (
            chapter.cells[number - 1].was_run and not chapter.only_in_jupyter
        ):  # else another rule says it, or no page
            yield chapter.cells[number - 1], problem


def no_answers_are_stored(chapter: Notebook) -> Iterator[Finding]:
    """What is stored holds no answer that somebody gave."""
    for cell, activity in chapter.activities:
        held = [name for name in _ANSWERS if name in activity.spec]
        if held:
            yield (
                cell,
                f'the stored output of "{activity.key}" holds an answer ({", ".join(held)}). '
                + _again(chapter),
            )
    for cell in chapter.code:
        reader = _Fields()
        reader.feed(cell.html)
        if reader.filled:
            yield cell, "a box in this cell's stored output has something written in it. " + _again(chapter)


def outputs_are_static_and_safe(chapter: Notebook) -> Iterator[Finding]:
    """Outputs hold nothing that a page's content policy would refuse, and nothing random."""
    for cell in chapter.code:
        reader = _Calm()
        reader.feed(cell.html)
        text = cell.html + "".join(
            joined(output.get("text", "")) + joined(output.get("data", {}).get("text/plain", ""))
            for output in cell.outputs
        )
        refused = list(reader.refused)
        if re.search(r"\bat 0x[0-9a-f]{6,}", text):
            refused.append("an address in memory, different on every run")
        if any(output.get("name") == "stderr" for output in cell.outputs):
            refused.append("a warning")
        for what in dict.fromkeys(refused):
            yield (
                cell,
                f"this cell's output holds {what}. Show it with the workbook's own words, then run it again.",
            )


def activities_match_their_cells(chapter: Notebook) -> Iterator[Finding]:
    """The stored output of an activity is that of the call in its cell."""
    from workbook.kit.activities import kind_names

    id = TRIAL if chapter.only_in_jupyter else chapter.id
    for cell in chapter.code:
        if not cell.was_run:
            continue  # said by another rule already
        called = [(call.word, f"{id}.{call.first}") for call in cell.calls if call.word in kind_names()]
        stored = [(activity.kind, activity.key) for activity in cell.activities]
        if called != stored:
            says = ", ".join(f"{kind} {key}" for kind, key in called) or "no activity"
            holds = ", ".join(f"{kind} {key}" for kind, key in stored) or "none"
            yield cell, f"the code says {says}, and the stored output holds {holds}. " + _again(chapter)


def activities_say_what_their_cells_say(chapter: Notebook) -> Iterator[Finding]:
    """Each sentence in the call of an activity stands in its stored output, as it was when the cell was run."""
    for cell in chapter.code:
        if not cell.was_run or not cell.activities:
            continue  # said by another rule already
        stored = _flat(" ".join(texts_in([activity.spec for activity in cell.activities])))
        words = {activity.kind for activity in cell.activities}
        said = (text for text in map(_flat, _in_calls(cell.source, words)) if text.count(" ") >= SENTENCE)
        if changed := next((text for text in said if text not in stored), None):
            yield cell, f"the code says “{changed[:60]}”, and the stored output does not. " + _again(chapter)


def _in_calls(source: str, words: Collection[str]) -> Iterator[str]:
    """Every text that is written out in a call of one of these words."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in words:
            for node in ast.walk(call):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def _flat(text: str) -> str:
    return " ".join(text.split())


def lists_of_chapters_are_fresh(chapter: Notebook) -> Iterator[Finding]:
    """A stored list of chapters has every chapter there is, as its title is now."""
    for cell in stale(chapter):
        yield cell, "the chapters have changed since this list was made. " + _again(chapter)


def specifications_are_whole(chapter: Notebook) -> Iterator[Finding]:
    """The stored specification of an activity has all that its kind needs on paper."""
    for cell, activity in chapter.activities:
        try:
            for written in (paper, answers, later, minutes):
                written(activity.spec)
        except (KeyError, TypeError, ValueError) as error:
            yield (
                cell,
                f'the stored output of "{activity.key}" is not what a {activity.kind} needs ({error}). '
                + _again(chapter),
            )


def keys_are_used_once(chapter: Notebook) -> Iterator[Finding]:
    """No two activities of a chapter share a key, and every key is well made."""
    seen: dict[str, int] = {}
    for cell, activity in chapter.activities:
        if activity.key in seen:
            yield (
                cell,
                f'the key "{activity.key}" is used in cell {seen[activity.key]} already, and a learner\'s '
                "answers "
                "hang on it. Give this activity another slug.",
            )
        seen.setdefault(activity.key, cell.number)
        if not _KEY.fullmatch(activity.key):
            yield (
                cell,
                f'the key "{activity.key}" is not lower case with dashes, as mid-staffordshire.noticing is.',
            )


def file_is_as_run_writes_it(chapter: Notebook) -> Iterator[Finding]:
    """The file is as `run` and JupyterLab's save write it, so that a diff shows only changes."""
    if as_text(clean(copy.deepcopy(chapter.raw))) != chapter.stored:
        yield (
            None,
            "the file is not as `run` stores it (times, folds, a kernel's version, or another layout). "
            + _again(chapter),
        )


def _again(chapter: Notebook) -> str:
    return _AGAIN.format(id=chapter.id)


class _Fields(HTMLParser):
    """Notices boxes with something in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.filled = False
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        self._inside = tag == "textarea"
        typed = have.get("type") or "text"
        if tag == "input" and ("checked" in have or (typed == "text" and have.get("value"))):
            self.filled = True
        if tag == "option" and "selected" in have:
            self.filled = True

    def handle_data(self, data: str) -> None:
        self.filled = self.filled or (self._inside and bool(data.strip()))

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


class _Calm(HTMLParser):
    """Notices what a strict content policy refuses, and what leads out of the page by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if tag == "style" or "style" in have:
            self.refused.append("a style of its own")
        if tag == "script" and have.get("type") != "application/json":
            self.refused.append("a script")
        if any(name.startswith("on") for name in have):
            self.refused.append("a script in an attribute")
        if tag in ("iframe", "object", "embed", "link"):
            self.refused.append(f"an <{tag}>")
        for name in ("src", "srcset", "poster", "data"):
            if re.match(r"\s*(https?:)?//", have.get(name) or ""):
                self.refused.append("something that is fetched from another computer")


RULES = (
    *rules(
        outputs_are_stored,
        nothing_live_is_stored,
        activities_can_be_shown,
        no_answers_are_stored,
        outputs_are_static_and_safe,
        activities_match_their_cells,
        activities_say_what_their_cells_say,
        specifications_are_whole,
        keys_are_used_once,
        file_is_as_run_writes_it,
    ),
    *page_rules(lists_of_chapters_are_fresh),
)
