"""How a book is built: by MyST-NB and sphinx-book-theme alone, with no warning passed over and nothing left behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import small_book
from pages import only_in_test_all

pytestmark = pytest.mark.real
CONF = """
project = html_title = "The Whys and the Hows"
version = release = "1"
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
DRAFT = "book/draft-page"


def _build(book: Path, builder: str = "html") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, ".", f"_build/{builder}"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with a plain Sphinx configuration and one page more, built once."""
    folder = tmp_path_factory.mktemp("plain") / "book"
    shutil.copytree(small_book.site().parents[1], folder, ignore=shutil.ignore_patterns("_build", "_*.yml"))
    (folder / "book" / "welcome.md").unlink()
    (folder / f"{DRAFT}.md").write_text("# A draft\n", encoding="utf-8")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text(INDEX, encoding="utf-8")
    built = _build(folder)
    assert built.returncode == 0, built.stderr
    return folder


def test_plain_sphinx_carries_the_book(book: Path) -> None:
    page = (book / "_build/html/notebooks/01-first-day.html").read_text(encoding="utf-8")
    assert page.count("data-activity=") >= 6
    assert "Content-Security-Policy" in page
    assert 'href="../book/about/evidence/francis-2013.html#' in page


def test_a_page_that_is_taken_out_is_gone_from_the_site(book: Path) -> None:
    page = book / "_build/html" / f"{DRAFT}.html"
    assert page.is_file()
    (book / f"{DRAFT}.md").unlink()
    assert _build(book).returncode == 0
    assert not page.exists()
    left = [
        path.name for path in (book / "_build/html").rglob("*.js") if "draft-page" in path.read_text("utf-8")
    ]
    assert left == [], "the search or the catalogue still knows the page"


def test_a_warning_stops_the_build_and_the_next_one_too(book: Path) -> None:
    page = book / "book/where-to-turn.md"
    before = page.read_text(encoding="utf-8")
    bad = "[a row](about/evidence/francis-2013.md#francis-2013.no-such-row) [a page](no-such-page.md)"
    page.write_text(f"{before}\n{bad}\n", encoding="utf-8")
    first, second = _build(book), _build(book)
    page.write_text(before, encoding="utf-8")
    assert first.returncode != 0, "a warning did not stop the build"
    assert second.returncode != 0, "the second build passed over what the first refused"
    assert "no-such" in first.stderr


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "latex", *only_in_test_all("dirhtml", "json", "man")]
)
def test_a_builder_that_would_publish_a_broken_book_is_refused(book: Path, builder: str) -> None:
    built = _build(book, builder)
    assert built.returncode != 0
    assert f"built as a website only, not by the builder “{builder}”" in built.stderr
    assert "Traceback" not in built.stderr


@pytest.mark.parametrize("builder", ["text", *only_in_test_all("xml")])
def test_a_builder_whose_result_nobody_takes_for_the_book_works(book: Path, builder: str) -> None:
    built = _build(book, builder)
    assert built.returncode == 0, built.stderr
    (found,) = (book / f"_build/{builder}/book").glob("glossary.*")
    assert "trust" in found.read_text(encoding="utf-8").lower()
