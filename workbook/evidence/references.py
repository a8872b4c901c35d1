"""The references, made from `data/resources.csv`: a page that reads on any host, and the same as BibTeX.

``python -m workbook evidence`` writes both to `book/`. On the site, sphinxcontrib-bibtex sets the list and
the citations from the BibTeX file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbook.evidence import Resource

LIST = '- <a id="'
"""How the first line of the list begins; the site puts its own list from here on."""

INTRO = """\
# References

These are the works that this book is about: reports, papers, talks and a story. Each link leads to the
publisher's own address, as far as we know it; we could not open every one. What we read of each work stands
on its page of [the evidence](about/evidence.md), and so do the sources of every single fact.
"""


def page(resources: Iterable[Resource]) -> str:
    """The page as Markdown, with an anchor at each work."""
    return "\n".join([INTRO, *(_line(one) for one in resources)]) + "\n"


def bibtex(resources: Iterable[Resource]) -> str:
    """The same works as BibTeX. Names stay whole, as the data have them: many are not people's."""
    return "\n".join(_entry(one) for one in resources)


def _line(one: Resource) -> str:
    parts = (_names(one), f"[{one.title}]({one.url})", one.publisher, _year(one))
    said = ". ".join(part for part in parts if part)
    return f'{LIST}{one.id}"></a>{said}. [Its page of evidence](about/evidence/{one.id}.md)'


def _entry(one: Resource) -> str:
    fields = {
        "author": " and ".join(f"{{{_plain(name)}}}" for name in _people(one)),
        "title": f"{{{_plain(one.title)}}}",
        "howpublished": _plain(one.publisher),
        "year": _year(one),
        "url": one.url if not one.doi else "",
        "doi": one.doi,
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{one.id},", *lines, "}", ""])


def _people(one: Resource) -> list[str]:
    """Who made it, without what stands in brackets about them."""
    return [name.strip() for name in re.sub(r"\s*\([^)]*\)", "", one.authors).split(";") if name.strip()]


def _names(one: Resource) -> str:
    return ", ".join(_people(one))


def _year(one: Resource) -> str:
    return str(one.year) if one.year else ""


def _plain(text: str) -> str:
    """The text with the marks of TeX escaped."""
    return re.sub(r"([&%$#_])", r"\\\1", text)
