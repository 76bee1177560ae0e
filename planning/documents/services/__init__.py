"""Verbs of printed documents: print an edition, revoke it, record a signature, set a letterhead."""

from planning.documents.kinds.drafts import current_digest, preview
from planning.documents.services.editions import print_document, revoke_edition
from planning.documents.services.letterheads import save_letterhead
from planning.documents.services.signatures import SignedBy, record_signature

__all__ = [
    "SignedBy",
    "current_digest",
    "preview",
    "print_document",
    "record_signature",
    "revoke_edition",
    "save_letterhead",
]
