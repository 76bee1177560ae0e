"""The one door to printing: HTML in, archive PDF (PDF/A-3u) out.

No other module imports WeasyPrint. A page may use the shipped fonts, `data:` addresses and files below
the static and media folders; whatever else it asks for, and whatever cannot be drawn, stops the job
with a `PdfError` instead of printing something wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from kumuh.core.pdf.engine import PdfAttachment, RenderJob, count_pages, render
from kumuh.core.pdf.errors import (
    PdfCharacterMissing,
    PdfError,
    PdfFontsMissing,
    PdfLibrariesMissing,
    PdfRenderFailed,
    PdfTooHeavy,
)
from kumuh.core.pdf.fonts import refuse_unprintable
from kumuh.core.pdf.worker import render_apart

__all__ = [
    "PdfAttachment",
    "PdfCharacterMissing",
    "PdfError",
    "PdfFontsMissing",
    "PdfLibrariesMissing",
    "PdfRenderFailed",
    "PdfTooHeavy",
    "count_pages",
    "render_pdf",
]

#: HTML longer than this (characters) is rendered in a child process; about five printed pages.
SMALL_DOCUMENT = 30_000
TIME_CAP_SECONDS = 180.0
MEMORY_CAP_MB = 2048


def render_pdf(
    html: str,
    *,
    title: str,
    identifier: str,
    lang: str = "id",
    attachments: Sequence[PdfAttachment] = (),
) -> bytes:
    """Return the PDF of a complete HTML page; the same arguments always give the same bytes.

    `identifier` names the document for good (number and edition), `title` is what a reader's window
    shows. Dates come only from the page (`<meta name="dcterms.created">`) and from the attachments.
    Long documents run in a child process with a cap on time and memory.

    Raises a `PdfError`; its text tells a person what to do.
    """
    font_root = Path(settings.NODE_MODULES) / "@expo-google-fonts"
    refuse_unprintable(html, font_root)
    job = RenderJob(
        html=html,
        title=title,
        lang=lang,
        identifier=identifier,
        stylesheets=_stylesheets(),
        font_root=font_root,
        folders=_open_folders(),
        attachments=tuple(attachments),
    )
    if len(html) < SMALL_DOCUMENT:
        return render(job)
    return render_apart(
        job,
        seconds=getattr(settings, "PDF_TIME_CAP_SECONDS", TIME_CAP_SECONDS),
        megabytes=getattr(settings, "PDF_MEMORY_CAP_MB", MEMORY_CAP_MB),
    )


def _open_folders() -> tuple[Path, ...]:
    """Return the folders a page may read from: our static files and the uploads."""
    return (*(Path(folder) for folder in settings.STATICFILES_DIRS), Path(settings.MEDIA_ROOT))


def _stylesheets() -> tuple[Path, ...]:
    """Return the print stylesheets in the order of their file names (tokens, page, parts)."""
    return tuple(sorted((settings.BASE_DIR / "static" / "css" / "cetak").glob("*.css")))
