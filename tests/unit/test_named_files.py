"""A file that is named in code, in a comment or on a page for authors is there: nobody is sent to look for one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(
    r"(?<![\w./-])(?:(?:workbook|tests|setup|bench|js|kit)/(?:[\w-]+/)*[\w-]+\.(?:py|js|css|json|ya?ml)"
    r"|(?:book|data|notebooks)/(?:[\w-]+/)*[\w-]+\.(?:md|json|ya?ml))\b"
)


def lost(text: str, files: set[str]) -> list[str]:
    """The files named in a text that are not among these: from the project's folder, or from `workbook`."""
    return [name for name in NAMED.findall(text) if not files & {name, f"workbook/{name}"}]


def test_every_file_that_is_named_is_there() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = set(
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    )
    read = [
        name
        for name in files
        if (name.startswith(("workbook/", "setup/", "bench/")) and name.endswith((".py", ".js")))
        or name in ("README.md", "CONTRIBUTING.md", "Makefile")
    ]
    texts = {
        name: (ROOT / name).read_text(encoding="utf-8")
        for name in read
        if not name.startswith("workbook/static")
    }
    assert len(texts) > 200
    assert {name: gone for name, text in texts.items() if (gone := lost(text, files))} == {}


def test_a_file_that_was_moved_is_seen() -> None:
    files = {"workbook/checks/keys.json", "README.md"}
    assert lost("Added to workbook/checks/keys.json, see checks/keys.json", files) == []
    assert lost("Added to workbook/keys.json", files) == ["workbook/keys.json"]
