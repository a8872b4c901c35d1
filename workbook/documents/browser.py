"""The Chromium of this computer: it prints the papers as PDF, and the tests read pages in it.

python -m workbook.documents.browser    say whether one starts here, or what is missing
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

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

_ON_THE_PATH = ("chromium", "chromium-browser")
_CHANNELS = ("chrome", "msedge")
"""Browsers that Playwright finds by itself, where each system puts them."""

NO_CHROMIUM = """\
No Chromium was found, or none that starts. Do one of these:
  - install Chromium, Chrome or Edge with your system's package manager
    (on Debian or Ubuntu: sudo apt-get install chromium);
  - or run: "{python}" -m playwright install chromium
  - or, if you have one in an unusual place, say where: CHROMIUM=/path/to/chrome"""
NO_DRIVER = """\
Playwright, which drives Chromium, does not start here: {reason}
On Debian or Ubuntu, this mends it: sudo apt-get install libatomic1"""


class ChromiumMissing(RuntimeError):
    """There is no Chromium here that can be driven. The message says what to do."""


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this computer. `CHROMIUM` in the environment is asked first, and then alone.

    Raises `ChromiumMissing`.
    """
    chosen = os.environ.get("CHROMIUM")
    for way in [{"executable_path": chosen}] if chosen else _ways():
        try:
            return playwright.chromium.launch(args=LAUNCH_ARGS, **way)
        except Error:
            continue
    if chosen:
        raise ChromiumMissing(f"CHROMIUM says {chosen}, but that is not a browser that starts here.")
    raise ChromiumMissing(NO_CHROMIUM.format(python=sys.executable))


def check_driver() -> None:
    """Raise `ChromiumMissing` when Playwright itself cannot start, as where a library of the system lacks."""
    from playwright._impl._driver import compute_driver_executable

    try:
        done = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, text=True)
        reason = done.stderr.strip() if done.returncode else ""
    except OSError as error:
        reason = str(error)
    if reason:
        raise ChromiumMissing(NO_DRIVER.format(reason=reason))


def _ways() -> Iterator[dict[str, Any]]:
    yield from ({"executable_path": path} for path in map(shutil.which, _ON_THE_PATH) if path)
    yield from ({"channel": channel} for channel in _CHANNELS)
    yield {}  # Playwright's own


def main() -> None:
    """Start one and end it, or exit with what to do."""
    try:
        check_driver()
        with sync_playwright() as playwright:
            browser = launch(playwright)
            print(f"Chromium {browser.version}")
            browser.close()
    except ChromiumMissing as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
