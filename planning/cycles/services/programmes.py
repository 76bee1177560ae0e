"""What a city fixes for a programme, and the order of steps of one running cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kumuh.areas.models import Region
from kumuh.core.models import save_by
from kumuh.core.versions import claim_version
from planning.cycles.catalog import TRACKS, find_step, settings_of
from planning.cycles.enums import StepStatus
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, ProgrammeSetting, StepState
from planning.cycles.order import changed_places, declared_order, order_refusals


@transaction.atomic
def set_programme(
    *,
    track: str,
    city: Region,
    order: Sequence[str],
    values: Mapping[str, int],
    reason: str,
    by: Any,
    expected_version: int | None = None,
) -> ProgrammeSetting:
    """Fix order and numbers of a programme for the cycles of a city that start from now on.

    Only what differs from the declared order and the defaults is kept, so that the declared order and the defaults
    bring both back. Running cycles keep theirs. Raises `CycleRefused` without a reason, for an order against a rule
    and for a number outside its bounds, `StaleRecord` when somebody saved in between.
    """
    info = TRACKS[track]
    problems = [] if reason.strip() else ["Tuliskan alasannya."]
    problems += order_refusals(info, order)
    known = settings_of(track)
    problems += [
        f"{one.label}: antara {one.least} dan {one.most}."
        for one in known
        if not one.least <= values.get(one.key, one.default) <= one.most
    ]
    if problems:
        raise CycleRefused(problems)
    row = ProgrammeSetting.objects.select_for_update().filter(track=track, city=city).first()
    if row is None:
        row = ProgrammeSetting(track=track, city=city)
    else:
        claim_version(row, expected_version)
    row.order = [] if tuple(order) == declared_order(info) else list(order)
    row.values = {one.key: values[one.key] for one in known if values.get(one.key, one.default) != one.default}
    row.reason = reason.strip()
    save_by(row, by)
    return row


@transaction.atomic
def order_cycle(*, cycle: Cycle, order: Sequence[str], reason: str, by: Any) -> Cycle:
    """Put the steps of one running cycle into another order, while none of those that move has begun.

    Raises `CycleRefused` without a reason, for an order against a rule, for a step that has begun, and for a cycle
    that is finished.
    """
    info, current = TRACKS[cycle.track], Cycle.objects.select_for_update().get(pk=cycle.pk)
    states = {state.step: state for state in StepState.objects.select_for_update().filter(cycle=current)}
    problems = [] if reason.strip() else ["Tuliskan alasannya."]
    problems += order_refusals(info, order)
    if current.finished_on is not None:
        problems.append("Siklus ini sudah selesai.")
    moving = changed_places(list(states), order) if len(order) == len(states) else set()
    begun = [code for code in states if code in moving and states[code].status != StepStatus.NOT_STARTED]
    problems += [f"{find_step(cycle.track, code).name} sudah dimulai, jadi tempatnya tetap." for code in begun]
    if problems:
        raise CycleRefused(problems)
    for place, code in enumerate(order, 1):
        state = states[code]
        if state.position != place:
            state.position = place
            state.version += 1
            save_by(state, by)
    current.order_reason = reason.strip()
    current.version += 1
    save_by(current, by)
    return current
