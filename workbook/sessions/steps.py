"""A chapter as a session that somebody leads: its steps, their minutes at each length, and what is said.

The chapter's notebook holds the plan. Each cell tagged `facilitator` says which step it is for, how many
minutes that step has in a session of 20, 60 and 90, and what the room is asked (`wall`; else the prompts of
the step's activities). The one that facilitates "session" has the minutes to open, to break and to close. The
words to read aloud stand in `book/facilitate/sixty-minutes-<id>.md`, where a heading such as
``14:06 · “They saw it first” (5 minutes)`` begins a step. Two parts at its end say what is different in 90
minutes, and in 20. Nothing is written twice: the facilitator's view, the plans, run mode and the packs are
all made from what this file reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from docutils.nodes import make_id

from workbook.chapters import contents
from workbook.chapters import notebook as reading
from workbook.checks import language as words
from workbook.checks.session import LENGTHS
from workbook.paths import BOOK, NOTEBOOKS

FRAME = {"open": "Opening", "break": "A break", "close": "Closing"}
"""The steps that the chapter does not have, but a session does."""
NOTES = {
    "purpose": "Purpose",
    "usually": "What usually happens",
    "watch": "Watch for",
    "paper": "Without a screen",
}
"""What a facilitator's note says, by the words in bold that begin each paragraph."""
WORKED = "sixty-minutes-{}.md"
TIMED = re.compile(r"^#{2,3} \d\d:\d\d · (?P<name>.+) \((?P<minutes>\d+) minutes\)$", re.M)
LONG, SHORT = "## If you have ninety minutes", "## If you have twenty minutes"
"""The parts with the words of the steps that only 90 minutes have, and with how 20 minutes cut the words."""
SAY = "Say"
"""How a cut begins that names lines by their first words: ``**Say:** “Please read”, “You can pass”.``"""
LEAD = re.compile(r"^\*\*(?P<lead>[^*]+?)[.:]?\*\*\s*")


@dataclass(frozen=True)
class Line:
    """One thing of a script, in plain words: read aloud (`say`), or for the one who leads (`do`)."""

    kind: str
    text: str
    lead: str = ""
    """What the line is about, where it says so: "Late?", "Their time", "On paper"."""


@dataclass(frozen=True)
class Step:
    """One step of a session."""

    id: str
    """`open`, `break`, `close`, or the anchor of the step's heading on the chapter's page."""
    title: str
    part: str
    """The part of the chapter; empty for what the session adds."""
    minutes: dict[int, int]
    """For each of `LENGTHS`; 0 where such a session leaves the step out."""
    notes: dict[str, str]
    """By the names in `NOTES`, for the facilitator alone, in plain words. Empty for what the session adds."""
    wall: tuple[str, ...]
    """What the room is asked, one thing after the other. This may stand on the wall."""
    script: tuple[Line, ...]
    """What to say and do in a session of 60 minutes or of 90; empty where nothing is written out."""
    short: tuple[Line, ...] = ()
    """The same for a session of 20 minutes."""


@dataclass(frozen=True)
class Session:
    """One chapter, ready to be led."""

    id: str
    title: str
    page: str
    """The notebook's name, without its ending."""
    content_note: str
    steps: tuple[Step, ...]

    def plan(self, length: int) -> list[tuple[Step, int]]:
        """The steps that a session of this length has, in order, each with its minutes."""
        return [(step, step.minutes[length]) for step in self.steps if step.minutes[length]]


def read(path: Path, book: Path = BOOK) -> Session:
    """Read one chapter as a session. The contract has to have passed; else a missing part is a KeyError."""
    notebook = reading.read(path)
    worked = book / "facilitate" / WORKED.format(notebook.id)
    written = worked.read_text(encoding="utf-8") if worked.is_file() else ""
    about = notebook.about
    return Session(
        id=notebook.id,
        title=str(about["title"]),
        page=path.stem,
        content_note=str(about.get("content_note", "")),
        steps=tuple(_steps(notebook, scripts(written), shorter(written))),
    )


def every(folder: Path = NOTEBOOKS) -> list[Session]:
    """Every chapter as a session, in the book's order."""
    return [read(chapter.path) for chapter in contents.chapters(folder)]


def as_data(sessions: list[Session]) -> dict[str, Any]:
    """Sessions as what a page's script reads: the fields above, by their names."""
    return {"chapters": [asdict(one) for one in sessions]}


def scripts(markdown: str) -> dict[str, tuple[Line, ...]]:
    """What is said and done at each step of a session of 60 or 90 minutes, by the step's title."""
    found = {}
    for heading, body in _split(markdown, 2):
        if timed := TIMED.match(heading):
            found[_title(timed["name"])] = tuple(_lines(body))
        elif heading == LONG:
            more = _split(body, 3)
            found |= {_title(name.removeprefix("### ")): tuple(_lines(said)) for name, said in more}
    return found


def shorter(markdown: str) -> dict[str, tuple[Line, ...]]:
    """The same for a session of 20 minutes, in which some lines are named by how they begin.

    Raises `ValueError` where no line begins so, or more than one.
    """
    spoken = [line for script in scripts(markdown).values() for line in script if line.kind == "say"]
    found = {}
    for heading, body in _split(dict(_split(markdown, 2)).get(SHORT, ""), 3):
        if timed := TIMED.match(heading):
            lines = [_named(line, spoken) if line.lead == SAY else [line] for line in _lines(body)]
            found[_title(timed["name"])] = tuple(chain.from_iterable(lines))
    return found


def plain(markdown: str) -> str:
    """Words without the marks for links and stress, on one line."""
    return " ".join(words.plain(markdown).split())


def _split(markdown: str, level: int) -> list[tuple[str, str]]:
    """The headings of one level, each with what stands under it."""
    parts = re.split(rf"^(#{{{level}}} .+)$", markdown, flags=re.M)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _title(name: str) -> str:
    return name if name in FRAME.values() else name.strip("“”")


def _named(line: Line, spoken: list[Line]) -> list[Line]:
    """The spoken lines that one line names by how they begin."""
    found = []
    for beginning in re.findall("“([^”]+)”", line.text):
        begins = [one for one in spoken if one.text.startswith(beginning)]
        if len(begins) != 1:
            raise ValueError(
                f"“{beginning}” begins {len(begins) or 'no'} lines to read aloud. "
                "Write the first words of exactly one of them."
            )
        found += begins
    return found


def _lines(body: str) -> Iterator[Line]:
    for block in re.split(r"\n\s*\n", body.strip()):
        if block.startswith(">"):
            for said in re.split(r"\n>\s*\n", block):
                yield Line("say", plain(re.sub(r"^> ?", "", said, flags=re.M)))
        elif block:
            for done in re.split(r"\n(?=\s*(?:[-*]|\d+\.) )", block):
                lead = LEAD.match(done)
                rest = done[lead.end() :] if lead else re.sub(r"^\s*(?:[-*]|\d+\.) ", "", done)
                yield Line("do", plain(rest), plain(lead["lead"]) if lead else "")


def _steps(
    notebook: reading.Notebook, script: dict[str, tuple[Line, ...]], short: dict[str, tuple[Line, ...]]
) -> Iterator[Step]:
    (frame,) = [cell for cell in notebook.facilitator if cell.about.get("facilitates") == "session"]

    def of_frame(name: str) -> Step:
        given = {length: int(frame.about["plan"][str(length)].get(name, 0)) for length in LENGTHS}
        title = FRAME[name]
        return Step(name, title, "", given, {}, (), script.get(title, ()), short.get(title, ()))

    yield of_frame("open")
    for step in notebook.steps:
        (note,) = step.notes
        title = step.title
        yield Step(
            id=make_id(title),
            title=title,
            part=step.part,
            minutes={length: int(note.about["plan"][str(length)]) for length in LENGTHS},
            notes=_notes(note.source),
            wall=tuple(note.about.get("wall") or _prompts(step)),
            script=script.get(title.strip("“”"), ()),
            short=short.get(title.strip("“”"), ()),
        )
        if title == frame.about.get("break_after"):
            yield of_frame("break")
    yield of_frame("close")


def _notes(source: str) -> dict[str, str]:
    names = {said: name for name, said in NOTES.items()}
    found: dict[str, str] = {}
    name = ""
    for block in re.split(r"\n\s*\n", source):
        lead = LEAD.match(block)
        if lead:
            name = names.get(lead["lead"], "")
            block = block[lead.end() :]
        if name:
            found[name] = f"{found[name]}\n{plain(block)}" if name in found else plain(block)
    return found


def _prompts(step: reading.Step) -> Iterator[str]:
    for activity in step.activities:
        asked = activity.spec.get("prompt")
        yield from [plain(str(asked))] if asked else []
