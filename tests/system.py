"""Programs that the checks need from the system: does one start, and how could it be installed here?"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

from workbook.documents.browser import starts

__all__ = ["as_root", "installed", "starts", "ways_to_install"]

Steps = list[list[str]]

_TOOLS = {
    "apt-get": (("apt-get", "update", "-q"), ("apt-get", "install", "-y", "-q")),
    "dnf": (("dnf", "install", "-y"),),
    "zypper": (("zypper", "--non-interactive", "install"),),
    "pacman": (("pacman", "-Sy", "--noconfirm"),),
    "apk": (("apk", "add"),),
}


def ways_to_install(packages: dict[str, str]) -> Iterator[Steps]:
    """The steps of each tool found here that installs packages, with the package's name for each tool."""
    prefix = as_root()
    if prefix is None:
        return
    for tool, steps in _TOOLS.items():
        if tool in packages and shutil.which(tool):
            *before, last = ([*prefix, *step] for step in steps)
            yield [*before, [*last, packages[tool]]]


def installed(what: str, ways: Iterable[Steps], find: Callable[[], str | None]) -> str | None:
    """Try one way after another until the program is found."""
    for steps in ways:
        for step in steps:
            print(f"No {what} yet. Trying: {' '.join(step)}", file=sys.stderr, flush=True)
            if subprocess.run(step, check=False, stdout=sys.stderr).returncode != 0:
                break
        path = find()
        if path:
            return path
    return None


def as_root() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None when we may not."""
    if platform.system() != "Linux":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
