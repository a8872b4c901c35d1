"""Word files that every program can read to their end."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from workbook.documents import word
from workbook.kit.text import blocks

LAST = [
    blocks.slips("Slips", ("May it go?", "It must not"), ["1", "2"], "Send nothing"),
    blocks.table("", ["a", "b"], [["1", "2"]]),
]


@pytest.mark.parametrize("last", LAST, ids=["slips", "table"])
def test_a_document_ends_in_a_paragraph_even_after_a_table(last: blocks.Block) -> None:
    document = docx.Document(BytesIO(word.write("Papers", [blocks.Paragraph("Cut."), last])))
    assert document.element.body[-2].tag == qn("w:p") and document.element.body[-1].tag == qn("w:sectPr")
    assert any(part.tag == qn("w:tbl") for part in document.element.body)
