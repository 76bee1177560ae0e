"""A document as it would be printed now: read, not yet kept. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kumuh.core.pdf import SMALL_DOCUMENT
from planning.documents.control import content_of, digest_of
from planning.documents.enums import EditionState, Paper
from planning.documents.kinds.builders import SubjectFacts, builder_of
from planning.documents.kinds.common import DocumentMeta, Gap, PrintedDocument
from planning.documents.kinds.printing import document_html, document_pdf
from planning.documents.models import Letterhead
from planning.documents.numbering import seat_of
from planning.documents.registry import kind_named


@dataclass(frozen=True)
class Draft:
    """A document read but not yet printed: its facts, its view, plain content and the digest of that content."""

    kind: str
    subject_id: int
    facts: SubjectFacts
    view: PrintedDocument
    content: Any
    digest: str

    @property
    def state(self) -> EditionState:
        return EditionState.FINAL if self.facts.final else EditionState.DRAFT

    @property
    def is_large(self) -> bool:
        """Whether it is printed outside the request: more than about five pages."""
        return len(document_html(self.view)) >= SMALL_DOCUMENT


def draft_of(kind: str, subject_id: int, subject: Any = None) -> Draft:
    """Read a document once: what is digested is what is printed.

    `subject` is what the builder's `read` gave, where it is at hand already. LookupError for an unknown kind or
    subject.
    """
    builder = builder_of(kind)
    subject = builder.read(subject_id) if subject is None else subject
    facts = builder.describe(subject)
    view = builder.build(subject, meta_of(kind, facts, timezone.now()))
    content = content_of(view) | {"own_number": facts.own_number}
    return Draft(kind, subject_id, facts, view, content, digest_of(content))


def current_digest(*, kind: str, subject_id: int) -> str:
    """Digest of what would be printed now; differs from an edition's digest when its data changed since."""
    return draft_of(kind, subject_id).digest


def preview(*, kind: str, subject_id: int, subject: Any = None) -> bytes:
    """The PDF as a draft, without number, code or record: for looking before printing."""
    return document_pdf(draft_of(kind, subject_id, subject).view)


def meta_of(
    kind: str,
    facts: SubjectFacts,
    now: datetime,
    *,
    number: str = "",
    state: EditionState = EditionState.DRAFT,
    code: str = "",
    edition: int = 0,
) -> DocumentMeta:
    """What stands around the text. Without a code it is the frame of a preview."""
    head = Letterhead.objects.filter(region_id=seat_of(facts.region_code, facts.body), body=facts.body).first()
    local = timezone.localtime(now)
    return DocumentMeta(
        number=number or Gap("nomor dokumen"),
        title=facts.title,
        status=state,
        control_code=code,
        verify_url=settings.SITE_URL.rstrip("/") + reverse("public:document-check", args=[code]) if code else "",
        data_date=local.date(),
        printed_at=local,
        paper=Paper(head.paper) if head else Paper.F4,
        edition=edition,
        numbered=bool(kind_named(kind).letter),
        late=facts.late,
    )
