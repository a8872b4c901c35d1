"""Try the book with the oldest or the newest libraries that pyproject.toml allows, on the Python that runs this.

    python3.14 tests/versions.py highest
    python3.11 tests/versions.py lowest-direct

It makes an environment of its own, outside the project, with uv, which can choose either; then it runs the tests that
need nothing real, checks the chapters, and builds the book. Style and exact pins are left to `make check`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAYS = ("lowest-direct", "highest")
UV = "uv==0.13.9"
TESTS = ["-m", "not real and not everything", "--ignore=tests/unit/test_pins.py", "-n2", "--dist=loadfile"]


def main(way: str) -> int:
    """Install, test, check and build; return 0 when all is well, else 1 at the first that is not."""
    with tempfile.TemporaryDirectory() as temporary:
        venv = Path(temporary, "venv")
        python = venv / "bin" / "python"
        install = [venv / "bin" / "uv", "pip", "install", "-q", "--python", python, "--resolution", way]
        steps = {
            "An environment": [sys.executable, "-m", "venv", venv],
            "uv": [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV],
            "The libraries": [*install, "--all-extras", "-r", "pyproject.toml"],
            "Node": [python, "tests/node.py"],
            "The tests": [python, "-m", "pytest", "tests/unit", *TESTS],
            "The chapters": [python, "-m", "workbook", "check"],
            "The book": [
                venv / "bin" / "jupyter-book",
                "build",
                ".",
                "-q",
                "--path-output",
                Path(temporary, "book"),
            ],
        }
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for name, command in steps.items():
            done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False)
            print(f"{name}: {'well' if done.returncode == 0 else 'NOT RIGHT'}", flush=True)
            if done.returncode:
                return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in [[way] for way in WAYS]:
        sys.exit(f"Say which: {' or '.join(WAYS)}.")
    sys.exit(main(sys.argv[1]))
