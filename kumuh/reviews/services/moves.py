"""The moves from draft to approved. One row lock, one event per move, mail after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.accounts.models import User
from kumuh.areas.models import Region
from kumuh.reviews import queries
from kumuh.reviews.enums import ReviewState, ReviewVerb
from kumuh.reviews.errors import NotReady, NotYourTurn, OwnWork, ReasonMissing, UnansweredNotes, WrongState
from kumuh.reviews.models import Review, ReviewEvent
from kumuh.reviews.registry import CHAINS, Chain
from kumuh.reviews.rules import DECISIONS, NEEDS_REASON, TRANSITIONS, acting_role, next_state, outstanding, verb_roles
from kumuh.reviews.services.mail import tell_whose_turn
from kumuh.reviews.services.notes import NewNote, write_note


@transaction.atomic
def open_review(*, chain: str, subject_id: int, region: Region, title: str) -> Review:
    """The review of the subject, made as a draft when there is none; calling again gives the same row.

    Raises KeyError for an undeclared chain.
    """
    declared = CHAINS[chain]
    review, _ = Review.objects.get_or_create(
        chain=chain,
        subject_type=declared.subject_type,
        subject_id=subject_id,
        defaults={"region": region, "title": title, "waiting_since": timezone.now()},
    )
    return review


def submit(*, review: Review, by: User, version: int | None = None) -> Review:
    """Ajukan: draft or returned → submitted. A resubmission starts a new round.

    Raises `NotYourTurn`, `WrongState`, `UnansweredNotes` (every required note must have an answer) or `NotReady`.
    """
    return _move(review, ReviewVerb.SUBMIT, by, version=version)


def return_for_completion(
    *, review: Review, by: User, reason: str = "", notes: Iterable[NewNote] = (), version: int | None = None
) -> Review:
    """Kembalikan: submitted or verified → returned; earlier verification and approvals of the round are void.

    Needs words: a reason, a new note, or a required note already written and unanswered. A general reason opens
    everything again, notes alone only the rows they are pinned to (`queries.open_pins`).
    Raises `NotYourTurn`, `OwnWork`, `WrongState`, `ReasonMissing`.
    """
    return _move(review, ReviewVerb.RETURN, by, reason=reason, notes=tuple(notes), version=version)


def verify(*, review: Review, by: User, reason: str = "", version: int | None = None) -> Review:
    """Verifikasi: submitted → verified. Raises as `approve` does."""
    return _move(review, ReviewVerb.VERIFY, by, reason=reason, version=version)


def approve(*, review: Review, by: User, reason: str = "", version: int | None = None) -> Review:
    """Sahkan in the role whose signature is missing; the last one makes the review approved.

    Raises `NotYourTurn`, `OwnWork` (submitters, people who answered notes, and who already decided in this round),
    `WrongState`, `UnansweredNotes` or `NotReady`.
    """
    return _move(review, ReviewVerb.APPROVE, by, reason=reason, version=version)


def reopen(*, review: Review, by: User, reason: str, version: int | None = None) -> Review:
    """Buka kembali: approved → draft of a new round. Verification and approvals are void, the history stays.

    Raises `NotYourTurn`, `WrongState` or `ReasonMissing`.
    """
    return _move(review, ReviewVerb.REOPEN, by, reason=reason, version=version)


@transaction.atomic
def _move(
    review: Review,
    verb: ReviewVerb,
    by: User,
    *,
    reason: str = "",
    notes: tuple[NewNote, ...] = (),
    version: int | None = None,
) -> Review:
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if version is not None and version != locked.version:
        raise WrongState("Pemeriksaan ini sudah berubah sejak halaman dibuka. Baca keadaannya yang baru dahulu.")
    chain = CHAINS[locked.chain]
    approved_as = queries.approved_roles(locked)
    role = _role_for(locked, chain, verb, by, approved_as)
    reason = reason.strip()
    for note in notes:
        write_note(review=locked, by=by, note=note)
    _refuse_incomplete(locked, chain, verb, reason)

    state = ReviewState(locked.state)
    left = len(outstanding(chain, [*approved_as, role])) if verb == ReviewVerb.APPROVE else 0
    target = next_state(state, verb, signatures_left=left)
    _write_event(locked, verb, target, role, by, reason)
    AFTER.get((verb, target), _nothing)(chain)(locked.subject_id)
    if target != state:
        transaction.on_commit(partial(tell_whose_turn, review_id=locked.pk))
    review.refresh_from_db()
    return review


def _role_for(review: Review, chain: Chain, verb: ReviewVerb, by: User, approved_as: frozenset[str]) -> str:
    state = ReviewState(review.state)
    if (state, verb) not in TRANSITIONS:
        raise WrongState(f"Tidak dapat {verb.label} sekarang: keadaannya “{state.label}”.")
    allowed = verb_roles(chain, state, verb, approved_as)
    role = acting_role(allowed, by.roles_in(review.region_id))
    if not role:
        raise NotYourTurn(f"Hanya {role_names(allowed)} di wilayah ini yang dapat {verb.label} sekarang.")
    if verb in DECISIONS and by.pk in queries.own_people(review):
        raise OwnWork("Anda ikut mengajukan atau menjawab catatan, jadi keputusan diambil orang lain.")
    if verb in (ReviewVerb.VERIFY, ReviewVerb.APPROVE) and by.pk in queries.deciders(review):
        raise OwnWork("Anda sudah memutuskan pada putaran ini; tahap berikutnya diputuskan orang lain.")
    return role


def _refuse_incomplete(review: Review, chain: Chain, verb: ReviewVerb, reason: str) -> None:
    if verb in NEEDS_REASON and not reason:
        raise ReasonMissing("Tulis alasan membuka kembali. Alasan ini disimpan dalam riwayat.")
    unanswered = queries.unanswered(review)
    if verb == ReviewVerb.RETURN:
        if not reason and not unanswered:
            raise ReasonMissing("Tulis apa yang perlu dilengkapi: alasan umum atau catatan pada isian.")
        return
    if verb == ReviewVerb.REOPEN:
        return
    if unanswered:
        raise UnansweredNotes((note.pin, note.pin_label, note.text) for note in unanswered)
    checks = {
        ReviewVerb.SUBMIT: chain.on_submit,
        ReviewVerb.VERIFY: chain.on_verify,
        ReviewVerb.APPROVE: chain.on_approve,
    }
    blockers = checks[verb](review.subject_id)
    if blockers:
        raise NotReady(blockers)


def _write_event(review: Review, verb: ReviewVerb, target: ReviewState, role: str, by: User, reason: str) -> None:
    resubmitted = verb == ReviewVerb.SUBMIT and review.state == ReviewState.RETURNED
    if verb in (ReviewVerb.RETURN, ReviewVerb.REOPEN):
        review.events.filter(verb__in=(ReviewVerb.VERIFY, ReviewVerb.APPROVE)).update(voided=True)
    if resubmitted or verb == ReviewVerb.REOPEN:
        review.round += 1
    ReviewEvent.objects.create(
        review=review,
        verb=verb,
        from_state=review.state,
        to_state=target,
        round=review.round,
        role=role,
        by=by,
        reason=reason,
    )
    review.state = target
    review.waiting_since = None if target == ReviewState.APPROVED else timezone.now()
    review.version += 1
    review.save()


def _nothing(chain: Chain) -> Callable[[int], None]:
    return lambda subject_id: None


AFTER: dict[tuple[ReviewVerb, ReviewState], Callable[[Chain], Callable[[int], None]]] = {
    (ReviewVerb.APPROVE, ReviewState.APPROVED): lambda chain: chain.after_approve,
    (ReviewVerb.REOPEN, ReviewState.DRAFT): lambda chain: chain.after_reopen,
}
