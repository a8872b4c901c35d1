"""The service worker of the built site: its script, with the name and the hash of every file of the book before it.

Written last, and again by whatever changes a page: a kept copy is only ever a whole one of one version, because each
file has to be what its hash says (`workbook/js/shell/keep-worker.js`).
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from workbook.paths import SITE_FILES, SITE_PAPERS, STATIC

NAME = "sw.js"
WORKER = STATIC / "keep-worker.js"
DOWNLOADS = (f"{SITE_PAPERS}/", f"{SITE_FILES}/")
NOT_KEPT = (NAME, "objects.inv", "robots.txt", "sitemap.xml", "manifest.json", "app/", *DOWNLOADS)
"""What no reader opens without a connection. Files to download are large, and stay where she puts them."""
SIZE = 'data-runs="keep"'
"""The element of the page that offers it, which is told how much space it takes."""


def kept_files(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file that belongs to the book, by its address from the site's root."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith((".", *NOT_KEPT)) and path.suffix != ".zip":
            yield name, path


def write(site: Path, book: str) -> str:
    """Write the worker of a site of this book, and return the version: a hash of all that it keeps."""
    _say_size(site)
    files = {name: _hash(path) for name, path in kept_files(site)}
    listed = json.dumps(files, separators=(",", ":"))
    version = hashlib.sha256(listed.encode()).hexdigest()[:12]
    about = f'{{"name":{json.dumps(book)},"version":"{version}","files":{listed}}}'
    script = f"self.keptBook={about};\n{WORKER.read_text(encoding='utf-8')}"
    (site / NAME).write_text(script, encoding="utf-8", newline="\n")
    return version


def _hash(path: Path) -> str:
    return b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def _say_size(site: Path) -> None:
    """Tell the page that offers to keep the book how many megabytes it is."""
    size = sum(path.stat().st_size for _, path in kept_files(site))
    told = f'{SIZE} data-megabytes="{max(1, round(size / 1_000_000))}"'
    for page in site.glob("book/about/*.html"):
        html = page.read_text(encoding="utf-8")
        if SIZE in html and told not in html:
            before, _, after = html.partition(SIZE)
            after = after[after.index(">") :] if after.startswith(" data-meg") else after
            page.write_text(f"{before}{told}{after}", encoding="utf-8", newline="\n")
