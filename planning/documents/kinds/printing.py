"""From a document view to HTML and PDF: the same view always gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from kumuh.core.pdf import PdfAttachment, render_pdf
from planning.documents.kinds.common import PrintedDocument
from planning.documents.registry import kind_named


def document_html(view: PrintedDocument) -> str:
    """Return the page of a document."""
    kind = kind_named(view.kind)
    return render_to_string(kind.template, {"doc": view, "kind": kind})


def document_pdf(view: PrintedDocument, *, attachments: Sequence[PdfAttachment] = ()) -> bytes:
    """Return the PDF of a document; raises `kumuh.core.pdf.PdfError` with a sentence for the reader."""
    return render_pdf(
        document_html(view),
        title=view.meta.title,
        identifier=f"{view.kind}/{view.meta.control_code}",
        attachments=attachments,
    )
