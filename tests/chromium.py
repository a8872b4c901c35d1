"""A Chromium for the tests (`workbook.documents.browser`): found, or installed, or missed in plain words.

The tests read the finished pages in a real browser. They never pass without one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import system

from workbook.documents.browser import ChromiumMissing, launch

__all__ = ["ChromiumMissing", "ensure", "launch"]

_PACKAGES = {
    "apt-get": [
        "chromium",
        "fonts-liberation",
        "libatomic1",
    ],  # a small Debian lacks what Playwright's driver needs
    "dnf": ["chromium"],
    "zypper": ["chromium"],
    "pacman": ["chromium"],
    "apk": ["chromium"],
}


def ensure() -> str:
    """The name of a Chromium that can be driven: here already, or installed now. Raises ChromiumMissing."""
    found = _found()
    if found.returncode == 0 or system.installed(
        "Chromium", _ways_to_install(), lambda: _found().returncode == 0
    ):
        return "Chromium"
    raise ChromiumMissing(found.stderr.strip())


def _found() -> subprocess.CompletedProcess[str]:
    # In a process of its own: inside a test, Playwright may be running already.
    command = [sys.executable, "-m", "workbook.documents.browser"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _ways_to_install() -> Iterator[system.Steps]:
    yield from system.ways_to_install(_PACKAGES)
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if system.as_root() is not None:
        yield [[*playwright, "--with-deps"]]
    yield [playwright]
