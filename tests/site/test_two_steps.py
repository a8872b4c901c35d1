"""From Welcome every work of the collection is two steps away: one to its chapter, one to the work itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from workbook.evidence import resources

WELCOME = Path("book/welcome.html")


def links(page: Path) -> Iterator[str]:
    """Where the links in a page's text lead; what stands in the menu does not count."""
    text = BeautifulSoup(page.read_text("utf-8"), "html.parser").find("article")
    assert text is not None, page
    yield from (link["href"].partition("#")[0] for link in text.find_all("a", href=True))


def too_far(site: Path) -> list[str]:
    """The works that take more than two steps from Welcome."""
    near = {(site / WELCOME).parent.joinpath(link).resolve() for link in links(site / WELCOME)}
    pages = [page for page in near if page.suffix == ".html" and page.is_file()]
    there = {link for page in pages for link in links(page)}
    return [one.id for one in resources() if one.url not in there]


def test_each_work_is_two_steps_from_welcome(site: Path) -> None:
    assert resources() and too_far(site) == []


@pytest.mark.parametrize("broken", ["no card", "no link to the work"])
def test_a_work_that_is_further_away_is_told(site: Path, tmp_path: Path, broken: str) -> None:
    work = next(one for one in resources() if one.id == "abc-de-cultural-competence")
    pages = [WELCOME, *(page.relative_to(site) for page in (site / "notebooks").glob("*.html"))]
    for page in pages:
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / page, tmp_path / page)
    assert too_far(tmp_path) == []
    chapter = next(page for page in pages if page.name == "09-cultural-competence.html")
    page, words = (WELCOME, chapter.name) if broken == "no card" else (chapter, f'"{work.url}"')
    text = (tmp_path / page).read_text("utf-8")
    (tmp_path / page).write_text(text.replace(words, ""), "utf-8")
    assert too_far(tmp_path) == [work.id]
