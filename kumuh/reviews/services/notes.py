"""Notes pinned to a field or row: written by deciders, answered by the people of the work."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.reviews import queries
from kumuh.reviews.enums import ReviewState, Severity
from kumuh.reviews.errors import NotYourTurn, OwnWork, ReviewError, WrongState
from kumuh.reviews.models import Note, Review
from kumuh.reviews.registry import CHAINS
from kumuh.reviews.rules import ADVISABLE, NOTABLE


@dataclass(frozen=True)
class NewNote:
    """What a decider writes; `pin` names a field or row (`kegiatan:12/biaya`), "" the whole subject."""

    text: str
    pin: str = ""
    pin_label: str = ""
    severity: str = Severity.REQUIRED
    internal: bool = False


@transaction.atomic
def add_note(
    *,
    review: Review,
    by: User,
    pin: str = "",
    pin_label: str = "",
    text: str,
    severity: str = Severity.REQUIRED,
    internal: bool = False,
) -> Note:
    """Pin a note while the work is submitted, verified or returned; in a returned one it opens its row at once.

    Verifiers and approvers of the chain write; consulted bodies too, until somebody verifies, but nothing internal.
    Raises `NotYourTurn`, `OwnWork`, `WrongState` or `ReviewError` for an empty text. An internal note never asks for
    an answer, so its severity is advice.
    """
    locked = Review.objects.select_for_update().get(pk=review.pk)
    chain = CHAINS[locked.chain]
    held = by.roles_in(locked.region_id)
    decides = not held.isdisjoint(chain.deciders)
    if not decides and held.isdisjoint(chain.advisers):
        raise NotYourTurn("Catatan ditulis oleh pemeriksa, pengesah atau yang dimintai pertimbangan.")
    if not decides and internal:
        raise NotYourTurn("Catatan dalam hanya ditulis oleh pemeriksa atau pengesah.")
    if not decides and locked.state not in ADVISABLE:
        raise WrongState("Yang dimintai pertimbangan memberi catatan setelah diajukan dan sebelum diverifikasi.")
    if by.pk in queries.own_people(locked):
        raise OwnWork("Anda ikut mengajukan atau menjawab catatan, jadi catatan ditulis orang lain.")
    new = NewNote(text, pin, pin_label, severity, internal)
    return write_note(review=locked, by=by, note=new)


def write_note(*, review: Review, by: User, note: NewNote) -> Note:
    """Store a note of somebody who was already found allowed to decide."""
    if review.state not in NOTABLE:
        raise WrongState("Catatan ditulis setelah diajukan dan sebelum disahkan.")
    if not note.text.strip():
        raise ReviewError("Tulis isi catatannya.")
    return Note.objects.create(
        review=review,
        round=review.round,
        pin=note.pin.strip(),
        pin_label=note.pin_label.strip(),
        text=note.text.strip(),
        severity=Severity.ADVICE if note.internal else note.severity,
        internal=note.internal,
        author=by,
    )


@transaction.atomic
def answer_note(*, note: Note, by: User, text: str) -> Note:
    """Answer a note; a later answer replaces it and the old words stay in the change history.

    Raises `NotYourTurn`, `OwnWork` (the author of the note), `WrongState` (approved) or `ReviewError` (empty).
    """
    review = Review.objects.select_for_update().get(pk=note.review_id)
    locked = Note.objects.select_for_update().get(pk=note.pk)
    chain = CHAINS[review.chain]
    if locked.internal or by.roles_in(review.region_id).isdisjoint(chain.submit_roles):
        raise NotYourTurn("Catatan dijawab oleh orang yang mengajukan atau timnya.")
    if locked.author_id == by.pk:
        raise OwnWork("Anda menulis catatan ini, jadi jawabannya ditulis orang lain.")
    if review.state == ReviewState.APPROVED:
        raise WrongState("Sudah disahkan; catatan tidak dijawab lagi.")
    if not text.strip():
        raise ReviewError("Tulis jawabannya.")
    locked.answer, locked.answered_by, locked.answered_at = text.strip(), by, timezone.now()
    locked.version += 1
    locked.save()
    note.refresh_from_db()
    return note
