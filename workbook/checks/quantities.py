"""Find the figures in a sentence: numbers in digits or words, percentages, money, dates, shares.

A figure is any number that says something about the world. What is *not* a figure is listed in ``EXEMPT``,
and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from workbook.kit.text import yaml
from workbook.kit.text.dates import MONTHS

SMALL = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        start=1,
    )
}
TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
WORDS = {**SMALL, **TENS, "dozen": 12, **SCALES}
ORDINALS = {
    word: n
    for n, word in enumerate("fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 4)
}
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_word = r"(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")(?!\w)"
_words = rf"{_word}(?:(?:[\s-]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+){_word})*"
_digits = r"\d[\d,]*(?:\.\d+)?"
_scaled = rf"{_digits}(?:\s(?:million|billion|thousand)\b)?"
_number = rf"(?:{_scaled}|{_words})"
_month = "(?:" + "|".join(MONTHS) + ")"
_nth = "|".join(ORDINALS)
_of = r"(?:in|out of|of every|in every|out of every)"
_not_after = "".join(rf"(?<!\b{one} )" for one in WORDS)
_few = r"(?:two|three|four|five|six)"
_hour = rf"(?:{'|'.join(word for word, value in SMALL.items() if value <= 12)})"
_no_amount = "".join(
    rf"(?<!\b{verb} )"
    for verb in (
        "cut down dropped ended fell grew improved increased level lower peaked reduced remained risen rose "
        "short stayed stood up"
    ).split()
)
"""What stands before "by four" or "at six" where it is an amount: "fell by four", "stood at six"."""

_NOUNS: dict[str, str] = yaml.read(Path(__file__).parent / "nouns.yaml")
"""What a small number may count without evidence, each with an example."""


@dataclass(frozen=True)
class Exemption:
    """Numbers that are no figure: why, how they are recognised, and a sentence that holds some."""

    why: str
    pattern: str
    example: str
    exact_case: bool = False


EXEMPT: tuple[Exemption, ...] = (
    Exemption(
        "the plan of a session",
        rf"^(?:\w+\. )?(?:In a session of|Of) {_number} minutes: .*$",
        "Of 60 minutes: 12 minutes, 7 of them for the opening",
    ),
    Exemption(
        "time to spend, in minutes and seconds",
        rf"\b{_number}(?:(?: to | or |-){_number})?[- ]?(?:\w+ )?(?:minutes?|mins?|seconds?)\b",
        "Take 20 quiet minutes.",
    ),
    Exemption(
        "parts of an hour or a day",
        r"\bhalf[- ]an[- ]hour\b|\b(?:a |three )?quarters? of an hour\b|\bhalf[- ](?:day|hour|way|page)\b",
        "Wait half an hour.",
    ),
    Exemption("what is left of a pair", r"\bthe other half\b", "The other half of the sheet is yours."),
    Exemption(
        "labels",
        rf"\b(?:step|part|question|prompt|box|option|row|column|cell|item|line|page|sheet|chapter|room|bay)s? {_number}"
        rf"(?:(?: of | to | and ){_number})?\b(?!\s?(?:%|per ?cent|times)|[.,]\d)",
        "See step 2 of 7, and line four of sheet 3.",
    ),
    Exemption(
        "points of a chart or of an argument",
        rf"{_no_amount}(?<!\bby )(?<!\bof )\b{_few}(?: short| more)? points\b"
        r"(?! (?:above|ahead|apart|below|better|down|fewer|higher|less|lower|more|up|worse)\b)",
        "With three points there is no trend; make two points.",
    ),
    Exemption("a number that opens a heading or an item", r"^\s*\d{1,2}[.):]\s", "3. What the ward saw"),
    Exemption(
        "years in bracketed citations",
        r"\((?:[A-Z][^()\d]*,?\s)?(?:1[6-9]|20)\d\d[a-z]?"
        r"(?:;\s[A-Z][^()\d]*,?\s(?:1[6-9]|20)\d\d[a-z]?)*\)",
        "Others came later (Francis, 2013; Berwick, 2013).",
        exact_case=True,
    ),
    Exemption(
        "not counted",
        r"\b(?:one|two|three) or (?:two|three|four)\b|\ban? \w+ or two\b",
        "Two or three people may speak, for a minute or two.",
    ),
    Exemption(
        "what is on the page or in the session",
        rf"\b(?:{_few}|seven|eight|nine|ten|1?\d)(?:[ -]\w+)? (?:{'|'.join(_NOUNS)})(?:e?s)?\b",
        "Here are three short questions.",
    ),
    Exemption(
        "pointing back",
        rf"\b(?:these|those|all|your|our|my|its|other|same|any) {_few}\b|\bthe two of (?:you|us|them)\b|"
        rf"\bthe {_few} (?:acts|bars|kinds|views|that (?:you|we))\b",
        "Of those two, your three, the other two and the three that you sorted, choose one.",
    ),
    Exemption(
        "how to sit",
        rf"\bgroups of {_number}(?: (?:to|or) {_number})?\b|"
        r"\bin (?:twos|threes|fours)(?: (?:and|or) (?:threes|fours))?\b",
        "Sit in groups of four to five.",
    ),
    Exemption(
        "the reader's own time",
        rf"\b(?:last|next|past|coming) {_number} (?:days|weeks|months|shifts)\b",
        "Think of the last four weeks.",
    ),
    Exemption(
        "the time of day",
        rf"\b{_number} (?:o['’]clock|in the (?:morning|afternoon|evening)|at night)\b|"
        r"(?<![\d.,])\d{1,2}(?:[.:][0-5]\d)? ?(?:[ap]\.?m\b\.?|noon\b)|"
        r"(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|"
        rf"\b(?:half|quarter|{_hour}|twenty|twenty-five) past {_hour}\b|"
        rf"\b(?:quarter|twenty|twenty-five) to {_hour}\b|\bten to (?!ten|eleven|twelve){_hour}\b|"
        rf"{_no_amount}\b(?:at|by|until|till|since) {_hour}"
        r"(?= (?:today|tomorrow|tonight|every|each|on|when|sharp|she|he|they|nobody|no one)\b"
        r"|\s*[,;:?!”\"’')\]]|\s*\.?\s*$|\.)",
        "It is three in the morning, or 4 pm, and she leaves by four.",
    ),
    Exemption(
        "the day a page was made",
        rf"\bput together on \d{{1,2}} {_month} 20\d\d\b",
        "Put together on 23 November 2026.",
    ),
    Exemption("always open", r"\b24 hours(?: a day)?\b|\b24/7\b", "Ring them, 24 hours a day."),
    Exemption(
        "a scale on its own",
        rf"(?<!\d ){_not_after}\b(?:out )?of every (?:100|hundred|ten|10)\b",
        "Out of every 100 people, how many would?",
    ),
)
"""What is not a figure. Nor is "one" on its own, nor "first", "second" and "third"."""

_exempt = [re.compile(one.pattern, 0 if one.exact_case else re.IGNORECASE) for one in EXEMPT]

_HEDGES = {
    "about": r"(?:about|around|nearly|almost|roughly|some|close to|approximately)",
    "over": r"(?:more than|over|above|at least|just over|upwards of|a little over|well over)",
    "under": r"(?:fewer than|less than|under|below|at most|up to|just under|not quite)",
}
_hedges = {
    name: re.compile(rf"\b{words}\s+(?:a\s|the\s)?$", re.IGNORECASE) for name, words in _HEDGES.items()
}


@dataclass(frozen=True)
class Quantity:
    """One figure: how it is said, what kind it is, and its value."""

    as_written: str
    kind: str
    value: float
    grain: float = 1.0
    hedge: str = ""
    start: int = 0

    @property
    def is_small(self) -> bool:
        """Whether a made-up story or a note for a session may hold it: "two chairs", "half of the team".

        A percentage, another share, money, a date, a year, or a hundred of anything is not small.
        """
        return self.kind in ("number", "ordinal", "half") and self.value < 100


def _value_of_words(text: str) -> float:
    """The value of a number in words, such as "one hundred and sixty-four"."""
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word == "and":
            continue
        value = WORDS[word]
        if value == 100:
            current = max(current, 1) * 100
        elif value >= 1000:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    return float(total + current)


def _value(text: str) -> tuple[float, float]:
    """The value of a number in digits or words, and how fine it is (71.5 is fine to a tenth)."""
    if not text[0].isdigit():
        return _value_of_words(text), 1.0
    digits, _, scale = text.partition(" ")
    factor = SCALES.get(scale.lower(), 1)
    digits = digits.rstrip(",")
    decimals = len(digits.partition(".")[2])
    return float(digits.replace(",", "")) * factor, 10.0**-decimals * factor


def _hedge(before: str) -> str:
    """Whether the words before a figure say about, over or under."""
    return next((name for name, pattern in _hedges.items() if pattern.search(before)), "")


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", re.compile(rf"(?<!\w)(\d{{1,2}})(?:st|[nr]d|th)? ({_month})(?: ((?:1[6-9]|20)\d\d))?(?!\w)")),
    ("month", re.compile(rf"\b({_month}) ((?:1[6-9]|20)\d\d)(?!\w)")),
    ("span", re.compile(r"(?<![\w.,£])(?:1[6-9]|20)\d\d[/–-]\d\d(?:\d\d)?(?![\w%])")),
    ("money", re.compile(rf"£({_digits})\s?(million|billion|thousand|m|bn|k)?(?!\w)", re.IGNORECASE)),
    ("ratio", re.compile(rf"(?<![\w.])({_number}) {_of} ({_number})(?!\w)", re.IGNORECASE)),
    ("percent", re.compile(rf"(?<![\w.])({_number})\s?(?:%|per ?cent\b(?!age))", re.IGNORECASE)),
    (
        "part",
        re.compile(rf"\b(a|one|{_few}|seven|nine)[ -]({'|'.join(PARTS)})(s\b|(?= of\b))", re.IGNORECASE),
    ),
    ("half", re.compile(r"\bhalf\b", re.IGNORECASE)),
    ("vague", re.compile(r"\b(dozens|hundreds|thousands|millions)\b", re.IGNORECASE)),
    ("times", re.compile(r"\btwice (?:as|the)\b|\bdoubled?\b", re.IGNORECASE)),
    ("year", re.compile(r"(?<![\w.,£])((?:1[6-9]|20)\d\d)(?:s\b)?(?![\w%]|[.,]\d)")),
    ("ordinal", re.compile(rf"(?<![\w.])(?:(\d+)(?:st|[nr]d|th)|({_nth}))(?!\w)", re.IGNORECASE)),
    ("number", re.compile(rf"(?<![\w.£])({_scaled})(?!\w|\.\d|%)")),
    ("number", re.compile(rf"(?<!\w)({_words})", re.IGNORECASE)),
)

VAGUE = {
    "dozens": (24, 200),
    "hundreds": (200, 10_000),
    "thousands": (2_000, 1_000_000),
    "millions": (2e6, 1e12),
}
_WHOLES = (2, 3, 4, 5, 6, 8, 10, 12, 20, 50, 100, 1000)


def _understood(kind: str, found: re.Match[str]) -> tuple[float, float] | None:
    """Value and grain of a match, or None when it is no figure."""
    said = found.group()
    if kind in ("date", "month"):
        return 0.0, 1.0
    if kind == "span":
        return 0.0, 1.0
    if kind == "money":
        value, grain = _value(found.group(1))
        scale = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3, "thousand": 1e3}
        factor = scale.get((found.group(2) or "").lower(), 1.0)
        return value * factor, grain * factor
    if kind == "ratio":
        some, whole = _value(found.group(1))[0], _value(found.group(2))[0]
        return (100 * some / whole, 100 / whole) if some <= whole and whole in _WHOLES else None
    if kind == "percent":
        return _value(found.group(1))
    if kind == "part":
        some = 1 if found.group(1).lower() == "a" else SMALL[found.group(1).lower()]
        whole = PARTS[found.group(2).lower()]
        return 100 * some / whole, 100 / whole
    if kind == "half":
        return 50.0, 10.0
    if kind == "vague":
        return float(VAGUE[said.lower()][0]), 1.0
    if kind == "times":
        return 2.0, 1.0
    if kind == "year":
        return float(found.group(1)), 1.0
    if kind == "ordinal":
        value = float(found.group(1) or ORDINALS[found.group(2).lower()])
        return (value, 1.0) if value > 3 else None
    value, grain = _value(found.group(1))
    return (value, grain) if found.group(1).lower() != "one" else None


def find(text: str, *, exempt: bool = True, also_exempt: tuple[str, ...] = ()) -> list[Quantity]:
    """The figures of one sentence, in order. ``also_exempt`` are whole numbers: 111 is exempt, not in 111,000."""
    left = text
    for words in sorted(also_exempt, key=len, reverse=True):
        whole = rf"(?<![\w£])(?<!\d[.,]){re.escape(words)}(?![\w%]|[.,]\d)"
        left = re.sub(whole, lambda m: " " * len(m.group()), left)
    if exempt:
        for pattern in _exempt:
            left = pattern.sub(lambda m: " " * len(m.group()), left)
    found: list[Quantity] = []
    for kind, pattern in _PATTERNS:
        for match in list(pattern.finditer(left)):
            understood = _understood(kind, match)
            if understood is None:
                continue
            value, grain = understood
            hedge = _hedge(text[: match.start()])
            found.append(Quantity(match.group().strip(), kind, value, grain, hedge, match.start()))
            left = left[: match.start()] + " " * len(match.group()) + left[match.end() :]
    return sorted(found, key=lambda one: one.start)
