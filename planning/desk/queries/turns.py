"""Reviews that wait for a person, with what happened since they were last there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse

from kumuh.reviews.enums import ReviewVerb, Severity
from kumuh.reviews.queries import Item, items, turn_of

MOST_ITEMS = 6


class Answered(NamedTuple):
    """A note of the last return and what the author answered."""

    place: str
    text: str
    answer: str


@dataclass(frozen=True)
class Waiting:
    """A review in the inbox. `by` and `at` tell the last move, `open_notes` counts required notes without answer.

    `answered` are the notes that were answered for this round: what changed since the reviewer saw it last.
    """

    item: Item
    by: str
    at: datetime | None
    answered: tuple[Answered, ...]
    open_notes: int

    @property
    def url(self) -> str:
        return reverse("reviews:review-detail", args=[self.item.review.pk])


def turns(user: Any) -> list[Waiting]:
    """The longest waiting first, at most `MOST_ITEMS`; internal notes stay out. A fixed number of queries."""
    rows = turn_of(user).select_related("region").prefetch_related("events__by", "notes")
    return [_waiting(item) for item in items(rows.order_by("waiting_since", "pk")[:MOST_ITEMS])]


def _waiting(item: Item) -> Waiting:
    events = sorted(item.review.events.all(), key=lambda event: event.pk)
    notes = [note for note in item.review.notes.all() if not note.internal]
    last = events[-1] if events else None
    before = [event.at for event in events if event.verb == ReviewVerb.RETURN]
    since = before[-1] if before else None
    fresh = [note for note in notes if note.answered_at and (since is None or note.answered_at > since)]
    return Waiting(
        item=item,
        by=str(last.by) if last else "",
        at=last.at if last else None,
        answered=tuple(Answered(note.pin_label or "Seluruhnya", note.text, note.answer) for note in fresh),
        open_notes=sum(note.severity == Severity.REQUIRED and not note.answer for note in notes),
    )
