"""Every link of the built site leads to a file that is there, and to an anchor on that page."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pages import all_pages

LEADS = {"href", "src", "xlink:href", "data-goes"}
BY_SCRIPT = {"", "top", "whole-chapter"}
"""What an address may end with and no element has: the last shows a chapter on one page, where it has steps."""


class _Reader(HTMLParser):
    """Collects what a page can be linked to by, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors = set(BY_SCRIPT)
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element's id and its links."""
        for name, value in attributes:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in LEADS and value:
                self.links.add(value)


@cache
def _read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def broken(site: Path) -> list[str]:
    """Each link that leads nowhere, with its page. Links to other sites are not followed.

    Nor are those of 404.html: a host shows it at any depth, so it looks for its files in each folder above.
    """
    wrong = []
    for name in set(all_pages(site)) - {"404.html"}:
        for link in sorted(_read(site / name).links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = (site / name).parent / unquote(parts.path) if parts.path else site / name
            if not path.resolve().is_relative_to(site.resolve()) or not path.exists():
                wrong.append(f"{name}: {link} is not there")
            elif "=" in parts.fragment:
                continue  # a plan, which the page reads from its address
            elif path.suffix == ".html" and unquote(parts.fragment) not in _read(path.resolve()).anchors:
                wrong.append(f"{name}: {link} has no such anchor")
    return wrong


def test_every_link_leads_to_a_page_and_to_an_anchor_on_it(site: Path) -> None:
    assert broken(site) == []
    assert sum(len(_read((site / name).resolve()).links) for name in all_pages(site)) > 3_000


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    links = '<a href="no.html">a</a><a href="#no">b</a><a href="two.html#no">c</a><img src="../x.svg">'
    (tmp_path / "one.html").write_text(f'{links}<a href="#top">d</a><a href="https://x.example/">e</a>')
    (tmp_path / "two.html").write_text(
        '<p id="yes"><a href="one.html#">f</a><a href="two.html#yes">g</a></p>'
    )
    assert sorted(broken(tmp_path)) == [
        "one.html: #no has no such anchor",
        "one.html: ../x.svg is not there",
        "one.html: no.html is not there",
        "one.html: two.html#no has no such anchor",
    ]
