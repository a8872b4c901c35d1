"""`python -m workbook new <resource>`: a chapter to fill in, with all its parts, from `workbook/templates`.

What a new chapter asks of its author stands in `templates/chapter.md`, which is a notebook written as MyST
Markdown: `+++` begins a Markdown cell and may carry the cell's metadata; `{{id}}` and the like are filled in
here. Rows of evidence to fill in stand in `templates/facts.csv`. Nothing that exists is written over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from workbook import evidence, paths
from workbook.chapters import contents, run
from workbook.evidence import pages as evidence_pages
from workbook.kit.text import placeholders as prompts

TEMPLATES: Path = Path(__file__).resolve().parent / "templates"
STATUS = "[[Write: primary, secondary or single; CONTRIBUTING.md says which]]"
TITLE = "[[Write: the title, which is also the first line of the first cell]]"
PART = "[[Write: the part of the book it belongs to]]"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class NewError(Exception):
    """A chapter cannot be made. The message says why, and what to do."""


@dataclass(frozen=True)
class Wanted:
    """The chapter that is to be made."""

    resource: evidence.Resource
    id: str
    number: int
    title: str
    part: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.number:02}-{self.id}"


@dataclass(frozen=True)
class Made:
    """What was made of it."""

    wanted: Wanted
    notebook: Path
    minutes: int
    steps: int
    prompts: int
    rows: tuple[str, ...]
    had_facts: bool
    listed_after: str
    """The entry in _toc.yml that it stands next to; empty where its place was not clear."""


def want(resource: str, *, id: str = "", number: int = 0, title: str = "", part: str = "") -> Wanted:
    """Check what is asked for, and choose what is not said. NewError where it cannot be."""
    found = _resource(resource)
    id = id or found.chapter or re.sub(r"-\d{4}$", "", found.id)
    if not _ID.fullmatch(id):
        raise NewError(
            f"“{id}” cannot be a chapter's id. Use lower-case letters and digits with dashes between, such "
            "as --id a-promise-to-learn. It is for ever: readers' answers hang on it."
        )
    have = contents.notebooks(paths.NOTEBOOKS)
    if id in have:
        raise NewError(
            f"There is a chapter “{id}” already: notebooks/{have[id].name}. Write in that one, "
            "or make a second chapter from this resource with another --id."
        )
    taken = {_number(path): path for path in have.values()}
    number = number or max(taken, default=0) + 1
    if number in taken or not 1 <= number <= 99:
        why = f"is taken by {taken[number].name}" if number in taken else "is not between 1 and 99"
        raise NewError(f"The number {number} {why}. The next free one is {max(taken, default=0) + 1}.")
    _refuse_pictures(id)
    part = part or _part_of_the_one_before(number, taken)
    return Wanted(found, id, number, " ".join(title.split()) or TITLE, part)


def make(wanted: Wanted) -> Made:
    """Write the chapter, its picture's frame, its rows of evidence, and its line in _toc.yml."""
    had_facts = bool(evidence.facts(wanted.resource.id))
    rows = () if had_facts else _rows(wanted.resource)
    notebook = filled(wanted, [row["id"] for row in rows])
    path = paths.NOTEBOOKS / f"{wanted.name}.ipynb"
    run.write(run.clean(notebook), path)
    for ending in (".svg", ".txt"):
        text = (TEMPLATES / f"picture{ending}").read_text(encoding="utf-8")
        drawn = paths.NOTEBOOKS / "pictures" / f"{wanted.id}{ending}"
        drawn.parent.mkdir(exist_ok=True)
        drawn.write_text(text, encoding="utf-8", newline="\n")
    _append(rows)
    evidence_pages.write(paths.BOOK, evidence.Ledger(paths.DATA))
    return Made(
        wanted,
        path,
        minutes=notebook["metadata"]["workbook"]["minutes"],
        steps=sum("step" in _about(cell) for cell in notebook["cells"]),
        prompts=len(prompts.find(run.as_text(notebook))),
        rows=tuple(row["id"] for row in rows),
        had_facts=had_facts,
        listed_after=contents.add(paths.ROOT / "_toc.yml", wanted.name, _same_part(wanted.part)),
    )


def filled(wanted: Wanted, new_rows: list[str]) -> dict[str, Any]:
    """The chapter's notebook from the template."""
    from myst_nb.core.read import read_myst_markdown_notebook

    template = (TEMPLATES / "chapter.md").read_text(encoding="utf-8")
    notebook: dict[str, Any] = read_myst_markdown_notebook(template)
    one = wanted.resource
    words = {
        "id": wanted.id,
        "title": wanted.title,
        "part": wanted.part,
        "resource": one.id,
        "source": one.also_known_as or one.title,
        "url": one.url,
        "what_was_read": one.what_was_read,
        **_evidence_for(one, new_rows),
    }
    count: Counter[str] = Counter()
    for cell in notebook["cells"]:
        about = _about(cell)
        words["plan"] = _spoken(about.get("plan", {}))
        cell["source"] = _fill(cell["source"], words)
        place = about.get("step") or about.get("facilitates") or cell["cell_type"]
        count[place] += 1
        cell["id"] = f"{place}-{count[place]}"
    said = notebook["metadata"]["workbook"]
    said.update({name: _fill(text, words) for name, text in said.items() if isinstance(text, str)})
    minutes = sum(_about(cell).get("minutes", 0) for cell in notebook["cells"])
    said.update(id=wanted.id, resources=[one.id], minutes=minutes)
    return notebook


def told(made: Made) -> str:
    """What was made and what to do next, in order."""
    wanted, number = made.wanted, len(made.rows)
    entry = f"notebooks/{wanted.name}"
    lines = [
        f"Made a chapter from {wanted.resource.id}, in the part “{wanted.part}”:",
        f"- {entry}.ipynb: {made.steps} steps, {made.minutes} minutes, {made.prompts} prompts to answer",
        f"- notebooks/pictures/{wanted.id}.svg and .txt: the frame of its picture",
    ]
    if made.had_facts:
        lines.append("- no rows of evidence: this resource has some already")
    else:
        lines.append(
            f"- data/facts.csv: {number} rows to fill in, at its end; "
            f"book/about/evidence/{wanted.resource.id}.md shows them"
        )
    if made.listed_after:
        lines.append(f"- _toc.yml: a line beside {made.listed_after}")
    steps = [
        "Evidence first: fill in the rows, or take them out, and add more. Then: python -m workbook evidence",
        f"make lab opens {wanted.name}.ipynb. Put your own words wherever it says [[Write: ...]]. The title, "
        "the part and what readers will be able to do stand in the notebook's metadata too.",
        f"As often as you like: python -m workbook run {wanted.id}, then make read. Prompts may still stand.",
        "When the activities have their names for good: python -m workbook keys",
        "python -m workbook check, until it says “All well”; it refuses every prompt left. Then: make test",
    ]
    if not made.listed_after:
        steps.insert(2, f"In _toc.yml, under its part, add the line:  - file: {entry}")
    told = [f"{place}. {step}" for place, step in enumerate(steps, start=1)]
    return "\n".join([*lines, "Next, in this order:", *told])


def _resource(name: str) -> evidence.Resource:
    known = {one.id: one for one in evidence.resources()}
    if name in known:
        return known[name]
    have = {one.id: path.name for one in known.values() for id, path in _chapters() if id == one.chapter}
    listed = "\n".join(
        f"- {one.id}: {shorten(one.title, 60, placeholder=' ...')}"
        + (f" ({have[one.id]})" if one.id in have else "")
        for one in known.values()
    )
    asked = f"There is no resource “{name}”." if name else "Say from which resource: new <resource>."
    raise NewError(
        f"{asked} The resources are:\n{listed}\n"
        "To add one, write a row in data/resources.csv: an id such as berwick-2013 (the chapter's "
        "id leaves the year out), the title, who made it, its own address, and what of it was read. "
        "Then try again."
    )


def _chapters() -> list[tuple[str, Path]]:
    return list(contents.notebooks(paths.NOTEBOOKS).items())


def _number(path: Path) -> int:
    number, _, _ = path.stem.partition("-")
    return int(number) if number.isdigit() else 0


def _refuse_pictures(id: str) -> None:
    for ending in (".svg", ".txt"):
        if (paths.NOTEBOOKS / "pictures" / f"{id}{ending}").exists():
            raise NewError(
                f"notebooks/pictures/{id}{ending} exists already and nothing is written over. "
                "Move it away, or choose another --id."
            )


def _part_of(path: Path) -> str:
    about = json.loads(path.read_text(encoding="utf-8")).get("metadata", {}).get("workbook", {})
    return str(about.get("part", ""))


def _part_of_the_one_before(number: int, taken: Mapping[int, Path]) -> str:
    before = max((one for one in taken if one < number), default=min(taken, default=0))
    return (_part_of(taken[before]) if before in taken else "") or PART


def _same_part(part: str) -> list[str]:
    """The files of the chapters that are in a part, without their ending, in order."""
    return [path.stem for _, path in _chapters() if _part_of(path) == part]


def _rows(resource: evidence.Resource) -> tuple[dict[str, str], ...]:
    """The rows of evidence that an author fills in first."""
    with (TEMPLATES / "facts.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            {
                "id": f"{resource.id}.{row['key']}",
                "resource": resource.id,
                "scope": row["scope"],
                "status": STATUS,
                "claim": row["claim"],
                "figure": row["figure"],
                "link": resource.url,
                "seen_at": "",
                "weak": "",
            }
            for row in csv.DictReader(stream)
        )


def _append(rows: tuple[dict[str, str], ...]) -> None:
    """Add rows at the end of facts.csv; what is there stays byte for byte."""
    path = paths.DATA / "facts.csv"
    before = path.read_text(encoding="utf-8")
    columns = next(csv.reader(io.StringIO(before)))
    added = io.StringIO()
    csv.DictWriter(added, columns, restval="", lineterminator="\n").writerows(rows)
    path.write_text(before.rstrip("\n") + "\n" + added.getvalue(), encoding="utf-8", newline="\n")


def _evidence_for(resource: evidence.Resource, new_rows: list[str]) -> dict[str, str]:
    """The rows that stand in where a chapter must name one."""
    facts = evidence.facts(resource.id)
    if facts:
        key = next((fact.id for fact in facts if fact.figure), facts[0].id)
        return {"main_finding": facts[0].id, "key_number": key}
    names = {row.partition(".")[2].replace("-", "_"): row for row in new_rows}
    return {name: names[name] for name in ("main_finding", "key_number")}


def _fill(text: str, words: Mapping[str, str]) -> str:
    """A text of the template with its `{{names}}` replaced."""
    return re.sub(r"\{\{(\w+)\}\}", lambda name: words[name[1]], text)


def _about(cell: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = cell["metadata"].get("workbook", {})
    return found


def _spoken(plan: Mapping[str, int | Mapping[str, int]]) -> str:
    """The minutes of a facilitator's note in words, as they stand in every chapter."""
    told = [
        f"{'In a session of' if place == 0 else 'Of'} {length} minutes: {_minutes(minutes)}."
        for place, (length, minutes) in enumerate(plan.items())
    ]
    return " ".join(told)


def _minutes(said: int | Mapping[str, int]) -> str:
    if isinstance(said, int):
        return f"{said} minutes" if said else "left out"
    return " and ".join(f"{minutes} minutes to {what}" for what, minutes in said.items())
