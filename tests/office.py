"""Find a LibreOffice that runs, or install one, or say what to do. It reads the Word files as readers do."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import system

_NAMES = ("soffice", "libreoffice")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_PACKAGES = {
    "apt-get": ["libreoffice-writer-nogui"],
    "dnf": ["libreoffice-writer"],
    "zypper": ["libreoffice-writer"],
    "pacman": ["libreoffice-still"],
    "apk": ["libreoffice-writer"],
}
_WHAT_TO_DO = """\
No LibreOffice was found, and none could be installed. The tests open the Word files in it.
Do one of these, then run the tests again:
  - install it with your system's package manager
    (on Debian: sudo apt-get install libreoffice-writer-nogui);
  - or, if you have one in an unusual place, say where: SOFFICE=/path/to/soffice make test"""
_SECONDS = 180
_BYTES = 50_000_000
"""The largest file that a conversion may write: one that never ends must not fill the disk."""


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
    if path := find():
        return path
    system.installed("LibreOffice", system.ways_to_install(_PACKAGES), find)
    if (path := find()) is None:
        raise OfficeMissing(_WHAT_TO_DO)
    return path


def convert(files: Iterable[Path], to: str, into: Path, *, seconds: float = _SECONDS) -> list[Path]:
    """Turn several files into another format (`txt:Text (encoded):UTF8`, `pdf`) in one go, in order.

    Raises AssertionError when a file is missing afterwards, or when the conversion did not end in time: then
    every process of it is ended, as `soffice` is only a script that starts the program.
    """
    sources = list(files)
    with tempfile.TemporaryDirectory() as profile:
        command = [ensure(), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", to, "--outdir", str(into), *map(str, sources)]
        output, ended = _run(command, seconds)
    if not ended:
        raise AssertionError(f"LibreOffice did not come to an end in {seconds} seconds. {output}")
    results = [into / f"{file.stem}.{to.split(':')[0]}" for file in sources]
    missing = [file.name for file in results if not file.is_file()]
    if missing:
        raise AssertionError(f"LibreOffice did not make {', '.join(missing)}: {output}")
    return results


def _run(command: list[str], seconds: float) -> tuple[str, bool]:
    """What a command printed, and whether it ended in time. Nothing that it started goes on afterwards."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_BYTES, _BYTES)),
    )
    try:
        return process.communicate(timeout=seconds)[0], True
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0], False
