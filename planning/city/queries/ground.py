"""RT by RT: what SK, survey and map say about the ground of a region. Fixed number of queries, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kumuh.areas.models import Boundary, Decree, DecreeNeighbourhood, Lineage
from kumuh.areas.naming import city_code
from kumuh.areas.queries import in_force
from kumuh.conditions.enums import Level
from kumuh.conditions.models import RtRecord

ZERO = Decimal(0)
SLUM = frozenset({Level.KR.value, Level.KS.value, Level.KB.value})


@dataclass(frozen=True)
class Listed:
    """An RT as the newest SK in force that lists it writes it; `area_ha` None: the SK gives no hectares."""

    rt: int
    label: str
    kelurahan: str
    settlement: int | None
    decree: int
    area_ha: Decimal | None


@dataclass(frozen=True)
class Surveyed:
    """An RT as a survey found it. `listed`: it, or an RT it came from, stands in an SK in force."""

    rt: int
    label: str
    kelurahan: str
    settlement: int | None
    year: int
    level: str
    area_ha: Decimal | None
    listed: bool

    @property
    def is_slum(self) -> bool:
        return self.level in SLUM

    @property
    def slum_ha(self) -> Decimal:
        """The whole area of an RT that is slum, else nothing (decided per RT, Permen PUPR 14/2018)."""
        return (self.area_ha or ZERO) if self.is_slum else ZERO


@dataclass(frozen=True)
class YearSum:
    """Sums of one place and year in hectares: RT of the SK with data, their area, slum area in and outside the SK."""

    year: int
    rts: int = 0
    area_ha: Decimal = ZERO
    without_area: int = 0
    slum_rts: int = 0
    slum_ha: Decimal = ZERO
    outside_rts: int = 0
    outside_ha: Decimal = ZERO
    incomplete_rts: int = 0


@dataclass(frozen=True)
class Ground:
    """Everything about the RT of a region. `mapped` holds computed hectares per RT that has a boundary.

    `written` adds the RT list of each SK, also those RT that a newer SK lists again.
    """

    decrees: tuple[Decree, ...]
    listed: tuple[Listed, ...]
    surveyed: tuple[Surveyed, ...]
    mapped: Mapping[int, Decimal] = field(default_factory=dict)
    heirs: Mapping[int, frozenset[int]] = field(default_factory=dict)
    written: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """Years with survey data, newest first."""
        return tuple(sorted({row.year for row in self.surveyed}, reverse=True))


def ground(code: str, day: date) -> Ground:
    """SK in force on a day, surveys and boundaries of the RT below a region. Five queries.

    An RT that several SK in force list counts with the newest one.
    """
    decrees = list(Decree.objects.filter(in_force(day), city_id=city_code(code)).order_by("signed_on", "pk"))
    rows = _rows(code, decrees)
    listed, written = _newest(rows, decrees), _written(rows)
    heirs = _heirs(code)
    inside = {heir for rt in listed for heir in heirs.get(rt.rt, frozenset({rt.rt}))}
    return Ground(tuple(decrees), listed, _surveyed(code, inside), _mapped(code), heirs, written)


def _rows(code: str, decrees: list[Decree]) -> list[Listed]:
    rows = DecreeNeighbourhood.objects.in_areas([code]).filter(decree__in=decrees).order_by("neighbourhood__label")
    columns = ("neighbourhood_id", "neighbourhood__label", "neighbourhood__kelurahan_id")
    return [Listed(*row) for row in rows.values_list(*columns, "neighbourhood__settlement_id", "decree_id", "area_ha")]


def _newest(rows: Iterable[Listed], decrees: list[Decree]) -> tuple[Listed, ...]:
    """Each RT once, as the newest SK writes it."""
    place = {decree.pk: number for number, decree in enumerate(decrees)}
    found: dict[int, Listed] = {}
    for one in rows:
        if one.rt not in found or place[found[one.rt].decree] < place[one.decree]:
            found[one.rt] = one
    return tuple(sorted(found.values(), key=lambda one: (one.kelurahan, one.label)))


def _written(rows: Iterable[Listed]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for one in rows:
        sums[one.decree] += one.area_ha or ZERO
    return dict(sums)


def _heirs(code: str) -> dict[int, frozenset[int]]:
    """What each RT that changed has become, over splits, merges and renames: itself and all that followed."""
    arrows: dict[int, set[int]] = defaultdict(set)
    for before, after in Lineage.objects.in_areas([code]).values_list("before_id", "after_id"):
        arrows[before].add(after)
    return {rt: frozenset(_reached(rt, arrows)) for rt in arrows}


def _reached(start: int, arrows: Mapping[int, Iterable[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for after in arrows.get(waiting.pop(), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return seen


def _surveyed(code: str, inside: set[int]) -> tuple[Surveyed, ...]:
    rows = RtRecord.objects.in_areas([code]).order_by("kelurahan_id", "year", "neighbourhood__label")
    columns = ("neighbourhood_id", "neighbourhood__label", "kelurahan_id", "neighbourhood__settlement_id", "year")
    found = rows.values_list(*columns, "level", "luas_verifikasi_ha")
    return tuple(
        Surveyed(rt, label, place, area, year, level, ha, listed=rt in inside)
        for rt, label, place, area, year, level, ha in found
    )


def _mapped(code: str) -> dict[int, Decimal]:
    rows = Boundary.objects.in_areas([code]).filter(neighbourhood__isnull=False)
    return dict(rows.values_list("neighbourhood_id", "computed_ha"))


def year_sums(rows: Iterable[Surveyed]) -> dict[int, YearSum]:
    """Sums per year, newest first; the area of the SK's RT, and what is slum outside the SK beside it."""
    years: dict[int, list[Surveyed]] = defaultdict(list)
    for row in rows:
        years[row.year].append(row)
    return {year: _year_sum(year, years[year]) for year in sorted(years, reverse=True)}


def _year_sum(year: int, rows: list[Surveyed]) -> YearSum:
    inside = [row for row in rows if row.listed]
    outside = [row for row in rows if not row.listed and row.is_slum]
    return YearSum(
        year=year,
        rts=len(inside),
        area_ha=sum((row.area_ha or ZERO for row in inside), ZERO),
        without_area=sum(row.area_ha is None for row in inside),
        slum_rts=sum(row.is_slum for row in inside),
        slum_ha=sum((row.slum_ha for row in inside), ZERO),
        outside_rts=len(outside),
        outside_ha=sum((row.slum_ha for row in outside), ZERO),
        incomplete_rts=sum(not row.level for row in inside),
    )
