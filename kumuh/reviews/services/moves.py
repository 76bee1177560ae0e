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
from kumuh.reviews.enums import Opinion, ReviewState, ReviewVerb
from kumuh.reviews.errors import NotReady, NotYourTurn, OwnWork, ReasonMissing, UnansweredNotes, WrongState
from kumuh.reviews.models import Review, ReviewEvent
from kumuh.reviews.registry import CHAINS, Chain
from kumuh.reviews.rules import (
    DECISIONS,
    FALLING,
    JUDGEMENTS,
    LOCKED,
    NEEDS_REASON,
    TRANSITIONS,
    Given,
    acting_role,
    next_state,
    outstanding,
    verb_roles,
)
from kumuh.reviews.services.mail import tell_approved, tell_whose_turn
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


def consult(*, review: Review, by: User, opinion: str, reason: str, version: int | None = None) -> Review:
    """Beri pertimbangan: the opinion of one consulted body while the work is submitted; it falls on a return.

    `opinion` is one of `Opinion`; what must change is written as notes. Raises `NotYourTurn` (no body of theirs is
    still asked), `OwnWork`, `WrongState`, or `ReasonMissing` without words or a known opinion.
    """
    return _move(review, ReviewVerb.CONSULT, by, reason=reason, opinion=opinion, version=version)


def acknowledge(*, review: Review, by: User, version: int | None = None) -> Review:
    """Tandai sudah diketahui: an informed role has read what was approved; nothing waits for it.

    Raises `NotYourTurn` (also when the role acknowledged already) or `WrongState`.
    """
    return _move(review, ReviewVerb.ACKNOWLEDGE, by, version=version)


def verify(*, review: Review, by: User, reason: str = "", version: int | None = None) -> Review:
    """Verifikasi: submitted → verified.

    Raises as `approve` does; `NotReady` also names the bodies that must give their opinion first.
    """
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
def take_back(*, review: Review, by: User, reason: str) -> Review:
    """Let a review fall with what it rests on: approved → draft of a new round, under examination → returned.

    For the owner of the subject, when something earlier was opened again: who may do that was asked there, so no role
    of this chain is needed. Judgements are void, the history stays; what is a draft or returned stays as it is.
    Raises `ReasonMissing`.
    """
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if not reason.strip():
        raise ReasonMissing("Tulis alasannya. Kata-kata ini disimpan dalam riwayat.")
    if locked.state in LOCKED:
        verb = ReviewVerb.REOPEN if locked.state == ReviewState.APPROVED else ReviewVerb.RETURN
        role = acting_role(by.roles_in(locked.region_id), by.roles_in(locked.region_id))
        target = TRANSITIONS[ReviewState(locked.state), verb]
        _write_event(locked, ReviewEvent(verb=verb, to_state=target, role=role, by=by, reason=reason.strip()))
        transaction.on_commit(partial(tell_whose_turn, review_id=locked.pk))
    review.refresh_from_db()
    return review


@transaction.atomic
def _move(
    review: Review,
    verb: ReviewVerb,
    by: User,
    *,
    reason: str = "",
    notes: tuple[NewNote, ...] = (),
    opinion: str = "",
    version: int | None = None,
) -> Review:
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if version is not None and version != locked.version:
        raise WrongState("Pemeriksaan ini sudah berubah sejak halaman dibuka. Baca keadaannya yang baru dahulu.")
    chain = CHAINS[locked.chain]
    given, party = queries.given_roles(locked), queries.party_of(locked)
    role = _role_for(locked, chain, verb, by, given)
    reason = reason.strip()
    if verb == ReviewVerb.CONSULT and opinion not in Opinion.values:
        raise ReasonMissing("Pilih setuju atau setuju dengan catatan.")
    for note in notes:
        write_note(review=locked, by=by, note=note)
    _refuse_incomplete(locked, chain, verb, reason)

    state = ReviewState(locked.state)
    left = len(outstanding(chain, [*given[ReviewVerb.APPROVE], role])) if verb == ReviewVerb.APPROVE else 0
    target = next_state(state, verb, signatures_left=left)
    event = ReviewEvent(verb=verb, to_state=target, role=role, by=by, reason=reason, opinion=opinion)
    _write_event(locked, event)
    AFTER.get((verb, target), _nothing)(chain)(locked.subject_id)
    if queries.party_of(locked) != party:
        transaction.on_commit(partial(tell_whose_turn, review_id=locked.pk))
    if target == ReviewState.APPROVED != state:
        transaction.on_commit(partial(tell_approved, review_id=locked.pk))
    review.refresh_from_db()
    return review


def _role_for(review: Review, chain: Chain, verb: ReviewVerb, by: User, given: Given) -> str:
    state = ReviewState(review.state)
    if (state, verb) not in TRANSITIONS:
        raise WrongState(f"Tidak dapat {verb.label} sekarang: keadaannya “{state.label}”.")
    allowed = verb_roles(chain, state, verb, given)
    role = acting_role(allowed, by.roles_in(review.region_id))
    if not role:
        raise NotYourTurn(f"Hanya {role_names(allowed)} di wilayah ini yang dapat {verb.label} sekarang.")
    if verb in DECISIONS and by.pk in queries.own_people(review):
        raise OwnWork("Anda ikut mengajukan atau menjawab catatan, jadi keputusan diambil orang lain.")
    if verb in JUDGEMENTS and by.pk in queries.deciders(review):
        raise OwnWork("Anda sudah memutuskan pada putaran ini; tahap berikutnya diputuskan orang lain.")
    return role


def _refuse_incomplete(review: Review, chain: Chain, verb: ReviewVerb, reason: str) -> None:
    if verb in NEEDS_REASON and not reason:
        raise ReasonMissing(f"Tulis alasan {verb.label}. Kata-kata ini disimpan dalam riwayat.")
    unanswered = queries.unanswered(review)
    if verb == ReviewVerb.RETURN:
        if not reason and not unanswered:
            raise ReasonMissing("Tulis apa yang perlu dilengkapi: alasan umum atau catatan pada isian.")
        return
    if verb in (ReviewVerb.CONSULT, ReviewVerb.REOPEN, ReviewVerb.ACKNOWLEDGE):
        return
    if verb == ReviewVerb.VERIFY and (silent := queries.opinions_missing(review)):
        raise NotReady(silent)
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


def _write_event(review: Review, event: ReviewEvent) -> None:
    """Complete and store the event, and take the review where it leads."""
    resubmitted = event.verb == ReviewVerb.SUBMIT and review.state == ReviewState.RETURNED
    if event.verb in (ReviewVerb.RETURN, ReviewVerb.REOPEN):
        review.events.filter(verb__in=FALLING).update(voided=True)
    if resubmitted or event.verb == ReviewVerb.REOPEN:
        review.round += 1
    event.review, event.from_state, event.round = review, review.state, review.round
    event.mandate = event.by.mandate_in(event.role, review.region_id)
    event.save(force_insert=True)
    review.state = event.to_state
    review.waiting_since = None if review.state == ReviewState.APPROVED else timezone.now()
    review.version += 1
    review.save()


def _nothing(chain: Chain) -> Callable[[int], None]:
    return lambda subject_id: None


AFTER: dict[tuple[ReviewVerb, ReviewState], Callable[[Chain], Callable[[int], None]]] = {
    (ReviewVerb.APPROVE, ReviewState.APPROVED): lambda chain: chain.after_approve,
    (ReviewVerb.REOPEN, ReviewState.DRAFT): lambda chain: chain.after_reopen,
}
