"""A chart is a picture, a sentence and a table; it says what it can show and what it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from typing import Any

import altair as alt
import vl_convert

from workbook.kit.drawing.output import Showable, evidence_link
from workbook.kit.drawing.svg import inline
from workbook.kit.drawing.tables import Cell, Group, render
from workbook.kit.errors import AuthorError

ONE_SOURCE = "* and hollow: seen in one place only."
"""What a chart says of the values that one source alone gives."""

IN_SIGHT = 2
"""So many of a chart's limits are in sight before anything is opened: the author puts the weightiest first."""


_LINK = re.compile(r"\[(?P<words>[^]]+)\]\((?P<row>[a-z0-9.-]+)\)")


class ChartError(AuthorError):
    """A chart or table was asked for, or described, in a way that cannot be shown."""


@dataclass(frozen=True, repr=False)
class Chart(Showable):
    """One chart, and all that has to stand beside it."""

    name: str
    title: str
    """What to see, dated."""
    sentence: str
    """The same for somebody who cannot see it."""
    spec: alt.LayerChart | alt.VConcatChart
    headers: Sequence[str]
    groups: Sequence[Group]
    """The rows of its table."""
    source: str
    """HTML: who published it, with links."""
    cannot: Sequence[str]
    """What the chart cannot show, in words; ``[some of them](a-table.a-row)`` link to a row of evidence."""
    evidence: Sequence[str]
    """The rows of evidence it draws."""
    rests_on: Sequence[str] = ()
    """The rows that the sentence rests on, where they are fewer than all that are drawn, or others."""

    @property
    def text(self) -> str:
        """Return the chart in plain words: its title and its sentence."""
        return f"{self.title}\n{self.sentence}"

    @cached_property
    def html(self) -> str:
        """Return the figure: title, picture, sentence, table, limits and source."""
        key = f"chart-{self.name}"
        svg = inline(vl_convert.vegalite_to_svg(self.spec.to_dict()), key=key, label=self.sentence)
        numbers = render(self.title, self.headers, self.groups, name=self.name)
        return f"""<figure class="wb-figure wb-chart" id="{key}">
<figcaption class="wb-figure-title">{escape(self.title)}</figcaption>
{svg}
<p class="wb-figure-sentence">{escape(self.sentence)}</p>
<details class="wb-figure-table">
<summary>The same figures as a table</summary>
{numbers}
</details>
<div class="wb-figure-limits">
<p class="wb-figure-cannot">What it cannot show:</p>
{self._limits()}
<p class="wb-figure-source">{self.source}</p>
</div>
</figure>"""

    def _limits(self) -> str:
        """The limits that matter most, in sight; from the third on they open, so that a phone is not all limits."""
        first, more = self.cannot[:IN_SIGHT], self.cannot[IN_SIGHT:]
        if not more:
            return _list(first)
        return f"""{_list(first)}
<details class="wb-figure-more">
<summary>{len(more)} more {"thing" if len(more) == 1 else "things"} it cannot show</summary>
{_list(more)}
</details>"""


def _list(lines: Sequence[str]) -> str:
    items = "\n".join(f"<li>{_with_links(line)}</li>" for line in lines)
    return f"<ul>\n{items}\n</ul>"


def _with_links(line: str) -> str:
    return _LINK.sub(lambda link: evidence_link(unescape(link["row"]), unescape(link["words"])), escape(line))


def linked(
    rows: Sequence[Mapping[Any, Any]], say: Callable[[Any], str], none: str = "no figure here"
) -> Cell:
    """A cell that says a row's value and links to the row; or says that there is none."""
    if not rows:
        return Cell(none)
    words = say(rows[0])
    return Cell(words, evidence_link(str(rows[0]["id"]), words))


def half_unheard(who: str) -> str:
    """A limit of the NHS Staff Survey: about half of those asked did not answer. `who` begins the line."""
    return f"{who}: [about half of those asked](nss-national-trend.half-did-not-answer), HSJ reported."
