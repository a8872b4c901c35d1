"""HTML from Jinja templates: whatever an author wrote is text, and comes out escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jinja2


@cache
def environment(*folders: Path) -> jinja2.Environment:
    """Return the templates of some folders; a name that is not given to a template is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def in_script(data: str) -> str:
    """Return JSON so that it can stand in a script of a page: nothing that an author wrote ends or hides it."""
    return data.replace("</", "<\\/").replace("<!--", "\\u003c!--")


def tidy(html: str) -> str:
    """Return HTML without its empty lines, which would end it where it stands in Markdown."""
    return "\n".join(_filled(html.split("\n")))


def _filled(lines: Iterable[str]) -> Iterable[str]:
    return (line.rstrip() for line in lines if line.strip())
