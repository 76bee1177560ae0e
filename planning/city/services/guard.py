"""What every verb of the city's plan asks first."""

from __future__ import annotations

from planning.city.errors import CityRefused
from planning.city.queries import step_of
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.cycles.services import require_open


def lock_plan(*, cycle: Cycle, check: str) -> None:
    """Hold the city's cycle while its plan changes; refuse a closed step (`StepLocked`) and any other programme."""
    if cycle.track != Track.CITY:
        raise CityRefused("Rencana kota hanya ada pada siklus kota.")
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=step_of(cycle, check))


def years_of(*, cycle: Cycle) -> range:
    """The years that the plan covers."""
    return range(cycle.fiscal_year, (cycle.until_year or cycle.fiscal_year) + 1)


def refuse_year(*, cycle: Cycle, year: int | None, field: str = "year") -> None:
    """Refuse a year outside the plan (or none), at the named field of a form."""
    allowed = years_of(cycle=cycle)
    if year is None or year not in allowed:
        raise CityRefused({field: f"Tahun harus di dalam masa rencana kota, {allowed.start} sampai {allowed[-1]}."})
