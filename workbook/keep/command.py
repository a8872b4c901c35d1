"""The command `keep`: the book as files to take along, made from the built site, and offered on it."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from workbook import THIS_BOOK
from workbook.chapters import contents
from workbook.chapters.notebook import FACILITATOR
from workbook.documents.pdf import PrintError
from workbook.keep import epub, offline, whole, word
from workbook.keep.epub import About
from workbook.keep.pages import Part, read
from workbook.kit.errors import CommandError
from workbook.paths import ROOT, SITE_FILES

FOLDER, SITE = "_build/keep", "_build/html"
PAGE, PAPERS = "book/about/keep.html", "book/facilitate/packs.html"
"""Pages that offer something to download, where it is there."""
PLACE = re.compile(r"(<div data-(?:files|papers)(?:=\"\")?>)(.*?)(</div>)", re.S)
"""Where they do. What the page's source says there holds where there is nothing."""
NAME = "the-whys-and-the-hows"
WHOLE = {
    f"{NAME}-website.zip": "The website in one file: unpack it, and open index.html with a double-click",
    f"{NAME}.epub": "An ePub, for reading devices and apps for books",
    f"{NAME}.pdf": "One PDF, with tags for screen readers and bookmarks",
}
OF_CHAPTER = {".docx": "Word", ".ipynb": "notebook"}
RIGHTS = (
    "Words, pictures and learning content: Creative Commons Attribution 4.0. Independent. Not produced or endorsed by "
    "the NHS, or by the organisations whose work it describes."
)
BACK = {
    "Help now": ["book/where-to-turn", "book/about/if-it-happened-to-you", "book/if-you-are-asked"],
    "About": ["book/about/this-book", "book/about/reflection-and-the-law", "book/about/accessibility"],
    "The evidence": ["book/glossary", "book/timeline", "book/references", "book/about/evidence"],
}
"""What stands after the chapters; the last part has every page of evidence too, which the figures lead to."""


class KeepError(CommandError):
    """Nothing was made. The message says why, and what to do."""


def make(forms: Sequence[str] = (), root: Path = ROOT) -> Iterator[str]:
    """Make these forms, or all anew; tell of each what was made, and put all that there are on the site."""
    if unknown := [form for form in forms if form not in MAKERS]:
        raise KeepError(f"There is no form “{unknown[0]}”. There are: {', '.join(MAKERS)}.")
    if not (root / SITE / PAGE).is_file():
        raise KeepError("There is no website to make them from. Type: make book")
    if not forms:
        shutil.rmtree(root / FOLDER, ignore_errors=True)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    for form in forms or MAKERS:
        yield MAKERS[form](root)
    yield _publish(root)


def renew(root: Path = ROOT) -> None:
    """Renew the list of what a browser can keep, after a page of the built site has changed."""
    offline.write(root / SITE, THIS_BOOK.name)


def parts(root: Path) -> list[Part]:
    """The parts of the book with their pages, as they read without a website."""
    listed = {contents.part_title(root, part): list(part.sections) for part in contents.parts(root)}
    rows = sorted(path.stem for path in (root / SITE / "book/about/evidence").glob("*.html"))
    listed |= {
        **BACK,
        "The evidence": [*BACK["The evidence"], *(f"book/about/evidence/{row}" for row in rows)],
    }
    names = [name for pages in listed.values() for name in pages]
    pages = {page.name: page for page in read(root / SITE, names, address(root))}
    return [Part(title, [pages[name] for name in names]) for title, names in listed.items()]


def address(root: Path) -> str:
    """Where the book is published, as the built site says it; else nothing."""
    robots = (root / SITE / "robots.txt").read_text(encoding="utf-8")
    return robots.partition("Sitemap: ")[2].strip().removesuffix("sitemap.xml")


def about(root: Path) -> About:
    """What each file says of the book."""
    today, title, at = datetime.now(UTC).date(), THIS_BOOK.title, address(root)
    lines = [
        "A workbook on compassionate and inclusive leadership, for everyone who works in health and care.",
        "The answer to each question stands at the end of its chapter, so that you can think first. Where there is a "
        "box, write in it or on paper.",
        f'The website, where you can write in the page: <a href="{at}">{at}</a>' if at else "",
        escape(RIGHTS),
        f"Made on {today.day} {today:%B %Y}.",
    ]
    opening = f"<h1>{escape(title)}</h1>" + "".join(f"<p>{line}</p>" for line in lines if line)
    return About(title, f"The authors of {title}", RIGHTS, today.isoformat(), opening)


def _zip(root: Path) -> str:
    """The site by itself: it opens by double-click, and offers nothing that is not in it."""
    site, file = root / SITE, root / FOLDER / f"{NAME}-website.zip"
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / NAME
        shutil.copytree(
            site, bare, ignore=lambda inside, names: _apart(Path(inside).relative_to(site), names)
        )
        for name in (PAGE, PAPERS):
            source = (root / name).with_suffix(".md").read_text(encoding="utf-8")
            _offer(bare / name, PLACE.findall(source)[0][1])
        offline.write(bare, THIS_BOOK.name)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(path for path in bare.rglob("*") if path.is_file()):
                packed.write(path, path.relative_to(folder).as_posix())
    return _told(file, "the website by itself, to open by double-click or to publish")


def _apart(inside: Path, names: Sequence[str]) -> list[str]:
    """What a copy of the site does without: other files to take along."""
    return [
        name
        for name in names
        if (inside / name).as_posix().startswith(offline.DOWNLOADS) or name.endswith(".zip")
    ]


def _epub(root: Path) -> str:
    cover = (root / SITE / "app" / "card.png").read_bytes()
    file = root / FOLDER / f"{NAME}.epub"
    file.write_bytes(epub.write(about(root), parts(root), cover))
    return _told(file, "the book for reading devices")


def _pdf(root: Path) -> str:
    file = root / FOLDER / f"{NAME}.pdf"
    try:
        file.write_bytes(whole.write(about(root), parts(root)))
    except PrintError as error:
        raise KeepError(str(error)) from error
    return _told(file, "the book as one tagged PDF")


def _word(root: Path) -> str:
    book = [page for part in parts(root) for page in part.pages]
    chapters = [page for page in book if page.name.startswith("notebooks/")]
    for page in chapters:
        file = root / FOLDER / f"{page.slug}.docx"
        file.write_bytes(word.write(page, THIS_BOOK.title, book, address(root)))
    return f"{len(chapters)} chapters as Word files."


def _notebooks(root: Path) -> str:
    """The chapters as notebooks, without the notes for facilitators: those have pages of their own."""
    chapters = contents.chapters(root / "notebooks")
    for one in chapters:
        raw = json.loads(one.stored)
        raw["cells"] = [cell for cell in raw["cells"] if FACILITATOR not in cell["metadata"].get("tags", [])]
        text = json.dumps(raw, ensure_ascii=False, indent=1)
        (root / FOLDER / one.path.name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return f"{len(chapters)} chapters as notebooks."


MAKERS: dict[str, Callable[[Path], str]] = {
    "zip": _zip,
    "epub": _epub,
    "pdf": _pdf,
    "word": _word,
    "notebook": _notebooks,
}


def _publish(root: Path) -> str:
    """Put on the site what there is, list it on its page, and renew the list of what is kept without a connection."""
    target = root / SITE / SITE_FILES
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(root / FOLDER, target)
    _offer(root / SITE / PAGE, _list(root, target))
    renew(root)
    return f"They are on the built website too: {PAGE} offers them."


def _offer(page: Path, content: str) -> None:
    """Put this into the page's place for what can be downloaded."""
    html = page.read_text(encoding="utf-8")
    page.write_text(
        PLACE.sub(lambda found: f"{found[1]}{content}{found[3]}", html), encoding="utf-8", newline="\n"
    )


def _list(root: Path, folder: Path) -> str:
    """What there is, as links with their sizes."""
    book = [
        f'<li><a href="../../{SITE_FILES}/{name}">{escape(words)}</a> ({_size(folder / name)})</li>'
        for name, words in WHOLE.items()
        if (folder / name).is_file()
    ]
    chapters = []
    for one in contents.chapters(root / "notebooks"):
        title = escape(one.title.partition(":")[0])
        links = [
            f'<a href="../../{SITE_FILES}/{one.path.stem}{ending}" aria-label="{title}: {label}">{label}</a>'
            for ending, label in OF_CHAPTER.items()
            if (folder / f"{one.path.stem}{ending}").is_file()
        ]
        chapters += [f"<li>{title}: {', '.join(links)}</li>"] if links else []
    told = f"<ul>{''.join(book)}</ul>" if book else ""
    return told + (f"<h3>Chapter by chapter</h3><ul>{''.join(chapters)}</ul>" if chapters else "")


def _told(file: Path, what: str) -> str:
    return f"{file.name}: {what}, {_size(file)}."


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 else f"{size / 1_000:.0f} kB"
