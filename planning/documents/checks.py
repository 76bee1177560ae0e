"""Printed plans as evidence for the duties of the bodies that make them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from planning.documents.enums import EditionState
from planning.documents.models import Edition
from planning.institutions.registry import DutyScope, Evidence, EvidenceLink, register_evidence

#: Duty of a body (`institutions.catalog`) → kinds of ratified documents that show it was done.
DUTIES = {
    "S4-09a": ("profil-kumuh",),
    "S4-09b": ("renta-pip",),
    "TIPP-3": ("rumusan-masalah", "renta-pip"),
}


def ratified(kinds: tuple[str, ...]) -> Evidence:
    """Evidence for a duty: ratified editions of these kinds in the place."""

    def found(scope: DutyScope) -> Iterator[EvidenceLink]:
        rows = Edition.objects.filter(
            document__region=scope.region, document__kind__in=kinds, state=EditionState.FINAL
        ).select_related("document")
        for row in rows.defer("content"):
            url = reverse("documents:edition-detail", args=[row.pk])
            yield EvidenceLink(f"{row.document.title}, edisi {row.sequence}", url, timezone.localdate(row.printed_at))

    return found


def register() -> None:
    """Tell the checklist of duties; called once when the app is ready."""
    for duty, kinds in DUTIES.items():
        register_evidence(duty, ratified(kinds))
