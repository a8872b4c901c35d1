"""The sessions as the old planner and run mode read them: a part of the session is a step. It goes with those pages.

A part's minutes are whole, and sum to the length; its words are those of its beats.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbook.sessions import included, timing
from workbook.sessions.model import Beat, Session, plain_paragraphs

NAME = "sessions.js"
LENGTHS = (20, 45, 60, 90)


def write(sessions: list[Session], out: Path) -> None:
    """Write the sessions of the built site."""
    data = {"chapters": [_chapter(session) for session in sessions]}
    script = f"window.whysAndHowsSessions={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
    (out / "_static" / NAME).write_text(script, encoding="utf-8", newline="\n")


def _chapter(session: Session) -> dict[str, Any]:
    steps = [
        {
            "id": {"open": "open", "close": "close"}.get(part, part),
            "title": title,
            "part": "" if part in ("open", "close") else part,
            "minutes": {str(length): _minutes(session, part, length) for length in session.lengths},
            "notes": {},
            "wall": [beat.show for beat in session.beats if beat.part == part and beat.way != "hear"],
            "script": [line for beat in session.beats if beat.part == part for line in _lines(session, beat)],
            "short": [],
        }
        for part, title in session.parts.items()
    ]
    about = {
        "id": session.id,
        "title": session.title,
        "page": session.page,
        "content_note": session.content_note,
    }
    return {**about, "steps": steps}


def _minutes(session: Session, part: str, length: int) -> int:
    times = timing.timetable(timing.beats_in(session, str(length)), str(length))
    starts = [timed.at // 60 for timed in times if timed.beat.part == part]
    later = [
        timed.at // 60
        for timed in times
        if list(session.parts).index(timed.beat.part) > list(session.parts).index(part)
    ]
    return (later[0] if later else length) - starts[0] if starts else 0


def _lines(session: Session, beat: Beat) -> Iterator[dict[str, str]]:
    for text in plain_paragraphs(beat.say):
        yield {"kind": "say", "text": included.unsaid(session, text), "lead": ""}
    if beat.do:
        yield {"kind": "do", "text": included.unsaid(session, beat.do), "lead": ""}
