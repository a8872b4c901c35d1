"""The book can be carried by MyST-NB and sphinx-book-theme alone, and a warning stops any build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import small_book
from pages import ROOT

CONF = """
project = html_title = "The Whys and the Hows"
extensions = ["myst_nb", "sphinx_book_theme", "workbook.site"]
html_theme = "sphinx_book_theme"
nb_execution_mode = "off"
root_doc = "index"
html_copy_source = False
html_permalinks = False
myst_heading_anchors = 3
exclude_patterns = ["_build", "jupyter_execute"]
"""
CHAPTERS = """
```{toctree}
:glob:

../../notebooks/[0-9]*
```
"""


BROKEN = {
    "a row": (
        "book/where-to-turn.md",
        "\n[a row that is not there](about/evidence/francis-2013.md#francis-2013.no-such-row)\n",
    ),
    "a page": ("book/about/accessibility.md", "\n[a page that is not there](no-such-page.md)\n"),
}


def plain(book: Path) -> Path:
    """The book's sources with a plain Sphinx configuration."""
    (book / "book" / "welcome.md").unlink()
    (book / "conf.py").write_text(CONF, encoding="utf-8")
    pages = sorted(path.relative_to(book) for path in book.rglob("*.md") if path.parent.name != "parts")
    pages += sorted(path.relative_to(book) for path in book.glob("notebooks/[a-z]*.ipynb"))
    listed = "\n".join(path.with_suffix("").as_posix() for path in pages)
    index = f"# The book\n\n```{{toctree}}\n:glob:\n\nbook/parts/*\n{listed}\n```\n"
    (book / "index.md").write_text(index, encoding="utf-8")
    (part,) = (book / "book" / "parts").glob("*.md")
    part.write_text(part.read_text(encoding="utf-8") + CHAPTERS, encoding="utf-8")
    return book


def build(book: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build"]
    return subprocess.run(
        command, cwd=book, capture_output=True, text=True, timeout=240, env=small_book.environment()
    )


def refuses(book: Path, broken: str) -> None:
    """A build and the next one stop at a link that leads nowhere."""
    file, bad = BROKEN[broken]
    page = book / file
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole + bad, encoding="utf-8")
    first, second = build(book), build(book)
    page.write_text(whole, encoding="utf-8")
    assert first.returncode != 0, "a warning did not stop the build"
    assert second.returncode != 0, "the second build passed over what the first refused"
    assert "not-there" in first.stderr or "no-such" in first.stderr


def test_plain_sphinx_carries_a_book_and_a_warning_stops_it(tmp_path: Path) -> None:
    small_book.lay_out(tmp_path, small_book.notebooks())
    built = build(plain(tmp_path))
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "_build/notebooks/01-first-day.html").read_text(encoding="utf-8")
    assert page.count("data-activity=") >= 9
    assert "Content-Security-Policy" in page
    assert 'href="../book/about/evidence/francis-2013.html#' in page
    refuses(tmp_path, "a row")


@pytest.mark.everything
def test_plain_sphinx_carries_this_book_and_any_warning_stops_it(tmp_path: Path) -> None:
    for folder in ("notebooks", "book", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns(".*", "README.md"))
    built = build(plain(tmp_path))
    assert built.returncode == 0, built.stderr
    for name in BROKEN:
        refuses(tmp_path, name)
