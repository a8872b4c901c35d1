"""Find a Chromium that runs, or install one, or say what to do.

The tests read the finished pages in a real browser. They never pass without one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import system

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
_PACKAGES = dict.fromkeys(("apt-get", "dnf", "zypper", "pacman", "apk"), "chromium")
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
        if not system.starts(chosen):
            raise ChromiumMissing(f"CHROMIUM says {chosen}, but that is not a browser that starts here.")
        return chosen
    return next((path for path in _candidates() if system.starts(path)), None)


def ensure() -> str:
    """The path of a Chromium that starts: found, or installed now. Raises ChromiumMissing otherwise."""
    path = find() or system.installed("Chromium", _ways_to_install(), find)
    if path is None:
        raise ChromiumMissing(_WHAT_TO_DO.format(python=sys.executable))
    return path


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


def _ways_to_install() -> Iterator[system.Steps]:
    yield from system.ways_to_install(_PACKAGES)
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if system.as_root() is not None:
        yield [[*playwright, "--with-deps"]]
    yield [playwright]


if __name__ == "__main__":
    try:
        print(f"Browser for the checks: {ensure()}")
    except ChromiumMissing as missing:
        sys.exit(str(missing))
