"""`picture("each-thought-another-watched")`: a drawing of an idea, with the same told in words.

A picture is two files in the folder `pictures` beside the notebooks: `<name>.svg`, drawn in the stand-in colours
of `drawing.svg` with a <title> and a <desc>, and `<name>.txt`, which says the same in sentences. To add one, add both.
"""

from __future__ import annotations

import difflib
from html import escape
from pathlib import Path

from workbook.kit import book
from workbook.kit.drawing.output import Shown
from workbook.kit.drawing.svg import SvgError, inline, parsed
from workbook.kit.errors import AuthorError, author_call
from workbook.kit.text import files

_SVG = "{http://www.w3.org/2000/svg}"


class PictureError(AuthorError):
    """A picture is missing, or says too little for somebody who cannot see it."""


def pictures() -> Path:
    """The folder of the drawings: `pictures`, beside the notebooks."""
    return Path(book.current().notebooks or ".") / "pictures"


@author_call
def picture(name: str, *, folder: Path | None = None) -> Shown:
    """Show a drawing, its caption, and the same told in words for those who cannot see it."""
    folder = folder or pictures()
    svg = _read(name, folder, ".svg")
    words = [line.strip() for line in _read(name, folder, ".txt").split("\n\n") if line.strip()]
    try:
        root = parsed(svg)
    except SvgError as error:
        raise PictureError(f"{name}.svg: {error}") from error
    title, description = (root.findtext(f"{_SVG}{tag}", "").strip() for tag in ("title", "desc"))
    if not title or not description:
        raise PictureError(f"{name}.svg has no <title> or no <desc>. Write both, first thing inside <svg>.")
    if len(words) < 2:
        raise PictureError(
            f"{name}.txt says too little. Write a caption, an empty line, then what the picture shows."
        )
    key = f"picture-{name}"
    caption, *told = (" ".join(paragraph.split()) for paragraph in words)
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in told)
    html = f"""<figure class="wb-figure wb-picture" id="{key}">
{inline(svg, key=key, label=title, description=description)}
<figcaption>{escape(caption)}</figcaption>
</figure>
<details class="wb-picture-words">
<summary>The picture in words</summary>
{paragraphs}
</details>"""
    return Shown(html, f"{title}\n{caption}")


def _read(name: str, folder: Path, ending: str) -> str:
    path = folder / f"{name}{ending}"
    if path.exists():
        try:
            return files.read(path)
        except files.TextError as error:
            raise PictureError(str(error)) from error
    known = sorted(one.stem for one in folder.glob(f"*{ending}"))
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else f" It has: {', '.join(known) or 'none'}."
    raise PictureError(f"There is no {name}{ending} in {folder.name}/.{hint}")
