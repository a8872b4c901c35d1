"""`make` sets up `.venv`: what it does when the folder was moved, and what it says when something is missing."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import environment
import node
import pytest

from workbook.documents import browser, pdf
from workbook.paths import ROOT

PINS = "one==1.0  # why\ntwo==2.0\n# what those bring\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder whose name has spaces; what is put into its `.venv` is pretended."""
    made = tmp_path / "our own book"
    (made / "setup").mkdir(parents=True)
    (made / "requirements.txt").write_text(PINS, "utf-8")
    for name in ("pyproject.toml", "setup/environment.py"):
        shutil.copy(ROOT / name, made / name)
    use(made, monkeypatch)
    monkeypatch.setattr(environment, "pip", lambda arguments, of: None)
    return made


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `make` run in this folder."""
    monkeypatch.setattr(environment, "ROOT", folder)
    monkeypatch.setattr(environment, "VENV", folder / ".venv")
    monkeypatch.setattr(environment, "STAMP", folder / ".venv" / "installed")


def venv_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a real `.venv`, without the seconds that pip takes in it."""
    run = subprocess.run

    def without_pip(command: list[str], **more: object) -> object:
        return run([*command, "--without-pip"] if "venv" in command else command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(environment.subprocess, "run", without_pip)


def test_it_is_set_up_once_and_again_when_a_pin_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    venv_alone(monkeypatch)
    asked: list[tuple[list[str], int]] = []
    monkeypatch.setattr(environment, "pip", lambda arguments, of: asked.append((arguments, of)))
    environment.main()
    assert asked == [(["-r", "requirements.txt"], 2), (["--no-deps", "--editable", "."], 1)]
    assert "It takes a few minutes and about 1 GB" in capsys.readouterr().out
    assert all((folder / ".venv" / name).is_file() for name in environment.LAB_SETTINGS)
    environment.main()
    assert capsys.readouterr().out == "" and len(asked) == 2
    (folder / "requirements.txt").write_text(PINS + "three==3.0\n", "utf-8")
    environment.main()
    told = capsys.readouterr().out
    assert "Setting up .venv" in told and "again" not in told and asked[2] == (["-r", "requirements.txt"], 3)


def moved(folder: Path) -> Path:
    return folder.rename(folder.with_name("moved book"))


def copied(folder: Path) -> Path:
    return shutil.copytree(folder, folder.with_name("copied book"), symlinks=True)


def without_its_python(folder: Path) -> Path:
    (folder / ".venv" / "bin" / "python").unlink()
    (folder / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    return folder


@pytest.mark.parametrize("change", [moved, copied, without_its_python])
def test_one_that_can_no_longer_be_right_is_made_again(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], Path],
) -> None:
    venv_alone(monkeypatch)
    environment.main()
    (folder / ".venv" / "left-over").touch()
    use(now := change(folder), monkeypatch)
    assert not environment.belongs_here()
    capsys.readouterr()
    environment.main()
    assert "Making .venv again: this folder was moved, or the Python" in capsys.readouterr().out
    assert environment.belongs_here() and not (now / ".venv" / "left-over").exists()


def test_one_that_was_cut_off_halfway_is_gone_on_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv_alone(monkeypatch)
    environment.main()
    environment.STAMP.write_text("{half a", "utf-8")
    (folder / ".venv" / "arrived").touch()
    environment.main()
    assert (folder / ".venv" / "arrived").exists() and environment.stamp() == environment.wanted_stamp()


def test_without_the_module_venv_it_names_the_package_that_has_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(environment.SetupError, match="apt-get install python3-venv"):
        environment.make()
    assert not environment.VENV.exists()


def test_without_room_nothing_is_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda path: SimpleNamespace(free=900_000_000))
    with pytest.raises(
        environment.SetupError, match=r"900 MB are free in .*, and setting up takes about 1500"
    ):
        environment.make()
    assert not environment.VENV.exists()


# --- what pip says -------------------------------------------------------------------------------


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let `.venv` have a pip that prints these lines and fails."""
    program = tmp_path / "python"
    monkeypatch.setattr(environment, "python", lambda: program)

    def says(lines: str) -> None:
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}\nEND\nexit 1\n")
        program.chmod(0o755)

    return says


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "too little room on this disk"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT="),
        ("WARNING: Retrying after ProxyError('Cannot connect to proxy.')", "HTTPS_PROXY="),
        ("ERROR: No matching distribution found for one==1.0", "Run make again to try again"),
    ],
)
def test_why_it_failed_is_said_with_pips_own_last_words(
    pip: Callable[[str], None], capsys: pytest.CaptureFixture[str], lines: str, told: str
) -> None:
    pip(f"Collecting one==1.0\n{lines}")
    with pytest.raises(environment.SetupError, match=told):
        environment.pip(["-r", "requirements.txt"], 2)
    assert f"  {lines}\n" in capsys.readouterr().err


def test_a_real_pip_that_reaches_nobody_is_told_to_be_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
    nobody = ["--isolated", "--retries", "1", "--index-url", "http://127.0.0.1:1/", "nothing-at-all"]
    with pytest.raises(environment.SetupError, match=r"Is this computer online\?"):
        environment.pip(nobody, 1)


def test_how_far_it_is_is_counted_from_pips_lines() -> None:
    progress = environment.Progress(2)
    assert progress.words() == "  0 of 2 packages, fetching; 0 s"
    for line in (
        "Collecting one==1.0",
        "  Downloading one.whl",
        "Requirement already satisfied: two",
        "Collecting x",
    ):
        progress.read(line)
    progress.read("Installing collected packages: one, x")
    assert progress.words() == "  2 of 2 packages, putting them in place; 0 s"


# --- what is to be typed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hint",
    [
        browser.NO_CHROMIUM,
        pdf.WITHOUT.replace("{missing}\n", ""),
        node._WHAT_TO_DO.replace("{least}", "20").replace("{wheel}", "node"),
    ],
)
def test_a_command_in_a_hint_can_be_pasted_where_the_folder_has_a_space(hint: str) -> None:
    python = "/home/ama osei/our book/.venv/bin/python"
    (command,) = [line for line in hint.format(python=python).splitlines() if python in line]
    assert python in shlex.split(command.replace(";", ""))


@pytest.mark.parametrize(
    ("python", "told"),
    [
        ("/nowhere/python3", "Python is missing. Install Python 3.11 or later"),
        ("false", "This needs Python 3.11 or later; false is older"),
    ],
)
def test_make_says_which_python_it_needs(python: str, told: str) -> None:
    done = subprocess.run(
        ["make", "environment", f"PYTHON={python}"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0 and told in done.stdout
