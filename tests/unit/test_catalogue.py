"""The catalogue of activities that My notes reads."""

from __future__ import annotations

import json

from workbook.chapters import catalogue as reading
from workbook.kit.authoring.published import Activity, activities
from workbook.kit.web import links
from workbook.site import catalogue

SPEC = {
    "kind": "reflect",
    "key": "a-test.one",
    "chapter": {"id": "a-test", "title": "A test"},
    "prompt": "One?",
}


def page(spec: dict) -> str:
    text = json.dumps(spec).replace("</", "<\\/")
    return (
        f'<p>x</p><div class="wb-activity" data-activity="{spec["kind"]}" data-key="{spec["key"]}">\n'
        f'<script type="application/json">{text}</script><div class="wb-fallback"></div></div>'
    )


def test_activities_come_in_order_with_their_page() -> None:
    other = {**SPEC, "key": "a-test.two", "prompt": "</script><b>Two?"}
    html = page(SPEC) + page(other)
    [chapter] = reading.chapters(iter([("none.html", "<p>No activity.</p>"), ("a.html", html)]))
    assert (chapter["id"], chapter["title"], chapter["page"]) == ("a-test", "A test", "a.html")
    assert [one["prompt"] for one in chapter["activities"]] == ["One?", "</script><b>Two?"]
    assert "chapter" not in chapter["activities"][0]


def test_an_anchor_is_added_once_and_does_not_hide_the_activity() -> None:
    once = links.with_anchor(page(SPEC))
    assert 'data-key="a-test.one" id="a-test.one">' in once
    assert links.with_anchor(once) == once
    assert activities(once) == activities(page(SPEC)) == [Activity("reflect", "a-test.one", SPEC)]


def test_the_script_can_be_read_back() -> None:
    text = catalogue.script([{"id": "ä"}])
    assert json.loads(text.removeprefix("window.whysAndHowsCatalogue=").removesuffix(";\n")) == {
        "chapters": [{"id": "ä"}]
    }
