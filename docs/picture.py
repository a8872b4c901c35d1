"""Take the picture of README anew: `.venv/bin/python docs/picture.py` after `make book`. Needs Chromium."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from workbook.documents import browser as chromium
from workbook.paths import ROOT

SITE = ROOT / "_build" / "html"
HEIGHT, GAP, BETWEEN = 720, 20, "#d9d0be"
SHOTS = (
    ("book/welcome.html", 1160, "light"),
    ("notebooks/03-a-promise-to-learn.html#step-1", 375, "dark"),
)
"""A page, how wide the window is, and in which colours."""


def shot(opened: Browser, page: str, width: int, colours: str) -> Image.Image:
    """What a reader sees of a page, before she scrolls."""
    size = {"width": width, "height": HEIGHT}
    tab = opened.new_page(viewport=size, color_scheme=colours)  # type: ignore[arg-type]
    tab.goto(f"{SITE.as_uri()}/{page}")
    tab.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(tab.screenshot()))


def main() -> None:
    """Set the pictures side by side, and keep them in 128 colours, which halves the file."""
    with sync_playwright() as playwright:
        opened = chromium.launch(playwright)
        shots = [shot(opened, *asked) for asked in SHOTS]
        opened.close()
    whole = Image.new("RGB", (sum(one.width for one in shots) + GAP, HEIGHT), BETWEEN)
    left = 0
    for one in shots:
        whole.paste(one, (left, 0))
        left += one.width + GAP
    whole.quantize(128).save(Path(__file__).with_suffix(".png"), optimize=True)


if __name__ == "__main__":
    main()
