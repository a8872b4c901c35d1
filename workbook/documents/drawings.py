"""The drawings of a chapter on paper: in the colours of ink, and in parts where one is taller than a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from workbook.kit.drawing.svg import ACCENT, CLOTH, INK, LINE, PAGE_COLOURS, PAPER, SOFT, WARM

INKS = {
    INK: "#1c2729",
    SOFT: "#4f5b5c",
    LINE: "#8a8f8d",
    ACCENT: "#12555a",
    WARM: "#b4532a",
    PAPER: "#ffffff",
}
"""What the page's colours are on paper. Printed in grey, the warm one is lighter than the other."""
TALL = 1.5
"""How many times as high as wide a drawing may be to stand on a page of large print as a whole."""
ABOVE = 10
"""How far the words above a list reach over where it begins, in the drawing's own units."""
OVER_A_HEADING = 16
"""How far above the middle of a heading's words it can be cut."""
AT_THE_LEFT = "translate(0,"
VARIABLE = re.compile(r"var\(--wb-([a-z-]+)(?:, ([^()]*|var\([^()]*\)))?\)")
"""What a drawing says of the page's colours and typeface: in a notebook with a stand-in, on the site without."""
ON_PAPER = {
    VARIABLE.sub(r"\1", variable): colour
    for drawn, variable in {**PAGE_COLOURS, **CLOTH}.items()
    for colour in [INKS.get(drawn, "#ffffff" if variable.endswith("#ffffff))") else drawn)]
}
"""Each of the page's colours on paper, by its name. People and places are as they are drawn."""
DRAWN = re.compile(r"<svg\b.*?</svg>", re.S)
WORDS = re.compile(r"<(title|desc)\b.*?</\1>\n?", re.S)


def of(html: str) -> tuple[list[str], str]:
    """The first drawing in some HTML, in parts, and what it says to those who cannot see it."""
    (svg,) = DRAWN.findall(html)[:1]
    root = ElementTree.fromstring(svg)
    said = [" ".join(one.itertext()) for one in root if one.tag.endswith(("title", "desc"))]
    svg = inked(svg)
    left, top, wide, high = (float(one) for one in root.attrib["viewBox"].split())
    inner = list(_lists(root)) or list(_headings(root)) if high > TALL * wide else []
    cuts = [top, *inner, top + high]
    opening, inside = WORDS.sub("", svg).split(">", 1)
    kept = re.sub(r' (?:class|role|aria-\w+|width|height|viewBox)="[^"]*"', "", opening)
    parts = [
        f'{kept} viewBox="{left:g} {start:g} {wide:g} {end - start:g}">{inside}'
        for start, end in pairwise(cuts)
    ]
    return parts, " ".join(said)


def inked(svg: str) -> str:
    """A drawing of a page in the colours of ink, and in the typeface that it names."""
    return VARIABLE.sub(lambda found: found[2] if found[1] == "font" else ON_PAPER[found[1]], svg)


def _lists(root: ElementTree.Element) -> Iterator[float]:
    """Where each list but the first begins, in a chart that is several below each other."""
    for group in root.findall("./{*}g/{*}g/{*}g"):
        moved = re.fullmatch(r"translate\(0,(\d+(?:\.\d+)?)\)", group.get("transform", ""))
        if moved and float(moved[1]):
            yield float(moved[1]) - ABOVE


def _headings(root: ElementTree.Element) -> Iterator[float]:
    """Where each heading but the first stands, in a chart whose lines have headings: bold words at the left edge."""
    offset = _down(next(iter(root.findall("./{*}g")), root))
    bold = root.iterfind(".//{*}g[@font-weight='bold']/{*}text[@transform]")
    for place in sorted(_down(words) for words in bold if words.get("transform", "").startswith(AT_THE_LEFT))[
        1:
    ]:
        yield offset + place - OVER_A_HEADING


def _down(element: ElementTree.Element) -> float:
    """How far an element is moved down."""
    moved = re.fullmatch(r"translate\([-\d.]+,([-\d.]+)\)", element.get("transform", ""))
    return float(moved[1]) if moved else 0
