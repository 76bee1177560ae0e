"""What every page of problems, usulan and ranking fetches and shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.forms import BaseForm, BoundField

from kumuh.accounts.models import PersonRequest
from kumuh.core.rights import may, require
from kumuh.core.scope import get_in_scope
from kumuh.reviews.queries import notes_by_pin
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, review_at, step_asking
from planning.proposals import queries
from planning.proposals.models import Proposal


def cycle_in_scope(request: PersonRequest, pk: int, right: str) -> Cycle:
    """The cycle inside the person's area (404), if they have the right on it (403)."""
    cycle: Cycle = get_in_scope(Cycle.objects.select_related("region__parent", "decree"), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def proposal_in_scope(request: PersonRequest, cycle: int, pk: int, right: str) -> Proposal:
    """The usulan of the cycle inside the person's area (404), if they have the right on it (403)."""
    row: Proposal = get_in_scope(queries.proposals_for(request.user), request.user, pk=pk, cycle_id=cycle)
    require(request.user, right, row)
    return row


def page_context(
    request: PersonRequest, cycle: Cycle, check: str, right: str, *, pins: Sequence[str] = (), **extra: Any
) -> dict[str, Any]:
    """The cycle, and whether the person may write now: by their rights and because one of the rows `pins` is open.

    Without pins the whole step that asks for `check` has to be open. `step_locked` is the sentence for who may write,
    but not now.
    """
    allowed, found = may(request, right, cycle), opening(cycle, step_asking(cycle, check))
    context = {
        "cycle": cycle,
        "opening": found,
        "may_write": allowed and found.allows(*pins),
        "step_locked": found.refusal_for(*pins) if allowed else "",
    }
    return context | extra


def review_context(request: PersonRequest, cycle: Cycle, check: str) -> dict[str, Any]:
    """The review of the step that asks for `check`, and its notes by pin, for `review_notes`."""
    review = review_at(cycle, check)
    return {"review": review, "notes": notes_by_pin(review, request.user)}


class Item(NamedTuple):
    """One line of a page: label, value, and the pin of its notes (empty: none)."""

    label: str
    value: Any
    pin: str


Pinned = list[tuple[BoundField, str]]


def pinned_fields(form: BaseForm, groups: Mapping[str, Sequence[str]], pins: Mapping[str, str]) -> dict[str, Pinned]:
    """Fields of the form by group, each with the pin of its notes (empty: none)."""
    return {group: [(form[name], pins.get(name, "")) for name in names] for group, names in groups.items()}
