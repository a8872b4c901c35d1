"""For every test, and every kernel it starts: an empty place for notes, and no personal settings; the marks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings

from workbook import THIS_BOOK
from workbook.kit import book

# A slow machine is not a mistake in the code. `make check` and `make test` try fewer inputs than `make test-all`.
settings.register_profile("test-all", deadline=None, max_examples=100)
settings.register_profile("check", deadline=None, max_examples=20)
settings.register_profile("test", parent=settings.get_profile("check"))
settings.load_profile(os.environ.get("WORKBOOK_TESTS") or "test-all")

REAL = {"browser", "site", "site_url", "small_site", "small_url", "lab", "pack"}
"""Fixtures that stand for something real: a browser, a built website, a JupyterLab, a pack of papers."""


def pytest_configure(config: Any) -> None:
    """Name the marks; keep the checks away from somebody's own notes and from her own IPython settings."""
    book.use(THIS_BOOK)
    config.addinivalue_line("markers", "everything: only in `make test-all`")
    config.addinivalue_line(
        "markers", "real: needs something real, so it is not in `make check` (set by itself)"
    )
    empty = tempfile.TemporaryDirectory(prefix="workbook-checks-")
    config.add_cleanup(empty.cleanup)
    for variable in ("WORKBOOK_NOTES", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        folder = Path(empty.name, variable.lower())
        folder.mkdir()
        os.environ[variable] = str(folder)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Mark the tests that stand on something real."""
    for item in items:
        if REAL & set(getattr(item, "fixturenames", ())):
            item.add_marker("real")
