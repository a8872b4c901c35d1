"""The page "Themes across the reports": a draft, made from ``data/themes/``, that waits for people to code it.

``python -m workbook evidence`` writes it to ``book/about/themes.md``, and a check says when it no longer
matches the data. It says "not seen in what we read" where a theme was not found: never that it was not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from math import isnan

from workbook.evidence import owner
from workbook.evidence.themes import STAGES, Became, Item, Settled, Themes
from workbook.kit.drawing import tables
from workbook.kit.drawing.tables import Cell, Group
from workbook.kit.text import dates

INTRO = """\
# Themes across the reports: a draft

This page is a draft. It sorts {items} recommendations from {reports} reports by theme. An automated language
model did the sorting, twice, and nobody has checked it by hand. Use it to look for yourself, not to quote.

For each theme it names the reports in which we saw it. **“Not seen” means: not in what we read.** It never means
that a report did not ask for it. Of the Francis report we have a choice of recommendations about culture. Of
Messenger, and of parts of others, we saw little more than headings.

The chapter [Patterns](../../notebooks/12-patterns.ipynb) works with this draft, and asks what can be made of it.

## What we saw, theme by theme
"""

DOUBTS = """\
## Before you lean on it

- **The coders were two runs of one model.** Neither saw the other's answers, and both may share a mistake. They
  did not see the names of the reports, but some words give a report away.
- **The themes come from the same recommendations.** Whoever drew up the codebook, an automated model too, had
  read all of them. The themes have been tried on no other report.
- **A theme can rest on one recommendation.** Of the {seen} times that a report has a theme here, {alone} rest on
  one recommendation alone.
{shared}
"""


def _names(known: Themes, codes: Iterable[str]) -> str:
    """Themes by name, in the order of the codebook."""
    wanted = set(codes)
    return "; ".join(theme.theme for code, theme in known.themes.items() if code in wanted) or "no theme"


def _short(known: Themes, report: str) -> str:
    """The name of a report, with its year."""
    one = known.ledger.resources[report]
    return f"{one.name} {one.year}" if one.year else one.name


def _seen(known: Themes) -> Iterator[str]:
    """For each theme the reports in which it was seen, and those in which it was not, of how many read."""
    frame = known.frame()
    groups = []
    for code, theme in known.themes.items():
        seen = [_short(known, report) for report in known.reports if frame.loc[report, code]]
        rest = [_short(known, report) for report in known.reports if not frame.loc[report, code]]
        rows = [[Cell(f"Seen in {len(seen)} of the {len(known.reports)}"), Cell("; ".join(seen) or "none")]]
        if rest:
            rows.append([Cell("Not seen in what we read of"), Cell("; ".join(rest))])
        groups.append(Group(theme.theme, rows))
    yield tables.render("Where we saw each theme", ["How many", "Which reports"], groups)
    yield ""


def _doubts(known: Themes) -> str:
    coding = known.coding
    counts = [
        sum(code in coding[item.id] for item in known.items.values() if item.report == report)
        for report in known.reports
        for code in known.themes
    ]
    shared = [
        f"- **{author} wrote {len(reports)} of the {len(known.reports)} reports**, alone or with others."
        for author, reports in known.shared_authors.items()
    ]
    return DOUBTS.format(
        seen=sum(map(bool, counts)), alone=counts.count(1), shared="\n".join(shared)
    ).replace("\n\n\n", "\n\n")


def _link(known: Themes, id: str, words: str) -> str:
    """A link to a row of evidence, once the row is there."""
    there = id in known.ledger.rows or id in known.ledger.resources
    return f'<a href="evidence/{owner(id)}.md#{id}">{escape(words)}</a>' if there else escape(words)


def _items(known: Themes) -> Iterator[str]:
    yield "## Read the recommendations yourself"
    yield ""
    yield "Would you sort one of them otherwise? Each shows what the two coders found."
    yield ""
    for report in known.reports:
        yield f"<details><summary>{escape(_short(known, report))}</summary><ul>"
        for item in known.items.values():
            if item.report == report:
                heading = f"<strong>{escape(item.heading)}.</strong> " if item.heading else ""
                yield f"<li><p>{heading}{escape(item.text)} {_link(known, item.id, 'Its row')}</p>"
                yield f"<p>{escape(_coded(known, item))}</p></li>"
        yield "</ul></details>"
    yield ""


def _coded(known: Themes, item: Item) -> str:
    """What the coders found in a recommendation."""
    a, b = (coder[item.id].themes for coder in known.coders.values())
    if a == b:
        return f"Both coders: {_names(known, a)}."
    settled = _names(known, known.coding[item.id])
    return f"Coder A: {_names(known, a)}. Coder B: {_names(known, b)}. Settled: {settled}."


def _codebook(known: Themes) -> Iterator[str]:
    yield from (
        "## The codebook",
        "",
        "It was written before any coding. The borderline examples are made up.",
        "",
    )
    for theme in known.themes.values():
        yield f"<details><summary>{escape(theme.theme)}</summary><dl>"
        parts = {
            "What it means": theme.definition,
            "In": theme.include,
            "Out": theme.exclude,
            "On the border": theme.borderline,
            "Why it is as it is": theme.decided,
        }
        later = [one for one in known.clarifications if theme.code in one.themes]
        yield from (f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in parts.items())
        yield from (
            f"<dt>Made clearer on {one.date}</dt><dd>{escape(one.clarification)}</dd>" for one in later
        )
        yield "</dl></details>"
    yield ""
    yield "What was made clearer came after the coding. It holds for the next coders and changed no past answer."
    for one in known.clarifications:
        if not one.themes:
            yield f"For all themes ({one.date}): {one.clarification}"
    yield ""


def _agreement(known: Themes) -> Iterator[str]:
    found = known.agreement()
    kappas = [one for one in found["kappa"] if not isnan(one)]
    same = sum(len({coder[id].themes for coder in known.coders.values()}) == 1 for id in known.items)
    yield "## How far the two coders agree"
    yield ""
    yield f"They gave {same} of {len(known.items)} recommendations just the same themes. Kappa, which takes off what"
    yield f"chance alone would give, runs from {min(kappas):.2f} to {max(kappas):.2f}; 1 is the most."
    yield "Agreement this high is what you would expect from two runs of one model with one codebook. It shows that"
    yield "the codebook is clear."
    yield "It does not show that it is right."
    yield ""
    yield f"They differ on {len(known.settled)} single answers. Each was settled by the codebook, by a third run of the"
    yield "same kind of model, which saw both answers and knew the reports."
    yield ""
    yield "<details><summary>Each disagreement, and how it was settled</summary>"
    headers = ["Who", "Answer"]
    groups = [_difference(known, one) for one in known.settled]
    yield tables.render("Each disagreement, and how it was settled", headers, groups)
    yield from ("</details>", "")


def _difference(known: Themes, one: Settled) -> Group:
    """One disagreement: what each coder said, and how it was settled."""
    item, theme = known.items[one.id], known.themes[one.theme].theme
    rows = []
    for name, coder in known.coders.items():
        coded = coder[one.id]
        note = f" The note: {coded.note}." if coded.note else ""
        rows.append([Cell(f"Coder {name}"), Cell(f"{'Yes' if one.theme in coded.themes else 'No'}.{note}")])
    rows.append([Cell("Settled"), Cell(f"{'Yes' if one.settled else 'No'}. {one.reason}")])
    return Group(f"{_short(known, item.report)}: {item.text} Theme: {theme}.", rows)


BECAME = """\
## What became of each

- **Accepted**: did those it was addressed to say yes?
- **Acted on**: was something done that it asked for?
- **Evaluated**: did anybody look at what came of it, and publish what they saw?
- **Worked**: did what was hoped for come about, as far as they could see?

Each answer rests on the rows it links to, and on nothing else. “Not found” means that we have no row for it.
It does not mean that nothing happened. And what came after a report did not always come because of it.
"""


def _answer(known: Themes, one: Became) -> Cell:
    """One answer, with its date and its rows."""
    value = one.value.capitalize()
    note = f" {escape(one.note)}" if one.note else ""
    if not one.rows:
        return Cell(value, f"{value}.{note}")
    links = ", ".join(
        _link(known, id, id.rpartition(".")[2].replace("-", " ")) + _single(known, id) for id in one.rows
    )
    when = dates.spoken(one.date) if one.date else "date not recorded"
    return Cell(value, f"<strong>{value}</strong>, {when}.{note} Rows: {links}.")


def _single(known: Themes, id: str) -> str:
    """Say so where only one source has it."""
    row = known.ledger.rows.get(id)
    return " (one source only)" if row and row.status == "single" else ""


def _became(known: Themes) -> Iterator[str]:
    yield BECAME
    headers = ["Question", "Answer"]
    order = [*known.reports, *known.items]
    answers = sorted(known.became, key=lambda one: (order.index(one.about), STAGES.index(one.stage)))
    groups = {
        about: [[Cell(one.stage.capitalize()), _answer(known, one)] for one in found]
        for about, found in groupby(answers, key=lambda one: one.about)
    }
    reports = [Group(_short(known, about), groups[about]) for about in known.reports]
    single = [
        Group(f"{_short(known, item.report)}: {item.text}", groups[id])
        for id, item in known.items.items()
        if id in groups
    ]
    yield tables.render("What became of each report", headers, reports)
    yield ""
    yield "<details><summary>Single recommendations, where we found something</summary>"
    yield tables.render("What became of single recommendations", headers, single)
    yield from ("</details>", "")


END = """\
## Take the data

All of it lies in `data/themes`: the codebook, both codings as made, what was settled, what became of each. In
JupyterLab, `from workbook.evidence import themes` and then `themes.frame()`, `themes.agreement()`, or
`themes.themes().frame(my_coding)` with a coding of your own. What is missing most is a coding by people, by hand.
"""


def render(known: Themes) -> str:
    """The whole page as Markdown. The same data always gives the same page."""
    parts = (_codebook, _agreement, _became)
    lines = [
        INTRO.format(items=len(known.items), reports=len(known.reports)),
        *_seen(known),
        _doubts(known),
        *_items(known),
        *(line for part in parts for line in part(known)),
        END,
    ]
    return "\n".join(lines).rstrip() + "\n"
