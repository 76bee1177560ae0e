"""The documents that can be printed, found by code, by subject, by the step that makes them final."""

from __future__ import annotations

from planning.documents.registry.declared import DECLARED
from planning.documents.registry.words import DocumentKind, Orientation, SignerRole, SubjectKind

__all__ = ["KINDS", "DocumentKind", "Orientation", "SignerRole", "SubjectKind", "kind_named", "kinds_after", "kinds_of"]

KINDS: dict[str, DocumentKind] = {kind.code: kind for kind in DECLARED}


def kind_named(code: str) -> DocumentKind:
    """Return a kind by its code; raises `LookupError` with the list of known codes."""
    try:
        return KINDS[code]
    except KeyError:
        raise LookupError(f"Jenis dokumen “{code}” tidak ada. Yang ada: {', '.join(KINDS)}") from None


def kinds_of(subject: SubjectKind) -> tuple[DocumentKind, ...]:
    """The kinds about one sort of subject, in the order of the catalogue."""
    return tuple(kind for kind in DECLARED if kind.subject_kind is subject)


def kinds_after(step: str) -> tuple[DocumentKind, ...]:
    """The kinds that are printed when a step is approved: its own and those that it completes."""
    return tuple(kind for kind in DECLARED if step and step in (*kind.steps, *kind.renewed_by))
