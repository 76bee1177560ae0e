"""The step map of one cycle from its progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, StepUnlock
from planning.cycles.queries import StepProgress, days_since, step_url, waiting_since
from planning.cycles.stepmap.shape import StepFact, StepMap, shape_map


def step_map(cycle: Cycle, rows: Sequence[StepProgress], keys: Mapping[str, StepUnlock]) -> StepMap:
    """What the map of the cycle says, its boxes leading to the steps; `keys` are those in force, by step. No query."""
    facts = [_fact(cycle, row, keys.get(row.step.code)) for row in rows]
    return shape_map(facts, ident=f"peta-{cycle.pk}", title=f"Peta langkah {cycle}")


def _fact(cycle: Cycle, row: StepProgress, key: StepUnlock | None) -> StepFact:
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
        url=step_url(cycle, row.step.code),
        unlocked_until=key.until if key else None,
    )
