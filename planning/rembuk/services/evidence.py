"""Photos and scans of the paper behind the typed numbers."""

from __future__ import annotations

from typing import IO, Any

from django.db import transaction

from kumuh.core.uploads import CleanFile, clean_upload
from planning.rembuk.enums import EvidenceKind
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import Evidence, Meeting
from planning.rembuk.services.guard import keep, remove, writable


def add_evidence(*, meeting: Meeting, kind: str, file: IO[bytes], by: Any, caption: str = "") -> Evidence:
    """Keep a photo or PDF scan of a meeting, cleaned of place and camera data, under its content hash.

    A photo of the event (FOTO) is a picture; the other kinds may be PDF. Sending the same file twice keeps one.
    Raises UploadRefused (not a photo or scan) or MeetingRefused (unknown kind) or MeetingLocked.
    """
    if kind not in EvidenceKind.values:
        raise MeetingRefused("Pilih jenis bukti.")
    clean = clean_upload(file, allow_pdf=kind != EvidenceKind.PHOTO)
    with transaction.atomic():
        current = writable(meeting=meeting)
        found = current.evidence.filter(digest=clean.digest, kind=kind).first()
        return found or _store(current, kind, clean, caption, by)


def _store(meeting: Meeting, kind: str, clean: CleanFile, caption: str, by: Any) -> Evidence:
    row = Evidence(meeting=meeting, kind=kind, caption=caption.strip(), digest=clean.digest)
    row.file.save(f"{meeting.pk}/{clean.name}", clean.as_file(), save=False)
    try:
        keep(row=row, by=by)
    except BaseException:
        row.file.storage.delete(str(row.file.name))
        raise
    return row


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Any) -> None:
    """Take back a file sent by mistake; the history keeps that it was there, the file itself goes.

    Refuses (MeetingRefused) the last photo of a paper list whose total differs from what was typed.
    """
    current = writable(meeting=evidence.meeting)
    others = current.evidence.exclude(pk=evidence.pk)
    if (
        evidence.kind == EvidenceKind.ATTENDANCE_SCAN
        and current.mismatch_reason
        and not others.filter(kind=EvidenceKind.ATTENDANCE_SCAN).exists()
    ):
        raise MeetingRefused(
            "Foto ini menjelaskan selisih daftar hadir. Unggah foto penggantinya dahulu, lalu hapus yang ini."
        )
    storage, name = evidence.file.storage, str(evidence.file.name)
    shared = others.filter(file=name).exists()
    remove(row=evidence, by=by)
    if not shared:
        transaction.on_commit(lambda: storage.delete(name))
