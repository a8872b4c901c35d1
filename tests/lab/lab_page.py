"""What tests do in a JupyterLab that is open in a browser."""

from __future__ import annotations

from lab_server import Lab
from playwright.sync_api import Locator, Page

PATIENCE = 90_000
"""Milliseconds to wait for what takes long on a busy machine."""

IDLE = """() => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  const session = notebook?.sessionContext;
  return Boolean(notebook?.context?.isReady && session?.isReady && session.kernelDisplayStatus === "idle");
}"""
_ALL_RAN = """() => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const code = notebook.content.widgets.filter((cell) => cell.model.type === "code");
  const idle = notebook.sessionContext.kernelDisplayStatus === "idle";
  return idle && code.every((cell) => cell.model.executionCount);
}"""
_SHOW = """(place) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = place;
  return notebook.scrollToItem(place, "start");
}"""
SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
NOT_SAVED = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"


def open_notebook(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook of the project, and wait until it and its kernel are ready."""
    page.goto(lab.page(f"notebooks/{name}"))
    page.wait_for_function(IDLE)


def run_all(page: Page, command: str) -> None:
    """Run every cell by a command of JupyterLab's menus, saying yes if it asks."""
    page.evaluate("(name) => { window.jupyterapp.commands.execute(name); }", command)
    if "restart" in command:
        page.locator(".jp-Dialog button.jp-mod-warn, .jp-Dialog button.jp-mod-accept").last.click()
        page.wait_for_function(f"() => !({_ALL_RAN})()", polling=20)
    page.wait_for_function(_ALL_RAN)


def show(page: Page, place: int) -> Locator:
    """Scroll a cell into view, and return it."""
    page.evaluate(_SHOW, place)
    return page.locator(".jp-Cell.jp-mod-active")
