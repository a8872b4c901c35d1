"""Keys are for ever: a learner's answers hang on them. `keys.json` beside this file remembers every one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.chapters import contents
from workbook.chapters.notebook import NotANotebook, Notebook, read
from workbook.paths import KEYS, NOTEBOOKS


def problems(notebooks: Iterable[Notebook], path: Path = KEYS, unread: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong between the activities in these notebooks (all of the book's) and the remembered keys.

    `unread` are the ids of notebooks that cannot be read: their keys may all be there.
    """
    keys, aliases = _stored(path)
    used = _used(notebooks)
    name = path.name
    yield from _new(used, keys, name)
    hidden = set(unread)
    for key in keys:
        if key not in used and key not in aliases and key.partition(".")[0] not in hidden:
            yield (
                f"{name}: no chapter has the key {key} any more, and learners' answers hang on it. Put the "
                'activity back, or say in "aliases" which key it became.'
            )
    for old, new in aliases.items():
        if old not in keys:
            yield f'{name}: the alias {old} was never a key. Correct it, or add it to "keys" with its kind.'
        if old in used:
            yield f"{name}: {old} has an alias and is still used in {used[old][1]}. Remove the alias."
        if new not in used:
            if new.partition(".")[0] not in hidden:
                yield f"{name}: {old} became {new}, and no chapter has {new}. Correct the alias."
        elif keys.get(old, used[new][0]) != used[new][0]:
            yield f"{name}: {old} was a {keys[old]}, {new} is a {used[new][0]}. An alias keeps the kind."


def new_in(paths: Iterable[Path], path: Path = KEYS) -> list[str]:
    """What is wrong with the keys of some notebooks alone: not remembered, or of another kind."""
    notebooks = []
    for notebook in paths:
        try:
            notebooks.append(read(notebook))
        except NotANotebook:
            continue  # its own check says so
    return list(_new(_used(notebooks), _stored(path)[0], path.name))


def _new(used: Mapping[str, tuple[str, str]], keys: Mapping[str, str], name: str) -> Iterator[str]:
    for key, (kind, where) in used.items():
        if key not in keys:
            yield f"{where}: the key {key} is not in {name}. Add it: python -m workbook keys."
        elif keys[key] != kind:
            yield (
                f"{where}: {key} is a {kind}, and {name} remembers a {keys[key]}. Learners' answers would "
                "not fit: give the new activity another slug."
            )


@dataclass(frozen=True)
class Added:
    """The keys that are remembered from now on, and the chapters whose keys are not."""

    keys: list[str]
    left_out: list[str]
    """The ids of those that were not run."""
    unread: tuple[str, ...] = ()
    """What is wrong with those that cannot be read, in sentences."""


def add(path: Path = KEYS, folder: Path = NOTEBOOKS) -> Added:
    """Remember the keys of new activities: a key is for ever, so only of chapters that ran to their end."""
    keys, aliases = _stored(path)
    notebooks = []
    unread = []
    for notebook in contents.notebooks(folder).values():
        try:
            notebooks.append(read(notebook))
        except NotANotebook as error:
            unread.append(str(error))
    used = _used(one for one in notebooks if one.ran_whole)
    new = {key: kind for key, (kind, _) in used.items() if key not in keys}
    if new:
        text = json.dumps({"keys": {**keys, **new}, "aliases": aliases}, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return Added(list(new), [one.id for one in notebooks if not one.ran_whole], tuple(unread))


def _stored(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    if not path.exists():
        return {}, {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return dict(stored.get("keys", {})), dict(stored.get("aliases", {}))


def _used(notebooks: Iterable[Notebook]) -> dict[str, tuple[str, str]]:
    """Every key in use, with its kind and where; from the code where a cell was not run yet."""
    from workbook.kit.activities import kind_names

    used: dict[str, tuple[str, str]] = {}
    for notebook in notebooks:
        if notebook.only_in_jupyter:
            continue  # nothing that is typed there is kept
        for cell in notebook.code:
            found = [(one.key, one.kind) for one in cell.activities]
            if not cell.was_run:
                found = [
                    (f"{notebook.id}.{one.first}", one.word) for one in cell.calls if one.word in kind_names()
                ]
            for key, kind in found:
                used.setdefault(key, (kind, f"{notebook.path.stem}, cell {cell.number}"))
    return used
