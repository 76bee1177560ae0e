"""The path of the slum area to 0 ha: what surveys measured, what the plan leads to year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import version_of
from kumuh.conditions.scoring import Outcome as Repair
from kumuh.conditions.scoring import state_after
from kumuh.conditions.values import rt_counts
from planning.city.queries.ground import ZERO, Surveyed
from planning.city.queries.programmes import Plan
from planning.city.queries.register import Register
from planning.programs.models import Outcome


@dataclass(frozen=True)
class PathYear:
    """One year in hectares. `measured`: by survey; else planned: `items_ha` leaves because of items of kelurahan,
    calculated per RT, `city_ha` by the estimate of the city's own programmes; `rts` leave the slum list."""

    year: int
    slum_ha: Decimal
    measured: bool = False
    items_ha: Decimal = ZERO
    city_ha: Decimal = ZERO
    rts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Path:
    """Measured years, then planned ones. `start_ha` is the slum area by the newest survey of each RT.

    `left` are RT that stay slum after every item of the plan. Estimates of the city are capped by what is left.
    """

    measured: tuple[PathYear, ...]
    planned: tuple[PathYear, ...]
    start_ha: Decimal
    left: tuple[str, ...]

    @property
    def years(self) -> tuple[PathYear, ...]:
        return (*self.measured, *self.planned)

    @property
    def end_ha(self) -> Decimal:
        return self.planned[-1].slum_ha if self.planned else self.start_ha

    @property
    def end_year(self) -> int | None:
        return self.planned[-1].year if self.planned else None

    @property
    def reaches_zero(self) -> bool:
        """Whether less than a square metre of slum is left at the end; without any survey nobody can say so."""
        return bool(self.measured) and self.end_ha < Decimal("0.0001")


def path_of(plan: Plan, found: Register) -> Path:
    """Path of the city under its plan. Two queries beside plan and register.

    An RT leaves with its whole area in the first year after whose items its total falls under the threshold
    (decided per RT); volume left = max(0, volume − outcomes of all years so far).
    """
    base = _base(found)
    repairs = _repairs(plan)
    leaving = _leaving(base, repairs)
    start = sum((row.slum_ha for row in base.values()), ZERO)
    measured = tuple(PathYear(year, one.slum_ha, measured=True) for year, one in sorted(found.years.items()) if one.rts)
    cycle = plan.cycle
    until = cycle.until_year or cycle.fiscal_year
    estimates = _estimates(plan)
    years = sorted({*range(cycle.fiscal_year, until + 1), *repairs, *estimates})
    planned = tuple(_planned(years, base, leaving, estimates))
    gone = {rt for rts in leaving.values() for rt in rts}
    names = {row.region.code: row.name for row in found.places if row.region}
    left = tuple(f"{row.label} {names.get(row.kelurahan, '')}".strip() for rt, row in base.items() if rt not in gone)
    return Path(measured, planned, start, left)


def _base(found: Register) -> dict[int, Surveyed]:
    """Slum RT of the SK as the newest survey of each saw it: what a plan has before it, also where the ratified
    profile is older or the next survey is only half typed. An RT that became others counts through them."""
    newest = {row.rt: row for row in sorted(found.ground.surveyed, key=lambda row: row.year)}
    followed = {rt for rt, heirs in found.ground.heirs.items() if any(heir in newest for heir in heirs - {rt})}
    return {rt: row for rt, row in newest.items() if row.is_slum and row.listed and rt not in followed}


def _repairs(plan: Plan) -> dict[int, dict[int, list[Repair]]]:
    """What items of the plan repair, by year and RT. One query."""
    years = {item.work.pk: item.year for row in plan.rows for item in row.items}
    rows = Outcome.objects.filter(work__in=list(years)).order_by("pk")
    found: dict[int, dict[int, list[Repair]]] = defaultdict(lambda: defaultdict(list))
    for work, rt, key, volume in rows.values_list("work_id", "neighbourhood_id", "criterion_key", "volume"):
        found[years[work]][rt].append(Repair(key, volume, str(rt)))
    return found


def _leaving(base: Mapping[int, Surveyed], repairs: Mapping[int, Mapping[int, list[Repair]]]) -> dict[int, list[int]]:
    """RT that are no longer slum, by the year in which they leave. One query."""
    touched = {rt for found in repairs.values() for rt in found} & set(base)
    rows = RtRecord.objects.filter(neighbourhood__in=touched).select_related("ruleset")
    records = {row.neighbourhood_id: row for row in rows if row.year == base[row.neighbourhood_id].year}
    found: dict[int, list[int]] = defaultdict(list)
    for rt, record in records.items():
        done: list[Repair] = []
        for year in sorted(repairs):
            done += repairs[year].get(rt, [])
            state = state_after(version_of(record.ruleset), rt_counts(record, str(rt)), done)
            if done and state.score.is_slum is False:
                found[year].append(rt)
                break
    return dict(found)


def _estimates(plan: Plan) -> dict[int, Decimal]:
    """Hectares that the city expects of its own part of the programmes, in the last year of each."""
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in plan.rows:
        if row.programme.reduction_ha:
            sums[row.programme.last_year] += row.programme.reduction_ha
    return sums


def _planned(
    years: Iterable[int],
    base: Mapping[int, Surveyed],
    leaving: Mapping[int, list[int]],
    estimates: Mapping[int, Decimal],
) -> Iterable[PathYear]:
    """Year by year what is left; the city's estimate never takes more than there is."""
    left = sum((row.slum_ha for row in base.values()), ZERO)
    for year in years:
        rts = leaving.get(year, [])
        gone = sum((base[rt].slum_ha for rt in rts), ZERO)
        own = min(estimates.get(year, ZERO), left - gone)
        left -= gone + own
        yield PathYear(year, left, items_ha=gone, city_ha=own, rts=tuple(sorted(base[rt].label for rt in rts)))
