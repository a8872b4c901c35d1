"""What can be wrong with a chart of an educator's own, each in a sentence that says what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from workbook.charts._chart import ChartError

EXAMPLE = (
    'chart(drawn, title="What to see (2024)", sentence="The same in words.", source="Who published it.")'
)
NAMES = ("group", "label", "name", "survey_year", "year", "period")
"""The columns that can name a dot: of those that a frame has, the first that differs between its rows."""


def check_words(**words: object) -> None:
    """Refuse a chart without its title, its sentence or its source."""
    for name, given in words.items():
        if not isinstance(given, str) or not given.strip():
            raise ChartError(f"Your chart has no {name}. Write, for example: {EXAMPLE}")


def check_kind(what: object) -> None:
    """Refuse what can be drawn in neither way."""
    if not isinstance(what, pd.DataFrame | alt.TopLevelMixin):
        series = " Make a frame of it first, with reset_index()." if isinstance(what, pd.Series) else ""
        raise ChartError(
            "Give chart the name of a chart, rows of evidence_table(...), or what you drew with Altair. "
            f"This is a {type(what).__name__}.{series}"
        )


def check_fields(drawn: Any) -> None:
    """Refuse an Altair chart of a column that its data have not, which Altair would leave empty, or of an address."""
    spec = drawn.to_dict()
    for data in _parts(spec, "data"):
        if isinstance(data, dict) and "url" in data:
            raise ChartError(
                f"The chart asks for “{data['url']}”. Charts are drawn without asking any other computer: read the "
                "file with pandas, and give Altair the frame."
            )
    columns = {str(name) for rows in spec.get("datasets", {}).values() for row in rows[:1] for name in row}
    if not columns or _has(spec, "transform") or _has(spec, "repeat"):
        return
    for field in _parts(spec, "field"):
        if isinstance(field, str) and (plain := field.replace("\\", "")) not in columns:
            near = difflib.get_close_matches(plain, columns, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"They have: {', '.join(sorted(columns))}."
            raise ChartError(f"The chart asks for “{plain}”, and its rows have no such column. {hint}")


def naming(rows: pd.DataFrame) -> str:
    """The column that names each dot. Refuse a frame of which no dot plot can be made, or none that can be read."""
    here = [name for name in NAMES if name in rows]
    named = next((name for name in here if rows[name].nunique() > 1), here[0] if here else "label")
    if missing := [name for name in ("id", named, "value") if name not in rows]:
        raise ChartError(
            f"The frame has no column “{missing[0]}”. A dot plot needs id, value, and label or group: rows of "
            "evidence_table(...) have them. For anything else, draw with Altair and give that."
        )
    if rows["value"].dtype.kind not in "iuf":
        raise ChartError("The column “value” holds text. Make numbers of it first, with pandas.to_numeric.")
    if not rows["value"].notna().any():
        raise ChartError(
            "The frame has no row with a value, so there is nothing to draw. Keep more rows of the table."
        )
    counted = rows[named].value_counts()
    if counted.iloc[0] > 1:
        raise ChartError(
            f"“{counted.index[0]}” stands in {counted.iloc[0]} rows of the frame, and a dot plot has one for each. "
            f"{_choice(rows)}; or draw with Altair."
        )
    return named


def _choice(rows: pd.DataFrame) -> str:
    """How to keep one question or one year, by the first column in which these rows differ."""
    choices = [name for name in ("measure", *NAMES) if name in rows and rows[name].nunique() > 1]
    if not choices:
        return "Keep one of them first"
    first = rows[choices[0]].iloc[0]
    shown = f'"{first}"' if isinstance(first, str) else first
    return f'Keep some of them first, such as frame[frame["{choices[0]}"] == {shown}]'


def _has(spec: Any, key: str) -> bool:
    return next(_parts(spec, key), None) is not None


def _parts(spec: Any, key: str) -> Iterator[Any]:
    """Whatever stands under a key, however deep; not in the data."""
    if isinstance(spec, list):
        for part in spec:
            yield from _parts(part, key)
    if isinstance(spec, dict):
        for name, part in spec.items():
            if name == key:
                yield part
            elif name != "datasets":
                yield from _parts(part, key)
