"""Pages of reviews."""

from kumuh.reviews.views.pages import (
    inbox,
    note_add,
    note_answer,
    review_acknowledge,
    review_approve,
    review_consult,
    review_detail,
    review_reopen,
    review_return,
    review_submit,
    review_verify,
)

__all__ = [
    "inbox",
    "note_add",
    "note_answer",
    "review_acknowledge",
    "review_approve",
    "review_consult",
    "review_detail",
    "review_reopen",
    "review_return",
    "review_submit",
    "review_verify",
]
