"""Jupyter's settings for this project: `jupyter lab --config=jupyter_server_config.py`, or `make lab`.

Saving a notebook in JupyterLab stores the same clean outputs as `python -m workbook run`: no widget
views, no learner's answers, no counts and times. And JupyterLab asks no other computer for anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbook.chapters.run import clean


def keep_clean(model: dict[str, Any], **_: Any) -> None:
    """Clean a notebook before Jupyter saves it."""
    if model.get("type") == "notebook" and model.get("content"):
        clean(model["content"])


c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter puts it there)
c.FileContentsManager.pre_save_hook = keep_clean
c.ServerApp.root_dir = str(Path(__file__).resolve().parent)
c.LabApp.default_url = "/lab/tree/notebooks"
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# Jupytext is for the command line here: in JupyterLab, notebooks are opened and saved as they are.
c.ServerApp.jpserver_extensions = {"jupyterlab_jupytext": False}
