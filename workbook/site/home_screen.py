"""The book as an app, and as a link that somebody shares: a web manifest, icons, and a card with the book's name.

All pictures are drawn here from `icon.svg` and `templates/card.svg`. The page's script asks for the manifest, and only
where a server sends the page: a page from a folder may not.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import vl_convert
from sphinx.application import Sphinx

from workbook.documents import drawings
from workbook.kit.paths import STATIC

MANIFEST = "manifest.json"
ICONS = {"icon-192": 192, "icon-512": 512, "maskable-512": 512, "apple-180": 180}
"""Each icon and its size in dots. Those of phones fill the square, and the phone rounds it."""
GROUND = "#fbf8f1"
BAR = {"light": GROUND, "dark": "#14191a"}
"""The colour behind the book while it opens, and of the browser's own bar: the paper of `tokens.css`."""
PICTURE = "book/pictures/welcome.svg"
CARD = Path(__file__).with_name("templates") / "card.svg"
_CORNERS = re.compile(r' rx="[\d.]+"')
_SIDE = re.compile(r'viewBox="0 0 (\d+) \1"')


def write(app: Sphinx, out: Path) -> None:
    """Write the manifest and the pictures into the built site."""
    folder = out / "app"
    folder.mkdir(exist_ok=True)
    drawn = (STATIC / "icon.svg").read_text(encoding="utf-8")
    for name, size in ICONS.items():
        svg = drawn if name.startswith("icon") else _CORNERS.sub("", drawn)
        (folder / f"{name}.png").write_bytes(_png(svg, size / _side(svg)))
    if (Path(app.srcdir) / PICTURE).is_file():
        (folder / "card.png").write_bytes(_png(card(Path(app.srcdir) / PICTURE), 1))
    about = json.dumps(manifest(str(app.config.html_title), f"{app.config.root_doc}.html"), indent=1)
    (out / MANIFEST).write_text(f"{about}\n", encoding="utf-8", newline="\n")


def manifest(title: str, start: str) -> dict[str, Any]:
    """What a browser is told of the app. Every address is relative, so it works in any folder of a server."""
    return {
        "name": title,
        "short_name": "Whys and Hows",
        "lang": "en-GB",
        "start_url": start,
        "scope": "./",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {
                "src": f"app/{name}.png",
                "type": "image/png",
                "sizes": f"{size}x{size}",
                "purpose": "maskable" if name.startswith("maskable") else "any",
            }
            for name, size in ICONS.items()
            if not name.startswith("apple")
        ],
    }


def card(picture: Path) -> str:
    """The card as SVG: the book's name over the drawing of its front page."""
    (svg, *_), _ = drawings.of(picture.read_text(encoding="utf-8"))
    inside = svg.split(">", 1)[1].rsplit("</svg>", 1)[0].replace(drawings.INKS[drawings.PAPER], GROUND)
    return CARD.read_text(encoding="utf-8").replace("@drawing@", inside)


def _png(svg: str, scale: float) -> bytes:
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _side(svg: str) -> int:
    found = _SIDE.search(svg)
    assert found, "icon.svg is square"
    return int(found[1])
