"""Refusals of a review, as sentences for people."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError


class ReviewError(ValidationError):
    """The move is not possible now; `messages` holds the Indonesian sentences."""


class WrongState(ReviewError):
    """The review is in another state than this verb starts from, or moved on since the page was opened."""


class ReasonMissing(ReviewError):
    """A return or a reopening without words."""


class NotReady(ReviewError):
    """A check of the owning app blocks the move; one sentence per thing that is missing."""


class UnansweredNotes(ReviewError):
    """Notes that must be answered first. `notes` are (pin, pin label, text)."""

    def __init__(self, notes: Iterable[tuple[str, str, str]]) -> None:
        self.notes = tuple(notes)
        super().__init__(
            [f"Catatan belum dijawab: {label or pin or 'umum'} – {text}" for pin, label, text in self.notes]
        )


class NotYourTurn(PermissionDenied):
    """The person holds no role that the chain asks for this verb in this state."""


class OwnWork(PermissionDenied):
    """Somebody who submitted, answered notes or already decided may not decide (again)."""
