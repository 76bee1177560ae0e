"""What cities fixed for programmes: order of steps and numbers of cycles that start later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.areas.naming import city_code
from planning.cycles.catalog import DEFAULT_THRESHOLDS, TRACKS, TrackInfo
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, ProgrammeSetting
from planning.cycles.order import declared_order, order_refusals


def programme_setting(track: str, region_code: str) -> ProgrammeSetting | None:
    """What the city of a region fixed for a programme; None while it fixed nothing. One query."""
    return ProgrammeSetting.objects.filter(track=track, city_id=city_code(region_code)).first()


def start_settings(track: str, region_code: str) -> tuple[tuple[str, ...], dict[str, int]]:
    """Codes of the steps in order, and the numbers that differ from the defaults, for a cycle that starts now.

    An order that the rules no longer allow (the programme was declared anew) counts as the declared one.
    """
    row, info = programme_setting(track, region_code), TRACKS[track]
    if row is None:
        return declared_order(info), {}
    order = tuple(row.order) if row.order and not order_refusals(info, row.order) else declared_order(info)
    return order, {key: value for key, value in row.values.items() if DEFAULT_THRESHOLDS.get(key, value) != value}


@dataclass(frozen=True)
class Programme:
    """A programme in a city, and what the city fixed for it."""

    city: Region
    info: TrackInfo
    setting: ProgrammeSetting | None


def programmes_for(user: Any) -> list[Programme]:
    """Every programme in every city of the person's area that has cycles or settings. Three queries."""
    known = {(row.city_id, row.track): row for row in ProgrammeSetting.objects.for_user(user)}
    cities = Region.objects.for_user(user).filter(level=RegionLevel.CITY, pk__in=_cities_at_work(user)).order_by("name")
    return [Programme(city, info, known.get((city.pk, track))) for city in cities for track, info in TRACKS.items()]


def _cities_at_work(user: Any) -> list[str]:
    """Codes of the cities with somebody who works there, a cycle, or a setting."""
    places = Cycle.objects.for_user(user).order_by().values_list("region_id", flat=True)
    return sorted({city_code(code) for code in (*places, *user.area_codes())})


def repeat_refusal(cycle: Cycle) -> str:
    """Why the next year's cycle cannot start from this one yet; empty when it can. One query."""
    step = TRACKS[cycle.track].step(TRACKS[cycle.track].repeat_after)
    if cycle.steps.filter(step=step.code, status=StepStatus.CLOSED).exists():
        return ""
    return f"Siklus tahun berikutnya dapat dimulai setelah langkah {step.name} selesai."
