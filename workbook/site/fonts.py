"""Cut the book's two typefaces to what its pages use: ``python -m workbook.site.fonts``.

Only whoever changes a typeface runs this. It takes the files of the npm packages that ``package.json`` pins
(``npm install`` first; ``pip install fonttools brotli``), keeps Latin-1 and the signs that English prose needs,
and writes ``workbook/js/shell/fonts/*.woff2``. Letters with accents are a file of their own, which a browser asks
for only where a page holds one. In Young Serif the figures of the text are replaced by its lining figures, because
its old-style nought looks like the letter o.

Both typefaces stand under the SIL Open Font License 1.1 and reserve no name: see LICENSE.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from workbook.paths import JS, ROOT

INTO = JS / "shell" / "fonts"
SIGNS = "\xa0£©°±·½×÷–—‘’‚“”„•…′″€™−"
LETTERS = [*range(0x20, 0x7F), *map(ord, SIGNS)]
ACCENTED = sorted({*range(0xA1, 0x100), 0x131, 0x152, 0x153} - {*LETTERS})
"""And the signs that English prose seldom needs: what ``unicode-range`` says in the styles of pages and of papers."""
FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SOURCES = {
    "young-serif": "@fontsource/young-serif/files/young-serif-latin-400-normal.woff2",
    "radio-canada": "@fontsource-variable/radio-canada/files/radio-canada-latin-wght-normal.woff2",
}


def cut(source: Path, target: Path, letters: Iterable[int]) -> int:
    """Write the part of one font file that draws these letters, and return its size in bytes.

    A variable font keeps the weights from 400 to 700. A font with lining figures under names like ``zero.lf``
    gets them as its ordinary figures.
    """
    font = TTFont(source, recalcTimestamp=False)
    if "fvar" not in font:
        lining = {ord("0") + place: f"{name}.lf" for place, name in enumerate(FIGURES)}
        for table in font["cmap"].tables:
            table.cmap.update({code: name for code, name in lining.items() if code in table.cmap})
    options = Options(layout_features=["kern", "liga", "tnum"])
    options.flavor, options.hinting, options.name_IDs = "woff2", False, [0, 1, 2, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": (400, 400, 700)})
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


if __name__ == "__main__":
    for name, source in SOURCES.items():
        for part, letters in ((name, LETTERS), (f"{name}-accented", ACCENTED)):
            print(part, cut(ROOT / "node_modules" / source, INTO / f"{part}.woff2", letters), "bytes")
