"""A paper as one HTML page that asks nobody for anything: its style and its fonts are inside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from workbook.documents.columns import shares
from workbook.kit.text.blocks import Block
from workbook.paths import STATIC
from workbook.sessions.papers.blocks import ACROSS, DOWN, FEW
from workbook.sessions.papers.papers import LARGE, Paper

STYLE = Path(__file__).with_name("paper.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
MANY = 4
"""A table with more columns is given their widths, so that in large print none is too narrow."""
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""What an SVG needs in a file of its own, and not in a page."""
FONT = re.compile(r'url\("(fonts/[^"]+)"\)')


def page(paper: Paper) -> str:
    """The paper as HTML, ready to be printed on A4."""
    size = "large" if paper.size == LARGE else "usual"
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="en-GB" class="{size}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(paper.title)}</title>",
            f"<style>{style()}</style>\n</head>\n<body>",
            f"<h1>{escape(paper.title)}</h1>",
            *(line for group in _groups(paper.blocks) for line in _group(group)),
            "</body>\n</html>\n",
        ]
    )


@cache
def style() -> str:
    """The style, with the fonts it names."""

    def font(found: re.Match[str]) -> str:
        data = base64.b64encode((STATIC / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{data}")'

    return FONT.sub(font, STYLE.read_text(encoding="utf-8"))


def _groups(made: Iterable[Block]) -> list[list[Block]]:
    """Headings with what stands under them."""
    groups: list[list[Block]] = [[]]
    before = ""
    for block in made:
        if block["type"] == "heading" and before != "heading":
            groups.append([])
        groups[-1].append(block)
        before = block["type"]
    return groups


def _group(group: list[Block]) -> Iterator[str]:
    """A question and the room to answer it stay on one page."""
    lines = [line for block in group for line in _block(block)]
    if any(block["type"] == "blank" for block in group):
        lines = ['<div class="keep">', *lines, "</div>"]
    yield from lines


def _block(block: Block) -> Iterator[str]:
    kind = block["type"]
    if kind == "heading":
        level = block.get("level", 2) + 1
        yield f"<h{level}>{escape(block['text'])}</h{level}>"
    elif kind == "list":
        yield from _list(block)
    elif kind == "blank":
        yield _rules(block["lines"])
    elif kind == "field":
        alone = " one" if block["lines"] == 1 else ""
        yield f'<div class="field{alone}"><p>{escape(block["text"])}</p>{_rules(block["lines"])}</div>'
    elif kind == "table":
        yield from _table(block)
    elif kind == "slips":
        yield from _slips(block)
    elif kind == "drawing":
        yield from _drawing(block)
    elif kind == "strips":
        yield '<ul class="strips">'
        yield from (f"<li>{escape(item)}</li>" for item in block["items"])
        yield "</ul>"
    elif kind == "page":
        yield '<div class="new-page"></div>'
    elif kind == "say":
        yield f"<blockquote><p>{escape(block['text'])}</p></blockquote>"
    else:
        css = f' class="{kind}"' if kind in ("note", "small") else ""
        lead = f"<strong>{escape(block['lead'])}</strong> " if "lead" in block else ""
        yield f"<p{css}>{lead}{escape(block['text'])}</p>"


def _rules(lines: int) -> str:
    return f'<div class="room" aria-hidden="true">{"<span></span>" * lines}</div>'


def _list(block: Block) -> Iterator[str]:
    form = block.get("as", "")
    start = f' start="{block["start"]}"' if block.get("start", 1) != 1 else ""
    yield f"<ol{start}>" if form == "numbers" else f'<ul class="{form}">' if form else "<ul>"
    box = '<span class="box" aria-hidden="true"></span>' if form == "boxes" else ""
    yield from (f"<li>{box}{escape(item)}</li>" for item in block["items"])
    yield "</ol>" if form == "numbers" else "</ul>"


def _table(block: Block) -> Iterator[str]:
    yield "<table>"
    if block["text"]:
        yield f"<caption>{escape(block['text'])}</caption>"
    if len(block["head"]) > MANY:
        columns = "".join(f'<col width="{one:.0%}">' for one in shares([block["head"], *block["rows"]]))
        yield f"<colgroup>{columns}</colgroup>"
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block["head"])
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for first, *rest in block["rows"]:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _drawing(block: Block) -> Iterator[str]:
    """A drawing, inline; of one in parts, the first says what all of them show."""
    for number, part in enumerate(block["parts"]):
        words = 'aria-hidden="true"' if number else f'role="img" aria-label="{escape(block["words"])}"'
        inline = part.replace(NAMESPACE, "").replace("<svg", f"<svg {words}", 1)
        yield f'<div class="drawing {block["kind"]}">{inline}</div>'


def _slips(block: Block) -> Iterator[str]:
    """A page of slips; one of them is enough for a reader who listens."""
    boxes = "".join(
        f'<span class="choice"><span class="box" aria-hidden="true"></span>{escape(one)}</span>'
        for one in block["choices"]
    )
    many = " many" if len(block["choices"]) > FEW else ""
    inside = f'<p class="asked">{escape(block["question"])}</p><p class="choices{many}">{boxes}</p>'
    yield f'<section class="cut"><h2>{escape(block["text"])}</h2><div class="slips">'
    yield f'<div class="slip">{inside}</div>'
    yield f'<div class="slip" aria-hidden="true">{inside}</div>' * (ACROSS * DOWN - 1)
    yield "</div></section>"
