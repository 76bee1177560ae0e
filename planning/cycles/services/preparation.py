"""Preparation of a cycle: team, schedule, first data, settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.forms import BaseInlineFormSet

from planning.cycles.catalog import DEFAULT_THRESHOLDS
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, ScheduleItem
from planning.cycles.queries import step_asking
from planning.cycles.services.steps import require_open


@transaction.atomic
def set_thresholds(*, cycle: Cycle, values: Mapping[str, int]) -> None:
    """Keep only the values that differ from the defaults of `catalog.settings`. Whole numbers.

    Raises `CycleRefused` once the cycle is finished: its meetings were judged by the values of their time.
    """
    if cycle.finished_on is not None:
        raise CycleRefused("Siklus ini sudah selesai, jadi ambangnya tidak diubah lagi.")
    cycle.thresholds = {key: value for key, value in values.items() if DEFAULT_THRESHOLDS.get(key) != value}
    cycle.version += 1
    cycle.save()


@transaction.atomic
def propose_schedule(*, cycle: Cycle) -> list[ScheduleItem]:
    """Fill an empty schedule with one line per step, back to back, in the shortest sensible durations."""
    require_open(cycle=cycle, step=step_asking(cycle, "persiapan"))
    if cycle.schedule.exists():
        raise CycleRefused("Jadwal sudah ada isinya; ubah barisnya satu per satu.")
    start = cycle.started_on
    items = []
    for step in cycle.steps_in_order:
        end = start + timedelta(days=step.minimum_days - 1)
        items.append(
            ScheduleItem.objects.create(
                cycle=cycle,
                step=step.code,
                activity=step.name,
                starts_on=start,
                ends_on=end,
                responsible=step.facilitated_by,
            )
        )
        start = end + timedelta(days=1)
    return items


@transaction.atomic
def save_preparation(*, cycle: Cycle, formsets: Sequence[BaseInlineFormSet[Any, Any, Any]]) -> None:
    """Save team, schedule and first data in one go; nothing is half-written. Refuses it when its step is locked.

    A new row that says the same as a stored one is not added again, so the same form sent twice is saved once.
    """
    require_open(cycle=cycle, step=step_asking(cycle, "persiapan"))
    for formset in formsets:
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        table: Any = formset.model
        known = {_said(row) for row in table.objects.filter(cycle=cycle)}
        for row in rows:
            if row.pk is None and _said(row) in known:
                continue
            row.save()
            known.add(_said(row))


def _said(row: models.Model) -> tuple[Any, ...]:
    """What people typed of a row, without key, version and times."""
    typed = [column for column in row._meta.concrete_fields if column.editable and not column.primary_key]
    return tuple(str(getattr(row, column.attname)) for column in typed)
