"""Words of a session in a page of prose: the page says where, and the words stand in one place only.

A line such as `<!-- session: form reply -->` is replaced. It may name `beat ID` (the words to read aloud), `form NAME`,
`moments GROUP`, `moment PAGE`, `stop-first`, `prepare`, `papers`, `invitation`, `local`, `plans` or `series`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from workbook.sessions import timing
from workbook.sessions.model import Session, put_in
from workbook.sessions.series import Series, lines

MARK = re.compile(r"^<!-- session: (?P<what>[a-z-]+)(?: (?P<name>[a-z-]+))? -->$", re.M)


Fill = Callable[[Session, str], str]
"""Puts names into a session's words."""


class IncludeError(ValueError):
    """A page asks for words that no session has. The message says which, and what to write."""


ONLY = {
    "request": "*With a request:* ",
    "no request": "*Without:* ",
    "two leaders": "*Where two people lead:* ",
}
"""What stands before a paragraph of the invitation that is for some sessions alone."""


def with_words(
    markdown: str, sessions: Sequence[Session], fill: Fill | None = None, orders: Sequence[Series] = ()
) -> str:
    """The page's Markdown with the words of the sessions in it, and their series. `fill` puts names into them."""
    words = _Words(sessions, fill or unsaid, orders)
    return MARK.sub(lambda mark: "\n".join(words.of(mark["what"], mark["name"] or "")), markdown)


def unsaid(session: Session, text: str) -> str:
    """A text with what stands for a name that nobody typed."""
    values = {name.id: name.unsaid for name in session.names}
    return put_in(text, {**values, "end": "______", "due": "______", "on": "______", "start": "______"})


@dataclass(frozen=True)
class _Words:
    """What each mark is replaced with, line by line."""

    sessions: Sequence[Session]
    fill: Fill
    orders: Sequence[Series]

    @property
    def frame(self) -> Session:
        """The session whose shared words are taken: they are the same in all."""
        return self.sessions[0]

    def of(self, what: str, name: str) -> Iterator[str]:
        writers: dict[str, Callable[[str], Iterator[str]]] = {
            "beat": self.beat,
            "form": self.form,
            "moments": self.moments,
            "moment": self.moment,
            "stop-first": lambda _: (f"- {text}" for text in self.frame.stop_first),
            "prepare": self.prepare,
            "papers": self.papers,
            "invitation": self.invitation,
            "local": lambda _: (f"- {route.label}: ______________________" for route in self.frame.local),
            "plans": self.plans,
            "series": self.series,
        }
        if what not in writers:
            raise IncludeError(f"“session: {what}” is not known. Write one of: {', '.join(writers)}.")
        try:
            yield from writers[what](name)
        except (KeyError, IndexError, ValueError) as error:
            raise IncludeError(f"“session: {what} {name}” names what no session has.") from error

    def beat(self, name: str) -> Iterator[str]:
        for place, paragraph in enumerate(self.frame.beat(name).say.split("\n\n")):
            yield from ([">"] if place else [])
            yield f"> {self.fill(self.frame, paragraph.strip())}"

    def form(self, name: str) -> Iterator[str]:
        form = self.frame.forms[name]
        yield from ('<div class="wb-to-copy">', "", f"**{form.title}**", "", form.intro, "")
        yield from (f"- {field.label}: ______________________" for field in form.fields)
        yield from ("", "</div>")

    def moments(self, name: str) -> Iterator[str]:
        for moment in self.frame.moments[name]:
            yield from (f"### {moment.title}", "")
            for said in moment.say:
                yield from (f"> {self.fill(self.frame, said)}", "")
            yield from (self.fill(self.frame, moment.do), "")

    def moment(self, name: str) -> Iterator[str]:
        """What to say in one hard moment, by its heading on the page."""
        listed = [moment for group in self.frame.moments.values() for moment in group if moment.page == name]
        for place, said in enumerate(listed[0].say):
            yield from ([">"] if place else [])
            yield f"> {self.fill(self.frame, said)}"

    def prepare(self, _: str) -> Iterator[str]:
        frame = self.frame
        listed = {
            "stop": frame.stop_first,
            "aloud": (*(frame.beat(id).show for id in frame.read_aloud), frame.moments["always"][0].say[0]),
        }
        for number, job in enumerate((job for job in frame.prepare if job.minutes), start=1):
            yield f"{number}. **{job.title}** ({job.time}). {' '.join(job.items)}"
            yield from (f"   - {text}" for text in listed.get(job.id, ()))

    def papers(self, _: str) -> Iterator[str]:
        yield from ("| number and name | who holds it |", "| --- | --- |")
        holders = {"person": "each person", "group": "each group of three", "room": "the leader"}
        sheets = [thing for session in self.sessions for thing in session.things if thing.is_sheet]
        for key in sorted({thing.key for thing in sheets}, key=str):
            alike = [thing for thing in sheets if thing.key == key]
            titles = {thing.title for thing in alike}
            title = alike[0].title if len(titles) == 1 else "the chart of the chapter, where it has one"
            yield f"| Sheet {key}, {title} | {holders[alike[0].who]} |"
        yield from (f"| Paper {paper.no}, {paper.title} | {paper.reader} |" for paper in self.frame.papers)

    def invitation(self, _: str) -> Iterator[str]:
        yield from ('<div class="wb-to-copy">', "")
        for text, only in self.frame.invitation:
            label = ONLY.get(only, "")
            yield from (f"{label}{self.fill(self.frame, about_chapter(self.frame, text))}", "")
        yield "</div>"

    def series(self, _: str) -> Iterator[str]:
        yield from lines(self.orders, {session.id: session for session in self.sessions})

    def plans(self, _: str) -> Iterator[str]:
        """The parts of each chapter's session, folded, with the minute at which each begins in each length."""
        for session in self.sessions:
            lengths = [key for key in session.keys if not key.endswith("t")]
            yield from (
                "<details>",
                f"<summary>{escape(session.title)}</summary>",
                "",
                f"| part | {' | '.join(f'{key} minutes' for key in lengths)} |",
            )
            yield f"| --- |{' --- |' * len(lengths)}"
            for part, title in session.parts.items():
                yield f"| {title} | {' | '.join(_begins(session, part, key) for key in lengths)} |"
            yield from ("", "</details>", "")


def about_chapter(session: Session, text: str) -> str:
    """A paragraph of the invitation with what it says of the chapter."""
    values = {"question": session.question, "title": session.title, "content_note": session.about}
    return put_in(text, values)


def _begins(session: Session, part: str, key: str) -> str:
    times = timing.timetable(timing.beats_in(session, key), key)
    starts = [timed.at for timed in times if timed.beat.part == part]
    return f"minute {starts[0] // 60}" if starts else "–"
