"""The book can be carried by MyST-NB and sphinx-book-theme alone, and a warning stops any build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
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
exclude_patterns = ["_build"]
"""
INDEX = """# The Whys and the Hows

```{toctree}
:glob:

notebooks/*
book/*
book/*/*
book/*/*/*
```
"""


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """The chapter and the pages it leads to, with a plain Sphinx configuration."""
    for folder in ("notebooks", "book", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns(".*", "README.md"))
    (tmp_path / "book" / "welcome.md").unlink()
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text(INDEX, encoding="utf-8")
    return tmp_path


def _build(book: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, timeout=120)


def test_plain_sphinx_carries_the_book(small_book: Path) -> None:
    built = _build(small_book)
    assert built.returncode == 0, built.stderr
    page = (small_book / "_build/notebooks/02-mid-staffordshire.html").read_text(encoding="utf-8")
    assert page.count("data-activity=") >= 6
    assert "Content-Security-Policy" in page
    assert 'href="../book/about/evidence/francis-2013.html#' in page


@pytest.mark.parametrize(
    ("file", "bad"),
    [
        (
            "book/where-to-turn.md",
            "\n[a row that is not there](about/evidence/francis-2013.md#francis-2013.no-such-row)\n",
        ),
        ("book/about/accessibility.md", "\n[a page that is not there](no-such-page.md)\n"),
    ],
)
def test_a_warning_stops_the_build_and_the_next_one_too(small_book: Path, file: str, bad: str) -> None:
    page = small_book / file
    page.write_text(page.read_text(encoding="utf-8") + bad, encoding="utf-8")
    first, second = _build(small_book), _build(small_book)
    assert first.returncode != 0, "a warning did not stop the build"
    assert second.returncode != 0, "the second build passed over what the first refused"
    assert "not-there" in first.stderr or "no-such" in first.stderr
