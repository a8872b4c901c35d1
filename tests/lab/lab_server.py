"""A real JupyterLab on a copy of the notebooks, started and stopped for a check."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab."""

    address: str
    token: str
    folder: Path
    """The project that it was started in."""
    notes: Path
    """Where the learner's notes lie."""
    log: Path

    @property
    def first(self) -> str:
        """The address that `make lab` opens."""
        return f"{self.address}/?token={self.token}"

    def page(self, path: str) -> str:
        """The address that opens a file."""
        return f"{self.address}/lab/tree/{path}?token={self.token}&reset"

    def export(self, kind: str, path: str) -> str:
        """What the menu gives: Save and Export Notebook As."""
        with urllib.request.urlopen(f"{self.address}/nbconvert/{kind}/{path}?token={self.token}") as answer:
            return str(answer.read().decode())

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask Jupyter's own interface."""
        request = urllib.request.Request(
            f"{self.address}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            text = answer.read().decode()
        return json.loads(text) if text else None

    def stop_kernels(self) -> None:
        """Shut down every kernel and end its session."""
        for session in self.ask("GET", "sessions"):
            self.ask("DELETE", f"sessions/{session['id']}")


@contextmanager
def started(folder: Path, notebooks: Path) -> Iterator[Lab]:
    """Start JupyterLab as `make lab` does, in a small project inside `folder`, with nobody's own settings."""
    project, notes, log = _project(folder / "project", notebooks), folder / "notes", folder / "jupyter.log"
    notes.mkdir()
    port, token = _free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    command += ["--expose-app-in-browser"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, cwd=project, stdout=out, stderr=subprocess.STDOUT, env=_environment(folder, notes)
        )
        lab = Lab(f"http://127.0.0.1:{port}", token, project, notes, log)
        try:
            _wait_for(lab, server)
            yield lab
            lab.stop_kernels()
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _project(project: Path, notebooks: Path) -> Path:
    """What JupyterLab needs of a project: notebooks, the pages they link to, Jupyter's settings."""
    shutil.copytree(notebooks, project / "notebooks")
    shutil.copy(ROOT / "notebooks" / "start-here.ipynb", project / "notebooks")
    shutil.copytree(ROOT / "book", project / "book")
    for settings in ("jupyter_server_config.py", "jupyter_config.py"):
        shutil.copy(ROOT / settings, project)
    for folder in ("jupyterlab", "nbconvert"):
        shutil.copytree(ROOT / "setup" / folder, project / "setup" / folder)
    return project


def _environment(folder: Path, notes: Path) -> dict[str, str]:
    own = {
        "WORKBOOK_NOTES": notes,
        "IPYTHONDIR": folder / "ipython",
        "JUPYTER_CONFIG_PATH": folder / "project",  # as in the Makefile
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "data",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": folder / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": folder / "workspaces",
    }
    return {**os.environ, **{name: str(path) for name, path in own.items()}}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(lab: Lab, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            lab.ask("GET", "status")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{lab.log.read_text(errors='replace')[-3000:]}")
