"""Blocks as a Word file: real headings, real lists, a title, British English, and nobody's name in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import assert_never

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from workbook.documents.columns import shares
from workbook.documents.paper import SIZE
from workbook.kit.text import blocks

FONT = "Calibri"
INK, ACCENT = RGBColor(0x1C, 0x27, 0x29), RGBColor(0x12, 0x55, 0x5A)
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12}
"""The sizes of headings where the words have the usual one; they grow with it, but not as fast."""
WIDE, EDGE = 162, 24
"""The width of the words on A4 and of the margins beside them, in millimetres."""
BOX = "\u2610"
DRAWN, SHARP = {"picture": 105, "chart": 95}, 3
"""How wide drawings are, in millimetres, and how many dots they have for each of their own."""
HIGH, TAB = 58, 26
"""How high a slip is, and how far apart its boxes are, in millimetres."""
LINK = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
"""A link in a text, as `link` writes it: between characters that nobody types stand its words and its address."""
_EDGES = re.compile("^[\\s\ufeff]+|[\\s\ufeff]+$")


def write(title: str, made: Iterable[blocks.Block], *, size: int = SIZE, foot: str = "") -> bytes:
    """Turn blocks into the bytes of a Word file under a title.

    ``size`` is that of the words in points: 18 is large print. ``foot`` is printed below each page, with its
    number.
    """
    document = Document()
    _about(document, title)
    _styles(document, size)
    if foot:
        _foot(document, foot)
    made = list(made)
    if not isinstance(made[0], blocks.Slips):
        document.add_paragraph(_one_line(title), style="Title")
    before: blocks.Block | None = None
    for block in made:
        if isinstance(block, blocks.Blank):
            WordParagraph(document.element.body[-2], document).paragraph_format.keep_with_next = True
        _write(document, block, size)
        if isinstance(before, blocks.NewPage):
            document.paragraphs[-1].paragraph_format.page_break_before = True
        before = block
    if document.element.body[-2].tag == qn("w:tbl"):
        _after_a_table(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def link(words: str, address: str) -> str:
    """A link to stand in the text of a paragraph or of a list."""
    return f"\ue000{words}\ue001{address}\ue002"


def _say(paragraph: WordParagraph, text: str) -> None:
    """Write a text into a paragraph, with its links."""
    plain, *rest = LINK.split(text)
    paragraph.add_run(plain)
    for words, address, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        run = paragraph.add_run(words)
        run.font.color.rgb, run.font.underline = ACCENT, True
        hyperlink = _element("hyperlink")
        hyperlink.set(
            qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        run._r.addprevious(hyperlink)
        hyperlink.append(run._r)
        paragraph.add_run(after)


def _after_a_table(document: Doc) -> None:
    """A last paragraph, almost without height: the format asks for a paragraph after the last table of a document.

    LibreOffice 25 saves a document that ends in a table as text without ever coming to its end.
    """
    paragraph = document.add_paragraph()
    paragraph.add_run().font.size = Pt(1)
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), Pt(1)


def _write(document: Doc, block: blocks.Block, size: int) -> None:
    match block:
        case blocks.Heading(text, level):
            document.add_paragraph(_one_line(text), style=f"Heading {level}")
        case blocks.Paragraph(text, lead, stays):
            if stays == "before" and document.paragraphs:
                document.paragraphs[-1].paragraph_format.keep_with_next = True
            for paragraph in _paragraphs(document, text, lead=lead):
                paragraph.paragraph_format.keep_with_next = True if stays == "after" else None
        case blocks.Answer(text) | blocks.Small(text):
            _paragraphs(document, text)
        case blocks.Items():
            _list(document, block)
        case blocks.Blank(lines):
            _room(document, lines, size + 13)
        case blocks.Say(text):
            _paragraphs(document, text, style="Quote")
        case blocks.Note(text):
            for paragraph in _paragraphs(document, text):
                _border(paragraph, ("top", "left", "bottom", "right"), 8, 6)
        case blocks.Field():
            _field(document, block, size)
        case blocks.Table():
            _table(document, block)
        case blocks.Slips():
            _slips(document, block)
        case blocks.NewPage():
            pass  # the next block begins it
        case blocks.Drawing():
            _drawing(document, block, size)
        case blocks.Columns(columns):
            for column in columns:
                for inside in column:
                    _write(document, inside, size)
        case _:
            assert_never(block)


def _paragraphs(document: Doc, text: str, *, lead: str = "", style: str | None = None) -> list[WordParagraph]:
    """A text as one paragraph or several, each with the lead in bold before it."""
    made = []
    for one in paragraphs(text) or [""] * bool(lead):
        paragraph = document.add_paragraph(style=style)
        if lead:
            paragraph.add_run(_one_line(lead)).bold = True
            paragraph.add_run(" ")
        _say(paragraph, one)
        made.append(paragraph)
    return made


def paragraphs(text: str) -> list[str]:
    """Cut a text where lines are left empty."""
    rows = ["" if _EDGES.sub("", row) == "" else row for row in blocks.clean(text).split("\n")]
    return [one for one in re.split(r"\n{2,}", "\n".join(rows).strip("\n")) if one]


def _list(document: Doc, block: blocks.Items, depth: int = 0) -> None:
    for number, item in enumerate(block.items):
        text = "\n".join(paragraphs(item))
        match block.form:
            case "numbers":  # as words: a list of Word's own would go on counting from the one before
                _say(_hanging(document.add_paragraph(), depth), f"{number + block.start}.\t{text}")
            case "boxes":
                _say(_hanging(document.add_paragraph(), depth), f"{BOX}\t{text}")
            case "bullets":
                _say(document.add_paragraph(style="List Bullet 2" if depth else "List Bullet"), text)
        if nested := block.inside(number):
            _list(document, nested, depth + 1)


def _hanging(paragraph: WordParagraph, depth: int) -> WordParagraph:
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = Mm(8 * (depth + 1)), Mm(-8), Pt(3)
    return paragraph


def _room(document: Doc, lines: int, high: int) -> None:
    """Empty paragraphs as lines to write on, which stay together; ``high`` is in points."""
    for left in reversed(range(lines)):
        paragraph = document.add_paragraph()
        _border(paragraph, ("bottom", "between"), 4, 1, "808080")
        form = paragraph.paragraph_format
        form.space_after, form.line_spacing, form.keep_with_next = Pt(0), Pt(high), left > 0


def _field(document: Doc, block: blocks.Field, size: int) -> None:
    """A label with a line beside it, or with lines below it."""
    label = document.add_paragraph()
    label.add_run(_one_line(block.label)).bold = True
    form = label.paragraph_format
    form.space_before, form.space_after = Pt(5), Pt(1)
    if block.lines == 1:
        form.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        label.add_run(" \t")
    else:
        form.keep_with_next = True
        _room(document, block.lines, size + 9)


def _table(document: Doc, block: blocks.Table) -> None:
    if block.caption:
        caption = document.add_paragraph()
        caption.add_run(_one_line(block.caption)).bold = True
        caption.paragraph_format.keep_with_next = True
    rows = [block.head, *block.rows]
    wide = [Mm(WIDE * share) for share in shares(rows)]
    table = document.add_table(len(rows), len(block.head), style="Table Grid")
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, wide, strict=True):
            _in_cell(cell, text).bold = texts is block.head
            cell.width = width
        row._tr.get_or_add_trPr().append(_element("cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(_element("tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _slips(document: Doc, block: blocks.Slips) -> None:
    """A page of slips to cut, all alike, below a heading that is cut off."""
    heading = document.add_paragraph(_one_line(block.title), style="Heading 1")
    heading.paragraph_format.space_before = Pt(0)
    for run in heading.runs:
        run.font.size = Pt(10)
    table = document.add_table(blocks.DOWN, blocks.ACROSS, style="Table Grid")
    rows = [("", *block.heads), *((row, BOX, BOX) for row in block.rows), (block.last, "", BOX)]
    for row in table.rows:
        row.height, row.height_rule = Mm(HIGH), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            for number, texts in enumerate(rows):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
                for place in (TAB, 2 * TAB):
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(place))
                paragraph.add_run("\t".join(texts)).font.size = Pt(11)
    for border in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _of_table(table._tbl.tblPr).append(_rule(border, 4, 0, "dashed"))


def _drawing(document: Doc, block: blocks.Drawing, size: int) -> None:
    """A drawing as pictures; the first has the words for those who cannot see it."""
    import vl_convert

    wide = WIDE if size > SIZE else DRAWN[block.kind]
    for number, part in enumerate(block.parts):
        png = vl_convert.svg_to_png(part, scale=SHARP)
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(wide))
        shape._inline.docPr.set("descr", "The same drawing goes on." if number else _one_line(block.alt))
    paragraph.paragraph_format.space_after = Pt(7)


def _of_table(properties: BaseOxmlElement) -> BaseOxmlElement:
    found = properties.find(qn("w:tblBorders"))
    if found is None:
        found = _element("tblBorders")
        properties.append(found)
    return found


def _in_cell(cell: _Cell, text: str) -> Run:
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(2), 1.05
    return paragraph.add_run(_one_line(text))


def _foot(document: Doc, words: str) -> None:
    """The words and the page's number, below each page."""
    for tabs in document.styles["Footer"].element.findall(f".//{qn('w:tabs')}"):
        tabs.getparent().remove(tabs)
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{_one_line(words)}\tPage ")
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        paragraph._p.append(_element("fldSimple", instr=f" {field} "))
        paragraph.add_run(after)


def _one_line(text: str) -> str:
    return " ".join(blocks.clean(text).split("\n"))


def _about(document: Doc, title: str) -> None:
    """Say what the file is, and not who made it."""
    about = document.core_properties
    about.title, about.language = _one_line(title)[:255], "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    about.revision = 1


def _styles(document: Doc, size: int) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(EDGE)
    page.top_margin = page.bottom_margin = Mm(22)
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(size), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.2
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    _to_read_aloud(styles["Quote"])
    for name, usual in SIZES.items():
        style = styles[name]
        for fonts in style.element.iter(qn("w:rFonts")):
            fonts.attrib.clear()
        style.font.name, style.font.size, style.font.bold = FONT, Pt(usual + size - SIZE), True
        style.font.color.rgb = INK if name == "Heading 2" else ACCENT
        style.paragraph_format.space_before = Pt({"Title": 0, "Heading 1": 18, "Heading 2": 12}[name])
        style.paragraph_format.space_after = Pt(5)
        style.paragraph_format.keep_with_next = True
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)


def _to_read_aloud(style: ParagraphStyle) -> None:
    """A thick line beside the words, which stand upright."""
    style.font.italic, style.font.color.rgb = False, INK
    form = style.paragraph_format
    form.left_indent = Mm(6)
    borders = _element("pBdr")
    borders.append(_rule("left", 18, 8))
    style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
"""What must stand after the borders of a paragraph."""


def _border(
    paragraph: WordParagraph, places: Iterable[str], thick: int, space: int, colour: str = "1C2729"
) -> None:
    borders = _element("pBdr")
    for place in places:
        borders.append(_rule(place, thick, space, colour=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _rule(
    place: str, thick: int, space: int, form: str = "single", colour: str = "1C2729"
) -> BaseOxmlElement:
    return _element(place, val=form, sz=str(thick), space=str(space), color=colour)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
