"""For every check, and every kernel it starts: an empty place for notes, and no personal settings."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings

from workbook import THIS_BOOK
from workbook.kit import book

# A slow machine is not a mistake in the code.
settings.register_profile("checks", deadline=None)
settings.load_profile("checks")


def pytest_configure(config: Any) -> None:
    """Keep the checks away from somebody's own notes and from her own IPython settings."""
    book.use(THIS_BOOK)
    empty = tempfile.TemporaryDirectory(prefix="workbook-checks-")
    config.add_cleanup(empty.cleanup)
    for variable in ("WORKBOOK_NOTES", "IPYTHONDIR"):
        folder = Path(empty.name, variable.lower())
        folder.mkdir()
        os.environ[variable] = str(folder)
