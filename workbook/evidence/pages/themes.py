"""The page "Themes across the reports", made from ``data/themes/``: the picture, both codings, what became.

``python -m workbook evidence`` writes it to ``book/about/themes.md``, and a check says when it no longer
matches the data. The script ``js/themes.js`` reads each recommendation's settled themes from what is written
here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from math import isnan
from pathlib import Path

from workbook.evidence import owner
from workbook.evidence.pages.themes_grid import lower, picture, short
from workbook.evidence.themes import AUTHOR, STAGES, Became, Item, Settled, Themes
from workbook.evidence.themes import themes as current
from workbook.kit.drawing import tables
from workbook.kit.drawing.tables import Cell, Group
from workbook.paths import BOOK

PAGE: Path = BOOK / "about" / "themes.md"
"""Where the page lies."""

INTRO = """\
# Themes across the reports

What have reports on culture in health and care asked for, again and again? And what became of it? Here is our
answer, how we came to it, and a way to change it.

We read {items} recommendations in {reports} reports, and asked of each report: **does it ask for this, yes or
no?** We do not count how many of its recommendations do: one report splits its wishes into many, another into
five.
"""


DOUBTS = """\
## Before you lean on it

- **“Not seen” means: not in what we read.** It never means that the report did not ask for it. Of the Francis
  report we have a choice of recommendations about culture. Of Messenger, and of parts of others, we saw
  little more than headings.
{thin}
- **Nobody has coded this by hand yet.** Two runs of an automated language model did. Neither saw the other's
  answers. Two runs of the same model may share a mistake.
- **The themes come from the same recommendations.** Whoever drew up the codebook, an automated model too, had
  read all of them and knew which report each came from. The themes have been tried on no other report.
- **The coders did not see the names of the reports**, but some words give a report away.
- **{shared} of the {reports} reports share an author**, {author}. So one view counts them once: it says yes
  where any of them does.
"""


def _thin(known: Themes) -> str:
    """How many times a report's yes rests on one recommendation, and where it does in the largest report."""
    coding = known.coding
    many = {
        (report, code): sum(code in coding[item.id] for item in known.items.values() if item.report == report)
        for report in known.reports
        for code in known.themes
    }
    said = sum(count > 0 for count in many.values())
    alone = [where for where, count in many.items() if count == 1]
    largest = [lower(known.themes[code].theme) for report, code in alone if report == known.largest]
    size = sum(item.report == known.largest for item in known.items.values())
    where = f" In {short(known.largest)}, {'; '.join(largest)}: one of {size}." if largest else ""
    return (
        f"- **A “yes” can hang on very little.** Of our {said} times “yes”, {len(alone)} rest on one\n"
        f"  recommendation alone.{where}"
    )


# --- code it yourself ------------------------------------------------------------------------------


def _names(known: Themes, codes: Iterable[str]) -> str:
    """Themes by name, in the order of the codebook."""
    return "; ".join(known.themes[code].theme for code in known.themes if code in set(codes)) or "no theme"


def _link(known: Themes, id: str, words: str) -> str:
    """A link to a row of evidence, once the row is there."""
    there = id in known.ledger.rows or id in known.ledger.resources
    return f'<a href="evidence/{owner(id)}.md#{id}">{escape(words)}</a>' if there else escape(words)


def _named(item: Item) -> str:
    """A recommendation's heading and text; where only the heading was seen, it says so."""
    return (
        f"<strong>{escape(item.heading)}.</strong> {escape(item.text)}" if item.heading else escape(item.text)
    )


def _coded(known: Themes, item: Item) -> str:
    """What the coders found in a recommendation."""
    a, b = (known.coders[coder][item.id].themes for coder in "AB")
    if a == b:
        return f"Both coders: {_names(known, a)}."
    settled = _names(known, known.coding[item.id])
    return f"Coder A: {_names(known, a)}. Coder B: {_names(known, b)}. Settled: {settled}."


def _items(known: Themes) -> Iterator[str]:
    yield "## Code it yourself"
    yield ""
    yield "Do you read a recommendation differently? Open a report below. It shows what both coders found."
    yield ""
    yield '<p class="wb-needs-js">Tick what you would tick. The picture moves at once. Your ticks are kept in'
    yield "this tab only. They are gone when you close it or go to another page, so copy them first.</p>"
    yield ""
    yield '<div class="wb-themes wb-themes-items" id="themes-coding">'
    coding = known.coding
    for report in known.reports:
        yield f"<details><summary>{escape(short(report))}</summary><ul>"
        for item in known.items.values():
            if item.report == report:
                codes = " ".join(code for code in known.themes if code in coding[item.id])
                yield f'<li data-item="{item.id}" data-codes="{codes}"><p>{_named(item)}'
                row = _link(known, item.id, "Its row") if item.id in known.ledger.rows else ""
                yield f"{row}</p>"
                yield f'<p class="wb-themes-coded">{_coded(known, item)}</p></li>'
        yield "</ul></details>"
    yield "</div>"
    yield ""


# --- the codebook, and how far the coders agree ----------------------------------------------------


def _codebook(known: Themes) -> Iterator[str]:
    yield "## The codebook"
    yield ""
    yield "It was written before any coding, and has not changed since. The borderline examples are made up."
    yield ""
    yield '<div class="wb-themes wb-themes-codebook">'
    for theme in known.themes.values():
        yield f"<details><summary>{escape(theme.theme)}</summary><dl>"
        parts = {
            "What it means": theme.definition,
            "In": theme.include,
            "Out": theme.exclude,
            "On the border": theme.borderline,
            "Why it is as it is": theme.decided,
        }
        yield from (f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in parts.items())
        later = [one for one in known.clarifications if theme.code in one.themes]
        yield from (
            f"<dt>Made clearer on {one.date}</dt><dd>{escape(one.clarification)}</dd>" for one in later
        )
        yield "</dl></details>"
    yield "</div>"
    yield ""
    yield "What was made clearer came after the coding. It holds for the next coders. No past answer was"
    yield "changed by it."
    for one in known.clarifications:
        if not one.themes:
            yield f"For all themes ({one.date}): {one.clarification}"
    yield ""


def _agreement(known: Themes) -> Iterator[str]:
    found = known.agreement()
    cells = len(known.reports) * len(known.themes)
    agreed = int(found["reports_agreed"].sum())
    decisions = len(known.items) * len(known.themes)
    apart = len(known.settled)
    same = sum(known.coders["A"][id].themes == known.coders["B"][id].themes for id in known.items)
    yield "## How far the two coders agree"
    yield ""
    share = f"{agreed / cells:.0%}"
    yield f"For each report and each theme, yes or no: they agree on {agreed} of {cells} ({share})."
    yield f"They gave {same} of {len(known.items)} recommendations just the same themes."
    yield f"Of {decisions:,} single answers they differ on {apart}, and most answers are an easy no."
    yield ""
    yield "Take this with care. Agreement this high is what you would expect from two runs of one model with"
    yield "one codebook. It shows that the codebook is clear. It does not show that it is right."
    yield ""
    yield f"Kappa, theme by theme, runs from {found['kappa'].min():.2f} to {found['kappa'].max():.2f}."
    yield "Kappa takes off what chance alone would give; 1 is the most. We do not give it for reports: with"
    yield f"only {_number(len(known.reports))}, it is often undefined, or jumps with a single answer."
    yield ""
    headers = ["Theme", "Both", "Only A", "Only B", "Neither", "Agree", "Kappa", "Reports agreed on"]
    rows = [
        [
            Cell(known.themes[str(code)].theme),
            *(Cell(str(int(line[column]))) for column in ("both", "only_a", "only_b", "neither")),
            Cell(f"{line['percent']:.0f}%"),
            Cell("undefined" if isnan(line["kappa"]) else f"{line['kappa']:.2f}"),
            Cell(f"{int(line['reports_agreed'])} of {len(known.reports)}"),
        ]
        for code, line in found.iterrows()
    ]
    yield "<details><summary>Theme by theme</summary>"
    yield tables.render("Agreement, one recommendation at a time", headers, [Group("", rows)])
    yield "</details>"
    yield ""
    yield f"### Where they differ: {apart} answers"
    yield ""
    yield "Each was settled by the codebook, by a third run of the same kind of model. It saw both answers,"
    yield f"and knew the reports. {_moved(known)}"
    yield ""
    yield tables.render(
        "Each disagreement, and how it was settled",
        ["Who", "Answer"],
        [_difference(known, one) for one in known.settled],
    )
    yield ""


def _moved(known: Themes) -> str:
    """How the picture would look if one coder alone were followed."""
    settled = known.frame()
    said = []
    for coder in known.coders:
        changed = int((known.alone(coder) != settled).to_numpy().sum())
        squares = f"{_number(changed) if changed else 'no'} square{'' if changed == 1 else 's'}"
        said.append(f"With coder {coder} alone, {squares} of the picture would differ.")
    return " ".join(said)


def _difference(known: Themes, one: Settled) -> Group:
    """One disagreement: what each coder said, and how it was settled."""
    item, theme = known.items[one.id], known.themes[one.theme].theme
    rows = []
    for name, coder in known.coders.items():
        coded = coder[one.id]
        note = f" The note: {coded.note}." if coded.note else ""
        rows.append([Cell(f"Coder {name}"), Cell(f"{'Yes' if one.theme in coded.themes else 'No'}.{note}")])
    rows.append([Cell("Settled"), Cell(f"{'Yes' if one.settled else 'No'}. {one.reason}")])
    return Group(f"{short(item.report)}: {item.text} Theme: {lower(theme)}.", rows)


# --- what became of each ---------------------------------------------------------------------------

BECAME = """\
## What became of each

- **Accepted**: did those it was addressed to say yes?
- **Acted on**: was something done that it asked for?
- **Evaluated**: did anybody look at what came of it, and publish what they saw?
- **Worked**: did what was hoped for come about, as far as they could see?

Each answer rests on the rows it links to, and on nothing else. “Not found” means that we have no row for it.
It does not mean that nothing happened. And what came after a report did not always come because of it.
"""

MONTHS = "January February March April May June July August September October November December".split()


def spoken(date: str) -> str:
    """``2014-11-27`` as ``27 November 2014``; a month or a year alone as it is known."""
    parts = [int(part) for part in date.split("-") if part]
    if not parts:
        return "date not recorded"
    day = f"{parts[2]} " if len(parts) > 2 else ""
    month = f"{MONTHS[parts[1] - 1]} " if len(parts) > 1 else ""
    return f"{day}{month}{parts[0]}"


SPELT = {
    "fppt": "fit and proper test",
    "psirf": "framework for learning from incidents",
    "edi": "equality",
    "nice": "NICE",
    "gmc": "GMC",
    "kark": "Kark review",
    "dash": "Dash review",
    "messenger": "Messenger",
}
"""What a short word in a row's name stands for."""


def _key(id: str) -> str:
    """A row's own name, in words."""
    return " ".join(SPELT.get(part, part) for part in id.rsplit(".", 1)[-1].split("-"))


def _alone(known: Themes, id: str) -> str:
    """Say so where only one source has it."""
    row = known.ledger.rows.get(id)
    return " (one source only)" if row and row.status == "single" else ""


def _answer(known: Themes, one: Became) -> Cell:
    """One answer, with its date and its rows."""
    value = one.value.capitalize()
    note = f" {escape(one.note)}" if one.note else ""
    if not one.rows:
        return Cell(value, f"{value}.{note}")
    links = ", ".join(_link(known, id, _key(id)) + _alone(known, id) for id in one.rows)
    return Cell(value, f"<strong>{value}</strong>, {spoken(one.date)}.{note} Seen in: {links}.")


def _became(known: Themes) -> Iterator[str]:
    yield BECAME
    headers = ["Question", "Answer"]
    reports = [
        Group(
            short(report),
            [
                [Cell(stage.capitalize()), _answer(known, one)]
                for stage in STAGES
                for one in known.became
                if (one.about, one.stage) == (report, stage)
            ],
        )
        for report in known.reports
    ]
    yield tables.render("What became of each report", headers, reports)
    yield ""
    single = [one for one in known.became if one.about in known.items]
    order = list(known.items)
    single.sort(key=lambda one: (order.index(one.about), STAGES.index(one.stage)))
    groups = [
        Group(
            f"{short(known.items[id].report)}: {known.items[id].text}",
            [[Cell(one.stage.capitalize()), _answer(known, one)] for one in found],
        )
        for id, found in groupby(single, key=lambda one: one.about)
    ]
    yield "<details><summary>Single recommendations, where we found something</summary>"
    yield tables.render("What became of single recommendations", headers, groups)
    yield "</details>"
    yield ""


END = """\
## Take the data

All of it lies in `data/themes`: the codebook, both codings as made, what was settled, what became of each. In
JupyterLab, `from workbook import themes` and then `themes.frame()`, `themes.frame(one_per_author=True)`,
`themes.frame(without="francis-2013")` or `themes.agreement()`.

What is missing most is a coding by people, by hand.
"""


def _lines(known: Themes) -> Iterator[str]:
    """The whole page, line by line."""
    yield INTRO.format(items=len(known.items), reports=_number(len(known.reports)))
    yield from picture(known)
    yield DOUBTS.format(
        thin=_thin(known),
        shared=_number(len(known.same_author)).capitalize(),
        reports=_number(len(known.reports)),
        author=AUTHOR,
    )
    yield from _items(known)
    yield from _codebook(known)
    yield from _agreement(known)
    yield from _became(known)
    yield END


def _number(many: int) -> str:
    """A small number in words."""
    words: Sequence[str] = "none one two three four five six seven eight nine ten eleven twelve".split()
    return words[many] if many < len(words) else str(many)


def render(known: Themes | None = None) -> str:
    """The whole page as Markdown. The same data always gives the same page."""
    return "\n".join(_lines(known or current())).rstrip() + "\n"
