"""Read what an activity publishes, and hold it to what every fallback promises."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from workbook.kit.authoring import chapter as chapters

EXAMPLES: list[dict[str, Any]] = [
    example
    for name in ("scenario_plan_ask", "habits_prioritise")
    for example in json.loads((Path(__file__).parents[1] / "examples" / f"{name}.json").read_text("utf-8"))
]


def examples(kind: str) -> list[dict[str, Any]]:
    """The examples of one kind, at least one with an answer and one without."""
    found = [one for one in EXAMPLES if one["spec"]["kind"] == kind]
    assert any(one["value"] for one in found) and any(one["value"] is None for one in found)
    return found


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def readable(made: Any, *, folded: bool = True) -> str:
    """The words of an activity's fallback; without `folded`, only those in sight. Checks its HTML too."""
    html = made.html()
    reader = _Tags(html)
    assert not reader.open
    assert reader.tags[0][1]["data-activity"] == made.kind and reader.tags[0][1]["data-key"] == made.key
    assert json.loads(re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)[0]) == made.spec
    for tag, attributes in reader.tags:
        assert tag not in {"style", "h1", "h2", "h3", "h4", "h5", "h6", "input", "textarea", "select"}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    if not folded:
        html = re.sub(r"</summary>.*?</details>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", html))


def made_again(make: Any, answer: dict[str, Any]) -> Any:
    """Make an activity, answer it, and make it again: the answer is back, and nothing published holds it."""
    import workbook

    first = make()
    published = first.html()
    first.value = answer
    assert first.where == "file"
    chapters.forget()
    workbook.chapter("a-test")
    again = make()
    assert again.value == answer
    assert again.html() == published == first.html()
    bundle = json.dumps(again._repr_mimebundle_()[0], ensure_ascii=False)
    for text in answer.values():
        assert not isinstance(text, str) or not text or text not in bundle
    return again
