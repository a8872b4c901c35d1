"""`python -m workbook new <resource>`: a chapter to fill in, with all that `check` asks for, from `templates`.

`templates/chapter.md` is a notebook written as MyST Markdown: `+++` begins a Markdown cell and may carry the
cell's metadata; `{{id}}` and the like are filled in by `template`. Nothing that exists is written over.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from workbook import evidence, paths
from workbook.chapters import contents, run, template
from workbook.evidence import pages as evidence_pages
from workbook.kit.errors import CommandError
from workbook.kit.text import placeholders

TITLE = "[[Write: the title, which is also the first line of the first cell]]"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class NewError(CommandError):
    """A chapter cannot be made. The message says why, and what to do."""


@dataclass(frozen=True)
class Wanted:
    """The chapter that is to be made."""

    resource: evidence.Resource
    id: str
    number: int
    title: str
    part: str
    """The part of the book, by its heading."""
    part_page: str
    """The page of that part, as `book/parts/when-culture-fails`, which may not be there yet."""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.number:02}-{self.id}"


@dataclass(frozen=True)
class Made:
    """What was made of it."""

    wanted: Wanted
    minutes: int
    steps: int
    prompts: int
    rows: int
    """Rows of evidence to fill in; none where the resource has some already."""
    new_part: bool
    is_listed: bool
    """Whether _toc.yml lists the chapter. False where its place there was not clear."""


Ask = Callable[[str], str]
"""Puts a question to the author and returns the answer."""


def new(resource: str, *, id: str, number: int, title: str, part: str, ask: Ask | None) -> str:
    """Make a chapter and say what was made. Title and part are asked for where `ask` is there and they are not.

    NewError where the chapter cannot be made, and EvidenceError where the evidence cannot be read.
    """
    return report(make(want(resource, id=id, number=number, title=title, part=part, ask=ask)))


def want(
    resource: str,
    *,
    id: str = "",
    number: int = 0,
    title: str = "",
    part: str = "",
    ask: Ask | None = None,
) -> Wanted:
    """Check what is wanted, ask for what is not said, and choose the rest. NewError where it cannot be made."""
    row = _resource(resource)
    id = id or row.chapter or re.sub(r"-\d{4}$", "", row.id)
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
    name = f"{number:02}-{id}"
    for path in (*_pictures(id), _session(name)):
        if path.exists():
            raise NewError(
                f"notebooks/{path.relative_to(paths.NOTEBOOKS).as_posix()} exists already and nothing is written "
                "over. Move it away, or choose another --id."
            )
    if not part and ask:
        part = _chosen(ask(f"{_listed_parts()}\nIn which part? Its number, or a name for a new part: "))
    if not part:
        raise NewError(
            f'Say in which part of the book it belongs, with --part "...". {_listed_parts()}\n'
            "Another name makes a new part."
        )
    heading, page = _part(part)
    if not title and ask:
        title = ask("The chapter's title (Enter to leave it for later): ")
    return Wanted(row, id, number, " ".join(title.split()) or TITLE, heading, page)


def make(wanted: Wanted) -> Made:
    """Write the chapter, its session, its picture's frame, its rows of evidence, and its place in the book.

    All that is added to is read before the first file is written: what cannot be read leaves no half of a chapter.
    """
    rows = () if evidence.facts(wanted.resource.id) else template.rows(wanted.resource)
    words = template.words(wanted.resource, wanted.id, wanted.title, wanted.part, [row["id"] for row in rows])
    notebook = template.notebook(words, wanted.resource.id)
    facts = paths.DATA / "facts.csv"
    facts_text = template.longer(facts, rows)
    evidence_pages.problems(paths.BOOK, evidence.Ledger(paths.DATA))  # reads all that `write` reads below
    path = paths.NOTEBOOKS / f"{wanted.name}.ipynb"
    run.write(run.clean(notebook), path)
    _write(_session(wanted.name), session := template.text("session.yaml", words))
    for picture in _pictures(wanted.id):
        _write(picture, template.text(f"picture{picture.suffix}", words))
    if rows:
        _write(facts, facts_text)
    evidence_pages.write(paths.BOOK, evidence.Ledger(paths.DATA))
    steps = [cell for cell in notebook["cells"] if "step" in cell["metadata"].get("workbook", {})]
    return Made(
        wanted,
        minutes=notebook["metadata"]["workbook"]["minutes"],
        steps=len(steps),
        prompts=len(placeholders.find(run.as_text(notebook))) + len(placeholders.find(session)),
        rows=len(rows),
        new_part=_part_page(wanted, words),
        is_listed=contents.add(paths.ROOT, wanted.part_page, f"notebooks/{wanted.name}"),
    )


def report(made: Made) -> str:
    """What was made and what to do next, in order."""
    wanted = made.wanted
    entry = f"notebooks/{wanted.name}"
    lines = [
        f"Made a chapter from {wanted.resource.id}, in the part “{wanted.part}”:",
        f"- {entry}.ipynb: {made.steps} steps, {made.minutes} minutes, {made.prompts} prompts with its session's",
        f"- {entry}.session.yaml: the session of it",
        f"- notebooks/pictures/{wanted.id}.svg and .txt, -2 and -3: the frames of its pictures",
    ]
    if made.new_part:
        lines.append(f"- {wanted.part_page}.md: the page of a new part")
    if made.rows:
        lines.append(
            f"- data/facts.csv: {made.rows} rows to fill in, at its end; "
            f"book/about/evidence/{wanted.resource.id}.md shows them"
        )
    else:
        lines.append("- no rows of evidence: this resource has some already")
    steps = [
        "Evidence first: fill in the rows, or take them out, and add more. Then: python -m workbook evidence",
        f"make lab opens {wanted.name}.ipynb. Put your own words wherever it says [[Write: ...]]: in the notebook, "
        "in its metadata (title, outcomes, for whom it is), in the session, the picture and the part's page.",
        f"As often as you like: python -m workbook run {wanted.id}, then make read. Prompts may still stand.",
        "When the activities have their names for good: python -m workbook keys",
        "python -m workbook check, until it says “All well”; it refuses every prompt left. Then: make test",
    ]
    if made.is_listed:
        lines.append("- _toc.yml: its line" + (", below a new part" if made.new_part else ""))
    else:
        steps.insert(
            0, f"In _toc.yml, below {wanted.part_page} as one of its sections, add:  - file: {entry}"
        )
    return "\n".join(
        [*lines, "Next, in this order:", *(f"{n}. {step}" for n, step in enumerate(steps, start=1))]
    )


def _resource(name: str) -> evidence.Resource:
    known = {row.id: row for row in evidence.resources()}
    if name in known:
        return known[name]
    have = contents.notebooks(paths.NOTEBOOKS)
    listed = "\n".join(
        f"- {row.id}: {shorten(row.title, 60, placeholder=' ...')}"
        + (f" ({have[row.chapter].name})" if row.chapter in have else "")
        for row in known.values()
    )
    asked = f"There is no resource “{name}”." if name else "Say from which resource: new <resource>."
    raise NewError(
        f"{asked} The resources are:\n{listed}\n"
        "To add one, write a row in data/resources.csv: an id such as berwick-2013 (the chapter's "
        "id leaves the year out), the title, who made it, its own address, and what of it was read. "
        "Then try again."
    )


def _titles() -> dict[str, str]:
    """The parts of the book: the page of each by its heading, in order."""
    return {contents.part_title(paths.ROOT, part): part.entry for part in contents.parts(paths.ROOT)}


def _listed_parts() -> str:
    titles = [title for title in _titles() if title]
    if not titles:
        return "The book has no parts yet."
    return "The parts are:\n" + "\n".join(
        f"{number}. {title}" for number, title in enumerate(titles, start=1)
    )


def _chosen(answer: str) -> str:
    """The part that an author chose: by its number in the list, or by its name."""
    titles = [title for title in _titles() if title]
    answer = " ".join(answer.split())
    return titles[int(answer) - 1] if answer.isdigit() and 1 <= int(answer) <= len(titles) else answer


def _part(name: str) -> tuple[str, str]:
    """The heading and the page of a part, which may be new. NewError where it is nearly the name of another."""
    name = " ".join(name.split())
    titles = _titles()
    by_lower = {title.lower(): title for title in titles}
    if name.lower() in by_lower:
        title = by_lower[name.lower()]
        return title, titles[title]
    begins = [title for title in by_lower if len(name) > 3 and title.startswith(name.lower())]
    if near := difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.8) or begins:
        raise NewError(
            f"There is no part “{name}”, and there is “{by_lower[near[0]]}”. Say that one, or choose a name that is "
            "less like it."
        )
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug:
        raise NewError(f"“{name}” cannot be the name of a part. Use words.")
    return name, f"{contents.PARTS_FOLDER}/{slug}"


def _part_page(wanted: Wanted, words: Mapping[str, str]) -> bool:
    """Write the page of the chapter's part where there is none. True where it is new. It lists its chapters itself."""
    page = paths.ROOT / f"{wanted.part_page}.md"
    if page.exists():
        return False
    _write(page, template.text("part.md", {**words, "number": str(_free_number())}))
    return True


def _free_number() -> int:
    """A number for a new part: the one after the highest."""
    return max((contents.part_number(paths.ROOT, part) for part in contents.parts(paths.ROOT)), default=0) + 1


def _number(path: Path) -> int:
    number, _, _ = path.stem.partition("-")
    return int(number) if number.isdigit() else 0


def _pictures(id: str) -> list[Path]:
    """The files of the chapter's drawings: three, each in lines and in words."""
    folder = paths.NOTEBOOKS / "pictures"
    return [folder / f"{id}{number}{ending}" for number in ("", "-2", "-3") for ending in (".svg", ".txt")]


def _session(name: str) -> Path:
    return paths.NOTEBOOKS / f"{name}.session.yaml"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
