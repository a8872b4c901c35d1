"""The page “How light, how fast” says what the last run measured, and what it did not."""

from __future__ import annotations

import json
import sys

import pytest

from workbook.paths import ROOT

sys.path.append(str(ROOT / "bench"))

import page as report

GIVEN = json.loads(report.RESULTS.read_text("utf-8"))


def test_the_page_is_what_the_results_give() -> None:
    text = report.page(report.Results(GIVEN))
    assert report.PAGE.read_text("utf-8") == text, "run: python bench/page.py"
    assert "\n\n" not in text[text.index("<figure") : text.index("</figure>")], (
        "Markdown would end the figure there"
    )
    assert '<th scope="col">way to read</th><th scope="col">kB</th>' in text
    assert '<th scope="col">label</th>' not in text


def test_another_number_is_another_page() -> None:
    changed = json.loads(json.dumps(GIVEN))
    for row in changed["rows"]:
        if (row["what"], row["measure"]) == (report.OURS, report.KB):
            row["value"] = 4321.0
    assert "4,321" in report.page(report.Results(changed))


def test_what_was_not_run_is_said() -> None:
    late = {
        "what": report.OURS,
        "chapters": 200,
        "measure": report.NBVAL,
        "value": None,
        "note": "not run, the time was over",
    }
    text = report.page(report.Results(GIVEN | {"rows": [*GIVEN["rows"], late]}))
    assert "This book, 200 chapters, nbval, processor s (not run, the time was over)" in text


def test_every_way_to_read_was_measured() -> None:
    results = report.Results(GIVEN)
    count = results.counts(report.LAB, report.KB)[0]
    for what in (report.OURS, report.STOCK, report.IN_VOILA, report.LAB):
        assert results.value(what, count, report.REQUESTS), what
    with pytest.raises(IndexError):
        report.page(report.Results(GIVEN | {"rows": []}))
