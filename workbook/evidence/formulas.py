"""Numbers that we work out from a table: the formula stands beside the number, and `check` works it out again.

The column ``formula`` of ``table_facts.csv`` has one entry for each number of the claim, in the claim's order::

    14.7 = value('secure-2024') - value('confident-2024'); 95: the level of the interval

``=`` compares to the decimals that the claim prints, rounded half upwards; ``~`` allows one and a half in a
hundred either way ("about 200,000"); ``:`` gives a reason instead, for a number that is not worked out.
An expression may add, subtract, multiply, divide, and call the functions of ``Table``.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from workbook.evidence.rows import STATUSES, TableFact
from workbook.evidence.store import Ledger

if TYPE_CHECKING:
    import pandas as pd

_ENTRY = re.compile(r"(?P<number>[−\d][\d,.]*)\s*(?P<sign>[=~:])\s*(?P<rest>.+)", re.DOTALL)
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS = ("value", "count", "total", "least", "most", "swing", "correlation", "margin")


class Table:
    """One table, and what a formula may ask of it. ``used`` collects the statuses of the rows it rests on."""

    def __init__(self, frame: pd.DataFrame, name: str) -> None:
        """Take a table as a data frame, with its name."""
        self.frame, self.name = frame.set_index("id"), name
        self.used: set[str] = set()

    def value(self, key: str, column: str = "value") -> float:
        """One cell, by the row's key and the column's name."""
        row = self.frame.loc[f"{self.name}.{key}"]
        self.used.add(str(row["status"]))
        return float(row[column])

    def _rows(self, **where: str | float) -> pd.DataFrame:
        some = self.frame
        for column, wanted in where.items():
            filled = some[column].notna() & (some[column].astype(str) != "")
            some = some[filled if wanted == "any" else some[column] == wanted]
        self.used.update(map(str, some["status"]))
        return some

    def count(self, **where: str | float) -> float:
        """How many rows have these values; ``any`` stands for every value but none."""
        used = set(self.used)
        rows = len(self._rows(**where))
        self.used = used
        return rows

    def total(self, **where: str | float) -> float:
        """The sum of the values of these rows."""
        return float(self._rows(**where)["value"].sum())

    def least(self, **where: str | float) -> float:
        """The lowest value of these rows."""
        return float(self._rows(**where)["value"].min())

    def most(self, **where: str | float) -> float:
        """The highest value of these rows."""
        return float(self._rows(**where)["value"].max())

    def swing(self, **where: str | float) -> float:
        """The highest value of these rows less the lowest."""
        return self.most(**where) - self.least(**where)

    def correlation(self, x: str, y: str, end: float = 0, inside: str = "", **where: str | float) -> float:
        """The correlation of two columns, or an end of its 95% interval (-1, 1) by Fisher's transformation.

        With ``inside`` each row is compared with the average of its group.
        """
        rows = self._rows(**where)
        pair = rows[[x, y]]
        if inside:
            pair = pair - pair.groupby(rows[inside]).transform("mean")
        r = float(pair[x].corr(pair[y]))
        return math.tanh(math.atanh(r) + end * 1.96 / math.sqrt(len(pair) - 3)) if end else r

    def margin(self, share: float, answers: float) -> float:
        """Half a 95% interval of a share in percent, from the number of answers alone."""
        return 1.96 * math.sqrt(share * (100 - share) / answers)


def _work_out(node: ast.AST, table: Table) -> Any:
    """The value of a formula's syntax tree; anything but numbers, arithmetic and known functions is refused."""
    match node:
        case ast.Expression(body=body):
            return _work_out(body, table)
        case ast.Constant(value=int() | float() | str() as constant):
            return constant
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_work_out(operand, table)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_work_out(left, table), _work_out(right, table))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=named) if name in _FUNCTIONS:
            given = {one.arg: _work_out(one.value, table) for one in named if one.arg}
            return getattr(table, name)(*(_work_out(one, table) for one in args), **given)
    raise ValueError(f"“{ast.unparse(node)}” is not understood; there are: {', '.join(_FUNCTIONS)}")


def numbers(claim: str) -> list[str]:
    """The numbers of a claim that are no years."""
    found = re.findall(r"(?<![\w/])−?\d[\d,]*(?:\.\d+)?(?![\w/])", claim)
    return [one.rstrip(",") for one in found if not re.fullmatch(r"20[12]\d,?", one)]


def as_printed(value: float, like: str) -> str:
    """A value with as many decimals as ``like``, a half rounded upwards, with the real minus sign."""
    step = Decimal(1).scaleb(-len(like.partition(".")[2]))
    rounded = Decimal(str(round(value, 9))).quantize(step, ROUND_HALF_UP)
    return f"{rounded:,}".replace("-", "−")


def problems(ledger: Ledger) -> Iterator[str]:
    """What is wrong with the numbers that we worked out: one sentence for each."""
    frames = {name: ledger.frame(name) for name in ledger.tables}
    for row in ledger.rows.values():
        if isinstance(row, TableFact) and row.formula:
            yield from _problems(row, Table(frames[row.owner], row.owner))


def _problems(row: TableFact, table: Table) -> Iterator[str]:
    where = f"data/table_facts.csv, “{row.id}”"
    entries = [_ENTRY.fullmatch(one.strip()) for one in row.formula.split(";")]
    printed = [entry["number"] for entry in entries if entry]
    if len(printed) < len(entries) or printed != numbers(row.claim):
        yield (
            f"{where}: the formula has entries for {', '.join(printed)}, and the claim has the numbers "
            f"{', '.join(numbers(row.claim))}. Give each number of the claim its entry, in its order."
        )
        return
    for entry in entries:
        if entry is None or entry["sign"] == ":":
            continue
        try:
            value = float(_work_out(ast.parse(entry["rest"], mode="eval"), table))
        except (ValueError, KeyError, SyntaxError, TypeError) as error:
            yield f"{where}: the formula of {entry['number']} cannot be worked out: {error}."
            continue
        stated = float(entry["number"].replace(",", "").replace("−", "-"))
        if entry["sign"] == "~" and abs(value - stated) <= 0.015 * stated:
            continue
        if entry["sign"] == "=" and as_printed(value, entry["number"]) == entry["number"]:
            continue
        worked = as_printed(value, entry["number"])
        yield f"{where}: the claim says {entry['number']}, and the table gives {worked}. Change the claim."
    weakest = max(table.used, key=STATUSES.index, default="primary")
    if row.status in STATUSES and STATUSES.index(row.status) < STATUSES.index(weakest):
        yield f"{where}: it is marked {row.status} and rests on a row that is {weakest}. Mark it {weakest}."
