"""Verbs of a review; nothing else changes its state or its notes."""

from kumuh.reviews.services.digest import send_digests
from kumuh.reviews.services.moves import (
    acknowledge,
    approve,
    consult,
    open_review,
    reopen,
    return_for_completion,
    submit,
    take_back,
    verify,
)
from kumuh.reviews.services.notes import NewNote, add_note, answer_note

__all__ = [
    "NewNote",
    "acknowledge",
    "add_note",
    "answer_note",
    "approve",
    "consult",
    "open_review",
    "reopen",
    "return_for_completion",
    "send_digests",
    "submit",
    "take_back",
    "verify",
]
