"""Which cell is running: told by the notebook when it says so, else by the cell's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


def shell() -> Any:
    """Return the running IPython, if there is one."""
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
    in_callback: bool = False
    """A widget called, as `interact` does: no cell is running, so what it makes it may make again."""

    @classmethod
    def now(cls) -> Cell:
        """Say which cell is running now."""
        running = shell()
        if running is None:
            return cls(None, "", 0)
        try:
            request = running.get_parent()
        except AttributeError:
            request = {}
        typed = running.user_ns.get("In") or [""]
        return cls(
            id=request.get("metadata", {}).get("cellId"),
            text=str(typed[-1]),
            run=int(running.execution_count),
            in_callback=request.get("header", {}).get("msg_type") == "comm_msg",
        )

    def reruns(self, earlier: Cell) -> bool:
        """Say whether this is a later run of the same cell (and so no clash with it)."""
        if self.run == earlier.run:
            return False
        if self.id and earlier.id:
            return self.id == earlier.id
        return self.text == earlier.text
