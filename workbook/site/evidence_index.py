"""What the search on the page "The evidence" looks through, as classic scripts: its choices, and on request its rows.

A page opened from a folder may load a script, but not fetch a file. Only that page loads it.
"""

from __future__ import annotations

import json
from pathlib import Path

from workbook import evidence
from workbook.evidence.pages import index

CHOICES = "evidence-index.js"
ROWS = "evidence-rows.js"


def choices_script(ledger: evidence.Ledger) -> str:
    """What a search can be narrowed to, as a script that the page begins with."""
    choices = {
        "pages": index.names(ledger),
        "tables": len(ledger.tables),
        "seen": index.seen(ledger),
    }
    return f"window.whysAndHowsEvidence={_json(choices)};\n"


def rows_script(ledger: evidence.Ledger) -> str:
    """The rows, as a script that is loaded when somebody begins to search."""
    return f"window.whysAndHowsEvidenceRows={_json(index.entries(ledger))};\n"


def write(out: Path) -> None:
    """Write the scripts of the project's own evidence."""
    ledger = evidence.ledger()
    for name, script in ((CHOICES, choices_script(ledger)), (ROWS, rows_script(ledger))):
        (out / "_static" / name).write_text(script, encoding="utf-8", newline="\n")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
