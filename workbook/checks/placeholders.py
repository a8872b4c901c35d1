"""The rule that nothing is published while a prompt to the author stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from workbook.chapters.notebook import Cell, Notebook
from workbook.checks.rule import Finding, rules
from workbook.kit.text import files
from workbook.kit.text import placeholders as prompts

_REMEDY = "Answer it in your own words, or take it out."


SESSION = ".session.yaml"
"""How the name of a chapter's session ends, after the notebook's."""


def prompts_are_answered(chapter: Notebook) -> Iterator[Finding]:
    """No `[[Write: ...]]` is left: in the metadata, in a cell, in what a cell shows, or in the session."""
    about = [
        (name, prompt)
        for name, value in chapter.about.items()
        for prompt in prompts.find(json.dumps(value, ensure_ascii=False))
    ]
    for name, prompt in about:
        where = f'in the notebook\'s metadata, under "workbook", in "{name}"'
        yield None, f"still to be written, {where}: {prompts.short(prompt)} {_REMEDY}"
    for cell in chapter.cells:
        own = prompts.find(cell.source)
        if own:
            yield cell, f"still to be written: {_first_of(own)} {_REMEDY}"
            continue
        shown = [one for one in prompts.find(cell.html) if one not in {prompt for _, prompt in about}]
        if shown:
            yield cell, f"it shows {_first_of(list(dict.fromkeys(shown)))} {_source_of(cell)}"
    session = chapter.path.with_name(chapter.path.stem + SESSION)
    for line, text in enumerate(_lines(session), start=1):
        if own := prompts.find(text):
            yield None, f"still to be written, in {session.name}, line {line}: {_first_of(own)} {_REMEDY}"


def pages_are_written(root: Path) -> Iterator[str]:
    """No page of prose has a prompt to its author left."""
    for page in sorted((root / "book").rglob("*.md")):
        if found := prompts.find(files.read(page)):
            where = page.relative_to(root).as_posix()
            yield f"{where}: still to be written: {_first_of(found)} {_REMEDY}"


def _lines(path: Path) -> list[str]:
    return files.read(path).splitlines() if path.is_file() else []


def _first_of(found: list[str]) -> str:
    """The first prompt, and how many more there are: one line for each cell is enough to go by."""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{prompts.short(found[0])}{more}."


def _source_of(cell: Cell) -> str:
    if cell.call and cell.call.word == "picture":
        name = f"notebooks/pictures/{cell.call.first}"
        return f"Draw and write it in {name}.svg and {name}.txt, and run the chapter again."
    return "Write it where it comes from (an old output, or a row in data/), and run the chapter again."


RULES = rules(prompts_are_answered)
