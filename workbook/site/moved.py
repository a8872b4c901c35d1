"""Pages that are gone keep their addresses: each shows a small page that leads on (`book/moved.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from posixpath import relpath

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from workbook.kit.text import yaml

LIST = "book/moved.yaml"


def forward(title: str, address: str, text: str, root: str = "") -> str:
    """A small page that sends the reader on, and is a whole page for those it cannot send."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<link rel="icon" href="{root}_static/icon.svg" type="image/svg+xml">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        f'<body>\n<main><h1>{escape(title)}</h1>\n<p><a href="{address}">{escape(text)}</a></p>'
        "</main>\n</body>\n</html>\n"
    )


def read(source: Path) -> Mapping[str, Mapping[str, str]]:
    """The pages that are gone; none where the book has no list of them."""
    path = source / LIST
    return dict(yaml.read(path) or {}) if path.is_file() else {}


def write(app: Sphinx, out: Path) -> None:
    """Write the small pages. Raises `ExtensionError` where one leads nowhere, or a page is still there."""
    for old, new in read(Path(app.srcdir)).items():
        if new["to"] not in app.env.found_docs or old in app.env.found_docs:
            raise ExtensionError(
                f"{LIST}: {old} leads to {new['to']}, which is no page, or is still there itself."
            )
        file = out / f"{old}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        address = relpath(f"{new['to']}.html", Path(old).parent.as_posix())
        page = forward("This page has moved", address, new["title"], "../" * old.count("/"))
        file.write_text(page, encoding="utf-8", newline="\n")
