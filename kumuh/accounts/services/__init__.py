"""Verbs about people, offices and typed work."""

from kumuh.accounts.services.drafts import NewerDraft, NotKept, drop_draft, keep_draft
from kumuh.accounts.services.kept_posts import COOKIE as KEPT_COOKIE
from kumuh.accounts.services.kept_posts import claim_post, keep_post, remember_person
from kumuh.accounts.services.officials import Signer, appoint_official, correct_official
from kumuh.accounts.services.people import (
    Deputy,
    NewPerson,
    assign,
    block_person,
    create_first_admin,
    create_person,
    end_all_sessions,
    end_assignment,
    first_link,
    require_manages,
    send_first_link,
    unblock_person,
    update_profile,
)

__all__ = [
    "KEPT_COOKIE",
    "Deputy",
    "NewPerson",
    "NewerDraft",
    "NotKept",
    "Signer",
    "appoint_official",
    "assign",
    "block_person",
    "claim_post",
    "correct_official",
    "create_first_admin",
    "create_person",
    "drop_draft",
    "end_all_sessions",
    "end_assignment",
    "first_link",
    "keep_draft",
    "keep_post",
    "remember_person",
    "require_manages",
    "send_first_link",
    "unblock_person",
    "update_profile",
]
