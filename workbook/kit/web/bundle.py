"""Build the browser's half: ``js/`` into ``static/``, which is committed, so that nobody needs Node to read.

    python -m workbook bundle

- ``chapter.js``: what every page loads (the shell, the reminder, every kind of activity);
- ``book.js``: the same, and what the tool pages do (My notes, Take out, ...), on those pages only;
- ``first.js``, ``early.js``: what must be settled before a page is drawn;
- ``calendar.js``, ``qr.js``, ``word.js``: each stands on a library, and is loaded on a click; ``search.js`` too,
  on the search page;
- ``jupyter/<kind>.js``: one module for each kind, for the widget; ``jupyter/kit.js``: what a book's own kinds use.

``static/manifest.json`` holds a hash of every source and output. ``check()`` compares them always; where
esbuild is found it also builds again and compares the bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workbook.kit.activities import BUILT_IN, missing_halves, notes_schema
from workbook.kit.errors import CommandError
from workbook.kit.learner import file as notes_file
from workbook.kit.paths import JS, STATIC
from workbook.kit.web import node

STRINGS = JS.parent / "kit" / "text" / "strings.json"
"""What activities show: scripts take it from there, because Python reads it too."""
ROOT = JS.parents[1]
"""Where `package.json` is: this project, as its scripts are built nowhere else."""
MANIFEST = "manifest.json"
LAZY = {"calendar": "ical-generator", "qr": "uqr", "search": "minisearch", "word": "docx"}
"""Scripts in ``js/lazy`` and the library that each stands on."""
LIBRARIES = (*LAZY.values(), "ajv")
"""``ajv`` compiles the notes schema for the pages that load files."""
NOTICES = {
    "ical-generator": "/* ical-generator {}, MIT. Copyright (c) 2026 Sebastian Pekarek. See LICENSE. */",
    "uqr": "/* uqr {}, MIT. Copyright (c) Project Nayuki; copyright (c) 2023 Anthony Fu. See LICENSE. */",
    "minisearch": "/* MiniSearch {}, MIT. Copyright 2022 Luca Ongaro. See LICENSE. */",
    "docx": "/* docx {}, MIT. Copyright (c) 2016 Dolan; and the libraries that it brings. See LICENSE. */",
}
ALONE = ("first", "early", "not-found", "keep-page", "keep-worker")
"""Scripts in ``js/shell`` that run by themselves: before a page is drawn, on one page, or where there is none."""
SCHEMA = notes_file.SCHEMA
COMPILER = Path(__file__).with_name("compile_schema.mjs")
SHELL_STYLES = ("site", "site-facilitator", "site-front")
STARTS = re.compile(r"^export function start\(", re.M)
COMMON = (
    *("--bundle", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error"),
    "--tsconfig-raw={}",  # tsconfig.json is for checking types: it shall not change a byte of what is built
)
BROWSERS = "--target=chrome109,edge109,firefox115,safari16"
CLASSIC = (*COMMON, "--format=iife", BROWSERS)
MODULE = (*COMMON, "--format=esm", BROWSERS)
STYLE = (*COMMON, "--external:*.woff2", BROWSERS)
REMEDY = "Run: python -m workbook bundle"


class BundleError(CommandError):
    """The browser's files cannot be built. The message says why, and what to do."""


def find_esbuild() -> Path | None:
    """Find esbuild: where ESBUILD says, in node_modules, or on the PATH."""
    named = os.environ.get("ESBUILD")
    if named:
        if not Path(named).is_file():
            raise BundleError(f"ESBUILD says {named}, but there is no such file. Correct it, or unset it.")
        return Path(named)
    # The program itself, which needs no Node: the one in `.bin` is a script that starts it by the Node on the PATH.
    local = sorted((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    if local:
        return local[0]
    on_path = shutil.which("esbuild")
    return Path(on_path) if on_path else None


def version(esbuild: Path) -> str:
    """Ask esbuild for its version."""
    return _run(esbuild, ["--version"]).strip()


def pinned() -> dict[str, str]:
    """Return the version of each library that ``package.json`` pins, esbuild among them."""
    versions: dict[str, str] = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    return versions


def renew() -> Iterator[str]:
    """Build everything, and tell what changed: `python -m workbook bundle`."""
    told = ", ".join(Path(path).relative_to(ROOT).as_posix() for path in build())
    yield f"Built: {told}." if told else "The browser's files are up to date: nothing changed."
    yield "Next: commit workbook/static/ together with what you changed in workbook/js/."


def build(into: Path = STATIC) -> list[str]:
    """Build everything, and return the files that changed."""
    esbuild, wanted = find_esbuild(), pinned()["esbuild"]
    if esbuild is None:
        raise BundleError(
            f"esbuild {wanted} is not here. Install Node 20 or later, then run `npm install` "
            f"in {ROOT} (or set ESBUILD to the program). You need this only to change workbook/js/."
        )
    found = version(esbuild)
    if found != wanted:
        raise BundleError(
            f"esbuild is {found}, but package.json asks for {wanted}. Run `npm install`, so that everybody "
            "builds the same bytes; or change the version in package.json if you mean to move to the new one."
        )
    if missing := [name for name in LIBRARIES if not _has_library(name)]:
        raise BundleError(
            f"{', '.join(missing)} is not here in the pinned version. Run `npm install` in {ROOT}."
        )
    if problems := missing_halves():
        raise BundleError("\n".join(problems))
    notes_schema.write()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        _build(esbuild, fresh)
        manifest = {"esbuild": found, "sources": sources(), "outputs": _outputs(fresh)}
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8", newline="\n")
        return _replace(fresh, into)


def check(static: Path = STATIC) -> list[str]:
    """Say what is stale or missing, as plain sentences."""
    problems = missing_halves()
    if not notes_schema.is_fresh():
        problems.append(f"learner/notes.schema.json is not what the kinds of activity say. {REMEDY}")
    try:
        manifest = json.loads((static / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return [*problems, f"static/{MANIFEST} is missing or broken. {REMEDY}"]
    problems += _differences(manifest["sources"], sources(), "js/{} is {} since static/ was built")
    problems += _differences(manifest["outputs"], _outputs(static), "static/{} is {}, but not by a build")
    if not problems:
        problems += _rebuilt(manifest, static)
    return problems


def sources() -> dict[str, str]:
    """Hash every source, and what the build itself adds (the entries: kinds and pages)."""
    hashes = {
        path.relative_to(JS).as_posix(): _hash(_text(path))
        for path in sorted(JS.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    hashes["strings.json"] = _hash(_text(STRINGS))
    hashes |= {path.name: _hash(_text(path)) for path in (SCHEMA, COMPILER)}
    hashes["(entries)"] = _hash((chapter_entry() + book_entry()).encode())
    return hashes


def pages() -> list[str]:
    """Name the tool pages that a script runs: each file of ``js/pages`` that exports ``start``."""
    return sorted(path.stem for path in (JS / "pages").glob("*.js") if STARTS.search(path.read_text("utf-8")))


def chapter_entry() -> str:
    """Return the script that every page begins with: shell, reminder, and the activities on the page."""
    return "\n".join(
        [
            'import "./shell/shell.js";',
            'import { book } from "./lib/book.js";',
            'import { start as bringToLife } from "./notes/activities-on-page.js";',
            'import { start as remind } from "./notes/reminder.js";',
            *(f'import {kind} from "./activities/{kind}.js";' for kind in BUILT_IN),
            'import { addedKinds } from "./widget/kit.js";',
            f"const kinds = {{ {', '.join(BUILT_IN)}, ...addedKinds() }};",
            "const { aliases } = book();",
            "bringToLife(kinds, aliases);",
            "remind(kinds);",
            'document.documentElement.dataset.live = "";',
            "",
        ]
    )


def book_entry() -> str:
    """Return the script of the tool pages: that of a chapter, and the page that is named in the HTML."""
    names = [f"page{number}" for number, _ in enumerate(pages())]
    starts = ", ".join(f'"{page}": {name}' for page, name in zip(pages(), names, strict=True))
    return chapter_entry() + "\n".join(
        [
            *(
                f'import {{ start as {n} }} from "./pages/{p}.js";'
                for p, n in zip(pages(), names, strict=True)
            ),
            f"const starts = {{ {starts} }};",
            'for (const root of document.querySelectorAll("[data-runs]")) '
            "starts[root.dataset.runs]?.(kinds, aliases);",
            "",
        ]
    )


def _styles(folder: str) -> str:
    return "".join(
        f'@import "./{path.relative_to(JS).as_posix()}";\n' for path in sorted(JS.glob(f"{folder}/*.css"))
    )


def _build(esbuild: Path, into: Path) -> None:
    """Build every output into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.mjs"
        _compile_schema(schema)
        for name, entry in (("chapter", chapter_entry()), ("book", book_entry())):
            _run(esbuild, [*CLASSIC, f"--alias:notes-schema={schema}", f"--outfile={into / name}.js"], entry)
    for name in ALONE:
        _run(esbuild, [f"./shell/{name}.js", *CLASSIC, f"--outfile={into / name}.js"])
    for name, library in LAZY.items():
        banner = f"--banner:js={NOTICES[library].format(pinned()[library])}"
        _run(esbuild, [f"./lazy/{name}.js", *CLASSIC, banner, f"--outfile={into / name}.js"])
    for kind in BUILT_IN:
        _run(esbuild, [f"./activities/{kind}.js", *MODULE, f"--outfile={into / 'jupyter' / kind}.js"])
    kit = ["./widget/kit.js", *CLASSIC, "--global-name=workbookKit"]
    _run(esbuild, [*kit, f"--outfile={into / 'jupyter' / 'kit'}.js"])
    kinds_and_cards = _styles("widget") + _styles("activities")
    for name, sheet in (
        ("activities.css", kinds_and_cards + _styles("notes")),
        ("jupyter/activities.css", kinds_and_cards + _styles("notes")),
        ("book.css", _styles("pages")),
        *((f"{name}.css", f'@import "./shell/{name}.css";') for name in SHELL_STYLES),
    ):
        _run(esbuild, [*STYLE, "--loader=css", f"--outfile={into / name}"], sheet)
    for path in sorted([*JS.glob("shell/*.svg"), *JS.glob("shell/fonts/*")]):
        copy = into / path.relative_to(JS / "shell")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _compile_schema(into: Path) -> None:
    """Write what the page holds an entry of a notes file against."""
    program = node.find()
    if program is None:
        raise BundleError("Node 20 or later is not here. Install it, then run this again.")
    done = subprocess.run(
        [program, COMPILER, SCHEMA, into],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BundleError(f"The notes schema cannot be compiled:\n{done.stderr.strip()}")


def _run(esbuild: Path, arguments: list[str], stdin: str = "") -> str:
    try:
        done = subprocess.run(
            [esbuild, *arguments],
            cwd=JS,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except OSError as error:
        raise BundleError(f"{esbuild} cannot be run ({error.strerror}). Install Node 20 or later.") from error
    if done.returncode:
        raise BundleError(f"esbuild says:\n{done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _has_library(name: str) -> bool:
    try:
        found = json.loads((ROOT / "node_modules" / name / "package.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return False
    return bool(found == pinned()[name])


def _replace(fresh: Path, into: Path) -> list[str]:
    """Bring the built files over; remove what is no longer built. Return what changed."""
    changed = []
    wanted = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    present = (
        {path.relative_to(into) for path in into.rglob("*") if path.is_file()} if into.exists() else set()
    )
    for name in sorted(present - wanted):
        (into / name).unlink()
        changed.append(str(into / name))
    for name in sorted(wanted):
        target = into / name
        if not target.exists() or target.read_bytes() != (fresh / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fresh / name, target)
            changed.append(str(target))
    return changed


def _outputs(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): _hash(_text(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and not path.name.startswith(".")
    }


def _differences(then: dict[str, str], now: dict[str, str], sentence: str) -> list[str]:
    found = []
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            what = "gone" if name not in now else "new" if name not in then else "changed"
            found.append(f"{sentence.format(name, what)}. {REMEDY}")
    return found


def _rebuilt(manifest: dict[str, object], static: Path) -> list[str]:
    """Build again, where esbuild and the libraries are here in the same version, and compare."""
    try:
        esbuild = find_esbuild()
        if (
            esbuild is None
            or node.find() is None
            or version(esbuild) != manifest["esbuild"]
            or not all(map(_has_library, LIBRARIES))
        ):
            return []
        with tempfile.TemporaryDirectory() as folder:
            _build(esbuild, Path(folder))
            again = _outputs(Path(folder))
        return _differences(_outputs(static), again, "static/{} is {} when it is built again")
    except BundleError as error:
        return [str(error)]


def _text(path: Path) -> bytes:
    """Read a file as every checkout has it: Windows may turn line ends round in what is text."""
    data = path.read_bytes()
    return data if path.suffix == ".woff2" else data.replace(b"\r\n", b"\n")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
