"""The Sphinx extension of the kit: activities stored in notebooks come to life in the pages of any book.

    sphinx:
      extra_extensions: [workbook.kit.sphinx]

It publishes activities whatever Jupyter stored, or the build has run; it gives the pages that hold some the script
and the style, and tells the script which book it serves. It asks no server for anything, so a page works from a folder
too. What a book can set is in `workbook.kit.book`; without `workbook` in the configuration, the title gives its name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from workbook.kit.activities import added, added_scripts
from workbook.kit.book import Book, BookError, configured
from workbook.kit.paths import STATIC
from workbook.kit.web import executed, links, stored
from workbook.kit.web.page import meta

FILES = ("first.js", "chapter.js", "activities.css", "calendar.js", "qr.js")
"""What pages with activities load, some of it on a click."""
OWN, OWN_STYLE = "kinds.js", "kinds.css"
"""What the book's own kinds of activity add."""


def served(config: Config) -> Book:
    """The book that is built: set by a package that stands on the kit, else described by the configuration."""
    if isinstance(config.workbook, Book):
        return config.workbook
    try:
        return configured(str(config.html_title or config.project), config.workbook)
    except BookError as error:
        raise ExtensionError(str(error)) from error


def _prepare(app: Sphinx, config: Config) -> None:
    config.workbook = book = served(config)
    files = [str(STATIC / name) for name in FILES]
    if book.kinds:
        sys.path.insert(0, str(app.srcdir))  # where a book's own kinds are
        files += _own_kinds(Path(app.doctreedir), book)
    config.html_static_path += files


def _own_kinds(folder: Path, book: Book) -> list[str]:
    """Write the scripts and styles of the book's own kinds of activity, and return where."""
    try:
        scripts = added_scripts(book)
        texts = {OWN: added.page_script(scripts), OWN_STYLE: added.styles(scripts)}
    except (ImportError, AttributeError, ValueError) as error:
        raise ExtensionError(f"A kind of activity of this book cannot be used: {error}") from error
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [str(folder / name) for name in texts]


def _publish(app: Sphinx, docname: str, source: list[str]) -> None:
    """Rewrite a notebook before MyST-NB reads it.

    One whose activities a page could not show ends the build, unless the build is to run it.
    """
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    if app.config.nb_execution_mode == "off":
        _refuse([f"{docname}.ipynb, cell {cell}: {text}." for cell, text in stored.problems(notebook)])
    source[0] = json.dumps(stored.publishable(notebook))


def _run_by_the_build(app: Sphinx, tree: nodes.document) -> None:
    """Make what MyST-NB has run fit to be published too; a notebook in a text file is one."""
    if app.config.nb_execution_mode != "off":
        _refuse([f"{app.env.docname}: {text}." for text in executed.settle(tree, app.env)])


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ExtensionError("\n".join(problems))


def _pages_are_there(app: Sphinx, env: BuildEnvironment) -> None:
    """End the build where the configuration names a page of help that the book has not."""
    for name, source in served(app.config).pages.items():
        if source.rpartition(".")[0] not in env.found_docs:
            raise ExtensionError(
                f"The configuration says that the page “{name}” is {source}, and the book has no such page. "
                "Correct it under “workbook”, or put the page into the table of contents."
            )


def _load(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: what a page with activities loads, and which book it is of."""
    if "data-activity=" not in (context.get("body") or ""):
        return
    context["metatags"] = context.get("metatags", "") + meta(served(app.config))
    app.add_css_file("activities.css")
    if served(app.config).kinds:
        app.add_css_file(OWN_STYLE)
        app.add_js_file(OWN, loading_method="defer", priority=400)
    app.add_js_file("first.js", priority=100)
    app.add_js_file("chapter.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    app.add_config_value("workbook", {}, "html", types=[dict, Book])
    app.connect("config-inited", _prepare)
    app.connect("source-read", _publish, priority=400)
    app.connect("doctree-read", _run_by_the_build)
    app.connect("env-check-consistency", _pages_are_there)
    app.connect("doctree-resolved", links.rewrite_hrefs)
    app.connect("html-page-context", _load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
