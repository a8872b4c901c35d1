"""The way back: every row that a step links to says so on its page, and leads to a step that exists."""

from __future__ import annotations

import re
from types import SimpleNamespace

from workbook.chapters.uses import uses
from workbook.evidence import rows
from workbook.evidence.pages import pages
from workbook.paths import NOTEBOOKS, ROOT
from workbook.site.uses import add_to_page


def test_uses_are_read_from_the_notebooks() -> None:
    known = uses()
    assert set(known) <= set(rows())
    text = (NOTEBOOKS / "02-mid-staffordshire.ipynb").read_text(encoding="utf-8")
    (first, *_) = re.findall(r"evidence/francis-2013\.md#(francis-2013\.[a-z0-9-]+)", text)
    steps = [use for use in known[first] if use.file == "02-mid-staffordshire.ipynb"]
    assert steps and all(use.step > 0 and use.chapter == "Mid Staffordshire" for use in steps)


def test_a_page_of_evidence_leads_back_to_the_steps() -> None:
    watched: list[str] = []
    app = SimpleNamespace(srcdir=str(ROOT), env=SimpleNamespace(note_dependency=watched.append))
    for name in ("francis-2013", "nss-national-trend"):
        before = pages()[f"about/evidence/{name}.md"]
        source = [before]
        add_to_page(app, f"book/about/evidence/{name}", source)  # type: ignore[arg-type]
        theirs = {id: steps for id, steps in uses().items() if id.startswith(f"{name}.")}
        for id, steps in theirs.items():
            (line,) = [line for line in source[0].splitlines() if f"#{id})" in line and "notebooks/" in line]
            assert all(use.target in line for use in steps), id
    assert any(path.endswith("02-mid-staffordshire.ipynb") for path in watched)
    untouched = ["Row [x](x.md#x.y)"]
    add_to_page(app, "book/welcome", untouched)  # type: ignore[arg-type]
    assert untouched == ["Row [x](x.md#x.y)"]
