"""The references: one source, two forms; links become citations; what drifts is refused."""

from __future__ import annotations

import json
from pathlib import Path

from pybtex.database import parse_string

from workbook.evidence import pages as evidence_pages
from workbook.evidence import references, resource, resources
from workbook.site import citations, source

LINK = "the [Francis report](../book/references.md#francis-2013)."


def test_every_work_is_in_both_forms() -> None:
    ids = [one.id for one in resources()]
    known = parse_string(references.bibtex(resources()), "bibtex").entries
    assert list(known) == ids
    page = references.page(resources())
    assert all(page.count(f'<a id="{id}"></a>') == 1 for id in ids)


def test_names_stay_whole_and_marks_of_tex_do_no_harm() -> None:
    names = {"authors": "The A & B Group (chair: C); Ann Lee", "publisher": "50% #1_x"}
    odd = resource("dixon-woods-2014").model_copy(update=names)
    (entry,) = parse_string(references.bibtex([odd]), "bibtex").entries.values()
    assert [str(one) for one in entry.persons["author"]] == [r"{The A \& B Group}", "{Ann Lee}"]
    assert entry.fields["howpublished"] == r"50\% \#1\_x"
    assert "doi" in entry.fields and "url" not in entry.fields


def test_references_that_drifted_are_refused(tmp_path: Path) -> None:
    evidence_pages.write(tmp_path)
    file = tmp_path / "references.bib"
    file.write_text(file.read_text(encoding="utf-8").replace("2013", "2012"), encoding="utf-8")
    (told,) = evidence_pages.problems(tmp_path)
    assert "references.bib does not match data/" in told


def test_a_link_becomes_a_citation_and_other_links_stay() -> None:
    assert citations.cited(LINK) == "the Francis report {cite:p}`francis-2013`."
    other = "[Evidence](../book/about/evidence/francis-2013.md#francis-2013) and [all](../book/references.md)"
    assert citations.cited(other) == other


def test_only_the_words_of_a_notebook_change() -> None:
    cells = [{"cell_type": kind, "source": [LINK]} for kind in ("markdown", "code")]
    text = [json.dumps({"cells": cells})]
    source.change_markdown(text, citations.cited)
    prose, code = json.loads(text[0])["cells"]
    assert "{cite:p}" in prose["source"] and code["source"] == [LINK]


def test_the_sites_list_stands_in_place_of_the_plain_one() -> None:
    listed = citations.listed(references.page(resources()))
    assert listed.startswith("# References") and listed.endswith("```{bibliography}\n:all:\n```\n")
    assert references.LIST not in listed


def test_the_sites_list_is_one_that_screen_readers_know() -> None:
    context = {"body": '<div role="list"><div class="citation" role="doc-biblioentry">A work.</div></div>'}
    citations.as_list(None, "", "", context, None)  # type: ignore[arg-type]
    assert context["body"].count('role="listitem"') == 1 and "doc-biblioentry" not in context["body"]
