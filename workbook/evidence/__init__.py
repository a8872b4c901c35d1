"""The evidence in ``data/``: typed rows, and the pages made from them. Notebooks and charts ask here."""

from workbook.evidence.rows import (
    NO_LOCATOR,
    SEEN,
    STATUSES,
    Column,
    Fact,
    Quotation,
    Recommendation,
    Resource,
    Row,
    Site,
    TableFact,
    TableInfo,
    TableRow,
)
from workbook.evidence.store import (
    EvidenceError,
    Ledger,
    evidence_table,
    fact,
    facts,
    host,
    ledger,
    owner,
    quotations,
    recommendations,
    resource,
    resources,
    row,
    rows,
    table_info,
    table_rows,
    tables,
)

__all__ = [
    "NO_LOCATOR", "SEEN", "STATUSES", "Column", "EvidenceError", "Fact", "Ledger", "Quotation", "Recommendation",
    "Resource", "Row", "Site", "TableFact", "TableInfo", "TableRow", "evidence_table", "fact", "facts", "host",
    "ledger", "owner", "quotations", "recommendations", "resource", "resources", "row", "rows", "table_info",
    "table_rows", "tables",
]  # fmt: skip
