"""The pages of evidence: they match the data, every row has its place, and what drifts is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from workbook.evidence import Fact, Ledger, TableRow, owner, resources, rows, table_info, tables
from workbook.evidence import pages as evidence_pages
from workbook.evidence.pages import index, readme
from workbook.paths import DATA, ROOT
from workbook.site import evidence_index


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pages of evidence. The page on themes is made with them, and has tests of its own."""
    return {path: page for path, page in evidence_pages.pages().items() if "evidence" in path}


def _page(id: str) -> str:
    return f"about/evidence/{owner(id)}.md"


def test_the_pages_match_the_data() -> None:
    assert evidence_pages.problems() == []


def test_each_tables_page_says_once_how_to_open_it_in_jupyterlab(made: dict[str, str]) -> None:
    for name in tables():
        page = made[f"about/evidence/{name}.md"]
        assert page.count("work-with-the-data.ipynb") == 1 and f'evidence_table("{name}")' in page


def test_pages_that_drifted_are_refused(tmp_path: Path, made: dict[str, str]) -> None:
    assert "evidence.md is missing" in evidence_pages.problems(tmp_path)[0]
    assert sorted(evidence_pages.write(tmp_path)) == sorted(evidence_pages.pages())
    assert evidence_pages.write(tmp_path) == [] and evidence_pages.problems(tmp_path) == []
    francis = tmp_path / _page("francis-2013")
    francis.write_text(made[_page("francis-2013")].replace("290 recommendations", "296 recommendations"))
    (told,) = evidence_pages.problems(tmp_path)
    assert "francis-2013.md does not match data/" in told and "python -m workbook evidence" in told
    assert evidence_pages.write(tmp_path) == [_page("francis-2013")]


def test_a_page_with_nothing_behind_it_is_refused_and_taken_away(tmp_path: Path) -> None:
    evidence_pages.write(tmp_path)
    old = tmp_path / "about" / "evidence" / "an-old-report.md"
    old.write_text("# Gone\n", encoding="utf-8")
    (told,) = evidence_pages.problems(tmp_path)
    assert "an-old-report.md has nothing in data/" in told
    assert evidence_pages.write(tmp_path) == ["about/evidence/an-old-report.md"] and not old.exists()


def test_a_change_in_the_data_is_noticed(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    text = (data / "facts.csv").read_text(encoding="utf-8")
    (data / "facts.csv").write_text(text.replace("It makes 290", "It made 290"), encoding="utf-8")
    assert any("does not match" in one for one in evidence_pages.problems(ledger=Ledger(data)))


def test_every_row_has_its_anchor_once_on_its_own_page(made: dict[str, str]) -> None:
    everywhere = "".join(made.values())
    for id in [*rows(), *(one.id for one in resources()), *tables()]:
        assert everywhere.count(f'<a id="{id}"></a>') == 1, id
        assert f'<a id="{id}"></a>' in made[_page(id)], id


def test_every_row_has_a_link_to_itself(made: dict[str, str]) -> None:
    for id in rows():
        assert f"]({owner(id)}.md#{id})" in made[_page(id)], id


def test_each_row_is_shown_with_its_place_check_and_link(made: dict[str, str]) -> None:
    for one in rows().values():
        page = made[_page(one.id)]
        assert f"]({one.link})" in page, one.id
        if isinstance(one, Fact):
            after = page.split(f'<a id="{one.id}"></a>')[1].split("<a id=")[0]
            assert one.claim in after and one.checked in after.lower(), one.id
            unknown = "Worked out from" if one.seen == "worked" else "Place in the source not recorded"
            assert (f"Place: {one.locator}" if one.locator and one.seen != "worked" else unknown) in after
            assert ("**Weak:**" in after) == bool(one.weak), one.id
    for one in resources():
        page = made[_page(one.id)]
        assert all(question in page for question in one.to_check) and one.what_was_read in page
        assert one.to_check and one.about_recommendations in page


def test_only_plain_markdown_and_anchors(made: dict[str, str]) -> None:
    for path, page in made.items():
        left = page.replace(index.SEARCH, "")
        assert left.count("<") == left.count('<a id="') + left.count("</a>"), path
        assert "{" not in page, "only CommonMark: no roles and no directives"


def test_every_link_to_another_file_arrives(made: dict[str, str]) -> None:
    for path, page in made.items():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page):
            assert ((ROOT / "book" / path).parent / target).exists(), (path, target)


def test_a_table_says_its_licence_its_file_and_how_to_cite_it(made: dict[str, str]) -> None:
    for name in tables():
        info, page = table_info(name), made[_page(name)]
        assert info.licence.rstrip(".") in page and info.licence.rstrip(".") in made["about/evidence.md"]
        assert f"[{info.file}](../../../data/tables/{info.file})" in page and "**To cite it:**" in page
        for caveat in info.caveats:
            assert f"- {caveat}" in page
        for column in info.columns:
            assert f"| `{column.name}` |" in page


def test_counts_shares_and_intervals_are_shown_as_what_they_are(made: dict[str, str]) -> None:
    assert "| [more than 7,000](" in made[_page("ftsu-cases-by-year")]
    feedback = made[_page("ftsu-cases-by-year")]
    assert "| [79.8% (95% interval 78.9 to 80.7)](" in feedback and ", 8,441 answers |" in feedback
    assert "| [3.13 (95% interval 2.93 to 3.34)](" in made[_page("covid-mortality-ethnicity")]


def test_trusts_are_in_order_of_their_names_and_show_no_scores(made: dict[str, str]) -> None:
    listed = made[_page("nss-2024-trust-scores")].split("### The trusts")[1].split("## The columns")[0]
    trusts = [line for line in listed.splitlines() if line.startswith("- ")]
    names = [re.search(r"\[([^\]]+)\]", line)[1] for line in trusts]  # type: ignore[index]
    assert len(names) == 210 and names == sorted(names)
    assert not any(re.search(r"\d\.\d", line) for line in trusts)


def test_no_page_is_enormous(made: dict[str, str]) -> None:
    assert max(len(page) for page in made.values()) < 100_000


# --- the search ----------------------------------------------------------------------------------


def test_the_search_knows_every_row_or_the_table_it_is_in() -> None:
    from workbook.evidence import ledger

    found = {id: (kind, seen, words) for id, kind, seen, words in index.entries(ledger())}
    for one in rows().values():
        if isinstance(one, TableRow) and table_info(one.table).same:
            words = found[one.table][2]
            assert (one.values.get("group") or one.values["name"]) in words
        else:
            assert found[one.id][1] == one.seen
    assert {kind for kind, _, _ in found.values()} == {
        *("fact", "recommendation", "quotation", "number", "table"),
    }
    assert {owner(id) for id in found} == {id for id, _ in index.names(ledger())}
    offered = {key: words.lower() for key, words in index.seen(ledger())}
    assert set(offered) == {seen for _, seen, _ in found.values() if seen}
    assert all(offered[one.seen] == one.checked.lower() for one in rows().values())


def test_the_search_index_is_a_small_classic_script() -> None:
    from workbook.evidence import ledger

    choices = evidence_index.choices_script(ledger())
    assert choices.startswith("window.whysAndHowsEvidence={") and choices.endswith("};\n")
    assert len(choices.encode()) < 10_000
    rows = evidence_index.rows_script(ledger())
    assert rows.startswith("window.whysAndHowsEvidenceRows=[") and rows.endswith("];\n")
    assert len(rows.encode()) < 300_000


def test_the_readme_lists_every_resource_with_its_chapter_and_rows() -> None:
    text, notebooks, known = (ROOT / "README.md").read_text(encoding="utf-8"), ROOT / "notebooks", Ledger()
    table = text.partition(readme.BEGIN)[2].partition(readme.END)[0]
    for resource in resources():
        assert f"[{resource.name}]({resource.url})" in table
    assert readme.filled(text.replace(" primary", " unseen", 1), known, notebooks) == text
    assert readme.filled("no place for it", known, notebooks) == "no place for it"
