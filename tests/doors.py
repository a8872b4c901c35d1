"""The three doors to the tests: `make check`, `make test`, `make test-all`. Each holds all of the one before.

    check      style, types, rules without a browser, every pin, and the contract of every chapter; in a minute
    test       what a reader and an educator do: a real browser, a real JupyterLab, Word and PDF; in about seven minutes
    test-all   every page, width and colour, and its HTML; more made-up input; LibreOffice; Firefox, WebKit

A test is in `check` when it needs nothing real, and in `test-all` alone when it is marked `everything`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import chromium
import node
import nu
import office
import webdriver

ROOT = Path(__file__).resolve().parents[1]
TOOL = [sys.executable, "-m"]
DOORS = ("check", "test", "test-all")
STYLE = {
    "the types of the Python": [[*TOOL, "mypy", "--no-error-summary"]],
    "every chapter's contract": [[*TOOL, "workbook", "check"]],
    "the rules of the JavaScript": [[sys.executable, "tests/node.py", "test"]],
    "the types of the JavaScript": [[sys.executable, "tests/node.py", "types"]],
    "the style of the JavaScript": [[sys.executable, "tests/node.py", "lint"]],
    "spelling": [[*TOOL, "codespell_lib"]],
    "imports run down only": [
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    ],
    "the style of the Python": [
        [*TOOL, "ruff", "check", "-q", "."],
        [*TOOL, "ruff", "format", "-q", "--check"],
    ],
}
"""What stands before the tests, by what it looks at. As many run at a time as there are cores, the slowest first."""
TESTS = {
    "check": ["tests/unit", "-m", "not real and not everything"],
    "test": ["-m", "not everything"],
    "test-all": [],
}
"""What pytest is asked to run."""
NEEDS: dict[str, tuple[Callable[[], str], ...]] = {
    "check": (node.ensure,),
    "test": (node.ensure, chromium.ensure),
    "test-all": (node.ensure, chromium.ensure, office.ensure, webdriver.ensure, nu.ensure),
}
"""The programs that a door needs besides Python: each is found, or installed, or missed in plain words."""
MISSING = (
    node.NodeMissing,
    chromium.ChromiumMissing,
    office.OfficeMissing,
    webdriver.BrowserMissing,
    nu.JavaMissing,
)


def main(door: str) -> int:
    """Go through one door; return 0 when all is well. Everything that is wrong is reported, not the first alone."""
    begun = time.monotonic()
    if wrong := list(missing(door)):
        print("\n\n".join(wrong), file=sys.stderr)
        return 1
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        failed = [name for name, right in zip(STYLE, cores.map(looks_right, STYLE), strict=True) if not right]
    print("Trying the tests ...", flush=True)
    if subprocess.run(pytest(door), cwd=ROOT).returncode != 0:
        failed.append("the tests")
    seconds = round(time.monotonic() - begun)
    took = f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
    print(f"Not right: {', '.join(failed)}. See above. ({took})" if failed else f"All is well. ({took})")
    return 1 if failed else 0


def missing(door: str) -> Iterator[str]:
    """What to do about each program that is missing and could not be installed: all of them at once."""
    for ensure in NEEDS[door]:
        try:
            ensure()
        except MISSING as error:
            yield str(error)


def pytest(door: str) -> list[str]:
    """The command that runs the tests of a door, on as many processes as there are cores, at most four.

    A file's tests share what it makes. The slow files come first, as they lie: one core is never left with the last.
    """
    workers = min(4, os.cpu_count() or 1)
    return [*TOOL, "pytest", "-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder", *TESTS[door]]


def looks_right(name: str) -> bool:
    """Run the commands of one of STYLE, and say at its end what it looked at, how long it took and what it found."""
    begun, right, told = time.monotonic(), True, ""
    for command in STYLE[name]:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        right, told = right and done.returncode == 0, told + done.stdout
    took = f"{time.monotonic() - begun:.0f} s"
    print(
        f"Looked at {name}: all well ({took})" if right else f"{told}{name}: NOT RIGHT ({took})", flush=True
    )
    return right


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in DOORS:
        sys.exit(f"Say which: {', '.join(DOORS)}.")
    os.environ["WORKBOOK_TESTS"] = sys.argv[1]
    sys.exit(main(sys.argv[1]))
