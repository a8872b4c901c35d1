"""Find a Chromium that runs (`workbook.documents.browser`), or install one, or say what to do.

The tests read the finished pages in a real browser. They never pass without one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import system

from workbook.documents.browser import LAUNCH_ARGS, ChromiumMissing, find

__all__ = ["LAUNCH_ARGS", "ChromiumMissing", "ensure", "find"]

_PACKAGES = dict.fromkeys(("apt-get", "dnf", "zypper", "pacman", "apk"), "chromium")
_WHAT_TO_DO = """\
No Chromium was found, and none could be installed. The checks need a real browser.
Do one of these, then run the checks again:
  - install Chromium, Chrome or Edge with your system's package manager
    (on Debian: sudo apt-get install chromium);
  - or run: {python} -m playwright install chromium
  - or, if you have one in an unusual place, say where: CHROMIUM=/path/to/chrome make test"""


def ensure() -> str:
    """The path of a Chromium that starts: found, or installed now. Raises ChromiumMissing otherwise."""
    path = find() or system.installed("Chromium", _ways_to_install(), find)
    if path is None:
        raise ChromiumMissing(_WHAT_TO_DO.format(python=sys.executable))
    return path


def _ways_to_install() -> Iterator[system.Steps]:
    yield from system.ways_to_install(_PACKAGES)
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if system.as_root() is not None:
        yield [[*playwright, "--with-deps"]]
    yield [playwright]
