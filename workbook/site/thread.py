"""The thread that runs through the book, drawn once: rust for *why*, teal for *how*, plaited as a reader goes on.

Every page carries the drawings as symbols (`symbols`); `layout.html`, the steps of a chapter, the cards of the
quilt and the scripts of the page set them where they are needed with `<use>`. Colours are those of the page, so
they follow light and dark. `mark` gives the small sign of a kind of activity, always beside its word.
"""

from __future__ import annotations

WHY, HOW = "var(--wb-why)", "var(--wb-how)"
GAP = "var(--wb-ground)"

WAVE = "M0 12C7.3 0 12.7 0 20 12S32.7 24 40 12"
MIRROR = "M0 12C7.3 24 12.7 24 20 12S32.7 0 40 12"
"""One twist of each thread. `js/shell/icon.svg` draws the same."""
_WAVE_START = "M0 12C1.83 9 3.53 6.75 5.18 5.25"
_WAVE_END = "M34.82 18.75C36.47 17.25 38.17 15 40 12"
_LOOSE = (
    "M0 7.5C8 6 14 9 20 7.5S34 8.5 40 7.5",
    "M0 16.5C8 18 13 15 20 16.5S33 17.5 40 16.5",
)


def _path(shape: str, colour: str, width: float = 3, extra: str = "") -> str:
    return f'<path d="{shape}" stroke="{colour}" stroke-width="{width}" vector-effect="non-scaling-stroke"{extra}/>'


def _plait() -> str:
    """One twist: each thread goes over the other once, with a gap of the ground's colour where it does."""
    butt = ' stroke-linecap="butt"'
    return "".join(
        [
            _path(WAVE, WHY),
            _path(MIRROR, GAP, 7, butt),
            _path(MIRROR, HOW),
            _path(_WAVE_START, GAP, 7, butt),
            _path(_WAVE_END, GAP, 7, butt),
            _path(_WAVE_START, WHY),
            _path(_WAVE_END, WHY),
        ]
    )


def _loose() -> str:
    return _path(_LOOSE[0], WHY, 2) + _path(_LOOSE[1], HOW, 2)


def _symbol(name: str, box: str, inner: str, stretched: bool = False) -> str:
    aspect = ' preserveAspectRatio="none"' if stretched else ""
    return f'<symbol id="wb-{name}" viewBox="{box}"{aspect}>{inner}</symbol>'


MARKS = {
    "predict": (
        "Guess",
        '<path d="M4 16v4h16v-4M9 20v-2M15 20v-2M11 3c-2 2 3 3 1.5 6"/>'
        '<circle class="wb-fill" cx="12.5" cy="12" r="2.6"/>',
    ),
    "prioritise": (
        "Order",
        '<path d="M11 5.5h10M11 12h7M11 18.5h4"/><circle class="wb-fill" cx="5" cy="5.5" r="2.4"/>'
        '<circle class="wb-fill" cx="5" cy="12" r="2.4"/><circle class="wb-fill" cx="5" cy="18.5" r="2.4"/>',
    ),
    "reflect": (
        "Reflect",
        '<path d="M2.5 19.5c6 2 18 1.5 18-8a8 8 0 0 0-16-.5 5.6 5.6 0 0 0 10.8 2"/>'
        '<circle class="wb-fill" cx="12.2" cy="11" r="2.3"/>',
    ),
    "scenario": (
        "Try it",
        '<path d="M3 12h5c5 0 5-6 11-6.5M8 12c5 0 5 6 11 6.5M16 3l3.5 2.5L16 8.5M16 15.5l3.5 3-3.5 2.5"/>'
        '<circle class="wb-fill" cx="7" cy="12" r="2.4"/>',
    ),
    "plan": (
        "Plan",
        '<path d="M12 10C9 3 3 3 3.5 7.5S9 11 12 10c3 1 8 2 8.5-2.5S15 3 12 10M11.5 11c-.5 4-2 7-4 10'
        'M12.5 11c.5 4 2 7 4 10"/><circle class="wb-fill" cx="12" cy="10" r="2.4"/>',
    ),
    "ask": (
        "Request",
        '<path d="M7 7h9a4.5 4.5 0 0 1 0 9.5H5M8.5 12.5 4.5 16.5l4 4"/>'
        '<circle class="wb-fill" cx="5" cy="7" r="2.4"/>',
    ),
    "recall": (
        "Recall",
        '<path d="M3 20c4 .5 6-1 7-2.5a7 7 0 1 1 4 0c1 1.5 3 3 7 2.5"/>'
        '<circle class="wb-fill" cx="12" cy="4.5" r="2.4"/>',
    ),
    "read": ("Read", '<path d="M4 6h16M4 12h13M4 18h9"/>'),
}
"""The eight marks: the kind of activity, its word, and one thread with one bead. `habits` and `explore` have that
of what a reader does in them."""

ALSO = {"habits": "reflect", "explore": "predict", "lookback": "plan"}


def symbols() -> str:
    """The hidden sheet of symbols that each page carries, before anything that uses them."""
    drawn = {name: inner for name, (_, inner) in MARKS.items()}
    drawn |= {name: MARKS[other][1] for name, other in ALSO.items()}
    marks = [_symbol(f"mark-{name}", "0 0 24 24", inner) for name, inner in drawn.items()]
    plait = _symbol("plait", "0 0 40 24", _plait(), stretched=True)
    loose = _symbol("loose", "0 0 40 24", _loose(), stretched=True)
    return (
        '<svg class="wb-symbols" width="0" height="0" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round"><defs>{plait}{loose}{"".join(marks)}</defs></svg>'
    )


def mark(kind: str) -> str:
    """The mark of a kind of activity, to stand beside its word."""
    name = ALSO.get(kind, kind)
    return (
        '<svg class="wb-mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">'
        f'<use href="#wb-mark-{name if name in MARKS else "read"}"/></svg>'
    )


def word(kind: str) -> str:
    """The word for a kind of activity, as readers see it."""
    return MARKS.get(ALSO.get(kind, kind), MARKS["read"])[0]


def stretch(state: str) -> str:
    """A piece of thread as wide as what it stands in: `plait` where somebody has been, `loose` where not yet."""
    return (
        f'<svg class="wb-stretch wb-{state}" width="40" height="24" aria-hidden="true">'
        f'<use href="#wb-{state}"/></svg>'
    )
