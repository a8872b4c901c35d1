"""Blocks as a Word file: real headings, real lists, a title, British English, and nobody's name in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from workbook.activities._blocks import Block, clean
from workbook.exports.markdown import paragraphs

FONT = "Calibri"
INK, ACCENT = RGBColor(0x1C, 0x27, 0x29), RGBColor(0x12, 0x55, 0x5A)
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12}


def write(title: str, made: Iterable[Block]) -> bytes:
    """Turn blocks into the bytes of a Word file under a title."""
    document = Document()
    _about(document, title)
    _styles(document)
    document.add_paragraph(_one_line(title), style="Title")
    for block in made:
        if block["type"] == "heading":
            document.add_paragraph(_one_line(block["text"]), style=f"Heading {block.get('level', 2)}")
        elif block["type"] == "list":
            for item in block["items"]:
                document.add_paragraph("\n".join(paragraphs(item)), style="List Bullet")
        elif block["type"] == "blank":
            for _ in range(block["lines"]):
                _ruled(document.add_paragraph())
        else:
            for text in paragraphs(block["text"]):
                document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _one_line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def _about(document: Document, title: str) -> None:  # type: ignore[valid-type]
    """Say what the file is, and not who made it."""
    about = document.core_properties  # type: ignore[attr-defined]
    about.title, about.language = _one_line(title)[:255], "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    about.revision = 1


def _styles(document: Document) -> None:  # type: ignore[valid-type]
    page = document.sections[0]  # type: ignore[attr-defined]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(22)
    styles = document.styles  # type: ignore[attr-defined]
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(11), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.2
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for name, size in SIZES.items():
        style = styles[name]
        for fonts in style.element.iter(qn("w:rFonts")):
            fonts.attrib.clear()
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = INK if name == "Heading 2" else ACCENT
        style.paragraph_format.space_before = Pt({"Title": 0, "Heading 1": 18, "Heading 2": 12}[name])
        style.paragraph_format.space_after = Pt(5)
        style.paragraph_format.keep_with_next = True
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)


def _ruled(paragraph: Paragraph) -> None:
    """Make an empty paragraph a line to write on."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for place in ("bottom", "between"):
        rule = OxmlElement(f"w:{place}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), Pt(24)
