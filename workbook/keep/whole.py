"""The book as one PDF that a screen reader can read: tagged, titled, in British English, with bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from html import escape, unescape
from io import BytesIO

import pikepdf

from workbook.documents import drawings, html, pdf
from workbook.keep.epub import STYLE, About
from workbook.keep.pages import Part, written

_FOOT = (
    '<p style="width:100%;margin:0 18mm;font:8pt sans-serif;color:#4f5b5c;text-align:right">'
    '<span class="pageNumber"></span></p>'
)
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
_PAPER = """
@font-face { font-family: "Radio Canada"; src: url("fonts/radio-canada.woff2"); font-weight: 300 700; }
@font-face { font-family: "Young Serif"; src: url("fonts/young-serif.woff2"); font-weight: 400; }
@page { size: A4; margin: 20mm 20mm 22mm; }
body { font: 10.5pt/1.5 "Radio Canada", sans-serif; color: #1c2729; }
h1, h2, h3 { font-family: "Young Serif", serif; font-weight: 400; }
.kept-page, .part { break-before: page; }
.part > h1 { margin-top: 30%; font-size: 28pt; }
.contents a { text-decoration: none; }
"""


def page(about: About, parts: Sequence[Part]) -> str:
    """The whole book as one page of HTML: its own headings, each below that of its part."""
    style = html.with_fonts(STYLE.read_text(encoding="utf-8") + _PAPER)
    lines = [
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(about.title)}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{html.POLICY}">',
        f"<style>{style}</style></head><body>",
        about.opening,
        '<section class="kept-page contents"><h1>Contents</h1><ul>',
    ]
    for part in parts:
        links = "".join(
            f'<li><a href="#{_id(one.name, "")}">{escape(one.title)}</a></li>' for one in part.pages
        )
        lines.append(f"<li>{escape(part.title)}<ul>{links}</ul></li>")
    lines.append("</ul></section>")
    for part in parts:
        for one in part.pages:
            body = written(
                one, drawings.inked, lambda target, anchor: f"#{_id(target, anchor)}", partial(_id, one.name)
            )
            lines.append(
                f'<section class="kept-page" id="{_id(one.name, "")}"><h1>{escape(one.title)}</h1>{body}</section>'
            )
    lines.append("</body></html>\n")
    return "\n".join(lines)


def _id(name: str, anchor: str) -> str:
    """An anchor that no other page has, and no longer than readers of PDFs allow (127 bytes)."""
    whole = f"{name.replace('/', '-')}--{anchor}"
    return whole if len(whole) < 100 else f"{whole[:80]}-{sha256(whole.encode()).hexdigest()[:12]}"


def write(about: About, parts: Sequence[Part]) -> bytes:
    """Print it, and pack it: as printed it is twice as large. Raises `PrintError`."""
    out = BytesIO()
    made = page(about, parts)
    headings = {"".join(one.split()): one for one in map(_plain, HEADING.findall(made))}
    with pikepdf.open(BytesIO(pdf.print_html(about.title, made, foot=_FOOT))) as printed:
        with printed.open_outline() as outline:
            _say_right(outline.root, headings)
        printed.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _plain(heading: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", heading)).split())


def _say_right(bookmarks: Iterable[pikepdf.OutlineItem], headings: Mapping[str, str]) -> None:
    """Give each bookmark the words of its heading, which are found by the same without spaces.

    In a bookmark, Chromium leaves out the space where the heading begins a new line, and says the words twice where it
    has moved the heading to the next page.
    """
    for one in bookmarks:
        said = "".join(one.title.split())
        half = said[: len(said) // 2]
        one.title = headings.get(half if said == half * 2 else said, one.title)
        _say_right(one.children, headings)
