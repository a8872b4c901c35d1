"""The site's own steps, each with an example that it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook import site
from workbook.checks import PARTS
from workbook.paths import JS, ROOT
from workbook.site import finish, source, thread, wide

PAGE = '<html><head>\n<meta charset="utf-8">\n<title>x</title></head><body>{}</body></html>'


def _cell(text: str, **metadata: object) -> dict:
    return {"cell_type": "markdown", "source": text, "metadata": metadata}


def test_facilitator_cells_leave_a_mark_and_no_word() -> None:
    cells = [
        _cell("title"),
        _cell("## Step", workbook={"step": "recall"}),
        _cell("unseen", tags=["facilitator"]),
        _cell("seen", tags=["other"]),
        _cell("unseen too", tags=["facilitator"]),
    ]
    assert [cell["source"] for cell in source.with_marks(cells)] == [
        "title",
        "<!-- notes begin -->",
        "## Step",
        "<!-- note 0 -->",
        "seen",
        "<!-- note 1 -->",
    ]
    assert source.with_marks(cells[:2]) == cells[:2]


def test_a_drawing_keeps_its_own_colours_alone() -> None:
    drawn = '<path fill="var(--wb-cloth-dark, #263234)" stroke="var(--wb-ink, currentColor)"/>'
    assert finish.without_stand_ins(drawn) == '<path fill="var(--wb-cloth-dark)" stroke="var(--wb-ink)"/>'
    nested = "var(--wb-paper, var(--jp-layout-color0, #ffffff))"
    assert finish.without_stand_ins(nested) == nested


def test_the_icon_is_the_thread_of_the_book() -> None:
    icon = (JS / "shell" / "icon.svg").read_text(encoding="utf-8")
    assert icon.count(thread.WAVE) == 1 and icon.count(thread.MIRROR) == 2


def test_minutes_stand_under_the_heading_of_a_step() -> None:
    cell = _cell("## Nobody looked\n\nText.", workbook={"step": "what-it-says", "minutes": 7})
    lines = source.with_minutes(cell)["source"].splitlines()
    assert lines[0] == "## Nobody looked"
    assert lines[2] == '<p class="wb-step">What it says · 7 minutes</p>'
    assert lines[-1] == "Text."


def test_other_cells_are_left_as_they_are() -> None:
    cell = _cell("## A heading")
    assert source.with_minutes(cell) is cell


def test_every_part_of_a_chapter_has_a_title() -> None:
    assert tuple(source.PART_TITLES) == tuple(PARTS)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(KeyError):
        source.with_minutes(_cell("## X", workbook={"step": "no-such-part", "minutes": 5}))


def test_policy_allows_the_site_s_own_files_alone() -> None:
    html = finish.with_policy(PAGE.format('<script src="a.js"></script>'), "a.html")
    assert "script-src 'self';" in html and "sha256" not in html and "unsafe" not in html
    assert "form-action 'none'" in html and "connect-src 'none'" in html
    assert html.index("Content-Security-Policy") < html.index("<title>")


def test_policy_is_written_once_however_often_the_page_is_finished() -> None:
    once = finish.with_policy(PAGE.format("<p>text</p>"), "a.html")
    assert finish.with_policy(once, "a.html") == once


def test_data_blocks_are_no_scripts() -> None:
    page = PAGE.format('<script type="application/json">{"a": "<p style=x>"}</script>')
    assert "{" in finish.with_policy(page, "a.html")


@pytest.mark.parametrize(
    "bad",
    [
        '<button onclick="go()">x</button>',
        '<p style="color:red">x</p>',
        "<style>p{}</style>",
        "<script>let a = 1;</script>",
        '<a href="javascript:go()">x</a>',
    ],
)
def test_what_the_policy_would_block_is_refused(bad: str) -> None:
    with pytest.raises(finish.PolicyError, match="would block"):
        finish.with_policy(PAGE.format(bad), "a.html")


def test_a_page_without_the_shell_is_refused() -> None:
    with pytest.raises(finish.PolicyError, match=r"layout\.html"):
        finish.with_policy("<p>bare</p>", "a.html")


def test_only_used_files_stay(tmp_path: Path) -> None:
    static = tmp_path / "_static"
    (static / "fonts").mkdir(parents=True)
    for name in ("used.css", "unused.js", "fonts/used.woff2", "fonts/unused.woff2"):
        (static / name).write_text("x")
    for name in ("used.js", "on-a-click.js"):
        (static / name).write_text('load("_static/on-a-click.js");')
    (static / "used.css").write_text("@font-face{src:url(fonts/used.woff2)}")
    (tmp_path / "page.html").write_text(
        '<link rel="stylesheet" href="_static/used.css"><script src="_static/used.js"></script>'
    )
    assert finish.drop_unused(tmp_path) == 2
    left = sorted(p.relative_to(static).as_posix() for p in static.rglob("*") if p.is_file())
    assert left == ["fonts/used.woff2", "on-a-click.js", "used.css", "used.js"]


def test_code_is_folded_with_the_table_it_gives() -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["hide-input"]}, "source": "table(frame)"}
    assert source.with_fold(cell)["metadata"]["tags"] == ["hide-cell"]
    call = {"cell_type": "code", "metadata": {"tags": ["remove-input"]}, "source": "chart('x')"}
    assert source.with_fold(call) is call


def test_a_style_that_changed_is_copied_though_no_page_is_made_again(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    for folder, words in ((source, "new"), (out / "_static", "old")):
        (folder / "fonts").mkdir(parents=True)
        (folder / "site.css").write_text(words)
        (folder / "fonts/same.woff2").write_text("same")
    assert finish.renew_static(out, source) == 1
    assert (out / "_static/site.css").read_text() == "new"
    assert finish.renew_static(out, source) == 0


def test_a_page_that_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    for name in ("book/here", "book/draft", "notebooks/02-here-facilitator", "search", "_static/webpack"):
        page = tmp_path / f"{name}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text("x")
    gone = finish.drop_pages_that_are_gone(tmp_path, {"book/here", "notebooks/02-here"})
    assert gone == ["book/draft", "notebooks/02-here-facilitator"]
    assert (tmp_path / "book/here.html").is_file() and (tmp_path / "search.html").is_file()


def test_pages_are_made_again_when_code_or_a_template_changes_and_not_for_data(tmp_path: Path) -> None:
    for name in ("site/finish.py", "site/layout.html", "static/chapter.js", "static/manifest.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    before = site.fingerprint(tmp_path)
    (tmp_path / "static/manifest.json").write_text("2")
    assert site.fingerprint(tmp_path) == before
    for name in ("site/finish.py", "site/layout.html"):
        (tmp_path / name).write_text("2")
        assert site.fingerprint(tmp_path) != before
        before = site.fingerprint(tmp_path)


def test_a_fold_is_called_by_its_own_words() -> None:
    words = '<p class="collapsed">A table</p>\n<p class="expanded">Fold it</p>\n'
    context = {"body": f'<summary aria-label="Toggle hidden content">\n{words}</summary>'}
    wide.reach_tables(None, "", "", context, None)  # type: ignore[arg-type]
    wanted = '<span class="collapsed">A table</span><span class="expanded">Fold it</span>'
    assert context["body"] == f"<summary>{wanted}</summary>"


def test_the_header_that_publishers_are_told_is_the_policy_of_the_pages() -> None:
    told = (ROOT / "book/about/for-it.md").read_text(encoding="utf-8")
    assert f"`Content-Security-Policy: {finish.POLICY}; frame-ancestors 'none'`" in told
