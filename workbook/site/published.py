"""What search engines and other sites are told of the book, once it is known where it is published.

`baseurl`, under `html` in `_config.yml`, says where, such as `https://example.org/book/`; `BOOK_ADDRESS` in the
environment says it for one build. Without it there is no sitemap and no card beside a shared link, because both need
whole addresses; other sites then show a page's title and its description.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

HERS = ("book/my-notes", "book/take-out", "book/look-back")
"""Pages that are nothing without their reader."""
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</urlset>
"""


def settle(config: Config) -> None:
    """Take the address from the environment where it says one, and end it with a slash."""
    given = os.environ.get("BOOK_ADDRESS") or str(config.html_baseurl or "")
    if given and not given.startswith(("https://", "http://")):
        raise ExtensionError(
            f"The book's address is {given!r}. Write it whole, such as https://example.org/book/"
        )
    config.html_baseurl = f"{given.rstrip('/')}/" if given else ""


def offer(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: the address of the page and of its card, for `layout.html`."""
    root = app.config.html_baseurl
    context["wb_address"] = f"{root}{name}.html" if root else ""
    context["wb_card"] = f"{root}app/card.png" if root else ""


def write(app: Sphinx, out: Path) -> None:
    """Write what search engines ask for: `robots.txt`, and the sitemap where the book's address is known."""
    root, sitemap = app.config.html_baseurl, out / "sitemap.xml"
    sitemap.unlink(missing_ok=True)
    robots = "User-agent: *\nAllow: /\n"
    if root:
        pages = sorted(app.env.found_docs - set(HERS))
        listed = "\n".join(f"<url><loc>{escape(f'{root}{page}.html')}</loc></url>" for page in pages)
        sitemap.write_text(_SITEMAP.format(listed), encoding="utf-8", newline="\n")
        robots += f"Sitemap: {root}sitemap.xml\n"
    (out / "robots.txt").write_text(robots, encoding="utf-8", newline="\n")
