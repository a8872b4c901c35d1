"""The Nu HTML checker: package.json pins it, and its Java is found, or installed, or missed in plain words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import node
import system

ROOT = Path(__file__).resolve().parents[1]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_PACKAGES = {
    "apt-get": ["default-jre-headless"],
    "dnf": ["java-latest-openjdk-headless"],
    "zypper": ["java-21-openjdk-headless"],
    "pacman": ["jre-openjdk-headless"],
    "apk": ["openjdk21-jre-headless"],
}
_WHAT_TO_DO = """\
No Java was found, and none could be installed. The Nu HTML checker runs in it.
Do one of these, then run the tests again:
  - install a Java 11 or later with your system's package manager
    (on Debian: sudo apt-get install default-jre-headless);
  - or, if you have one in an unusual place, say where: JAVA=/path/to/java make test-all"""


class JavaMissing(RuntimeError):
    """There is no Java here. The message says what to do."""


def find() -> str | None:
    """The path of a Java that starts, or None. `JAVA` in the environment is asked first."""
    path = os.environ.get("JAVA") or shutil.which("java")
    return path if path and system.starts(path) else None


def ensure() -> str:
    """The path of a Java that starts, with the checker in place: found, or installed now. Raises JavaMissing."""
    node.ensure()
    if find() or system.installed("Java", system.ways_to_install(_PACKAGES), find):
        return str(find())
    raise JavaMissing(_WHAT_TO_DO)


def errors(*places: Path) -> list[str]:
    """What is no valid HTML in these files and folders: the file, the line, what is wrong, and the place itself."""
    command = [ensure(), "-jar", str(JAR), "--errors-only", "--format", "json", "--skip-non-html"]
    done = subprocess.run([*command, *map(str, places)], capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{one['url']}, line {one.get('lastLine', '?')}: {one['message']} {one.get('extract', '').strip()}"
        for one in found
        if one["type"] != "info"
    ]
