"""Verbs of the step machine. Gates are counted here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.reviews import services as reviews
from kumuh.reviews.enums import ReviewState, ReviewVerb
from planning.cycles import queries
from planning.cycles.catalog import Step, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.errors import CycleRefused, GateShort, StepLocked
from planning.cycles.models import Cycle, StepState
from planning.cycles.registry import after_close
from planning.cycles.services.unlocks import end_keys


def _open_review(cycle: Cycle, step: Step, state: StepState) -> None:
    reviews.open_review(
        chain=step.chain,
        subject_id=state.pk,
        region=cycle.region,
        title=f"{step.name} – {cycle.region.name} {cycle.fiscal_year}",
    )


def open_step(*, cycle: Cycle, step: str) -> None:
    """Mark a step as open and open its review; calling again changes nothing."""
    state = StepState.objects.select_for_update().get(cycle=cycle, step=step)
    if state.status == StepStatus.NOT_STARTED:
        state.status = StepStatus.OPEN
        state.opened_at = timezone.now()
        state.save()
    declared = find_step(cycle.track, step)
    if declared.chain:
        _open_review(cycle, declared, state)


def require_open(*, cycle: Cycle, step: str, pins: tuple[str, ...] = ()) -> None:
    """Go on if the content of the step may change; otherwise `StepLocked` says why and what to do.

    `pins` name the row that is to be changed (`("usulan:7",)`; several where it belongs to more than one): after a
    partial return only marked rows are open. Verbs that add rows or replace whole lists name none and need the
    whole step. Working ahead on a step that has not started yet is allowed: order is kept at the gates, not at typing.
    What no step of the programme asks for (`step` empty or unknown) is never locked.
    """
    refusal = queries.opening(cycle, step).refusal_for(*pins)
    if refusal:
        raise StepLocked(refusal)


def is_open(*, cycle: Cycle, step: str, pins: tuple[str, ...] = ()) -> bool:
    """Whether `require_open` would pass; for showing or hiding buttons."""
    return queries.opening(cycle, step).allows(*pins)


@transaction.atomic
def close_step(*, cycle: Cycle, step: str, by: Any) -> None:
    """Close a step whose gate holds and open the next one; the last step finishes the cycle.

    Raises `GateShort` with every missing sentence: earlier steps open, parts missing, or review not DISAHKAN.
    """
    state = StepState.objects.select_for_update().get(cycle=cycle, step=step)
    if state.status == StepStatus.CLOSED:
        return
    short = _short_of(cycle, state)
    if short:
        raise GateShort(short)
    state.status = StepStatus.CLOSED
    state.closed_at = timezone.now()
    state.closed_by = by
    state.version += 1
    state.save()
    following = cycle.steps.filter(position__gt=state.position).exclude(status=StepStatus.CLOSED).first()
    if following is not None:
        open_step(cycle=cycle, step=following.step)
    elif not cycle.steps.exclude(status=StepStatus.CLOSED).exists():
        cycle.finished_on = timezone.localdate()
        cycle.save(update_fields=["finished_on", "updated_at"])
    after_close(cycle, step, by)


def _short_of(cycle: Cycle, state: StepState) -> list[str]:
    short = [*queries.order_sentences(state), *queries.gate_sentences(state)]
    review = queries.review_of_step(state)
    if review is not None and review.state != ReviewState.APPROVED:
        short.append(f"Pemeriksaan {review.title} belum disahkan.")
    return short


def close_approved_step(*, state_id: int) -> None:
    """After the last approval of its review a step closes by itself, in the name of who gave it."""
    state = StepState.objects.select_related("cycle").get(pk=state_id)
    review = queries.review_of_step(state)
    if review is not None:
        last = review.events.filter(verb=ReviewVerb.APPROVE).select_related("by").latest("pk")
        close_step(cycle=state.cycle, step=state.step, by=last.by)


@transaction.atomic
def reopen_step(*, cycle: Cycle, step: str, by: Any, reason: str) -> None:
    """Open a closed step again; approvals of it and of later steps fall, their history stays.

    Raises `CycleRefused` without a reason or for a step that is not closed, and what `reviews.services.reopen` refuses.
    """
    if not reason.strip():
        raise CycleRefused("Tuliskan alasan membuka kembali langkah ini.")
    state = StepState.objects.select_for_update().select_related("cycle").get(cycle=cycle, step=step)
    if state.status != StepStatus.CLOSED:
        raise CycleRefused(
            f"Langkah {find_step(cycle.track, step).name} belum selesai, jadi tidak perlu dibuka kembali."
        )
    review = queries.review_of_step(state)
    if review is not None and review.state == ReviewState.APPROVED:
        reviews.reopen(review=review, by=by, reason=reason)  # comes back through `reopen_after_review`
    else:
        _fall_back(state, by, reason)


def reopen_after_review(*, state_id: int) -> None:
    """A reopened review opens its step and takes back what came after it, by the same person and reason."""
    state = StepState.objects.select_for_update().get(pk=state_id)
    review = queries.review_of_step(state)
    if review is None:
        return
    event = review.events.filter(verb=ReviewVerb.REOPEN).select_related("by").latest("pk")
    _fall_back(state, event.by, event.reason)


def _fall_back(state: StepState, by: Any, reason: str) -> None:
    """Open `state`; later steps, last first, lose their approval and wait again."""
    cycle = state.cycle
    rows = StepState.objects.select_for_update(of=("self",)).select_related("cycle__region")
    after = list(rows.filter(cycle=cycle, position__gt=state.position).order_by("-position"))
    end_keys(states=[state, *after], by=by)
    for later in after:
        _take_back_review(later, by, reason)
        if find_step(cycle.track, later.step).continuous:
            _set_open(later, StepStatus.OPEN, reason)
        elif later.status != StepStatus.NOT_STARTED:
            _set_open(later, StepStatus.NOT_STARTED, reason)
    _set_open(state, StepStatus.OPEN, reason)
    Cycle.objects.filter(pk=cycle.pk).update(finished_on=None)


def _take_back_review(state: StepState, by: Any, reason: str) -> None:
    """The review of a later step falls with it, whoever examines it: its approval rested on what is open again."""
    review = queries.review_of_step(state)
    if review is not None:
        reviews.take_back(review=review, by=by, reason=reason)


def _set_open(state: StepState, status: StepStatus, reason: str) -> None:
    state.refresh_from_db()
    state.status = status
    state.closed_at = state.closed_by = None
    state.reopened_reason = reason
    state.version += 1
    state.save()
