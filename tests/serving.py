"""Serve a folder on this machine while a test reads it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar


class _Quiet(SimpleHTTPRequestHandler):
    headers_of_the_host: ClassVar[dict[str, str]] = {}

    def end_headers(self) -> None:
        """Send what the host sends with every page."""
        for name, value in self.headers_of_the_host.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's output is for its failures."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page closed before its pictures arrived is no news."""


@contextmanager
def serve(folder: Path, headers: dict[str, str] | None = None) -> Iterator[str]:
    """Serve `folder` on 127.0.0.1 and a free port; gives the address without a final slash.

    `headers` are sent with every file, as some hosts do.
    """
    handler = type("Handler", (_Quiet,), {"headers_of_the_host": headers or {}})
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
