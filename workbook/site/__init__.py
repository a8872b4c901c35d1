"""The Sphinx extension that turns the notebooks into the website.

It reads what the notebooks already say (steps, minutes, activities, facilitator cells) and changes nothing in
them. Each file does one job:

- `source` prepares a notebook for learners,
- `citations` makes links to the references work, `terms` those to the glossary,
- `uses` leads from a row of evidence back to the steps that use it,
- `wide` keeps tables inside the page, `pictures` sets drawings into it, `session_words` words of the sessions,
- `page` chooses what a page loads, `menu` writes the menu, breadcrumbs, Back and Next,
- `chapter_cards` shows the chapters in short, `steps` puts a chapter in steps, `thread` draws what runs through all,
- `catalogue` lists the activities for the page My notes, `evidence_index` the rows for their search,
  `search_index` what the book's own search looks through, `session_files` what a facilitator plans and runs,
  `trusts` the trusts for Your organisation,
- `facilitator` makes the facilitator's page of each chapter,
- `spreadsheets` makes the tables that are downloaded fit for Excel,
- `home_screen` makes it an app where browsers offer that, `published` tells search engines and shared links,
  `moved` keeps the addresses of pages that are gone, `fonts` cuts the typefaces to what the pages use,
- `finish` writes the content policy and leaves only the files that are used.

Source: https://www.sphinx-doc.org/en/master/extdev/appapi.html (event names and signatures).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from workbook import THIS_BOOK
from workbook.kit import book
from workbook.kit.web import links
from workbook.paths import STATIC

from . import (
    chapter_cards,
    citations,
    facilitator,
    finish,
    menu,
    page,
    pictures,
    published,
    session_words,
    source,
    spreadsheets,
    steps,
    terms,
    uses,
    wide,
)

HERE = Path(__file__).parent
THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")
PAGES = ("html", "latex", "man", "texinfo")
"""What builders make that would look like the book and not be one: all but the builder `html` itself."""


def fingerprint(package: Path = HERE.parent) -> str:
    """Hash of the code and templates that shape pages, so that a change of them makes every page again.

    Scripts, styles and data are not in it: they stand in files of their own, written by every build, and no page
    is made from them.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".html", ".json")):
        if not {"__pycache__", "static", "js"} & set(path.relative_to(package).parts):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _prepare(app: Sphinx, config: Config) -> None:
    config.templates_path.append(str(HERE / "templates"))
    config.html_static_path.append(str(STATIC))
    citations.settings(config)
    config.workbook = THIS_BOOK
    config.numfig = False  # no figure has a number; to give them, every page would be read on every build
    config.workbook_fingerprint = fingerprint()
    published.settle(config)


def _without_unused(app: Sphinx, *_: Any) -> None:
    """Drop what Jupyter Book and its theme prepare for every page, and no page of this book shows: a frame of
    their own, which takes longer than all of ours, and running code on a server.
    """
    for name, listeners in app.events.listeners.items():
        app.events.listeners[name] = [
            one
            for one in listeners
            if one.handler.__module__ != "sphinx_thebe"
            and not (name == "html-page-context" and one.handler.__module__.startswith(THEMES))
        ]


def _as_website(app: Sphinx) -> None:
    """A warning anywhere in the build of the website is an error; what no reader could use is refused."""
    if app.builder.format in PAGES and app.builder.name != "html":
        raise ExtensionError(
            f"This book is built as a website only, not by the builder “{app.builder.name}”: its activities need "
            "pages. Run: jupyter-book build . For an ePub, a PDF or Word files of it, run: make keep"
        )
    app.warningiserror = app.warningiserror or app.builder.name == "html"


def _own_search(app: Sphinx) -> None:
    """The book has a search of its own: Sphinx's stores what is typed, sends it, and dies where storage is refused."""
    if app.builder.name == "html":
        app.builder.search = False  # type: ignore[attr-defined]
        app.config.html_additional_pages = {"search": "search.html", "404": "404.html"}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; a warning anywhere in the build is an error, however the build was started."""
    book.use(THIS_BOOK)
    app.setup_extension("workbook.kit.sphinx")
    app.add_config_value("workbook_fingerprint", "", "env", types=[str])
    app.connect("config-inited", _prepare, priority=900)
    app.connect("builder-inited", _own_search)
    app.connect("builder-inited", _as_website, priority=0)
    app.connect("env-before-read-docs", _without_unused)
    app.setup_extension("sphinxcontrib.bibtex")
    app.connect("source-read", source.for_learners)
    app.connect("source-read", session_words.for_site)
    app.connect("source-read", citations.for_site)
    app.connect("source-read", terms.for_site)
    app.connect("source-read", uses.add_to_page)
    app.connect("doctree-read", links.register_anchors)
    app.connect("doctree-read", wide.wrap_tables)
    app.connect("doctree-read", pictures.inline_drawings, priority=400)
    app.connect("html-page-context", wide.reach_tables)
    app.connect("html-page-context", citations.as_list)
    app.connect("html-page-context", facilitator.offer)
    app.connect("html-page-context", chapter_cards.quilt)
    app.connect("html-page-context", steps.lay_out, priority=800)
    app.connect("html-page-context", menu.of_the_book, priority=850)
    app.connect("html-page-context", published.offer)
    app.connect("html-page-context", page.choose_assets, priority=900)
    app.connect("build-finished", spreadsheets.for_excel, priority=800)
    app.connect("build-finished", finish.finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
