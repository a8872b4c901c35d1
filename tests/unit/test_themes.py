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
from workbook.evidence.themes import STAGES, Themes, kappa
from workbook.kit.text import dates
from workbook.paths import BOOK, DATA

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
    with pytest.raises(EvidenceError, match="has 2 cells, and there are 4 columns"):
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


def test_authors_of_more_than_one_report_are_found_in_the_data() -> None:
    assert themes.themes().shared_authors == {
        "Michael West": ["dixon-woods-2014", "caring-for-doctors-2019", "courage-of-compassion-2020"]
    }


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


def _page(known: Themes | None = None) -> str:
    return themes_page.render(known or themes.themes())


def _text(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_the_page_says_what_the_frame_says_and_of_how_many() -> None:
    known, page = themes.themes(), _page()
    assert (BOOK / "about" / "themes.md").read_text("utf-8") == page
    frame = known.frame()
    table = page.split("theme by theme\n")[1].split("</table>")[0]
    for code, theme in known.themes.items():
        part = table.split(f">{theme.theme}<")[1].split("<tbody>")[0]
        seen, *rest = [cell.split("; ") for cell in re.findall(r"<td[^>]*>([^<]*)</td>", part)]
        assert f"Seen in {len(seen)} of the {len(frame)}" in part and len(seen) == frame[code].sum()
        assert len(seen) + sum(map(len, rest)) == len(frame)


def test_what_was_not_found_is_never_said_not_to_have_been_asked_for() -> None:
    text = _text(_page()).lower()
    assert "not seen in what we read of" in text and "is a draft" in text
    for wrong in ("did not ask for", "not asked for", "does not ask"):
        for place in re.finditer(wrong, text):
            assert "never means" in text[place.start() - 80 : place.start()], wrong
    assert "<svg" not in _page() and "data-runs" not in _page()


def test_the_page_moves_with_the_data(copy: Path) -> None:
    _change(copy, "settled.csv", _set("settled", "yes", id="francis-2013.recommendation-237"))
    assert _page(Themes(copy)) != _page()


def test_the_page_says_how_often_a_theme_rests_on_one_recommendation(copy: Path) -> None:
    assert "Of the 51 times that a report has a theme here, 23 rest on" in _page()
    for coder in "ab":
        _change(copy, f"coder_{coder}.csv", _set("themes", "leaders", id="francis-2013.recommendation-196"))
    assert "Of the 50 times that a report has a theme here, 22 rest on" in _page(Themes(copy))


def test_every_answer_on_what_became_stands_with_its_rows() -> None:
    page = _page().split("## What became of each")[1]
    for one in themes.themes().became:
        for id in one.rows:
            assert f'href="evidence/{owner(id)}.md#{id}"' in page


def test_a_date_is_spoken_as_exactly_as_it_is_known() -> None:
    assert dates.spoken("2014-11-27") == "27 November 2014"
    assert dates.spoken("2013-11") == "November 2013" and dates.spoken("2025") == "2025"
