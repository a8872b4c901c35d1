"""The evidence: a valid data package, typed rows, a page that matches, and rows that are refused."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from workbook.evidence import (
    SEEN,
    STATUSES,
    EvidenceError,
    Ledger,
    Recommendation,
    TableRow,
    evidence_table,
    fact,
    facts,
    host,
    ledger,
    quotations,
    recommendations,
    resource,
    resources,
    row,
    rows,
    table_info,
    table_rows,
    tables,
)
from workbook.paths import DATA

Line = dict[str, str]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the evidence that a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def _change(folder: Path, name: str, change: Callable[[list[Line]], None]) -> None:
    path = folder / name
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    columns = list(lines[0])
    change(lines)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def _set(column: str, value: str, which: int = 0) -> Callable[[list[Line]], None]:
    def change(lines: list[Line]) -> None:
        lines[which][column] = value

    return change


# --- the package ---------------------------------------------------------------------------------


def test_the_data_package_is_valid() -> None:
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("facts.csv", _set("status", "recalled")),
        ("facts.csv", _set("link", "")),
        ("facts.csv", _set("scope", "data")),
        ("sites.csv", _set("kind", "copy")),
        ("facts.csv", _set("resource", "francis-2031")),
        ("facts.csv", lambda lines: lines.append(dict(lines[0]))),
        ("tables/nss_national_trend.csv", _set("value", "715.3")),
        ("tables/nss_2024_equity_gaps.csv", _set("group", "")),
        ("tables/nss_2024_trust_scores.csv", _set("pp1", "72.2")),
        ("recommendations.csv", _set("number", "about 12")),
    ],
)
def test_the_data_package_refuses_a_broken_row(copy: Path, name: str, change: Callable) -> None:
    _change(copy, name, change)
    # Frictionless trusts only paths below the working folder, hence basepath.
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    part = next(part["name"] for part in package["resources"] if part["path"] == name)
    assert not frictionless.Package(package, basepath=str(copy)).validate(name=part).valid


def test_every_part_of_the_package_says_what_it_is() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for part in package["resources"]:
        for name in ("title", "description", "sources", "licence", "checked"):
            assert part[name], f"{part['name']} does not say its {name}"
        assert "caveats" in part
        for column in part["schema"]["fields"]:
            assert column["description"], f"{part['name']}: the column {column['name']} is not explained"
    described = {part["path"] for part in package["resources"]}
    assert described == {str(one.relative_to(DATA).as_posix()) for one in DATA.rglob("*.csv")}
    assert "NOT CONFIRMED" in table_info("nss-national-trend").licence


def test_files_are_easy_to_compare() -> None:
    for path in [*DATA.rglob("*.csv"), *DATA.rglob("*.json"), *DATA.rglob("*.yaml")]:
        raw = path.read_bytes()
        assert b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef"), path


# --- the rows ------------------------------------------------------------------------------------


def test_all_eleven_resources_are_there() -> None:
    assert len(resources()) == 11
    one = resource("francis-2013")
    assert (one.year, one.kind, one.published) == (2013, "report", "2013-02-06")
    assert one.what_was_read and one.to_check
    assert all(other.url.startswith("http") and other.what_was_read for other in resources())


def test_rows_are_typed_and_found_by_id() -> None:
    known = rows()
    assert known["francis-2013.290-recommendations"] is fact("francis-2013.290-recommendations")
    assert isinstance(row("francis-2013.recommendation-173"), Recommendation)
    assert isinstance(row("nss-national-trend.secure-raising-unsafe-practice-2024"), TableRow)
    assert facts("francis-2013") and all(one.resource == "francis-2013" for one in facts("francis-2013"))
    assert len(facts()) > len(facts("francis-2013"))
    assert {one.resource for one in recommendations("francis-2013")} == {"francis-2013"}
    assert quotations("francis-2013")


def test_every_row_has_a_source_and_says_how_it_was_checked() -> None:
    mirrors = {site.host for site in ledger().sites.values() if site.kind == "mirror"}
    for one in rows().values():
        assert one.status in STATUSES and one.checked == SEEN[one.seen]
        assert one.link.startswith("http") and host(one.link) not in mirrors
        assert one.text.strip()


def test_a_number_that_was_not_seen_is_not_given() -> None:
    without = [one for one in recommendations() if one.number is None]
    assert sum(one.resource == "francis-2013" for one in without) == 7
    for one in without:
        assert not any(letter.isdigit() for letter in one.id.partition(".")[2])
        assert not any(letter.isdigit() for letter in one.text)


def test_all_ten_of_berwick_are_there() -> None:
    assert [one.number for one in recommendations("berwick-2013")] == list(range(1, 11))


def test_where_only_a_heading_was_seen_no_text_is_given() -> None:
    only = [one for one in recommendations() if one.claim == "Only the heading was seen."]
    assert [f"{one.resource} {one.number}" for one in only] == [
        *(f"caring-for-doctors-2019 {number}" for number in (7, 8)),
        *(f"courage-of-compassion-2020 {number}" for number in (1, 2, 4, 6, 7, 8)),
        "messenger-2022 6",
    ]
    assert all(one.theme for one in only)


def test_a_fact_without_a_place_says_so() -> None:
    assert fact("francis-2013.cost").locator == ""
    assert fact("francis-2013.board-responsible").locator.startswith("Letter to the Secretary of State")


def test_tables_have_typed_columns_and_their_caveats() -> None:
    trend = evidence_table("nss_national_trend")
    assert trend["value"].dtype == "float64" and trend["survey_year"].dtype == "int64"
    assert trend["rounded_in_source"].dtype == bool
    assert {"Q20a", "Q20b"} <= set(trend["question_code"])
    numbers = evidence_table("mid-staffs-figures")
    assert numbers["value"].dtype == "int64" and len(numbers) == 14
    disputed = numbers[numbers["kind"] == "disputed estimate"]
    assert len(disputed) == 2 and disputed["note"].str.startswith("DISPUTED").all()
    assert table_info("mid-staffs-figures").caveats and table_info("mid-staffs-figures").link
    assert [one.id for one in table_rows("mid-staffs-figures")] == list(numbers["id"])
    assert {"mid-staffs-figures", "nss-national-trend"} <= set(tables())


def test_without_a_name_every_table_is_told() -> None:
    every = evidence_table()
    assert list(every.columns) == ["name", "title", "rows", "columns"]
    assert list(every["name"]) == tables()
    assert every.set_index("name").loc["mid-staffs-figures", "rows"] == 14


def test_a_row_that_repeats_a_fact_says_what_the_fact_says() -> None:
    from workbook.checks import figures, quantities

    numbers = evidence_table("mid-staffs-figures")
    for one in numbers[numbers["fact"] != ""].itertuples():
        known = fact(str(one.fact))
        value = quantities.Quantity(str(one.value), "number", float(one.value))
        assert figures.holds(known.text, value), one.id
        assert known.status == one.status, one.id


def test_what_is_the_same_in_every_row_is_written_once() -> None:
    gaps = evidence_table("nss-2024-equity-gaps")
    assert (gaps["survey_year"] == 2024).all() and (gaps["status"] == "primary").all()
    one = row("nss-2024-equity-gaps.gypsy-or-irish-traveller-discrimination-from-staff")
    assert one.text.endswith("on any ground, White: Gypsy or Irish Traveller: 21.82% (496 answers)")
    assert one.link == gaps["link"].iloc[0]


def test_a_row_of_many_scores_names_each_of_them() -> None:
    info = table_info("nss-2024-trust-scores")
    (trust,) = (one for one in table_rows(info.name) if one.id == "nss-2024-trust-scores.r0a")
    assert len(info.scores) == 19 and isinstance(trust, TableRow) and trust.value == ""
    for one in info.scores:
        assert f"{one.title} {trust.values[one.name]}" in trust.text


def test_a_range_and_an_interval_are_said_with_the_value() -> None:
    known = rows()
    black_men = known["covid-mortality-ethnicity.hazard-black-men-age-2020-05"]
    assert black_men.text.endswith("3.13 (95% interval 2.93 to 3.34)")
    assert known["covid-mortality-ethnicity.case-risk-indian-people-deprivation-phe"].text.endswith(
        "1.1 to 1.5"
    )


def test_an_unknown_id_is_refused_with_what_was_meant() -> None:
    with pytest.raises(EvidenceError, match=r"Did you mean “francis-2013\.290-recommendations”"):
        row("francis-2013.290-recomendations")
    with pytest.raises(EvidenceError, match="Did you mean “francis-2013”"):
        resource("francis-2014")
    with pytest.raises(EvidenceError, match="The tables are"):
        evidence_table("something-else")
    with pytest.raises(EvidenceError, match="not a fact"):
        fact("francis-2013.recommendation-173")


def _without_source(lines: list[Line]) -> None:
    lines[0]["link"] = ""


def _seen(status: str, hosts: str) -> Callable[[list[Line]], None]:
    def change(lines: list[Line]) -> None:
        lines[0] |= {"status": status, "seen_at": hosts}

    return change


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("facts.csv", _without_source, "has no source"),
        ("facts.csv", _set("link", "see the report"), "has no source"),
        ("facts.csv", _set("link", "https://vdocuments.us/mid-staffs-vol-1.html"), "publisher's own page"),
        ("facts.csv", _set("seen_at", ""), "does not say where it was seen"),
        ("facts.csv", _seen("secondary", "hsj.co.uk"), "its status is single, not secondary"),
        ("facts.csv", _seen("primary", "gmc-uk.org"), "links to .*Link to where it was seen"),
        ("facts.csv", _set("scope", "hearsay"), "the column scope holds “hearsay”"),
        ("recommendations.csv", _set("number", "about 12"), "the column number holds “about 12”"),
        ("sites.csv", _set("kind", "copy"), "the column kind holds “copy”"),
        ("facts.csv", _set("status", "recalled"), "the status is “recalled”"),
        ("facts.csv", _set("status", "unverified", 3), "Only primary, secondary and single"),
        ("facts.csv", lambda lines: lines.append(dict(lines[0])), "is there twice"),
        (
            "facts.csv",
            _set("id", "berwick-2013.published"),
            "must begin with “west-compassionate-leadership.”",
        ),
        ("facts.csv", _set("id", "francis-2013.Published_On"), "in small letters"),
        ("facts.csv", _set("claim", " "), "says nothing"),
        ("recommendations.csv", _set("status", ""), "the status is “”"),
        ("recommendations.csv", lambda lines: lines.append(dict(lines[0])), "is there twice"),
        ("quotations.csv", _set("link", ""), "has no source"),
        ("tables/nss_national_trend.csv", _set("status", "recalled"), "the status is “recalled”"),
        ("tables/mid_staffs_figures.csv", _set("link", ""), "has no source"),
        ("table_facts.csv", _set("status", "recalled"), "the status is “recalled”"),
        ("resources.csv", lambda lines: lines.append(dict(lines[0])), "in resources.csv twice"),
        ("resources.csv", _set("url", ""), "has no address"),
    ],
)
def test_a_broken_row_is_refused(copy: Path, name: str, change: Callable, told: str) -> None:
    Ledger(copy)
    _change(copy, name, change)
    with pytest.raises(EvidenceError, match=told):
        Ledger(copy)


def test_a_column_that_the_package_does_not_describe_is_refused(copy: Path) -> None:
    text = (copy / "datapackage.json").read_text(encoding="utf-8")
    (copy / "datapackage.json").write_text(text.replace('"seen_at"', '"seen_on"', 1), encoding="utf-8")
    with pytest.raises(EvidenceError, match="do not have the same columns for “facts”: seen_at, seen_on"):
        Ledger(copy)


@pytest.mark.parametrize(
    ("id", "seen"),
    [
        ("dixon-woods-2014.quote-universal-desire", "work"),
        ("francis-2013.board-responsible", "copy"),
        ("francis-2013.290-recommendations", "body"),
        ("francis-2013.cost", "several"),
        ("francis-2013.culture-of-fear", "one"),
        ("nss-national-trend.gap-2024", "worked"),
        ("nss-2024-equity-gaps.all-staff-burnt-out", "copy"),
    ],
)
def test_where_a_row_was_seen_follows_from_its_sites(id: str, seen: str) -> None:
    assert row(id).seen == seen


def test_a_source_itself_never_stands_beside_the_address_of_another_body() -> None:
    own = {site.host for site in ledger().sites.values() if site.kind in ("body", "journal")}
    for one in rows().values():
        if one.seen in ("work", "body"):
            assert host(one.link) in own & set(one.seen_at) or host(one.link) in ("doi.org", "jstor.org"), (
                one.id
            )


def test_a_row_that_only_weak_sites_carry_is_marked() -> None:
    assert row("messenger-2022.race-and-disability").weak == "Only a local paper."
    assert row("francis-2013.cost-cutting").weak and not row("francis-2013.books-before-nurses").weak


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "facts.csv").unlink()
    with pytest.raises(EvidenceError, match=r"facts\.csv is missing"):
        Ledger(copy)
