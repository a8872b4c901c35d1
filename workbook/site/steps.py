"""A chapter in steps: its opening, the thread of beads, and Back and Next around each step.

The page is whole as it stands: without JavaScript, in print and by choice all steps stand one below the other.
`js/shell/early.js` shows one at a time, at the address that each has (`#step-3`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from . import thread
from .chapter_cards import Card, card_of

STEP = re.compile(
    r'<section id="(?P<id>[^"]+)">\s*<h2>(?P<title>.*?)</h2>\s*<p class="wb-step">(?P<label>[^<]*)</p>', re.S
)
SECTION = re.compile(r"<(/?)section\b")
TITLE = re.compile(r"<h1>(.*?)</h1>", re.S)
TAG = re.compile(r"<[^>]+>")
WORDS = re.compile(r'<div class="wb-words">.*?</div>\n</div>\n?', re.S)
"""The meanings of words that a page uses. They open from any step, so they stand in none."""
KIND = re.compile(r'data-activity="([a-z]+)"')
ARROW = (
    '<svg class="wb-arrow" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" '
    'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="{}"/></svg>'
)
ON, BACK = ARROW.format("M3 10h13M11 4.5l5.5 5.5-5.5 5.5"), ARROW.format("M17 10H4M9 4.5 3.500 10 9 15.500")


@dataclass(frozen=True)
class Step:
    """One step of a chapter, as its page shows it."""

    number: int
    title: str
    minutes: str
    kind: str
    """The kind of its first activity, or `read`."""
    start: int
    end: int
    """Where its section stands in the page's HTML."""

    @property
    def time(self) -> str:
        """Its minutes, in words."""
        return f"{self.minutes} minute{'' if self.minutes == '1' else 's'}"


def steps_of(body: str) -> list[Step]:
    """The steps of a chapter's page, in order."""
    found: list[Step] = []
    for match in STEP.finditer(body):
        end = _end_of_section(body, match.start())
        inner = body[match.start() : end]
        kind = KIND.search(inner)
        minutes = re.search(r"(\d+) minute", match["label"])
        if not minutes:
            raise ExtensionError(f"The step “{match['title']}” does not say how many minutes it takes.")
        title = unescape(TAG.sub("", match["title"])).strip()
        found.append(Step(len(found) + 1, title, minutes[1], kind[1] if kind else "read", match.start(), end))
    return found


def lay_out(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Handler for `html-page-context`: put a chapter's page in order. Other pages are left alone."""
    body = context.get("body") or ""
    steps = steps_of(body)
    if not steps or not (card := card_of(app, name)):
        return
    context["body"] = chapter_page(app, name, body, steps, card)
    context["wb_steps"] = True
    context["wb_dye"] = card.dye


def chapter_page(app: Sphinx, name: str, body: str, steps: list[Step], card: Card) -> str:
    """The body of a chapter's page: opening, list of steps, steps."""
    title = TITLE.search(body)
    if not title:
        raise ExtensionError(f"{name}: the page has no title.")
    head, rest = body[: title.start()], body[title.end() :]
    intro = rest[: steps[0].start - title.end()]
    for one, following in pairwise(steps):
        if lost := TAG.sub(" ", body[one.end : following.start]).split():
            raise ExtensionError(
                f"{name}: “{' '.join(lost)[:60]}” stands in no step, after step {one.number}. Look for a heading "
                'that begins with "# ": only the title has one.'
            )
    around = [card.before_first(app, name), *steps, card.after_last(app, name)]
    parts = "".join(_step(body, step, around) for step in steps)
    words = "".join(WORDS.findall(parts))
    tail = body[steps[-1].end :]
    about = escape(
        json.dumps(
            {"page": f"{name}.html", "number": card.number, "name": card.title, "dye": card.dye},
            ensure_ascii=False,
        ),
        quote=True,
    )
    head = head.replace("<section ", f'<section class="wb-steps" data-chapter="{about}" ', 1)
    return (
        f"{head}{_top(app, name, card, steps, intro)}\n{_listing(steps)}\n"
        f'<div class="wb-step-sections">\n{WORDS.sub("", parts)}\n{words}</div>{tail}'
    )


def _top(app: Sphinx, name: str, card: Card, steps: list[Step], intro: str) -> str:
    """What stands on the chapter's own colour: its name, the thread, and, at first, what it is about."""
    number = f'<span class="wb-number">{card.number}</span> ' if card.number else ""
    question = f'<span class="wb-question">{escape(card.question)}</span>' if card.question else ""
    total = sum(int(step.minutes) for step in steps)
    part = f'<p class="wb-part">{escape(card.part)}</p>' if card.part else ""
    picture = f'<div class="wb-cloth wb-opening">{card.drawing(app)}</div>' if card.drawing(app) else ""
    beads = "".join(_bead(step) for step in steps)
    return f"""<div class="wb-chapter-top"><div class="wb-wide">
<div class="wb-chapter-names">{part}
<h1><a href="#top">{number}<span>{escape(card.title)}</span></a>{question}</h1>
<p class="wb-step-count"></p></div>
<nav class="wb-thread" aria-label="Steps of this chapter"><ol>{beads}</ol></nav>
{picture}
<div class="wb-opening wb-opening-words">
<p class="wb-start"><a class="wb-solid" href="#step-1">Start the chapter {ON}</a>
<a class="wb-line-button" href="#{card.five_minutes}">I have five minutes</a>
<span>{total} minutes in {len(steps)} steps</span></p>
{intro}</div>
</div></div>"""


def _bead(step: Step) -> str:
    words = f"Step {step.number}: {escape(step.title)}"
    return (
        f'<li data-bead="{step.number}">{thread.stretch("plait")}{thread.stretch("loose")}'
        f'<a href="#step-{step.number}" aria-label="{words}" title="{words}"><span>{step.number}</span></a></li>'
    )


def _listing(steps: list[Step]) -> str:
    lines = "".join(
        f'<li><a href="#step-{step.number}"><span class="wb-number">{step.number}</span> '
        f"<span>{escape(step.title)}</span></a> {thread.mark(step.kind)}"
        f'<span class="wb-kind">{thread.word(step.kind)}</span> <span class="wb-min">{step.minutes} min</span></li>'
        for step in steps
    )
    return f'<nav class="wb-listing wb-opening wb-wide" aria-label="What is in this chapter"><ol>{lines}</ol></nav>'


def _step(body: str, step: Step, around: list[Any]) -> str:
    """One step's section, with its own address, its count and its ways on."""
    section = body[step.start : step.end]
    of = len(around) - 2
    opening = (
        f' data-step="{step.number}" data-title="{escape(step.title, quote=True)}" data-minutes="{step.minutes}" '
        f'data-kind="{step.kind}">\n<a class="wb-anchor" id="step-{step.number}"></a>'
    )
    section = section.replace(">", opening, 1)
    section = section.replace(
        '<p class="wb-step">', f'<p class="wb-step">Step {step.number} of {of} · {step.time} · ', 1
    )
    section = re.sub(r'(<p class="wb-step">[^<]*?) · \d+ minutes?</p>', r"\1</p>", section, count=1)
    before, after = around[step.number - 1], around[step.number + 1]
    end = section.rindex("</section>")
    return f"{section[:end]}{_ways(step, before, after, of)}\n{section[end:]}\n"


def _ways(step: Step, before: Any, after: Any, of: int) -> str:
    back = f'<a class="wb-back" href="{_address(before)}">{BACK} <span>Back</span></a>'
    if isinstance(after, Step):
        on = (
            f'<a class="wb-solid wb-next" href="{_address(after)}"><span><strong>Next: {escape(after.title)}</strong> '
            f"<small>Step {after.number}, {after.time}</small></span> {ON}</a>"
        )
    else:
        on = (
            f'<a class="wb-solid wb-next" href="{after.address}"><span><strong>{escape(after.words)}</strong> '
            f"<small>{escape(after.note)}</small></span> {ON}</a>"
        )
    return (
        f'<nav class="wb-ways" aria-label="After step {step.number}">{back}{on}\n'
        '<p>You can stop here. <a href="../book/take-out.html">Take your notes with you</a>, or read '
        '<a href="#whole-chapter">the whole chapter on one page</a>.</p></nav>'
    )


def _address(way: Any) -> str:
    return f"#step-{way.number}" if isinstance(way, Step) else str(way.address)


def _end_of_section(html: str, start: int) -> int:
    depth = 0
    for tag in SECTION.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return html.index(">", tag.end()) + 1
    raise ExtensionError("A section of the page has no end.")
