"""What a page of the website has to say so that the kit's script can serve its book."""

from __future__ import annotations

import json
from html import escape

from workbook.kit.book import Book


def meta(book: Book) -> str:
    """The element that tells the script which book this is: its title, its name, its pages of help."""
    told = json.dumps(book.for_page(), ensure_ascii=False, separators=(",", ":"))
    return f'<meta name="workbook" content="{escape(told)}">'
