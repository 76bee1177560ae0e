"""The step map of one cycle from its progress."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle
from planning.cycles.queries import StepProgress, days_since, waiting_since
from planning.cycles.stepmap.shape import StepFact, StepMap, shape_map


def step_map(cycle: Cycle, rows: Sequence[StepProgress], *, page: str | None = None) -> StepMap:
    """What the map of the cycle says. Boxes lead to the steps on `page` (default: the page of the cycle). No query."""
    address = reverse("cycles:cycle-detail", args=[cycle.pk]) if page is None else page
    return shape_map([_fact(row, address) for row in rows], ident=f"peta-{cycle.pk}", title=f"Peta langkah {cycle}")


def _fact(row: StepProgress, page: str) -> StepFact:
    state, review = row.state, row.review
    since = state.closed_at if row.closed else waiting_since(state, review)
    return StepFact(
        step=row.step,
        status=state.status,
        review=review.state if review else "",
        reopened=state.status == StepStatus.OPEN and bool(state.reopened_reason),
        turn=row.turn,
        days=days_since(since),
        missing=len(row.missing) if row.turn and row.parts else None,
        url=f"{page}#{row.step.code}",
    )
