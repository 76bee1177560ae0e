"""Opening uploaded zip archives without trusting anything they say."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from kumuh.areas.geometry.shapes import MAX_ARCHIVE_MEMBERS, MAX_UNPACKED_BYTES, BoundaryError

BROKEN = "Berkas zip rusak atau terpotong. Buat zip baru lalu unggah lagi."


def read_archive(content: bytes) -> dict[str, bytes]:
    """Return file name → bytes of a zip archive, held in memory, nothing written to disk.

    Names are lower-case and without their folder. Refused with :class:`BoundaryError`: paths
    that lead outside (``..``, absolute, drive letters), encrypted members, more than
    ``MAX_ARCHIVE_MEMBERS`` members, and archives that unpack to more than
    ``MAX_UNPACKED_BYTES`` whatever their directory claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_members(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BoundaryError(BROKEN) from error
    except RuntimeError as error:
        raise BoundaryError("Berkas zip memakai kata sandi. Buat zip tanpa kata sandi lalu unggah lagi.") from error


def _read_members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MAX_ARCHIVE_MEMBERS:
        raise BoundaryError(f"Berkas zip berisi {len(members)} berkas; paling banyak {MAX_ARCHIVE_MEMBERS}.")
    files: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for info in members:
        _refuse_outside_path(info.filename)
        name = PurePosixPath(info.filename.replace("\\", "/")).name.lower()
        if name.startswith(".") or "__macosx" in info.filename.lower():
            continue
        with archive.open(info) as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise BoundaryError(f"Isi berkas zip lebih dari {MAX_UNPACKED_BYTES // 1024 // 1024} MB setelah dibuka.")
        files[name] = data
    return files


def _refuse_outside_path(name: str) -> None:
    """Refuse names that would leave the folder they are unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise BoundaryError("Berkas zip memuat alamat berkas yang tidak wajar. Buat zip baru dari berkas aslinya.")
