"""Programs that the tests need from the system: does one start, and how could it be installed here?"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

Steps = list[list[str]]

_TOOLS = {
    "apt-get": (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "--no-install-recommends")),
    "dnf": (("dnf", "install", "-y", "-q"),),
    "zypper": (("zypper", "--non-interactive", "--quiet", "install", "--no-recommends"),),
    "pacman": (("pacman", "-Sy", "--noconfirm"),),
    "apk": (("apk", "add"),),
}
_ASKS_NOTHING = "DEBIAN_FRONTEND=noninteractive"


def starts(path: str) -> bool:
    """Whether a program answers when it is asked for its version."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def ways_to_install(packages: Mapping[str, list[str]]) -> Iterator[Steps]:
    """The steps of each tool found here that installs packages, with the packages' names for each tool."""
    prefix = as_root()
    if prefix is None:
        return
    for tool, steps in _TOOLS.items():
        if tool in packages and shutil.which(tool):
            *before, last = ([*prefix, "env", _ASKS_NOTHING, *step] for step in steps)
            yield [*before, [*last, *packages[tool]]]


def installed(what: str, ways: Iterable[Steps], is_here: Callable[[], object]) -> bool:
    """Try one way after another until the program is here; return whether it is."""
    for steps in ways:
        for step in steps:
            print(f"No {what} yet. Trying: {' '.join(step)}", file=sys.stderr, flush=True)
            done = subprocess.run(step, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            if done.returncode != 0:
                break
        if is_here():
            return True
    return False


def as_root() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None when we may not."""
    if platform.system() != "Linux":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
