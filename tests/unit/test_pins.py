"""Every pin can be installed on every Python that is promised, says why it is here, and is what is installed."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from workbook.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LINE = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^\s#]+)(?:\s+# (?P<why>\S.*))?$")
PINS = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if "==" in line]


def promised() -> list[Version]:
    """The lowest and the highest Python that pyproject.toml names."""
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    versions = sorted(Version(f"{name}.0") for name in named)
    return [versions[0], versions[-1]]


def refused(requires: dict[str, str], pythons: list[Version]) -> Iterator[str]:
    """What is wrong with each package's `Requires-Python`, by package."""
    for name, needed in requires.items():
        for python in pythons:
            if python not in SpecifierSet(needed):
                yield f"{name} asks for Python {needed}, and {python} is promised. Pin an earlier version of it."


def installed(name: str) -> dict[str, str]:
    try:
        found = metadata(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is in requirements.txt and is not installed. Run: make check")
    return {"version": str(found["Version"]), "python": str(found.get("Requires-Python", ""))}


def test_every_pin_admits_the_lowest_and_the_highest_python_promised() -> None:
    lowest, highest = promised()
    assert lowest in SpecifierSet(PROJECT["requires-python"]) and highest > lowest
    requires = {line["name"]: installed(line["name"])["python"] for line in map(LINE.match, PINS) if line}
    assert len(requires) == len(PINS) > 100
    assert list(refused(requires, [lowest, highest])) == []


def test_a_pin_that_shuts_out_a_promised_python_is_refused() -> None:
    wrong = list(refused({"soupsieve": ">=3.11.5", "x": ">=3.8,<3.14", "y": ""}, promised()))
    assert len(wrong) == 2 and "soupsieve asks for Python >=3.11.5, and 3.11.0 is promised" in wrong[0]


def test_every_pin_is_exact_and_is_what_is_installed() -> None:
    for pin in PINS:
        line = LINE.match(pin)
        assert line, f"Write {pin!r} as name==version, and a direct one with # why"
        assert installed(line["name"])["version"] == line["version"], pin


def test_what_is_used_directly_says_why_and_stays_within_what_the_package_asks_for() -> None:
    pins = {canonicalize_name(line["name"]): line for line in map(LINE.match, PINS) if line}
    extras = PROJECT["optional-dependencies"]
    asked = [
        Requirement(text) for text in [*PROJECT["dependencies"], *(t for e in extras.values() for t in e)]
    ]
    names = {canonicalize_name(one.name) for one in asked} - {canonicalize_name(PROJECT["name"])}
    assert {name for name in names if name not in pins} == set()
    for one in asked:
        if (pin := pins.get(canonicalize_name(one.name))) is not None:
            assert one.specifier.contains(pin["version"]), (
                f"{one} in pyproject.toml, {pin[0]} in requirements.txt"
            )
            assert pin["why"], f"{one.name} is asked for in pyproject.toml: say in requirements.txt why"
    assert {name for name, pin in pins.items() if pin["why"]} == names


def locked(package: dict[str, Any], lock: dict[str, Any]) -> Iterator[str]:
    """Where package-lock.json differs from package.json, or names a host: `npm ci` refuses the first."""
    if lock["packages"][""].get("devDependencies") != package["devDependencies"]:
        yield "package-lock.json is not in step with package.json. Run: npm install --package-lock-only"
    for name, pinned in lock["packages"].items():
        if str(pinned.get("resolved", "")).startswith("http"):
            yield f"package-lock.json names the host that {name} came from. Remove the line."


def test_the_javascript_tools_are_locked_to_what_package_json_pins() -> None:
    package, lock = (
        json.loads((ROOT / name).read_text("utf-8")) for name in ("package.json", "package-lock.json")
    )
    assert list(locked(package, lock)) == []
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())


def test_a_lock_that_is_behind_or_names_a_host_is_refused() -> None:
    elsewhere = {"resolved": f"{'https'}://registry.example/x"}
    lock = {"packages": {"": {"devDependencies": {}}, "node_modules/x": elsewhere}}
    assert len(list(locked({"devDependencies": {"x": "1.0.0"}}, lock))) == 2
