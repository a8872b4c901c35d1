"""A notebook that the build itself has run: its activities as HTML too, with no live view and no request to a CDN.

Unless a book says otherwise, Jupyter Book runs a notebook that lacks the output of any cell, after its source was read.
What MyST-NB then has is what plain Jupyter stores (`stored`), but in the tree of the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment

from workbook.kit.authoring.published import activities
from workbook.kit.web import stored


def settle(tree: nodes.document, env: BuildEnvironment) -> Iterator[str]:
    """Leave of each activity its HTML, and of no activity the state of its widget; tell what a page could not show."""
    others = False
    for bundle in list(tree.findall(_is_bundle)):
        shown = {str(one["mime_type"]): one for one in bundle.children}
        html = "".join(raw.astext() for raw in _raw(shown.get("text/html")))
        plain = shown["text/plain"].astext() if "text/plain" in shown else ""
        if text := stored.problem([{"data": {"text/html": html, "text/plain": plain}}]):
            yield text
        for raw in _raw(shown.get("text/html")):
            raw.children = [nodes.Text(stored.without_hints(raw.astext()))]
        if stored.WIDGET_VIEW in shown and activities(html):
            bundle.remove(shown[stored.WIDGET_VIEW])
        else:
            others = others or stored.WIDGET_VIEW in shown
    _forget(getattr(env, "nb_metadata", {}).get(env.docname, {}).get("js_files", {}), others)


def _is_bundle(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def _raw(shown: nodes.Element | None) -> list[nodes.raw]:
    return list(shown.findall(nodes.raw)) if shown is not None else []


def _forget(scripts: dict[str, tuple[str | None, dict[str, str]]], others: bool) -> None:
    """Drop what a page loads for widgets; where it shows some that are no activities, only the answers in it."""
    for name in [name for name in scripts if name.startswith("ipywidgets_")]:
        if not others:
            del scripts[name]
        elif name == "ipywidgets_state":
            states = json.loads(scripts[name][1]["body"])
            stored.forget_answers(states["state"])
            scripts[name][1]["body"] = json.dumps(states).replace("</script>", r"<\/script>")
