"""The yearly repetition: a new cycle that starts from the one before it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from kumuh.core.models import save_by
from planning.cycles import queries
from planning.cycles.errors import CycleRefused
from planning.cycles.models import CarriedOver, Cycle
from planning.cycles.registry import carried
from planning.cycles.services.starting import start_cycle


@transaction.atomic
def repeat_cycle(*, previous: Cycle, by: Any, fiscal_year: int | None = None, started_on: date | None = None) -> Cycle:
    """Start the next cycle of the same programme and place from an old one, all of it or nothing.

    Team, open problems, usulan without works, postponed and unfunded works (as usulan) are copied; SK, bodies, the
    newest survey and lessons are referred to; approvals, meetings and papers stay behind. What came along is written
    down (`CarriedOver`). KOTAKU: stages can be repeated following the yearly development planning.

    `fiscal_year` is by default the year after the old one's. Raises `CycleRefused` when the old cycle has not closed
    the step that its programme names (`repeat_after`), for a year that is not later, and as `start_cycle`.
    """
    old = Cycle.objects.select_for_update().select_related("region").get(pk=previous.pk)
    year = fiscal_year or old.fiscal_year + 1
    refusal = queries.repeat_refusal(old)
    if refusal:
        raise CycleRefused(refusal)
    if year <= old.fiscal_year:
        raise CycleRefused(f"Tahun anggaran siklus baru harus sesudah {old.fiscal_year}.")
    new = start_cycle(
        track=old.track,
        region=old.region,
        fiscal_year=year,
        by=by,
        decree=queries.active_decrees(old.region, started_on).first(),
        survey_year=queries.newest_survey_of(old.region_id) or old.survey_year,
        started_on=started_on,
        previous=old,
        is_example=old.is_example,
    )
    for one in carried(old, new, by):
        save_by(CarriedOver(cycle=new, label=one.label, copied=one.copied, count=one.count, note=one.note), by)
    return new
