"""The pages of the built book as they read without a script or a connection: one after another, from first to last.

What makes a page live on the website is left out; the answer to a question stands at the end of its page, with a link
there and a link back, so that nobody reads it by accident. An address of a page that is not taken along leads to the
published book, where its address is known; else its words stay and the link goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath

from bs4 import BeautifulSoup, Comment, Tag

SVG = re.compile(r"<svg\b.*?</svg>", re.S)
LEFT_OUT = (
    "script, nav, button, input, .wb-howto, .wb-step-count, .wb-start, .wb-anchor, .wb-chapter-meta, .wb-word-more, "
    ".wb-permalink, .wb-safety, .cell.tag_hide-cell, [data-runs], .wb-needs-js, .wb-switch, .headerlink"
)
"""What is of use on a website only. The code of a table is in the notebook."""
WRAPPERS = ".cell, .cell_output, .output, .std, .wb-fallback, .wb-wide"
KEPT_ATTRIBUTES = ("id", "class", "href", "scope", "colspan", "rowspan", "start", "type", "data-drawing")
BLOCKS = {"p", "div", "li", "ul", "ol", "td", "th", "br", "dt", "dd", "h2", "h3"}
ANSWERS = "Answers"


@dataclass(frozen=True)
class KeptPage:
    """One page of the book."""

    name: str
    """Its address on the website, without the ending: `notebooks/02-mid-staffordshire`."""
    title: str
    body: Tag
    """What stands below its title. Each drawing is an empty `<svg data-drawing="3">`."""
    drawings: list[str] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """Its name where there are no folders."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True)
class Part:
    """A part of the book, with its pages."""

    title: str
    pages: list[KeptPage]


def read(site: Path, names: Iterable[str], published_at: str = "") -> list[KeptPage]:
    """The pages of these names, cleaned; links among them are `#page/anchor`, for whoever writes them out."""
    pages = [_read(site, name) for name in names]
    known = {page.name: {str(one["id"]) for one in page.body.find_all(id=True)} for page in pages}
    for page in pages:
        _link(page, known, published_at)
    return pages


def _read(site: Path, name: str) -> KeptPage:
    drawings: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        drawings.append(found[0])
        return f'<svg data-drawing="{len(drawings) - 1}"></svg>'

    html = SVG.sub(put_aside, (site / f"{name}.html").read_text(encoding="utf-8"))
    article = BeautifulSoup(html, "html.parser").select_one("article")
    assert article is not None, f"{name} has no <article>"
    title = _title(article)
    _terms(article)
    for one in article.select(LEFT_OUT):
        one.decompose()
    for one in article.select(".wb-chapter-top"):
        opening = one.select_one(".wb-opening-words")
        one.replace_with(*(opening.contents if opening else []))
    _answers_last(article)
    for one in article.find_all("details"):
        _open(one)
    for one in article.select(WRAPPERS):
        one.unwrap()
    for one in article.select(
        "figure, figcaption"
    ):  # the drawing in it is the figure, and says what it shows
        one.name = {"figure": "div", "figcaption": "p"}[one.name]
    for comment in article.find_all(string=lambda one: isinstance(one, Comment)):
        comment.extract()
    article.name = "section"
    article.attrs = {}
    for one in article.find_all(True):
        one.attrs = {key: value for key, value in one.attrs.items() if key in KEPT_ATTRIBUTES}
    return KeptPage(name, title, article, drawings)


def _title(article: Tag) -> str:
    heading = article.find("h1")
    assert isinstance(heading, Tag), "every page has a title"
    question = heading.select_one(".wb-question")
    asked = f": {text_of(question.extract())}" if question else ""
    number = heading.select_one(".wb-number")
    first = f"{text_of(number.extract())}. " if number else ""
    title = f"{first}{text_of(heading)}{asked}"
    heading.decompose()
    return title


def _terms(article: Tag) -> None:
    """A word of the glossary is a link to its meaning, which stands at the end of the page."""
    for button in article.select("button.wb-term"):
        button.name = "a"
        button.attrs = {"href": f"#{button['popovertarget']}"}


def _answers_last(article: Tag) -> None:
    """Take each folded answer to the end of the page, with a link where it was and one back."""
    soup = BeautifulSoup("", "html.parser")
    last = soup.new_tag("section", attrs={"class": "answers"})
    for number, fold in enumerate(article.select("[data-activity] details"), start=1):
        asked = fold.find_previous(class_=("wb-asked", "wb-prompt"))
        label = fold.find("summary")
        told = text_of(label.extract()) if isinstance(label, Tag) else "The answer"
        here, there = f"question-{number}", f"answer-{number}"
        link = soup.new_tag("p", attrs={"class": "to-answer", "id": here})
        link.append(_anchor(soup, f"#{there}", f"{told} (at the end of the chapter)"))
        fold.replace_with(link)
        heading = soup.new_tag("h3", attrs={"id": there})
        heading.string = text_of(asked) if isinstance(asked, Tag) else told
        back = soup.new_tag("p")
        back.append(_anchor(soup, f"#{here}", "Back to the question"))
        last.extend([heading, *list(fold.contents), back])
    if last.contents:
        title = soup.new_tag("h2")
        title.string = ANSWERS
        last.insert(0, title)
        article.append(last)


def _anchor(soup: BeautifulSoup, address: str, words: str) -> Tag:
    link = soup.new_tag("a", attrs={"href": address})
    link.string = words
    return link


def _open(fold: Tag) -> None:
    """A fold of anything else stands open, under its words in bold."""
    fold.name = "div"
    label = fold.find("summary", recursive=False)
    if isinstance(label, Tag):
        told = text_of(label)
        label.clear()
        label.name = "p"
        label.attrs = {"class": "fold"}
        label.string = told


def _link(page: KeptPage, known: dict[str, set[str]], published_at: str) -> None:
    """Put the addresses of a page right."""
    for link in page.body.find_all("a"):
        address = str(link.get("href", ""))
        if re.match(r"(?!sms:)[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = normpath(join(dirname(page.name), path)).removesuffix(".html") if path else page.name
        if target in known:
            link["href"] = f"#{target}/{anchor if anchor in known[target] else ''}"
        elif address and published_at and not address.startswith("sms:") and not target.startswith(".."):
            link["href"] = f"{published_at}{target}{'' if Path(target).suffix else '.html'}" + (
                f"#{anchor}" if anchor else ""
            )
        else:
            link.unwrap()


def text_of(tag: Tag | None) -> str:
    """The words of an element, with single spaces, and one between blocks."""
    if tag is None:
        return ""
    pieces = (" " * (one.name in BLOCKS) if isinstance(one, Tag) else str(one) for one in tag.descendants)
    return " ".join("".join(pieces).split())


def written(
    page: KeptPage,
    draw: Callable[[str], str],
    address: Callable[[str, str], str],
    own: Callable[[str], str] = str,
) -> str:
    """The page's body as XHTML. `draw` writes a drawing, `address` a link to a page and an anchor in it, `own` an
    anchor of its own."""
    body = copy(page.body)
    for one in body.find_all(id=True):
        one["id"] = own(str(one["id"]))
    for link in body.find_all("a", href=re.compile("^#")):
        target, _, anchor = str(link["href"])[1:].rpartition("/")
        link["href"] = address(target, anchor)
    html = body.decode(formatter="minimal")
    return re.sub(r'<svg data-drawing="(\d+)"></svg>', lambda found: draw(page.drawings[int(found[1])]), html)
