"""Tables of numbers that must never become bars: each number with its kind, and with who disputes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

import workbook.evidence as evidence
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import Shown, evidence_link
from workbook.kit.drawing.tables import Cell, Group, render

MID_STAFFS = "mid-staffs-figures"

RANGES: Sequence[tuple[str, str]] = (
    ("smr-lowest", "smr-highest"),
    ("disputed-deaths-lower", "disputed-deaths-upper"),
)
"""The two ends of one range stand in one row: neither is ever shown alone."""

LEFT_OUT = frozenset(
    f"{MID_STAFFS}.{name}"
    for name in (
        "witnesses",
        "days-sat",
        "recommendations",
        "pages",
        "first-inquiry-recommendations",
        "hsmr-1998-99",
        "hsmr-2006-07",
    )
)
"""Rows of the data that the table leaves out: pages and days say nothing beside deaths, and single years of
an index say no more than its three years together."""

KINDS: Sequence[tuple[str, str, str]] = (
    (
        "count",
        "A count: somebody counted people.",
        "",
    ),
    (
        "index",
        "An index: 100 means as many deaths as expected. It says “go and look”; it counts no people.",
        "",
    ),
    (
        "statistical difference",
        "A statistical difference: deaths that happened, minus deaths that a formula expected.",
        "It does not say that any one death could have been avoided.",
    ),
    (
        "disputed estimate",
        "A disputed estimate: from a leaked draft, not from an inquiry.",
        "It comes from a leaked draft and was never in the Healthcare Commission's published report. "
        "A letter in the BMJ reports that Francis said a high rate of unexpected deaths cannot be turned "
        "into a count of avoidable ones.",
    ),
)
"""The kinds of number, in the table's order: name in the data, heading, what to add beside each."""

WHAT: Mapping[str, str] = {
    "smr-lowest": "Index of deaths after emergency admission, from its lowest to its highest, {period}.",
    "disputed-deaths-lower": "Excess deaths, {period}.",
    "observed-minus-expected": "Deaths observed minus deaths expected, {period}. "
    "The range given is 400 to 600.",
    "hsmr-three-years": "Index of deaths in hospital (another index, by Dr Foster), three years together, "
    "{period}.",
    "people-who-came-forward": "Patients and families who came forward to the first inquiry, {period}: "
    "people who were heard, not a count of people who were harmed.",
}
"""Plain words for rows whose label in the data is for people who know the subject."""


def show() -> Shown:
    """Show the numbers usually quoted about Mid Staffordshire, sorted by the kind of number each is."""
    figures = evidence_table(MID_STAFFS).set_index("id", drop=False)
    figures = figures[~figures["id"].isin(LEFT_OUT)]
    unknown = set(figures["kind"]) - {kind for kind, _, _ in KINDS}
    if unknown:
        raise ValueError(f"No words for numbers of the kind {', '.join(sorted(unknown))}: add them to KINDS.")
    groups = [
        Group(heading, [_row([figures.loc[one] for one in ids], note) for ids in _rows(figures, kind)])
        for kind, heading, note in KINDS
    ]
    caption = "Which of these numbers is a finding?"
    html = render(
        caption,
        ["Number", "What it is", "Where we saw it, and what to know"],
        groups,
        name=MID_STAFFS,
        note="Numbers of different kinds. Drawn side by side they would mislead, so they are not drawn.",
    )
    words = [caption]
    for group in groups:
        words += [group.label, *("- " + ": ".join(cell.text for cell in row) for row in group.rows)]
    return Shown(f'<div class="wb-figure wb-numbers">\n{html}\n</div>', "\n".join(words))


def _rows(figures: pd.DataFrame, kind: str) -> list[list[str]]:
    """Return the ids of each row of the table: one figure, or the two ends of a range."""
    rows: list[list[str]] = []
    upper = {f"{MID_STAFFS}.{high}" for _, high in RANGES}
    other_end = {f"{MID_STAFFS}.{low}": f"{MID_STAFFS}.{high}" for low, high in RANGES}
    for one in figures.loc[figures["kind"] == kind, "id"]:
        if one not in upper:
            rows.append([one, other_end[one]] if one in other_end else [one])
    return rows


def _row(ends: Sequence[pd.Series], note: str) -> list[Cell]:
    first = ends[0]
    before = "more than " if first["bound"] == "at least" else ""
    values = [f"{int(end['value']):,}" for end in ends]
    linked = [evidence_link(str(end["id"]), words) for end, words in zip(ends, values, strict=True)]
    short = str(first["id"]).removeprefix(f"{MID_STAFFS}.")
    what = WHAT.get(short, f"{first['label']}, {{period}}.").format(period=first["period"])
    known = _known(first, note)
    return [
        Cell(before + " to ".join(values), before + " to ".join(linked)),
        Cell(what),
        Cell(known),
    ]


def _known(figure: pd.Series, note: str) -> str:
    """Say where a number was seen; of a disputed one, first that it is disputed."""
    seen = evidence.row(str(figure["id"])).checked
    if figure["kind"] == "disputed estimate":
        return f"Disputed. {note} {seen[:1].upper()}{seen[1:]}, {figure['source']} among them."
    return f"{seen[:1].upper()}{seen[1:]}. Source: {figure['source']}. {note}".strip()
