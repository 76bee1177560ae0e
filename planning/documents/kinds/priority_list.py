"""Daftar Prioritas Dana Channeling 1 Milyar (table T4) with its scoring matrix."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import MeetingRef, Place, PrintedDocument, ScoringMatrix, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """One activity in the order of the list.

    `cost` is what the list takes from the fund and `work_cost` what the work costs from all sources (whole
    rupiah, the same figure as in the plan; None where the list was made without it). `cumulative` and
    `remaining` count the selected rows only. `selected` decides Masuk or Cadangan, `reason` says why.
    """

    rank: int
    activity: str
    location: str
    volume: Decimal
    unit: str
    score: Decimal | None
    cost: int
    cumulative: int
    remaining: int
    selected: bool
    reason: Text
    outcome: str = ""
    work_cost: int | None = None

    @property
    def verdict(self) -> str:
        """Return what became of the row in a word."""
        return self.outcome or ("Masuk" if self.selected else "Cadangan")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityList(PrintedDocument):
    """The list of one kelurahan: ceiling, cut rule and tie rule are printed with it."""

    kind: ClassVar[str] = "prioritas-1m"

    place: Place
    year: int
    fund_name: str
    ceiling: int
    cut_rule: str
    tie_rule: str
    rows: tuple[PriorityRow, ...]
    matrix: ScoringMatrix
    meetings: tuple[MeetingRef, ...] = ()

    @property
    def selected(self) -> tuple[PriorityRow, ...]:
        """Return the rows that are funded."""
        return tuple(row for row in self.rows if row.selected)

    @property
    def reserve(self) -> tuple[PriorityRow, ...]:
        """Return the rows that wait for money."""
        return tuple(row for row in self.rows if not row.selected and row.verdict == "Cadangan")

    @property
    def others(self) -> tuple[PriorityRow, ...]:
        """Return the rows that cannot enter: not ready, or not executed by the community."""
        return tuple(row for row in self.rows if not row.selected and row.verdict != "Cadangan")

    @property
    def selected_cost(self) -> int:
        """Return the rupiah of the selected rows."""
        return sum(row.cost for row in self.selected)

    @property
    def reserve_cost(self) -> int:
        """Return the rupiah of the reserve."""
        return sum(row.cost for row in self.reserve)

    @property
    def remaining(self) -> int:
        """Return what is left of the ceiling."""
        return self.ceiling - self.selected_cost
