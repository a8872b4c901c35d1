"""What a chapter's header says of the report, talk or paper that the chapter is about."""

from __future__ import annotations

from html import escape

from workbook import evidence


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
