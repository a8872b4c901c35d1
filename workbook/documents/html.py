"""A paper as one HTML page that asks nobody for anything: its style and its fonts are inside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import assert_never

from workbook.documents.columns import shares
from workbook.documents.paper import LARGE, SIZE, Paper
from workbook.kit.text import blocks
from workbook.paths import STATIC

STYLE = Path(__file__).with_name("paper.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
MANY = 4
"""A table with more columns is given their widths, so that in large print none is too narrow."""
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""What an SVG needs in a file of its own, and not in a page."""
FONT = re.compile(r'url\("(fonts/[^"]+)"\)')


def page(paper: Paper) -> str:
    """The paper as HTML, ready to be printed on A4."""
    size = "large" if paper.size == LARGE else "dense" if paper.size < SIZE else "usual"
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="en-GB" class="{size}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(paper.title)}</title>",
            f"<style>{style()}</style>\n</head>\n<body>",
            *([] if starts_with_slips(paper.blocks) else [f"<h1>{escape(paper.title)}</h1>"]),
            *(line for group in _groups(paper.blocks) for line in _group(group)),
            "</body>\n</html>\n",
        ]
    )


def starts_with_slips(made: Sequence[blocks.Block]) -> bool:
    """Whether a paper is a page of slips, whose own heading is cut off: then it has no other."""
    return bool(made) and isinstance(made[0], blocks.Slips)


@cache
def style() -> str:
    """The style of papers, with the fonts it names."""
    return with_fonts(STYLE.read_text(encoding="utf-8"))


def with_fonts(style: str) -> str:
    """A style with the fonts that it names inside it."""

    def font(found: re.Match[str]) -> str:
        data = base64.b64encode((STATIC / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{data}")'

    return FONT.sub(font, style)


def _groups(made: Iterable[blocks.Block]) -> list[list[blocks.Block]]:
    """Headings with what stands under them."""
    groups: list[list[blocks.Block]] = [[]]
    before: blocks.Block | None = None
    for block in made:
        if isinstance(block, blocks.Heading) and not isinstance(before, blocks.Heading):
            groups.append([])
        groups[-1].append(block)
        before = block
    return groups


def _group(group: list[blocks.Block]) -> Iterator[str]:
    """A question and the room to answer it stay on one page."""
    lines = [line for block in group for line in _block(block)]
    if any(isinstance(block, blocks.Blank) for block in group):
        lines = ['<div class="keep">', *lines, "</div>"]
    yield from lines


def _block(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Heading(text, level):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case blocks.Paragraph(text, lead, stays):
            kept = f' class="stays-{stays}"' if stays else ""
            yield f"<p{kept}>{f'<strong>{escape(lead)}</strong> ' if lead else ''}{escape(text)}</p>"
        case blocks.Answer(text):
            yield f"<p>{escape(text)}</p>"
        case blocks.Items():
            yield from _list(block)
        case blocks.Blank(lines):
            yield _rules(lines)
        case blocks.Say(text):
            yield f"<blockquote><p>{escape(text)}</p></blockquote>"
        case blocks.Note(text):
            yield f'<p class="note">{escape(text)}</p>'
        case blocks.Small(text):
            yield f'<p class="small">{escape(text)}</p>'
        case blocks.Field(label, lines):
            alone = " one" if lines == 1 else ""
            yield f'<div class="field{alone}"><p>{escape(label)}</p>{_rules(lines)}</div>'
        case blocks.Table():
            yield from _table(block)
        case blocks.Slips():
            yield from _slips(block)
        case blocks.NewPage():
            yield '<div class="new-page"></div>'
        case blocks.Drawing():
            yield from _drawing(block)
        case blocks.Columns(columns):
            yield '<div class="columns">'
            for column in columns:
                yield from ("<div>", *(line for group in _groups(column) for line in _group(group)), "</div>")
            yield "</div>"
        case _:
            assert_never(block)


def _rules(lines: int) -> str:
    return f'<div class="room" aria-hidden="true">{"<span></span>" * lines}</div>'


def _list(block: blocks.Items) -> Iterator[str]:
    box = '<span class="box" aria-hidden="true"></span>' if block.form == "boxes" else ""
    start = f' start="{block.start}"' if block.start != 1 else ""
    yield {"numbers": f"<ol{start}>", "boxes": '<ul class="boxes">', "bullets": "<ul>"}[block.form]
    for number, text in enumerate(block.items):
        nested = block.inside(number)
        yield f"<li>{box}{escape(text)}{''.join(_list(nested)) if nested else ''}</li>"
    yield "</ol>" if block.form == "numbers" else "</ul>"


def _table(block: blocks.Table) -> Iterator[str]:
    yield "<table>"
    if block.caption:
        yield f"<caption>{escape(block.caption)}</caption>"
    if len(block.head) > MANY:
        columns = "".join(f'<col width="{share:.0%}">' for share in shares([block.head, *block.rows]))
        yield f"<colgroup>{columns}</colgroup>"
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for first, *rest in block.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _drawing(block: blocks.Drawing) -> Iterator[str]:
    """A drawing, inline; of one in parts, the first says what all of them show."""
    for number, part in enumerate(block.parts):
        words = 'aria-hidden="true"' if number else f'role="img" aria-label="{escape(block.alt)}"'
        inline = part.replace(NAMESPACE, "").replace("<svg", f"<svg {words}", 1)
        yield f'<div class="drawing {block.kind}">{inline}</div>'


def _slips(block: blocks.Slips) -> Iterator[str]:
    """A page of slips; one of them is enough for a reader who listens."""
    box = '<span class="box" aria-hidden="true"></span>'
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row)}</th>{f"<td>{box}</td>" * 2}</tr>' for row in block.rows
    )
    last = f'<tr><th scope="row" colspan="2">{escape(block.last)}</th><td>{box}</td></tr>'
    inside = f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}{last}</tbody></table>"
    yield f'<section class="cut"><h1>{escape(block.title)}</h1><div class="slips">'
    yield f'<div class="slip">{inside}</div>'
    yield f'<div class="slip" aria-hidden="true">{inside}</div>' * (blocks.ACROSS * blocks.DOWN - 1)
    yield "</div></section>"
