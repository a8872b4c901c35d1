"""The trusts of the Staff Survey, for the page "Your organisation on one page", as a classic script.

The page shows one trust inside the spread of its own kind: where the middle half lies, and where four in five
do. To a place without figures it shows what all staff said. A kind of few trusts has no spread here, because
its ends would point to single trusts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

from workbook import evidence
from workbook.evidence.store import read_lines
from workbook.paths import DATA

NAME = "trusts.js"
TABLE = DATA / "tables" / "nss_2024_trust_scores.csv"
FEWEST = 20
"""A kind of fewer trusts than this has no spread."""
EDGES = (2, 5, 15, 18)
"""In twentieths: four in five trusts lie between the outer two, the middle half between the inner two."""
KINDS = {
    "acute": "acute trusts",
    "mental health and learning disability": "mental health and learning disability trusts",
    "community": "community trusts",
    "specialist": "specialist trusts",
    "ambulance": "ambulance trusts",
}
MEASURES = {
    "pp1": ("Compassion and inclusion", ""),
    "pp1_2": (
        "Compassion from the line manager",
        "A part of the one above. It says nothing of senior leaders.",
    ),
    "pp2": ("Thanks, recognition and reward", ""),
    "pp3": ("Having a say and being heard", ""),
    "pp4": ("Safety and health at work", ""),
    "pp4_2": ("Less burnout", "A part of the one above. A higher score means less burnout."),
    "pp5": ("Chances to learn", ""),
    "pp6": ("Flexible working", ""),
    "pp7": ("Working as a team", ""),
    "engagement": ("Staff engagement", ""),
    "morale": ("Morale", ""),
}
"""Each score of the table that the page shows, in our own words, and what to know of it."""


SHARES = {
    "listening": "My manager is interested when I describe a difficulty",
    "understanding": "My manager tries to understand a problem with me",
    "caring": "My manager cares about what troubles me",
    "helping": "My manager does something that helps",
    "making-improvements": "I can make improvements happen where I work",
    "reports-acted-on": "After a report, the organisation acts so that it does not happen again",
    "told-what-changed": "Staff are told what was changed after a report",
}
"""Shares of all staff that the page shows to a place without figures, by the end of their row's id."""
ACTS = "nss-2024-manager-acts-and-reporting"


class Trust(NamedTuple):
    """A trust, its scores in hundredths of a point: what is shown and what is compared are the same."""

    name: str
    kind: str
    least: int
    """The answers to the question that fewest people answered, and below to the one that most did."""
    most: int
    scores: list[int]


def shares() -> list[dict[str, Any]]:
    """Each of these shares in whole numbers, in our own words."""
    values = {row.id: row.values["value"] for row in evidence.table_rows(ACTS)}
    return [
        {"label": label, "share": round(float(values[f"{ACTS}.all-staff-{key}"]))}
        for key, label in SHARES.items()
    ]


def trusts(path: Path = TABLE) -> list[Trust]:
    """The trusts of the table, by name."""
    found = [
        Trust(
            line["name"],
            line["type"],
            int(line["answers_least"]),
            int(line["answers_most"]),
            [round(float(line[measure]) * 100) for measure in MEASURES],
        )
        for line in read_lines(path)
    ]
    return sorted(found, key=lambda trust: trust.name.lower())


def spread(of: Sequence[Trust]) -> list[list[int]] | None:
    """For each measure, its four edges among trusts of one kind; nothing where there are too few."""
    if len(of) < FEWEST:
        return None
    twentieths = [
        quantiles(scores, n=20, method="inclusive")
        for scores in zip(*(one.scores for one in of), strict=True)
    ]
    return [[round(edges[number - 1]) for number in EDGES] for edges in twentieths]


def data(listed: Sequence[Trust]) -> dict[str, Any]:
    """What the page's script reads."""
    kinds = list(KINDS)
    groups = {kind: [trust for trust in listed if trust.kind == kind] for kind in kinds}
    return {
        "shares": shares(),
        "measures": [{"name": name, "note": note} for name, note in MEASURES.values()],
        "kinds": [
            {"name": KINDS[kind], "count": len(of), "spread": spread(of)} for kind, of in groups.items()
        ],
        "trusts": [
            [trust.name, kinds.index(trust.kind), trust.least, trust.most, trust.scores] for trust in listed
        ],
    }


def script(made: dict[str, Any]) -> str:
    """The data as a script: a page opened from a folder may load one, but not fetch a file."""
    return f"window.whysAndHowsTrusts={json.dumps(made, ensure_ascii=False, separators=(',', ':'))};\n"


def write(out: Path) -> None:
    """Write the trusts of the built site."""
    (out / "_static" / NAME).write_text(script(data(trusts())), encoding="utf-8", newline="\n")
