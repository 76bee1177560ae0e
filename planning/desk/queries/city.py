"""A city or kecamatan side by side: where each kelurahan stands, its slum area now and after the works, its money.

The number of queries is fixed whatever the size of the city.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db.models.functions import Coalesce

from kumuh.areas.enums import RegionLevel
from kumuh.areas.queries import regions_for
from kumuh.conditions.enums import Level
from kumuh.conditions.queries import PlaceLevels, levels_by_kelurahan, survey_years
from kumuh.core.formats import hectares, percent, rupiah, show_number
from planning.cycles.queries import Standing, cycles_for, standings
from planning.desk.figures import Figure
from planning.programs.enums import SourceOfMoney
from planning.programs.queries import SlumForecast, cost_by_cycle, fiscal_years, money_by_cycle, slum_forecasts

ZERO = Decimal(0)
NO_MONEY: Final = "belum ada sumber dana"
#: A cycle that waits longer than this is called stuck (a week of work and a weekend).
STUCK_DAYS = 9


@dataclass(frozen=True)
class CityRow:
    """One kelurahan. `levels` None: no data of the year; `standing` None: no cycle in the fiscal year.

    `money` holds rupiah per source, `cost` all works of its plans; areas are hectares decided per RT. Of several
    cycles (programmes) in the year `standing` is the one that waits longest, `others` counts the rest, and `forecast`
    is that of the plan that takes away most.
    """

    region: Any
    levels: PlaceLevels | None
    standing: Standing | None
    forecast: SlumForecast | None
    money: Mapping[str, int] = field(default_factory=dict)
    cost: int = 0
    others: int = 0

    @property
    def slum_ha(self) -> Decimal:
        return self.levels.slum_ha if self.levels else ZERO

    @property
    def heavy_rt(self) -> int:
        return self.levels.rt[Level.KB] if self.levels else 0

    @property
    def worst(self) -> Level | None:
        return self.levels.worst if self.levels else None

    @property
    def after_ha(self) -> Decimal | None:
        """Slum area after the works of the plan; None without a plan on measured data."""
        return self.forecast.after_ha if self.forecast else None

    @property
    def days(self) -> int:
        """Full days of waiting; 0 when nobody waits."""
        return (self.standing.days or 0) if self.standing else 0

    @property
    def stuck(self) -> bool:
        return self.days > STUCK_DAYS

    @property
    def level_rows(self) -> list[tuple[Level, int, Decimal]]:
        """(level, RT, hectares), the heaviest first."""
        levels = self.levels
        return [(level, levels.rt[level], levels.ha[level]) for level in reversed(list(Level))] if levels else []

    @property
    def step_code(self) -> str:
        """Code of the present step, SELESAI when all are closed, "" without a cycle."""
        if self.standing is None:
            return ""
        return self.standing.step.code if self.standing.step else "SELESAI"


@dataclass(frozen=True)
class Order:
    """One way to put kelurahan in order: its label and the sentence that explains it.

    `counts` tells whether a kelurahan has anything to be compared by; without it, it has no place.
    """

    label: str
    rule: str
    key: Callable[[CityRow], Any]
    counts: Callable[[CityRow], bool] = lambda row: row.levels is not None


ORDERS: Final[dict[str, Order]] = {
    "macet": Order(
        "Paling lama menunggu",
        "Yang paling lama menunggu berada di atas; yang tidak menunggu siapa pun menyusul menurut nama.",
        lambda row: -row.days,
        lambda row: row.days > 0,
    ),
    "luas": Order(
        "Luas kumuh terbesar",
        "Luas kumuh (jumlah luas RT yang kumuh), lalu jumlah RT kumuh berat, lalu nama.",
        lambda row: (-row.slum_ha, -row.heavy_rt),
    ),
    "berat": Order(
        "RT kumuh berat terbanyak",
        "Jumlah RT kumuh berat, lalu jumlah RT kumuh sedang, lalu luas kumuh, lalu nama.",
        lambda row: (-row.heavy_rt, -(row.levels.rt[Level.KS] if row.levels else 0), -row.slum_ha),
    ),
    "sisa": Order(
        "Sisa luas kumuh terbesar",
        "Luas kumuh sesudah semua kegiatan dalam rencana; tanpa rencana berarti sama dengan sekarang.",
        lambda row: -(row.slum_ha if row.after_ha is None else row.after_ha),
    ),
    "biaya": Order(
        "Biaya terbesar",
        "Biaya semua kegiatan dalam rencana, lalu nama.",
        lambda row: -row.cost,
        lambda row: row.cost > 0,
    ),
    "nama": Order("Nama", "Menurut abjad.", lambda row: ()),
}


@dataclass(frozen=True)
class Choice:
    """What the person asked to see. Empty values filter nothing; None years are the newest ones."""

    year: int | None = None
    fiscal_year: int | None = None
    order: str = "macet"
    step: str = ""
    turn: str = ""
    level: str = ""
    name: str = ""


@dataclass(frozen=True)
class City:
    """The comparison. `rows` are those asked for in their order, `everybody` all of them; totals are over `rows`."""

    region: Any
    choice: Choice
    year: int | None
    years: Sequence[int]
    fiscal_year: int | None
    fiscal_years: Sequence[int]
    everybody: tuple[CityRow, ...]
    rows: tuple[CityRow, ...]

    @property
    def order(self) -> Order:
        return ORDERS[self.choice.order]

    @property
    def slum_ha(self) -> Decimal:
        return sum((row.slum_ha for row in self.rows), ZERO)

    @property
    def planned(self) -> tuple[CityRow, ...]:
        """Kelurahan with a forecast: those for which before and after can be compared."""
        return tuple(row for row in self.rows if row.forecast)

    @property
    def now_ha(self) -> Decimal:
        """Slum area now of the kelurahan with a plan."""
        return sum((row.forecast.now_ha for row in self.planned if row.forecast), ZERO)

    @property
    def after_ha(self) -> Decimal:
        return sum((row.forecast.after_ha for row in self.planned if row.forecast), ZERO)

    @property
    def rt(self) -> dict[Level, int]:
        """RT per level."""
        return {level: sum(row.levels.rt[level] for row in self.rows if row.levels) for level in Level}

    @property
    def slum_rt(self) -> int:
        return sum(row.levels.slum_rt for row in self.rows if row.levels)

    @property
    def cost(self) -> int:
        return sum(row.cost for row in self.rows)

    @property
    def money(self) -> dict[str, int]:
        """Rupiah per source by the name of the source; sources without money are left out."""
        sums = {source: sum(row.money.get(source.value, 0) for row in self.rows) for source in SourceOfMoney}
        return {str(source.label): amount for source, amount in sums.items() if amount}

    @property
    def cycles(self) -> tuple[CityRow, ...]:
        return tuple(row for row in self.rows if row.standing)

    @property
    def stuck(self) -> tuple[CityRow, ...]:
        return tuple(row for row in self.rows if row.stuck)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The four key figures above the table."""
        after = show_number(self.after_ha, 2) if self.planned else "–"
        sources = "; ".join(f"{name} {rupiah(amount)}" for name, amount in self.money.items())
        return (
            Figure(
                f"Luas kumuh {self.year}" if self.year else "Luas kumuh",
                show_number(self.slum_ha, 2) if self.year else "–",
                "ha" if self.year else "",
                f"{show_number(self.slum_rt)} RT kumuh, {show_number(self.rt[Level.KB])} di antaranya kumuh berat",
            ),
            Figure(
                _of_year("Sesudah kegiatan rencana", self.fiscal_year),
                after,
                "ha" if self.planned else "",
                f"dari {hectares(self.now_ha)} di {len(self.planned)} kelurahan yang punya siklus"
                if self.planned
                else "belum ada siklus dengan data RT",
            ),
            Figure(_of_year("Biaya rencana", self.fiscal_year), rupiah(self.cost), note=sources or NO_MONEY),
            Figure(
                "Lama menunggu",
                show_number(len(self.stuck)),
                "kelurahan",
                f"lebih dari {STUCK_DAYS} hari di satu langkah",
                "warn" if self.stuck else "",
            ),
        )

    def place_of(self, row: CityRow, order: str) -> int | None:
        """Place of a kelurahan among all in one order; equals share the better place. None: nothing to compare."""
        way = ORDERS[order]
        return 1 + sum(way.key(other) < way.key(row) for other in self.everybody) if way.counts(row) else None

    def reason(self, row: CityRow) -> str:
        """Why a kelurahan stands where it stands, in numbers."""
        if row.levels is None:
            return "Belum ada data RT pada tahun ini."
        whole = sum((other.slum_ha for other in self.everybody), ZERO)
        share = f", {percent(row.slum_ha * 100 / whole, 1)} dari luas kumuh {self.region.title}" if whole else ""
        counts = ", ".join(
            f"{show_number(row.levels.rt[level])} RT {level.label.lower()}"
            for level in reversed(list(Level))
            if row.levels.rt[level]
        )
        return f"Luas kumuh {hectares(row.slum_ha)}{share}. {counts or 'Belum ada RT yang bernilai'}."


def _of_year(label: str, year: int | None) -> str:
    return f"{label} {year}" if year else label


def city(user: Any, region: Any, choice: Choice) -> City:
    """The kelurahan of a city or kecamatan that have data of the year or a cycle that covers the fiscal year."""
    years, fiscal = survey_years(region.code), fiscal_years(region.code)
    year = choice.year if choice.year in years else next(iter(years), None)
    fiscal_year = choice.fiscal_year if choice.fiscal_year in fiscal else next(iter(fiscal), None)
    everybody = _rows(user, region, year, fiscal_year)
    rows = [row for row in everybody if _fits(row, choice)]
    rows.sort(key=lambda row: (ORDERS[choice.order].key(row), row.region.name))
    return City(region, choice, year, years, fiscal_year, fiscal, everybody, tuple(rows))


def _rows(user: Any, region: Any, year: int | None, fiscal_year: int | None) -> tuple[CityRow, ...]:
    cycles = list(_covering(cycles_for(user).in_area(region.code), fiscal_year or 0))
    base_years = {cycle.survey_year for cycle in cycles if cycle.survey_year} | ({year} if year else set())
    levels = {base: levels_by_kelurahan(region.code, base) for base in sorted(base_years)}
    plans = _Plans(cycles, slum_forecasts(cycles, levels), money_by_cycle(cycles), cost_by_cycle(cycles))
    now = levels.get(year or 0, {})
    known = {*now, *(cycle.region_id for cycle in cycles)}
    places = regions_for(user).in_area(region.code).filter(level=RegionLevel.KELURAHAN, code__in=known)
    return tuple(plans.row(place, now.get(place.code)) for place in places.select_related("parent").order_by("name"))


def _covering(cycles: Any, year: int) -> Any:
    """Cycles whose plan covers a fiscal year; that of an RPLP is five years long."""
    return cycles.alias(last=Coalesce("until_year", "fiscal_year")).filter(fiscal_year__lte=year, last__gte=year)


class _Plans:
    """Cycles that cover a fiscal year with what their plans do and cost, by kelurahan."""

    def __init__(
        self,
        cycles: Sequence[Any],
        forecasts: Mapping[int, SlumForecast],
        money: Mapping[int, Mapping[str, int]],
        costs: Mapping[int, int],
    ) -> None:
        self.forecasts, self.money, self.costs = forecasts, money, costs
        self.stands: dict[str, list[Standing]] = {}
        for row in standings(cycles):
            self.stands.setdefault(row.cycle.region_id, []).append(row)

    def row(self, place: Any, levels: PlaceLevels | None) -> CityRow:
        stands = sorted(self.stands.get(place.code, []), key=lambda row: (row.step is None, -(row.days or 0)))
        keys = [row.cycle.pk for row in stands]
        forecasts = [self.forecasts[key] for key in keys if key in self.forecasts]
        money: Counter[str] = Counter()
        for key in keys:
            money.update(self.money.get(key, {}))
        return CityRow(
            region=place,
            levels=levels,
            standing=stands[0] if stands else None,
            forecast=min(forecasts, key=lambda forecast: forecast.after_ha, default=None),
            money=dict(money),
            cost=sum(self.costs.get(key, 0) for key in keys),
            others=max(len(stands) - 1, 0),
        )


def _fits(row: CityRow, choice: Choice) -> bool:
    roles = row.standing.roles if row.standing else frozenset()
    return (
        choice.step in ("", row.step_code or "BELUM")
        and (not choice.turn or choice.turn in roles)
        and choice.level in ("", row.worst or "")
        and choice.name.lower() in row.region.name.lower()
    )
