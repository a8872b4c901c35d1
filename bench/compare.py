"""How light, how fast: this book next to a stock Jupyter Book, to Voilà and to itself in JupyterLab, in one run.

    .venv/bin/python bench/compare.py --chapters 13 50 200 --minutes 90

Writes `bench/results.json`, and from it the page `book/about/how-light.md` (`page.py`).
The chapters are copies of those in `notebooks/`, under names and keys of their own. Bytes are compressed
as a web server would, and files only: what comes over a socket is not counted. A visit is made by a Chromium that has
nothing of the page, `VISITS` times; what is written is the median. Voilà is put into an environment of its own, once
for each run, with the libraries of this one. What the minutes were not enough for is written down as not run.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "lab"), str(ROOT / "tests" / "site")]

import build as books  # noqa: E402
import chromium  # noqa: E402
import lab_server  # noqa: E402
import page as report  # noqa: E402
from pages import CHAPTER, watching  # noqa: E402
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright  # noqa: E402
from serving import serve  # noqa: E402

EVIDENCE = "book/about/evidence"
NOTEBOOK = Path(CHAPTER).with_suffix(".ipynb").name
VOILA = "voila==0.5.13"
VISITS = 5
PATIENCE = 30_000
"""Milliseconds to wait for an activity."""
ELSEWHERE = re.compile(r"https?://(?!127\.0\.0\.1|localhost)")
"""What another host would have to send: it is refused at once, with a network or without one."""
LIVE = ".wb-live textarea >> visible=true"
"""A box that somebody can type into: on our page, in JupyterLab and in Voilà it is the same element."""


class Run:
    """The rows of a run, written to a file after each."""

    def __init__(self, minutes: float, browser: Browser) -> None:
        """Begin a run that may take so many minutes."""
        self.end = time.monotonic() + 60 * minutes
        cores = os.cpu_count()
        self.run: dict[str, Any] = {
            "date": time.strftime("%Y-%m-%d"),
            "machine": f"{cores} cores, {platform.system()}, Python {platform.python_version()}, "
            f"Chromium {browser.version}",
            "visits": VISITS,
            "load": [],
        }
        self.rows: list[dict[str, Any]] = []

    def add(self, what: str, chapters: int, measure: str, value: float | None, note: str = "") -> None:
        """One more row; a value that is missing has a note which says why."""
        row = {"what": what, "chapters": chapters, "measure": measure, "value": value, "note": note}
        self.rows.append(row)
        self.run["load"].append(round(os.getloadavg()[0], 1))
        text = json.dumps({"run": self.run, "rows": self.rows}, indent=1, ensure_ascii=False)
        report.RESULTS.write_text(text + "\n", encoding="utf-8")
        print(f"{chapters:4} {what:24} {measure:32} {value if value is not None else note}", flush=True)

    @contextlib.contextmanager
    def going_on(self, chapters: int, measure: str) -> Iterator[None]:
        """Go on with the next part of the run where this one fails, and write down that it failed."""
        try:
            yield
        except SystemExit as failed:
            print(failed, flush=True)
            self.add(report.OURS, chapters, measure, None, "failed")

    def is_late(self, what: str, chapters: int, *measures: str) -> bool:
        """Whether the time is over; then the measures are written down as not run."""
        late = time.monotonic() > self.end
        for measure in measures if late else ():
            self.add(what, chapters, measure, None, "not run, the time was over")
        return late


def visits(
    browser: Browser, results: Run, what: str, chapters: int, address: str, use: Callable[[Page], None]
) -> None:
    """Open a page as if for the first time, several times; write down what came and when it could be used."""
    seconds, sizes, counts, outside = [], [], [], []
    for _ in range(VISITS):
        with contextlib.closing(browser.new_context(viewport={"width": 1280, "height": 900})) as context:
            context.route(ELSEWHERE, lambda route: route.abort())
            page, seen = watching(context.new_page())
            page.set_default_timeout(PATIENCE)
            began = time.monotonic()
            page.goto(address, wait_until="commit")
            with contextlib.suppress(TimeoutError):
                use(page)
                seconds.append(time.monotonic() - began)
            page.wait_for_load_state("load")
            page.wait_for_timeout(500)
            sizes.append(seen.bytes_compressed() / 1000)
            counts.append(len(seen.requests))
            outside.append(len([one for one in seen.outside(address) if not one.startswith("ws")]))
        if not seconds:
            break
    first = report.READABLE if what == report.STOCK else report.USABLE
    for measure, values in (
        (report.KB, sizes),
        (report.REQUESTS, counts),
        (report.OUTSIDE, outside),
        (first, seconds),
    ):
        found = round(statistics.median(values), 2) if values else None
        results.add(what, chapters, measure, found, "" if values else f"not within {PATIENCE / 1000:.0f} s")


def typed(page: Page) -> None:
    """Wait until a box is there, and type into it."""
    page.locator(LIVE).first.fill("The bell.")


def read(page: Page) -> None:
    """Wait until the words are there: in a stock book no activity ever lives."""
    page.locator("article h1").first.wait_for()


def run_all(page: Page) -> None:
    """In JupyterLab: wait for the kernel, run all cells, and type into the first box."""
    shown = "window.jupyterapp?.shell.currentWidget?."
    page.wait_for_function(f'() => {shown}sessionContext?.kernelDisplayStatus === "idle"')
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    show = f"() => {shown}content.scrollToItem({_place_of_a_box()}, 'start')"
    page.evaluate(show)
    typed(page)


def _place_of_a_box() -> int:
    """The first cell of the chapter that asks for words."""
    cells = json.loads((ROOT / "notebooks" / NOTEBOOK).read_text("utf-8"))["cells"]
    return next(place for place, cell in enumerate(cells) if "\nreflect(" in "".join(cell["source"]))


def book(folder: Path, chapters: int) -> Path:
    """The book with so many chapters, the last ones copies of the first; returns the notebook to edit.

    A chapter whose id is a resource's too is not copied: its rows of evidence would seem renamed.
    """
    edited = books.book(folder, chapters)
    models = sorted((folder / "notebooks").glob("[0-9]*-*.ipynb"))
    contents = (folder / "_toc.yml").read_text("utf-8")
    last = f"- file: notebooks/{models[-1].stem}\n"
    copied = [path for path in models if not (folder / EVIDENCE / f"{_name(path)}.md").exists()]
    before = re.search(rf"^ *(?={re.escape(last)})", contents, re.MULTILINE)
    assert before, contents
    names = [_copy(copied[number % len(copied)], number + 100) for number in range(len(models), chapters)]
    more = "".join(f"{before[0]}- file: notebooks/{name}\n" for name in names)
    (folder / "_toc.yml").write_text(contents.replace(last, last + more), encoding="utf-8")
    return edited


def _name(notebook: Path) -> str:
    return notebook.stem.partition("-")[2]


def _copy(model: Path, number: int) -> str:
    """One more chapter, with what lies beside it: the same under a name and keys of its own."""
    old = _name(model)
    new = f"{old}-{number}"
    for path in model.parent.glob(f"{model.stem}.*"):
        text = re.sub(rf"(?<![\w/#-]){old}(?=[.\"\\])", new, path.read_text("utf-8"))
        text = re.sub(rf"(?m)^chapter: {old}$", f"chapter: {new}", text)
        path.with_name(path.name.replace(model.stem, f"{number}-{new}")).write_text(text, encoding="utf-8")
    return f"{number}-{new}"


def websites(browser: Browser, results: Run, chapters: int) -> None:
    """Build both books, change a word, build again; and visit a chapter of each."""
    ours = (ROOT / "_config.yml").read_text("utf-8")
    stock = "\n".join(line for line in ours.splitlines() if "extra_extensions" not in line) + "\n"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "book")
        folder.mkdir()
        edited = book(folder, chapters)
        for what, config in ((report.OURS, ours), (report.STOCK, stock)):
            if results.is_late(what, chapters, report.COLD, report.EDIT):
                continue
            out = Path(temporary, what.replace(" ", ""))
            for measure in (report.COLD, report.EDIT):
                took = books.build(folder, config, out)
                results.add(what, chapters, measure, round(took.processor, 1))
                results.add(what, chapters, measure.replace("processor", "clock"), round(took.clock, 1))
                edited.write_text(edited.read_text("utf-8").replace("the", "thee", 1), encoding="utf-8")
            with serve(out / "_build" / "html") as address:
                step, use = ("#step-1", typed) if what == report.OURS else ("", read)
                visits(browser, results, what, chapters, f"{address}/{CHAPTER}{step}", use)


def nbval(results: Run, chapters: int) -> None:
    """Run every notebook, and compare each output with the one that it holds."""
    if results.is_late(report.OURS, chapters, report.NBVAL):
        return
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", "notebooks"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        book(folder, chapters)
        own = {"PYTHONPATH": str(ROOT), "WORKBOOK_NOTES": str(folder / "notes")}
        before = _processor()
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"nbval found something.\n{done.stdout[-3000:]}")
        results.add(report.OURS, chapters, report.NBVAL, round(_processor() - before, 1))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextlib.contextmanager
def voila(folder: Path) -> Iterator[str]:
    """Voilà on a copy of the notebooks, in an environment of its own; gives its address."""
    environment = folder / "voila"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--no-warn-conflicts", VOILA], check=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    (site / "project.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    ours, its = (Path(prefix, "share", "jupyter") for prefix in (sys.prefix, environment))
    for part in [ours / "kernels", ours / "nbconvert", *(ours / "labextensions").glob("*")]:
        if not (its / part.relative_to(ours)).exists():
            (its / part.relative_to(ours)).symlink_to(part)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    own = {
        "PYTHONPATH": str(ROOT),
        "WORKBOOK_NOTES": str(folder / "voila-notes"),
        "JUPYTER_CONFIG_DIR": str(folder / "voila-config"),
    }
    command = [str(python), "-m", "voila", "notebooks", "--no-browser", f"--port={port}"]
    with (folder / "voila.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def live_servers(browser: Browser, results: Run) -> None:
    """Visit the same chapter where a kernel runs it: in JupyterLab and in Voilà."""
    count = len(list((ROOT / "notebooks").glob("[0-9]*.ipynb")))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with lab_server.started(folder, ROOT / "notebooks") as lab:
            address = lab.page(f"notebooks/{NOTEBOOK}")
            visits(browser, results, report.LAB, count, address, run_all)
        with voila(folder) as address:
            visits(browser, results, report.IN_VOILA, count, f"{address}/voila/render/{NOTEBOOK}", typed)


def main() -> None:
    """Measure all, for each number of chapters."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--chapters", type=int, nargs="+", default=[13, 50, 200])
    parser.add_argument("--minutes", type=float, default=90)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        results = Run(asked.minutes, browser)
        live_servers(browser, results)
        for chapters in asked.chapters:
            for part, measure in ((nbval, report.NBVAL), (partial(websites, browser), report.COLD)):
                with results.going_on(chapters, measure):
                    part(results, chapters)
        browser.close()
    report.PAGE.write_text(
        report.page(report.Results(json.loads(report.RESULTS.read_text("utf-8")))), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
