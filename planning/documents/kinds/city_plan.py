"""RP2KP-KP: programmes per kawasan, investment per year and source, the path to 0 ha, and the agreed final lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import DecreeRef, Place, PrintedDocument, Text

#: Columns of the investment table, left to right; the last one holds money without a source.
SOURCE_COLUMNS = (
    "APBN channeling",
    "APBN lain",
    "APBD provinsi",
    "APBD kota/kab.",
    "Swadaya",
    "Swasta/CSR",
    "Belum ada sumber",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """One programme: volume in words per unit, whole rupiah, where it comes from."""

    name: str
    intent: str
    indicator: str
    volume: Text
    years: str
    cost: int
    sources: str
    executor: Text
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPart:
    """The programmes of one kawasan and its areas in hectares."""

    name: str
    decree_ha: Decimal | None
    slum_ha: Decimal | None
    lines: tuple[ProgrammeLine, ...]

    @property
    def cost(self) -> int:
        """Return the rupiah of its programmes."""
        return sum(line.cost for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentYear:
    """Rupiah of one year in the order of `SOURCE_COLUMNS`."""

    year: int
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return the rupiah of the year."""
        return sum(self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """One year: slum area left (ha), what items and the city's own part take away; `target` marks a planned year."""

    year: int
    remaining_ha: Decimal
    target: bool
    items_ha: Decimal | None
    city_ha: Decimal | None
    rts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One of the five meanings of integrated planning: how it stands, what was found, what is missing."""

    title: str
    state: str
    found: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """The final list of one kelurahan: answers by number and the agreement of both sides."""

    place: str
    plan: str
    items: int
    accepted: int
    merged: int
    postponed: int
    declined: int
    cost: int
    taken: int
    agreement: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An item that the city postponed or declined, with its reason."""

    place: str
    item: str
    answer: str
    reason: str
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CityPlanPaper(PrintedDocument):
    """The plan of one city for its years."""

    kind: ClassVar[str] = "rp2kpkp"

    place: Place
    years: str
    decrees: tuple[DecreeRef, ...]
    mission: Text
    start_ha: Decimal
    remainder: Text
    parts: tuple[SettlementPart, ...]
    investment: tuple[InvestmentYear, ...]
    path: tuple[PathLine, ...]
    meanings: tuple[Meaning, ...]
    lists: tuple[ListLine, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def total(self) -> int:
        """Return the rupiah of all programmes."""
        return sum(part.cost for part in self.parts)

    @property
    def source_columns(self) -> tuple[str, ...]:
        """Return the headings of the investment table."""
        return SOURCE_COLUMNS

    @property
    def source_totals(self) -> tuple[int, ...]:
        """Return the rupiah per source over all years."""
        return tuple(sum(year.amounts[at] for year in self.investment) for at in range(len(SOURCE_COLUMNS)))

    @property
    def end_ha(self) -> Decimal:
        """Return the hectares left at the end of the plan."""
        return self.path[-1].remaining_ha if self.path else self.start_ha


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItem:
    """One item of a kelurahan plan and what the city answered; whole rupiah."""

    activity: str
    location: str
    volume: Decimal
    unit: str
    cost: int
    answer: Text
    into: str
    year: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalListPaper(PrintedDocument):
    """Berita acara of the final list of one kelurahan: city and community, both sides sign."""

    kind: ClassVar[str] = "kesepakatan-daftar"

    place: Place
    plan: str
    years: str
    agreed_on: date | None
    meeting_place: Text
    differences: Text
    items: tuple[AnsweredItem, ...]

    @property
    def total(self) -> int:
        """Return the rupiah of all items."""
        return sum(item.cost for item in self.items)

    @property
    def taken(self) -> int:
        """Return the rupiah of the items that came into the plan of the city."""
        return sum(item.cost for item in self.items if item.into)
