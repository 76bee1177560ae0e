"""Reviews of the example cycles: submitted, perhaps returned and answered, verified, approved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kumuh.accounts.models import User
from kumuh.reviews.enums import Opinion
from kumuh.reviews.models import Review
from kumuh.reviews.queries import opinions
from kumuh.reviews.services import NewNote, answer_note, approve, consult, return_for_completion, submit, verify
from planning.cycles.catalog import Approval, Step
from planning.cycles.models import Cycle
from planning.cycles.queries import review_of_step, step_states

People = Mapping[str, User]
#: Turns the place of a note in the story (`masalah:4/akar_penyebab`) into pin, its words, and what to correct.
Corrects = Callable[[str], tuple[str, str, Callable[[str], Any]]]


def review_step(*, cycle: Cycle, step: str, told: Mapping[str, Any], people: People, corrects: Corrects) -> Review:
    """Carry the review of a step as far as the story says: all the way, unless it names `ajukan` or `verifikasi` only.

    A returned note is answered by the facilitator after correcting what it was pinned to.
    """
    review = review_of_step(step_states(cycle)[step])
    if review is None:
        raise LookupError(f"{step} has no review")
    submit(review=review, by=people["fasilitator"])
    if "kembali" in told:
        _return(review, told["kembali"], people, corrects)
    if told.get("ajukan") and not told.get("verifikasi"):
        return review
    _hear_the_consulted(review, people)
    verify(review=review, by=people["pokja"])
    if told.get("verifikasi"):
        return review
    approve(review=review, by=people["bkm"])
    return approve(review=review, by=people["lurah"])


def _hear_the_consulted(review: Review, people: Mapping[str, User]) -> None:
    """Every consulted body of the chain speaks through the person of the story who holds one of its roles."""
    for body in opinions(review):
        consult(
            review=review,
            by=person_of(roles=body.roles, people=people),
            opinion=Opinion.AGREE,
            reason="Sejalan dengan rencana yang berlaku.",
        )


def person_of(*, roles: Iterable[str], people: People) -> User:
    """The example person who holds one of these roles: the accounts are named after theirs."""
    return next(people[role.lower()] for role in sorted(roles) if role.lower() in people)


def approve_step(*, cycle: Cycle, step: Step, people: People) -> Review:
    """Carry the review of a step all the way: submitted, heard, verified, every signature given."""
    review, approval = submit_step(cycle=cycle, step=step, people=people), _approval(step)
    _hear_the_consulted(review, people)
    verify(review=review, by=person_of(roles=approval.verified_by, people=_others(approval, people)))
    for roles in approval.signed_by:
        review = approve(review=review, by=person_of(roles=roles, people=people))
    return review


def submit_step(*, cycle: Cycle, step: Step, people: People) -> Review:
    """Submit the review of a step by somebody who drafts it and signs nothing."""
    review, approval = review_of_step(step_states(cycle)[step.code]), _approval(step)
    if review is None:
        raise LookupError(f"{step.code} has no review")
    submit(review=review, by=person_of(roles=approval.drafted_by, people=_others(approval, people)))
    return review


def _approval(step: Step) -> Approval:
    if step.approval is None:
        raise LookupError(f"{step.code} has no review")
    return step.approval


def _others(approval: Approval, people: People) -> People:
    """The people without those who sign."""
    signers = [person_of(roles=roles, people=people) for roles in approval.signed_by]
    return {name: user for name, user in people.items() if user not in signers}


def _return(review: Review, told: Mapping[str, str], people: People, corrects: Corrects) -> None:
    pin, label, correct = corrects(told["letak"])
    note = NewNote(text=told["catatan"], pin=pin, pin_label=label)
    return_for_completion(review=review, by=people["pokja"], notes=[note])
    correct(told["perbaikan"])
    answer_note(note=review.notes.latest("pk"), by=people["fasilitator"], text=told["jawaban"])
    submit(review=review, by=people["fasilitator"])
