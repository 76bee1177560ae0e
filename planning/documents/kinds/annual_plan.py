"""Renta PIP: Rencana Tahunan Pembangunan Infrastruktur Permukiman (table T3, six sources of money)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import (
    DecreeRef,
    Gap,
    IndicatorChange,
    MeetingRef,
    Place,
    PrintedDocument,
    ScoringMatrix,
    Text,
)
from planning.documents.kinds.priority_list import PriorityRow
from planning.documents.kinds.reflections import StageAnswers

#: Letters that still fit into the last, narrow column of T3; longer notes stand below the table.
LONG_NOTE = 36

#: Columns of T3, left to right; `PlannedWork.sources` follows this order.
SOURCE_COLUMNS = (
    "APBN channeling",
    "APBN lain",
    "APBD provinsi",
    "APBD kota/kab.",
    "Swadaya",
    "Swasta/CSR",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSummary:
    """Chapter II: one indicator in short."""

    indicator: str
    locations: Text
    condition: Text
    problem: Text
    need: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWork:
    """One row of T3. Money is whole rupiah; `sources` has one amount per column of `SOURCE_COLUMNS`."""

    indicator: str
    activity: str
    location: str
    volume: Decimal
    unit: str
    unit_price: int
    cost: int
    sources: tuple[int, int, int, int, int, int]
    executor: str
    households: int
    poor_households: int
    schedule: str
    note: str = ""

    @property
    def unfunded(self) -> int:
        """Return the rupiah for which no source is named (negative: more named than needed)."""
        return self.cost - sum(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWork:
    """A row of T3 with what its last column says: the note, or where below the table it stands."""

    work: PlannedWork
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorShare:
    """Chapter V: how much work and money goes to one kind of executor."""

    executor: str
    works: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundSummary:
    """Chapter IV: the channeling fund in short; `settled` says whether its list is ratified."""

    name: str
    ceiling: int
    cut_rule: str
    rows: tuple[PriorityRow, ...]
    settled: bool = True

    @property
    def selected_cost(self) -> int:
        """Return the rupiah of the selected rows."""
        return sum(row.cost for row in self.rows if row.selected)

    @property
    def remaining(self) -> int:
        """Return what is left of the ceiling."""
        return self.ceiling - self.selected_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class SlumState:
    """The figures of the profile on which the plan stands."""

    year: int
    slum_rts: int
    all_rts: int
    area_ha: Decimal | None
    score: int | None
    level: str = ""
    predicted_area_ha: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlan(PrintedDocument):
    """The plan of one kelurahan for one year, cover to annexes."""

    kind: ClassVar[str] = "renta-pip"

    place: Place
    year: int
    decree: DecreeRef | Gap
    slum: SlumState
    legal_basis: tuple[str, ...]
    background: tuple[str, ...]
    problems: tuple[ProblemSummary, ...]
    works: tuple[PlannedWork, ...]
    fund: FundSummary
    matrix: ScoringMatrix
    meetings: tuple[MeetingRef, ...]
    indicators: tuple[IndicatorChange, ...] = ()
    principles: tuple[StageAnswers, ...] = ()
    closing: tuple[str, ...] = ()

    @property
    def long_notes(self) -> tuple[str, ...]:
        """Return the notes that stand below T3, each once, in the order of the works."""
        return tuple(dict.fromkeys(work.note for work in self.works if len(work.note) > LONG_NOTE))

    @property
    def marked_works(self) -> tuple[MarkedWork, ...]:
        """Return the rows of T3 with their last column."""
        places = {note: f"Cat. {number}" for number, note in enumerate(self.long_notes, 1)}
        return tuple(MarkedWork(work=work, mark=places.get(work.note, work.note)) for work in self.works)

    @property
    def total_cost(self) -> int:
        """Return the rupiah of all works."""
        return sum(work.cost for work in self.works)

    @property
    def source_totals(self) -> tuple[int, ...]:
        """Return the rupiah per source in the order of `SOURCE_COLUMNS`."""
        return tuple(sum(work.sources[column] for work in self.works) for column in range(len(SOURCE_COLUMNS)))

    @property
    def source_table(self) -> tuple[tuple[str, int], ...]:
        """Return name and rupiah of every source."""
        return tuple(zip(SOURCE_COLUMNS, self.source_totals, strict=True))

    @property
    def unfunded(self) -> int:
        """Return the rupiah for which no source is named."""
        return sum(work.unfunded for work in self.works)

    @property
    def reserve_cost(self) -> int:
        """Return the rupiah of the channeling column that the ratified list of the fund does not cover."""
        return self.source_totals[0] - self.fund.selected_cost if self.fund.settled else 0

    @property
    def executors(self) -> tuple[ExecutorShare, ...]:
        """Return works and rupiah per executor in the order of first appearance."""
        names = dict.fromkeys(work.executor for work in self.works)
        return tuple(
            ExecutorShare(
                executor=name,
                works=sum(1 for work in self.works if work.executor == name),
                cost=sum(work.cost for work in self.works if work.executor == name),
            )
            for name in names
        )

    @property
    def source_columns(self) -> tuple[str, ...]:
        """Return the headings of the source columns."""
        return SOURCE_COLUMNS
