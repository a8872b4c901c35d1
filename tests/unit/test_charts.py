"""Charts, tables of numbers and pictures: what they must hold, and what they must refuse."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

import workbook.evidence as evidence
from workbook import charts
from workbook.charts import CHARTS, TABLES, ChartError, chart, table
from workbook.charts import mid_staffs_figures as numbers
from workbook.charts._drawing import SMALLEST_TEXT, WIDTH
from workbook.evidence import evidence_table
from workbook.kit.drawing.output import evidence_address
from workbook.kit.drawing.pictures import PictureError, picture
from workbook.kit.drawing.svg import AS_DRAWN, CLOTH, PAGE_COLOURS, SvgError, inline
from workbook.paths import NOTEBOOKS

NAMES = sorted(CHARTS)
FIRST = "cases-and-confidence"
"""A chart with more than one kind of mark and of axis."""
DRAWINGS = sorted(path.stem for path in (NOTEBOOKS / "pictures").glob("*.txt"))
SHOWN = [
    *((f"chart {name}", lambda name=name: chart(name)) for name in NAMES),
    *((f"table {name}", cache(lambda name=name: table(name))) for name in sorted(TABLES)),
    *((f"picture {name}", cache(lambda name=name: picture(name))) for name in DRAWINGS),
]


def svg_in(html: str) -> ET.Element:
    found = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert found, "There is no picture in it."
    return ET.fromstring(found.group())


def words_in(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize(("what", "make"), SHOWN, ids=[what for what, _ in SHOWN])
def test_it_is_fit_for_a_strict_page(what: str, make) -> None:
    html = make().html
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=|<img|<iframe", html)
    assert "http" not in html.replace('xmlns="http://www.w3.org/2000/svg"', "")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert ids and len(ids) == len(set(ids))
    for target in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html):
        assert target in ids
    for row in re.findall(r"evidence/[a-z0-9-]+\.md#([^\"]+)", html):
        assert row in evidence.tables() or evidence.row(row)


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(one, marks=pytest.mark.everything) for one in NAMES)])
def test_a_chart_is_the_same_every_time(name: str) -> None:
    """Those of the chapters are drawn again by nbval, too, in a kernel of their own."""
    assert chart(name).html == CHARTS[name].__wrapped__().html  # type: ignore[attr-defined]


@pytest.mark.parametrize(("what", "make"), SHOWN, ids=[what for what, _ in SHOWN])
def test_colours_are_the_pages_own(what: str, make) -> None:
    html = make().html
    loose = re.sub(r"var\([^()]*(?:\([^()]*\))?[^()]*\)", "", html)
    assert set(re.findall(r'(?:fill|stroke|stop-color)="(#[^"]+)"', loose)) <= AS_DRAWN
    for stand_in in (*PAGE_COLOURS, *CLOTH):
        assert f'"{stand_in}"' not in html


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_comes_with_its_words_its_table_its_source_and_its_limits(name: str) -> None:
    drawn = CHARTS[name]()
    html = chart(name).html
    assert re.search(r"\b20\d\d\b", drawn.title), "The title says which year it is about."
    assert drawn.title in words_in(html) and drawn.sentence in words_in(html)
    assert svg_in(html).find("{http://www.w3.org/2000/svg}title").text == drawn.sentence
    assert "What it cannot show" in html and len(drawn.cannot) >= 2
    assert "Source:" in html
    assert set(re.findall(r"evidence/[a-z0-9-]+\.md#([^\"]+)", html)) >= set(drawn.evidence)


@pytest.mark.parametrize("name", NAMES)
def test_a_charts_words_can_be_read_on_a_phone(name: str) -> None:
    root = svg_in(chart(name).html)
    assert float(root.attrib["width"]) <= WIDTH + 10
    sizes = [
        float(text.attrib["font-size"].removesuffix("px"))
        for text in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert sizes and min(sizes) >= SMALLEST_TEXT


def test_raising_and_being_answered_shows_three_years_and_joins_nothing() -> None:
    drawn = CHARTS["raising-and-being-answered"]()
    spec = drawn.spec.to_dict()
    marks = {layer["mark"]["type"] for layer in spec["layer"]}
    assert marks == {"point", "rule", "text"}
    assert {int(row["survey_year"]) for data in spec["datasets"].values() for row in data} == {
        2022,
        2023,
        2024,
    }
    scales = [layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"]]
    assert scales == [[0, 100]] * len(scales)


def test_raising_and_being_answered_tells_what_the_data_say() -> None:
    trend = evidence_table("nss-national-trend")
    html = chart("raising-and-being-answered").html
    drawn = words_in("".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL)))
    pair = trend["question_code"].isin(["Q20a", "Q20b"])
    for row in trend[pair & (trend["survey_year"] >= 2022)].itertuples():
        star = " *" if row.status == "single" else ""
        assert f"{row.value:.1f}{star}" in drawn
        assert f'{evidence_address(row.id)}">{row.value:.1f}{star}</a>' in html


def test_the_shapes_differ_so_that_colour_is_not_needed() -> None:
    layers = CHARTS["raising-and-being-answered"]().spec.to_dict()["layer"]
    points = [layer["mark"] for layer in layers if layer["mark"]["type"] == "point"]
    assert {(mark["shape"], mark["filled"]) for mark in points} == {
        ("circle", True),
        ("diamond", True),
        ("diamond", False),
    }


def test_the_numbers_of_mid_staffordshire_are_never_drawn_and_never_without_their_dispute() -> None:
    html = table("mid-staffs-figures").html
    assert "<svg" not in html
    (disputed,) = [row for row in re.findall(r"<tr>.*?</tr>", html) if "1,200" in row]
    assert ">400</a> to " in disputed and "leaked" in disputed
    heading = html[: html.index(disputed)].rsplit('scope="rowgroup"', 1)[1]
    assert "disputed" in heading and "not from an inquiry" in heading
    assert "Disputed. It comes from a leaked draft" in words_in(disputed)


def test_every_number_of_the_table_says_how_it_was_checked() -> None:
    html = table("mid-staffs-figures").html
    rows = [row for row in re.findall(r"<tr>.*?</tr>", html) if 'scope="row"' in row]
    linked = re.findall(r"evidence/[a-z0-9-]+\.md#([^\"]+)", html)
    every = set(evidence_table("mid-staffs-figures")["id"])
    assert numbers.LEFT_OUT < every, "A row that is left out is in the data."
    assert sorted(linked) == sorted(every - numbers.LEFT_OUT)
    assert len(rows) == 5 and all(re.search(r"[Ss]een |[Rr]ead in ", row) for row in rows)


def test_a_kind_of_number_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "KINDS", numbers.KINDS[:-1])
    with pytest.raises(ValueError, match="disputed estimate"):
        numbers.show()


@pytest.mark.parametrize(
    ("show", "wrong", "hint"),
    [
        (chart, "raising-and-being-answerd", "raising-and-being-answered"),
        (table, "mid-staff-figures", "mid-staffs-figures"),
        (table, "nothing like it", "Known: mid-staffs-figures"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(show, wrong: str, hint: str) -> None:
    with pytest.raises(ChartError, match=hint):
        show(wrong)


def test_a_pandas_table_is_shown_without_pandas_html() -> None:
    frame = pd.DataFrame({"Year": [2023, 2024], "Share": [56.81, float("nan")], "Who": ["<b>", "B"]})
    html = table(frame, caption="Two years").html
    assert "dataframe" not in html and "<b>" not in html and "&lt;b&gt;" in html
    assert ">56.8<" in html and ">not found<" in html
    assert '<th scope="row" data-label="Year">2023</th>' in html


def test_a_pandas_table_needs_a_caption() -> None:
    with pytest.raises(ValueError, match="caption"):
        table(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<style>a{}</style>", "<style>"),
        ("<script>1</script>", "<script>"),
        ('<path d="M0,0" style="fill:red"/>', "style="),
        ('<path d="M0,0" onclick="go()"/>', "onclick="),
        ('<use href="https://example.org/a.svg#b"/>', "example.org"),
        ('<image href="a.png"/>', "<image>"),
    ],
)
def test_an_svg_that_may_not_stand_in_a_page_is_refused(inside: str, named: str) -> None:
    with pytest.raises(SvgError, match=re.escape(named)):
        inline(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>', key="k", label="A label")


def test_an_svgs_own_names_become_the_pages() -> None:
    drawn = inline(
        '<svg xmlns="http://www.w3.org/2000/svg"><clipPath id="clip7"><path d="M0,0"/></clipPath>'
        '<path d="M1.23456,2" clip-path="url(#clip7)" fill="#101010"/></svg>',
        key="picture-x",
        label="A & B",
    )
    assert 'id="picture-x-1"' in drawn and "url(#picture-x-1)" in drawn and "clip7" not in drawn
    assert "M1.23,2" in drawn and "var(--wb-ink" in drawn and "A &amp; B" in drawn


def test_what_all_in_a_group_share_is_said_once_and_nothing_changes_by_it() -> None:
    drawn = inline(
        '<svg xmlns="http://www.w3.org/2000/svg"><g><g fill="#505050" text-anchor="end">'
        '<text fill="#101010" opacity="1" text-anchor="start">a</text>'
        '<text fill="#101010" text-anchor="start">b</text></g></g><path d="M0,0h1" opacity="0.5"/></svg>',
        key="k",
        label="A label",
    )
    assert drawn.count("var(--wb-ink") == 1 and "var(--wb-soft" not in drawn and 'opacity="1"' not in drawn
    assert drawn.count("<g") == 1 and 'opacity="0.5"' in drawn
    assert drawn.count('text-anchor="start"') == 1 and 'text-anchor="end"' not in drawn


def write_picture(folder: Path, svg: str, words: str) -> None:
    (folder / "p.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>', encoding="utf-8")
    (folder / "p.txt").write_text(words, encoding="utf-8")


WHOLE = '<title>T</title><desc>D</desc><path d="M0,0h1"/>'


@pytest.mark.parametrize(
    ("svg", "words", "named"),
    [
        ('<title>T</title><path d="M0,0h1"/>', "Caption.\n\nWords.", "<desc>"),
        ('<desc>D</desc><path d="M0,0h1"/>', "Caption.\n\nWords.", "<title>"),
        (WHOLE, "Caption only.", "says too little"),
    ],
)
def test_a_picture_that_says_too_little_is_refused(tmp_path: Path, svg: str, words: str, named: str) -> None:
    write_picture(tmp_path, svg, words)
    with pytest.raises(PictureError, match=named):
        picture("p", folder=tmp_path)


def test_a_picture_tells_itself_in_words(tmp_path: Path) -> None:
    write_picture(tmp_path, WHOLE, "Caption.\n\nFirst it\nshows this.\n\nThen that.\n")
    html = picture("p", folder=tmp_path).html
    assert "<p>First it shows this.</p>\n<p>Then that.</p>" in html and "Caption." in html


def test_a_picture_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(PictureError, match="each-thought-another-watched"):
        picture("who-was-watchin")


OWN = {"title": "Ours (2024)", "sentence": "In words.", "source": "NHS Staff Survey 2024."}


def _gaps() -> pd.DataFrame:
    gaps = evidence_table("nss-2024-equity-gaps")
    return gaps[(gaps["measure"] == "burnt_out_often_or_always") & (gaps["grouped_by"] == "occupation")]


@pytest.mark.parametrize(
    "draw",
    [lambda: _gaps(), lambda: alt.Chart(_gaps()).mark_bar().encode(x="value:Q", y="group:N")],
    ids=["rows of evidence", "an Altair chart"],
)
def test_a_chart_of_ones_own_has_all_that_stands_beside_the_books(draw) -> None:
    html = charts.chart(draw(), **OWN, cannot=["Cause & [half](nss-2024-equity-gaps.a-row)."]).html
    assert "Ours (2024)" in html and "In words." in html and ">half</a>.</li>" in html
    assert f'<li>Cause &amp; <a href="{evidence_address("nss-2024-equity-gaps.a-row")}">' in html
    assert "NHS Staff Survey 2024." in html and 'id="chart-own-ours-2024"' in html
    for id in _gaps()["id"]:
        assert evidence_address(id) in html
    assert "<svg" in html and "<script" not in html and "style=" not in html


def test_the_table_of_a_chart_of_ones_own_has_the_columns_that_are_given() -> None:
    rows = _gaps().assign(low=1.5, high=2.5)[["id", "group", "value", "low", "high"]]
    drawn = alt.Chart(rows).mark_bar().encode(x="value:Q", y="group:N")
    assert charts.chart(drawn, rows=rows, **OWN).headers == ["group", "value", "low", "high"]
    assert charts.chart(drawn, **OWN).headers == ["group", "value"]
    named = _gaps()[["id", "group", "value"]].rename(columns={"group": "Job", "value": "Of every 100"})
    from_rows = charts.chart(_gaps(), rows=named, **OWN)
    assert from_rows.headers == ["Job", "Of every 100"]
    assert all(evidence_address(id) in from_rows.html for id in named["id"])


def test_dots_say_what_the_table_says_and_a_year_names_its_dot() -> None:
    trend = evidence_table("nss-national-trend")
    found = charts.chart(trend[trend["measure"] == "unwell_from_work_stress"], **OWN).html
    assert ">2016: 36.8</text>" in found
    gaps = _gaps().assign(value=[None, *_gaps()["value"][1:]])
    html = charts.chart(gaps, **OWN).html
    assert ": 30.0</text>" in html and ": not found</text>" in html and "nan" not in html


def test_a_chart_of_ones_own_is_in_the_colours_of_the_page_light_and_dark() -> None:
    drawn = alt.Chart(_gaps()).mark_bar().encode(x="value:Q", y="group:N")
    html = charts.chart(drawn, **OWN).html
    assert "var(--wb-accent" in html and "var(--wb-ink" in html
    assert not re.search(r'(fill|stroke)="(#|black|rgb)', html)


def test_large_numbers_in_a_table_can_be_read() -> None:
    frame = pd.DataFrame({"Year": [2024, 2025], "Answers": [156076, 4519], "Gap": [-12000, 3]})
    html = table(frame, caption="Numbers").html
    for said in ("2024", "156,076", "4,519", "-12,000", "3"):
        assert f">{said}<" in html


def test_a_chart_of_ones_own_without_its_words_is_refused_with_an_example() -> None:
    with pytest.raises(ChartError, match="has no sentence"):
        charts.chart(_gaps(), title="Ours", source="NHS Staff Survey 2024.")
    with pytest.raises(ChartError, match="has no column “value”"):
        charts.chart(_gaps().drop(columns="value"), **OWN)
    with pytest.raises(ChartError, match="Give the numbers behind your chart"):
        charts.chart(alt.Chart("numbers.csv").mark_bar(), **OWN)
    with pytest.raises(ChartError, match=r"asks for “numbers\.csv”. Charts are drawn without asking"):
        charts.chart(alt.Chart("numbers.csv").mark_bar(), rows=_gaps(), **OWN)
    with pytest.raises(ChartError, match=r"asks for “values”.*Did you mean “value”\?"):
        charts.chart(alt.Chart(_gaps()).mark_bar().encode(x="values:Q", y="group:N"), **OWN)
    with pytest.raises(ChartError, match="is a table of evidence"):
        table("nss-national-trend")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (lambda: _gaps().head(0), "no row with a value"),
        (lambda: _gaps().assign(value="many"), "holds text"),
        (
            lambda: evidence_table("nss-2024-equity-gaps"),
            '“.*” stands in .* such as frame.frame."measure". ==',
        ),
        (lambda: _gaps()["value"], "This is a Series. Make a frame of it first"),
    ],
    ids=["nothing left", "text", "many questions at once", "a column"],
)
def test_rows_that_no_dot_plot_can_show_are_refused_and_no_stack_stands_before_the_sentence(
    frame, said: str
) -> None:
    with pytest.raises(ChartError, match=said) as refused:
        charts.chart(frame(), **OWN)
    assert refused.value._render_traceback_()[0] == str(refused.value)


def test_a_table_says_what_its_groups_are() -> None:
    gaps = _gaps()
    assert (
        "Ambulance (operational) | 41.5" in table(gaps.groupby("group")["value"].mean(), caption="Jobs").text
    )
    by_two = gaps.groupby(["grouped_by", "group"]).agg({"value": ["min", "max"]})
    assert "grouped_by | group | value min | value max" in table(by_two, caption="Jobs").text
    assert table(gaps[["group"]], caption="Jobs").text.splitlines()[1] == "group"


def test_altair_draws_here_and_asks_no_other_host() -> None:
    assert alt.renderers.active == "svg"
    shown = alt.Chart(_gaps()).mark_bar().encode(x="value:Q", y="group:N")._repr_mimebundle_()
    bundle = shown[0] if isinstance(shown, tuple) else shown
    assert "http" not in str(bundle).replace("http://www.w3.org", "")
