"""The last pass over the built site: content policy, front door, and no file that no page uses."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from sphinx.application import Sphinx

from workbook import THIS_BOOK
from workbook.keep import offline
from workbook.paths import SITE_PAPERS, STATIC

from . import (
    catalogue,
    evidence_index,
    facilitator,
    home_screen,
    moved,
    published,
    search_index,
    session_files,
    trusts,
)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'none'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
"""No form is ever sent: our scripts read it. `'self'` would be no address at all in a page from a folder."""
KEPT = ("_static", "_sphinx_design_static", "_images", "_downloads", "_sources", SITE_PAPERS)
CHARSET = '<meta charset="utf-8">'
DATA = re.compile(r'<script type="application/json">.*?</script>', re.S)
REFUSED = re.compile(
    r"""<[a-z][^>]*\s(?:on[a-z]+|style)\s*=\s*["']|<style[\s>]|<script(?![^>]*\bsrc=)[^>]*>|javascript:""",
    re.I,
)
STAND_IN = re.compile(r"var\((--wb-[a-z-]+), (?:#[0-9a-f]{3,8}|currentColor)\)")
"""A drawing's colour, and the one to take where the book's colours are not known."""
POLICY_TAG = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
LOADS = re.compile(r"""["'`]_static/([\w-]+\.js)["'`]""")
ADDRESS = re.compile(r"""<(?:a|img|link|script|source)\s[^>]*?\b(?:href|src)="([^"]*)\"""")
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


class PolicyError(ValueError):
    """A page holds something that the content policy would block."""


def with_policy(html: str, name: str) -> str:
    """The page with its content policy, which allows the site's own files and nothing that stands in the page.

    Data blocks (`type="application/json"`) are not run. Raises `PolicyError` for an inline script or handler, a
    style attribute or a style element, because the policy would silently drop them.
    """
    html = POLICY_TAG.sub("", html)
    if CHARSET not in html:
        raise PolicyError(
            f"{name}: no {CHARSET} to put the content policy after. Use layout.html for this page."
        )
    if found := REFUSED.search(DATA.sub("", html)):
        raise PolicyError(
            f"{name}: the content policy would block {found.group(0)[:120]!r}. "
            "Move the style to workbook/js/shell/site/ or the script to workbook/js/."
        )
    tag = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return html.replace(CHARSET, f"{CHARSET}\n{tag}", 1)


def without_stand_ins(html: str) -> str:
    """The page with its drawings' colours alone: on the site all are known, and the others weigh half a kilobyte.

    >>> without_stand_ins('<path fill="var(--wb-ink, currentColor)"/>')
    '<path fill="var(--wb-ink)"/>'
    """
    return STAND_IN.sub(r"var(\1)", html)


def renew_static(out: Path, source: Path = STATIC) -> int:
    """Copy scripts and styles that have changed; return how many. Sphinx copies none when no page is made again."""
    changed = 0
    for path in source.rglob("*"):
        copy = out / "_static" / path.relative_to(source)
        if path.is_file() and not (copy.is_file() and copy.read_bytes() == path.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            changed += 1
    return changed


def used_files(out: Path) -> set[Path]:
    """Every local file that some page or style sheet of the site names, or a script that it
    names loads on a click."""
    used: set[Path] = set()
    for page in out.rglob("*.html"):
        named = {re.split(r"[?#]", found)[0] for found in ADDRESS.findall(page.read_text(encoding="utf-8"))}
        local = {unquote(unescape(address)) for address in named if address and ":" not in address}
        used |= {Path(normpath(page.parent / address)) for address in local}
    for script in [p for p in used if p.suffix == ".js" and p.is_file()]:
        used |= {out / "_static" / name for name in LOADS.findall(script.read_text("utf-8"))}
    for sheet in [p for p in used if p.suffix == ".css" and p.is_file()]:
        for address in CSS_URL.findall(sheet.read_text(encoding="utf-8")):
            if not address.startswith("data:"):
                used.add(Path(normpath(sheet.parent / re.split(r"[?#]", address)[0])))
    return used


def drop_unused(out: Path) -> int:
    """Delete files under the asset folders that nothing uses; return how many went."""
    used, dropped = used_files(out), 0
    for folder in KEPT:
        for path in sorted((out / folder).rglob("*"), reverse=True):
            if path.is_file() and path not in used:
                path.unlink()
                dropped += 1
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    return dropped


def drop_pages_that_are_gone(out: Path, names: Collection[str]) -> list[str]:
    """Delete the pages of earlier builds that the book has no more, and return their names.

    A page may have been taken out for a reason. What stands in the site's root (search, the front door) has no
    source, and is written by every build; so are facilitators' pages and those that have moved.
    """
    gone = []
    for page in sorted(out.rglob("*.html")):
        name = page.relative_to(out).with_suffix("").as_posix()
        if "/" in name and not name.startswith("_") and name not in names:
            page.unlink()
            gone.append(name)
    return gone


def front_door(app: Sphinx) -> str:
    """`index.html`: sends the reader to the root page, and is a whole page for those it cannot send."""
    return moved.forward(str(app.config.html_title), f"{app.config.root_doc}.html", "Open the book")


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Handler for `build-finished`. After a failed build, forget what was read, so that the next build
    meets the same mistake again and does not pass over it."""
    if exception is not None:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)
        return
    if app.builder.name != "html":
        return
    out = Path(app.outdir)
    renew_static(out)
    drop_pages_that_are_gone(out, app.env.found_docs)
    (
        out / ".nojekyll"
    ).touch()  # else the pages of a code host leave out every folder that begins with a line
    if app.config.root_doc != "index":
        (out / "index.html").write_text(front_door(app), encoding="utf-8")
    catalogue.write(app, out)
    evidence_index.write(out)
    search_index.write(app, out)
    led = session_files.of_book(app)
    session_files.write(led, out)
    facilitator.write(app, out, led)
    trusts.write(out)
    moved.write(app, out)
    home_screen.write(app, out)
    published.write(app, out)
    for page in sorted(out.rglob("*.html")):
        if "_static" in page.parts:
            continue
        html = page.read_text(encoding="utf-8")
        finished = with_policy(without_stand_ins(html), page.relative_to(out).as_posix())
        if finished != html:
            page.write_text(finished, encoding="utf-8")
    drop_unused(out)
    offline.write(out, THIS_BOOK.name)
