"""The kit in somebody else's book: the package as others install it, a book of ten lines, plain Jupyter."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbformat import v4
from pages import ROOT, watching
from playwright.sync_api import Browser, Page, expect
from serving import serve

pytestmark = pytest.mark.real
BOOK = ROOT / "tests" / "books" / "another"
OURS = ("Whys", "whys-and-hows", "The evidence", "your-words", "NHS")
"""What belongs to this book, and may stand in no other."""


def _wheel(into: Path) -> Path:
    """The package as it is published."""
    source = into / "source"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "workbook", source / "workbook", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        into,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(into.glob("*.whl"))


def _made(book: Path, python: Path, **environment: str) -> Path:
    """Run the book's notebook in plain Jupyter, build the book, and return its site."""
    shutil.copytree(BOOK, book)
    jupytext.write(jupytext.read(book / "first.md"), book / "first.ipynb")
    (book / "first.md").unlink()
    told = {**os.environ, "WORKBOOK_NOTES": str(book.parent / "notes"), **environment}
    for command in (
        ["jupyter-nbconvert", "--to", "notebook", "--execute", "--inplace", "first.ipynb"],
        ["jupyter-book", "build", ".", "-q"],
    ):
        program = python.with_name(command[0])
        done = subprocess.run([program, *command[1:]], cwd=book, env=told, capture_output=True, text=True)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    stored = (book / "first.ipynb").read_text("utf-8")
    assert "widget-view" in stored, "plain Jupyter stored no live view, so this proves nothing"
    return book / "_build" / "html"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another")
    with zipfile.ZipFile(_wheel(folder)) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture(scope="module")
def site(installed: Path) -> Path:
    return _made(installed.parent / "book", Path(sys.executable), PYTHONPATH=str(installed))


@pytest.fixture(params=["http", "file"])
def root(site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "file":
        yield site.as_uri()
    else:
        with serve(site) as address:
            yield address


def _typed(page: Page) -> None:
    """Type into the first box, and see that it stays; the other activities are alive too."""
    box = page.get_by_role("textbox", name="What did you notice?")
    box.fill("a light left on")
    expect(page.locator(".wb-live")).to_have_count(4)
    expect(page.locator(".wb-fallback")).to_have_count(0)
    expect(box).to_have_value("a light left on")
    page.get_by_role("link", name="Where to turn").first.click()
    page.wait_for_url("**/help.html")


def test_activities_are_alive_and_serve_their_own_book(browser: Browser, root: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{root}/first.html")
    _typed(page)
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [key for key in kept if key.startswith("whys")] == []
    context.close()


def test_a_kind_of_the_book_s_own_is_alive_and_keeps_words(browser: Browser, root: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{root}/first.html")
    own = page.locator("[data-activity=thanks]")
    box = own.get_by_role("textbox", name="Whom would you like to thank?")
    box.fill("whoever left the light on")
    page.reload()
    expect(box).to_have_value("whoever left the light on")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    own.get_by_role("button", name="Copy as text").click()
    expect(own.locator(".wb-copy-box textarea")).to_have_value(
        "First steps\n\nWhom would you like to thank?\n\nwhoever left the light on\n"
    )
    context.close()


def test_the_book_of_ten_lines_that_authors_are_told_of_runs_and_is_alive(
    installed: Path, tmp_path: Path, browser: Browser
) -> None:
    """With nothing stored, and with the settings that Jupyter Book has by itself: the build runs the notebook."""
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Use the activities in a book")[2]
    config, toc, *cells = re.findall(r"^```\w*\n(.*?)^```", told.partition("\n## ")[0], re.M | re.S)
    assert sum(line.count("\n") for line in (config, toc, *cells)) <= 10 + len(
        ("# _config.yml", "# _toc.yml")
    )
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    (tmp_path / "_toc.yml").write_text(toc, "utf-8")
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# First"), *map(v4.new_code_cell, cells)])
    nbformat.write(notebook, tmp_path / "first.ipynb")
    environment = {**os.environ, "PYTHONPATH": str(installed), "WORKBOOK_NOTES": str(tmp_path / "notes")}
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-q"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "html-manager" not in (tmp_path / "_build/html/first.html").read_text("utf-8")
    with serve(tmp_path / "_build" / "html") as address:
        page, seen = watching(browser.new_page())
        page.goto(f"{address}/first.html")
        box = page.get_by_role("textbox", name="What did you notice?")
        box.fill("a light left on")
        page.reload()
        expect(box).to_have_value("a light left on")
        assert seen.outside(address) == []
        assert [url for url in seen.requests if "/_static/fonts/" in url] == [], "typefaces that it has not"
        page.close()


def test_no_page_names_this_book(site: Path) -> None:
    for path in site.glob("*.html"):
        html = path.read_text("utf-8")
        assert [word for word in OURS if word in html] == [], path.name
        assert 'name="workbook"' in html or path.name != "first.html"
    assert "Caring for carers" in (site / "first.html").read_text("utf-8")


def test_no_live_view_and_no_state_is_published(site: Path) -> None:
    html = (site / "first.html").read_text("utf-8")
    assert "widget-state" not in html and "html-manager" not in html


@pytest.mark.everything
def test_a_fresh_environment_needs_nothing_but_the_package(tmp_path: Path, browser: Browser) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        _wheel(tmp_path),
        "nbconvert",
    ]
    subprocess.run(install, check=True)
    listed = subprocess.check_output([python, "-m", "pip", "list", "--format", "freeze"], text=True)
    names = {line.partition("==")[0].lower() for line in listed.splitlines()}
    assert not names & {"playwright", "python-docx", "altair", "textstat", "jupyterlab", "pandas"}
    site = _made(tmp_path / "book", python, PYTHONPATH="")
    page = browser.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{site.as_uri()}/first.html")
    _typed(page)
    page.close()
