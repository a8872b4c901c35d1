"""A chapter as `jupyter nbconvert` gives it to a class, as one page or as slides.

    export JUPYTER_CONFIG_PATH=.
    jupyter nbconvert --to html notebooks/02-mid-staffordshire.ipynb
    jupyter nbconvert --to slides notebooks/02-mid-staffordshire.ipynb

In JupyterLab, which `make lab` opens: File, Save and Export Notebook As. The notes for whoever leads are left out, and
so is each call, which would give away what a class is asked to guess: jupyter_config.py says so. Templates for both are
in setup/nbconvert.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor

from workbook.kit.paths import STATIC
from workbook.kit.web.stored import publishable
from workbook.paths import ROOT

STYLES = (STATIC / "jupyter" / "activities.css", ROOT / "setup" / "jupyterlab" / "custom.css")


class InClass(Preprocessor):  # type: ignore[misc]  # nbconvert is not typed
    """Leaves out what is for Jupyter alone, gives the activities their style, and each step a slide."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Change a notebook before it is written: nbconvert calls this."""
        nb = publishable(nb)
        for place, cell in enumerate(nb.cells):
            cell.metadata["slideshow"] = {"slide_type": _slide(place, cell)}
        styles = resources.setdefault("inlining", {}).setdefault("css", [])
        styles += [path.read_text("utf-8") for path in STYLES]
        return nb, resources


def _slide(place: int, cell: Any) -> str:
    """A step begins a slide, what follows in it stands below; the chapter's header stands with its title."""
    if "step" in cell.metadata.get("workbook", {}):
        return "slide"
    return "-" if place < 2 else "subslide"
