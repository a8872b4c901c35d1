"""Links to the references become citations, and the page of references the list that they lead to.

An author writes `[the Francis report](../book/references.md#francis-2013)`: it works in JupyterLab and on a
code host. On the site sphinxcontrib-bibtex numbers it.
Source: https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html (roles, directive, settings).
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from workbook.evidence.references import LIST

from . import source as sources

PAGE = "book/references"
CITED = re.compile(r"\[([^\]\[]+)\]\([\w./-]*references\.md#([\w-]+)\)")
BIBLIOGRAPHY = "```{bibliography}\n:all:\n```\n"


def settings(config: Config) -> None:
    """What sphinxcontrib-bibtex is told: one file, numbers, and our own ids as anchors."""
    config.bibtex_bibfiles = [f"{PAGE}.bib"]
    config.bibtex_default_style = "unsrt"
    config.bibtex_cite_id = "{key}"


def cited(markdown: str) -> str:
    """The text with a citation after the words of each link to the references."""
    return CITED.sub(r"\1 {cite:p}`\2`", markdown)


def listed(markdown: str) -> str:
    """The page of references with the numbered list in place of the plain one."""
    return markdown.partition(LIST)[0] + BIBLIOGRAPHY


def for_site(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`."""
    if docname == PAGE:
        source[0] = listed(source[0])
    elif "references.md#" in source[0]:
        sources.change_markdown(source, cited)


def as_list(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: docutils gives the works a role that is out of use and may not stand
    in a list."""
    if body := context.get("body"):
        context["body"] = body.replace(' role="doc-biblioentry"', ' role="listitem"')
