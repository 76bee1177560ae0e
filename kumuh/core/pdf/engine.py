"""HTML to PDF/A-3u bytes. Knows WeasyPrint and pikepdf, nothing about Django.

Everything here may run in a process of its own (see `worker`), so it takes plain values only.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import io
import logging
import os
import tempfile
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from kumuh.core.pdf.errors import PdfLibrariesMissing, PdfRenderFailed
from kumuh.core.pdf.fonts import font_face_css

PDF_VARIANT = "pdf/a-3u"  # archive, embedded data files allowed, no tags (tags cost a third more time)
IMAGE_DPI = 150

# One document at a time per process: fonts, parsed styles and the garbage collector are shared.
_ONE_AT_A_TIME = threading.RLock()
_NO_SYSTEM_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


@dataclass(frozen=True, slots=True)
class PdfAttachment:
    """A file carried inside the PDF (for instance the data workbook behind the tables)."""

    name: str
    content: bytes
    description: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class RenderJob:
    """All that one rendering needs.

    `folders` are the only places from which `file://` addresses may be read.
    """

    html: str
    title: str
    lang: str
    identifier: str
    stylesheets: tuple[Path, ...]
    font_root: Path
    folders: tuple[Path, ...]
    attachments: tuple[PdfAttachment, ...] = ()


def render(job: RenderJob) -> bytes:
    """Return the finished PDF; the same job always gives the same bytes.

    Raises `PdfLibrariesMissing`, `PdfFontsMissing`, or `PdfRenderFailed` when WeasyPrint complains about
    a font, an image, a glyph or a style.
    """
    with _ONE_AT_A_TIME, _without_gc():
        fonts, styles = _house_style(job.stylesheets, font_face_css(job.font_root), job.folders, job.font_root)
        with _complaints_fail(), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            raw = _write(job, fonts, styles)
    return _separate_page_resources(raw)


def _write(job: RenderJob, fonts: Any, styles: tuple[Any, ...]) -> bytes:
    weasyprint = load_weasyprint()
    fetcher = _fetcher(job.folders)
    source = weasyprint.HTML(string=job.html, base_url=None, url_fetcher=fetcher)
    document = source.render(stylesheets=list(styles), font_config=fonts, dpi=IMAGE_DPI)
    document.metadata.title = job.title
    document.metadata.lang = job.lang
    document.metadata.attachments = [_attachment(weasyprint, item) for item in job.attachments]
    return document.write_pdf(
        pdf_variant=PDF_VARIANT,
        pdf_identifier=job.identifier.encode(),
        dpi=IMAGE_DPI,
        custom_metadata=True,
    )


def _attachment(weasyprint: ModuleType, item: PdfAttachment) -> Any:
    return weasyprint.Attachment(
        string=item.content,
        name=item.name,
        description=item.description,
        created=item.modified,
        modified=item.modified,
        relationship="Data",
    )


def count_pages(raw: bytes) -> int:
    """Number of pages of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return len(pdf.pages)


def _separate_page_resources(raw: bytes) -> bytes:
    """Give every page only the resources it uses.

    WeasyPrint lets all pages share one resource dictionary; checking later signatures then walks it
    once per page (measured: 25 times slower on 57 pages).
    """
    import pikepdf

    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.remove_unreferenced_resources()
        pdf.save(finished, deterministic_id=True)
    return finished.getvalue()


def load_weasyprint() -> ModuleType:
    """Import WeasyPrint blind to the fonts of the machine, or say which Debian packages are missing."""
    with _no_system_fonts(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "no fonts configured" is what we ask for
        try:
            import weasyprint
        except OSError as problem:
            raise PdfLibrariesMissing(str(problem).splitlines()[0]) from problem
    return weasyprint


@functools.lru_cache(maxsize=4)
def _house_style(
    stylesheets: tuple[Path, ...], faces: str, folders: tuple[Path, ...], font_root: Path
) -> tuple[Any, tuple[Any, ...]]:
    """Return the shared font configuration and the parsed stylesheets (once per process)."""
    load_weasyprint()
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    with _no_system_fonts(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fonts = FontConfiguration()
    fetcher = _fetcher((*folders, font_root))
    with _complaints_fail():
        sheets = [CSS(string=faces, font_config=fonts, url_fetcher=fetcher)]
        sheets += [
            CSS(string=path.read_text("utf-8"), base_url=path.as_uri(), font_config=fonts, url_fetcher=fetcher)
            for path in stylesheets
        ]
    return fonts, tuple(sheets)


atexit.register(_house_style.cache_clear)  # while its temporary font folder can still be removed


def _fetcher(folders: tuple[Path, ...]) -> Any:
    """Return a fetcher that opens data: and file: below `folders`; anything else stops the job."""
    from weasyprint.urls import URLFetcher

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # untyped library
        def fetch(self, url: str, headers: Any = None) -> Any:
            if urlsplit(url).scheme == "file" and not is_inside(url, folders):
                raise PermissionError(f"alamat di luar map yang diizinkan: {url}")
            return super().fetch(url, headers)

    return ClosedFetcher(allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True)


def is_inside(url: str, folders: tuple[Path, ...]) -> bool:
    """Tell whether a `file://` address lies below one of the folders after following links."""
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        return False
    target = Path(unquote(parts.path)).resolve()
    return any(target.is_relative_to(folder.resolve()) for folder in folders)


@contextlib.contextmanager
def _without_gc() -> Iterator[None]:
    """Pause the cyclic garbage collector: it takes up to half of the rendering time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _complaints_fail() -> Iterator[None]:
    """Turn every warning of WeasyPrint or its font tools, and every refused address, into an error."""
    from weasyprint.urls import FatalURLFetchingError

    logger = logging.getLogger("weasyprint")
    complaints = _Complaints()
    logger.addHandler(complaints)
    try:
        yield
    except FatalURLFetchingError as problem:
        raise PdfRenderFailed([f"{problem} ({problem.__cause__})"]) from problem
    finally:
        logger.removeHandler(complaints)
    if complaints.messages:
        raise PdfRenderFailed(list(dict.fromkeys(complaints.messages)))


@contextlib.contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Point fontconfig at an empty configuration while it is being read, then put things back.

    Pages then look the same on every machine, and a missing glyph is reported instead of being
    drawn with whatever font the server happens to have.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write(_NO_SYSTEM_FONTS)
        empty.flush()
        os.environ["FONTCONFIG_FILE"] = empty.name
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
