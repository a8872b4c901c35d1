"""Series of sessions: what is refused, what each session has time for, and what the page shows of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import yaml

from workbook.paths import NOTEBOOKS, ROOT
from workbook.sessions import across, model, plan, series, timing

SESSIONS = {session.id: session for session in model.every()}
LISTED = series.read()


def test_the_series_of_this_book_can_be_led() -> None:
    assert list(across.series_can_be_led(ROOT)) == []


@pytest.mark.parametrize(
    ("chapters", "told"),
    [
        (["mid-staffordshire", "a-promise-to-lern", "patterns"], 'there is no such session'),
        (["mid-staffordshire", "patterns", "patterns"], "has a chapter twice"),
        (["racism-and-health", "patterns", "mid-staffordshire"], 'begins with "racism-and-health"'),
    ],
)  # fmt: skip
def test_a_series_that_cannot_be_led_is_refused(chapters: list[str], told: str) -> None:
    steps = tuple(series.Step(chapter, "It comes now.") for chapter in chapters)
    assert told in " ".join(series.problems([series.Series("one", "One", "A team.", steps)], SESSIONS))


def test_a_series_of_two_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((NOTEBOOKS / series.FILE).read_text(encoding="utf-8"))
    del data["series"][0]["sessions"][2:]
    (tmp_path / series.FILE).write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(model.SessionError, match="series"):
        series.read(tmp_path)
    assert series.read(tmp_path / "none") == []


@pytest.mark.parametrize("reply", [False, True])
def test_every_session_of_a_series_ends_on_time_and_can_be_led(reply: bool) -> None:
    for step in {step.chapter: step for one in LISTED for step in one.steps}.values():
        session = SESSIONS[step.chapter]
        planned = series.plan(session, reply=reply)
        assert list(plan.problems(planned, session)) == []
        times = planned.times(session)
        assert -timing.behind(times, 0, series.MINUTES * 60) >= series.IN_HAND, session.id
        assert timing.longest_talk(times) >= 0.15 * timing.total(times), session.id
        assert ("reply-talk" in [timed.beat.id for timed in times]) is reply
        assert "hello" in [timed.beat.id for timed in times]


def test_each_session_of_the_page_opens_the_planner_with_its_plan() -> None:
    text = "\n".join(series.lines(LISTED, SESSIONS))
    addresses = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"', text)]
    assert len(addresses) == sum(len(one.steps) for one in LISTED)
    for address in addresses:
        page, _, fields = address.partition("#")
        assert page == series.PLANNER and parse_qs(fields)["chapter"][0] in SESSIONS
    firsts = [addresses[sum(len(one.steps) for one in LISTED[:place])] for place in range(len(LISTED))]
    assert all(("reply=yes" in address) is (address not in firsts) for address in addresses)
    assert json.dumps(text).count("Two people lead it") == 1
