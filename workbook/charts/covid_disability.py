"""Disabled people and deaths with Covid-19: before and after a model allows for more."""

from __future__ import annotations

from workbook.charts._chart import Chart
from workbook.charts.build import dot_chart
from workbook.evidence import evidence_table

TABLE = "covid-mortality-disability"
MODELS = {
    "age-2020-11": "To November 2020: age allowed for",
    "health-2020-11": "Home, place, means, illness too",
    "vaccination-2022-03": "To March 2022: and vaccination",
}
"""What was allowed for, by the end of a row's id, in words that have room above a line."""


def draw() -> Chart:
    """Draw three ratios for men and three for women who were limited a lot."""
    rows = evidence_table(TABLE).set_index("id", drop=False)
    chosen = [f"{TABLE}.ratio-limited-a-lot-{sex}-{model}" for sex in ("men", "women") for model in MODELS]
    rows = rows.loc[chosen].assign(
        model=[*MODELS.values(), *MODELS.values()],
        who=["Disabled men, limited a lot"] * len(MODELS) + ["Disabled women, limited a lot"] * len(MODELS),
    )
    value = rows["value"]
    men, women = (value.iloc[at : at + len(MODELS)].tolist() for at in (0, len(MODELS)))
    return dot_chart(
        "covid-disability",
        rows.reset_index(drop=True),
        line="model",
        group="who",
        title="Disabled people and deaths with Covid-19: what is left when more is allowed for (2020 to 2022)",
        sentence=(
            "England. The risk of dying with Covid-19 for disabled people who were limited a lot, compared with "
            f"people who were not disabled. To November 2020, with age allowed for, it was {men[0]:.1f} times as "
            f"great for men and {women[0]:.1f} times for women. With home, place, circumstances and earlier "
            f"illness allowed for, {men[1]:.1f} and {women[1]:.1f}. To March 2022, with vaccination too, "
            f"{men[2]:.1f} and {women[2]:.1f}."
        ),
        source=(
            "Source: Office for National Statistics, two releases. Each figure in the table links to its row of "
            "evidence."
        ),
        cannot=[
            "A share explained: home, means and illness are among the ways in which disabled people are put at risk.",
            "Staff, or leaders: it is the whole population.",
            "How sure each figure is: no likely ranges were in what we read.",
            "A rise from the second figure to the third: times and methods differ.",
            "Disability at the time: it is what people said in the Census of 2011.",
        ],
        unit="times the risk of people not disabled (1 = equal)",
        domain=(0, 4),
        ticks=[0, 1, 2, 3, 4],
        origin=1,
        heads="What was allowed for",
    )


CHARTS = {"covid-disability": draw}
