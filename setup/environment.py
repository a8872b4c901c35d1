"""Make `.venv` what requirements.txt says, or find that it is so already. Run by `make`; needs Python alone.

A `.venv` that was copied or moved with its folder, or whose Python is gone, is made again: the addresses
inside it are wrong. One that was cut off halfway is gone on with.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
NEEDS_MEGABYTES = 1_500
"""What .venv and pip's own files take while they are put in place."""

LAB_SETTINGS = {
    "share/jupyter/lab/settings/overrides.json": {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
    },
    # Jupytext is for the command line here: its cards in the launcher would make files in the project.
    "etc/jupyter/labconfig/page_config.json": {"disabledExtensions": {"jupyterlab-jupytext": True}},
}
"""JupyterLab's own settings in this `.venv`: it asks no other computer, and offers what works here."""

NO_VENV = """\
This Python cannot make a virtual environment: its module "ensurepip" is missing.
On Debian or Ubuntu: sudo apt-get install python3-venv
Then run make again."""
NO_SPACE = """\
There is too little room on this disk: {free} MB are free in {root}, and setting up takes about {needs} MB.
Free some, then run make again."""
OFFLINE = """\
The packages could not be fetched. Is this computer online? Behind a proxy, say where it is, for example
  make book HTTPS_PROXY=http://proxy.example:3128
and run make again: what has arrived is kept."""
CERTIFICATE = """\
The package registry's certificate is not trusted here. Many workplaces put their own certificate in between.
Ask for its file, say where it is, for example
  make book PIP_CERT=/path/to/certificate.pem
and run make again."""
FAILED = """\
pip could not install what requirements.txt names. Its last words are above.
Run make again to try again; if .venv itself is broken, remove it first: rm -r .venv"""

_REASONS = (
    (r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError", CERTIFICATE),
    (r"No space left on device|Errno 28", NO_SPACE),
    (
        r"NewConnectionError|NameResolutionError|name resolution|Failed to establish|ConnectTimeout"
        r"|ProxyError|Network is unreachable|Connection refused|ReadTimeout|Read timed out",
        OFFLINE,
    ),
)


class SetupError(Exception):
    """`.venv` could not be made. The message says what to do."""


def main() -> None:
    """Bring `.venv` up to date; say so only when there is something to do.

    With `--settings`, only write JupyterLab's settings for this Python, as where an image has been made for a hub.
    """
    if sys.argv[1:] == ["--settings"]:
        return write_settings(Path(sys.prefix))
    wanted = wanted_stamp()
    if stamp() == wanted and runs():
        return
    if VENV.exists() and not belongs_here():
        print(
            "Making .venv again: this folder was moved, or the Python it was made with is gone.", flush=True
        )
        shutil.rmtree(VENV)
    print("Setting up .venv, once. It takes a few minutes and about 1 GB.", flush=True)
    make()
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    print("Setting up is done.", flush=True)


def wanted_stamp() -> dict[str, str]:
    """What `.venv/installed` says when everything is in place."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", "pyproject.toml", "setup/environment.py"):
        digest.update((ROOT / name).read_bytes())
    return {"folder": str(ROOT), "pins": digest.hexdigest()}


def stamp() -> dict[str, str]:
    """What `.venv/installed` says; nothing where it is missing or of an older form."""
    try:
        said = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def belongs_here() -> bool:
    """Whether `.venv` was made in this folder and its Python still starts."""
    try:
        # pip writes the folder into each script it makes; venv writes it into this one.
        activate = (VENV / "bin" / "activate").read_text(encoding="utf-8")
    except OSError:
        return runs()  # cut off before venv had finished
    return str(VENV) in activate and runs()


def runs() -> bool:
    """Whether the Python in `.venv` starts."""
    try:
        return subprocess.run([str(python()), "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def python() -> Path:
    """The Python in `.venv`."""
    return VENV / "bin" / "python"


def make() -> None:
    """Make `.venv` and put everything in it. Raises SetupError."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < NEEDS_MEGABYTES:
        raise SetupError(NO_SPACE.format(free=free, root=ROOT, needs=NEEDS_MEGABYTES))
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        raise SetupError(NO_VENV) from None
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode != 0:
        raise SetupError(NO_VENV)
    pip(["-r", "requirements.txt"], pins())
    pip(["--no-deps", "--editable", "."], 1)
    write_settings(VENV)


def write_settings(prefix: Path) -> None:
    """Write JupyterLab's settings for the Python that is installed here."""
    for name, settings in LAB_SETTINGS.items():
        path = prefix / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")


def pins() -> int:
    """How many packages requirements.txt names."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return sum("==" in line.partition("#")[0] for line in lines)


def pip(arguments: list[str], of: int) -> None:
    """Run `pip install` and show how far it is. Raises SetupError with pip's last words and the likely reason."""
    command = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    lines = []
    with (
        subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as process,
        Progress(of) as progress,
    ):
        for line in process.stdout or ():
            lines.append(line.rstrip())
            progress.read(line)
    if process.returncode != 0:
        said = "\n".join(lines)
        errors = [line for line in lines if line.startswith(("ERROR", "WARNING"))] or lines
        print("\n".join(f"  {line[:300]}" for line in errors[-5:]), file=sys.stderr)
        reason = next((words for found, words in _REASONS if re.search(found, said)), FAILED)
        free = shutil.disk_usage(ROOT).free // 1_000_000
        raise SetupError(reason.format(free=free, root=ROOT, needs=NEEDS_MEGABYTES))


class Progress:
    """A line on how far pip is: rewritten in a terminal, a new one every ten seconds elsewhere."""

    def __init__(self, of: int) -> None:
        """Begin at none of so many packages."""
        self.of = of
        self.count = 0
        self.doing = "fetching"
        self._begun = time.monotonic()
        self._stop = threading.Event()
        self._ticks = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        """Begin to show it."""
        self._ticks.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Show no more."""
        self._stop.set()
        self._ticks.join()
        if sys.stdout.isatty():
            print("\r" + " " * 60 + "\r", end="", flush=True)

    def read(self, line: str) -> None:
        """Learn from one line that pip prints."""
        if line.startswith(("Collecting ", "Requirement already satisfied", "Obtaining ")):
            self.count += 1
        elif line.startswith("Installing collected packages"):
            self.doing = "putting them in place"

    def words(self) -> str:
        """How far it is, in words."""
        seconds = round(time.monotonic() - self._begun)
        return f"  {min(self.count, self.of)} of {self.of} packages, {self.doing}; {seconds} s"

    def _tick(self) -> None:
        terminal = sys.stdout.isatty()
        while not self._stop.wait(0.5 if terminal else 10):
            print(
                f"\r{self.words():<60}" if terminal else self.words(),
                end="" if terminal else "\n",
                flush=True,
            )


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run make again to go on.")
