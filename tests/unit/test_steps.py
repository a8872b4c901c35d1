"""A chapter's page put in steps, from small pages: what stands where, and what stops the build."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import ExtensionError

from workbook.site import chapter_cards, search_index, steps, thread

STEP = (
    '<section id="{0}">\n<h2>{1}</h2>\n<p class="wb-step">What it says · {2} minutes</p>\n<p>Text of {1}.</p>'
    '<section id="{0}-more"><h3>More</h3>{3}</section>\n</section>\n'
)
BODY = (
    '<section id="a">\n<h1>Made up: who came to look?</h1>\n<p>What it is about.</p>\n'
    + STEP.format("one", "First &amp; foremost", 4, '<div data-activity="predict" data-key="a.b"></div>')
    + STEP.format("two", "Second", 1, '<div class="wb-words">\n<div class="wb-word">x</div>\n</div>\n')
    + "</section>"
)
CARD = chapter_cards.Card(
    "notebooks/07-made-up", "made-up", 7, "Made up", "Who came to look?", 5, "A part", 3
)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Any:
    monkeypatch.setattr(chapter_cards, "cards", lambda app: [CARD])
    return SimpleNamespace(
        srcdir=str(tmp_path), builder=SimpleNamespace(get_relative_uri=lambda name, to: f"../{to}.html")
    )


@pytest.fixture
def page(app: Any) -> str:
    return steps.chapter_page(app, CARD.page, BODY, steps.steps_of(BODY), CARD)


def test_each_step_has_an_address_its_count_and_its_ways(page: str) -> None:
    sections = re.findall(r'<section id="(?:one|two)" data-step.*?</nav>', page, re.S)
    assert len(sections) == 2
    for number, section in enumerate(sections, 1):
        assert f'id="step-{number}"' in section and f"Step {number} of 2" in section
    assert 'href="#step-2"' in sections[0] and "Next: Second" in sections[0] and "1 minute<" in sections[0]
    assert 'href="#step-1"' in sections[1] and "See my notes" in sections[1]
    assert 'data-kind="predict"' in sections[0] and 'data-kind="read"' in sections[1]


def test_the_opening_names_the_chapter_and_adds_up_its_minutes(page: str) -> None:
    top = page[: page.index('<div class="wb-step-sections">')]
    for said in (
        "Made up</span>",
        "Who came to look?",
        "5 minutes in 2 steps",
        "What it is about.",
        "A part",
    ):
        assert said in top
    assert top.count("data-bead=") == 2 and "First &amp; foremost" in top


def test_the_meanings_of_words_stand_in_no_step(page: str) -> None:
    last = page[page.index('id="step-2"') :]
    assert last.index("</section>") < last.index('class="wb-words"')


def test_a_page_keeps_all_that_it_had(page: str) -> None:
    for said in (
        "Text of First &amp; foremost.",
        "Text of Second.",
        'data-key="a.b"',
        'id="one-more"',
        'id="two-more"',
    ):
        assert page.count(said) == 1
    assert page.count("<section") == page.count("</section>")


def test_a_step_without_minutes_stops_the_build() -> None:
    with pytest.raises(ExtensionError, match="does not say how many minutes"):
        steps.steps_of(BODY.replace("What it says · 4 minutes", "What it says"))


def test_what_stands_in_no_step_stops_the_build(app: Any) -> None:
    """A second title ends the step before it, and what follows would be on no page."""
    second = '<section id="b">\n<h1>Another title</h1>\n<p>A sentence.</p></section>\n'
    body = BODY.replace('<section id="two">', f'{second}<section id="two">')
    with pytest.raises(ExtensionError, match=r"“Another title A sentence\.” stands in no step, after step 1"):
        steps.chapter_page(app, CARD.page, body, steps.steps_of(body), CARD)


def test_a_page_without_steps_is_left_alone() -> None:
    assert steps.steps_of("<section id='x'><h2>No step</h2></section>") == []


def test_the_marks_are_eight_and_each_kind_has_one() -> None:
    assert len(thread.MARKS) == 8
    sheet = thread.symbols()
    for kind in (*thread.MARKS, *thread.ALSO):
        assert f'id="wb-mark-{kind}"' in sheet
        assert thread.word(kind)


def test_a_search_leads_to_the_step_and_to_the_row(page: str) -> None:
    about = '<p class="wb-chapter-resource"><cite>It</cite>. <span>A report by Robert Francis.</span></p>'
    html = f'<article class="wb-article">{page.replace("<p>What it is about.</p>", about)}</article>'
    found = list(search_index.pieces(CARD.page, html, "Made up", CARD))
    assert [(one.heading, one.where) for one in found if "Text of Second." in one.text] == [
        ("Second", "7 Made up, step 2")
    ]
    assert all(one.rank == 1 and "Take your notes" not in one.text for one in found)
    (opening,) = [one for one in found if one.address.endswith("#")]
    assert "A report by Robert Francis" in opening.title
    assert not any("Francis" in one.title for one in found if one is not opening)
    claim = '<section id="s"><h2>Says</h2><ul><li><p><a id="x.y"></a>A claim.</p></li></ul>'
    row = f'<article class="wb-article">{claim}</article>'
    (only,) = search_index.pieces("book/about/evidence/x", row, "X: the evidence")
    assert (only.address, only.text, only.rank) == ("book/about/evidence/x.html#x.y", "A claim.", 4)
