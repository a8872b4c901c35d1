"""Charts that an educator draws with Altair are drawn here, on this computer: no cell asks another host."""

from __future__ import annotations

import importlib
from functools import lru_cache


@lru_cache(maxsize=1)
def draw_offline() -> None:
    """Let Altair show its charts as SVG. Its own default asks a content network for the script that draws them.

    Altair is imported here, on the first call, because it takes half a second.
    """
    importlib.import_module("altair").renderers.enable("svg")
