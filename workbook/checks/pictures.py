"""Rules on a chapter's drawings: both their files are there, fresh, and to be read on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.chapters.notebook import Notebook
from workbook.checks.rule import Finding, rules
from workbook.kit.drawing.pictures import PictureError, picture
from workbook.kit.drawing.svg import SvgError

PHONE = 288
"""The width in pixels that a drawing has on the narrowest phone."""
SMALLEST = 11
"""The size in pixels that words must have there."""


def pictures_have_their_files(chapter: Notebook) -> Iterator[Finding]:
    """A picture has its drawing and its words, and what is stored of it is what they make."""
    for cell in chapter.code:
        if cell.call is None or cell.call.word != "picture" or not cell.was_run:
            continue
        try:
            html = picture(cell.call.first, folder=chapter.path.parent / "pictures").html
        except (PictureError, SvgError) as error:
            yield cell, str(error)
            continue
        if html not in cell.html:
            yield (
                cell,
                f"the picture has changed since this cell ran. Run the chapter again: python -m workbook run "
                f"{chapter.id}.",
            )


def pictures_can_be_read_on_a_phone(chapter: Notebook) -> Iterator[Finding]:
    """The words in a picture are at least 11 pixels high where the page is 320 pixels wide."""
    for cell in chapter.code:
        if not any(call.word == "picture" for call in cell.calls):
            continue
        for box, drawing in re.findall(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*?)</svg>', cell.html, re.DOTALL):
            width = float(box.split()[2])
            small = [
                size
                for size in re.findall(r'font-size="([\d.]+)', drawing)
                if float(size) * PHONE / width < SMALLEST
            ]
            if small:
                yield (
                    cell,
                    f"words of size {min(small, key=float)} in a picture {width:.0f} wide are too small on a "
                    f"phone. Make them at least {SMALLEST * width / PHONE:.1f}, or the picture narrower.",
                )


RULES = rules(pictures_have_their_files, pictures_can_be_read_on_a_phone)
