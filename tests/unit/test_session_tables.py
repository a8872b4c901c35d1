"""The plans of 20, 60 and 90 minutes as one plain table: they begin, go on and end when they say."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from workbook.paths import NOTEBOOKS
from workbook.sessions import steps as sessions
from workbook.sessions import tables as session_tables


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("[0-9]*-*.ipynb")), ids=lambda path: path.stem)
def test_each_plan_runs_without_a_gap_to_its_end(path: Path) -> None:
    session = sessions.read(path)
    table = BeautifulSoup(session_tables.plans(session, f"../{path.name}"), "html.parser")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]
    assert [row[0] for row in rows] == [step.title for step in session.steps] + ["The end"]
    for column, length in enumerate(sessions.LENGTHS, start=1):
        cells = [row[column] for row in rows if row[column] != session_tables.LEFT_OUT]
        times = [datetime.strptime(cell[:5], "%H:%M") for cell in cells]
        minutes = [int(re.findall(r"(\d+)\smin", cell)[0]) for cell in cells[:-1]]
        gaps = [(after - at).seconds // 60 for at, after in pairwise(times)]
        assert times[0].time() == session_tables.START.time()
        assert gaps == minutes and sum(minutes) == length


def test_a_step_leads_to_its_place_in_the_chapter_and_nothing_else_is_a_link() -> None:
    session = sessions.read(NOTEBOOKS / "02-mid-staffordshire.ipynb")
    table = BeautifulSoup(
        session_tables.plans(session, "../notebooks/02-mid-staffordshire.ipynb"), "html.parser"
    )
    assert [link["href"] for link in table.find_all("a")] == [
        f"../notebooks/02-mid-staffordshire.ipynb#{step.id}" for step in session.steps if step.part
    ]
    assert table.find("a")["href"].startswith("../") and 'href="#' in session_tables.plans(session)
