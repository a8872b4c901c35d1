"""The doors to the tests: everything that is missing is said in one go, and what is wrong never passes."""

from __future__ import annotations

import re
import sys

import chromium
import doors
import office
import pytest


def lacks(error: type[Exception], words: str) -> doors.Callable[[], str]:
    def ensure() -> str:
        raise error(words)

    return ensure


def test_all_that_is_missing_is_said_at_once_and_nothing_is_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = (lacks(chromium.ChromiumMissing, "No Chromium."), lacks(office.OfficeMissing, "No LibreOffice."))
    monkeypatch.setitem(doors.NEEDS, "test-all", needs)
    monkeypatch.setattr(doors, "looks_right", lambda name: pytest.fail("something was tried"))
    assert doors.main("test-all") == 1
    assert capsys.readouterr().err == "No Chromium.\n\nNo LibreOffice.\n"


@pytest.mark.parametrize(
    ("style", "tests", "told"),
    [
        ("pass", "pass", "All is well."),
        ("raise SystemExit(1)", "pass", "Not right: spelling."),
        ("pass", "raise SystemExit(1)", "Not right: the tests."),
        ("raise SystemExit(1)", "raise SystemExit(1)", "Not right: spelling, the tests."),
    ],
)
def test_what_is_wrong_is_named_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], style: str, tests: str, told: str
) -> None:
    monkeypatch.setitem(doors.NEEDS, "check", ())
    monkeypatch.setattr(doors, "STYLE", {"spelling": [[sys.executable, "-S", "-c", style]]})
    monkeypatch.setattr(doors, "pytest", lambda door: [sys.executable, "-S", "-c", tests])
    assert doors.main("check") == (told != "All is well.")
    assert told in capsys.readouterr().out


def told(readme: str) -> list[str]:
    """The commands that the table of commands explains."""
    return sorted(re.findall(r"^\| `make ([\w-]+)` \|", readme, re.M))


def test_the_readme_explains_each_command_once() -> None:
    helped = re.findall(r'^\t@echo "make ([\w-]+) ', (doors.ROOT / "Makefile").read_text("utf-8"), re.M)
    assert told((doors.ROOT / "README.md").read_text("utf-8")) == sorted({*helped} - {"book", "clean"})
    assert told("| `make read` | a |\n| `make read` | b |") == ["read", "read"]
