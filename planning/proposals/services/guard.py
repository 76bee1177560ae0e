"""What verbs about several rows of the plan ask first."""

from __future__ import annotations

from collections.abc import Iterable

from planning.cycles.errors import StepLocked
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, step_asking

CHECK = "usulan"


def require_rows(*, cycle: Cycle, rows: Iterable[str], whole: str = "") -> None:
    """Go on if every one of these rows of the plan may change, or the row `whole` that holds them all; no rows need
    the whole step. Raises StepLocked."""
    found, wanted = opening(cycle, step_asking(cycle, CHECK)), list(rows)
    if found.allows(whole) or (wanted and all(found.allows(row) for row in wanted)):
        return
    raise StepLocked(found.refusal)
