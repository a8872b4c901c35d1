"""A small chapter that keeps the contract, built in code, for tests to break one thing at a time."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from nbformat import v4

from workbook.chapters.notebook import Notebook, read
from workbook.chapters.run import clean, write
from workbook.kit.drawing.output import evidence_address
from workbook.kit.drawing.pictures import picture

ID = "example-chapter"
ENTRY = f"notebooks/90-{ID}"
TITLE = "An example: what do the checks refuse?"
PARTS = {
    "at-a-glance": ("In short: nobody was looking", 4),
    "what-it-says": ("The wards were short of staff", 4),
    "look-and-disagree": ("Most would raise it", 3),
    "try-it": ("A shift with too few", 4),
    "reflect": ("What have we stopped seeing?", 4),
    "one-thing": ("Ask for one thing", 7),
    "recall": ("What stayed with you?", 4),
}
FACT = "francis-2013.290-recommendations"
LINK = f"[290 recommendations]({evidence_address(FACT)})"
PROSE = "The nurses told their boss that the ward was not safe. No one came to look. The harm went on. "


TOC = f"""\
format: jb-book
root: book/where-to-turn
parts:
- chapters:
  - file: book/parts/when-culture-fails
    sections:
    - file: {ENTRY}
  - file: book/about/evidence
    sections:
    - glob: book/about/evidence/*
  - file: book/references
  - file: book/facilitate/index
"""
PICTURE = {
    ".svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 288 100"><title>A ring</title>'
    "<desc>People in a ring.</desc><circle cx='50' cy='50' r='40' fill='none'/></svg>",
    ".txt": "A ring of people.\n\nThey stand in a ring and look at each other.\n",
}


def chapter() -> dict[str, Any]:
    """The notebook, as run would leave it. Each call gives a new one."""
    cells = [
        prose(f"# {TITLE}\n\nThis stands here so that the checks have a chapter to break."),
        call(
            f'from workbook import chapter\n\nchapter("{ID}")',
            "<header><p>What we read: all of it.</p></header>",
        ),
    ]
    for part, (heading, minutes) in PARTS.items():
        text = f"## {heading}\n\n{PROSE * 18}"
        if part == "what-it-says":
            text += f"The report made {LINK}. " + PROSE * 16
        cells.append(prose(text, workbook={"step": part, "minutes": minutes}))
        cells += _content(part)
        cells.append(note(part))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:02}"
    about = {
        "id": ID,
        "title": TITLE,
        "part": "When culture fails, and learns",
        "resources": ["francis-2013"],
        "minutes": sum(minutes for _, minutes in PARTS.values()),
        "outcomes": ["say what went wrong", "see what you no longer see", "ask for one thing"],
        "take_it_if": "you want to know how it can happen",
        "for": ["nurse", "board"],
    }
    return v4.new_notebook(cells=cells, metadata={"workbook": about})


def read_at(folder: Path, notebook: dict[str, Any], *, tidy: bool = True) -> Notebook:
    """Write the notebook into a small project of its own and read it as the contract does."""
    page = folder / "book" / "about" / "evidence" / "francis-2013.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f'# Evidence\n\n<a id="{FACT}"></a>\n', encoding="utf-8")
    (folder / "book" / "about" / "evidence.md").write_text("# Evidence\n", encoding="utf-8")
    turn = folder / "book" / "where-to-turn.md"
    turn.write_text("# Where to turn\n\n## If you are worn out\n", encoding="utf-8")
    works = '# References\n\n- <a id="francis-2013"></a>The Francis report\n'
    (folder / "book" / "references.md").write_text(works, encoding="utf-8")
    part = folder / "book" / "parts" / "when-culture-fails.md"
    part.parent.mkdir(exist_ok=True)
    part.write_text(
        "---\npart: 2\n---\n\n# When culture fails, and learns\n\n"
        '<div data-lists="chapters" data-part="2" data-as="invitations"></div>\n'
    )
    first = folder / "book" / "facilitate" / "index.md"
    first.parent.mkdir(exist_ok=True)
    first.write_text("# For facilitators\n", encoding="utf-8")
    (folder / "_toc.yml").write_text(TOC, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    path = folder / f"{ENTRY}.ipynb"
    pictures = path.parent / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for ending, text in PICTURE.items():
        (pictures / f"who-was-watching{ending}").write_text(text, encoding="utf-8")
    write(clean(notebook) if tidy else notebook, path)
    return read(path)


def find(notebook: dict[str, Any], words: str) -> dict[str, Any]:
    """The first cell whose source holds these words."""
    return next(cell for cell in notebook["cells"] if words in cell["source"])


def step(notebook: dict[str, Any], part: str) -> dict[str, Any]:
    """The cell that begins a part."""
    return next(c for c in notebook["cells"] if c["metadata"].get("workbook", {}).get("step") == part)


def prose(text: str, **metadata: Any) -> dict[str, Any]:
    """A Markdown cell for learners."""
    return v4.new_markdown_cell(text, metadata=metadata)


def note(part: str) -> dict[str, Any]:
    """A Markdown cell for the facilitator."""
    text = "**Purpose.** To slow down.\n\n**Watch for.** Names."
    return v4.new_markdown_cell(text, metadata={"tags": ["facilitator"], "workbook": {"facilitates": part}})


def call(source: str, html: str, tag: str = "remove-input") -> dict[str, Any]:
    """A code cell that was run and shows some HTML."""
    output = v4.new_output("execute_result", {"text/html": html, "text/plain": "shown"}, execution_count=1)
    return v4.new_code_cell(source, metadata={"tags": [tag]}, outputs=[output], execution_count=1)


def activity(kind: str, slug: str, **spec: Any) -> dict[str, Any]:
    """A code cell with one activity."""
    key = f"{ID}.{slug}"
    whole = {"kind": kind, "key": key, "prompt": "What is left?", "hint": "", "evidence": [], **spec}
    return call(
        f'from workbook import {kind}\n\n{kind}("{slug}", "{whole["prompt"]}")',
        f'<div data-activity="{kind}" data-key="{key}"><script type="application/json">'
        f"{json.dumps(whole)}</script><p>What do you see?</p></div>",
    )


def question(slug: str, *options: dict[str, Any]) -> dict[str, Any]:
    """A question of a recall."""
    lettered = [{"key": letter, **option} for letter, option in zip("abc", options, strict=False)]
    return {"slug": slug, "prompt": "What went wrong?", "options": lettered, "evidence": []}


def respec(cell: dict[str, Any], **changes: Any) -> None:
    """Change the specification in an activity's stored output."""
    html = cell["outputs"][0]["data"]["text/html"]
    before, rest = html.split('<script type="application/json">')
    spec, after = rest.split("</script>")
    whole = {**json.loads(spec), **changes}
    cell["outputs"][0]["data"]["text/html"] = (
        f'{before}<script type="application/json">{json.dumps(whole)}</script>{after}'
    )


def _content(part: str) -> list[dict[str, Any]]:
    if part == "at-a-glance":
        return [activity("reflect", "door", who="you", prompt="What did you last see?")]
    if part == "what-it-says":
        return [call('from workbook import picture\n\npicture("who-was-watching")', DRAWN) for _ in range(3)]
    if part == "look-and-disagree":
        code = "# How many would raise it?\nimport pandas as pd\n\ndata = pd.DataFrame()\ndata.head()"
        return [
            call('from workbook import chart\n\nchart("raising")', "<figure>Most would.</figure>"),
            call(code, "<p>Most</p>", "hide-input"),
        ]
    if part == "try-it":
        return [
            activity("scenario", "short-shift", situation="A bell rings.", worked=[], ways=[], why="Why?")
        ]
    if part == "one-thing":
        return [
            activity("plan", "my-plan", when_hint="At noon.", then_hint="I look."),
            activity(
                "ask", "our-ask", roles=["the registered manager"], what_hint="A day.", why_hint="Rest."
            ),
        ]
    if part == "reflect":
        return [activity("reflect", f"see-{who}", who=who, prompt="What is left?") for who in WHO]
    if part == "recall":
        asked = [
            question("one", RIGHT, WRONG),
            question("two", WRONG, RIGHT),
            question("three", RIGHT, WRONG),
        ]
        return [activity("recall", "back", questions=asked)]
    return []


def _drawn() -> str:
    """What `picture` shows of the example's drawing."""
    with tempfile.TemporaryDirectory() as folder:
        for ending, text in PICTURE.items():
            Path(folder, f"who-was-watching{ending}").write_text(text, encoding="utf-8")
        return picture("who-was-watching", folder=Path(folder)).html


DRAWN = _drawn()
RIGHT = {"text": "The rota.", "because": "It was short.", "right": True}
WRONG = {"text": "The nurses.", "because": "They said it was not safe.", "right": False}
WHO = ("you", "team", "leaders", "spare")
