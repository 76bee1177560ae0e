"""Starting a cycle."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from kumuh.areas.models import Decree, Region
from planning.cycles import queries
from planning.cycles.catalog import TRACKS, Step
from planning.cycles.enums import StepStatus
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, StepState
from planning.cycles.services.steps import open_step


@transaction.atomic
def start_cycle(
    *,
    track: str,
    region: Region,
    fiscal_year: int,
    by: Any,
    decree: Decree | None = None,
    survey_year: int | None = None,
    started_on: date | None = None,
    previous: Cycle | None = None,
    is_example: bool = False,
) -> Cycle:
    """Start a cycle: one programme in one kelurahan (or kota) for its years, its first step open.

    Order and numbers are those that the city fixed for the programme; steps that run through the whole cycle are open
    from the start. `previous` is the cycle that this one repeats. Refuses (`CycleRefused`) a kelurahan that is not
    listed in an SK Kumuh in force on that day (guide 100-0-100: needs are identified in locations fixed by SK
    Bupati/Walikota), and a second cycle of the same programme and year.
    """
    day = started_on or timezone.localdate()
    info = TRACKS[track]
    if info.needs_decree and decree not in queries.active_decrees(region, day):
        raise CycleRefused(
            f"Siklus belum dapat dimulai: tidak ada RT {region.name} dalam {decree} yang berlaku pada tanggal itu. "
            "Daftarkan RT-nya dalam SK Kumuh dahulu."
        )
    if Cycle.objects.filter(track=track, region=region, fiscal_year=fiscal_year).exists():
        raise CycleRefused(f"{region.name} sudah mempunyai siklus program ini untuk tahun {fiscal_year}.")
    order, values = queries.start_settings(track, region.code)
    cycle = Cycle.objects.create(
        track=track,
        region=region,
        decree=decree,
        fiscal_year=fiscal_year,
        until_year=fiscal_year + info.years - 1,
        survey_year=survey_year,
        started_by=by,
        started_on=day,
        thresholds=values,
        previous=previous,
        is_example=is_example,
    )
    states = [_first_state(cycle, info.step(code), place) for place, code in enumerate(order, 1)]
    bulk_create_with_history(states, StepState, default_user=by)
    open_step(cycle=cycle, step=order[0])
    return cycle


def _first_state(cycle: Cycle, step: Step, position: int) -> StepState:
    """A step that runs through the whole cycle is open from the start."""
    running = {"status": StepStatus.OPEN, "opened_at": timezone.now()} if step.continuous else {}
    return StepState(cycle=cycle, step=step.code, position=position, **running)
