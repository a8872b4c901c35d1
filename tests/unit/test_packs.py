"""The papers of a session: what stands on each, for whom, and what the PDFs and Word files are like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import office
import pikepdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn

from workbook.cli import main
from workbook.documents import html
from workbook.documents.paper import Paper
from workbook.evidence import support
from workbook.kit.activities import ask
from workbook.kit.text import blocks
from workbook.kit.text.blocks import (
    Block,
    Drawing,
    Field,
    Heading,
    Items,
    NewPage,
    Note,
    Say,
    Slips,
    Small,
    Strips,
    Table,
)
from workbook.paths import BOOK, NOTEBOOKS
from workbook.sessions.papers import command, pages, papers
from workbook.sessions.papers import material as chapter
from workbook.sessions.steps import plain
from workbook.sessions.tables import starts

PATH = NOTEBOOKS / "02-mid-staffordshire.ipynb"
CHAPTER = chapter.read(PATH)
EVERY = [chapter.read(path) for path in chapter.every()]
PAPERS = {paper.name: paper for paper in papers.papers(CHAPTER)}
HELD = [name for name in PAPERS if f"{name}-large-print" in PAPERS]
HANDED = {name: PAPERS[name] for name in PAPERS if name.startswith("pages-to-hand-out")}
TAGS = {Say: "/BlockQuote", Items: "/L", Strips: "/L", Table: "/TH", Drawing: "/Figure"}
PAGES = {"ask-sheet": 1, "record-to-keep": 1, "ask-sheet-large-print": 2, "slips": 2 + 9}


def words_of(made: list[dict[str, Any]]) -> str:
    """Everything that stands in some blocks, in order."""

    def texts() -> Iterator[str]:
        for block in made:
            for name in ("lead", "text", "label", "caption", "title", "question"):
                yield str(getattr(block, name, ""))
            yield from getattr(block, "items", ())
            yield from getattr(block, "choices", ())
            yield from (
                cell for row in [getattr(block, "head", ()), *getattr(block, "rows", ())] for cell in row
            )

    return " ".join(" ".join(texts()).split())


def options(one: chapter.Chapter) -> list[dict[str, Any]]:
    return [
        option
        for spec in one.all_specs()
        if spec["kind"] == "recall"
        for question in spec["questions"]
        for option in question["options"]
    ]


def sheets(paper: Paper) -> dict[str, list[Block]]:
    """What stands on the pages to hand out, by the step; under no step the page for whoever leads."""
    found: dict[str, list[Block]] = {"": []}
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            assert isinstance(found[[*found][-1]].pop(), NewPage)
            found[block.text] = []
        found[[*found][-1]].append(block)
    return found


# --- what stands on them -------------------------------------------------------------------------


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.session.id)
def test_the_handout_has_every_prompt_and_nothing_for_the_one_who_leads(one: chapter.Chapter) -> None:
    said = words_of(next(paper for paper in papers.papers(one) if paper.name == "handout").blocks)
    for spec in one.all_specs():
        assert (spec["prompt"] in said) != bool(spec.get("sensitive")), spec["key"]
    for step in one.session.steps:
        assert step.title in said or not step.part
        assert not [note for note in step.notes.values() if note in said]
        assert not [line.text for line in step.script if line.kind == "do" and line.text in said]
    assert one.before and one.before in said
    assert support.problems(said) == []
    for number in ("999", "116 123", "SHOUT to 85258", "Trade union", "Staff network", "Local names"):
        assert number in said


def test_no_answer_is_on_what_people_hold_and_every_answer_is_in_the_script() -> None:
    leads = words_of(PAPERS["script-for-the-one-who-leads"].blocks)
    held = words_of([block for name in HELD for block in _before_the_guess(PAPERS[name])])
    assert len(options(CHAPTER)) > 5
    for option in options(CHAPTER):
        assert option["because"] not in held
        assert option["because"] in leads and option["text"] in held
    for spec in CHAPTER.all_specs():
        for said in filter(None, (spec.get("because"), spec.get("disagree"))):
            assert said in leads and said not in held
        for guess in spec.get("guesses", []):
            assert str(guess["answer"]) in leads and str(guess["answer"]) not in held
    assert "A worked example" not in words_of(PAPERS["handout"].blocks)
    assert "A worked example" in words_of(PAPERS["handout-for-later"].blocks)


def _before_the_guess(paper: Paper) -> list[Block]:
    """What people hold before they have guessed: all but the sheet with the chart, handed out after."""
    if not paper.name.startswith("pages-to-hand-out"):
        return paper.blocks
    charts = [
        step for step, blocks in sheets(paper).items() if "chart" in [getattr(b, "kind", "") for b in blocks]
    ]
    assert len(charts) == 1
    return [block for step, said in sheets(paper).items() if step not in charts for block in said]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.session.id)
def test_each_page_to_hand_out_has_what_the_chapter_shows_at_its_step(one: chapter.Chapter) -> None:
    paper = next(paper for paper in papers.papers(one) if paper.name == "pages-to-hand-out")
    first, *steps = sheets(paper).items()
    times = starts(one.session, 60)
    told = {row[0]: row[1] for row in first[1][-2].rows}
    handed = [step for step in one.session.steps if step.id in one.hands_out]
    assert told == {step.title: times[step.id] for step in handed}
    assert [title for title, _ in steps] == [step.title for step in handed]
    for step, (_, made) in zip(handed, steps, strict=True):
        said, kind = words_of(made), one.hands_out[step.id]
        cells = [cell for cell in one.cells[step.id] if not cell.is_facilitator]
        prose = [plain(part) for cell in cells if cell.is_prose for part in cell.source.split("\n\n")]
        prose = [part.removeprefix("## ").removeprefix("# ").removeprefix("#").strip() for part in prose]
        shown = BeautifulSoup("".join(cell.html for cell in cells), "html.parser")
        if kind == "words":
            assert not [part for part in prose if part not in said]
        elif kind == "strips":
            (items,) = [block.items for block in made if isinstance(block, Strips)]
            numbers, texts = zip(*(item.split(". ", 1) for item in items), strict=True)
            assert [*numbers] == [str(number) for number in range(1, len(items) + 1)]
            assert " ".join(texts) in prose
        elif kind == "picture":
            assert len(shown.select(".wb-picture-words p")) > 1
            for part in (*shown.select(".wb-picture-words p"), shown.figcaption):
                assert part.get_text() in said
            assert not [part for part in prose[1:] if part in said]
        else:
            (drawn,) = [block for block in made if isinstance(block, Drawing)]
            assert drawn.alt == shown.select_one("svg title").get_text()
            figure = shown.select_one(".wb-chart")
            for part in figure.find_all(["th", "td", "li", "figcaption", "summary", "p"]):
                assert part.get_text() in said
            assert prose[-1] in said
            assert not [spec["prompt"] for spec in one.specs(step.id) if spec["prompt"] in said]
        assert not [note for note in step.notes.values() if note in said]
        assert isinstance(made[-1], Small) and "CC BY 4.0" in made[-1].text
    guesses = [guess for spec in one.all_specs() for guess in spec.get("guesses", [])]
    assert guesses
    held = words_of(_before_the_guess(paper))
    assert not [guess for guess in guesses if str(guess["answer"]) in held]


def test_what_is_hard_to_read_is_on_a_page_of_its_own_under_a_warning() -> None:
    made = sheets(PAPERS["pages-to-hand-out"])["They saw it first"]
    (place,) = [place for place, block in enumerate(made[:-1]) if isinstance(block, NewPage)]
    before, inside = words_of(made[:place]), words_of(made[place:])
    assert "relatives" in before and "flower vases" not in before
    assert "They are inside the fold. Nobody has to open it." in before
    assert isinstance(made[place + 1], Note) and made[place + 1].text.startswith(
        "The next few lines are hard"
    )
    assert inside.index("hard to read") < inside.index("flower vases")
    assert "Fold the last page" in words_of(sheets(PAPERS["pages-to-hand-out"])[""])


def test_a_drawing_is_in_ink_and_a_tall_one_is_cut_between_its_lists() -> None:
    drawn = [b for one in EVERY for p in papers.papers(one) for b in p.blocks if isinstance(b, Drawing)]
    parts = [len(block.parts) for block in drawn]
    assert set(parts) == {1, 3}
    for block in drawn:
        assert len(block.alt) > 40
        boxes = [re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', part) for part in block.parts]
        ends = [float(box[2]) + float(box[4]) for box in boxes if box]
        assert [float(box[2]) for box in boxes[1:] if box] == ends[:-1]
        assert not re.search(r"var\(--wb-(?!font)|currentColor|<title|aria-", "".join(block.parts))


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.session.id)
def test_the_script_has_three_plans_that_end_on_time_and_every_line(one: chapter.Chapter) -> None:
    made = papers.papers(one)[0].blocks
    said = words_of(made)
    plan = next(block for block in made if isinstance(block, Table))
    assert [row[0] for row in plan.rows] == [step.title for step in one.session.steps]
    assert [cell.split(",")[0] for cell in plan.rows[0][1:]] == ["14:00"] * 3
    for last, end in zip(plan.rows[-1][1:], (20, 60, 90), strict=True):
        (found,) = re.findall(r"^(\d\d):(\d\d),\s(\d+)\smin$", last)
        hours, minutes, length = map(int, found)
        assert (hours - 14) * 60 + minutes + length == end
    for step in one.session.steps:
        for text in (*step.notes.values(), *(line.text for line in (*step.script, *step.short))):
            assert " ".join(text.split()) in said
    assert "I cannot promise that everything stays here." in said
    assert "I will not ask who said what" in said


def test_slips_ask_about_conditions_are_alike_and_carry_the_rules() -> None:
    made = PAPERS["slips"].blocks
    said = words_of(made)
    for rule in (
        "until there are 11 answers",
        "torn up",
        "by role, band, shift",
        "If everybody agrees, it says",
    ):
        assert rule in said
    assert ("11 to 15", "4 or fewer", "5 or more") in next(b for b in made if isinstance(b, Table)).rows
    slips = [block for block in made if isinstance(block, Slips)]
    assert slips[0].choices == ("It may go", "It stays here")
    assert slips[1].choices == (*"1234567", "It stays here")
    assert [one.question for one in slips[2:]] == pages.conditions("Mid Staffordshire")
    assert not [one for one in slips[2:] if re.search(r"\b(?:you|your|I|my|we)\b", one.question)]
    assert blocks.ACROSS * blocks.DOWN == 22
    assert not [block for block in made if isinstance(block, Field)]
    assert not [name for name in PAPERS if name.startswith("slips-")]


def test_the_ask_sheet_names_no_chapter_and_has_the_whole_reply() -> None:
    said = words_of(PAPERS["ask-sheet"].blocks)
    for text in (*(label for label, _ in (*ask.FIELDS, *ask.REPLY)), ask.TEXT["rule"], "14 days later"):
        assert text in said
    assert "Stafford" not in said + PAPERS["ask-sheet"].title


def test_the_record_is_for_the_person_and_keeps_no_list() -> None:
    said = words_of(PAPERS["record-to-keep"].blocks)
    for text in (CHAPTER.session.title, "minutes", "participatory", "Led by", "What I learned", "no"):
        assert text in said
    assert "Nobody keeps a list of who took one." in said


def test_every_paper_is_on_the_page_that_says_how_many_to_print() -> None:
    page = (BOOK / "facilitate" / "packs.md").read_text("utf-8")
    for paper in PAPERS.values():
        assert f"| {paper.title.split(':')[0]} |" in page


def test_a_page_without_what_a_paper_is_made_from_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pages.PageError, match="no heading “Nothing of the kind” any more"):
        pages.section("after", "Nothing of the kind")
    monkeypatch.setattr(pages, "text", lambda name: "# Empty\n")
    with pytest.raises(pages.PageError, match="no list “For any session” any more"):
        pages.conditions("Mid Staffordshire")


# --- as PDF --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("packs")
    (told,) = command.make([PATH], into)
    assert "7 papers as PDF and as Word, and 5 of them in large print too." in told
    return into / "mid-staffordshire"


def faults(data: bytes, title: str) -> list[str]:
    """What keeps a PDF from being read by everybody, or from being printed on A4 as it should."""
    with pikepdf.open(BytesIO(data)) as read:
        root, found = read.Root, []
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            found.append("it is not tagged")
        roles = set(_roles(root.get("/StructTreeRoot", {})))
        if not {"/H1", "/P"} <= roles:
            found.append("it has no headings in its tags")
        if not all(words for words in _drawings(root.get("/StructTreeRoot", {}))):
            found.append("a drawing says nothing")
        if root.get("/Lang") != "en-GB":
            found.append("it does not say that it is British English")
        shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
        if str(read.docinfo.get("/Title", "")) != title or not shown:
            found.append("it does not show its title")
        if "/Outlines" not in root:
            found.append("it has no bookmarks")
        if any(
            abs(float(page.mediabox[2]) - 595) > 1 or abs(float(page.mediabox[3]) - 842) > 1
            for page in read.pages
        ):
            found.append("it is not A4")
        if any("/FontFile" not in "".join(font.keys()) for font in _fonts(read)):
            found.append("a font is not in it")
        return found


def _tagged(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Dictionary | dict):
        if "/S" in node:
            yield node
        below = node.get("/K", [])
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            yield from _tagged(one)


def _roles(node: Any) -> Iterator[str]:
    return (str(one["/S"]) for one in _tagged(node))


def _drawings(node: Any) -> list[str]:
    """What each drawing says to those who cannot see it."""
    return [str(one.get("/Alt", "")) for one in _tagged(node) if one["/S"] == "/Figure"]


def _fonts(read: pikepdf.Pdf) -> Iterator[Any]:
    """What describes each font that has glyphs of its own (a Type 3 font is drawn inside the file)."""
    for one in read.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            yield one


def sizes(page: pikepdf.Page) -> set[float]:
    """The sizes in which words are set on a page, in points."""
    found, scale, stack = set(), [1.0], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(scale[-1])
        elif name == "Q":
            scale[-1] = stack.pop()
        elif name == "cm":
            scale[-1] *= abs(float(operands[3]))
        elif name == "Tf":
            found.add(round(float(operands[1]) * scale[-1], 1))
    return found


def test_every_pdf_can_be_read_by_everybody(pack: Path) -> None:
    assert sorted(path.stem for path in pack.glob("*.pdf")) == sorted(PAPERS)
    for name, paper in PAPERS.items():
        data = (pack / f"{name}.pdf").read_bytes()
        assert faults(data, paper.title) == [], name
        with pikepdf.open(BytesIO(data)) as read:
            if any(isinstance(block, Heading) and block.level == 1 for block in paper.blocks):
                assert "/H2" in set(_roles(read.Root.StructTreeRoot)), name
            wanted = {TAGS[type(b)] for b in paper.blocks if type(b) in TAGS}
            assert wanted <= set(_roles(read.Root.StructTreeRoot)), name
            assert len(read.pages) == PAGES.get(name, len(read.pages)), name


def test_an_untagged_pdf_without_title_bookmarks_or_fonts_is_refused(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<p>Words</p>")
    bad = page.pdf(tagged=False, outline=False, format="A5")
    page.close()
    with pikepdf.open(BytesIO(bad)) as read:
        for font in _fonts(read):
            for name in [name for name in font.keys() if name.startswith("/FontFile")]:
                del font[name]
        read.save(out := BytesIO())
    told = " ".join(faults(out.getvalue(), "Handout"))
    for one in (
        "not tagged",
        "no headings",
        "British",
        "title",
        "no bookmarks",
        "not A4",
        "a font is not in",
    ):
        assert one in told


def test_a_drawing_without_words_is_refused(browser: Any) -> None:
    page = browser.new_page()
    page.set_content('<h1>A</h1><p>B</p><svg role="img" viewBox="0 0 9 9"><circle r="5"/></svg>')
    bad = page.pdf(tagged=True)
    page.close()
    assert "a drawing says nothing" in faults(bad, "")


def test_each_step_s_pages_begin_on_a_page_of_their_own(pack: Path) -> None:
    for name, paper in HANDED.items():
        with pikepdf.open(pack / f"{name}.pdf") as read, read.open_outline() as outline:
            (top,) = outline.root
            begins = {one.title: read.pages.index(one.destination[0]) for one in top.children}
            drawn = _drawings(read.Root.StructTreeRoot)
            assert len(read.pages) <= {11: 6, 18: 10}[paper.size]
        assert [*begins] == [*sheets(paper)][1:]
        assert len({0, *begins.values()}) == len(begins) + 1, "a step begins where another one stands"
        wanted = [block.alt for block in paper.blocks if isinstance(block, Drawing)]
        assert drawn == wanted and len(wanted) == 2
        shapes = docx.Document(str(pack / f"{name}.docx")).inline_shapes
        assert [shape._inline.docPr.get("descr") for shape in shapes] == wanted
        assert all(shape.width.mm > 90 for shape in shapes)


def test_large_print_is_large(pack: Path) -> None:
    for name in HELD:
        with pikepdf.open(pack / f"{name}-large-print.pdf") as read:
            assert min(min(sizes(page) - FOOT) for page in read.pages) >= 18, name
    with pikepdf.open(pack / "handout.pdf") as read:
        assert min(sizes(read.pages[0]) - FOOT) < 18


FOOT = {9.0, 14.0}
"""The line below each page."""


def test_nothing_is_asked_for_from_outside() -> None:
    for paper in PAPERS.values():
        made = html.page(paper)
        assert "http" not in made.replace("http-equiv", "")
        assert not re.search(r"""\b(?:src|href|style|on[a-z]+)=["']""", made)
        assert 'url("fonts/' not in made


# --- as Word -------------------------------------------------------------------------------------


def test_every_word_file_says_the_same_in_british_english(pack: Path, tmp_path: Path) -> None:
    files = [pack / f"{name}.docx" for name in PAPERS]
    read = office.convert(files, "txt:Text (encoded):UTF8", tmp_path)
    for (name, paper), file, opened in zip(PAPERS.items(), files, read, strict=True):
        document = docx.Document(str(file))
        headings = [p.text for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
        assert headings == [
            paper.title,
            *(
                b.title if isinstance(b, Slips) else b.text
                for b in paper.blocks
                if isinstance(b, Heading | Slips)
            ),
        ]
        assert document.core_properties.title == paper.title
        assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        assert document.styles["Normal"].font.size.pt == paper.size
        assert not paper.size >= 18 or all(
            run.font.size is None or run.font.size.pt >= 18 for p in document.paragraphs for run in p.runs
        )
        text = " ".join(opened.read_text("utf-8-sig").replace("☐", "").split())
        for block in paper.blocks:
            for said in filter(None, (getattr(block, "text", ""), *getattr(block, "items", ()))):
                assert " ".join(said.split()) in text, (name, said)


def test_the_website_has_every_word_file_and_the_page_leads_to_it(site: Path) -> None:
    page = site / "book" / "facilitate" / "packs.html"
    found = re.findall(r'href="([^"]+\.docx)"', page.read_text("utf-8"))
    names = {
        f"../../_downloads/packs/{one.session.id}/{p.name}.docx" for one in EVERY for p in papers.papers(one)
    }
    assert set(found) == names and len(found) == len(names)
    for link in found:
        assert docx.Document(str(page.parent / link)).core_properties.language == "en-GB"


# --- the command ---------------------------------------------------------------------------------


def test_without_a_chromium_nothing_is_left_behind_and_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    monkeypatch.setattr("workbook.cli.ROOT", tmp_path)
    assert main(["packs", "mid-staffordshire"]) == 1
    told = capsys.readouterr()
    assert "CHROMIUM says /nowhere/chrome" in told.err and "Nothing was made" in told.err
    assert not list(tmp_path.iterdir()) and told.out == ""
    assert main(["packs", "mid-staffordshire", "--word"]) == 0
    assert "_build/packs/mid-staffordshire: 7 papers as Word" in (out := capsys.readouterr().out)
    assert "Next:" in out
    assert {path.suffix for path in (tmp_path / "_build/packs/mid-staffordshire").iterdir()} == {".docx"}
    assert [path.name for path in (tmp_path / "_build/packs").iterdir()] == ["mid-staffordshire"]


def test_a_page_that_is_no_chapter_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "my-habits"]) == 1
    assert "Packs are made of chapters" in capsys.readouterr().err
