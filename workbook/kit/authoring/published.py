"""What published HTML says of its activities: the one reader of the specification that each carries."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

_ELEMENT = re.compile(r'<\w+\s[^>]*?\bdata-activity="(?P<kind>[^"]*)"[^>]*>')
_KEY = re.compile(r'\bdata-key="([^"]*)"')
_SPECIFICATION = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Activity:
    """One activity as its HTML describes it: in a stored output, or in a page of the site."""

    kind: str
    key: str
    spec: dict[str, Any]
    """The specification; empty where the element carries none that can be read."""


def activities(html: str) -> list[Activity]:
    """The activities in some HTML, in order: every element with `data-activity`."""
    if "data-activity=" not in html:
        return []
    elements = list(_ELEMENT.finditer(html))
    ends = [element.start() for element in elements[1:]] + [len(html)]
    return [
        Activity(unescape(element["kind"]), _key(element.group()), _specification(html[element.end() : end]))
        for element, end in zip(elements, ends, strict=True)
    ]


def _key(element: str) -> str:
    key = _KEY.search(element)
    return unescape(key[1]) if key else ""


def _specification(inside: str) -> dict[str, Any]:
    script = _SPECIFICATION.search(inside)
    try:
        spec = json.loads(script[1]) if script else {}
    except ValueError:
        return {}
    return spec if isinstance(spec, dict) else {}
