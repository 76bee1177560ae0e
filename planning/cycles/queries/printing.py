"""What the printed papers of a single step read."""

from __future__ import annotations

from planning.cycles.models import StepState


def step_for_print(pk: int) -> StepState:
    """A step with its cycle, place, record, papers and the other steps. Raises `StepState.DoesNotExist`."""
    rows = StepState.objects.select_related("cycle__region__parent__parent__parent", "cycle__decree", "closed_by")
    return rows.prefetch_related("cycle__steps", "cycle__answers", "cycle__papers").get(pk=pk)
