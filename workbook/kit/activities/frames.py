"""Frames for a longer reflection: three questions, a blank page, or six short steps. The hints are ours."""

from __future__ import annotations

from typing import Any

Frame = dict[str, Any]


def _part(slug: str, label: str = "", hint: str = "") -> dict[str, str]:
    return {"slug": slug, "label": label, "hint": hint}


def _frame(slug: str, label: str, credit: str, *parts: dict[str, str]) -> Frame:
    return {"slug": slug, "label": label, "credit": credit, "parts": list(parts)}


FRAMES: list[Frame] = [
    _frame(
        "three",
        "Three questions",
        "The three questions: Borton (1970), taken up by Driscoll, and by Rolfe, Freshwater and Jasper. "
        "We read about them second-hand. The hints are ours.",
        _part(
            "what", "What?", "What stayed with you? Something you read here, or how something goes at work."
        ),
        _part(
            "so-what", "So what?", "Why does it matter, and to whom? What do you see now that you did not?"
        ),
        _part("now-what", "Now what?", "What will you do, ask or find out next?"),
    ),
    _frame("blank", "A blank page", "", _part("text")),
    _frame(
        "longer",
        "A longer frame",
        "After Gibbs (1988). We read about it second-hand. The words here are ours.",
        _part("matter", "What it is about", "How something goes where you work. Roles, not names."),
        _part("feelings", "What you felt", "While you read, or when you meet it at work."),
        _part(
            "effects", "What helps, and what gets in the way", "For those you care for, for you, for others."
        ),
        _part(
            "reasons", "Why it may be like that", "Time, habits, rules, who is asked. There may be several."
        ),
        _part("learned", "What you take from it", "What you know now, and what you still do not know."),
        _part("next", "What you will do", "When it comes up again; and what you would need from others."),
    ),
]
"""The first is shown at first. Part slugs are for ever: answers hang on them. ``text`` is the blank page."""
