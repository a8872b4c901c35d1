"""The Chromium of this computer: chosen, or missed in words that say what to do; and so is what drives it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import chromium
import node
import pytest
import system
from playwright.sync_api import Error

from workbook.documents import browser, pdf
from workbook.documents.paper import Paper


class Pretend:
    """Playwright on a computer where only some ways to start a Chromium work."""

    def __init__(self, *works: str) -> None:
        self.works, self.tried = works, list[str]()
        self.chromium = self

    def launch(self, *, args: list[str], executable_path: str = "", channel: str = "") -> str:
        way = executable_path or channel or "playwright's own"
        self.tried.append(way)
        if way not in self.works:
            raise Error("no such browser")
        return way


def test_the_one_on_the_path_comes_first_then_what_playwright_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/bin/chromium" if name == "chromium" else None)
    assert browser.launch(Pretend("/bin/chromium", "chrome")) == "/bin/chromium"
    assert browser.launch(broken := Pretend("msedge")) == "msedge"
    assert broken.tried == ["/bin/chromium", "chrome", "msedge"]
    with pytest.raises(browser.ChromiumMissing, match="apt-get install chromium"):
        browser.launch(Pretend())


def test_one_that_was_chosen_and_does_not_start_is_never_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    with pytest.raises(browser.ChromiumMissing, match="CHROMIUM says /nowhere/chrome, but that is not"):
        browser.launch(Pretend("chrome"))


def test_a_driver_that_lacks_a_library_is_missed_before_anything_is_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    driver = tmp_path / "node"
    driver.write_text(
        "#!/bin/sh\necho 'error while loading shared libraries: libatomic.so.1' >&2\nexit 127\n"
    )
    driver.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(driver))
    with pytest.raises(
        pdf.PrintError, match=r"libatomic\.so\.1\nOn Debian or Ubuntu, .* apt-get install libatomic1"
    ):
        pdf.prints([Paper("one", "One", (), 11)])
    done = subprocess.run(
        [sys.executable, "-m", "workbook.documents.browser"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr and "libatomic1" in done.stderr


def test_a_chromium_that_cannot_be_installed_is_missed_in_plain_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", node.ensure())  # Playwright's own may lack a library here
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    monkeypatch.setattr(chromium, "_ways_to_install", lambda: iter([[["false"]]]))
    with pytest.raises(chromium.ChromiumMissing, match="CHROMIUM says /nowhere/chrome"):
        chromium.ensure()


def test_packages_are_installed_by_the_tool_that_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "as_root", lambda: ["sudo", "-n"])
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/bin/{name}" if name == "apt-get" else None)
    ((update, install),) = system.ways_to_install(
        {"apt-get": ["chromium", "libatomic1"], "dnf": ["chromium"]}
    )
    assert update[:2] == ["sudo", "-n"] and "DEBIAN_FRONTEND=noninteractive" in install
    assert install[-2:] == ["chromium", "libatomic1"]
    assert system.installed("it", [[["false"], ["true"]]], lambda: False) is False


def test_node_is_looked_for_also_while_pytest_reads_what_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(node, "find", lambda: None)
    monkeypatch.setattr(node.sys, "executable", shutil.which("true"))
    assert node._installed() is None
    assert "No Node yet" in capsys.readouterr().err
