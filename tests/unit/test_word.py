"""Word files that every program can read to their end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from workbook.documents import word

SLIPS = {"type": "slips", "text": "Slips", "question": "Is the rota kept?", "choices": ["Yes", "No"]}
TABLE = {"type": "table", "text": "", "head": ["a", "b"], "rows": [["1", "2"]]}


@pytest.mark.parametrize("last", [SLIPS, TABLE, {"type": "strips", "items": ["a", "b"]}])
def test_a_document_ends_in_a_paragraph_even_after_a_table(last: dict[str, Any]) -> None:
    document = docx.Document(BytesIO(word.write("Papers", [{"type": "paragraph", "text": "Cut."}, last])))
    assert document.element.body[-2].tag == qn("w:p") and document.element.body[-1].tag == qn("w:sectPr")
    assert any(part.tag == qn("w:tbl") for part in document.element.body)
