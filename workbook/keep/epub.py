"""The book as ePub 3: for a reading device or an app for books. No script in it, and no font: the reader chooses."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from workbook.documents import drawings
from workbook.keep.pages import KeptPage, Part, written

STYLE = Path(__file__).with_name("book.css")
_ONCE = (2026, 1, 1, 0, 0, 0)
"""The same book gives the same file: no time of day is in it."""
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" href="book.css"/></head>
<body>{body}</body>
</html>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en-GB">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>en-GB</dc:language>
<dc:creator>{author}</dc:creator>
<dc:rights>{rights}</dc:rights>
<meta property="dcterms:modified">{date}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">longDescription</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="style" href="book.css" media-type="text/css"/>
<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
</manifest>
<spine>
{order}
</spine>
</package>
"""


@dataclass(frozen=True)
class About:
    """What a file says of the book."""

    title: str
    author: str
    rights: str
    date: str
    """The day of this edition: `2026-11-29`."""
    opening: str
    """The first page, as XHTML."""


def write(about: About, parts: Sequence[Part], cover: bytes) -> bytes:
    """The book as the bytes of an ePub. Each part has a title and its pages."""
    pages = [page for part in parts for page in part.pages]
    files = {
        "contents.xhtml": _page("Contents", _contents(parts)),
        "opening.xhtml": _page(about.title, about.opening),
        **{_file(page.name, pages): _page(page.title, _body(page, pages)) for page in pages},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:

        def put(name: str, data: str | bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
            packed.writestr(zipfile.ZipInfo(name, _ONCE), data, how)

        put("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        put("META-INF/container.xml", _CONTAINER)
        put("book/book.opf", _package(about, files))
        put("book/book.css", STYLE.read_text(encoding="utf-8"))
        put("book/cover.png", cover)
        for name, text in files.items():
            put(f"book/{name}", text)
    return out.getvalue()


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title), body=body)


def _file(name: str, pages: Sequence[KeptPage]) -> str:
    """The file of a page: its place in the book first, so that no two have one name."""
    number = next(at for at, page in enumerate(pages, start=1) if page.name == name)
    return f"{number:02}-{pages[number - 1].slug}.xhtml"


def _body(page: KeptPage, pages: Sequence[KeptPage]) -> str:
    def address(target: str, anchor: str) -> str:
        return f"{_file(target, pages)}{f'#{anchor}' if anchor else ''}"

    return f"<h1>{escape(page.title)}</h1>{written(page, drawings.inked, address)}"


def _contents(parts: Sequence[Part]) -> str:
    pages = [page for part in parts for page in part.pages]
    lists = []
    for part in parts:
        items = "".join(
            f'<li><a href="{_file(page.name, pages)}">{escape(page.title)}</a></li>' for page in part.pages
        )
        lists.append(f"<li><span>{escape(part.title)}</span><ol>{items}</ol></li>")
    return f'<nav epub:type="toc"><h1>Contents</h1><ol>{"".join(lists)}</ol></nav>'


def _package(about: About, files: dict[str, str]) -> str:
    items, order = [], []
    for number, (name, text) in enumerate(files.items()):
        svg = ' properties="svg"' if "<svg" in text else ""
        if name != "contents.xhtml":
            items.append(f'<item id="page-{number}" href="{name}" media-type="application/xhtml+xml"{svg}/>')
        order.append(f'<itemref idref="{"contents" if name == "contents.xhtml" else f"page-{number}"}"/>')
    return _PACKAGE.format(
        id=uuid5(NAMESPACE_URL, about.title),
        title=escape(about.title),
        author=escape(about.author),
        rights=escape(about.rights),
        date=about.date,
        items="\n".join(items),
        order="\n".join(order),
    )
