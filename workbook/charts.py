"""A chart is a picture, a sentence and a table; each says what it can show and what it cannot.

`chart("raising-and-being-answered")` and `table("mid-staffs-figures")` are the words an author writes.
To add one, write a small function below that returns a `Chart` or the HTML of a table, and name it in
`CHARTS` or `TABLES`. Figures come from `workbook.evidence`, never from the code.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

import altair as alt
import pandas as pd
import vl_convert

import workbook.evidence as evidence
from workbook.numbers import mid_staffs_figures
from workbook.shown import STATUS_WORDS, Shown, evidence_link
from workbook.svg import ACCENT, INK, LINE, PAPER, SOFT, WARM, inline
from workbook.tables import Cell, Group, from_frame, render

TREND = "nss-national-trend"
RAISE = "secure_raising_unsafe_practice"
ANSWER = "confident_org_would_address_unsafe_practice"
GUARDIANS = "ftsu-cases-by-year"
SAFE = "feel_safe_to_speak_up"
ADDRESS = "confident_org_would_address_concern"

WHO_ANSWERED = "of every 100 staff who answered"

WIDTH = 360
"""Charts are drawn this wide, so that their smallest words are still 11 px tall in a column of 288 px."""

SMALLEST_TEXT = 14
"""The smallest letters a chart may use, in its own units: 14 x 288 / 360 is a little over 11 px."""

TEXT = SMALLEST_TEXT + 1
"""The letters of most words in a chart."""

FONT = "Liberation Sans"
"""A font that vl-convert carries, so that a chart is laid out alike on every machine."""


Made = TypeVar("Made")


class ChartError(ValueError):
    """A chart or table was asked for, or described, in a way that cannot be shown."""


@dataclass(frozen=True)
class Chart:
    """One chart, and all that has to stand beside it."""

    name: str
    title: str
    """What to see, dated."""
    sentence: str
    """The same for somebody who cannot see it."""
    spec: alt.LayerChart | alt.VConcatChart
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    source: str
    """HTML: who published it, with links."""
    cannot: Sequence[Cell]
    """What the chart cannot show."""
    evidence: Sequence[str]
    """The rows of evidence it draws."""


def chart(name: str) -> Shown:
    """Show a chart: title, picture, sentence, the table behind it, its source, and what it cannot show."""
    drawn = _named(name, CHARTS, "chart")()
    key = f"chart-{drawn.name}"
    svg = inline(
        vl_convert.vegalite_to_svg(drawn.spec.to_dict()),
        key=key,
        label=drawn.sentence,
    )
    numbers = render(drawn.title, drawn.headers, [Group("", drawn.rows)], name=drawn.name)
    cannot = "\n".join(f"<li>{line.inner}</li>" for line in drawn.cannot)
    html = f"""<figure class="wb-figure wb-chart" id="{key}">
<figcaption class="wb-figure-title">{escape(drawn.title)}</figcaption>
{svg}
<p class="wb-figure-sentence">{escape(drawn.sentence)}</p>
<details class="wb-figure-table">
<summary>The same figures as a table</summary>
{numbers}
</details>
<div class="wb-figure-limits">
<p class="wb-figure-cannot">What it cannot show:</p>
<ul>
{cannot}
</ul>
<p class="wb-figure-source">{drawn.source}</p>
</div>
</figure>"""
    return Shown(html, f"{drawn.title}\n{drawn.sentence}")


def table(what: str | pd.DataFrame, *, caption: str = "", decimals: int = 1, note: str = "") -> Shown:
    """Show a table: one of the named ones, or a pandas table with a caption of your own."""
    if isinstance(what, pd.DataFrame):
        return from_frame(what, caption, decimals=decimals, note=note)
    return _named(what, TABLES, "table")()


def _named(name: str, known: Mapping[str, Callable[[], Made]], kind: str) -> Callable[[], Made]:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(known))}."
    raise ChartError(f"There is no {kind} called {name!r}.{hint} Its function goes in workbook/charts.py.")


# The charts ---------------------------------------------------------------------------------------


def raising_and_being_answered() -> Chart:
    """Draw how many staff would feel secure raising unsafe practice, and how many expect an answer."""
    trend = evidence.table(TREND)
    trend = trend[trend["measure"].isin([RAISE, ANSWER])]
    (before,) = trend[(trend["survey_year"] == 2021) & (trend["measure"] == RAISE)].to_dict("records")
    trend = trend[trend["survey_year"].between(2022, 2024)]
    wide = trend.pivot(index="survey_year", columns="measure", values="value").sort_index()
    points = trend.assign(
        year=trend["survey_year"].astype(str),
        words=[
            f"{value:.1f}" + (" *" if status == "single" else "")
            for value, status in zip(trend["value"], trend["status"], strict=True)
        ],
    )
    gaps = wide.reset_index().assign(year=wide.index.astype(str))
    title = (
        "Seven in ten would feel secure raising it; fewer than six in ten trust that it would be dealt with "
        "(2024)"
    )
    last = wide.loc[2024]
    who = evidence_link("nss-national-trend.who-answered-2024", "the evidence page")
    sentence = (
        "In each year from 2022 to 2024, more NHS trust staff in England would feel secure raising unsafe "
        "clinical practice than were confident that it would be dealt with. Of every 100 who answered in "
        f"2024: {last[RAISE]:.1f} and {last[ANSWER]:.1f}."
    )
    return Chart(
        name="raising-and-being-answered",
        title=title,
        sentence=sentence,
        spec=_two_points_a_year(points, gaps),
        headers=[
            "Year",
            "Would feel secure raising it",
            "Confident it would be dealt with",
            "How it was checked",
        ],
        rows=[_year_row(int(year), trend) for year in wide.index],
        source=(
            "Source: NHS Staff Survey, England, staff of NHS trusts, of every 100 who answered. "
            f"Each figure in the table links to its row of evidence, and {who} says who answered. "
            "The survey belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            Cell("What happens when somebody does raise something. These are expectations."),
            Cell(
                "Half of those asked",
                "What the staff who did not answer would have said: HSJ reported that this was "
                + evidence_link("nss-national-trend.half-did-not-answer", "about half of those asked")
                + ".",
            ),
            Cell(
                "Before 2022",
                "Anything before 2022: the second question is only here from then on. On the first, more "
                f"felt secure in 2021: {evidence_link(before['id'], format(before['value'], '.1f'))}. The "
                "survey was redesigned in 2021, so years before that are not joined on.",
            ),
            Cell("Anything after 2024. The survey of 2025 came out on 12 March 2026 and is not used here."),
            Cell("Care homes, home care, general practice, or any one workplace."),
            Cell("* One source only: the second figure for 2022 was seen on a single page."),
        ],
        evidence=list(trend["id"]),
    )


def _two_points_a_year(points: pd.DataFrame, gaps: pd.DataFrame) -> alt.LayerChart:
    """Two marks for each year with the gap between them: told apart by shape and by words, not by colour."""
    years = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(
            labelAngle=0, labelFontSize=TEXT, labelColor=INK, labelPadding=8, ticks=False, domainColor=SOFT
        ),
    )
    scale = alt.Scale(domain=[0, 100], nice=False)
    share = alt.Y(
        "value:Q",
        scale=scale,
        title=None,
        axis=alt.Axis(
            values=[0, 50, 100],
            labelFontSize=SMALLEST_TEXT,
            labelColor=SOFT,
            gridColor=LINE,
            gridOpacity=0.45,
            domain=False,
            ticks=False,
            labelPadding=6,
        ),
    )
    raised = points[points["measure"] == RAISE]
    answered = points[points["measure"] == ANSWER]
    single = answered["status"] == "single"
    middle = alt.Chart(gaps[gaps["survey_year"] == 2023])
    number: dict[str, Any] = {"dx": 14, "align": "left", "fontSize": TEXT, "fontWeight": "bold", "color": INK}
    name: dict[str, Any] = {"fontSize": TEXT, "color": INK}
    low = alt.Y(f"{ANSWER}:Q", scale=scale)
    high = alt.Y(f"{RAISE}:Q", scale=scale)
    layers = [
        alt.Chart(gaps)
        .mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4], strokeCap="round")
        .encode(x=years, y=low, y2=f"{RAISE}:Q"),
        alt.Chart(raised).mark_point(shape="circle", size=170, filled=True, fill=ACCENT, opacity=1),
        alt.Chart(answered[~single]).mark_point(shape="diamond", size=190, filled=True, fill=WARM, opacity=1),
        alt.Chart(answered[single]).mark_point(
            shape="diamond", size=180, filled=False, fill=PAPER, stroke=WARM, strokeWidth=2.5, opacity=1
        ),
        alt.Chart(points).mark_text(**number).encode(text="words:N"),
        middle.mark_text(dy=-24, text="would feel secure raising it", **name).encode(x=years, y=high),
        middle.mark_text(dy=36, text="confident it would be dealt with", **name).encode(x=years, y=low),
    ]
    placed = [layers[0], *(layer.encode(x=years, y=share) for layer in layers[1:5]), *layers[5:]]
    return (
        alt.layer(*placed)
        .properties(width=WIDTH - 44, height=250, padding={"left": 2, "right": 2, "top": 4, "bottom": 2})
        .properties(
            title=alt.Title("of every 100 staff who answered", anchor="start", frame="bounds", offset=12)
        )
        .configure(font=FONT, background="transparent")
        .configure_title(font=FONT, fontSize=SMALLEST_TEXT, fontWeight="normal", color=SOFT)
        .configure_view(stroke=None)
    )


def _year_row(year: int, trend: pd.DataFrame) -> list[Cell]:
    rows = {row.measure: row for row in trend[trend["survey_year"] == year].itertuples()}
    checked = "; ".join(
        f"{name}: {STATUS_WORDS[str(rows[measure].status)]}"
        for measure, name in ((RAISE, "raising it"), (ANSWER, "dealt with"))
    )
    cells = [Cell(str(year))]
    for measure in (RAISE, ANSWER):
        star = " *" if rows[measure].status == "single" else ""
        words = f"{rows[measure].value:.1f}{star}"
        cells.append(Cell(words, evidence_link(str(rows[measure].id), words)))
    return [*cells, Cell(checked)]


def cases_and_confidence() -> Chart:
    """Draw the cases that guardians recorded, and under them what staff and those who went to one said."""
    guardians = evidence.table(GUARDIANS)
    cases = guardians[guardians["measure"] == "cases"].sort_values("year_start")
    again = with_margins(guardians)
    trend = evidence.table(TREND)
    trend = trend[trend["measure"].isin([SAFE, ADDRESS])].sort_values("survey_year")
    counted = {str(row.period): row for row in cases.itertuples()}
    safe = {int(row.survey_year): row for row in trend[trend["measure"] == SAFE].itertuples()}
    address = {int(row.survey_year): row for row in trend[trend["measure"] == ADDRESS].itertuples()}
    sentence = (
        f"The cases that Freedom to Speak Up guardians in England recorded rose from "
        f"{counted['2021/22'].value:,.0f} in 2021/22 to {counted['2023/24'].value:,.0f} in 2023/24. Of every "
        f"100 staff who answered the survey, {safe[2021].value:.1f} felt safe to speak up in 2021 and "
        f"{safe[2024].value:.1f} in 2024; {address[2022].value:.1f} were confident in 2022 that their "
        f"concern would be addressed, and {address[2024].value:.1f} in 2024. Of every 100 who gave feedback "
        f"on a guardian, {again.iloc[0]['value']:.1f} would speak up again in 2019/20 and "
        f"{again.iloc[-1]['value']:.1f} in 2023/24."
    )
    return Chart(
        name="cases-and-confidence",
        title="Recorded cases rose fast up to 2023/24; confidence did not",
        sentence=sentence,
        spec=_cases_over_confidence(cases, trend, again),
        headers=[
            "Year, and the survey in its autumn",
            "Cases recorded",
            "Feel safe to speak up, of every 100 staff",
            "Confident it would be addressed, of every 100 staff",
            "Would speak up again, of every 100 who gave feedback",
        ],
        rows=[_speaking_row(start, cases, trend, again) for start in range(2017, 2025)],
        source=(
            "Source: National Guardian's Office, a written answer in Parliament, and the press of the day; "
            "NHS Staff Survey, England, staff of NHS trusts. Each figure in the table links to its row of "
            "evidence. The survey belongs to NHS England; its questions are told here in our own words."
        ),
        cannot=[
            Cell("How many people spoke up. One person may bring several cases, and several people one."),
            Cell(
                "Whether more cases mean more harm, or more trust. There were also more guardians to go to, "
                "and reporting by guardians is voluntary."
            ),
            Cell(
                "Everyone who went to a guardian",
                "Everyone who went to a guardian. Those who gave feedback number "
                + evidence_link("ftsu-cases-by-year.who-gave-feedback", "26% to 32% of the year's cases")
                + ". The likely range (a 95% interval) allows for chance, not for who chose to answer.",
            ),
            Cell(
                "Staff who did not answer",
                "Staff who did not answer the survey: "
                + evidence_link("nss-national-trend.half-did-not-answer", "about half of those asked in 2024")
                + ", HSJ reported.",
            ),
            Cell(
                "One steady count",
                "One steady count. 2017/18 is known only as more than 7,000. 2018/19 is trusts only. 2022/23 "
                "is drawn as first published; a year later it was "
                + evidence_link("ftsu-cases-by-year.cases-restated-2022-23", "25,209 *")
                + ". From April 2024 cases are counted in another way, so nothing later is joined on.",
            ),
            Cell("Anyone in a care home, home care or general practice, or at any one workplace."),
            Cell("* and hollow: seen in one place only."),
        ],
        evidence=[*cases["id"], *trend["id"], *again["id"]],
    )


def with_margins(guardians: pd.DataFrame) -> pd.DataFrame:
    """Give the share who would speak up again for each year, with its 95% interval from chance alone."""
    again = guardians[guardians["measure"] == "would_speak_up_again"].sort_values("year_start")
    answers = guardians[guardians["measure"] == "workers_giving_feedback"].set_index("period")["value"]
    margin = 1.96 * (again["value"] * (100 - again["value"]) / again["period"].map(answers)) ** 0.5
    return again.assign(low=again["value"] - margin, high=again["value"] + margin)


def _cases_over_confidence(cases: pd.DataFrame, trend: pd.DataFrame, again: pd.DataFrame) -> alt.VConcatChart:
    """Three small charts one under the other, each with its years down the side and nothing joined."""
    wide = WIDTH - 76
    counts = cases.assign(words=[_count_words(row) for row in cases.to_dict("records")])
    later = pd.DataFrame({"period": ["2024/25"], "words": ["counted in another way"]})
    order = [*counts["period"], "2024/25"]
    bars = alt.Y("period:O", sort=order, title=None, axis=_years())
    length = alt.X("value:Q", scale=alt.Scale(domain=[0, 42000], nice=False), axis=None)
    number: dict[str, Any] = {"align": "left", "fontSize": SMALLEST_TEXT, "color": INK}
    sure = counts["status"] != "single"
    least = counts["bound"] == "at least"
    hollow: dict[str, Any] = {"fill": PAPER, "stroke": ACCENT, "strokeWidth": 2, "opacity": 1, "height": 14}
    of_cases = alt.layer(
        alt.Chart(counts[sure]).mark_bar(fill=ACCENT, opacity=1, height=15).encode(x=length, y=bars),
        alt.Chart(counts[~sure & ~least]).mark_bar(**hollow).encode(x=length, y=bars),
        alt.Chart(counts[least]).mark_bar(strokeDash=[3, 3], **hollow).encode(x=length, y=bars),
        alt.Chart(counts)
        .mark_text(dx=7, fontWeight="bold", **number)
        .encode(x=length, y=bars, text="words:N"),
        alt.Chart(later)
        .mark_rule(stroke=SOFT, strokeWidth=1.5, strokeDash=[2, 4], yOffset=-13)
        .encode(y=bars),
        alt.Chart(later)
        .mark_text(dx=2, **{**number, "color": SOFT})
        .encode(x=alt.value(0), y=bars, text="words:N"),
    ).properties(width=wide, height=26 * len(order), title=_heading("cases that guardians recorded"))
    shares = trend.assign(year=trend["survey_year"].astype(str), words=_with_star(trend))
    of_staff = _shares(shares, wide)
    of_feedback = _feedback(again, wide)
    return (
        alt.vconcat(of_cases, of_staff, of_feedback, spacing=26)
        .properties(padding={"left": 2, "right": 2, "top": 4, "bottom": 2})
        .configure(font=FONT, background="transparent")
        .configure_title(font=FONT, fontSize=SMALLEST_TEXT, fontWeight="normal", color=SOFT)
        .configure_view(stroke=None)
    )


def _shares(shares: pd.DataFrame, wide: int) -> Any:
    """The survey's two questions: circle and diamond, hollow where seen in one place only."""
    years = alt.Y("year:O", title=None, axis=_years())
    share = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None, axis=_hundred())
    number: dict[str, Any] = {"fontSize": SMALLEST_TEXT, "fontWeight": "bold", "color": INK}
    beside: dict[str, dict[str, Any]] = {
        SAFE: {"dx": 12, "align": "left"},
        ADDRESS: {"dx": -12, "align": "right"},
    }
    layers = []
    for measure, shape, colour in ((SAFE, "circle", ACCENT), (ADDRESS, "diamond", WARM)):
        mine = shares[shares["measure"] == measure]
        for rows, fill in (
            (mine[mine["status"] != "single"], colour),
            (mine[mine["status"] == "single"], PAPER),
        ):
            layers.append(
                alt.Chart(rows)
                .mark_point(
                    shape=shape, size=150, filled=True, fill=fill, stroke=colour, strokeWidth=2.5, opacity=1
                )
                .encode(x=share, y=years)
            )
        numbers = alt.Chart(mine).mark_text(**beside[measure], **number)
        layers.append(numbers.encode(x=share, y=years, text="words:N"))
    for measure, first, words, colour in (
        (SAFE, "2021", "feel safe to speak up", ACCENT),
        (ADDRESS, "2022", "confident it would be addressed", WARM),
    ):
        one = shares[(shares["measure"] == measure) & (shares["year"] == first)]
        name = alt.Chart(one).mark_text(dy=-20, text=words, fontSize=SMALLEST_TEXT, color=colour)
        layers.append(name.encode(x=share, y=years))
    return alt.layer(*layers).properties(
        width=wide, height=40 * 4, title=_heading("of every 100 staff who answered the survey")
    )


def _feedback(again: pd.DataFrame, wide: int) -> Any:
    """The share who would speak up again: a square for each year, with its interval."""
    years = alt.Y("period:O", title=None, axis=_years())
    share = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None, axis=_hundred())
    words = again.assign(words=[_with_margin(row) for row in again.to_dict("records")])
    base = alt.Chart(words)
    number: dict[str, Any] = {"fontSize": SMALLEST_TEXT, "color": INK}
    return alt.layer(
        base.mark_rule(stroke=INK, strokeWidth=7, opacity=0.35).encode(
            x=alt.X("low:Q", scale=alt.Scale(domain=[0, 100], nice=False), title=None), x2="high:Q", y=years
        ),
        base.mark_point(shape="square", size=60, filled=True, fill=INK, opacity=1).encode(x=share, y=years),
        base.mark_text(dx=-12, align="right", fontWeight="bold", **number).encode(
            x=share, y=years, text="words:N"
        ),
        alt.Chart(words.head(1))
        .mark_text(dx=40, dy=-21, align="right", text="would speak up again (likely range)", **number)
        .encode(x=share, y=years),
    ).properties(
        width=wide,
        height=30 * len(again) + 12,
        title=_heading("of every 100 who gave feedback on a guardian"),
    )


def _years() -> alt.Axis:
    return alt.Axis(
        labelFontSize=SMALLEST_TEXT, labelColor=INK, labelPadding=8, ticks=False, domain=False, minExtent=64
    )


def _hundred() -> alt.Axis:
    return alt.Axis(
        values=[0, 50, 100],
        labelFontSize=SMALLEST_TEXT,
        labelColor=SOFT,
        gridColor=LINE,
        gridOpacity=0.45,
        domain=False,
        ticks=False,
        labelPadding=6,
    )


def _heading(words: str) -> alt.Title:
    return alt.Title(words, anchor="start", frame="bounds", offset=10)


def _with_star(rows: pd.DataFrame) -> list[str]:
    """The values in words, with a star where a value was seen in one place only."""
    pairs = zip(rows["value"], rows["status"], strict=True)
    return [f"{value:.1f}" + (" *" if status == "single" else "") for value, status in pairs]


def _count_words(row: Mapping[Any, Any]) -> str:
    """One year's count in words: at least, trusts only, seen once."""
    number = f"{row['value']:,.0f}"
    if row["bound"] == "at least":
        number = f"more than {number}"
    if row["period"] == "2018/19":
        number = f"{number}, trusts only"
    return number + (" *" if row["status"] == "single" else "")


def _with_margin(row: Mapping[Any, Any]) -> str:
    """One year's share with its interval."""
    return f"{row['value']:.1f} ({row['low']:.1f} to {row['high']:.1f})"


def _speaking_row(start: int, cases: pd.DataFrame, trend: pd.DataFrame, again: pd.DataFrame) -> list[Cell]:
    """One year of the table; a figure that was not found, or cannot be joined on, says so."""
    period = f"{start}/{(start + 1) % 100:02}"
    cells = [Cell(period)]
    found = cases[cases["year_start"] == start].to_dict("records")
    counted = "counted in another way" if start > 2023 else "no figure here"
    cells.append(_linked(found, _count_words, counted))
    for measure in (SAFE, ADDRESS):
        asked = trend[(trend["survey_year"] == start) & (trend["measure"] == measure)]
        cells.append(_linked(asked.to_dict("records"), lambda row: _with_star(pd.DataFrame([row]))[0]))
    said = again[again["year_start"] == start].to_dict("records")
    return [
        *cells,
        _linked(said, _with_margin),
    ]


def _linked(
    rows: Sequence[Mapping[Any, Any]], say: Callable[[Any], str], none: str = "no figure here"
) -> Cell:
    """A cell that says a row's value and links to the row; or says that there is none."""
    if not rows:
        return Cell(none)
    words = say(rows[0])
    return Cell(words, evidence_link(str(rows[0]["id"]), words))


CHARTS: Mapping[str, Callable[[], Chart]] = {
    "cases-and-confidence": cases_and_confidence,
    "raising-and-being-answered": raising_and_being_answered,
}
"""Every chart by name."""

TABLES: Mapping[str, Callable[[], Shown]] = {"mid-staffs-figures": mid_staffs_figures}
"""Every named table."""
