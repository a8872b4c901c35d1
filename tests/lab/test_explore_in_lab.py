"""In a real JupyterLab: the charts to choose from are alive, and the code beside them stands open."""

from __future__ import annotations

import json
from pathlib import Path

from lab_server import started
from playwright.sync_api import Browser, expect

from workbook.paths import NOTEBOOKS

NAME = "evidence-to-explore.ipynb"
CELLS = ["".join(cell["source"]) for cell in json.loads((NOTEBOOKS / NAME).read_text("utf-8"))["cells"]]
BOARDS = next(place for place, source in enumerate(CELLS) if 'view="boards"' in source)
PATIENCE = 90_000
IDLE = """() => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  const session = notebook?.sessionContext;
  return Boolean(notebook?.context?.isReady && session?.isReady && session.kernelDisplayStatus === "idle");
}"""
ALL_RAN = """() => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const code = notebook.content.widgets.filter((cell) => cell.model.type === "code");
  const idle = notebook.sessionContext.kernelDisplayStatus === "idle";
  return idle && code.every((cell) => cell.model.executionCount);
}"""
SHOW = """(place) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = place;
  return notebook.scrollToItem(place, "start");
}"""


def test_a_choice_draws_another_chart_and_a_sentence_is_kept(browser: Browser, tmp_path: Path) -> None:
    errors: list[str] = []
    with started(tmp_path) as lab, browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(lab.page(f"notebooks/{NAME}"))
        page.wait_for_function(IDLE)
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:restart-run-all'); }")
        page.locator(".jp-Dialog button.jp-mod-warn, .jp-Dialog button.jp-mod-accept").last.click()
        page.wait_for_function(f"() => !({ALL_RAN})()", polling=20)
        page.wait_for_function(ALL_RAN)

        page.evaluate(SHOW, BOARDS)
        cell = page.locator(".jp-Cell.jp-mod-active")
        expect(cell.locator(".wb-live figcaption")).to_contain_text("ratio better, difference wider")
        cell.get_by_role("radio", name="2017 and 2021").check()
        expect(cell.locator(".wb-live figcaption")).to_have_text(
            "Up to 2021, both comparisons look better (2017 and 2021)"
        )
        expect(cell.locator(".wb-live figure svg")).to_have_count(1)
        expect(cell.locator(".wb-figure-sentence")).to_contain_text("9.8 points apart, a ratio of 0.56")
        row = cell.locator("a[data-commandlinker-args*='wres-national']").first
        assert row.get_attribute("data-commandlinker-command") == "docmanager:open"
        cell.get_by_role("textbox", name="In a sentence of yours").fill("It depends on the years.")
        cell.get_by_role("textbox", name="In a sentence of yours").blur()
        for _ in range(PATIENCE // 50):
            notes = "".join(path.read_text("utf-8") for path in lab.notes.glob("*.json"))
            if "It depends on the years." in notes:
                break
            page.wait_for_timeout(50)
        (kept,) = json.loads(notes)["entries"].values()
        assert kept["value"] == {"choice": "2017-to-2021", "said": "It depends on the years."}

        page.evaluate(SHOW, BOARDS + 1)
        code = page.locator(".jp-Cell.jp-mod-active")
        expect(code.locator(".jp-InputArea-editor")).to_contain_text("Better or worse? It depends on the sum")
        expect(code.locator("table")).to_contain_text("0.58")
        assert errors == []
