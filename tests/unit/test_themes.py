"""The themes: two codings read and refused, agreement worked out, and each report counted as it should be."""

from __future__ import annotations

import csv
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.evidence import EvidenceError, owner, recommendations, resource, themes
from workbook.evidence.pages import themes as themes_page
from workbook.evidence.pages import themes_grid as themes_picture
from workbook.evidence.themes import AUTHOR, STAGES, Themes, kappa
from workbook.paths import DATA

Line = dict[str, str]
FIRST = "francis-2013.recommendation-1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the themes that a test may break."""
    return Path(shutil.copytree(DATA / "themes", tmp_path / "themes"))


def _change(folder: Path, name: str, change: Callable[[list[Line]], object]) -> None:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    columns = list(lines[0])
    change(lines)
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def _set(column: str, to: str, /, **where: str) -> Callable[[list[Line]], None]:
    """Change one cell: in the row that is so, or in the first."""

    def change(lines: list[Line]) -> None:
        next(line for line in lines if where.items() <= line.items())[column] = to

    return change


def _drop(**where: str) -> Callable[[list[Line]], None]:
    def change(lines: list[Line]) -> None:
        lines.remove(next(line for line in lines if where.items() <= line.items()))

    return change


def _add(**line: str) -> Callable[[list[Line]], None]:
    return lambda lines: lines.append(line)


# --- broken data is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("coder_a.csv", _set("themes", "kindness"), "there is no theme “kindness”"),
        ("coder_a.csv", _set("themes", ""), "Write “none”"),
        ("coder_a.csv", _drop(id=FIRST), "does not code “francis-2013.recommendation-1”"),
        ("coder_b.csv", lambda lines: lines.append(lines[0]), "two rows for"),
        ("coder_b.csv", _set("id", "francis-2013.recommendation-999"), "not in items.csv"),
        ("items.csv", _drop(id=FIRST), "is not coded"),
        ("items.csv", _set("id", "francis-2013.recommendation-999"), "is not coded"),
        (
            "items.csv",
            _add(id="francis-2013.recommendation-999", heading="", text="More."),
            "data/recommendations.csv has no such row",
        ),
        ("settled.csv", _drop(id=FIRST), "does not say how it was settled"),
        ("settled.csv", _add(id=FIRST, theme="teams", settled="yes", reason=""), "do not differ"),
        ("clarifications.csv", _set("themes", "kindness"), "there is no theme “kindness”"),
        ("what_became.csv", _set("value", "soon"), "the value is “soon”"),
        ("what_became.csv", _set("about", "francis-2031"), "id of a coded report"),
        ("what_became.csv", _set("rows", ""), "name the rows it rests on"),
        ("what_became.csv", _set("rows", "francis-2013.no-such-row"), "there is no evidence row"),
        ("what_became.csv", _set("date", "2016-01"), "none of its rows says 2016"),
        ("what_became.csv", _set("date", "2013", value="not found"), "“not found” has no row and no date"),
        (
            "what_became.csv",
            _drop(about="berwick-2013", stage="worked"),
            "does not say of “berwick-2013”: worked",
        ),
    ],
)
def test_broken_themes_are_refused(copy: Path, name: str, change: Callable, told: str) -> None:
    _change(copy, name, change)
    with pytest.raises(EvidenceError, match=told):
        Themes(copy)


def test_a_missing_file_and_a_missing_cell_say_what_to_do(copy: Path) -> None:
    path = copy / "settled.csv"
    path.write_text(path.read_text("utf-8") + "francis-2013.recommendation-2,teams\n", "utf-8")
    with pytest.raises(EvidenceError, match="a cell too many or too few"):
        Themes(copy)
    path.unlink()
    with pytest.raises(EvidenceError, match="Put it back"):
        Themes(copy)


# --- agreement -------------------------------------------------------------------------------------


def test_kappa_is_what_a_hand_finds() -> None:
    # 50 items: both yes 20, only the first 5, only the second 10, neither 15. They agree on 35 of 50, so 0.7.
    # By chance: yes 0.5 * 0.6 and no 0.5 * 0.4, so 0.5. Kappa is (0.7 - 0.5) / (1 - 0.5).
    assert kappa(20, 5, 10, 15) == pytest.approx(0.4)
    assert kappa(3, 0, 0, 7) == 1
    assert kappa(0, 5, 5, 0) == pytest.approx(-1)
    assert math.isnan(kappa(0, 0, 0, 7)) and math.isnan(kappa(7, 0, 0, 0))


def test_agreement_is_counted_from_the_codings(copy: Path) -> None:
    found = themes.agreement()
    of = len(themes.themes().items)
    assert list(found.index) == list(themes.themes().themes)
    assert (found[["both", "only_a", "only_b", "neither"]].sum(axis=1) == of).all()
    assert found[["only_a", "only_b"]].to_numpy().sum() == len(themes.themes().settled)
    before = found.loc["teams"]
    _change(copy, "coder_a.csv", _set("themes", "teams", id="behind-closed-doors.recommendation-bottom-up"))
    new = [("teams", "no"), ("staff-heard", "yes")]
    for code, settled in new:
        _change(
            copy,
            "settled.csv",
            _add(id="behind-closed-doors.recommendation-bottom-up", theme=code, settled=settled, reason="x"),
        )
    after = Themes(copy).agreement().loc["teams"]
    assert (after["only_a"], after["neither"]) == (before["only_a"] + 1, before["neither"] - 1)
    assert after["percent"] == pytest.approx(before["percent"] - 100 / of)
    assert after["reports_agreed"] == before["reports_agreed"] - 1
    assert after["kappa"] < before["kappa"]


# --- which report has which theme --------------------------------------------------------------------


def test_a_report_has_a_theme_or_it_has_not() -> None:
    frame = themes.frame()
    known = themes.themes()
    assert list(frame.columns) == list(known.themes) and list(frame.index) == known.reports
    assert all(kind.name == "bool" for kind in frame.dtypes)
    years = [resource(id).year or 0 for id in frame.index]
    assert years == sorted(years)
    for report in frame.index:
        asked = {code for id, codes in known.coding.items() if id.startswith(f"{report}.") for code in codes}
        assert {code for code in frame.columns if frame.loc[report, code]} == asked


def test_two_recommendations_count_no_more_than_one() -> None:
    known = themes.themes()
    ids = [id for id, item in known.items.items() if item.report == "francis-2013"]
    one, many = known.frame({ids[0]: ["teams"]}), known.frame({id: ["teams"] for id in ids})
    assert one.equals(many) and one.to_numpy().sum() == 1


def test_one_author_counts_once_and_has_what_any_of_the_reports_has() -> None:
    every, once = themes.frame(), themes.frame(one_per_author=True)
    theirs = themes.themes().same_author
    assert theirs == ["dixon-woods-2014", "caring-for-doctors-2019", "courage-of-compassion-2020"]
    assert len(once) == len(every) - len(theirs) + 1
    assert (once.loc[AUTHOR] == every.loc[theirs].any()).all()
    assert once.drop(AUTHOR).equals(every.drop(theirs))


def test_without_the_largest_it_is_left_out_and_no_other_report_changes() -> None:
    assert themes.themes().largest == "francis-2013"
    less = themes.frame(without="francis-2013")
    assert less.equals(themes.frame().drop("francis-2013"))
    with pytest.raises(EvidenceError, match="The reports are"):
        themes.frame(without="francis-2031")


def test_a_coding_of_ones_own_moves_the_frame_and_is_checked() -> None:
    known = themes.themes()
    assert known.frame({FIRST: ["teams"]}).loc["francis-2013", "teams"]
    assert not known.frame({FIRST: []}).loc["francis-2013", "teams"]
    with pytest.raises(EvidenceError, match="no theme “kindness”"):
        known.frame({FIRST: ["kindness"]})
    with pytest.raises(EvidenceError, match="no coded recommendation"):
        known.frame({"francis-2013.recommendation-999": ["teams"]})


def test_what_was_settled_is_what_counts() -> None:
    known = themes.themes()
    for one in known.settled:
        assert (one.theme in known.coding[one.id]) is one.settled


def test_every_recommendation_of_the_ledger_is_coded() -> None:
    assert {row.id for row in recommendations()} <= set(themes.themes().items)
    assert {(one.report, one.stage) for one in themes.themes().became} == {
        (report, stage) for report in themes.themes().reports for stage in STAGES
    }


# --- the page ----------------------------------------------------------------------------------------


def test_the_page_is_what_the_data_say_and_every_picture_what_the_frame_says() -> None:
    assert themes_page.PAGE.read_text("utf-8") == themes_page.render()
    known = themes.themes()
    for view in themes_picture.views(known):
        figure = themes_page.render().split(f'data-view="{view.name}"')[1].split("</figure>")[0]
        for code in known.themes:
            row = figure.split(f'<tr data-theme="{code}">')[1].split("</tr>")[0]
            cells = [cell.startswith("Yes") for cell in re.findall(r"<td[^>]*>(?:<b>)?(?:<span>)?(\w+)", row)]
            assert cells[:-1] == list(view.frame[code])
            assert row.endswith(f'<td class="wb-many">{sum(view.frame[code])} of {len(view.frame)}</td>')


def test_the_page_moves_with_the_data(copy: Path) -> None:
    _change(copy, "settled.csv", _set("settled", "yes", id="francis-2013.recommendation-237"))
    moved = themes_page.render(Themes(copy))
    assert moved != themes_page.render()
    assert "With coder A alone, one square of the picture would differ." in moved


def test_what_more_than_half_ask_for_holds_in_every_view() -> None:
    known = themes.themes()
    steady = themes_picture.steady(known)
    every = [
        {
            themes_picture.lower(known.themes[code].theme)
            for code in view.frame
            if view.frame[code].mean() > 0.5
        }
        for view in themes_picture.views(known)
    ]
    assert set(steady) == set.intersection(*every) and len(steady) < len(known.themes)
    seldom = set(themes_picture.rare(known))
    assert seldom and not any(seldom & one for one in every)


def test_the_page_says_where_a_yes_hangs_on_one_recommendation(copy: Path) -> None:
    alone = "francis-2013.recommendation-196"
    said = themes_page.render()
    assert "Of our 51 times “yes”, 23 rest on one\n  recommendation alone." in said
    assert "In Francis 2013, looking after staff: one of 41." in said
    for coder in "ab":
        _change(copy, f"coder_{coder}.csv", _set("themes", "leaders", id=alone))
    assert "In Francis 2013" not in themes_page.render(Themes(copy)).split("## Code it")[0]


def test_every_answer_on_what_became_stands_with_its_rows() -> None:
    page = themes_page.render().split("## What became of each")[1]
    for one in themes.themes().became:
        for id in one.rows:
            assert f'href="evidence/{owner(id)}.md#{id}"' in page
    assert themes_page.spoken("2014-11-27") == "27 November 2014"
    assert themes_page.spoken("2013-11") == "November 2013"
    assert themes_page.spoken("2025") == "2025"
    assert themes_page.spoken("") == "date not recorded"
