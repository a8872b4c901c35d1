"""Find a Chromium that runs, or install one, or say what to do.

The tests read the finished pages in a real browser. They never pass without one.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser itself may look nobody up: only this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
"""The flags every browser of these tests starts with."""

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
_INSTALLERS = (
    ("apt-get", (("apt-get", "update", "-q"), ("apt-get", "install", "-y", "-q", "chromium"))),
    ("dnf", (("dnf", "install", "-y", "chromium"),)),
    ("zypper", (("zypper", "--non-interactive", "install", "chromium"),)),
    ("pacman", (("pacman", "-Sy", "--noconfirm", "chromium"),)),
    ("apk", (("apk", "add", "chromium"),)),
)
_WHERE_IS_PLAYWRIGHTS = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
_WHAT_TO_DO = """\
No Chromium was found, and none could be installed. The checks need a real browser.
Do one of these, then run the checks again:
  - install Chromium, Chrome or Edge with your system's package manager
    (on Debian: sudo apt-get install chromium);
  - or run: {python} -m playwright install chromium
  - or, if you have one in an unusual place, say where: CHROMIUM=/path/to/chrome make test"""


class ChromiumMissing(RuntimeError):
    """There is no Chromium here. The message says what to do."""


def find() -> str | None:
    """The path of a Chromium that starts, or None. `CHROMIUM` in the environment is asked first."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not _starts(chosen):
            raise ChromiumMissing(f"CHROMIUM says {chosen}, but that is not a browser that starts here.")
        return chosen
    return next((path for path in _candidates() if _starts(path)), None)


def ensure() -> str:
    """The path of a Chromium that starts: found, or installed now. Raises ChromiumMissing otherwise."""
    path = find()
    if path:
        return path
    for steps in _ways_to_install():
        for step in steps:
            _say(f"No Chromium yet. Trying: {' '.join(step)}")
            if subprocess.run(step, check=False, stdout=sys.stderr).returncode != 0:
                break
        path = find()
        if path:
            return path
    raise ChromiumMissing(_WHAT_TO_DO.format(python=sys.executable))


def _candidates() -> Iterator[str]:
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield from (place for place in _PLACES if Path(place).exists())
    yield from _playwrights_own()


def _playwrights_own() -> Iterator[str]:
    # In a process of its own: inside a test, Playwright may be running already.
    told = subprocess.run(
        [sys.executable, "-c", _WHERE_IS_PLAYWRIGHTS], capture_output=True, text=True, check=False
    )
    path = told.stdout.strip()
    if path and Path(path).exists():
        yield path


def _starts(path: str) -> bool:
    if platform.system() == "Windows":  # there, --version opens a window
        return Path(path).exists()
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def _ways_to_install() -> Iterator[list[list[str]]]:
    prefix = _as_root()
    if prefix is not None:
        for tool, steps in _INSTALLERS:
            if shutil.which(tool):
                yield [[*prefix, *step] for step in steps]
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if prefix is not None:
        yield [[*playwright, "--with-deps"]]
    yield [playwright]


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None when we may not."""
    if platform.system() != "Linux":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(f"Browser for the checks: {ensure()}")
    except ChromiumMissing as missing:
        sys.exit(str(missing))
