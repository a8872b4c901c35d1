"""What readers download opens in Excel with its letters whole."""

from __future__ import annotations

import csv
from pathlib import Path

from workbook.site.spreadsheets import mark


def test_a_table_gets_its_mark_once_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    table = tmp_path / "a" / "facts.csv"
    table.write_text("claim,figure\nA café,£13 million\n", encoding="utf-8", newline="")
    (tmp_path / "a" / "other.json").write_text("{}")
    assert mark(tmp_path) == [table] and mark(tmp_path) == []
    assert table.read_bytes().startswith(b"\xef\xbb\xbfclaim")
    with table.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.DictReader(lines)) == [{"claim": "A café", "figure": "£13 million"}]
    assert (tmp_path / "a" / "other.json").read_bytes() == b"{}"
