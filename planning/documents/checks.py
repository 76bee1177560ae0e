"""What gates ask of printed papers; printed plans as evidence for the duties of the bodies that make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from planning.cycles.catalog import Step
from planning.cycles.enums import StepStatus
from planning.cycles.registry import Missing, Part, register_check
from planning.documents.enums import EditionState
from planning.documents.kinds.drafts import current_digest
from planning.documents.models import Edition
from planning.documents.queries import signature_places
from planning.documents.registry import DocumentKind, kind_named
from planning.institutions.registry import DutyScope, Evidence, EvidenceLink, register_evidence

#: Duty of a body (`institutions.catalog`) → kinds of ratified documents that show it was done.
DUTIES = {
    "S4-09a": ("profil-kumuh",),
    "S4-09b": ("renta-pip", "rplp"),
    "TIPP-3": ("rumusan-masalah", "renta-pip", "rplp"),
    "S1-16c": ("csiap",),
    "S1-16e": ("rencana-kerja-masyarakat",),
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


#: What stands below a signature of somebody who is only told.
TOLD = "Mengetahui"


def printed_parts(cycle: Any, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """The paper `jenis` of the cycle was printed; with `bertanda_tangan` a ratified edition bears every signature.

    A paper becomes final when its own step closes, so signatures are asked for by a later step; only papers that
    people sign first (`signed_first`) are asked for by their own, and then they must still say what was recorded until
    that step is closed.
    """
    kind = kind_named(options["jenis"])
    page = reverse("documents:document-print", args=[kind.code, cycle.pk])
    edition = _newest(kind.code, cycle.pk)
    if edition is None:
        yield Part(kind.title, page, (Missing(f"{kind.title} belum dicetak.", page),))
        return
    closed = cycle.steps.filter(step=step.code, status=StepStatus.CLOSED).exists() if kind.signed_first else False
    missing = tuple(_unsigned(kind, edition, page, closed)) if options.get("bertanda_tangan") else ()
    yield Part(kind.title, page, missing, f"edisi {edition.sequence}, {edition.get_state_display().lower()}")


def _newest(kind: str, subject_id: int) -> Edition | None:
    """The newest edition that stands, with its signatures. Two queries."""
    rows = Edition.objects.filter(document__kind=kind, document__subject_id=subject_id)
    rows = rows.exclude(state=EditionState.REVOKED).prefetch_related("signatures")
    return rows.order_by("-sequence").first()


def _unsigned(kind: DocumentKind, edition: Edition, page: str, closed: bool) -> Iterator[Missing]:
    if edition.state != EditionState.FINAL:
        yield Missing(f"{kind.title} baru dicetak sebagai draf; cetak lagi setelah isinya tetap.", page)
        return
    if (
        kind.signed_first
        and not closed
        and edition.digest != current_digest(kind=kind.code, subject_id=edition.document.subject_id)
    ):
        yield Missing(f"Isi {kind.title} berubah sejak dicetak; cetak dan tanda tangani lagi.", page)
        return
    lacking = [
        place.office or place.role
        for place in signature_places(edition)
        if place.signature is None and place.role != TOLD
    ]
    if lacking:
        url = reverse("documents:signature-add", args=[edition.pk])
        yield Missing(f"{kind.title}: pindaian bertanda tangan {', '.join(lacking)} belum diunggah.", url)


def register() -> None:
    """Tell the step machine and the checklist of duties; called once when the app is ready."""
    register_check("cetakan", printed_parts)
    for duty, kinds in DUTIES.items():
        register_evidence(duty, ratified(kinds))
