"""The files in `templates/`, filled in for one chapter."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from myst_nb.core.read import read_myst_markdown_notebook

from workbook import evidence
from workbook.kit.text import files

TEMPLATES: Path = Path(__file__).resolve().parent / "templates"
STATUS = "[[Write: primary, secondary or single; CONTRIBUTING.md says which]]"

SEEN_AT = "[[Write: the sites where you saw it, such as gov.uk, with a space between]]"


def words(resource: evidence.Resource, id: str, title: str, part: str, new_rows: list[str]) -> dict[str, str]:
    """What stands in for each `{{name}}` of a template."""
    return {
        "id": id,
        "title": title,
        "part": part,
        "resource": resource.id,
        "source": resource.also_known_as or resource.title,
        "url": resource.url,
        "what_was_read": resource.what_was_read,
        **_evidence_for(resource, new_rows),
    }


def text(name: str, words: Mapping[str, str]) -> str:
    """A template as text."""
    return _fill((TEMPLATES / name).read_text(encoding="utf-8"), words)


def notebook(words: Mapping[str, str], resource: str) -> dict[str, Any]:
    """The chapter's notebook. Every cell has an id that says where it stands: `reflect-2`."""
    made: dict[str, Any] = read_myst_markdown_notebook((TEMPLATES / "chapter.md").read_text(encoding="utf-8"))
    count: Counter[str] = Counter()
    minutes = 0
    for cell in made["cells"]:
        about = cell["metadata"].get("workbook", {})
        cell["source"] = _fill(cell["source"], {**words, "plan": _spoken(about.get("plan", {}))})
        place = about.get("step") or about.get("facilitates") or cell["cell_type"]
        count[place] += 1
        cell["id"] = f"{place}-{count[place]}"
        minutes += about.get("minutes", 0)
    about = made["metadata"]["workbook"]
    about.update({name: _fill(value, words) for name, value in about.items() if isinstance(value, str)})
    about.update(id=words["id"], resources=[resource], minutes=minutes)
    return made


def rows(resource: evidence.Resource) -> tuple[dict[str, str], ...]:
    """The rows of evidence that an author fills in first."""
    with (TEMPLATES / "facts.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            {
                "id": f"{resource.id}.{row['key']}",
                "resource": resource.id,
                "scope": row["scope"],
                "status": STATUS,
                "claim": row["claim"],
                "figure": row["figure"],
                "link": resource.url,
                "seen_at": SEEN_AT,
                "weak": "",
            }
            for row in csv.DictReader(stream)
        )


def longer(path: Path, rows: Iterable[Mapping[str, str]]) -> str:
    """The text of a table with rows added at its end; what is there stays as it is, with Excel's mark before it."""
    before = files.read(path)
    mark = files.BOM if path.read_bytes().startswith(files.BOM.encode()) else ""
    columns = next(csv.reader(io.StringIO(before)))
    added = io.StringIO()
    csv.DictWriter(added, columns, restval="", lineterminator="\n").writerows(rows)
    return mark + before.rstrip("\n") + "\n" + added.getvalue()


def _evidence_for(resource: evidence.Resource, new_rows: list[str]) -> dict[str, str]:
    """The rows that stand in where a chapter must name one."""
    facts = evidence.facts(resource.id)
    if facts:
        key = next((fact.id for fact in facts if fact.figure), facts[0].id)
        return {"main_finding": facts[0].id, "key_number": key}
    names = {row.partition(".")[2].replace("-", "_"): row for row in new_rows}
    return {name: names[name] for name in ("main_finding", "key_number")}


def _fill(text: str, words: Mapping[str, str]) -> str:
    """A text of the template with its `{{names}}` replaced."""
    return re.sub(r"\{\{(\w+)\}\}", lambda name: words[name[1]], text)


def _spoken(plan: Mapping[str, int | Mapping[str, int]]) -> str:
    """The minutes of a facilitator's note in words, as they stand in every chapter."""
    told = [
        f"{'In a session of' if number == 0 else 'Of'} {length} minutes: {_minutes(minutes)}."
        for number, (length, minutes) in enumerate(plan.items())
    ]
    return " ".join(told)


def _minutes(given: int | Mapping[str, int]) -> str:
    if isinstance(given, int):
        return f"{given} minutes" if given else "left out"
    return " and ".join(f"{minutes} minutes to {what}" for what, minutes in given.items())
