"""The pages "Where to turn" and its poster, made from ``data/support.yaml`` alone: no number is typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from workbook.evidence.pages.rows import sentence
from workbook.evidence.support import Need, Service, Support

AUDIENCES = {
    "anyone": "For anyone",
    "staff": "If you work or train in health or care",
    "patients_and_families": "If you are a patient, or someone's relative or friend",
    "bereaved": "If you are bereaved",
}
"""The groups of the list at the top, by ``for_whom``."""

DANGER = """\
**Is anyone in danger now, or is a life at risk? Ring {number}.** Deaf people can use \
[999 BSL](https://www.999bsl.co.uk), by video. Inside a hospital, use your own emergency call number too: ____________
"""

PRACTICE = (
    "What is said here about keeping things private is general good practice. Your local policy and the rules of "
    "your profession come first."
)

OPENING = """\
You choose whom to turn to, and whether to. Only if someone is at risk of harm can it not wait. Staff can read
[If it happened to you](about/if-it-happened-to-you.md) first: it says what to keep, and where. There is also
[a poster](where-to-turn-poster.md), one side to print.
"""

LOCAL = (
    "Emergency call number inside the building",
    "Person in charge, out of hours",
    "Another manager, outside my own line",
    "Speaking-up route, or guardian",
    "Safeguarding lead",
    "Union or professional body representative",
    "Occupational health, or staff counselling",
    "Chaplaincy or pastoral care",
    "PALS, or complaints team",
)
"""What a team fills in."""


def page(support: Support) -> str:
    """The page ``book/where-to-turn.md``."""
    lines = [
        "# Where to turn",
        "",
        DANGER.format(number=_tel("999")),
        _any_hour(("Samaritans", "Shout"), support),
        "",
        *_contents(support.needs),
        "",
        OPENING,
        support.dates_line_longer,
        "",
    ]
    for need in support.needs:
        lines += [f"## {need.title}", "", *_need(need, support)]
        if need is support.needs[0]:
            lines += ["## What can stay private", "", support.confidentiality_line.strip(), ""]
            lines += [PRACTICE, ""]
    relay = support.service("Relay UK")
    lines += ["## Local names and numbers", "", "Fill these in, on paper or for your team.", ""]
    lines += [f"- {name}: ______________________" for name in LOCAL]
    lines += [
        "",
        f"To ring by typing and reading: [Relay UK]({relay.web}).",
        "",
        support.dates_line_longer,
        "",
    ]
    return "\n".join(lines)


def poster(support: Support) -> str:
    """The page ``book/where-to-turn-poster.md``: one side of paper."""
    lines = ["# Where to turn: a poster", "", '<div class="wb-poster">', ""]
    lines += [f"**Is anyone in danger now? Ring {_tel('999')}**, or use 999 BSL by video.", ""]
    for part in support.poster:
        lines += [f"**{part.title}**", ""]
        lines += [f"- {_short(support.service(name))}" for name in part.services]
        lines += [""]
    lines += ["**Here, where we are** (fill in)", ""]
    lines += [f"- {name}: ______________________" for name in LOCAL[3:7]]
    relay = support.service("Relay UK").web.removeprefix("https://www.")
    lines += ["", f"To ring by typing and reading: Relay UK, {relay}", "", support.dates_line_longer, ""]
    lines += ["</div>", ""]
    lines += ["Fill in the local lines and print this page: it fits on one side.", ""]
    return "\n".join(lines)


def _contents(needs: Sequence[Need]) -> Iterator[str]:
    """The list at the top: a group for each audience, a link for each need."""
    for audience, title in AUDIENCES.items():
        yield f"- **{title}**"
        yield from (f"  - [{one.title}](#{_anchor(one.title)})" for one in needs if one.for_whom == audience)


def _need(need: Need, support: Support) -> Iterator[str]:
    yield from (need.say, "")
    if need.roles:
        first, *rest = need.roles
        yield from (f"**Where you work:** {'; '.join([first, *map(_inside, rest)])}.", "")
    if need.before_services:
        yield from (need.before_services, "")
    yield from (f"- {_full(support.service(name))}" for name in need.services)
    if need.some_staff:
        yield from ("", "For some staff only, besides those above:", "")
        yield from (f"- {_full(support.service(name))}" for name in need.some_staff)
    if need.more:
        yield from ("", f"{need.before_more}:", "")
        yield from (f"- {_full(support.service(name))}" for name in need.more)
    if need.after:
        yield from ("", need.after)
    if need.tribunal:
        yield from ("", support.tribunal_line.strip())
    if need.at_any_hour:
        yield from ("", _any_hour(need.at_any_hour, support))
    yield ""


def _any_hour(names: Sequence[str], support: Support) -> str:
    numbers = "; ".join(f"{name}, {_reach(support.service(name))}" for name in names)
    return f"At any hour, anywhere in the UK: {numbers}."


def _inside(role: str) -> str:
    """A role, or whom something is for, as it stands inside a sentence; a name keeps its capital."""
    return role if role.startswith("Freedom") or re.match("[A-Z]{2}", role) else role[:1].lower() + role[1:]


def _full(one: Service) -> str:
    """A service in one item: name, number, what for, for whom, when, where."""
    name = f"**[{one.called}]({one.web})**" if one.web else f"**{one.called}**"
    reach = f", {_reach(one)}" if one.phone or one.text else ""
    for_some = f"For {_inside(one.who)}" if one.limited else ""
    if one.limited and one.who.startswith("LGBT"):
        for_some = ""
    parts = [one.for_, for_some, *one.when, one.area or "Ask which nations it covers"]
    return f"{name}{reach}. {' '.join(sentence(part) for part in parts if part)}"


def _short(one: Service) -> str:
    """A service on the poster: name, number or address, where."""
    address = one.web.split("//")[-1].removeprefix("www.").split("/")[0] if one.web else ""
    reach = _reach(one) if one.phone or one.text else address
    purpose = one.for_.split(". ")[0]
    return f"**{one.called}**{': ' if reach else ''}{reach}. {sentence(purpose)} {sentence(one.area)}"


def _reach(one: Service) -> str:
    """The number to ring or to text, as a link that a telephone understands."""
    ways = []
    if one.phone:
        digits = one.phone[: len(one.phone) - len(one.phone.lstrip("0123456789 "))].rstrip()
        ways.append(_tel(digits) + escape(one.phone[len(digits) :]))
    if one.text:
        word, number = one.text_parts
        body = f"?&amp;body={word}" if word else ""
        shown = f"text {word} to {number}" if word else f"text {number}"
        ways.append(f'<a href="sms:{number}{body}">{shown}</a>')
    return " or ".join(ways)


def _tel(number: str) -> str:
    return f'<a href="tel:{number.replace(" ", "")}">{number}</a>'


def _anchor(title: str) -> str:
    """The anchor that a heading of these words gets."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
