"""Tables that read well: a caption, headers that a screen reader finds, and none of pandas' HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from workbook.kit.drawing.output import Shown, slug
from workbook.kit.errors import AuthorError

if TYPE_CHECKING:
    import pandas as pd  # whoever shows a pandas table has pandas; the kit does without


LARGE = 10_000
"""From here on a whole number has commas."""


@dataclass(frozen=True)
class Cell:
    """A table cell: its words, and its HTML where it holds more than words (a link, for instance)."""

    text: str
    html: str = ""

    @property
    def inner(self) -> str:
        """Return what stands between the cell's tags."""
        return self.html or escape(self.text)


@dataclass(frozen=True)
class Group:
    """Rows of a table that belong together, under a line which says what they share."""

    label: str
    rows: Sequence[Sequence[Cell]]


def as_cell(value: Any, decimals: int) -> Cell:
    """Say one value of a table in words; a gap in the data stays a gap, and says so."""
    if value is None:
        return Cell("not found")
    if isinstance(value, float):
        return Cell(f"{value:.{decimals}f}")
    return Cell(str(value))


def render(
    caption: str, headers: Sequence[str], groups: Sequence[Group], *, name: str = "", note: str = ""
) -> str:
    """Return the HTML of a table: first column as row headers, each cell knowing its column's name.

    The cells' `data-label` lets the site lay a row out as a small list on a narrow screen.
    """
    name = name or slug(caption)
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in headers)
    body = "\n".join(_group(group, headers) for group in groups)
    lines = [
        f'<div class="wb-table" id="table-{name}" role="region" aria-labelledby="table-{name}-caption" '
        'tabindex="0">',
        "<table>",
        f'<caption id="table-{name}-caption">{escape(caption)}</caption>',
        f"<thead><tr>{head}</tr></thead>",
        body,
        "</table>",
        f'<p class="wb-table-note">{escape(note)}</p>' if note else "",
        "</div>",
    ]
    return "\n".join(line for line in lines if line)


def _group(group: Group, headers: Sequence[str]) -> str:
    lines = ["<tbody>"]
    if group.label:
        heading = f'<th scope="rowgroup" colspan="{len(headers)}">{escape(group.label)}</th>'
        lines.append(f'<tr class="wb-table-group">{heading}</tr>')
    for row in group.rows:
        if len(row) != len(headers):
            raise ValueError(
                f"A row has {len(row)} cells and the table has {len(headers)} headers. "
                "Give each row one cell for each header."
            )
        first, *rest = row
        cells = [f'<th scope="row" data-label="{escape(headers[0], quote=True)}">{first.inner}</th>']
        cells += [
            f'<td data-label="{escape(header, quote=True)}">{cell.inner}</td>'
            for header, cell in zip(headers[1:], rest, strict=True)
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</tbody>")
    return "\n".join(lines)


def table(frame: pd.DataFrame, *, caption: str = "", decimals: int = 1, note: str = "") -> Shown:
    """Show a pandas table with a caption of your own."""
    return from_frame(frame, caption, decimals=decimals, note=note)


def from_frame(
    what: pd.DataFrame | pd.Series[Any], caption: str, *, decimals: int = 1, note: str = ""
) -> Shown:
    """Show a pandas table, or a column of one, in plain HTML. An index that says something stands first."""
    if not caption.strip():
        raise AuthorError("A table needs a caption that says what it holds: table(frame, caption='...').")
    frame = _with_index(what)
    headers = [
        " ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name) for name in frame.columns
    ]
    rows = cells_of(frame, decimals)
    html = render(caption, headers, [Group("", rows)], note=note)
    lines = [caption, " | ".join(headers), *(" | ".join(cell.text for cell in row) for row in rows)]
    return Shown(html, "\n".join(lines))


def _with_index(what: Any) -> pd.DataFrame:
    """A frame whose columns hold what its index says, such as the groups of a `groupby`; plain numbers say nothing."""
    if hasattr(what, "to_frame"):  # a column of a table
        what = what.to_frame(what.name or "value")
    if not hasattr(what, "itertuples"):
        raise AuthorError(f"Give table a pandas table. This is a {type(what).__name__}.")
    names = [name for name in what.index.names if name is not None]
    counts = what.index.nlevels == 1 and what.index.dtype.kind in "iu"
    told = (not names and not counts) or (names and not set(names) & set(what.columns))
    frame: pd.DataFrame = what.reset_index() if told else what
    return frame


def cells_of(frame: pd.DataFrame, decimals: int) -> list[list[Cell]]:
    """Say every value of a pandas table in words; a column of large whole numbers has commas, one of years has none."""
    known = frame.astype(object).where(frame.notna(), None)
    for name in frame.columns:
        if frame[name].dtype.kind in "iu" and frame[name].fillna(0).abs().max() >= LARGE:
            known[name] = [value if value is None else f"{value:,}" for value in known[name]]
    return [[as_cell(value, decimals) for value in record] for record in known.itertuples(index=False)]
