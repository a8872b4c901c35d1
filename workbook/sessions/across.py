"""What the sessions of a book keep to together: rules that look at more than one chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.notebook import Notebook
from workbook.checks.rule import BookRule
from workbook.sessions import model, series
from workbook.sessions.model import FRAME, SessionError, has_session, own_words

FEW_WORDS = 5
"""A shorter sentence is nobody's own, such as “You can pass.”"""


def leaders_words_stand_once(root: Path) -> Iterable[str]:
    """No sentence to a leader stands in two chapters: the frame has it for all, or each says it in its own words."""
    chapters = [notebook for notebook in contents.readable(root / "notebooks") if notebook.is_chapter]
    try:
        return list(in_two_chapters(chapters))
    except SessionError:
        return []  # the session's own rules say what is wrong with its file


def series_can_be_led(root: Path) -> Iterable[str]:
    """Every series of sessions names chapters that can be led, each once, and begins with one that one person leads."""
    try:
        sessions = {session.id: session for session in model.every(root / "notebooks")}
        return list(series.problems(series.read(root / "notebooks"), sessions))
    except SessionError as error:
        return [str(error)]


def in_two_chapters(chapters: Iterable[Notebook]) -> Iterator[str]:
    """Sentences to a leader, in notes and sessions, that stand in two chapters: each could stand anywhere."""
    known: dict[str, str] = {}
    for chapter in chapters:
        own = set(_sentences(chapter))
        for sentence in sorted(own & set(known)):
            yield (
                f"{chapter.path.stem} tells a leader what {known[sentence]} does: “{sentence}” Say it in this "
                f"chapter's own words, or once for all, as a phrase of {FRAME}."
            )
        known |= dict.fromkeys(own - set(known), chapter.path.stem)


def _sentences(chapter: Notebook) -> Iterator[str]:
    """The sentences of a chapter's notes, and of its own part of the session."""
    texts = [re.sub(r"\*\*[^*]*\*\*", "", cell.source) for cell in chapter.facilitator]
    if has_session(chapter.path):
        texts += own_words(chapter.path)
    for text in texts:
        for sentence in re.split(r"(?<=[.!?”])\s+", text):
            plain = sentence.strip(" \n“”")
            if len(plain.split()) >= FEW_WORDS and "[[" not in plain:
                yield plain


RULES = (BookRule(leaders_words_stand_once), BookRule(series_can_be_led))
