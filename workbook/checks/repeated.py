"""What people read stands once: no text in a string of Python stands in a string of JavaScript too.

What both languages show is in one file that both read, such as ``kit/text/strings.json``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LEAST = 12
"""Shorter texts, such as “Copy”, may come together by chance."""
_SCRIPT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?P<double>(?:\\.|[^"\\\n])*)"|'(?P<single>(?:\\.|[^'\\\n])*)'|`(?P<template>(?:\\.|[^`\\])*)`""",
    re.DOTALL,
)
_FILLED = re.compile(r"\$\{[^}]*\}")
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)
_SPOKEN = re.compile(r"[^\W\d_]+[ ’…]+[^\W\d_]+")


def texts_of_scripts(root: Path) -> dict[str, Path]:
    """Return every text that people may read in the strings of the scripts, and one file that has it."""
    found: dict[str, Path] = {}
    for path in sorted((root / "workbook" / "js").rglob("*.js")):
        for match in _SCRIPT.finditer(path.read_text("utf-8")):
            text = match["double"] or match["single"] or match["template"] or ""
            for part in _FILLED.split(text):
                if spoken := _spoken(part):
                    found.setdefault(spoken, path)
    return found


def texts_of_python(root: Path) -> Iterator[tuple[str, Path]]:
    """Return every text that people may read in Python's strings and templates, docstrings aside."""
    for path in sorted((root / "workbook").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
                if spoken := _spoken(node.value):
                    yield spoken, path
    for path in sorted((root / "workbook").rglob("*.html")):
        for part in _TAGS.split(path.read_text("utf-8")):
            if spoken := _spoken(part):
                yield spoken, path


def problems(root: Path) -> Iterator[str]:
    """Say which texts stand in both languages."""
    scripts = texts_of_scripts(root)
    seen: set[str] = set()
    for text, path in texts_of_python(root):
        if text in scripts and text not in seen:
            seen.add(text)
            yield (
                f"“{text}” stands in {path.relative_to(root)} and in {scripts[text].relative_to(root)}. Write it once, "
                "in a file that both read, such as workbook/kit/text/strings.json."
            )


def _spoken(text: str) -> str:
    """Return a text of some length with words in it, on one line; nothing for names, addresses and marks."""
    text = " ".join(text.split())
    return (
        text if len(text) >= LEAST and _SPOKEN.search(text) and not text.startswith(("wb-", "http")) else ""
    )
