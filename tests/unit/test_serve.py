"""`make read` serves the built book on this computer, and says what to do when it cannot."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import serve

from workbook.paths import ROOT


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(serve.webbrowser, "open", lambda address, new: asked.append(address))
    return asked


def test_a_port_that_is_taken_is_never_shared_and_another_is_named(opened: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} is taken by another program.*make read PORT=\d+"):
            serve.main(str(port))
    assert opened == []


@pytest.mark.parametrize("port", ["99999", "-1", "http", ""])
def test_what_is_no_port_is_said(opened: list[str], port: str) -> None:
    with pytest.raises(SystemExit, match=f"“{port}” is no port. Choose a number from 1024 to 65535"):
        serve.main(port)
    assert opened == []


def test_it_serves_the_book_opens_it_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "our own book"
    (folder / "setup").mkdir(parents=True)
    shutil.copy(ROOT / "setup" / "serve.py", folder / "setup")
    (folder / "_build" / "html").mkdir(parents=True)
    (folder / "_build" / "html" / "index.html").write_text("<h1>The book</h1>", "utf-8")
    server = subprocess.Popen(
        [sys.executable, "setup/serve.py", str(serve.free_port())],
        cwd=folder,
        env={**os.environ, "BROWSER": "echo opened %s"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # ignored in what runs in the background
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[2]
        assert server.stdout.readline() == f"opened {address}\n"
        assert urllib.request.urlopen(address, timeout=20).read() == b"<h1>The book</h1>"
    finally:
        server.send_signal(signal.SIGINT)
        told, wrong = server.communicate(timeout=20)
    assert (server.returncode, told, wrong) == (0, "\n", "")
