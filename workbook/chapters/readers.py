"""For whom a chapter is: the readers that its metadata may name, from `readers.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workbook.chapters.notebook import Notebook
from workbook.kit.text import yaml


@cache
def readers() -> Mapping[str, str]:
    """Every reader by its id, as `nurse`, in the order of the page that speaks to them; with who it is."""
    known: dict[str, str] = yaml.read(Path(__file__).with_suffix(".yaml"))
    return known


def readers_of(chapter: Notebook) -> tuple[str, ...]:
    """The readers for whom the metadata say that the chapter is a good first one."""
    named = chapter.about.get("for", [])
    return tuple(str(reader) for reader in named) if isinstance(named, list) else ()
