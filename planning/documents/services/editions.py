"""Printing makes an edition: numbered, immutable, found again by its control code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kumuh.core.pdf import count_pages
from planning.documents.control import content_of, control_code, digest_of
from planning.documents.enums import EditionState, Paper
from planning.documents.errors import PrintRefused
from planning.documents.kinds.builders import BUILDERS, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, Gap, PrintedDocument
from planning.documents.kinds.printing import document_pdf
from planning.documents.models import Document, Edition, Letterhead, NumberSequence
from planning.documents.numbering import DEFAULT_PATTERN, fill_pattern


@dataclass(frozen=True)
class _Draft:
    """A document built but not yet printed: its facts, plain content and the digest of that content."""

    facts: SubjectFacts
    content: Any
    digest: str
    state: EditionState


def _draft_of(kind: str, subject_id: int) -> _Draft:
    facts = BUILDERS[kind].facts(subject_id)
    now = timezone.now()
    content = content_of(BUILDERS[kind].build(subject_id, _meta(facts, now)))
    state = EditionState.FINAL if facts.final else EditionState.DRAFT
    return _Draft(facts, content, digest_of(content), state)


def current_digest(*, kind: str, subject_id: int) -> str:
    """Digest of what would be printed now; differs from an edition's digest when its data changed since."""
    return _draft_of(kind, subject_id).digest


def preview(*, kind: str, subject_id: int) -> bytes:
    """The PDF as a draft, without number, code or record: for looking before printing."""
    facts = BUILDERS[kind].facts(subject_id)
    return document_pdf(BUILDERS[kind].build(subject_id, _meta(facts, timezone.now())))


def print_document(*, kind: str, subject_id: int, by: Any | None, reason: str) -> Edition:
    """Print a document and keep the edition; the same content in the same state gives the same edition.

    A ratified subject prints as final and gets its letter number at that moment; anything else prints as DRAF
    without a number. Raises LookupError for an unknown subject, `PrintRefused` without a reason, and
    `kumuh.core.pdf.PdfError` when the engine refuses.
    """
    if not reason.strip():
        raise PrintRefused("Tuliskan untuk apa dokumen ini dicetak.")
    draft = _draft_of(kind, subject_id)
    document = _document(kind, subject_id, draft.facts)
    known = _same_edition(document, draft)
    return known or _print_new(document, draft, by, reason)


def _document(kind: str, subject_id: int, facts: SubjectFacts) -> Document:
    document, _ = Document.objects.update_or_create(
        kind=kind,
        subject_id=subject_id,
        defaults={"region_id": facts.region_code, "title": facts.title},
    )
    return document


def _same_edition(document: Document, draft: _Draft) -> Edition | None:
    return document.editions.filter(digest=draft.digest, state=draft.state).order_by("-sequence").first()


def _print_new(document: Document, draft: _Draft, by: Any | None, reason: str) -> Edition:
    """Number first (a short transaction), render outside any transaction, then store."""
    sequence = _reserve(document, draft)
    code = control_code(settings.SECRET_KEY, document.kind, document.subject_id, sequence, draft.digest)
    now = timezone.now()
    meta = _meta(draft.facts, now, number=document.number, state=draft.state, code=code, edition=sequence)
    builder = BUILDERS[document.kind]
    view: PrintedDocument = builder.build(document.subject_id, meta)
    raw = document_pdf(view, attachments=builder.attachments(document.subject_id))
    edition = Edition(
        document=document,
        sequence=sequence,
        state=draft.state,
        digest=draft.digest,
        file_digest=hashlib.sha256(raw).hexdigest(),
        control_code=code,
        content=draft.content,
        pages=count_pages(raw),
        reason=reason.strip(),
        data_date=now,
        printed_by=by,
    )
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        known = _same_edition(document, draft)
        if known is not None:  # somebody printed the same content meanwhile
            return known
        edition.file.save(f"{draft.facts.file_stem}-edisi-{sequence}.pdf", ContentFile(raw), save=False)
        edition.save()
    return edition


@transaction.atomic
def _reserve(document: Document, draft: _Draft) -> int:
    """The sequence of the next edition and, for the first final one, the letter number."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if draft.state == EditionState.FINAL and not locked.number:
        locked.number = _next_number(draft.facts)
        locked.version += 1
        locked.save()
    document.number = locked.number
    last = locked.editions.order_by("-sequence").first()
    return last.sequence + 1 if last else 1


def _next_number(facts: SubjectFacts) -> str:
    today = timezone.localdate()
    row, _ = NumberSequence.objects.select_for_update().get_or_create(
        region_id=facts.region_code, body=facts.body, year=today.year
    )
    row.last += 1
    row.save()
    head = Letterhead.objects.filter(region_id=facts.region_code, body=facts.body).first()
    pattern = head.number_pattern if head else DEFAULT_PATTERN
    return fill_pattern(pattern, sequence=row.last, kind=facts.code, body=facts.body, on=today)


def _meta(
    facts: SubjectFacts,
    now: datetime,
    *,
    number: str = "",
    state: EditionState = EditionState.DRAFT,
    code: str = "",
    edition: int = 0,
) -> DocumentMeta:
    head = Letterhead.objects.filter(region_id=facts.region_code, body=facts.body).first()
    local = timezone.localtime(now)
    return DocumentMeta(
        number=number or Gap("nomor surat (diberikan saat disahkan)"),
        title=facts.title,
        status=state,
        control_code=code,
        verify_url=settings.SITE_URL + reverse("public:document-check", args=[code]) if code else "",
        data_date=local.date(),
        printed_at=local,
        paper=Paper(head.paper) if head else Paper.F4,
        edition=edition,
    )


@transaction.atomic
def revoke_edition(*, edition: Edition, by: Any, reason: str) -> Edition:
    """Withdraw an edition; paper in circulation then checks as revoked. Raises `PrintRefused` without a reason."""
    if not reason.strip():
        raise PrintRefused("Tuliskan alasan mencabut dokumen ini.")
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.state != EditionState.REVOKED:
        locked.state = EditionState.REVOKED
        locked.revoked_at = timezone.now()
        locked.revoked_reason = f"{reason.strip()} ({by})"
        locked.save(update_fields=["state", "revoked_at", "revoked_reason"])
    return locked
