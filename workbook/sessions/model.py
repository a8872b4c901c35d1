"""A chapter's session: one table of beats, and the things that people hold.

`notebooks/<notebook>.session.yaml` has what belongs to the chapter; `notebooks/session-frame.yaml` has what every
chapter shares. `read` puts the two together. `session.schema.json` says which fields there are.

Script, screen, clock, papers and plans are views on this model. Times are in `timing`, the plan in `plan`, what a
session must keep to in `rules`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from workbook.chapters import notebook as notebooks
from workbook.kit.paths import file_version
from workbook.kit.text import yaml
from workbook.paths import NOTEBOOKS

FRAME = "session-frame.yaml"
ENDING = ".session.yaml"
PARTS = ("open", "listen", "talk", "here", "next", "close")
"""The parts of a session, in their order."""
WORDS = ("show", "first", "say", "do", "host")
"""The fields of a beat that hold words for people in the room."""
KEYS = ("20", "45", "60", "90", "45t", "60t", "90t")
"""The plans a beat can have seconds for. A `t` marks a plan without a request; 20 minutes never has one."""
FIGURE = re.compile(
    r'<figure class="wb-figure wb-(?P<kind>picture|chart)" id="(?:picture|chart)-(?P<key>[^"]+)">'
)
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.S)
SVG = re.compile(r"<svg\b.*?</svg>", re.S)
SCHEMA: Mapping[str, Any] = json.loads(
    Path(__file__).with_name("session.schema.json").read_text(encoding="utf-8")
)


class SessionError(ValueError):
    """A session's file cannot be read. The message says where, and what to do."""


@dataclass(frozen=True)
class Beat:
    """One thing that the room does, with the words that open it."""

    id: str
    part: str
    why: str
    way: str
    """`hear`, `read`, `write`, `talk`, `note`, `mark` or `rest`."""
    seconds: Mapping[str, int]
    """The room's own time in each plan that has this beat, by the names in `KEYS`."""
    show: str
    turns: int = 1
    late: int | None = None
    """The seconds it may shrink to if the leader is late; 0 leaves it out; None: never shortened."""
    only: str = ""
    picture: str = ""
    first: str = ""
    """What the leader does before the words."""
    say: str = ""
    do: str = ""
    """What the leader does after them."""
    host: str = ""
    out: tuple[int | str, ...] = ()
    use: int | str = ""


@dataclass(frozen=True)
class Thing:
    """Something that people hold: a sheet with a number, or a part of the kit with an id."""

    key: int | str
    title: str
    who: str
    write: str
    sides: int = 0
    per: int = 1
    """How many fit on one A4 page."""
    hard: str = ""
    """The text that lies inside the fold."""
    after: str = ""
    """The beat before which nobody may see it."""
    source: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_sheet(self) -> bool:
        """Whether it is printed."""
        return isinstance(self.key, int)


@dataclass(frozen=True)
class Paper:
    """A paper for those who lead, numbered after the room's own sheets."""

    no: int
    id: str
    title: str
    reader: str
    copies: int


@dataclass(frozen=True)
class Text:
    """A text that is read: Markdown written here, or the cells of the chapter that hold it."""

    key: str
    title: str
    markdown: str
    hard: bool
    made_up: bool
    """Whether it is the story of an activity."""

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs in plain words."""
        return plain_paragraphs(self.markdown)


@dataclass(frozen=True)
class Moment:
    """A hard moment: what to say, and what to do."""

    title: str
    say: tuple[str, ...]
    do: str
    page: str = ""
    """The heading on the page "Hard moments" that says more."""


@dataclass(frozen=True)
class Field:
    """One thing to fill in on a form."""

    id: str
    label: str
    lines: int = 1


@dataclass(frozen=True)
class Form:
    """A form of the frame: the request, its reply, the five lines afterwards, a record of learning."""

    title: str
    intro: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Job:
    """One thing to do before the day, with its minutes."""

    id: str
    title: str
    minutes: int
    items: tuple[str, ...]

    @property
    def time(self) -> str:
        """How long it takes: `1 minute`."""
        return f"{self.minutes} minute{'' if self.minutes == 1 else 's'}"


@dataclass(frozen=True)
class Name:
    """A name that is typed once, and what the words say where nobody typed it."""

    id: str
    label: str
    unsaid: str
    leaders: int = 1
    """How many lead a session that has it."""


@dataclass(frozen=True)
class Picture:
    """A drawing or a chart of the chapter, as its notebook has stored it."""

    key: str
    kind: str
    """`picture` or `chart`."""
    title: str
    html: str
    """The whole figure, with what belongs to it."""

    @property
    def svg(self) -> str:
        """The drawing, to stand inside a page."""
        return SVG.findall(self.html)[0]


@dataclass(frozen=True)
class Session:
    """One chapter, ready to be led."""

    id: str
    title: str
    page: str
    """The notebook's name, without its ending."""
    content_note: str
    lengths: tuple[int, ...]
    leaders: int
    """How many lead it, by turns, besides the second person."""
    parts: Mapping[str, str]
    first_heard: str
    warning: str
    for_me: str
    beats: tuple[Beat, ...]
    things: tuple[Thing, ...]
    texts: Mapping[str, Text]
    papers: tuple[Paper, ...]
    names: tuple[Name, ...]
    local: tuple[Field, ...]
    """Routes where people work."""
    pictures: Mapping[str, Picture]
    """The drawings and charts of the chapter, by the key of each."""
    protected: frozenset[str]
    moments: Mapping[str, tuple[Moment, ...]]
    read_aloud: tuple[str, ...]
    never: tuple[str, ...]
    stop_first: tuple[str, ...]
    prepare: tuple[Job, ...]
    invitation: tuple[tuple[str, str], ...]
    """Paragraphs, each with what it is for: `request`, `no request`, `one leader`, `two leaders`, or all if empty."""
    forms: Mapping[str, Form]

    @property
    def name(self) -> str:
        """The title without its question."""
        return self.title.split(":")[0]

    @property
    def about(self) -> str:
        """What may be hard in it, without what a reader of the chapter may do about it."""
        return self.content_note.partition(" You can ")[0]

    @property
    def question(self) -> str:
        """The question in the title."""
        question = self.title.partition(": ")[2] or self.title
        return question[:1].upper() + question[1:]

    @property
    def keys(self) -> tuple[str, ...]:
        """The plans that this chapter has."""
        return tuple(key for key in KEYS if int(key.rstrip("t")) in self.lengths)

    def beat(self, id: str) -> Beat:
        """The beat of this id. KeyError where there is none."""
        return next_of((beat for beat in self.beats if beat.id == id), id)

    def thing(self, key: int | str) -> Thing:
        """The sheet of this number, or the part of the kit of this id. KeyError where there is none."""
        return next_of((thing for thing in self.things if thing.key == key), key)

    def sheet_of(self, text: str) -> Thing | None:
        """The sheet that a text stands on."""
        sides = ("outside", "inside")
        holders = (one for one in self.things if text in [one.source.get(side) for side in sides])
        return next(holders, None)


def next_of(items: Iterator[Any], key: object) -> Any:
    """The first of some things. KeyError with `key` where there is none."""
    for item in items:
        return item
    raise KeyError(key)


def read(path: Path) -> Session:
    """The session of a chapter, from its notebook's path; the one read before where no file has changed since.

    Raises `SessionError` where a file is missing, is no YAML, has an unknown field, or names what is not there.
    """
    files = (path, path.with_name(path.stem + ENDING), path.with_name(FRAME))
    return _read(path, tuple(map(file_version, files)))


@lru_cache(maxsize=64)
def _read(path: Path, versions: tuple[tuple[int, int, int], ...]) -> Session:
    notebook = notebooks.read(path)
    own = _load(path.with_name(path.stem + ENDING), "chapter")
    frame = _load(path.with_name(FRAME), "frame")
    own_file = path.stem + ENDING
    if own["chapter"] != notebook.id:
        raise SessionError(
            f'{own_file}: "chapter" says "{own["chapter"]}", and the notebook is "{notebook.id}".'
        )
    about = notebook.about
    leaders = own.get("leaders", 1)
    if leaders == 2 and "two_leaders" not in frame:
        raise SessionError(
            f'{own_file}: two people lead it, and {FRAME} has no "two_leaders". Say there what they need.'
        )
    two = frame["two_leaders"] if leaders == 2 else None
    header = {name: own[name] for name in ("warning", "for_me")}
    things = tuple(_thing(raw) for raw in [*own["things"], *frame["things"]])
    return Session(
        id=notebook.id,
        title=str(about.get("title", "")),
        page=path.stem,
        content_note=str(about.get("content_note", "")),
        lengths=tuple(own["lengths"]),
        leaders=leaders,
        parts={part: {**frame["parts"], **own["parts"]}[part] for part in PARTS},
        first_heard=own["first_heard"],
        warning=own["warning"],
        for_me=own["for_me"],
        beats=tuple(_in_order(_beats(own), _beats(frame), {**frame["phrases"], **header})),
        things=tuple(sorted(things, key=lambda thing: (not thing.is_sheet, thing.is_sheet and thing.key))),
        texts=dict(_texts(own, notebook, own_file)),
        papers=tuple(_paper(raw, two) for raw in frame["papers"]),
        names=tuple(Name(**raw) for raw in frame["names"]),
        local=tuple(Field(raw["id"], raw["label"]) for raw in frame["local"]),
        pictures=dict(_pictures(notebook)),
        protected=frozenset(frame["protected"]),
        moments={group: tuple(_moment(raw) for raw in listed) for group, listed in frame["moments"].items()},
        read_aloud=tuple(frame["read_aloud"]),
        never=tuple(frame["never"]),
        stop_first=(*frame["stop_first"], *([two["stop_first"]] if two else [])),
        prepare=tuple(
            Job(raw["id"], raw["title"], raw["minutes"], tuple(raw["items"])) for raw in frame["prepare"]
        ),
        invitation=tuple((raw["text"], raw.get("only", "")) for raw in frame["invitation"]),
        forms={name: _form(raw) for name, raw in frame["forms"].items()},
    )


def has_session(path: Path) -> bool:
    """Whether a notebook has a session beside it."""
    return path.with_name(path.stem + ENDING).is_file()


def every(folder: Path = NOTEBOOKS) -> list[Session]:
    """Every chapter that has a session, in the book's order."""
    return [read(path) for path in sorted(folder.glob("[0-9]*-*.ipynb")) if has_session(path)]


def put_in(text: str, values: Mapping[str, str]) -> str:
    """A text with values in place of `{names}`; one that begins a sentence begins with a capital letter."""

    def value(mark: re.Match[str]) -> str:
        before = text[: mark.start()].rstrip(" >*")
        known = values.get(mark[1], mark[0])
        return known[:1].upper() + known[1:] if not before or before[-1] in ".!?\n" else known

    return re.sub(r"\{(\w+)\}", value, text)


def plain_paragraphs(markdown: str) -> list[str]:
    """The paragraphs of a text without the marks for links and stress; headings and lists are left out."""
    tokens = _parser().parse(markdown)
    return [
        "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content
            for child in token.children or []
        )
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open"
    ]


def plain_text(markdown: str) -> str:
    """The same, as one text with an empty line between paragraphs."""
    return "\n\n".join(plain_paragraphs(markdown))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def own_words(path: Path) -> Iterator[str]:
    """The words of a chapter's own beats as its file has them, with the frame's phrases as `{names}`."""
    own = _load(path.with_name(path.stem + ENDING), "chapter")
    for beat in own["beats"]:
        yield from (beat[name] for name in WORDS if name in beat)


def _load(path: Path, kind: str) -> Mapping[str, Any]:
    """A YAML file that keeps to one definition of the schema; nobody changes it, as it is kept."""
    return _loaded(path, kind, file_version(path))


@lru_cache(maxsize=64)
def _loaded(path: Path, kind: str, version: tuple[int, int, int]) -> Mapping[str, Any]:
    try:
        data = _named(yaml.read(path))
    except FileNotFoundError as error:
        raise SessionError(
            f"{path.name} is missing in {path.parent.name}/. A chapter is led from it: copy the one of another "
            "chapter and change its words."
        ) from error
    except yaml.YamlError as error:
        raise SessionError(str(error)) from error
    wrong = "; ".join(schema_problems(data, kind))
    if wrong:
        raise SessionError(f"{path.name}: {wrong}")
    known: Mapping[str, Any] = data
    return known


def _named(data: Any) -> Any:
    """Data whose names are all text: YAML reads the 60 of `60: 120` as a number."""
    if isinstance(data, dict):
        return {str(name): _named(value) for name, value in data.items()}
    return [_named(value) for value in data] if isinstance(data, list) else data


def schema_problems(data: Any, kind: str) -> Iterator[str]:
    """What in some data does not keep to a definition of the schema: `frame`, `chapter` or `plan`."""
    errors = _validator(kind).iter_errors(data)
    for error in sorted(errors, key=lambda error: [str(step) for step in error.absolute_path]):
        deepest = max([error, *(error.context or [])], key=lambda one: len(one.absolute_path))
        yield f"{_where(data, list(deepest.absolute_path))}: {deepest.message}"


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]})


def _where(data: Any, steps: Sequence[Any]) -> str:
    """A place in the data, with the id of a beat instead of its number."""
    names = []
    for step in steps:
        data = data[step]
        named = (
            data.get("id") or data.get("sheet") if isinstance(data, dict) and isinstance(step, int) else None
        )
        names.append(f'"{named}"' if named else str(step))
    return " ".join(names) or "the file"


def _beats(raw: Mapping[str, Any]) -> list[Beat]:
    return [_beat(beat) for beat in raw["beats"]]


def _beat(raw: Mapping[str, Any]) -> Beat:
    fields = {name: value for name, value in raw.items() if name != "secs"}
    for name in WORDS:
        if name in fields:
            fields[name] = fields[name].strip()
    fields["out"] = tuple(fields.get("out", ()))
    return Beat(**fields, seconds=_seconds(raw["secs"], str(raw.get("only", ""))))


def _seconds(raw: int | Mapping[str, int], only: str) -> dict[str, int]:
    """The seconds of each plan: a plan without a request takes the plain number where it has none of its own."""
    known: dict[str, int] = dict.fromkeys(KEYS, raw) if isinstance(raw, int) else dict(raw)
    seconds = {key: known.get(key, known.get(key.rstrip("t"))) for key in KEYS}
    without = {"request": ("20", "45t", "60t", "90t"), "no request": ("45", "60", "90")}.get(only, ())
    return {key: value for key, value in seconds.items() if value is not None and key not in without}


def _in_order(own: Sequence[Beat], shared: Sequence[Beat], known: Mapping[str, str]) -> Iterator[Beat]:
    """The chapter's beats and the shared ones as one table: part by part, the chapter's own first."""
    for part in PARTS:
        for beat in [*own, *shared]:
            if beat.part == part:
                yield in_full(beat, known)


def in_full(beat: Beat, known: Mapping[str, str]) -> Beat:
    """The beat with the frame's phrases, and what the chapter's header says, in place of their `{names}`."""
    changed: dict[str, Any] = {name: put_in(getattr(beat, name), known) for name in WORDS}
    return replace(beat, **changed)


def _thing(raw: Mapping[str, Any]) -> Thing:
    known = {name: value for name, value in raw.items() if name not in ("sheet", "id", "from")}
    return Thing(key=raw.get("sheet", raw.get("id", "")), source=raw.get("from", {}), **known)


def _texts(own: Mapping[str, Any], notebook: notebooks.Notebook, file: str) -> Iterator[tuple[str, Text]]:
    hard = {thing.get("hard") for thing in own["things"]}
    for key, raw in own["texts"].items():
        markdown = raw.get("words") or _of_chapter(raw, notebook)
        if not markdown:
            missing = raw.get("activity") or ", ".join(raw["cells"])
            raise SessionError(
                f'{file}: the text "{key}" is in "{missing}", and the notebook has no such cell or story. '
                "Name one that is there."
            )
        yield key, Text(key, raw["title"], markdown, hard=key in hard, made_up="activity" in raw)


def _of_chapter(raw: Mapping[str, Any], notebook: notebooks.Notebook) -> str:
    """What the chapter's cells say, or the story of an activity; empty where one is missing."""
    if "activity" in raw:
        key = f"{notebook.id}.{raw['activity']}"
        specs = [activity.spec for _, activity in notebook.activities if activity.key == key]
        return str(specs[0].get("situation", "")) if specs else ""
    cells = {str(cell.raw.get("id", "")): cell.source for cell in notebook.cells}
    return "\n\n".join(cells[id] for id in raw["cells"]) if set(raw["cells"]) <= set(cells) else ""


def _pictures(notebook: notebooks.Notebook) -> Iterator[tuple[str, Picture]]:
    for cell in notebook.code:
        if figure := FIGURE.search(cell.html):
            caption = re.sub(r"<[^>]+>", "", (CAPTION.findall(cell.html) or [""])[0])
            yield figure["key"], Picture(figure["key"], figure["kind"], unescape(caption), cell.html)


def _paper(raw: Mapping[str, Any], two: Mapping[str, Any] | None) -> Paper:
    """A paper for those who lead; where two lead, some are for others."""
    about = {**raw, **(two["papers"].get(raw["id"], {}) if two else {})}
    return Paper(about["paper"], about["id"], about["title"], about["for"], about["copies"])


def _moment(raw: Mapping[str, Any]) -> Moment:
    return Moment(raw["title"], tuple(raw["say"]), raw["do"], raw.get("page", ""))


def _form(raw: Mapping[str, Any]) -> Form:
    fields = tuple(Field(one["id"], one["label"], one.get("lines", 1)) for one in raw["fields"])
    return Form(raw["title"], raw["intro"], fields)
