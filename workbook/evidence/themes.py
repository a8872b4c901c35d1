"""The themes of the recommendations: two codings, what was settled, and which report asks for what.

The unit of every result is "this report has this theme, yes or no", never a count of recommendations.

    >>> from workbook.evidence import themes
    >>> themes.frame().sum()
    >>> themes.agreement()
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import evidence
from workbook.evidence import EvidenceError
from workbook.evidence.store import read_lines
from workbook.paths import DATA

if TYPE_CHECKING:
    import pandas as pd

_TITLES = re.compile(r"^(?:(?:Professor|Dame|Sir|Dr|General)\s+)+|\s*\([^)]*\)")
"""What stands before and after a name, and is no part of it."""

NONE = "none"
"""What a coder writes where no theme fits."""

STAGES = ("accepted", "acted on", "evaluated", "worked")
VALUES = ("yes", "partly", "no", "not found")


@dataclass(frozen=True)
class Theme:
    """One theme of the codebook."""

    code: str
    theme: str
    definition: str
    include: str
    exclude: str
    borderline: str
    decided: str


@dataclass(frozen=True)
class Item:
    """One recommendation as the coders saw it."""

    id: str
    heading: str
    text: str

    @property
    def report(self) -> str:
        """The report that it comes from."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True)
class Coded:
    """What one coder found in one recommendation, and what made the coder doubt."""

    themes: frozenset[str]
    note: str


@dataclass(frozen=True)
class Settled:
    """One disagreement, settled."""

    id: str
    theme: str
    settled: bool
    reason: str


@dataclass(frozen=True)
class Clarification:
    """What was made clearer in the codebook after the coding."""

    date: str
    themes: tuple[str, ...]
    clarification: str


@dataclass(frozen=True)
class Became:
    """What became of a report or of a recommendation, at one stage."""

    about: str
    stage: str
    value: str
    date: str
    rows: tuple[str, ...]
    note: str

    @property
    def report(self) -> str:
        """The report that it is about."""
        return self.about.split(".", 1)[0]


def kappa(both: int, first: int, second: int, neither: int) -> float:
    """Cohen's kappa of two coders who say yes or no: how far they agree beyond chance.

    It is not defined (NaN) where chance alone would make them agree always.
    """
    total = both + first + second + neither
    agreed = (both + neither) / total
    chance = ((both + first) * (both + second) + (neither + first) * (neither + second)) / total**2
    return float("nan") if chance == 1 else (agreed - chance) / (1 - chance)


class Themes:
    """The codebook and the codings in one folder, checked when they are read."""

    def __init__(self, folder: Path = DATA / "themes", ledger: evidence.Ledger | None = None) -> None:
        """Read and check the themes in ``folder`` against the evidence."""
        self.folder = folder
        self.ledger = ledger or evidence.ledger()
        self.themes = {line["code"]: Theme(**line) for line in self._lines("codebook.csv", "code")}
        self.items = {line["id"]: Item(**line) for line in self._lines("items.csv", "id")}
        self._same_as_the_ledger()
        self.coders = {"A": self._coding("coder_a.csv"), "B": self._coding("coder_b.csv")}
        self.settled = [
            Settled(line["id"], line["theme"], line["settled"] == "yes", line["reason"])
            for line in self._lines("settled.csv", "id", "theme")
        ]
        self._each_disagreement_is_settled()
        self.clarifications = [
            Clarification(line["date"], tuple(line["themes"].split()), line["clarification"])
            for line in self._lines("clarifications.csv", "clarification")
        ]
        for one in self.clarifications:
            self._known(one.themes, "clarifications.csv", one.clarification)
        lines = self._lines("what_became.csv", "about", "stage")
        self.became = [Became(**{**line, "rows": tuple(line["rows"].split())}) for line in lines]  # type: ignore[arg-type]
        self._what_became_is_sourced()

    # --- reading ---------------------------------------------------------------------------------

    def _lines(self, name: str, *key: str) -> list[dict[str, str]]:
        """The rows of a file, each there once."""
        seen: set[tuple[str, ...]] = set()
        lines = read_lines(self.folder / name, self.ledger.columns(f"themes/{name}"))
        for line in lines:
            this = tuple(line[column] for column in key)
            if this in seen:
                raise EvidenceError(
                    f"data/themes/{name} has two rows for {', '.join(this)}. Take one of the two out."
                )
            seen.add(this)
        return lines

    def _known(self, codes: Iterable[str], name: str, where: str) -> None:
        for code in codes:
            if code not in self.themes:
                raise EvidenceError(
                    f"data/themes/{name}, “{where}”: there is no theme “{code}”. "
                    f"The themes are: {', '.join(self.themes)}."
                )

    def _same_as_the_ledger(self) -> None:
        """The items are the recommendations of the ledger, all of them and no others."""
        known = {row.id for row in self.ledger.rows.values() if isinstance(row, evidence.Recommendation)}
        for id in known - set(self.items):
            raise EvidenceError(
                f"The recommendation “{id}” is not coded. Add it to data/themes/items.csv, have it coded by "
                "both coders by the rules in data/themes/README.md, and add their rows."
            )
        for id in set(self.items) - known:
            raise EvidenceError(
                f"data/themes/items.csv has “{id}”, and data/recommendations.csv has no such row. "
                "Correct the id in data/themes, or put the recommendation back."
            )

    def _coding(self, name: str) -> dict[str, Coded]:
        """One coder's coding, in the order of the items."""
        found: dict[str, Coded] = {}
        for line in self._lines(name, "id"):
            if line["id"] not in self.items:
                raise EvidenceError(f"data/themes/{name} codes “{line['id']}”, which is not in items.csv.")
            codes = line["themes"].split()
            if not codes:
                raise EvidenceError(
                    f"data/themes/{name}: “{line['id']}” has no theme. Write “{NONE}” if none fits."
                )
            codes = [] if codes == [NONE] else codes
            self._known(codes, name, line["id"])
            found[line["id"]] = Coded(frozenset(codes), line["note"])
        for id in self.items:
            if id not in found:
                raise EvidenceError(
                    f"data/themes/{name} does not code “{id}”. Both coders code every recommendation."
                )
        return {id: found[id] for id in self.items}

    def _each_disagreement_is_settled(self) -> None:
        differ = {(id, code) for id in self.items for code in self._differ(id)}
        settled = {(one.id, one.theme) for one in self.settled}
        for id, code in sorted(differ - settled):
            raise EvidenceError(
                f"The coders differ on “{id}”, {code}, and data/themes/settled.csv does not say how it was "
                "settled. Add a row with the reason."
            )
        for id, code in sorted(settled - differ):
            raise EvidenceError(
                f"data/themes/settled.csv settles “{id}”, {code}, on which the coders do not differ. "
                "Take the row out: what both found stands."
            )

    def _differ(self, id: str) -> frozenset[str]:
        return self.coders["A"][id].themes ^ self.coders["B"][id].themes

    def _what_became_is_sourced(self) -> None:
        for one in self.became:
            where = f"data/themes/what_became.csv, “{one.about}”, {one.stage}"
            if one.about not in self.items and one.about not in self.reports:
                raise EvidenceError(f"{where}: write the id of a coded report or recommendation.")
            if one.stage not in STAGES or one.value not in VALUES:
                raise EvidenceError(
                    f"{where}: the value is “{one.value}”. The stages are {', '.join(STAGES)}; "
                    f"the values are {', '.join(VALUES)}."
                )
            if (one.value == "not found") == bool(one.rows) or (one.date and not one.rows):
                raise EvidenceError(
                    f"{where}: name the rows it rests on; “not found” has no row and no date."
                )
            said = " ".join(self._text(id, where) for id in one.rows)
            if one.date and one.date[:4] not in said:
                raise EvidenceError(
                    f"{where}: none of its rows says {one.date[:4]}. Take the date from a row, or "
                    "leave it empty."
                )
        stages = {(one.about, one.stage) for one in self.became}
        for report in self.reports:
            for stage in STAGES:
                if (report, stage) not in stages:
                    raise EvidenceError(
                        f"data/themes/what_became.csv does not say of “{report}”: {stage}. "
                        "Write “not found” where there is no row."
                    )

    def _text(self, id: str, where: str) -> str:
        if id in self.ledger.resources:
            return self.ledger.resources[id].text
        if id in self.ledger.rows:
            return self.ledger.rows[id].text
        raise EvidenceError(f"{where}: there is no evidence row “{id}”.")

    # --- results ---------------------------------------------------------------------------------

    @property
    def reports(self) -> list[str]:
        """The coded reports, oldest first."""
        coded = {item.report for item in self.items.values()}
        found = [one for one in self.ledger.resources.values() if one.id in coded]
        return [one.id for one in sorted(found, key=lambda one: one.year or 0)]

    @property
    def shared_authors(self) -> dict[str, list[str]]:
        """Authors of more than one of the coded reports, with those reports."""
        found: dict[str, list[str]] = defaultdict(list)
        for report in self.reports:
            for author in self.ledger.resources[report].authors.split("; "):
                found[_TITLES.sub("", author)].append(report)
        return {author: reports for author, reports in found.items() if len(reports) > 1}

    @property
    def coding(self) -> dict[str, frozenset[str]]:
        """Each recommendation's themes, as both coders found them and as the disagreements were settled."""
        a, b = self.coders["A"], self.coders["B"]
        extra = {(one.id, one.theme) for one in self.settled if one.settled}
        return {
            id: (a[id].themes & b[id].themes) | {code for code in self._differ(id) if (id, code) in extra}
            for id in self.items
        }

    def frame(self, coding: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
        """Which report has which theme: one row for each report, one column for each theme, true or false.

        Another ``coding`` may be given, such as a reader's own: the themes of each recommendation by its id.
        """
        import pandas as pd

        has: dict[str, set[str]] = {report: set() for report in self.reports}
        for id, codes in (self.coding if coding is None else coding).items():
            if id not in self.items:
                raise EvidenceError(f"There is no coded recommendation “{id}”. See data/themes/items.csv.")
            self._known(codes, "your coding", id)
            has[self.items[id].report].update(codes)
        table = {code: [code in codes for codes in has.values()] for code in self.themes}
        return pd.DataFrame(table, index=pd.Index(list(has), name="report", dtype="string"), dtype=bool)

    def agreement(self) -> pd.DataFrame:
        """How far the two coders agree, theme by theme, recommendation by recommendation.

        How often both, only A, only B and neither found the theme, the percentage on which they agree, and
        Cohen's kappa.
        """
        import pandas as pd

        a, b = (coder.values() for coder in self.coders.values())
        lines = {}
        for code in self.themes:
            pairs = [(code in one.themes, code in two.themes) for one, two in zip(a, b, strict=True)]
            counts = [
                pairs.count(one) for one in ((True, True), (True, False), (False, True), (False, False))
            ]
            lines[code] = (*counts, 100 * (counts[0] + counts[3]) / len(pairs), kappa(*counts))
        columns = ["both", "only_a", "only_b", "neither", "percent", "kappa"]
        return pd.DataFrame.from_dict(lines, orient="index", columns=columns).rename_axis("theme")


@lru_cache(maxsize=1)
def themes() -> Themes:
    """The project's own themes, read once."""
    return Themes()


def frame() -> pd.DataFrame:
    """Which report has which theme: see `Themes.frame`."""
    return themes().frame()


def agreement() -> pd.DataFrame:
    """How far the two coders agree: see `Themes.agreement`."""
    return themes().agreement()
