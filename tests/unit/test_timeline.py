"""The timeline holds only what its rows of evidence hold."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from workbook.evidence import EvidenceError, ledger, timeline

HEAD = "date,thread,kind,what,row\n"
GOOD = "2013-02-06,Reports,report,The Francis report,francis-2013.published\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "timeline.csv"


def test_every_event_is_in_the_picture_and_in_the_table() -> None:
    found = timeline.events(ledger())
    page = timeline.render(ledger())
    assert len(found) > 20
    for number, event in enumerate(found, start=1):
        assert f">{number}</text>" in page and f">{number}</th>" in page
        assert f">{escape(event.what)}</a>" in page
        assert event.when in page and f".md#{event.row}" in page


def test_numbers_of_a_thread_do_not_lie_on_each_other_and_can_be_read_on_a_phone() -> None:
    picture = timeline.picture(timeline.events(ledger()))
    texts = re.findall(r"<text ([^>]*)>(\d{1,2})</text>", picture)
    assert len(texts) == len(timeline.events(ledger()))
    spots = [tuple(float(re.search(rf'\b{at}="([\d.]+)"', one)[1]) for at in ("x", "y")) for one, _ in texts]
    for place, (x, y) in enumerate(spots):
        assert all(y != other or abs(x - left) >= 14 for left, other in spots[:place]), texts[place]
    assert 13 * 288 / timeline._WIDTH >= 11, "letters at 320 px"


def test_a_date_is_as_exact_as_it_is_known() -> None:
    words = [timeline.Event(date, "", "", "", "") for date in ("2014-11-27", "2014-07", "2024")]
    assert [one.when for one in words] == ["27 November 2014", "July 2014", "2024"]
    assert [round(end - start, 3) for start, end in (one.span for one in words)] == [0, 0.083, 1]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (GOOD.replace("2013-02-06", ""), "date is empty"),
        (GOOD.replace("2013-02-06", "2013-02-31"), "is no date"),
        (GOOD.replace(",report,", ",speech,"), "is no kind"),
        (GOOD.replace(".published", ".nowhere"), "there is no row"),
        (GOOD.replace("2013-02-06", "2014-02-06"), "does not hold the year 2014"),
        (
            "2020-01-15,Reports,report,Francis looks back,francis-2013.francis-in-2020\n",
            "one source alone",
        ),
    ],
)
def test_a_broken_line_is_refused(file: Path, line: str, complaint: str) -> None:
    file.write_text(HEAD + GOOD, "utf-8")
    assert len(timeline.events(ledger(), file)) == 1
    file.write_text(HEAD + line, "utf-8")
    with pytest.raises(EvidenceError, match=complaint):
        timeline.events(ledger(), file)
