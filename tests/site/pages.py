"""The pages of the built site, and opening one while noting all that it asks for and complains of."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "notebooks/02-mid-staffordshire.html"


def all_pages(site: Path) -> list[str]:
    """Every page of the site, as addresses relative to its root."""
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.parts)


@dataclass
class Seen:
    """What happened while a page was open."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def bytes_compressed(self) -> int:
        """Bytes of everything that came, as a server sends it. Ask while the page is still open."""
        return sum(compressed(r.url, r.body()) for r in self.responses if r.status in (0, 200))

    def outside(self, address: str) -> list[str]:
        """Requests to any other origin than the page's own."""
        own = urlsplit(address)
        return [
            r
            for r in self.requests
            if not r.startswith(("data:", "blob:")) and urlsplit(r)[:2] != (own.scheme, own.netloc)
        ]


@contextmanager
def opened(browser: Browser, address: str, **options: object) -> Iterator[tuple[Page, Seen]]:
    """A page in a context of its own, loaded, with what was seen. Options go to `new_context`."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page, seen = context.new_page(), Seen()

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("response", lambda response: seen.responses.append(response))
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("requestfailed", lambda request: seen.complaints.extend(_failed(request)))
    try:
        page.goto(address, wait_until="networkidle")
        yield page, seen
    finally:
        context.close()


def _failed(request: Request) -> list[str]:
    # A page that moves on, as the front door does, drops what it had begun to ask for: that is no failure.
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} {request.failure}"]


def compressed(address: str, body: bytes) -> int:
    """Bytes sent for one file by a server that compresses text; fonts are compressed already."""
    return len(body) if address.endswith((".woff2", ".png")) else len(gzip.compress(body, 9))
