"""The rule that a row which only a weak source carries leads no argument: whoever says it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.chapters.notebook import Notebook
from workbook.checks.rule import Finding, rules
from workbook.evidence import rows

_LINK = re.compile(r"\[[^]]*\]\([^)]*about/evidence/[a-z0-9-]+\.md#([a-z0-9-]+\.[a-z0-9-]+)\)")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.)\s)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_NAMED = re.compile(
    r"\b(?:according to|account|argue[ds]?|by one count|counts?|editorial|found|interview|letter|quote[ds]?|read"
    r"|report(?:ed|s)?|said|say|says|summar(?:y|ies|ises)|tells?|told|writes?|wrote)\b",
    re.IGNORECASE,
)
"""Words by which a sentence names who says something."""


def weak_rows_lead_no_argument(chapter: Notebook) -> Iterator[Finding]:
    """Where a paragraph rests on weak rows alone, each sentence that links to one names who says it."""
    known = rows()
    for cell in chapter.prose:
        for paragraph in _PARAGRAPH.split(cell.source):
            linked = [known[id] for id in _LINK.findall(paragraph) if id in known]
            if not linked or not all(row.weak for row in linked):
                continue
            for sentence in _SENTENCE.split(paragraph):
                weak = [id for id in _LINK.findall(sentence) if id in known]
                if weak and not _NAMED.search(_LINK.sub("", sentence)):
                    yield (
                        cell,
                        f"a paragraph rests on the weak row “{weak[0]}” alone ({known[weak[0]].weak.rstrip('.')}). "
                        "Name who says it (“HSJ reported …”), or rest the paragraph on a stronger row.",
                    )


RULES = rules(weak_rows_lead_no_argument)
