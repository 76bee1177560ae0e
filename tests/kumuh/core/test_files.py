"""Stored files are handed out privately, or the page says what is missing."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import Http404

from kumuh.core.files import private_file, stored_file

PDF = b"%PDF-1.4 lembar"


def held(name: str = "", content: bytes | None = None) -> FieldFile:
    """A file column of some row; without content the storage has lost it."""
    storage = InMemoryStorage()
    if content is not None:
        name = storage.save(name, ContentFile(content))
    column: Any = FileField(storage=storage)
    column.attname = column.name = "scan"
    return FieldFile(SimpleNamespace(pk=1), column, name)  # type: ignore[arg-type]  # any object may carry a file


def test_a_scan_is_shown_under_an_indonesian_name_and_kept_by_nobody() -> None:
    answer = stored_file(held("sk/0a1b.pdf", PDF), "sk-lembaga-7")

    assert b"".join(answer) == PDF  # type: ignore[arg-type]  # bytes of a file, read at once
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'inline; filename="sk-lembaga-7.pdf"',
        "Cache-Control": "private, no-store",
    }


def test_a_download_is_saved_instead_of_shown() -> None:
    answer = stored_file(held("foto/0a1b.jpg", b"gambar"), "usulan-3", download=True)

    assert answer["Content-Disposition"] == 'attachment; filename="usulan-3.jpg"'


def test_a_row_without_a_file_says_so() -> None:
    with pytest.raises(Http404, match="Usulan ini belum berfoto"):
        stored_file(held(), "usulan-3", absent="Usulan ini belum berfoto.")


def test_a_file_lost_from_the_storage_is_no_server_error() -> None:
    with pytest.raises(Http404, match="tidak ada lagi di tempat penyimpanan"):
        stored_file(held("sk/0a1b.pdf"), "sk-lembaga-7")


def test_a_file_of_another_kind_is_never_handed_out() -> None:
    with pytest.raises(KeyError):
        private_file(io.BytesIO(b"<script>"), "laman.html")
