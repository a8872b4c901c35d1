"""The papers of a session: what stands on each, how many sides each has, and what the PDFs and Word files are like."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import chromium
import docx
import node
import office
import pikepdf
import pytest
from docx.oxml.ns import qn

from workbook.cli import main
from workbook.documents import drawings, html, pdf, word
from workbook.documents.paper import LARGE, Paper
from workbook.keep import offline
from workbook.kit.text import blocks
from workbook.kit.text.blocks import Blank, Block, Columns, Drawing, Items, Paragraph, Say, Slips, Table
from workbook.paths import NOTEBOOKS, SITE_FILES
from workbook.sessions import model
from workbook.sessions.papers import command, papers
from workbook.sessions.papers.markdown import as_blocks
from workbook.sessions.papers.sheets import MADE_UP
from workbook.sessions.plan import Plan, as_data
from workbook.sessions.printing import MOST_SIDES

SESSIONS = model.every()
FIRST = next(session for session in SESSIONS if session.id == "mid-staffordshire")
"""The session that these tests know by heart: what holds of its papers is tried on all in `make test-all`."""
every_session = pytest.mark.parametrize(
    "session",
    [FIRST, *(pytest.param(one, marks=pytest.mark.everything) for one in SESSIONS if one is not FIRST)],
    ids=lambda session: session.id,
)
every_plan = pytest.mark.parametrize(
    ("session", "key"),
    [
        pytest.param(one, key, marks=[] if one is FIRST else pytest.mark.everything, id=f"{one.id}-{key}")
        for one in SESSIONS
        for key in one.keys
    ],
)
NAMES = {
    "leader": "Ama Osei",
    "second": "Jo Brown",
    "sponsor": "the matron",
    "room": "Room 4",
    "board": "the lift",
}
TYPED = {"start": "14:00", "day": "2026-12-03", "names": NAMES, "local": {"charge": "Bleep 101"}}
SIDES = {1: 2, 2: 2, 3: 1, 4: 1, 5: 2, 6: 2, 7: 6, 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 1}
"""The most sides of each paper, by its number, for 60 minutes."""


CARD = "every-session/09-card.pdf"
"""A paper that is the same for every chapter lies on the site once."""


def plan_of(session: model.Session, key: str = "60", **more: Any) -> Plan:
    return Plan(**{**command.default(session, key).__dict__, **more})


def flat(made: list[Block]) -> Iterator[Block]:
    """The blocks of a paper, those in columns too."""
    for block in made:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from flat(list(column))
        else:
            yield block


def words_of(made: list[Block]) -> str:
    """Everything that stands in some blocks, in order."""

    def texts() -> Iterator[str]:
        for block in flat(made):
            for name in ("lead", "text", "label", "caption", "title", "last"):
                yield str(getattr(block, name, ""))
            if isinstance(block, Items):
                yield from block.items
            if isinstance(block, Table):
                yield from (cell for row in [block.head, *block.rows] for cell in row)

    return " ".join(" ".join(texts()).split())


def by_number(session: model.Session, plan: Plan) -> dict[int, Paper]:
    """The papers in the usual size, by their numbers."""
    made = papers.papers(session, plan)
    return {int(paper.name[:2]): paper for paper in made if "large-print" not in paper.name}


# --- what stands on them -------------------------------------------------------------------------


@every_plan
def test_the_script_has_every_word_that_is_said_and_no_other_session(
    session: model.Session, key: str
) -> None:
    plan = plan_of(session, key, **TYPED)
    text = words_of(by_number(session, plan)[7].blocks)
    times = plan.times(session)
    for timed in times:
        for said in model.plain_paragraphs(timed.beat.say):
            assert plan.fill(session, said) in text, timed.beat.id
    spoken = {said for timed in times for said in model.plain_paragraphs(timed.beat.say)}
    left_out = {beat.id for beat in session.beats} - {timed.beat.id for timed in times}
    for id in left_out:
        for said in set(model.plain_paragraphs(session.beat(id).say)) - spoken:
            assert plan.fill(session, said) not in text, id
    assert "14:00" in text and not re.search(r"\{[a-z_]+\}|\[[A-Za-z]", text)


@every_session
def test_in_the_script_a_line_stays_with_its_words_and_the_words_with_what_to_do(
    session: model.Session,
) -> None:
    made = [block for block in by_number(session, plan_of(session))[7].blocks if isinstance(block, Paragraph)]
    after = [block.lead for block in made if block.stays == "after"]
    before = [block.lead for block in made if block.stays == "before"]
    beats = [timed.beat for timed in plan_of(session).times(session)]
    reads = [beat.way == "hear" and beat.use in session.texts for beat in beats if beat.do]
    assert sum(not lead.startswith(("Needed", "First", "Do")) for lead in after) == len(beats)
    assert (after.count("Do."), before.count("Do.")) == (reads.count(True), reads.count(False))
    assert set(before) == {"Do."}


def test_what_stays_together_is_kept_on_one_page_in_both_kinds_of_file() -> None:
    line, do = blocks.led("5 min", "A line", stays="after"), blocks.led("Do", "This.", stays="before")
    paper = Paper("07-script", "Script", [line, blocks.Say("Words."), do])
    page = html.page(paper)
    assert '<p class="stays-after"><strong>5 min.' in page
    assert '<p class="stays-before"><strong>Do.' in page
    read = docx.Document(BytesIO(word.write("Script", paper.blocks)))
    texts = {one.text: one.paragraph_format.keep_with_next for one in read.paragraphs}
    assert texts["5 min. A line"] and texts["Words."] and not texts["Do. This."]


def test_a_title_that_asks_has_no_stop_after_it() -> None:
    for session in SESSIONS:
        said = words_of(by_number(session, plan_of(session))[10].blocks)
        assert session.title in said and "?." not in said, session.id


@every_plan
def test_my_sheet_has_a_box_for_each_time_to_write_and_where_to_turn(
    session: model.Session, key: str
) -> None:
    plan = plan_of(session, key, **TYPED)
    sheet = by_number(session, plan)[2].blocks
    writes = [timed.beat for timed in plan.times(session) if timed.beat.way == "write"]
    assert sum(isinstance(block, Blank) for block in sheet) == len(writes)
    text = words_of(sheet)
    assert all(plan.fill(session, beat.show) in text for beat in writes)
    assert "Samaritans" in text and "Bleep 101" in text
    shown = " ".join(plan.fill(session, beat.show) for beat in session.beats)
    for beat in session.beats:
        if beat.say and beat.say[:40] not in shown:
            assert beat.say[:40] not in text, "what the leader says is not on people's sheets"


@every_session
def test_what_is_hard_is_inside_the_fold_or_on_no_paper(session: model.Session) -> None:
    for key in session.keys:
        plan = plan_of(session, key)
        read = {timed.beat.use for timed in plan.times(session)}
        for text in session.texts.values():
            if not text.hard:
                continue
            holders = [
                no
                for no, paper in by_number(session, plan).items()
                if text.paragraphs[0] in words_of(paper.blocks)
            ]
            assert holders == ([1] if text.key in read else []), key


@every_session
def test_a_made_up_story_says_so_on_its_sheet_and_what_happened_does_not(session: model.Session) -> None:
    made_up = [text for text in session.texts.values() if text.made_up]
    for key in session.keys:
        plan = plan_of(session, key)
        read = {timed.beat.use for timed in plan.times(session)}
        sheet = words_of(by_number(session, plan)[1].blocks)
        assert sheet.count(MADE_UP) == sum(text.key in read for text in made_up), key


def test_numbers_of_a_plan_that_leaves_them_out_are_on_no_paper() -> None:
    session = FIRST
    for key, there in (("60", False), ("90", True)):
        text = " ".join(
            words_of(paper.blocks) for paper in by_number(session, plan_of(session, key)).values()
        )
        assert ("71.5" in text) is there


def test_what_is_typed_once_is_on_every_paper_that_has_it() -> None:
    session = FIRST
    plan = plan_of(session, **TYPED, people=20, elsewhere=6)
    made = {no: words_of(paper.blocks) for no, paper in by_number(session, plan).items()}
    assert "Ama Osei" in made[7] and "Jo Brown" in made[9] and "the matron" in made[12].lower()
    assert all("Thursday 17 December" in made[no] for no in (5, 7, 8, 11, 12))
    assert "14:00 to 15:00, Room 4" in made[7] and "Bleep 101" in made[13]
    assert "20 people, 6 of them elsewhere" in made[7]
    assert made[8].count("Open the rooms") == made[8].count("Bring everybody back") == 5
    for no, text in made.items():
        assert not re.search(r"\{[a-z_]+\}|\[[A-Z]", text), no


def test_an_invitation_names_everybody_who_leads() -> None:
    names = NAMES | {"other": "Kofi Mensah"}
    for leaders, words in (
        (1, "Ama Osei leads it, and"),
        (2, "Ama Osei and Kofi Mensah lead it, by turns, and"),
    ):
        session = replace(FIRST, leaders=leaders)
        invitation = words_of(by_number(session, plan_of(session, **{**TYPED, "names": names}))[12].blocks)
        assert words in invitation and invitation.count(" lead") == 1


def test_papers_that_a_plan_does_not_need_are_not_made() -> None:
    session = FIRST
    assert {4, 5, 8, 11} & set(by_number(session, plan_of(session, "60t"))) == set()
    assert {4, 5, 11} <= set(by_number(session, plan_of(session, "60")))
    assert "What would help here?" not in words_of(by_number(session, plan_of(session, "60t"))[3].blocks)


def test_late_names_only_what_can_go_and_the_last_moment_for_the_lines() -> None:
    session = FIRST
    text = words_of(by_number(session, plan_of(session, start="14:00"))[7].blocks)
    cuts = [timed for timed in plan_of(session).times(session) if timed.saves]
    assert text.count("Late?") == len(cuts) > 3
    assert "The lines have to begin by 14:48" in text
    over = words_of(by_number(session, plan_of(session, reply=True, elsewhere=6))[7].blocks)
    assert "too long. Choose beforehand what to leave out" in over


def test_a_nested_list_survives_on_paper() -> None:
    made = as_blocks("1. Print:\n   1. one each\n   2. one for each group\n2. Fold.\n")
    assert made == [
        Items(("Print:", "Fold."), "numbers", 1, (blocks.numbered(["one each", "one for each group"]), None))
    ]
    page = html.page(Paper("a", "A", made))
    assert (
        "<li>Print:<ol><li>one each</li><li>one for each group</li></ol></li><li>Fold.</li>"
        in page.replace("\n", "")
    )
    document = docx.Document(BytesIO(word.write("A", made)))
    assert [p.text for p in document.paragraphs[1:]] == [
        "1.\tPrint:",
        "1.\tone each",
        "2.\tone for each group",
        "2.\tFold.",
    ]
    indents = [p.paragraph_format.left_indent.mm for p in document.paragraphs[1:]]
    assert indents[1] > indents[0] == indents[3]


def test_slips_are_alike_with_a_row_for_each_line_and_one_to_send_nothing() -> None:
    (slips,) = by_number(FIRST, plan_of(FIRST))[4].blocks
    assert isinstance(slips, Slips) and slips.rows == tuple("12345678") and slips.last == "Send nothing today"
    page = html.page(by_number(FIRST, plan_of(FIRST))[4])
    assert page.count('class="slip"') == 8 and page.count("<h1") == 1


# --- as PDF --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of one plan, made by the command from a plan file."""
    chromium.ensure()
    into = tmp_path_factory.mktemp("packs")
    file = into / "thursday.json"
    file.write_text(json.dumps(as_data(plan_of(FIRST, **TYPED, people=20, elsewhere=6))), encoding="utf-8")
    paths = [NOTEBOOKS / f"{session.page}.ipynb" for session in SESSIONS]
    (told,) = command.make(paths, into / "packs", plan=file)
    assert "13 papers as PDF and as Word, and 3 of them in large print too." in told
    return into / "packs" / "mid-staffordshire-thursday"


def made_for(pack: Path) -> list[Paper]:
    return papers.papers(FIRST, plan_of(FIRST, **TYPED, people=20, elsewhere=6))


def faults(data: bytes, title: str) -> list[str]:
    """What keeps a PDF from being read by everybody, or from being printed on A4 as it should."""
    with pikepdf.open(BytesIO(data)) as read:
        root, found = read.Root, []
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            found.append("it is not tagged")
        roles = set(_roles(root.get("/StructTreeRoot", {})))
        if "/H1" not in roles:
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


def test_a_tall_chart_is_cut_above_its_headings_and_a_low_one_stands_whole() -> None:
    lines = "".join(
        f'<g font-weight="bold"><text transform="translate(0,{y})">Head</text></g>' for y in (28, 208, 400)
    )
    numbers = '<g font-weight="bold"><text transform="translate(90,300)">6.8</text></g>'
    svg = '<svg viewBox="0 0 340 {high}"><title>All</title><g transform="translate(4,60)">{inside}</g></svg>'
    parts, said = drawings.of(svg.format(high=931, inside=lines + numbers))
    assert [re.findall(r'viewBox="0 (\d+) 340 (\d+)"', part)[0] for part in parts] == [
        ("0", "252"),
        ("252", "192"),
        ("444", "487"),
    ]
    assert said == "All"
    assert len(drawings.of(svg.format(high=400, inside=lines))[0]) == 1


def _drawings(node: Any) -> list[str]:
    """What each drawing says to those who cannot see it."""
    return [str(one.get("/Alt", "")) for one in _tagged(node) if one["/S"] == "/Figure"]


def _fonts(read: pikepdf.Pdf) -> Iterator[Any]:
    """What describes each font that is a file of its own (a Type 3 font is drawn inside the PDF)."""
    for one in read.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and "/FontDescriptor" in one:
            if one.get("/Subtype") != "/Type3":
                yield one["/FontDescriptor"]


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


def test_every_pdf_can_be_read_by_everybody_and_keeps_to_its_sides(pack: Path) -> None:
    made = made_for(pack)
    assert sorted(path.stem for path in pack.glob("*.pdf")) == sorted(paper.name for paper in made)
    for paper in made:
        data = (pack / f"{paper.name}.pdf").read_bytes()
        wrong = faults(data, paper.title)
        assert wrong == [], paper.name
        with pikepdf.open(BytesIO(data)) as read:
            roles = set(_roles(read.Root.StructTreeRoot))
            wanted = {Say: "/BlockQuote", Items: "/L", Table: "/TH", Drawing: "/Figure"}
            assert {wanted[type(block)] for block in flat(paper.blocks) if type(block) in wanted} <= roles, (
                paper.name
            )
            if paper.size != LARGE:
                assert len(read.pages) <= SIDES[int(paper.name[:2])], paper.name


@pytest.mark.real
@every_session
def test_every_plan_keeps_one_sheet_to_prepare_and_to_hold_and_three_for_the_script(
    session: model.Session,
) -> None:
    chromium.ensure()
    made, script = {}, "07-script-60-minutes-with-a-request"
    for planned in command.of_all_plans(session):
        paper, name = planned.paper, command.named(planned).name
        short = int(paper.name[:2]) in (1, 2, 3, 8, 10) and not paper.name.endswith(papers.LARGE_PRINT)
        if short or name == script:
            made[name] = command.named(planned)
    for name, data in zip(made, pdf.prints(made.values()), strict=True):
        assert list(command.too_long(session, {f"{name}.pdf": data})) == []
        with pikepdf.open(BytesIO(data)) as read:
            assert len(command.A_PAGE.findall(data)) == len(read.pages)
            assert name != script or len(read.pages) <= MOST_SIDES["script"]


def test_a_paper_with_too_many_sides_is_told() -> None:
    three = b"<< /Type /Page >> << /Type /Pages >> << /Type /Page >> << /Type /Page >>"
    told = list(command.too_long(FIRST, {"10-prepare.pdf": three, "02-my-sheet-large-print.pdf": three}))
    assert told == ["10-prepare.pdf has 3 sides, and 2 are the most. Say less on it, or leave a beat out."]


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


def test_large_print_is_large(pack: Path) -> None:
    for number in papers.HELD[:3]:
        (file,) = pack.glob(f"{number:02d}-*-large-print.pdf")
        with pikepdf.open(file) as read:
            assert min(min(sizes(page) - FOOT) for page in read.pages) >= 18, file.name
    with pikepdf.open(pack / "02-my-sheet.pdf") as read:
        assert min(sizes(read.pages[0]) - FOOT) < 18


FOOT = {9.0, 14.0}
"""The line below each page."""


def test_nothing_is_asked_for_from_outside() -> None:
    for paper in papers.papers(FIRST, plan_of(FIRST)):
        made = html.page(paper)
        assert "http" not in made.replace("http-equiv", "")
        assert not re.search(r"""\b(?:src|href|style|on[a-z]+)=["']""", made)
        assert 'url("fonts/' not in made


# --- as Word -------------------------------------------------------------------------------------


@pytest.mark.everything
def test_every_word_file_says_the_same_in_british_english(pack: Path, tmp_path: Path) -> None:
    made = made_for(pack)
    for paper in made:
        document = docx.Document(str(pack / f"{paper.name}.docx"))
        assert document.core_properties.title == paper.title and not document.core_properties.author
        assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        assert document.styles["Normal"].font.size.pt == paper.size
    script = next(paper for paper in made if paper.name == "07-script")
    (read,) = office.convert([pack / "07-script.docx"], "txt:Text (encoded):UTF8", tmp_path)
    text = " ".join(read.read_text("utf-8-sig").split())
    for block in flat(script.blocks):
        for said in filter(None, (getattr(block, "text", ""), *getattr(block, "items", ()))):
            assert " ".join(said.split()) in text, said


# --- the command ---------------------------------------------------------------------------------


def test_a_paper_says_each_plan_that_it_is_for() -> None:
    every = ("20", "45", "45t", "60", "60t", "90", "90t")
    for plans, label in (
        (("60", "60t", "90", "90t"), "60 and 90 minutes"),
        (("20", "45", "45t", "60"), "20 and 45 minutes, 60 minutes with a request"),
        (("60t", "90", "90t"), "90 minutes, 60 minutes without a request"),
        (("20",), "20 minutes"),
        (("45t",), "45 minutes without a request"),
    ):
        assert command._label(plans, every) == label


def test_papers_that_are_the_same_in_every_plan_are_made_once() -> None:
    for session in SESSIONS:
        names = [command.named(planned).name for planned in command.of_all_plans(session)]
        assert len(names) == len(set(names)) < 60
        assert "09-card-for-hard-moments" in names and "07-script-45-minutes-without-a-request" in names
        assert sum(name.startswith("07-script") for name in names) == len(session.keys)
        labels = {planned.label for planned in command.of_all_plans(session)}
        shared = {"20 minutes", "45 minutes and longer"} if session is FIRST else set()
        assert {"", "with a request", *shared} <= labels


def test_without_a_chromium_nothing_is_left_behind_and_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", node.ensure())  # Playwright's own may lack a library here
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    monkeypatch.setattr("workbook.sessions.papers.command.ROOT", tmp_path)
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(as_data(plan_of(FIRST))), encoding="utf-8")
    assert main(["packs", "--plan", str(plan)]) == 1
    told = capsys.readouterr()
    assert "CHROMIUM says /nowhere/chrome" in told.err and "Nothing was made" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"] and told.out == ""
    assert main(["packs", "--word", "--plan", str(plan)]) == 0
    assert "12 papers as Word" in (out := capsys.readouterr().out) and "Next:" in out
    folder = tmp_path / "_build/packs/mid-staffordshire-plan"
    assert {path.suffix for path in folder.iterdir()} == {".docx"}


def test_what_cannot_be_made_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "my-habits"]) == 1
    assert "Papers are made of chapters" in capsys.readouterr().err
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(as_data(plan_of(FIRST, people=31))), encoding="utf-8")
    assert main(["packs", "--word", "--plan", str(plan)]) == 1
    assert "31 people are too many" in capsys.readouterr().err


def test_the_site_gets_the_papers_and_one_file_to_take_along(tmp_path: Path) -> None:
    site, packs = tmp_path / "html", tmp_path / "packs"
    page = site / command.PAGE
    with pytest.raises(command.PackError, match="make book"):
        command.publish(SESSIONS, packs, site)
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Papers</h1><div data-papers><p>None here.</p></div><p>End</p>", encoding="utf-8")
    with pytest.raises(command.PackError, match="There are no papers yet"):
        command.publish(SESSIONS, packs, site)
    (packs / "mid-staffordshire").mkdir(parents=True)
    (packs / "mid-staffordshire-thursday").mkdir()
    (packs / "mid-staffordshire-thursday" / "07-script.pdf").write_bytes(b"Ama Osei")
    for ending in ("pdf", "docx"):
        (packs / "mid-staffordshire" / f"07-script.{ending}").write_bytes(b"x" * 100)
        (packs / "mid-staffordshire" / f"09-card.{ending}").write_bytes(b"c" * 100)
    kept = site / SITE_FILES / "a.epub"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"e")
    (site / "keep.html").write_text(f'<div data-files=""><a href="{SITE_FILES}/a.epub">ePub</a></div>')
    for _ in range(2):
        told = command.publish(SESSIONS, packs, site)
        text = page.read_text(encoding="utf-8")
        assert "papers of 1 chapters" in told and text.count("<ul>") == 2 and "None here" not in text
    for address in re.findall(r'href="([^"]+)"', text):
        assert (page.parent / address).resolve().is_file(), address
    with zipfile.ZipFile(site / "_downloads" / command.ZIP) as packed:
        names = packed.namelist()
        inside = packed.read(f"the-whys-and-the-hows/{command.PAGE}").decode()
        assert "href" not in packed.read("the-whys-and-the-hows/keep.html").decode()
    assert "the-whys-and-the-hows/READ ME FIRST.txt" in names
    assert {
        f"the-whys-and-the-hows/papers/{name}" for name in ("mid-staffordshire/07-script.pdf", CARD)
    } <= set(names)
    there = (page.parent / address for address in re.findall(r'href="([^"]+)"', inside))
    here = {f"the-whys-and-the-hows/{path.resolve().relative_to(site.resolve())}" for path in there}
    assert here and here <= set(names), "the page in the file leads to what is not in it"
    assert not any(name.endswith((".zip", ".new", ".epub")) or "thursday" in name for name in names)
    assert {name for name, _ in offline.kept_files(site)} == {command.PAGE, "keep.html"}, (
        "papers are kept too"
    )
