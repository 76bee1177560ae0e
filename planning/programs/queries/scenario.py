"""Slum area of a kelurahan year by year, if the works of the plan are carried out in the years they name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kumuh.conditions.queries import RtOutcome, state_in_year
from planning.cycles.models import Cycle
from planning.programs.models import Outcome, Work
from planning.programs.queries.investments import realised
from planning.programs.queries.works import SET_ASIDE

ZERO = Decimal(0)


def plan_years(cycle: Cycle) -> tuple[int, ...]:
    """Fiscal years that the plan of a cycle covers."""
    return tuple(range(cycle.fiscal_year, (cycle.until_year or cycle.fiscal_year) + 1))


def year_of(work: Work, cycle: Cycle) -> int | None:
    """The year of a work: its own, or the only one of a plan of one year; None while a plan of several is silent."""
    years = plan_years(cycle)
    return work.year or (years[0] if len(years) == 1 else None)


@dataclass(frozen=True)
class ScenarioYear:
    """The end of one year of the plan; areas in hectares. `rts` are the RT that its works leave no slum any more."""

    year: int
    works: int
    rts: tuple[str, ...]
    reduced_ha: Decimal
    left_ha: Decimal


@dataclass(frozen=True)
class Scenario:
    """`start_ha` by the survey of `survey_year` with what was finished since; `undated` works carry no year yet."""

    survey_year: int
    start_ha: Decimal
    years: tuple[ScenarioYear, ...]
    undated: int

    @property
    def left_ha(self) -> Decimal:
        """Slum area at the end of the plan in hectares."""
        return self.years[-1].left_ha

    @property
    def reaches_zero(self) -> bool:
        return self.left_ha == ZERO


def scenario(cycle: Cycle) -> Scenario | None:
    """The scenario of a cycle, None while its survey has no data. Two queries and one for each year of the plan.

    Never typed: per RT and parameter max(0, volume − outcomes of all works up to that year), scored by the regulation
    version of the survey; an RT leaves the slum area as a whole. Works without a year count in no year.
    Rule: "skenario pengurangan luas kumuh" of the module on the action plan of an RPLP.
    """
    start_year = cycle.survey_year or 0
    done = realised(cycle.region_id, after=start_year, until=cycle.fiscal_year, besides=cycle)
    start = state_in_year(cycle.region_id, start_year, done)
    if start is None:
        return None
    by_year, works, undated = _outcomes(cycle)
    slum = {state.record.neighbourhood.label for state in start.rts if state.after.score.is_slum}
    left, known, found = start.after.area.slum_ha, list(done), []
    for year in plan_years(cycle):
        known += by_year.get(year, [])
        state = state_in_year(cycle.region_id, start_year, known)
        if state is None:
            return None
        now = {one.record.neighbourhood.label for one in state.rts if one.after.score.is_slum}
        area = state.after.area.slum_ha
        found.append(ScenarioYear(year, works.get(year, 0), tuple(sorted(slum - now)), left - area, area))
        slum, left = now, area
    return Scenario(start_year, start.after.area.slum_ha, tuple(found), undated)


def _outcomes(cycle: Cycle) -> tuple[dict[int, list[RtOutcome]], dict[int, int], int]:
    """Outcomes by year, number of works by year, and how many works name none of the plan's years."""
    years = plan_years(cycle)
    rows = Work.objects.filter(cycle=cycle).exclude(status__in=SET_ASIDE)
    dated = {work.pk: year_of(work, cycle) for work in rows.only("pk", "year", "cycle_id")}
    works: dict[int, int] = {}
    for year in dated.values():
        if year in years:
            works[year] = works.get(year, 0) + 1
    by_year: dict[int, list[RtOutcome]] = {}
    values = Outcome.objects.filter(work__in=dated).order_by("pk")
    for work, rt, key, volume in values.values_list("work_id", "neighbourhood_id", "criterion_key", "volume"):
        year = dated[work]
        if year in years:
            by_year.setdefault(year, []).append(RtOutcome(rt, key, volume))
    return by_year, works, len(dated) - sum(works.values())
