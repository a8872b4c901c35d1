"""What other places run of this project (a code host, a hub, a container) names what is there, and exact versions."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import versions
import yaml

from workbook.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
EXACT = re.compile(r"[\w.-]+/[\w./-]+@v\d+\.\d+\.\d+")


def problems(workflow: dict[str, Any], targets: set[str]) -> Iterator[str]:
    """What is wrong with a workflow: an action without an exact version, or a command that `make` does not know."""
    for name, job in workflow["jobs"].items():
        if "timeout-minutes" not in job:
            yield f"{name} may run for ever"
        for step in job["steps"]:
            if "uses" in step and not EXACT.fullmatch(step["uses"]):
                yield f"{step['uses']} has no exact version"
            for target in re.findall(r"^\s*make ([\w-]+)", step.get("run", ""), re.M):
                if target not in targets:
                    yield f"there is no `make {target}`"


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.M))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_its_actions_and_runs_what_there_is(path: Path) -> None:
    assert list(problems(yaml.safe_load(path.read_text(encoding="utf-8")), targets())) == []


def test_a_loose_workflow_is_seen() -> None:
    steps = [{"uses": "actions/checkout@v4"}, {"run": "make tea"}, {"uses": "actions/checkout@main"}]
    found = list(problems({"jobs": {"a": {"steps": steps}}}, targets()))
    assert len(found) == 4, found


def test_a_tag_publishes_only_after_the_tests() -> None:
    (path,) = WORKFLOWS
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    assert jobs["publish"]["needs"] == "test" and jobs["publish"]["if"] == "github.ref_type == 'tag'"
    assert any(step.get("run") == "make test" for step in jobs["test"]["steps"])


def test_the_first_and_the_last_python_promised_are_tried_and_the_oldest_and_newest_libraries() -> None:
    (path,) = WORKFLOWS
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ends = [promised[0], promised[-1]]
    assert jobs["test"]["strategy"]["matrix"]["python"] == ends
    tried = jobs["versions"]["strategy"]["matrix"]["include"]
    assert tried == [
        {"python": python, "libraries": way} for python, way in zip(ends, versions.WAYS, strict=True)
    ]


def test_a_hub_installs_what_make_installs() -> None:
    binder = ROOT / ".binder"
    lines = (binder / "requirements.txt").read_text(encoding="utf-8").split()
    assert lines[-2:] == ["-r", "../requirements.txt"]
    for name in ("postBuild", "start"):
        assert os.access(binder / name, os.X_OK), name
    asked = [str(binder / "start"), "printenv", "JUPYTER_CONFIG_PATH"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.split(":")[0].strip() == str(ROOT), "Jupyter's settings of this project are not found"
    version = (binder / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"Python :: {version}" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_dev_container_runs_what_there_is() -> None:
    about = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert about["postCreateCommand"].removeprefix("make ") in targets()
