"""What axe found on each page, at each width and in both colours, written down as a page of the book.

`make test-all` writes `book/about/accessibility-log.md` when axe found nothing on any page. Each line links to the
source of its page, so that a page which is gone stops the next build.
"""

from __future__ import annotations

import os
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "book" / "about" / "accessibility-log.md"
_PAGE = """\
---
description: What an automatic checker found on each page of this book, and when.
---

# Accessibility: what was tested on each page

<!-- Written by `make test-all`. -->

On {day}, axe {axe} looked at the {count} pages of this book in Chromium {browser}. It looked at each page in {ways}
ways: in windows of {widths} CSS pixels, in {colours} colours. The narrowest shows what a reader sees who makes the
text four times as large.

Axe has {rules} rules. A rule **applies** where a page has what the rule is about. At some places axe **cannot tell**,
such as at text upon a drawing: somebody has to look. **No problem found** does not mean that there is none. An
automatic checker finds some kinds of problem, and no program knows whether a page makes sense to somebody who listens
to it. [The accessibility statement](accessibility.md) says what else was tried, and what was not.

| page | rules that apply | result | rules where axe cannot tell |
| --- | --- | --- | --- |
{lines}
"""


@dataclass
class Seen:
    """What axe said of one page, in every way that it was looked at."""

    title: str = ""
    ways: set[tuple[int, str]] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    apply: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)


class Log:
    """Takes down each look at a page."""

    def __init__(self, browser: str) -> None:
        self.browser, self.axe = browser, ""
        self.pages: dict[str, Seen] = defaultdict(Seen)

    def note(self, name: str, title: str, width: int, colours: str, said: dict[str, Any]) -> None:
        """One look at one page: axe's own answer."""
        seen = self.pages[name]
        seen.title = re.sub(r" · The Whys and the Hows$", "", title)
        seen.ways.add((width, colours))
        ids = {part: {one["id"] for one in said[part]} for part in _PARTS}
        seen.rules.update(*ids.values())
        seen.apply |= ids["passes"] | ids["violations"] | ids["incomplete"]
        seen.unsure |= ids["incomplete"]
        seen.wrong |= ids["violations"]
        self.axe = said["testEngine"]["version"]

    def page(self, day: str) -> str:
        """The page of the book. ValueError where a page was not looked at in every way, or something was found."""
        ways = set().union(*(seen.ways for seen in self.pages.values()))
        for name, seen in self.pages.items():
            if seen.ways != ways:
                raise ValueError(
                    f"{name} was not looked at in every way: {sorted(ways - seen.ways)} is missing."
                )
            if seen.wrong:
                raise ValueError(f"Something was found on {name}: {', '.join(sorted(seen.wrong))}.")
        return _PAGE.format(
            day=day,
            axe=self.axe,
            browser=self.browser.partition(".")[0],
            count=len(self.pages),
            ways=len(ways),
            widths=_and(str(width) for width in sorted({width for width, _ in ways}, reverse=True)),
            colours=_and(sorted({colours for _, colours in ways}, reverse=True)),
            rules=len(set().union(*(seen.rules for seen in self.pages.values()))),
            lines="\n".join(_line(name, seen) for name, seen in sorted(self.pages.items())),
        )

    def write(self) -> None:
        """Write the page of today."""
        LOG.write_text(
            self.page(f"{time.strftime('%d').lstrip('0')} {time.strftime('%B %Y')}"), encoding="utf-8"
        )


_PARTS = ("passes", "violations", "incomplete", "inapplicable")


def _and(words: Any) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _line(name: str, seen: Seen) -> str:
    return f"| {_link(name, seen.title)} | {len(seen.apply)} | No problem found | {', '.join(sorted(seen.unsure))} |"


def _link(name: str, title: str) -> str:
    """The page's title as a link to its source; its name, where the site makes the page by itself."""
    stem, words = name.removesuffix(".html"), title.replace("|", "\\|")
    led = stem.removesuffix("-facilitator")
    for path in (ROOT / f"{led}.md", ROOT / f"{led}.ipynb"):
        if path.exists():
            more = "" if led == stem else ", with notes to lead it"
            return f"[{words}]({os.path.relpath(path, LOG.parent)}){more}"
    return f"{words} (`{name}`)"
