"""What the site writes of a session for its pages: planner, leader's window, room's screen.

A page loads `_static/session-list.js`, which is small, and `_static/sessions-<id>.js` when a chapter is chosen. Both
are classic scripts, as a page opened from a folder may load a script and not fetch a file::

    window.whysAndHowsSessionList = {
      "chapters": [{"id": "mid-staffordshire", "title": "Mid Staffordshire: what have we stopped noticing?",
                    "name": "Mid Staffordshire", "question": "What have we stopped noticing?",
                    "contentNote": "It describes ...", "page": "notebooks/02-mid-staffordshire.html",
                    "lengths": [20, 45, 60, 90], "leaders": 1,
                    "copies": {"script": 2, ...},                                (of papers for those who lead)
                    "file": "_static/sessions-mid-staffordshire.js"}],
      "names": [{"id": "leader", "label": "Who leads", "unsaid": "______", "leaders": 1}],      (fields of the planner)
      "local": [{"id": "charge", "label": "In charge today"}],                     (routes where people work)
      "papers": [{"no": 7, "id": "script", "title": "Script", "reader": "you, and ...", "copies": 2}],
      "moments": {"everyday": [{"title": "Nobody speaks", "say": ["No hurry."], "do": "Wait ...", "page": ""}],
                  "grave": [...], "always": [...]},
      "forms": {"after": {"title": "...", "intro": "...", "fields": [{"id": "plan", "label": "...", "lines": 1}]}},
      "invitation": [{"text": "**{question}**", "only": ""}],
      "readAloud": ["stays", ...], "never": [...], "stopFirst": [...], "protected": ["stays", ...]
    };

    (window.whysAndHowsSessionFiles ??= {})["mid-staffordshire"] = {
      "id": "mid-staffordshire",
      "parts": [{"id": "open", "title": "Opening"}, ...],
      "beats": [{"id": "long", "part": "talk", "why": "one long talk", "way": "talk", "turns": 3,
                 "secs": {"20": 330, "45": 420, "60": 600, "90": 810, "45t": 540, "60t": 720, "90t": 990},
                 "spoken": 20, "late": null, "only": "", "show": "What have we ...?", "picture": "",
                 "first": "", "say": ["Now the long talk, ..."], "do": "...", "host": "", "out": [], "use": ""}],
      "things": [{"key": 1, "title": "What we read", "who": "person", "write": "none", "sides": 2, "per": 1,
                  "hard": "inside", "after": "", "isSheet": true}],
      "texts": {"outside": {"title": "They saw it first", "paragraphs": ["..."], "hard": false, "sheet": 1}},
      "pictures": {"each-thought-another-watched": {"title": "...", "svg": "<svg ...>"}}
    };

A beat stands in a plan if `secs` has the plan's key: the minutes, with `t` where nothing is requested (20 minutes
never has a request). `reply` beats stand in it only if the plan has a reply. `spoken` and `secs` are seconds; the sums
are in `js/session/timing.js`. Words hold placeholders: `{leader}`, `{second}`, `{host}`, `{sponsor}`, `{room}` and
`{board}` (from `names`), `{end}` (a time of day) and `{due}` (a day, 14 days after the session).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from workbook.kit.text.templates import in_script
from workbook.sessions.model import Beat, Session, plain_paragraphs
from workbook.sessions.timing import seconds_to_say

LIST = "session-list.js"
FILE = "sessions-{}.js"


def list_script(sessions: Sequence[Session]) -> str:
    """The small script with every chapter's name, and what all of them share."""
    return f"window.whysAndHowsSessionList={_json(shared_data(sessions))};\n"


def session_script(session: Session) -> str:
    """The script with the session of one chapter."""
    return f'(window.whysAndHowsSessionFiles??={{}})["{session.id}"]={_json(session_data(session))};\n'


def shared_data(sessions: Sequence[Session]) -> dict[str, Any]:
    """What stands in the list."""
    chapters = [
        {
            "id": session.id,
            "title": session.title,
            "name": session.name,
            "question": session.question,
            "contentNote": session.about,
            "page": f"notebooks/{session.page}.html",
            "lengths": session.lengths,
            "leaders": session.leaders,
            "copies": {paper.id: paper.copies for paper in session.papers if paper.copies},
            "file": f"_static/{FILE.format(session.id)}",
        }
        for session in sessions
    ]
    if not sessions:
        return {"chapters": []}
    frame = sessions[0]
    return {
        "chapters": chapters,
        "names": [asdict(name) for name in frame.names],
        "local": [{"id": route.id, "label": route.label} for route in frame.local],
        "papers": [asdict(paper) for paper in frame.papers],
        "moments": {group: [asdict(moment) for moment in listed] for group, listed in frame.moments.items()},
        "forms": {name: asdict(form) for name, form in frame.forms.items()},
        "readAloud": frame.read_aloud,
        "never": frame.never,
        "invitation": [{"text": text, "only": only} for text, only in frame.invitation],
        "stopFirst": frame.stop_first,
        "protected": sorted(frame.protected),
    }


def session_data(session: Session) -> dict[str, Any]:
    """What stands in the file of one chapter."""
    shown = {beat.picture for beat in session.beats if beat.picture}
    return {
        "id": session.id,
        "parts": [{"id": part, "title": title} for part, title in session.parts.items()],
        "beats": [_beat(beat) for beat in session.beats],
        "things": [
            {
                **{name: value for name, value in asdict(thing).items() if name != "source"},
                "isSheet": thing.is_sheet,
            }
            for thing in session.things
        ],
        "texts": {
            key: {
                "title": text.title,
                "paragraphs": text.paragraphs,
                "hard": text.hard,
                "sheet": sheet.key if (sheet := session.sheet_of(key)) else "",
            }
            for key, text in session.texts.items()
        },
        "pictures": {
            key: {"title": picture.title, "svg": picture.svg}
            for key, picture in session.pictures.items()
            if key in shown
        },
    }


def _beat(beat: Beat) -> dict[str, Any]:
    data = asdict(beat)
    data["secs"] = data.pop("seconds")
    return {**data, "say": plain_paragraphs(beat.say), "spoken": seconds_to_say(beat.say)}


def _json(data: Any) -> str:
    return in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
