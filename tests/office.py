"""Find a LibreOffice that runs, or install one, or say what to do. It reads the Word files as readers do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import system

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_PACKAGES = {
    "apt-get": "libreoffice-writer-nogui",
    "dnf": "libreoffice-writer",
    "zypper": "libreoffice-writer",
    "pacman": "libreoffice-still",
    "apk": "libreoffice-writer",
}
_WHAT_TO_DO = """\
No LibreOffice was found, and none could be installed. The checks open the Word files in it.
Do one of these, then run the checks again:
  - install it with your system's package manager
    (on Debian: sudo apt-get install libreoffice-writer-nogui);
  - or, if you have one in an unusual place, say where: SOFFICE=/path/to/soffice make test"""


class OfficeMissing(RuntimeError):
    """There is no LibreOffice here. The message says what to do."""


def find() -> str | None:
    """The path of a LibreOffice that starts, or None. `SOFFICE` in the environment is asked first."""
    chosen = os.environ.get("SOFFICE")
    if chosen:
        if not system.starts(chosen):
            raise OfficeMissing(f"SOFFICE says {chosen}, but that is not a LibreOffice that starts here.")
        return chosen
    candidates = [*filter(None, map(shutil.which, _NAMES)), *(p for p in _PLACES if Path(p).exists())]
    return next((path for path in candidates if system.starts(path)), None)


def ensure() -> str:
    """The path of a LibreOffice that starts: found, or installed now. Raises OfficeMissing otherwise."""
    path = find() or system.installed("LibreOffice", system.ways_to_install(_PACKAGES), find)
    if path is None:
        raise OfficeMissing(_WHAT_TO_DO)
    return path


def convert(files: Iterable[Path], to: str, into: Path) -> list[Path]:
    """Turn several files into another format (`txt:Text (encoded):UTF8`, `pdf`) in one go, in order."""
    named = list(files)
    with tempfile.TemporaryDirectory() as profile:
        told = subprocess.run(
            [
                ensure(),
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                str(into),
                *map(str, named),
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    made = [into / f"{file.stem}.{to.split(':')[0]}" for file in named]
    missing = [file.name for file in made if not file.is_file()]
    if missing:
        raise AssertionError(f"LibreOffice did not make {', '.join(missing)}: {told.stdout}{told.stderr}")
    return made


if __name__ == "__main__":
    try:
        print(f"Reader of Word files for the checks: {ensure()}")
    except OfficeMissing as missing:
        sys.exit(str(missing))
