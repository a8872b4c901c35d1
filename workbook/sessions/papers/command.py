"""The command `packs`: the papers of a session as PDF and as Word, and one file to take along from the site."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from workbook.chapters.run import choose
from workbook.documents import word
from workbook.documents.paper import Paper
from workbook.kit.errors import CommandError
from workbook.kit.text.strings import SHARED
from workbook.paths import NOTEBOOKS, ROOT, SITE_FILES, SITE_PAPERS
from workbook.sessions import model, printing, rules
from workbook.sessions.model import Session
from workbook.sessions.papers import papers
from workbook.sessions.plan import Plan, PlanError, read

FOLDER = "_build/packs"
EVERY = "every-session"
"""The folder of the papers that are the same for every chapter."""
ZIP = "the-whys-and-the-hows.zip"
PAGE = "book/facilitate/packs.html"
FORMS = {
    ".pdf": "PDF",
    ".docx": "Word",
    f"{papers.LARGE_PRINT}.pdf": "large print PDF",
    f"{papers.LARGE_PRINT}.docx": "large print Word",
}
"""The files of a paper, by how their names end."""
A_PAGE = re.compile(rb"/Type\s*/Page\b")
PLACE = re.compile(r"(<div data-papers(?:=\"\")?>).*?(</div>)", re.S)
OFFERED = re.compile(r"(<div data-files(?:=\"\")?>).*?(</div>)", re.S)
ITSELF = "<p>This copy of the book is such a file itself.</p>"
"""Where a page of the site offers other files to take along, and what it says in the one file, where they are not."""
READ_ME = """\
The Whys and the Hows, to take along. Unpack this file. Then:

- Open "index.html" with a double-click: the whole book, and the screens to lead a session, without a network.
- The folder "papers" has what to print, chapter by chapter, as PDF and as Word. Begin with paper 10, Prepare.
- "papers/every-session" has what is the same in all: the card for hard moments, and where to turn, for the door.

Independent. Not produced or endorsed by the NHS, or by the organisations whose work it describes.
"""


class PackError(CommandError):
    """Nothing was made. The message says why, and what to do."""


@dataclass(frozen=True)
class Planned:
    """A paper, and what it is for where it differs from plan to plan."""

    paper: Paper
    label: str


def packs(names: Iterable[str], *, plan: Path | None, pdfs: bool, site: bool) -> Iterator[str]:
    """Make the papers of the named chapters, or of all, and put them on the built site too. Tells what was made."""
    folder = ROOT / FOLDER
    yield from make(choose(names, NOTEBOOKS), folder, plan=plan, pdfs=pdfs)
    if site:
        yield publish(model.every(NOTEBOOKS), folder, ROOT / "_build/html")
    yield "Next: print paper 10, Prepare, and do what it says."


def make(paths: Iterable[Path], into: Path, *, plan: Path | None = None, pdfs: bool = True) -> Iterator[str]:
    """Make the papers of chapters, and tell of each what was made. A pack is there whole, or not at all.

    With a plan file, the papers are those of that plan alone, in a folder of their own.
    """
    sessions = [session for path in paths if (session := _session(path))]
    if not sessions:
        raise PackError(
            "Papers are made of chapters, whose files begin with a number. Name one, or none for all."
        )
    if plan:
        known = {session.id: session for session in sessions}
        try:
            chosen = read(plan, known)
        except PlanError as error:
            raise PackError(f"{error} Nothing was made.") from error
        if early := rules.moved_too_early(known[chosen.chapter], chosen):
            raise PackError(f"“{plan.name}”: {early[0]} Move it back in the planner. Nothing was made.")
        made = papers.papers(known[chosen.chapter], chosen)
        yield from _write(known[chosen.chapter], into / f"{chosen.chapter}-{plan.stem}", made, pdfs)
        return
    for session in sessions:
        made = [named(planned) for planned in of_all_plans(session)]
        yield from _write(session, into / session.id, made, pdfs)


def of_all_plans(session: Session) -> list[Planned]:
    """The papers of every plan of a chapter, each once: those that differ say which plans they are for.

    The host's sheet is among them: it is the same for any number of people elsewhere.
    """
    found: dict[tuple[str, str], tuple[Paper, list[str]]] = {}
    have: dict[str, int] = {}
    for key in session.keys:
        plan = default(session, key)
        for paper in [*papers.papers(session, plan), papers.for_leaders("host", session, plan)]:
            _, plans = found.setdefault((paper.name, repr(paper.blocks)), (paper, []))
            plans.append(key)
            have[paper.name] = have.get(paper.name, 0) + 1
    return [
        Planned(paper, "" if len(plans) == have[paper.name] else _label(plans, session.keys))
        for paper, plans in found.values()
    ]


def default(session: Session, key: str) -> Plan:
    """The plan of a length where nobody made one: 20 people, all in the room."""
    return Plan(session.id, int(key.rstrip("t")), request=not key.endswith("t") and key != "20")


def named(planned: Planned) -> Paper:
    """A paper whose name and title say which plans it is for."""
    paper, label = planned.paper, planned.label
    if not label:
        return paper
    name = paper.name.removesuffix(papers.LARGE_PRINT)
    large = papers.LARGE_PRINT if name != paper.name else ""
    slug = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
    return replace(paper, name=f"{name}-{slug}{large}", title=f"{paper.title} ({label})")


def _label(plans: Sequence[str], every: Sequence[str]) -> str:
    """The plans a paper is for: `45 and 60 minutes`; `60 minutes with a request`; `45 minutes and longer`."""
    asks = {key for key in every if not key.endswith("t") and key != "20"}
    if set(plans) == asks:
        return SHARED["withRequest"]
    if set(plans) == set(every) - {"20"}:
        return "45 minutes and longer"
    if set(plans) >= set(every) - asks - {"20"} and not asks & set(plans):
        return SHARED["withoutRequest"]
    lengths = list(dict.fromkeys(key.rstrip("t") for key in every))
    whole = [length for length in lengths if {length, f"{length}t"} & set(every) <= set(plans)]
    rest = [length for length in lengths if length not in whole]
    told = [
        (whole, ""),
        ([length for length in rest if length in plans], f" {SHARED['withRequest']}"),
        ([length for length in rest if f"{length}t" in plans], f" {SHARED['withoutRequest']}"),
    ]
    return ", ".join(f"{_and(minutes)} minutes{kind}" for minutes, kind in told if minutes)


def _and(listed: Sequence[str]) -> str:
    *first, last = listed
    return f"{', '.join(first)} and {last}" if first else last


def publish(sessions: Iterable[Session], packs: Path, html: Path) -> str:
    """Put the papers of chapters on the built site, list them there, and make the one file to take along.

    Papers of somebody's own plan have names on them, and stay where they are. Tells what it made.
    """
    page = html / PAGE
    if not page.is_file():
        raise PackError("There is no website yet, so nothing was put on it. Type: make book")
    have = [session for session in sessions if (packs / session.id).is_dir()]
    if not have:
        raise PackError("There are no papers yet. Type: python -m workbook packs")
    target = html / SITE_PAPERS
    shutil.rmtree(target, ignore_errors=True)
    for session in have:
        _copy(packs / session.id, target, session)
    listed = f"<h3>For every session</h3>{_list(target / EVERY)}<h3>For each chapter</h3>" + "".join(
        f"<details><summary>{escape(session.name)}</summary>{_list(target / session.id)}</details>"
        for session in have
    )
    # The page in the file has no link to the file: it would lead nowhere there.
    _put(page, listed)
    size = _zip(html)
    whole = (
        f'<p><a href="../../_downloads/{ZIP}">Take everything along: the book and all papers, in one file</a>'
    )
    _put(page, f"{whole} ({size} MB).</p>{listed}")
    return f"{ZIP}: the website and the papers of {len(have)} chapters in one file of {size} MB."


def _put(page: Path, listed: str) -> None:
    """Put a list into the page of papers, in place of what stood there."""
    text = PLACE.sub(lambda place: f"{place[1]}{listed}{place[2]}", page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8", newline="\n")


def _copy(pack: Path, target: Path, session: Session) -> None:
    """The papers of a chapter, in a folder of their own; those that all chapters share, in the folder for all."""
    shared = {f"{paper.no:02d}" for paper in session.papers if paper.id in papers.FOR_ALL}
    for file in sorted(pack.iterdir()):
        folder = target / (EVERY if file.name[:2] in shared else session.id)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / file.name)


def _list(folder: Path) -> str:
    """The papers of a folder as links: each as PDF and as Word, and in large print where there is one."""
    up = f"../../{SITE_PAPERS}/{folder.name}"
    lines = []
    for name in sorted({file.stem.removesuffix(papers.LARGE_PRINT) for file in folder.glob("*")}):
        number, _, rest = name.partition("-")
        title = f"{int(number)}, {rest.replace('-', ' ')}"
        forms = [
            f'<a href="{up}/{name}{ending}" aria-label="{escape(title)}: {label}">{label}</a>'
            for ending, label in FORMS.items()
            if (folder / f"{name}{ending}").is_file()
        ]
        lines.append(f"<li>{escape(title)}: {', '.join(forms)}</li>")
    return f"<ul>{''.join(lines)}</ul>"


def _zip(html: Path) -> int:
    """The site and its papers in one file; its size in megabytes."""
    file = html / "_downloads" / ZIP
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    new = file.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("the-whys-and-the-hows/READ ME FIRST.txt", READ_ME)
        for path in sorted(html.rglob("*")):
            name = path.relative_to(html).as_posix()
            if not path.is_file() or path in (new, html / "sw.js") or name.startswith(f"{SITE_FILES}/"):
                continue
            if path.suffix == ".html":
                text = OFFERED.sub(rf"\1{ITSELF}\2", path.read_text(encoding="utf-8"))
                packed.writestr(f"the-whys-and-the-hows/{name}", text)
            elif not path.name.startswith("."):
                packed.write(path, f"the-whys-and-the-hows/{name}")
    new.rename(file)
    return max(1, round(file.stat().st_size / 1_000_000))


def _session(path: Path) -> Session | None:
    """The session of a chapter; None of a page that is no chapter."""
    if not path.stem[:1].isdigit():
        return None
    wrong = rules.problems(path)
    if wrong:
        raise PackError(
            f"{wrong[0]} Nothing was made of {path.name}. Run: python -m workbook check {path.stem}"
        )
    return model.read(path)


def _write(session: Session, folder: Path, made: Sequence[Paper], pdfs: bool) -> Iterator[str]:
    files = {f"{paper.name}.docx": as_word(paper) for paper in made}
    printed = _as_pdf(made) if pdfs else {}
    yield from too_long(session, printed)
    _replace(folder, {**files, **printed})
    large = sum(paper.name.endswith(papers.LARGE_PRINT) for paper in made)
    forms = "as PDF and as Word" if pdfs else "as Word"
    told = (
        folder.relative_to(folder.parents[2]) if folder.parts[-3:-1] == tuple(FOLDER.split("/")) else folder
    )
    yield f"{told}: {len(made) - large} papers {forms}, and {large} of them in large print too."


def too_long(session: Session, printed: Mapping[str, bytes]) -> Iterator[str]:
    """Papers that are printed on more sides than they may have: not large print, nor the script of 90 minutes."""
    most = printing.most_sides(session)
    for name, data in printed.items():
        sides, allowed = len(A_PAGE.findall(data)), most.get(int(name[:2]))
        longer = name.endswith(f"{papers.LARGE_PRINT}.pdf") or "script-90" in name
        if allowed and sides > allowed and not longer:
            yield f"{name} has {sides} sides, and {allowed} are the most. Say less on it, or leave a beat out."


def as_word(paper: Paper) -> bytes:
    """One paper as a Word file."""
    return word.write(paper.title, paper.blocks, size=paper.size, foot=papers.BOOK)


def _as_pdf(made: Sequence[Paper]) -> Mapping[str, bytes]:
    from workbook.documents import pdf  # Playwright, which the Word files do not need

    try:
        return {f"{paper.name}.pdf": data for paper, data in zip(made, pdf.prints(made), strict=True)}
    except pdf.PrintError as error:
        raise PackError(str(error)) from error


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files into a new folder, and only then put it in the place of the old one."""
    new = folder.with_name(f"{folder.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for name, data in files.items():
            (new / name).write_bytes(data)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise PackError(
            f"{folder} could not be written ({error.strerror}). Close its files, and run it again."
        ) from error
