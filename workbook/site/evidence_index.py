"""What the search on the page "The evidence" looks through, as a classic script.

A page opened from a folder may load a script, but not fetch a file. Only that page loads it.
"""

from __future__ import annotations

import json
from pathlib import Path

from workbook import evidence
from workbook.evidence.pages import index

NAME = "evidence-index.js"


def script(ledger: evidence.Ledger) -> str:
    """The index as a script."""
    made = {
        "pages": index.names(ledger),
        "tables": len(ledger.tables),
        "seen": index.seen(ledger),
        "rows": index.entries(ledger),
    }
    return f"window.whysAndHowsEvidence={json.dumps(made, ensure_ascii=False, separators=(',', ':'))};\n"


def write(out: Path) -> None:
    """Write the index of the project's own evidence."""
    (out / "_static" / NAME).write_text(script(evidence.ledger()), encoding="utf-8", newline="\n")
