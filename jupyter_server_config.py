"""Jupyter's settings for this project: `make lab`, or `JUPYTER_CONFIG_PATH=. .venv/bin/jupyter lab`.

Saving a notebook in JupyterLab stores the same clean outputs as `python -m workbook run`: no widget
views, no learner's answers, no counts and times. And JupyterLab asks no other computer for anything.

JupyterLab opens on notebooks/start-here.ipynb, and a notebook that is opened and left alone is not changed: what
Jupyter would write into it stands in it already (workbook/chapters/in_jupyter.py).

Charts and drawings stand in the notebooks as SVG, which JupyterLab shows only where it trusts the notebook. So
the notebooks of this folder are signed as they are when JupyterLab starts, and again with each save.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from nbformat.sign import NotebookNotary

from workbook.chapters.in_jupyter import as_opened
from workbook.chapters.run import clean_before_saving

ROOT = Path(__file__).resolve().parent


def sign(folder: Path) -> None:
    """Sign each notebook that lies in a folder; one that cannot be read stays unsigned, and JupyterLab says why."""
    notary = NotebookNotary()
    for path in sorted(folder.glob("*.ipynb")):
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except (ValueError, OSError):
            continue


class Notebooks(AsyncLargeFileManager):
    """The files, with each notebook as JupyterLab leaves it when it is opened."""

    async def get(self, path: str, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Give a file, or a folder."""
        model: dict[str, Any] = await super().get(path, *arguments, **named)
        if model["type"] == "notebook" and model["content"]:
            as_opened(model["content"], Path(self._get_os_path(path)))
        return model


warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")  # Jupyter sets the same one twice
sign(ROOT / "notebooks")
c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter puts it there)
c.ServerApp.contents_manager_class = Notebooks
c.FileContentsManager.pre_save_hook = clean_before_saving
c.ServerApp.root_dir = str(ROOT)
c.ServerApp.allow_root = True  # in a container there is nobody else
c.LabApp.default_url = "/lab/tree/notebooks/start-here.ipynb"
c.JupyterNotebookApp.default_url = "/notebooks/notebooks/start-here.ipynb"
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.custom_css = True
c.ServerApp.tornado_settings = {"static_custom_path": [str(ROOT / "setup" / "jupyterlab")]}
c.LabApp.extension_manager = "readonly"
c.LanguageServerManager.autodetect = False  # nobody misses a list of what is not installed
# Jupytext is for the command line here: in JupyterLab, notebooks are opened and saved as they are.
c.ServerApp.jpserver_extensions = {"jupyterlab_jupytext": False}
