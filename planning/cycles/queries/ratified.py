"""What became of steps after they were ratified: whether they stand, and when they were opened again."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from planning.cycles.catalog import find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, StepState


def stands(cycle: Cycle, step: str) -> bool:
    """Whether a step is closed and every one before it as well; what runs beside them is not asked.

    No query when the steps of the cycle are prefetched. False where the programme has no such step.
    """
    states = sorted(cycle.steps.all(), key=lambda state: state.position)
    for state in states:
        beside = state.step != step and find_step(cycle.track, state.step).continuous
        if not beside and state.status != StepStatus.CLOSED:
            return False
        if state.step == step:
            return True
    return False


def reopened_on(cycle_id: int) -> dict[str, date]:
    """The day on which each closed step of a cycle was last opened again, or fell with an earlier one. One query.

    By code of the step; steps that were never opened again are left out. `cycle_id` is the key of the cycle.
    """
    rows = StepState.history.filter(cycle_id=cycle_id).order_by("history_date", "history_id")
    found: dict[str, date] = {}
    before: dict[str, str] = {}
    for step, status, at in rows.values_list("step", "status", "history_date"):
        if before.get(step) == StepStatus.CLOSED and status != StepStatus.CLOSED:
            found[step] = timezone.localdate(at)
        before[step] = status
    return found
