"""Verbs about people, offices and typed work."""

from kumuh.accounts.services.drafts import NewerDraft, NotKept, drop_draft, keep_draft
from kumuh.accounts.services.kept_posts import COOKIE as KEPT_COOKIE
from kumuh.accounts.services.kept_posts import claim_post, keep_post, remember_person

__all__ = [
    "KEPT_COOKIE",
    "NewerDraft",
    "NotKept",
    "claim_post",
    "drop_draft",
    "keep_draft",
    "keep_post",
    "remember_person",
]
