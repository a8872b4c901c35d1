"""Make an SVG fit to stand inside a page: its own names, the page's colours, one description."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html import escape

from workbook.kit.errors import AuthorError

PAGE_COLOURS: Mapping[str, str] = {
    "#101010": "var(--wb-ink, currentColor)",
    "#505050": "var(--wb-soft, currentColor)",
    "#b0b0b0": "var(--wb-line, #8a8f8d)",
    "#0f6b5f": "var(--wb-accent, #2a8c7d)",
    "#b4532a": "var(--wb-warm, #c2603a)",
    "#fefefe": "var(--wb-paper, var(--jp-layout-color0, #ffffff))",
}
"""Stand-in colours to draw with, and the page's colour that replaces each: light and dark follow the page."""

INK, SOFT, LINE, ACCENT, WARM, PAPER = PAGE_COLOURS

CLOTH: Mapping[str, str] = {
    "#9a3f26": "var(--wb-cloth-madder, #9a3f26)",
    "#6b4674": "var(--wb-cloth-elder, #6b4674)",
    "#5c6f24": "var(--wb-cloth-moss, #5c6f24)",
    "#c08a1e": "var(--wb-cloth-weld, #c08a1e)",
    "#12555a": "var(--wb-cloth-teal, #12555a)",
    "#263234": "var(--wb-cloth-dark, #263234)",
    "#667274": "var(--wb-cloth-grey, #667274)",
    "#a88bb0": "var(--wb-dye-mid, #a88bb0)",
    "#e8dde9": "var(--wb-dye-tint, #e8dde9)",
    "#fffdf9": "var(--wb-page, #fffdf9)",
    "#241f1f": "var(--wb-hair-black, #241f1f)",
    "#4a2f22": "var(--wb-hair-brown, #4a2f22)",
    "#4b2a20": "var(--wb-skin-dark, #4b2a20)",
    "#fbf1d3": "var(--wb-glow, #fbf1d3)",
    "#fdfdfd": "var(--wb-ground, var(--jp-layout-color0, #ffffff))",
}
"""More to draw people and places with: what people wear, the part's dye, light, and (``#fdfdfd``) the ground that a
drawing lies on, for the thin gap where one shape passes over another."""

AS_DRAWN = frozenset(
    "#eab893 #bd8450 #7d4b2d #a9a195 #8a4a2a #c9a26b".split()  # three of the tones of skin; lighter hair
)
"""Skin and hair that are the same on a light page and on a dark one. The darkest are lifted a little on dark."""

_UNWANTED = {"class", "role", "pointer-events", "version"}
_ON_THE_ROOT = (
    "width",
    "height",
    "viewBox",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "font-family",
)
_KEPT = ("d", "x", "y", "x2", "y2", "width", "height", "points", "transform")
_SAYS_NOTHING = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "text-anchor": "start",
    "font-weight": "normal",
    "transform": "translate(0,0)",
}
_INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "font-family",
    "font-weight",
    "text-anchor",
)


class SvgError(AuthorError):
    """An SVG holds something that may not stand in a page."""


def inline(svg: str, *, key: str, label: str, description: str = "") -> str:
    """Return an SVG as HTML: named, described, in the page's colours, the same on every run.

    `label` is the sentence a screen reader says. Refused: scripts, styles, handlers, links to elsewhere.
    """
    root = parsed(svg)
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
    _refuse(root)
    _drop_what_says_nothing(root)
    names = {old: f"{key}-{place}" for place, old in enumerate(_ids(root), start=1)}
    for element in root.iter():
        element.attrib = {
            name: _value(name, value, names)
            for name, value in element.attrib.items()
            if name not in _UNWANTED and not name.startswith(("aria-", "{"))
        }
    _say_once(root)
    for old in [child for child in root if child.tag in ("title", "desc")]:
        root.remove(old)
    inner = "\n".join(_text(child) for child in root)
    described = f' aria-describedby="{key}-desc"' if description else ""
    words = f'<title id="{key}-title">{escape(label)}</title>\n'
    if description:
        words += f'<desc id="{key}-desc">{escape(description)}</desc>\n'
    kept = " ".join(f'{name}="{root.attrib[name]}"' for name in _ON_THE_ROOT if name in root.attrib)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="wb-svg" role="img" '
        f'aria-labelledby="{key}-title"{described} {kept}>\n{words}{inner}\n</svg>'
    )


def parsed(svg: str) -> ET.Element:
    """The drawing as a tree. Raises `SvgError` where it is empty, or something in it is not closed."""
    try:
        return ET.fromstring(svg)
    except ET.ParseError as error:
        line = error.position[0]
        raise SvgError(
            f"This is no whole drawing: {str(error).partition(':')[0]}, in line {line}. Close what is open there, or "
            "save the drawing again as a plain SVG."
        ) from error


def _refuse(root: ET.Element) -> None:
    for element in root.iter():
        if element.tag in ("style", "script", "foreignObject", "image", "animate"):
            raise SvgError(f"The SVG holds <{element.tag}>. Draw with shapes and attributes only.")
        for name, value in element.attrib.items():
            short = name.rsplit("}", 1)[-1]
            if short == "style" or short.startswith("on"):
                raise SvgError(f"The SVG uses {short}=. Write an attribute, such as fill=, instead.")
            if short == "href" and not value.startswith("#"):
                raise SvgError(f"The SVG points to {value}. A page fetches nothing.")


def _drop_what_says_nothing(root: ET.Element) -> None:
    """Take out what a chart tool leaves behind: empty shapes, empty groups, backgrounds without paint."""
    for parent in list(root.iter()):
        for child in list(parent):
            _drop_what_says_nothing(child)
            unseen = child.get("class") == "background" and not child.get("stroke") and not child.get("fill")
            empty_path = child.tag == "path" and not child.get("d")
            empty_group = child.tag == "g" and len(child) == 0
            whole_page = parent is root and child.tag == "rect" and child.get("fill") == "white"
            if unseen or empty_path or empty_group or whole_page or child.get("display") == "none":
                parent.remove(child)


def _say_once(parent: ET.Element, above: frozenset[str] = frozenset()) -> None:
    """Say once, on a group, what all in it share; take away what says nothing, and groups left with nothing.

    `above` are the names that something around it sets: there the usual value does say something.
    """
    for name, value in _SAYS_NOTHING.items():
        if parent.get(name) == value and name not in above:
            del parent.attrib[name]
    for place, child in reversed(list(enumerate(parent))):
        _say_once(child, above | set(parent.attrib))
        if child.tag == "g" and not child.attrib:
            parent[place : place + 1] = list(child)
    if parent.tag != "g" or len(parent) < 2:
        return
    for name in _INHERITED:
        first = parent[0].get(name)
        if first is not None and all(child.get(name) == first for child in parent):
            parent.set(name, first)
            for child in parent:
                del child.attrib[name]


def _ids(root: ET.Element) -> list[str]:
    return [value for element in root.iter() if (value := element.get("id"))]


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    if name == "id":
        return names[value]
    if (match := re.fullmatch(r"url\(#(.+)\)", value)) and match.group(1) in names:
        return f"url(#{names[match.group(1)]})"
    if name.endswith("href") and value.removeprefix("#") in names:
        return "#" + names[value.removeprefix("#")]
    if name in _KEPT:
        return re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number.group()):.2f}", value)
    if name == "font-family":
        return f"var(--wb-font, {value})"
    return PAGE_COLOURS.get(value.lower()) or CLOTH.get(value.lower(), value)


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode", short_empty_elements=True).strip()
