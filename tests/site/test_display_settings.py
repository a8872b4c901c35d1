"""What a reader sets on the device holds: a contrast theme, text four times as large, wide spacing, less motion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pages import CHAPTER, WHOLE, in_both_colours, only_in_test_all
from playwright.sync_api import Browser, Page

on_pages = pytest.mark.parametrize(
    "name",
    [
        CHAPTER,
        *only_in_test_all("book/welcome.html", "book/my-notes.html", "notebooks/evidence-to-explore.html"),
    ],
)
STRANGE = """() => {
  const names = ["Canvas", "CanvasText", "LinkText", "VisitedText", "GrayText", "ButtonFace", "ButtonText",
    "ButtonBorder", "Field", "FieldText", "Highlight", "HighlightText", "Mark", "MarkText"];
  const probe = document.body.appendChild(document.createElement("i"));
  const themes = names.map((name) => { probe.style.color = name; return getComputedStyle(probe).color; });
  probe.remove();
  const plain = new Set([...themes, "none", "rgba(0, 0, 0, 0)", "transparent"]);
  const found = {};
  for (const one of document.querySelectorAll("main .wb-chart svg *")) {
    if (!one.checkVisibility() || !one.getBBox) continue;
    const style = getComputedStyle(one);
    for (const part of ["fill", "stroke"]) {
      if (!plain.has(style[part]) && !style[part].startsWith("url(")) found[style[part]] = one.outerHTML.slice(0, 160);
    }
  }
  return found;
}"""
"""Colours of charts that are none of the device's theme, with an element that has each. Drawings keep their own."""
WITHOUT_EDGE = """() => [...document.querySelectorAll("main :is(textarea, input:not([type]), select, button)")]
  .filter((one) => one.checkVisibility() && !getComputedStyle(one).textDecorationLine.includes("underline"))
  .filter((one) => { const s = getComputedStyle(one); return parseFloat(s.borderTopWidth) === 0
    || s.borderTopStyle === "none" || s.borderTopColor === getComputedStyle(document.body).backgroundColor; })
  .map((one) => one.outerHTML.slice(0, 160))"""
"""Boxes and buttons of which a contrast theme, which paints every ground alike, leaves no edge and no line below."""
COVERED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const shown = one.closest(".wb-option") ?? one, box = shown.getBoundingClientRect();
  const top = Math.max(box.top, 0), end = Math.min(box.bottom, innerHeight), x = Math.max(box.left, 0) + 2;
  for (let y = top + 1; y < end; y += 4) {
    const there = document.elementFromPoint(x, y);
    if (there && (shown.contains(there) || there.contains(shown))) return "";
  }
  return one.outerHTML.slice(0, 160);
}"""
"""What has the focus and cannot be seen, because something that stays on the screen lies over it."""
MOVING = """() => [...document.querySelectorAll("*")]
  .filter((one) => { const s = getComputedStyle(one); return s.animationName !== "none"
    || s.transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || s.scrollBehavior === "smooth"; })
  .map((one) => one.outerHTML.slice(0, 160))"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""The spacing that WCAG 1.4.12 lets a reader set."""


@contextmanager
def shown(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page with its whole chapter in sight, in a window with these settings of the device."""
    context = browser.new_context(bypass_csp=True, **options)
    context.add_init_script(WHOLE)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def size(width: int, height: int = 800) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": height}}


@in_both_colours
@on_pages
def test_a_contrast_theme_reaches_charts_boxes_and_buttons(
    browser: Browser, site_url: str, name: str, colours: str
) -> None:
    with shown(browser, f"{site_url}/{name}", forced_colors="active", color_scheme=colours) as page:
        assert page.evaluate(STRANGE) == {}
        assert page.evaluate(WITHOUT_EDGE) == []


@on_pages
def test_text_four_times_as_large_leaves_what_has_the_focus_in_sight(
    browser: Browser, site_url: str, name: str
) -> None:
    """A window of 1280 by 1024 at 400% is 320 CSS pixels wide and 256 high (WCAG 1.4.10, 2.4.11)."""
    with shown(browser, f"{site_url}/{name}", reduced_motion="reduce", **size(320, 256)) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        covered = []
        for _ in range(70):
            page.keyboard.press("Tab")
            covered.append(page.evaluate(COVERED))
        assert [one for one in covered if one] == []


@on_pages
def test_wide_spacing_cuts_nothing_off(browser: Browser, site_url: str, name: str) -> None:
    with shown(browser, f"{site_url}/{name}", **size(320)) as page:
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        cut = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility()
          && ["hidden", "clip"].includes(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 2
          && one.clientHeight > 4).map((one) => one.outerHTML.slice(0, 160))"""
        assert page.evaluate(cut) == []


@on_pages
def test_nothing_moves_for_a_reader_who_asks_for_less_motion(
    browser: Browser, site_url: str, name: str
) -> None:
    with shown(browser, f"{site_url}/{name}", reduced_motion="reduce") as page:
        assert page.evaluate(MOVING) == []


def test_each_of_these_would_be_found(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        """<!doctype html><html lang="en"><title>t</title><style>b { transition: color 1s }
        header { position: fixed; inset: 0; background: white } textarea { border: 0 }</style>
        <main><p class="wb-chart"><svg><rect width="9" height="9" fill="#123456"/></svg></p>
        <b>x</b><textarea></textarea></main><header></header></html>""",
        encoding="utf-8",
    )
    with shown(browser, bad.as_uri(), forced_colors="active", **size(320, 256)) as page:
        page.keyboard.press("Tab")
        assert "rgb(18, 52, 86)" in page.evaluate(STRANGE)
        assert page.evaluate(WITHOUT_EDGE) and page.evaluate(MOVING)
        assert "textarea" in page.evaluate(COVERED)
