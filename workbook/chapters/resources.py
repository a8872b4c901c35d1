"""What the kit is told of resources: the line in a chapter's header, and whom the book names in public."""

from __future__ import annotations

import re
from html import escape

from workbook import evidence
from workbook.evidence import support


def line(name: str) -> str:
    """Say who made a resource and how long it is, as a line of HTML. Raises ValueError for an unknown name."""
    try:
        resource = evidence.resource(name)
    except (evidence.EvidenceError, KeyError) as error:
        raise ValueError(
            f"“{name}” is not a resource in data/resources.csv. "
            "Correct the “resources” in the notebook's metadata."
        ) from error
    authors = resource.authors if isinstance(resource.authors, str) else ", ".join(resource.authors)
    title = escape(resource.title)
    linked = f'<a href="{escape(resource.url)}">{title}</a>' if resource.url else title
    by = f"{resource.kind.capitalize()} by {authors}" + (f", {resource.year}" if resource.year else "")
    length = f" {resource.length.rstrip('.')}." if resource.length else ""
    about = escape(f"{by}.{length}")
    return f'<p class="wb-chapter-resource"><cite>{linked}</cite>. <span>{about}</span></p>'


def named_in_public() -> dict[str, list[str]]:
    """Whom and what the name check leaves alone: surnames of people in resources.csv, numbers of organisations."""
    names = [name.strip() for row in evidence.resources() for name in row.people.split(";") if name.strip()]
    digits = [re.sub(r"\D", "", number) for number in support.numbers()]
    return {
        "people": sorted({name.split(" ")[-1] for name in names}),
        "numbers": sorted({number for number in digits if number.startswith("0")}),
    }
