"""What of a step is open, and the reviews of steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kumuh.core.acting import acting_person
from kumuh.core.formats import tanggal
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.models import Note, Review
from kumuh.reviews.queries import is_locked, open_notes, review_of
from planning.cycles.catalog import Step, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, StepState, StepUnlock
from planning.cycles.opening import Opening
from planning.cycles.queries.unlocks import SUBJECT, active_unlocks


def reviews_of(states: Iterable[StepState]) -> dict[int, Review]:
    found = Review.objects.filter(subject_type=SUBJECT, subject_id__in=[state.pk for state in states])
    return {review.subject_id: review for review in found}


def review_of_step(state: StepState) -> Review | None:
    """The review that approves this step; None when the step is closed by its closers."""
    chain = find_step(state.cycle.track, state.step).chain
    return review_of(chain, SUBJECT, state.pk) if chain else None


def review_in(cycle: Cycle, step: str) -> Review | None:
    """The review of a step of the cycle; None when it has none or was not opened yet."""
    state = StepState.objects.select_related("cycle").filter(cycle=cycle, step=step).first()
    return review_of_step(state) if state else None


def is_locked_step(state: StepState, review: Review | None) -> bool:
    """Whether the content of a step is closed to everybody: the step is closed, or it is under review."""
    return state.status == StepStatus.CLOSED or is_locked(review)


def opening(cycle: Cycle, step: str) -> Opening:
    """What of a step may be changed now by who acts (see `Opening`). At most five queries."""
    state = StepState.objects.filter(cycle=cycle, step=step).first()
    if state is None:  # what no step of the programme asks for is never locked
        return Opening()
    declared = find_step(cycle.track, step)
    found = _opening(declared, state, review_of(declared.chain, SUBJECT, state.pk) if declared.chain else None)
    return found if found.pins or found.whole else _with_key(found, active_unlocks(cycle).get(step))


def openings(cycle: Cycle) -> dict[str, Opening]:
    """The same for every step of the cycle, in order. Three queries, and two more for each step that was returned."""
    states = {state.step: state for state in StepState.objects.filter(cycle=cycle)}
    reviews, keys = reviews_of(states.values()), active_unlocks(cycle)
    found = {
        code: _opening(find_step(cycle.track, code), state, reviews.get(state.pk)) for code, state in states.items()
    }
    return {code: one if one.whole or one.pins else _with_key(one, keys.get(code)) for code, one in found.items()}


def _with_key(locked: Opening, key: StepUnlock | None) -> Opening:
    """A locked step is open to the person who acts and holds its key; everybody else reads who holds it."""
    if key is None:
        return locked
    person = acting_person()
    if person is not None and person.pk == key.person_id:
        return Opening(until=key.until)
    return Opening(f"{locked.refusal} Sampai {tanggal(key.until)} terbuka sementara bagi {key.person}.")


def _opening(step: Step, state: StepState, review: Review | None) -> Opening:
    if state.status == StepStatus.CLOSED:
        return Opening(
            f"Langkah {step.name} sudah selesai, isinya terkunci. Minta Pokja PKP membukanya kembali bila perlu diubah."
        )
    if review is None:
        return Opening()
    if is_locked(review):
        return Opening(
            f"{step.name} sedang diperiksa ({review.get_state_display().lower()}), isinya terkunci sementara. "
            "Perubahan dapat dibuat setelah dikembalikan."
        )
    returned = review.state == ReviewState.RETURNED
    notes = open_notes(review)
    if notes is None:
        return Opening(returned=returned)
    return Opening(_partly(step, notes), frozenset(note.pin for note in notes), returned)


def _partly(step: Step, notes: Sequence[Note], limit: int = 6) -> str:
    """Which rows a partial return opened, and what to do when another one has to change as well."""
    places = list(dict.fromkeys(note.pin_label or note.pin for note in notes))
    more = f" dan {len(places) - limit} lagi" if len(places) > limit else ""
    return (
        f"{step.name} dikembalikan sebagian; yang terbuka hanya yang diberi catatan: "
        f"{'; '.join(places[:limit])}{more}. Isian lain terkunci. Bila isian lain juga perlu diubah, minta "
        "Pokja PKP memberi catatan pada isian itu, atau membuka seluruh langkah dengan catatan umum."
    )


def order_sentences(state: StepState) -> list[str]:
    """Which earlier steps are still open, as sentences."""
    track = state.cycle.track
    earlier = state.cycle.steps.filter(position__lt=state.position).exclude(status=StepStatus.CLOSED)
    return [f"Langkah {find_step(track, other.step).name} belum selesai." for other in earlier]
