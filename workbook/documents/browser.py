"""The Chromium of this computer: what prints the packs as PDF, and what the checks read the pages in."""

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
"""The flags every browser here starts with."""

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
_WHERE_IS_PLAYWRIGHTS = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class ChromiumMissing(RuntimeError):
    """There is no Chromium here. The message says what to do."""


def find() -> str | None:
    """The path of a Chromium that starts, or None. `CHROMIUM` in the environment is asked first."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not starts(chosen):
            raise ChromiumMissing(f"CHROMIUM says {chosen}, but that is not a browser that starts here.")
        return chosen
    return next((path for path in _candidates() if starts(path)), None)


def starts(path: str) -> bool:
    """Whether a program answers when it is asked for its version."""
    if platform.system() == "Windows":  # there, --version opens a window
        return os.path.exists(path)
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


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
