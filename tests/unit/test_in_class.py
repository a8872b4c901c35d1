"""What nbconvert makes of a chapter for a class: one page, and slides."""

from __future__ import annotations

import re
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import HTMLExporter, SlidesExporter
from traitlets.config import PyFileConfigLoader

from workbook.chapters.notebook import read
from workbook.paths import NOTEBOOKS, ROOT

CHAPTER = NOTEBOOKS / "02-mid-staffordshire.ipynb"


@cache
def made(kind: type, ours: bool = True) -> str:
    """The chapter as an exporter gives it, with this project's settings or without."""
    config = PyFileConfigLoader("jupyter_config.py", path=str(ROOT)).load_config() if ours else None
    return str(kind(config=config).from_notebook_node(nbformat.read(CHAPTER, as_version=4))[0])


def shown(html: str) -> Tag:
    body = BeautifulSoup(html, "html.parser").body
    assert body is not None
    return body


@pytest.mark.parametrize("kind", [HTMLExporter, SlidesExporter])
def test_a_class_sees_the_questions_and_not_what_gives_them_away(kind: type) -> None:
    words, plain = shown(made(kind)).get_text(), shown(made(kind, ours=False)).get_text()
    chapter = read(CHAPTER)
    for note in chapter.facilitator:
        first = note.source.splitlines()[0].replace("**", "").split(". ")[-1]
        assert first in plain and first not in words
    for _, activity in chapter.activities:
        assert activity.spec["prompt"] in words
    assert "predict(" in plain and "predict(" not in words
    assert "Run All Cells" in plain and "Run All Cells" not in words
    assert "from workbook import evidence_table" in words, "code that is to be read"
    assert 'class="wb-svg"' in made(kind) and ".wb-prompt" in made(kind)


@pytest.mark.parametrize("kind", [HTMLExporter, SlidesExporter])
def test_nothing_is_asked_of_another_computer(kind: type) -> None:
    fetched = re.compile(
        r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=["'](?:https?:)?//|import .* from ['"]http"""
    )
    assert fetched.search(made(kind, ours=False))
    assert not fetched.search(made(kind)) and "@import" not in made(kind)


def test_each_step_is_a_slide_and_what_follows_in_it_stands_below() -> None:
    slides = shown(made(SlidesExporter)).select("main > section")
    steps = read(CHAPTER).steps
    assert len(slides) == len(steps) + 1
    for step, slide in zip(steps, slides[1:], strict=True):
        below = slide.find_all("section", recursive=False)
        heading = below[0].find("h2")
        assert heading is not None and heading.get_text().startswith(step.title)
        assert len(below) == len(step.learner_cells)
