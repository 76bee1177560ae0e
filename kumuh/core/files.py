"""The one door for stored files: scans and photos have no address of their own, a page hands them out."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import IO, Final

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

#: By the suffixes that `uploads.clean_upload` and the PDF door write.
CONTENT_TYPES: Final = {".jpg": "image/jpeg", ".pdf": "application/pdf"}
ABSENT: Final = "Berkas ini belum diunggah."
GONE: Final = "Berkas ini tidak ada lagi di tempat penyimpanan."


def private_file(file: IO[bytes], name: str, *, download: bool = False) -> FileResponse:
    """Hand out bytes under an Indonesian name; nobody between server and person keeps a copy.

    KeyError for a name whose suffix is none of `CONTENT_TYPES`.
    """
    suffix = PurePosixPath(name).suffix
    response = FileResponse(file, as_attachment=download, filename=name, content_type=CONTENT_TYPES[suffix])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def stored_file(
    file: FieldFile, stem: str, *, absent: str = ABSENT, gone: str = GONE, download: bool = False
) -> FileResponse:
    """Hand out the file of a row as `stem` with the suffix it is stored under.

    404 with the sentence `absent` when the row has none, with `gone` when the storage lost it.
    """
    if not file:
        raise Http404(absent)
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404(gone) from None
    return private_file(opened, f"{stem}{PurePosixPath(str(file.name)).suffix}", download=download)
