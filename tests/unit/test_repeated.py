"""What people read stands once, in Python or in JavaScript, or in a file that both read."""

from __future__ import annotations

from pathlib import Path

from workbook.checks import repeated
from workbook.paths import ROOT


def test_no_text_stands_in_both_languages() -> None:
    assert list(repeated.problems(ROOT)) == []


def test_a_text_in_both_is_found_whatever_the_string(tmp_path: Path) -> None:
    python, js = tmp_path / "workbook" / "kit", tmp_path / "workbook" / "js"
    python.mkdir(parents=True)
    js.mkdir(parents=True)
    (python / "a.py").write_text(
        '"""Nobody is asked who said it."""\nA = "Nobody sees them but you."\nB = f"You chose {A} for today"\n',
        "utf-8",
    )
    (python / "a.html").write_text("<p>{{ x }} One way through it.</p>", "utf-8")
    (js / "a.js").write_text(
        '// Nobody is asked who said it.\n/* Nobody is asked who said it. */\nconst a_class = "wb-one wb-two";\n'
        "\nconst a = 'Nobody sees them but you.';\nconst b = `${a} for today, and ${a} One way through it.`;\n",
        "utf-8",
    )
    found = list(repeated.problems(tmp_path))
    assert len(found) == 2
    assert found[0].startswith(
        "“Nobody sees them but you.” stands in workbook/kit/a.py and in workbook/js/a.js."
    )
    assert found[1].startswith("“One way through it.” stands in workbook/kit/a.html")
