"""Deaths with Covid-19 by ethnic group, one release at a time: what may be compared stands in one chart.

Nothing is joined from one time to the next. The later finding, in words, stands with every chart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._chart import ONE_SOURCE, Chart, linked
from workbook.charts._drawing import finished
from workbook.charts.plots import FIRST, SECOND, dots
from workbook.evidence import evidence_table
from workbook.kit.drawing.tables import Cell, Group

TABLE = "covid-mortality-ethnicity"
_PLACE = re.compile(r"\{([a-z0-9-]+)\}")


@dataclass(frozen=True)
class Release:
    """The rows of one release that may be compared, and what to say of them."""

    name: str
    title: str
    measure: str
    periods: tuple[str, ...]
    compared_with: str
    sentence: str
    """Values stand in it by the end of their row's id, as “{rate-pakistani-men-age-2020-12}”."""
    unit: str
    ends: float
    cannot: str
    source: str
    panels: str = "period"
    """The column that makes the panels: times, or what was allowed for."""


RELEASES = (
    Release(
        "two-waves",
        "Two waves: large differences, and not the same ones (January 2020 to March 2021)",
        "ratio",
        ("24 January to 11 September 2020", "12 September 2020 to 31 March 2021"),
        "White British",
        "England, allowing for age, compared with White British people: one ONS analysis, as the press "
        "reported it. Bangladeshi men had {ratio-bangladeshi-men-age-2020-09} times the rate of deaths "
        "with Covid-19 in the first wave, and {ratio-bangladeshi-men-age-2021-03} times in the second. "
        "Black African men had {ratio-black-african-men-age-2020-09} times in the first and, as one "
        "newspaper reported, {ratio-black-african-men-age-2021-03} in the second.",
        "times the rate of White British people (1 = equal)",
        6,
        "How sure each number is: the press gave no likely ranges. And nobody under 30 is in it.",
        "Source: an analysis by the Office for National Statistics, as the press reported it.",
    ),
    Release(
        "december-2020-to-2021",
        "December 2020 to December 2021: large differences still (published by ONS)",
        "ratio",
        ("8 December 2020 to 12 June 2021", "13 June to 1 December 2021"),
        "White British",
        "England, allowing for age, compared with White British people. From 8 December 2020 to 12 June"
        " 2021, Bangladeshi men had {ratio-bangladeshi-men-age-2021-06} times the rate of deaths with "
        "Covid-19, and Black African men {ratio-black-african-men-age-2021-06} times. From 13 June to 1"
        " December 2021, Bangladeshi women had {ratio-bangladeshi-women-age-2021-12} times.",
        "times the rate of White British people (1 = equal)",
        6,
        "All groups in the second part. In words only, ONS wrote that there allowing for vaccination "
        "too left no evidence of a higher rate for Black Caribbean and Black African people; for "
        "Bangladeshi people and Pakistani men it stayed higher.",
        "Source: Office for National Statistics, read on its own page.",
    ),
    Release(
        "early-2022",
        "January and February 2022: from few deaths, in one press report",
        "ratio",
        ("10 January to 16 February 2022",),
        "White British",
        "England, allowing for age, compared with White British people, as the PA news agency reported "
        "it. Bangladeshi men had {ratio-bangladeshi-men-age-2022-02} times the rate of deaths with "
        "Covid-19, Black African women {ratio-black-african-women-age-2022-02} times. There were few "
        "deaths, and whether the difference could be chance was not said.",
        "times the rate of White British people (1 = equal)",
        6,
        "Whether any of these differences is more than chance. There were few deaths.",
        "Source: an analysis by the Office for National Statistics, as the PA news agency reported it.",
    ),
    Release(
        "spring-2020-ranges",
        "Spring 2020, with likely ranges: smaller when the model allows for more, and still there",
        "hazard",
        ("2 March to 15 May 2020",),
        "White",
        "England and Wales, compared with white people, with likely ranges. For Black men the hazard "
        "ratio of death with Covid-19 was {hazard-black-men-age-2020-05} when age is allowed for. It was "
        "{hazard-black-men-occupation-health-2020-05} when place, social circumstances, occupation and "
        "health are allowed for too.",
        "hazard ratio, compared with white people (1 = equal)",
        4,
        "A share explained. Some of what is allowed for is itself a way in which racism acts; it was "
        "measured roughly, and long before; and what is left is not biology.",
        "Source: a study by authors from the Office for National Statistics, in its abstract before "
        "review by others.",
        "allowed_for",
    ),
    Release(
        "autumn-2020-ranges",
        "Autumn 2020, with likely ranges: deaths among Pakistani and Bangladeshi people",
        "rate",
        ("1 September to 28 December 2020",),
        "",
        "England, deaths with Covid-19 for every 100,000 people, allowing for age, with likely ranges: "
        "{rate-pakistani-men-age-2020-12} for Pakistani men and {rate-bangladeshi-men-age-2020-12} for "
        "Bangladeshi men.",
        "deaths for every 100,000 people, allowing for age",
        400,
        "How far that is from other groups: we read no rates for them. And nobody under 30 is in it.",
        "Source: a study by authors from the Office for National Statistics and others, in its abstract"
        " before review by others.",
    ),
)


def draw(release: Release) -> Chart:
    """Draw one release: a dot for each group of men or women, with its likely range where one was read."""
    rows = chosen(release)
    said = [f"{TABLE}.{name}" for name in _PLACE.findall(release.sentence)]
    of = rows.set_index("id")
    sentence = _PLACE.sub(lambda found: _words(of.loc[f"{TABLE}.{found[1]}"], star=False), release.sentence)
    panels = list(dict.fromkeys(rows[release.panels]))
    return Chart(
        name=f"covid-{release.name}",
        title=release.title,
        sentence=sentence,
        spec=_panels(rows, release, panels),
        headers=["Who", release.unit[0].upper() + release.unit[1:]],
        groups=[
            Group(
                _panel_name(panel, release),
                [
                    [Cell(_who(row)), linked([row], _words)]
                    for row in rows[rows[release.panels] == panel].to_dict("records")
                ],
            )
            for panel in panels
        ],
        source=f"{release.source} The groups stand as the source has them, men first. Each figure in the "
        "table links to its row of evidence.",
        cannot=[
            "What came later. From January to November 2022, no ethnic minority group had significantly "
            "higher mortality with Covid-19 than the White British group. [That finding has no numbers "
            f"here]({TABLE}), so it is not drawn.",
            release.cannot,
            "One line through the times: dates, groups and methods differ from release to release.",
            "NHS staff, and leadership. It is the whole population, and shows nothing that a leader did.",
            *([ONE_SOURCE] if (rows["status"] == "single").any() else []),
        ],
        evidence=list(rows["id"]),
        rests_on=said,
    )


def chosen(release: Release) -> pd.DataFrame:
    """The rows of one release: one measure, one comparison, allowing for age at least, of men and women."""
    rows = evidence_table(TABLE)
    rows = rows[(rows["measure"] == release.measure) & rows["period"].isin(release.periods)]
    rows = rows[rows["compared_with"] == release.compared_with]
    order = {group: place for place, group in enumerate(dict.fromkeys(rows["group"]))}
    place = rows["group"].map(order) * 2 + (rows["sex"] == "female")
    panel = rows[release.panels].map(
        {name: at for at, name in enumerate(dict.fromkeys(rows[release.panels]))}
    )
    kept: pd.DataFrame = rows.assign(panel=panel, place=place).sort_values(["panel", "place"])
    return kept


def _panels(rows: pd.DataFrame, release: Release, panels: list[str]) -> Any:
    """The panels one under the other, on one scale, with nothing between them."""
    drawn = (
        _panel(rows[rows[release.panels] == panel], release, _panel_name(panel, release)) for panel in panels
    )
    return finished(alt.vconcat(*drawn, spacing=24))


def _panel(rows: pd.DataFrame, release: Release, name: str) -> alt.LayerChart:
    """Men and women of each group, with their likely ranges, from where two groups would be equal."""
    equal = 1 if release.measure != "rate" else 0
    marks = rows.assign(
        words=[f"{_who(row)}: {_words(row)}" for row in rows.to_dict("records")],
        series=rows["sex"],
        hollow=rows["status"] == "single",
    ).rename(columns={"interval_low": "low", "interval_high": "high"})
    return dots(
        marks,
        domain=(0, release.ends),
        ticks=[0, 1, release.ends] if equal else [0, release.ends],
        title=name,
        unit=release.unit,
        origin=equal,
        marks={"male": FIRST, "female": SECOND},
    )


def _panel_name(panel: str, release: Release) -> str:
    return panel if release.panels == "period" else f"allowing for {panel.partition(',')[0]}{_more(panel)}"


def _more(allowed: str) -> str:
    return " and more" if "," in allowed else " alone"


def _who(row: Mapping[Any, Any]) -> str:
    return f"{row['group']} {'men' if row['sex'] == 'male' else 'women'}"


def _words(row: Mapping[Any, Any] | pd.Series[Any], *, star: bool = True) -> str:
    """A value, with its likely range where there is one, and a star where it was seen in one place."""
    form = ".2f" if row["measure"] == "hazard" else ".1f"
    low, high = row["interval_low"], row["interval_high"]
    between = "" if pd.isna(low) else f" ({low:{form}} to {high:{form}})"
    return f"{row['value']:{form}}{between}" + (" *" if star and row["status"] == "single" else "")


CHARTS = {f"covid-{one.name}": partial(draw, one) for one in RELEASES}
"""A chart for each release."""
