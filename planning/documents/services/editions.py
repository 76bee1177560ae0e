"""Printing makes an edition: numbered, immutable, found again by its control code."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kumuh.core.pdf import count_pages
from planning.documents.control import control_code
from planning.documents.enums import EditionState
from planning.documents.errors import PrintRefused
from planning.documents.kinds.builders import builder_of
from planning.documents.kinds.drafts import Draft, draft_of, meta_of
from planning.documents.kinds.printing import document_pdf
from planning.documents.models import Document, Edition, Letterhead, NumberSequence
from planning.documents.numbering import DEFAULT_PATTERN, fill_pattern, seat_of
from planning.documents.registry import kind_named

#: How often printing begins anew when somebody else printed the same document at the same moment.
ATTEMPTS: Final = 3


def print_document(*, kind: str, subject_id: int, by: Any | None, reason: str, draft: Draft | None = None) -> Edition:
    """Print a document and keep the edition; the same content in the same state gives the same edition.

    A ratified subject prints as final and gets its letter number at that moment; anything else prints as DRAF
    without a number. `draft` is the document as it was just read, where it is at hand already.

    Raises LookupError for an unknown kind or subject, `PrintRefused` without a reason or where the subject cannot
    be printed now, and `kumuh.core.pdf.PdfError` when the engine refuses.
    """
    if not reason.strip():
        raise PrintRefused("Tuliskan untuk apa dokumen ini dicetak.")
    for attempt in range(ATTEMPTS):
        draft = draft if draft and not attempt else draft_of(kind, subject_id)
        if draft.facts.refusal:
            raise PrintRefused(draft.facts.refusal)
        document = _document(draft)
        edition = _same_edition(document, draft) or _print_new(document, draft, by, reason.strip())
        if edition is not None:
            return edition
    raise PrintRefused("Dokumen ini sedang dicetak orang lain. Tunggu sebentar, lalu cetak lagi.")


def _document(draft: Draft) -> Document:
    document, _ = Document.objects.get_or_create(
        kind=draft.kind,
        subject_id=draft.subject_id,
        defaults={"region_id": draft.facts.region_code, "title": draft.facts.title},
    )
    return document


def _same_edition(document: Document, draft: Draft) -> Edition | None:
    """The newest edition, if it says the same in the same state. An older one that says so was overtaken."""
    last = document.editions.exclude(state=EditionState.REVOKED).order_by("-sequence").first()
    return last if last and (last.digest, last.state) == (draft.digest, draft.state) else None


def _print_new(document: Document, draft: Draft, by: Any | None, reason: str) -> Edition | None:
    """Number first (a short transaction), render outside any transaction, then store.

    None when somebody else stored an edition meanwhile: its place is taken, so read and print again.
    """
    number, sequence = _reserve(document, draft)
    code = control_code(settings.SECRET_KEY, draft.kind, draft.subject_id, sequence, draft.digest)
    now = timezone.now()
    meta = meta_of(draft.kind, draft.facts, now, number=number, state=draft.state, code=code, edition=sequence)
    view = replace(draft.view, meta=meta)
    raw = document_pdf(view, attachments=builder_of(draft.kind).attachments(view))
    edition = Edition(
        document=document,
        sequence=sequence,
        state=draft.state,
        digest=draft.digest,
        file_digest=hashlib.sha256(raw).hexdigest(),
        control_code=code,
        content=draft.content,
        pages=count_pages(raw),
        reason=reason,
        data_date=now,
        printed_by=by,
    )
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if _next_sequence(locked) != sequence:
            return None
        edition.file.save(f"{draft.facts.file_stem}-edisi-{sequence}.pdf", ContentFile(raw), save=False)
        edition.save()
    return edition


def _next_sequence(document: Document) -> int:
    last = document.editions.order_by("-sequence").values_list("sequence", flat=True).first()
    return (last or 0) + 1


@transaction.atomic
def _reserve(document: Document, draft: Draft) -> tuple[str, int]:
    """The letter number (given with the first final edition and kept for good) and the place of the next edition."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    number = draft.facts.own_number or locked.number
    if draft.state == EditionState.FINAL and not number and kind_named(draft.kind).letter:
        number = _next_number(draft)
    if draft.state != EditionState.FINAL:
        number = draft.facts.own_number
    if (locked.title, locked.number) != (draft.facts.title, number or locked.number):
        locked.title, locked.number = draft.facts.title, number or locked.number
        locked.version += 1
        locked.save()
    document.title, document.number, document.version = locked.title, locked.number, locked.version
    return number, _next_sequence(locked)


def _next_number(draft: Draft) -> str:
    today, facts = timezone.localdate(), draft.facts
    NumberSequence.objects.get_or_create(region_id=facts.region_code, body=facts.body, year=today.year)
    row = NumberSequence.objects.select_for_update().get(region_id=facts.region_code, body=facts.body, year=today.year)
    row.last += 1
    row.save()
    head = Letterhead.objects.filter(region_id=seat_of(facts.region_code, facts.body), body=facts.body).first()
    pattern = head.number_pattern if head else DEFAULT_PATTERN
    letter = kind_named(draft.kind).letter
    return fill_pattern(pattern, sequence=row.last, kind=letter, body=facts.body, on=today)


@transaction.atomic
def revoke_edition(*, edition: Edition, by: Any, reason: str) -> Edition:
    """Withdraw an edition; paper in circulation then checks as revoked. Raises `PrintRefused` without a reason."""
    if not reason.strip():
        raise PrintRefused("Tuliskan alasan mencabut dokumen ini.")
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.state == EditionState.REVOKED:
        raise PrintRefused("Edisi ini sudah dicabut sebelumnya.")
    locked.state = EditionState.REVOKED
    locked.revoked_at = timezone.now()
    locked.revoked_reason = reason.strip()
    locked.revoked_by = by
    locked.save(update_fields=["state", "revoked_at", "revoked_reason", "revoked_by"])
    return locked
