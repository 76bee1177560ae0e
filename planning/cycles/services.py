"""Verbs of the step machine. Gates are counted here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.forms import BaseInlineFormSet
from django.utils import timezone

from kumuh.areas.models import Decree, Region
from kumuh.reviews import services as reviews
from kumuh.reviews.enums import ReviewState, ReviewVerb
from kumuh.reviews.queries import is_locked
from kumuh.reviews.rules import LOCKED
from planning.cycles import queries
from planning.cycles.catalog import DEFAULT_THRESHOLDS, TRACKS, Step, find_step, steps_after
from planning.cycles.enums import StepStatus
from planning.cycles.errors import CycleRefused, GateShort, StepLocked
from planning.cycles.models import Cycle, PrincipleNote, ScheduleItem, StepState
from planning.cycles.registry import after_close


@transaction.atomic
def start_cycle(
    *,
    track: str,
    region: Region,
    decree: Decree,
    fiscal_year: int,
    survey_year: int,
    by: Any,
    started_on: date | None = None,
    is_example: bool = False,
) -> Cycle:
    """Start a cycle: one programme in one kelurahan for one fiscal year, its first step open.

    Refuses (`CycleRefused`) a kelurahan that is not listed in an SK Kumuh in force on that day (guide
    100-0-100: needs are identified in locations fixed by SK Bupati/Walikota), and a second cycle of the
    same programme and year.
    """
    day = started_on or timezone.localdate()
    if TRACKS[track].needs_decree and decree not in queries.active_decrees(region, day):
        raise CycleRefused(
            f"Siklus belum dapat dimulai: tidak ada RT {region.name} dalam {decree} yang berlaku pada tanggal itu. "
            "Daftarkan RT-nya dalam SK Kumuh dahulu."
        )
    if Cycle.objects.filter(track=track, region=region, fiscal_year=fiscal_year).exists():
        raise CycleRefused(f"{region.name} sudah mempunyai siklus program ini untuk tahun {fiscal_year}.")
    cycle = Cycle.objects.create(
        track=track,
        region=region,
        decree=decree,
        fiscal_year=fiscal_year,
        survey_year=survey_year,
        started_by=by,
        started_on=day,
        is_example=is_example,
    )
    StepState.objects.bulk_create(StepState(cycle=cycle, step=step.code) for step in TRACKS[track].steps)
    _open_step(cycle, TRACKS[track].steps[0].code)
    return cycle


def _open_review(cycle: Cycle, step: Step, state: StepState) -> None:
    reviews.open_review(
        chain=step.chain,
        subject_id=state.pk,
        region=cycle.region,
        title=f"{step.name} – {cycle.region.name} {cycle.fiscal_year}",
    )


def _open_step(cycle: Cycle, code: str) -> None:
    state = StepState.objects.select_for_update().get(cycle=cycle, step=code)
    if state.status == StepStatus.NOT_STARTED:
        state.status = StepStatus.OPEN
        state.opened_at = timezone.now()
        state.save()
    step = find_step(cycle.track, code)
    if step.chain:
        _open_review(cycle, step, state)


def require_open(*, cycle: Cycle, step: str) -> None:
    """Go on if the content of the step may change; otherwise `StepLocked` says why and what to do.

    Working ahead on a step that has not started yet is allowed: order is kept at the gates, not at typing.
    """
    state = StepState.objects.filter(cycle=cycle, step=step)[0]
    name = find_step(cycle.track, step).name
    if state.status == StepStatus.CLOSED:
        raise StepLocked(
            f"Langkah {name} sudah selesai, isinya terkunci. Minta Pokja PKP membukanya kembali bila perlu diubah."
        )
    review = queries.review_of_step(state)
    if review is not None and is_locked(review):
        raise StepLocked(
            f"{name} sedang diperiksa ({review.get_state_display().lower()}), isinya terkunci sementara. "
            "Perubahan dapat dibuat setelah dikembalikan."
        )


def is_open(*, cycle: Cycle, step: str) -> bool:
    """Whether `require_open` would pass; for showing or hiding buttons."""
    try:
        require_open(cycle=cycle, step=step)
    except StepLocked:
        return False
    return True


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
    following = steps_after(cycle.track, step)
    if following:
        _open_step(cycle, following[0].code)
    else:
        cycle.finished_on = timezone.localdate()
        cycle.save(update_fields=["finished_on", "updated_at"])
    after_close(cycle, step, by)


def _short_of(cycle: Cycle, state: StepState) -> list[str]:
    short = [
        f"Langkah {find_step(cycle.track, other.step).name} belum selesai."
        for other in cycle.steps.all()
        if other.step < state.step and other.status != StepStatus.CLOSED
    ]
    short += queries.gate_sentences(state)
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

    Raises `CycleRefused` without a reason, and what `reviews.services.reopen` refuses.
    """
    if not reason.strip():
        raise CycleRefused("Tuliskan alasan membuka kembali langkah ini.")
    state = StepState.objects.select_for_update().get(cycle=cycle, step=step)
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
    codes = [later.code for later in steps_after(cycle.track, state.step)]
    for later in StepState.objects.select_for_update().filter(cycle=cycle, step__in=codes).order_by("-step"):
        _take_back_review(later, by, reason)
        if later.status != StepStatus.NOT_STARTED:
            _set_open(later, StepStatus.NOT_STARTED, reason)
    _set_open(state, StepStatus.OPEN, reason)
    Cycle.objects.filter(pk=cycle.pk).update(finished_on=None)


def _take_back_review(state: StepState, by: Any, reason: str) -> None:
    review = queries.review_of_step(state)
    if review is None:
        return
    if review.state == ReviewState.APPROVED:
        reviews.reopen(review=review, by=by, reason=reason)
    elif review.state in LOCKED:
        reviews.return_for_completion(review=review, by=by, reason=reason)


def _set_open(state: StepState, status: StepStatus, reason: str) -> None:
    state.refresh_from_db()
    state.status = status
    state.closed_at = state.closed_by = None
    state.reopened_reason = reason
    state.version += 1
    state.save()


@transaction.atomic
def set_thresholds(*, cycle: Cycle, values: Mapping[str, int]) -> None:
    """Keep only the values that differ from the programme's defaults. Percent, whole numbers."""
    cycle.thresholds = {key: value for key, value in values.items() if DEFAULT_THRESHOLDS.get(key) != value}
    cycle.version += 1
    cycle.save()


@transaction.atomic
def propose_schedule(*, cycle: Cycle) -> list[ScheduleItem]:
    """Fill an empty schedule with one line per step, back to back, in the shortest sensible durations."""
    require_open(cycle=cycle, step="P1")
    if cycle.schedule.exists():
        raise CycleRefused("Jadwal sudah ada isinya; ubah barisnya satu per satu.")
    start = cycle.started_on
    items = []
    for step in TRACKS[cycle.track].steps:
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
    """Save team, schedule and first data in one go; nothing is half-written. Refuses a locked P1."""
    require_open(cycle=cycle, step="P1")
    for formset in formsets:
        formset.save()


@transaction.atomic
def write_principles(*, cycle: Cycle, answers: Mapping[str, str]) -> None:
    """Keep the non-empty answers, one per principle of the guide 100-0-100; an emptied one is taken away."""
    for code, answer in answers.items():
        note = PrincipleNote.objects.filter(cycle=cycle, principle=code).first()
        if not answer.strip():
            if note is not None:
                note.delete()
        elif note is None:
            PrincipleNote.objects.create(cycle=cycle, principle=code, answer=answer)
        elif note.answer != answer:
            note.answer = answer
            note.version += 1
            note.save()
