"""Build the browser's files: ``js/`` into ``static/``, which is committed. Nobody needs Node to read or test.

    python -m workbook bundle

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
from collections.abc import Iterable
from pathlib import Path

from workbook.kit.activities import authored, halves, kinds
from workbook.paths import ROOT, STATIC

JS = ROOT / "workbook" / "js"
KEYS = ROOT / "workbook" / "keys.json"
MANIFEST = "manifest.json"
HOST = "host"
LIBRARIES = {
    "calendar": "ical-generator",
    "qr": "uqr",
    "word": "docx",
}
"""Scripts of our own that stand on a library: each is a file of its own, loaded when it is asked for."""
NOTICES = {
    "ical-generator": "/* ical-generator {}, MIT. Copyright (c) 2026 Sebastian Pekarek. See LICENSE. */",
    "uqr": "/* uqr {}, MIT. Copyright (c) Project Nayuki; copyright (c) 2023 Anthony Fu. See LICENSE. */",
    "docx": "/* docx {}, MIT. Copyright (c) 2016 Dolan; and the libraries that it brings. See LICENSE. */",
}
STARTS = re.compile(r"^export function start\((?P<kinds>kinds\b)?", re.M)
"""A script that runs a page: it exports `start()`, or `start(kinds, aliases)` if it draws activities."""
BESIDE = ("exports/purposes.json",)
"""What scripts take from beside `js/`, because Python reads it too."""
SHARED = ("alone", "blocks", "boxes", "card", "copy", "dom", "live", "notes", "opening", "whose")
"""What the host lends, with every kind, to other scripts that draw activities: nobody loads it twice."""
APART = ("explore", "habits", "prioritise")
"""Kinds that few pages have: each is a script and a style of its own, which only those pages load."""
LENT = "whysAndHowsLent"
SHARED_STYLES = ("base", "whose")
REMEDY = "Run: python -m workbook bundle"


class BundleError(Exception):
    """The browser's files cannot be built. The message says why, and what to do."""


def find_esbuild() -> Path | None:
    """Find esbuild: where ESBUILD says, in node_modules, or on the PATH."""
    said = os.environ.get("ESBUILD")
    if said:
        if not Path(said).is_file():
            raise BundleError(f"ESBUILD says {said}, but there is no such file. Correct it, or unset it.")
        return Path(said)
    local = ROOT / "node_modules" / ".bin" / ("esbuild.cmd" if os.name == "nt" else "esbuild")
    if local.exists():
        return local
    on_path = shutil.which("esbuild")
    return Path(on_path) if on_path else None


def version(esbuild: Path) -> str:
    """Ask esbuild for its version."""
    return _run(esbuild, ["--version"], "").strip()


def wanted_version() -> str:
    """Say which esbuild ``package.json`` pins."""
    pinned: str = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]["esbuild"]
    return pinned


def libraries() -> dict[str, str]:
    """Say which libraries go into the browser's files, and in which version."""
    pinned: dict[str, str] = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    return {name: pinned[name] for name in LIBRARIES.values()}


def find_library(name: str) -> Path | None:
    """Find the folder that holds a library in the wanted version: node_modules, or where NODE_PATH says."""
    said = [Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder]
    for folder in (ROOT / "node_modules", *said):
        try:
            found = json.loads((folder / name / "package.json").read_text("utf-8"))["version"]
        except (OSError, ValueError, KeyError):
            continue
        if found == libraries()[name]:
            return folder
    return None


def build(into: Path = STATIC) -> list[str]:
    """Build everything, and return the files that changed."""
    esbuild = find_esbuild()
    if esbuild is None:
        raise BundleError(
            f"esbuild {wanted_version()} is not here. Install Node 18 or later, then run `npm install` "
            f"in {ROOT} (or set ESBUILD to the program). You need this only to change workbook/js/."
        )
    found, wanted = version(esbuild), wanted_version()
    if found != wanted:
        raise BundleError(
            f"esbuild is {found}, but package.json asks for {wanted}. Run `npm install`, so that everybody "
            "builds the same bytes; or change the version in package.json if you mean to move to the new one."
        )
    missing = halves()
    if missing:
        raise BundleError("\n".join(missing))
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        _build(esbuild, fresh)
        for script, library in LIBRARIES.items():
            if find_library(library) is None:
                _keep(script, library, into, fresh)
        manifest = {
            "esbuild": found,
            "libraries": libraries(),
            "sources": sources(),
            "outputs": _outputs(fresh),
        }
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8", newline="\n")
        return _replace(fresh, into)


def check(static: Path = STATIC) -> list[str]:
    """Say what is stale or missing, as plain sentences."""
    problems = halves()
    try:
        manifest = json.loads((static / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return [*problems, f"static/{MANIFEST} is missing or broken. {REMEDY}"]
    problems += _differences(manifest["sources"], sources(), "js/{} is {} since static/ was built")
    problems += _differences(manifest["outputs"], _outputs(static), "static/{} is {}, but not by a build")
    if not problems:
        problems += _rebuilt(manifest, static)
    return problems


def _keep(script: str, library: str, into: Path, fresh: Path) -> None:
    """Keep what was built before from a library that is not here; refuse when that would be stale."""
    try:
        manifest = json.loads((into / MANIFEST).read_text("utf-8"))
        name = f"{script}.js"
        same = (
            manifest["sources"][name] == sources()[name]
            and manifest["libraries"][library] == libraries()[library]
            and manifest["outputs"][name] == _hash((into / name).read_bytes())
        )
    except (OSError, ValueError, KeyError):
        same = False
    if not same:
        raise BundleError(
            f"static/{script}.js has to be built again, and {library} {libraries()[library]} is not here. "
            f"Run `npm install` in {ROOT} (or set NODE_PATH to a folder that holds it)."
        )
    shutil.copyfile(into / f"{script}.js", fresh / f"{script}.js")


def sources() -> dict[str, str]:
    """Hash every source, and what the build itself adds (the list of kinds, the aliases of keys)."""
    hashes = {
        path.relative_to(JS).as_posix(): _hash(path.read_bytes())
        for path in sorted(JS.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    hashes |= {name: _hash((JS.parent / name).read_bytes()) for name in BESIDE}
    hashes["(entry)"] = _hash(("".join(map(_entry, page_scripts())) + _styles(kinds())).encode())
    return hashes


def page_scripts() -> list[str]:
    """Name the scripts that run a page: each file of ``js/`` that exports ``start``."""
    return sorted(path.stem for path in JS.glob("*.js") if STARTS.search(path.read_text("utf-8")))


def draws(script: str) -> bool:
    """Say whether a page's script draws activities. Then it borrows from the host, which comes before it."""
    found = STARTS.search((JS / f"{script}.js").read_text("utf-8"))
    return bool(found and found["kinds"])


def apart(kind: str) -> str:
    """Name the script, and the style, of a kind that few pages have."""
    return f"kind-{kind}"


def _entry(script: str) -> str:
    """Return a page's entry: what starts it. The host lends every kind that
    stands in a chapter, and what old keys are called."""
    start = f'import {{ start }} from "./{script}.js";'
    if script != HOST:
        return f"{start}\nstart({'lent.kinds, lent.aliases' if draws(script) else ''});\n"
    names = [kind for kind in authored() if kind not in APART]
    aliases = json.dumps(json.loads(KEYS.read_text("utf-8"))["aliases"], sort_keys=True)
    lent = ", ".join(f'"./{name}.js": {name}Shared' for name in SHARED)
    lines = [
        start,
        *(f'import {kind} from "./{kind}.js";' for kind in names),
        *(f'import * as {name}Shared from "./{name}.js";' for name in SHARED),
        f"const kinds = {{ {', '.join(names)} }};",
        f"const aliases = {aliases};",
        f"const modules = {{ {lent} }};",
        f"Object.assign(window, {{ {LENT}: {{ kinds, aliases, modules }} }});",
        # Scripts of pages and of kinds apart come after the host, and before the page is said to be there.
        'addEventListener("DOMContentLoaded", () => start(kinds, aliases));',
    ]
    return "\n".join(lines) + "\n"


def _borrowing() -> list[str]:
    """Return what else esbuild is told for a script that borrows from the host."""
    lent = f"const lent=window.{LENT},require=(name)=>lent.modules[name];"
    return [
        "--format=cjs",
        f"--banner:js=(()=>{{{lent}",
        "--footer:js=})();",
        *(f"--external:./{name}.js" for name in SHARED),
    ]


def _styles(of: Iterable[str]) -> str:
    """Return the style of some kinds: the shared files, then each kind's own."""
    own = [kind for kind in of if (JS / f"{kind}.css").exists()]
    return "".join(f'@import "./{name}.css";\n' for name in (*SHARED_STYLES, *own))


def _build(esbuild: Path, into: Path) -> None:
    """Build every output into an empty folder."""
    common = ["--bundle", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error"]
    page = [*common, "--format=iife", "--target=es2020"]
    css = [*common, "--external:*.woff2", "--target=chrome109,edge109,firefox115,safari16"]
    for script in page_scripts():
        borrowing = _borrowing() if script != HOST and draws(script) else []
        _run(esbuild, [*page, *borrowing, f"--outfile={into / script}.js"], _entry(script))
        if (JS / f"{script}.css").exists():
            _run(esbuild, [f"./{script}.css", *css, f"--outfile={into / script}.css"])
    for kind in APART:
        entry = f'import kind from "./{kind}.js";\nlent.kinds.{kind} = kind;\n'
        _run(esbuild, [*page, *_borrowing(), f"--outfile={into / apart(kind)}.js"], entry)
        _run(esbuild, [f"./{kind}.css", *css, f"--outfile={into / apart(kind)}.css"])
    for script, library in LIBRARIES.items():
        if folder := find_library(library):
            notice = NOTICES[library].format(libraries()[library])
            arguments = [f"./{script}.js", *page, f"--banner:js={notice}", f"--outfile={into / script}.js"]
            _run(esbuild, arguments, node_path=folder)
    for kind in authored():
        _run(
            esbuild,
            [
                f"./{kind}.js",
                *common,
                "--format=esm",
                "--target=es2020",
                f"--outfile={into / 'jupyter' / kind}.js",
            ],
        )
    together = [kind for kind in kinds() if kind not in APART]
    for name, of in (("activities.css", together), ("jupyter/activities.css", kinds())):
        _run(esbuild, [*css, "--loader=css", f"--outfile={into / name}"], _styles(of))
    if (JS / "shell.js").exists():
        _run(esbuild, ["./shell.js", *page, f"--outfile={into / 'shell.js'}"])
    for sheet in sorted(JS.glob("site*.css")):
        _run(esbuild, [f"./{sheet.name}", *css, f"--outfile={into / sheet.name}"])
    for path in sorted([*JS.glob("*.svg"), *JS.glob("fonts/*")]):
        copy = into / path.relative_to(JS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _run(esbuild: Path, arguments: list[str], stdin: str | None = None, node_path: Path | None = None) -> str:
    environment = {**os.environ, "NODE_PATH": str(node_path)} if node_path else None
    try:
        done = subprocess.run(
            [esbuild, *arguments],
            cwd=JS,
            env=environment,
            input=stdin or "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except OSError as error:
        raise BundleError(f"{esbuild} cannot be run ({error.strerror}). Install Node 18 or later.") from error
    if done.returncode:
        raise BundleError(f"esbuild says:\n{done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


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
        path.relative_to(folder).as_posix(): _hash(path.read_bytes())
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
    """Build again, where esbuild is here in the same version, and compare."""
    try:
        esbuild = find_esbuild()
        if esbuild is None or version(esbuild) != manifest["esbuild"]:
            return []
        with tempfile.TemporaryDirectory() as folder:
            _build(esbuild, Path(folder))
            here, again = _outputs(static), _outputs(Path(folder))
            for script, library in LIBRARIES.items():
                if find_library(library) is None:  # the hashes above still hold it
                    here.pop(f"{script}.js", None)
            return _differences(here, again, "static/{} is {} when it is built again")
    except BundleError as error:
        return [str(error)]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
