"""The log of what axe found: a page is in it only if nothing was found in any way, and a release has a fresh one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from accessibility_log import LOG, Log

from workbook.paths import ROOT

MOST = timedelta(days=30)
"""How much older than a version the log that goes with it may be."""


def said(violations: tuple[str, ...] = ()) -> dict:
    parts = {
        "passes": ("label",),
        "incomplete": ("color-contrast",),
        "inapplicable": (),
        "violations": violations,
    }
    return {
        "testEngine": {"version": "4"},
        **{name: [{"id": id} for id in ids] for name, ids in parts.items()},
    }


def log(*ways: tuple[str, int, str], violations: tuple[str, ...] = ()) -> Log:
    made = Log("156.0.1")
    for name, width, colours in ways:
        made.note(name, "A | B · The Whys and the Hows", width, colours, said(violations))
    return made


def stale(text: str, pages: set[str], changes: str) -> Iterator[str]:
    """What a release may not go out with: each dated version of CHANGELOG.md needs a log of its pages."""
    released = re.search(r"^## \S+, (\d+ \w+ \d{4})$", changes, re.MULTILINE)
    if not released:
        return
    day = re.search(r"^On (\d+ \w+ \d{4}), axe", text, re.MULTILINE)
    assert day, "the log has no date"
    if _day(released[1]) - _day(day[1]) > MOST:
        yield f"The log is of {day[1]}, and the version of {released[1]}. Run: make test-all"
    yield from (
        f"The log lacks {page}. Run: make test-all" for page in sorted(pages) if f"{page}." not in text
    )


def _day(words: str) -> datetime:
    return datetime.strptime(words, "%d %B %Y")


def test_a_page_says_what_was_done_to_it() -> None:
    ways = [(width, colours) for width in (375, 320) for colours in ("light", "dark")]
    page = log(
        *(("book/my-notes.html", *way) for way in ways), *(("search.html", *way) for way in ways)
    ).page("1 May 2027")
    assert "On 1 May 2027, axe 4 looked at the 2 pages" in page and "in 4\nways" in page
    assert "| [A \\| B](../my-notes.md) | 2 | No problem found | color-contrast |" in page
    assert "| A \\| B (`search.html`) |" in page


def test_no_page_is_written_of_what_was_found_or_not_looked_at() -> None:
    with pytest.raises(ValueError, match=r"search.html was not looked at in every way"):
        log(("a.html", 320, "dark"), ("a.html", 375, "dark"), ("search.html", 320, "dark")).page("1 May 2027")
    with pytest.raises(ValueError, match=r"found on a.html: label"):
        log(("a.html", 320, "dark"), violations=("label",)).page("1 May 2027")


def test_a_release_has_a_fresh_log_of_its_pages() -> None:
    contents = set(re.findall(r"(?:file|root): \S+/(\S+)", (ROOT / "_toc.yml").read_text("utf-8")))
    assert len(contents) > 30
    assert list(stale(LOG.read_text("utf-8"), contents, (ROOT / "CHANGELOG.md").read_text("utf-8"))) == []


def test_an_old_log_and_one_that_lacks_a_page_are_refused() -> None:
    text = "On 1 May 2027, axe 4 looked.\n| [A](../my-notes.md) |"
    assert list(stale(text, {"my-notes"}, "## Next\n")) == []
    assert list(stale(text, {"my-notes"}, "## 1.0, 30 May 2027\n")) == []
    wrong = list(stale(text, {"my-notes", "take-out"}, "## 1.0, 1 July 2027\n"))
    assert len(wrong) == 2 and "version of 1 July 2027" in wrong[0] and "lacks take-out" in wrong[1]
