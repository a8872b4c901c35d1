"""LibreOffice as the tests use it: found, missed in plain words, and never left running."""

from __future__ import annotations

import os
from pathlib import Path

import office
import pytest


def test_a_missing_libreoffice_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    with pytest.raises(office.OfficeMissing, match="SOFFICE says /nowhere/soffice, but that is not"):
        office.find()
    monkeypatch.setattr(office, "find", lambda: None)
    monkeypatch.setattr(office.system, "ways_to_install", lambda packages: [])
    with pytest.raises(office.OfficeMissing, match="apt-get install libreoffice-writer-nogui"):
        office.ensure()


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """A LibreOffice that starts, says its version, and then does something else than to convert."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit 0\n{does}\n')
    program.chmod(0o755)
    monkeypatch.setenv("SOFFICE", str(program))


def test_a_conversion_that_never_ends_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tmp_path, monkeypatch, f"sleep 600 & echo $! > '{tmp_path}/child'; wait")
    with pytest.raises(AssertionError, match="did not come to an end in 1 seconds"):
        office.convert([tmp_path / "slips.docx"], "pdf", tmp_path, seconds=1)
    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/status")
    if status.exists():  # nobody has waited for it yet
        assert "Z (zombie)" in status.read_text()
    else:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_conversion_that_never_stops_writing_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_BYTES", 20_000)
    pretend(tmp_path, monkeypatch, f"yes > '{tmp_path}/slips.part'")
    with pytest.raises(AssertionError, match=r"did not make slips\.txt"):
        office.convert([tmp_path / "slips.docx"], "txt", tmp_path)
    assert (tmp_path / "slips.part").stat().st_size <= 20_000
