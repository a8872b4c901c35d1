"""Serve the built book on this computer and open it: `make read`."""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SITE = Path(__file__).resolve().parents[1] / "_build" / "html"


class Server(ThreadingHTTPServer):
    """A server that never shares its port with another program."""

    allow_reuse_port = False
    daemon_threads = True


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and lists no address that was asked for."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what a reader opens is in no log."""


def main(port: str) -> None:
    """Serve until Ctrl+C. A port that is taken ends it with the way out, and opens nothing."""
    try:
        server = Server(("127.0.0.1", int(port)), partial(Quiet, directory=str(SITE)))
    except (ValueError, OverflowError):
        sys.exit(f"“{port}” is no port. Choose a number from 1024 to 65535: make read PORT=8123")
    except OSError:
        sys.exit(
            f"Port {port} is taken by another program, or not allowed. Try: make read PORT={free_port()}"
        )
    address = f"http://127.0.0.1:{port}/"
    print(f"Reading at {address}  Stop with Ctrl+C.", flush=True)
    webbrowser.open(address, new=2)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


def free_port() -> int:
    """A port that nobody uses now."""
    with Server(("127.0.0.1", 0), Quiet) as server:
        return int(server.server_port)


if __name__ == "__main__":
    main(sys.argv[1])
