"""What an author writes in a call, checked: each refusal names the mistake and the remedy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from workbook.kit import book
from workbook.kit.errors import AuthorError
from workbook.kit.learner import notes

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def require_text(text: object, complaint: str) -> str:
    """Return the text without the space around it; refuse an empty one."""
    if not isinstance(text, str) or not text.strip():
        raise AuthorError(f"{complaint}. Write what the reader should see, between quotation marks.")
    return text.strip()


def optional_text(text: object, whose: str, name: str) -> str:
    """Return the text without the space around it; refuse what is no text."""
    if not isinstance(text, str):
        raise AuthorError(
            f"{whose} has {name}={text!r}, which is not text. Write it between quotation marks, "
            f"or leave {name}= out."
        )
    return text.strip()


def checked_slug(slug: object, what: str) -> str:
    """Return a name that a reader's answers can hang on for ever."""
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        suggestion = re.sub(r"[^a-z0-9]+", "-", str(slug).lower()).strip("-") or "noticing"
        if not suggestion[0].isalpha():
            suggestion = f"a-{suggestion}"
        raise AuthorError(
            f"“{slug}” cannot be the name of {what}. Use lower-case letters and digits with dashes between, "
            f"starting with a letter, such as “{suggestion}”. Choose well: readers' answers hang on it."
        )
    if notes.BACK.search(slug):
        raise AuthorError(
            f"“{slug}” cannot be the name of {what}: names that end like this are kept for looking back."
        )
    return slug


def checked_evidence(ids: Sequence[str], whose: str) -> list[str]:
    """Return ids of evidence that exist; name the nearest ones when one does not."""
    if isinstance(ids, str):
        raise AuthorError(f'{whose}: write the evidence as a list, such as evidence=["{ids}"].')
    if not ids:
        return []
    if not book.current().evidence_rows:
        raise AuthorError(
            f"{whose} points to evidence, and this book has none. Say where it is: evidence_rows and evidence_page "
            "in the book's configuration (workbook/kit/book.py)."
        )
    known = book.current().call("evidence_rows")
    for row in ids:
        if row not in known:
            near = get_close_matches(str(row), known, n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else " The evidence page lists every id."
            raise AuthorError(f"{whose} points to “{row}”, which is not in the evidence.{hint}")
    return list(ids)


def distinct(slugs: Sequence[str], whose: str, what: str) -> None:
    """Refuse two parts of one activity with the same name."""
    twice = sorted({slug for slug in slugs if list(slugs).count(slug) > 1})
    if twice:
        raise AuthorError(f"{whose} has two {what} called “{twice[0]}”. Give each its own name.")
