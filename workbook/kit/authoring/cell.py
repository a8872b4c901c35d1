"""Which cell is running: told by the notebook when it says so, else by the cell's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:  # pragma: no cover - IPython comes with ipywidgets
        return None
    return get_ipython()  # type: ignore[no-untyped-call, unused-ignore]


@dataclass(frozen=True)
class Cell:
    """One run of one cell."""

    id: str | None
    text: str
    run: int

    @classmethod
    def now(cls) -> Cell:
        """Say which cell is running now."""
        shell = _shell()
        if shell is None:
            return cls(None, "", 0)
        try:
            metadata = shell.get_parent().get("metadata", {})
        except AttributeError:
            metadata = {}
        typed = shell.user_ns.get("In") or [""]
        return cls(metadata.get("cellId"), str(typed[-1]), int(shell.execution_count))

    def reruns(self, earlier: Cell) -> bool:
        """Say whether this is a later run of the same cell (and so no clash with it)."""
        if self.run == earlier.run:
            return False
        if self.id and earlier.id:
            return self.id == earlier.id
        return self.text == earlier.text
