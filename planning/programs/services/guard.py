"""What every verb of a cycle's content asks first, and how a row is kept with its author."""

from __future__ import annotations

from kumuh.areas.models import Region
from kumuh.reviews.models import Review
from planning.cycles.models import Cycle
from planning.cycles.queries import review_at, step_asking
from planning.cycles.services import require_open


def hold_step(*, cycle: Cycle, check: str, pins: tuple[str, ...] = ()) -> None:
    """Go on if the rows `pins` of the step that asks for `check` may change (none named: all of it).

    Keeps an approval from slipping in until this commits.

    Locks the review row that every move of the review locks as well, so that a total is checked either before or
    after this change, never in between. Raises StepLocked. Needs a transaction.
    """
    review = review_at(cycle, check)
    if review is not None:
        Review.objects.select_for_update().get(pk=review.pk)
    require_open(cycle=cycle, step=step_asking(cycle, check), pins=pins)


def same_place(*, region: Region, code: str) -> bool:
    """Whether a dotted code is this region or lies below it."""
    return code == region.code or code.startswith(f"{region.code}.")
