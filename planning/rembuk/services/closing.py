"""Who led and signs, the explanation of participation, closing and reopening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.models import delete_by
from planning.cycles.services import require_open
from planning.rembuk.enums import Element, MeetingStatus
from planning.rembuk.errors import MeetingIncomplete, MeetingLocked, MeetingRefused
from planning.rembuk.models import Meeting, Representative
from planning.rembuk.pins import meeting_row
from planning.rembuk.queries.meetings import representatives_by_slot
from planning.rembuk.queries.overview import overview
from planning.rembuk.services.guard import keep, writable
from planning.rembuk.services.sharing import require_uses_open


@dataclass(frozen=True)
class Officers:
    """Who led the meeting, who wrote, who accompanied; the number of the berita acara if it has one already."""

    chair_name: str = ""
    chair_office: str = ""
    secretary_name: str = ""
    facilitator_name: str = ""
    berita_acara_number: str = ""


@transaction.atomic
def record_closing(
    *,
    meeting: Meeting,
    officers: Officers,
    representatives: Mapping[str, str],
    participation_note: str,
    by: Any,
    seen: str = "",
) -> Meeting:
    """Put down chair, notulis, community representatives (key of their slot → name), the facilitator's explanation.

    A changed explanation has to be accepted by BKM anew. An empty name removes that representative.
    """
    current = writable(meeting=meeting, page="penutup", seen=seen)
    for name, value in asdict(officers).items():
        setattr(current, name, " ".join(value.split()))
    note = participation_note.strip()
    if note != current.participation_note:
        current.participation_note = note
        current.participation_note_by = by if note else None
        _forget_acceptance(current)
    keep(row=current, by=by)
    _write_representatives(current, representatives, by)
    return current


def _write_representatives(meeting: Meeting, names: Mapping[str, str], by: Any) -> None:
    existing = representatives_by_slot(meeting)
    for order, (key, typed) in enumerate(names.items(), 1):
        name = " ".join(typed.split())
        row, element = existing.get(key), key.partition("-")[0]
        if element not in Element.values:
            raise MeetingRefused("Unsur wakil warga tidak dikenal.")
        if row is not None and not name:
            delete_by(row, by)
        elif name and (row is None or row.name != name):
            row = row or Representative(meeting=meeting, element=element)
            row.order, row.name = order, name
            keep(row=row, by=by)


def _forget_acceptance(meeting: Meeting) -> None:
    meeting.participation_accepted_by = ""
    meeting.participation_accepted_at = None


@transaction.atomic
def accept_participation(*, meeting: Meeting, by: Any) -> Meeting:
    """BKM accepts the facilitator's explanation of missed thresholds, also after the meeting was closed.

    Source: generic gate rule of the stages (pass, or justified by the facilitator and accepted by BKM). Refuses
    (MeetingRefused) when there is nothing to accept and when the same person wrote the explanation.
    """
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    current.cycle = meeting.cycle
    if current.status == MeetingStatus.CANCELLED:
        raise MeetingLocked("Pertemuan ini dibatalkan.")
    require_open(cycle=current.cycle, step=current.step, pins=(meeting_row(current.pk),))
    if not current.participation_note.strip():
        raise MeetingRefused("Belum ada penjelasan fasilitator yang dapat diterima.")
    if current.participation_note_by_id == by.pk:
        raise MeetingRefused("Penjelasan ini Anda tulis sendiri. Anggota BKM lain yang harus menerimanya.")
    current.participation_accepted_by = str(by)[:120]
    current.participation_accepted_at = timezone.now()
    keep(row=current, by=by)
    return current


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Any) -> Meeting:
    """Close a meeting: from now on its content is locked and its decisions stand.

    Raises MeetingIncomplete with every sentence that is missing: counts reconciled with the paper, minutes and
    conclusion, decisions of a rembuk, chair, notulis, explanation of missed thresholds.
    """
    current = writable(meeting=meeting)
    gaps = overview(current).gaps
    if gaps:
        raise MeetingIncomplete([gap.text for gap in gaps])
    current.status = MeetingStatus.CLOSED
    current.closed_at, current.closed_by = timezone.now(), by
    keep(row=current, by=by)
    return current


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: Any, reason: str) -> Meeting:
    """Open a closed meeting again; BKM's acceptance falls, every closing and reason stays in the history.

    Raises MeetingRefused without a reason or when it is not closed, StepLocked when its step is, or a step of another
    cycle that uses it.
    """
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    current.cycle = meeting.cycle
    if current.status != MeetingStatus.CLOSED:
        raise MeetingRefused("Hanya pertemuan yang sudah ditutup yang dapat dibuka kembali.")
    if not reason.strip():
        raise MeetingRefused("Tuliskan alasan membuka kembali pertemuan ini.")
    require_open(cycle=current.cycle, step=current.step, pins=(meeting_row(current.pk),))
    require_uses_open(meeting=current)
    current.status = MeetingStatus.HELD
    current.closed_at = current.closed_by = None
    current.reopened_reason = reason.strip()
    _forget_acceptance(current)
    keep(row=current, by=by)
    return current
