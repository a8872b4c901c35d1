"""How much a first visit to the chapter asks for: our site next to a stock Jupyter Book.

Run with `.venv/bin/python bench/first_visit.py` after `make book`. Both are opened in one Chromium in one
run. Bytes are compressed as a web server would (gzip for text; fonts as they are). Requests to other hosts
count as requests and, offline, as no bytes, so the stock page is in truth heavier than shown.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "site")]

import chromium  # noqa: E402
from pages import CHAPTER, opened  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from serving import serve  # noqa: E402

CONFIG = 'title: Stock\nexecute: {execute_notebooks: "off"}\nonly_build_toc_files: true\n'


def stock(folder: Path) -> Path:
    """Build the chapter's notebook with Jupyter Book's own defaults; return the site's folder."""
    notebook = json.loads((ROOT / CHAPTER).with_suffix(".ipynb").read_text(encoding="utf-8"))
    (folder / "notebooks").mkdir()
    (folder / CHAPTER).with_suffix(".ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    shutil.copytree(ROOT / "book", folder / "book")
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "_toc.yml").write_text(
        f"format: jb-book\nroot: {CHAPTER.removesuffix('.html')}\n", encoding="utf-8"
    )
    subprocess.run(
        [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "-q"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "_build" / "html"


def main() -> None:
    """Measure both and print one line each and the ratio."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        weights = {}
        for name, site in (("stock", stock(Path(temporary))), ("ours", ROOT / "_build" / "html")):
            with serve(site) as address, opened(browser, f"{address}/{CHAPTER}") as (_, seen):
                outside = seen.outside(f"{address}/{CHAPTER}")
                weights[name] = seen.bytes_compressed()
                print(
                    f"{name:6} {weights[name] / 1000:7.1f} kB  {len(seen.requests):3} requests, "
                    f"{len(outside)} of them to other hosts"
                )
        print(f"ours / stock = {weights['ours'] / weights['stock']:.2f}")
        browser.close()


if __name__ == "__main__":
    main()
