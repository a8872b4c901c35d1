"""The protocol of a kind of activity: what a chapter's author calls, and what of it stands on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.kit.activities.base import Activity
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Block
from workbook.kit.text.strings import SHARED

Spec = Mapping[str, Any]
"""What an author said in one activity, as it is published."""


def _nothing(spec: Spec) -> list[Block]:
    return []


def _two(spec: Spec) -> float:
    return 2


@dataclass(frozen=True)
class Kind:
    """One kind of activity. Its script, with ``render``, is the file of the same name in ``js/activities``."""

    name: str
    calls: tuple[Callable[..., Any], ...] = ()
    """What an author writes, each by its own name: ``recall``, ``question``, ``right``, ``wrong``."""
    activity: type[Activity] | None = None
    """The widget. A kind that no chapter holds has none."""
    minutes: Callable[[Spec], float] = _two
    """How many minutes it asks of a reader, beside reading what stands open: a few words in a box take two."""
    writes: bool = False
    """Whether it has a box for the reader's own words."""
    paper: Callable[[Spec], list[Block]] = _nothing
    """What people hold: the question, with room to write."""
    answers: Callable[[Spec], list[Block]] = _nothing
    """What the facilitator holds: the answers, where there are any."""
    later: Callable[[Spec], list[Block]] = _nothing
    """What people get once they have answered for themselves."""


def evidence_line(rows: Sequence[str]) -> list[Block]:
    """Name the rows of evidence behind an answer; nothing where there are none."""
    return [blocks.Small(SHARED["inEvidence"].format(rows=", ".join(rows)))] if rows else []
