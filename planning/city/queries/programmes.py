"""The RP2KP-KP as a register: programmes per kawasan with volume, years, money by source, and where they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from planning.city.models import AreaProgramme
from planning.city.queries.items import Item, items
from planning.cycles.models import Cycle
from planning.programs.enums import SHORT_SOURCES, SourceOfMoney
from planning.programs.queries import NO_SOURCE, amounts_of, source_label

ZERO = Decimal(0)
CITY_WIDE = "Lintas kawasan"


@dataclass(frozen=True)
class Money:
    """Rupiah of one source in one year: of items taken over, or of the city's own part."""

    year: int
    source: str
    amount: int
    item: Item | None = None

    @property
    def label(self) -> str:
        return source_label(self.source)


@dataclass(frozen=True)
class ProgrammeRow:
    """One row of the register with the items that came into it."""

    programme: AreaProgramme
    items: tuple[Item, ...]

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """Every rupiah of the row: the sources of each item in the year of its answer, then the city's own costs.

        What an item has no source for stands under `BELUM`, so that the sum is its cost.
        """
        found = [one for item in self.items for one in _money_of(item)]
        own = [Money(cost.year, cost.source, cost.amount) for cost in self.programme.costs.all()]
        return (*found, *own)

    @property
    def cost(self) -> int:
        return sum(one.amount for one in self.money)

    @property
    def own_cost(self) -> int:
        return sum(one.amount for one in self.money if one.item is None)

    @property
    def unfunded(self) -> int:
        """Rupiah for which no source is named."""
        return sum(one.amount for one in self.money if one.source == NO_SOURCE)

    @property
    def volumes(self) -> tuple[tuple[Decimal, str], ...]:
        """Volume per unit over the items and the city's own part; different units are never added."""
        sums: dict[str, Decimal] = {}
        for item in self.items:
            sums[item.work.unit] = sums.get(item.work.unit, ZERO) + item.work.volume
        own = self.programme
        if own.volume is not None:
            sums[own.unit] = sums.get(own.unit, ZERO) + own.volume
        return tuple((volume, unit) for unit, volume in sums.items())

    @property
    def years(self) -> str:
        first, last = self.programme.first_year, self.programme.last_year
        return str(first) if first == last else f"{first}–{last}"

    @property
    def settlement(self) -> str:
        return self.programme.settlement.name if self.programme.settlement else CITY_WIDE

    @property
    def sources(self) -> tuple[str, ...]:
        """Short words of the sources that pay, in the order of the columns."""
        used = {one.source for one in self.money}
        return tuple(short_source(source) for source in (*SourceOfMoney.values, NO_SOURCE) if source in used)

    @property
    def origins(self) -> tuple[str, ...]:
        """Where the row comes from: plans of kelurahan by name and year, and the city where it has its own part."""
        plans = [item.origin for item in self.items]
        own = [] if self.items and not self.own_cost and self.programme.volume is None else ["Program kota"]
        return (*dict.fromkeys(plans), *own)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What an investor would ask and the row does not say."""
        checks = (
            (not self.programme.executor, "SKPD pelaksana"),
            (not self.cost, "biaya"),
            (not self.volumes, "volume dan satuan"),
            (bool(self.unfunded), "sumber dana"),
        )
        return tuple(words for short, words in checks if short)

    @property
    def lacks_text(self) -> str:
        return f"Program ini belum menyebut {', '.join(self.lacks)}." if self.lacks else ""


def _money_of(item: Item) -> Iterable[Money]:
    amounts = amounts_of(item.work)
    for source, amount in amounts.items():
        yield Money(item.year, source, amount, item)
    rest = item.work.cost - sum(amounts.values())
    if rest > 0:
        yield Money(item.year, NO_SOURCE, rest, item)


def short_source(source: str) -> str:
    """Heading of a source where there is little room."""
    return "Belum ada sumber" if source == NO_SOURCE else SHORT_SOURCES[SourceOfMoney(source)]


def programmes_of(cycle: Cycle) -> QuerySet[AreaProgramme]:
    """Programmes of the city's plan by kawasan (those of no kawasan last), year and age."""
    rows = AreaProgramme.objects.filter(cycle=cycle).select_related("settlement").prefetch_related("costs")
    return rows.order_by("settlement__name", "first_year", "pk")


@dataclass(frozen=True)
class Investment:
    """Rupiah per year and source. Sums of rows and columns are the same total.

    `sources` are codes left to right, a last column `BELUM` where money has no source yet.
    """

    years: tuple[int, ...]
    sources: tuple[str, ...]
    cells: Mapping[tuple[int, str], int]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(short_source(source) for source in self.sources)

    @property
    def long_labels(self) -> tuple[str, ...]:
        return tuple(source_label(source) for source in self.sources)

    @property
    def rows(self) -> tuple[tuple[int, tuple[tuple[str, int], ...], int], ...]:
        """(year, heading and rupiah per source, sum of the year)."""
        return tuple((year, self._named(self._row(year)), sum(self._row(year))) for year in self.years)

    @property
    def named_totals(self) -> tuple[tuple[str, int], ...]:
        """Heading and rupiah per source over all years."""
        return self._named(self.totals)

    def _row(self, year: int) -> tuple[int, ...]:
        return tuple(self.cells.get((year, source), 0) for source in self.sources)

    def _named(self, amounts: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
        return tuple(zip(self.labels, amounts, strict=True))

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(self.cells.get((year, source), 0) for year in self.years) for source in self.sources)

    @property
    def total(self) -> int:
        return sum(self.totals)

    def of(self, source: str) -> int:
        """Rupiah of one source over all years."""
        return sum(self.cells.get((year, source), 0) for year in self.years)


@dataclass(frozen=True)
class Plan:
    """The register of programmes with the items of the kelurahan at hand."""

    cycle: Cycle
    rows: tuple[ProgrammeRow, ...]
    items: tuple[Item, ...]

    @cached_property
    def investment(self) -> Investment:
        cells: dict[tuple[int, str], int] = defaultdict(int)
        for row in self.rows:
            for one in row.money:
                cells[one.year, one.source] += one.amount
        until = self.cycle.until_year or self.cycle.fiscal_year
        years = {*range(self.cycle.fiscal_year, until + 1), *(year for year, _ in cells)}
        lacking = any(source == NO_SOURCE for _, source in cells)
        sources = (*SourceOfMoney.values, NO_SOURCE) if lacking else tuple(SourceOfMoney.values)
        return Investment(tuple(sorted(years)), sources, dict(cells))

    @property
    def total(self) -> int:
        return sum(row.cost for row in self.rows)

    @property
    def by_settlement(self) -> tuple[tuple[str, tuple[ProgrammeRow, ...], int], ...]:
        """(kawasan, its rows, their rupiah), those of no kawasan last."""
        groups: dict[str, list[ProgrammeRow]] = {}
        for row in self.rows:
            groups.setdefault(row.settlement, []).append(row)
        ordered = sorted(groups, key=lambda name: (name == CITY_WIDE, name))
        return tuple((name, tuple(groups[name]), sum(row.cost for row in groups[name])) for name in ordered)

    def row(self, pk: int) -> ProgrammeRow | None:
        return next((row for row in self.rows if row.programme.pk == pk), None)


def plan_of(cycle: Cycle, found: Collection[Item] | None = None) -> Plan:
    """The whole register. Nine queries, whatever its size.

    Items of a plan that is no longer ratified are not counted: their kelurahan is still deciding.
    """
    known = tuple(items(cycle) if found is None else found)
    into: dict[int, list[Item]] = defaultdict(list)
    for item in known:
        if item.answer is not None and item.answer.programme_id:
            into[item.answer.programme_id].append(item)
    rows = tuple(ProgrammeRow(row, tuple(into.get(row.pk, ()))) for row in programmes_of(cycle))
    return Plan(cycle, tuple(sorted(rows, key=lambda row: row.programme.settlement is None)), known)
