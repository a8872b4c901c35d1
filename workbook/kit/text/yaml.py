"""YAML, read by the reader in C where PyYAML was built with it: the same rules, ten times as fast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from workbook.kit.errors import CommandError
from workbook.kit.text import files

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(CommandError):
    """A YAML file cannot be read. The message says which, where, and what to do."""


def parse(text: str) -> Any:
    """The data in a YAML text. Raises `yaml.YAMLError` where it is none."""
    return yaml.load(text, Loader=_LOADER)


def read(path: Path) -> Any:
    """The data in a YAML file. Raises `YamlError` where it is none: a colon or a quotation mark too many, say."""
    try:
        return parse(text := files.read(path))
    except files.TextError as error:
        raise YamlError(str(error)) from error
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark
        line = f", line {at.line + 1}" if at else ""
        raise YamlError(
            f"{path.name}{line}: this is no YAML ({error.problem}). A text with a colon, a # or a quotation mark in it "
            "stands in quotation marks."
        ) from error
    except yaml.reader.ReaderError as error:
        number = text.count("\n", 0, error.position) + 1
        raise YamlError(
            f"{path.name}, line {number}: a sign that nobody can see stands there ({error.reason}). Delete it, or type "
            "the line again."
        ) from error
