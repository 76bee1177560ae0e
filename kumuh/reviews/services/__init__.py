"""Verbs of a review; nothing else changes its state or its notes."""

from kumuh.reviews.services.moves import approve, open_review, reopen, return_for_completion, submit, verify
from kumuh.reviews.services.notes import NewNote, add_note, answer_note

__all__ = [
    "NewNote",
    "add_note",
    "answer_note",
    "approve",
    "open_review",
    "reopen",
    "return_for_completion",
    "submit",
    "verify",
]
