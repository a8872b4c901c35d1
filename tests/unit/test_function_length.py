"""No function is longer than 80 lines: decorators, comments and blank lines included."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 80


def long_functions(source: str) -> list[str]:
    """The names of the functions in it that are too long, as "name (lines)"."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines = (node.end_lineno or first) - first + 1
            if lines > LONGEST:
                found.append(f"{node.name} ({lines})")
    return found


def test_no_function_is_too_long() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    files = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    assert len(files) > 100
    long = {
        str(path.relative_to(ROOT)): found
        for path in files
        if (found := long_functions(path.read_text(encoding="utf-8")))
    }
    assert long == {}


def test_a_line_too_many_is_seen() -> None:
    def function(lines: int, name: str) -> str:
        return f"def {name}():\n" + "    # or nothing\n" * (lines - 2) + "    return 1\n"

    method = "class Book:\n    @property\n    async def read(self):\n" + "\n" * 78 + "        return 1\n"
    assert long_functions(function(80, "fits")) == []
    assert long_functions(function(81, "long")) == ["long (81)"]
    assert long_functions(method) == ["read (81)"]
