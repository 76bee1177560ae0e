"""Photos and scans of the paper behind the typed numbers."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.models import delete_by
from kumuh.core.uploads import CleanFile, clean_upload
from planning.cycles.services import require_open
from planning.rembuk.enums import EvidenceKind, MeetingStatus
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import Evidence, Meeting
from planning.rembuk.pins import meeting_row
from planning.rembuk.services.guard import keep, writable


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


def record_result(
    *,
    meeting: Meeting,
    by: Any,
    scan: IO[bytes] | None = None,
    published_on: date | None = None,
    published_at: str = "",
) -> Meeting:
    """Keep what comes back on paper after closing: the signed berita acara, the day and place of its publication.

    Source: generic gate rule of the stages (signed scan) and the readiness statement (result made known). Raises
    MeetingRefused before closing, for a day before the meeting or in the future, and for a day without a place;
    UploadRefused for a file that is no scan; StepLocked.
    """
    clean = clean_upload(scan, allow_pdf=True) if scan else None
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        current.cycle = meeting.cycle
        if current.status != MeetingStatus.CLOSED:
            raise MeetingRefused("Tutup pertemuan ini dahulu, lalu simpan berita acara yang sudah ditandatangani.")
        require_open(cycle=current.cycle, step=current.step, pins=(meeting_row(current.pk),))
        _check_publication(current, published_on, published_at)
        current.published_on, current.published_at = published_on, " ".join(published_at.split())
        keep(row=current, by=by)
        kind = EvidenceKind.BERITA_ACARA_SCAN
        if clean and not current.evidence.filter(digest=clean.digest, kind=kind).exists():
            _store(current, kind, clean, "", by)
    return current


def _check_publication(meeting: Meeting, day: date | None, place: str) -> None:
    if bool(day) != bool(place.strip()):
        raise MeetingRefused("Isi tanggal dan tempat pengumuman, keduanya.")
    if day is not None and not meeting.held_on <= day <= timezone.localdate():
        raise MeetingRefused("Tanggal pengumuman harus sejak hari pertemuan dan tidak sesudah hari ini.")


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
    delete_by(evidence, by)
    if not shared:
        transaction.on_commit(lambda: storage.delete(name))
