"""Typing the attendance: names one by one, or counts per RT from the paper list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from kumuh.core.models import delete_by
from planning.rembuk.catalog import POOR_ELEMENTS, VULNERABLE_ELEMENTS
from planning.rembuk.enums import AttendanceMode, Element, EvidenceKind, MeetingStatus, Sex
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import AttendanceCount, Attendee, Meeting
from planning.rembuk.queries.attendance import totals_of
from planning.rembuk.services.guard import keep, refuse_future, require_own_rts, touch, writable


@dataclass(frozen=True)
class AttendeeRow:
    """One person of the list. `sex` L or P; `rt_id` None with an `address` for people from elsewhere."""

    name: str
    sex: str
    rt_id: int | None = None
    element: str = Element.WARGA
    poor: bool = False
    vulnerable: bool = False
    address: str = ""
    position: str = ""
    phone: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class CountRow:
    """People of one RT of origin (None = from elsewhere); `poor` and `vulnerable` are among men + women.

    At a meeting of the kota `origin` names their institution or kelurahan.
    """

    rt_id: int | None
    men: int = 0
    women: int = 0
    poor: int = 0
    vulnerable: int = 0
    origin: str = ""


@dataclass(frozen=True)
class PaperCheck:
    """Signatures counted on the paper list, and why they differ from what was typed."""

    total: int | None = None
    reason: str = ""


@transaction.atomic
def record_attendance_names(
    *, meeting: Meeting, rows: Sequence[AttendeeRow], by: Any, paper: PaperCheck | None = None, seen: str = ""
) -> Meeting:
    """Make the list of names exactly `rows` (rows with `pk` change that person, missing ones are removed).

    MBR and vulnerable follow from the element where it says so. `paper` None leaves the paper total as it is.
    Refuses (MeetingRefused) a person without name or sex, an RT of another kelurahan, a meeting in the future,
    and a paper total that differs without a reason and a photo of the paper.
    """
    current = writable(meeting=meeting, page="hadir", seen=seen)
    refuse_future(meeting=current)
    rows = [_normal(row) for row in rows]
    require_own_rts(cycle=current.cycle, rt_ids=[row.rt_id for row in rows])
    _reconcile(current, len(rows), paper)
    existing = {person.pk: person for person in current.attendees.all()}
    new: list[Attendee] = []
    for row in rows:
        values = {name: value for name, value in asdict(row).items() if name != "pk"}
        person = existing.pop(row.pk, None) if row.pk else None
        if person is None:
            new.append(Attendee(meeting=current, **values))
        elif any(getattr(person, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(person, name, value)
            keep(row=person, by=by)
    for person in existing.values():
        delete_by(person, by)
    bulk_create_with_history(new, Attendee, default_user=by)
    current.attendance_mode = AttendanceMode.NAMES
    touch(meeting=current, by=by)
    return current


@transaction.atomic
def record_attendance_counts(
    *, meeting: Meeting, rows: Sequence[CountRow], by: Any, paper: PaperCheck | None = None, seen: str = ""
) -> Meeting:
    """Make the counts per RT exactly those of `rows`; rows with nobody are not kept.

    Refuses (MeetingRefused) the same RT twice, parts larger than the whole, an RT of another kelurahan, a meeting
    in the future, and a paper total that differs without a reason and a photo of the paper.
    """
    current = writable(meeting=meeting, page="hadir", seen=seen)
    refuse_future(meeting=current)
    for row in rows:
        _check_count(row)
    if len({(row.rt_id, row.origin.lower()) for row in rows}) != len(rows):
        raise MeetingRefused("Satu RT atau lembaga tertulis dua kali. Jumlahkan dalam satu baris.")
    require_own_rts(cycle=current.cycle, rt_ids=[row.rt_id for row in rows])
    _reconcile(current, sum(row.men + row.women for row in rows), paper)
    existing = {(count.rt_id, count.origin): count for count in current.counts.all()}
    for row in rows:
        count = existing.pop((row.rt_id, row.origin), None)
        if not row.men + row.women:
            if count is not None:
                delete_by(count, by)
            continue
        count = count or AttendanceCount(meeting=current, rt_id=row.rt_id, origin=row.origin)
        numbers = (row.men, row.women, row.poor, row.vulnerable)
        if count.pk is None or (count.men, count.women, count.poor, count.vulnerable) != numbers:
            count.men, count.women, count.poor, count.vulnerable = numbers
            keep(row=count, by=by)
    for count in existing.values():
        delete_by(count, by)
    current.attendance_mode = AttendanceMode.COUNTS
    touch(meeting=current, by=by)
    return current


@transaction.atomic
def save_attendee(*, meeting: Meeting, row: AttendeeRow, by: Any, key: str = "") -> Attendee:
    """Add one person to the list of names, or change the one with `row.pk`, while the meeting goes on.

    `key` was made where the row was typed: the same row sent twice is one person. The paper total is compared when
    the meeting is closed. Raises MeetingRefused as `record_attendance_names`, for somebody whom another person took
    off the list meanwhile, and where the attendance was typed as counts.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    if current.attendance_mode == AttendanceMode.COUNTS and current.counts.exists():
        raise MeetingRefused(
            "Kehadiran pertemuan ini sudah diketik sebagai jumlah. Untuk mengetik nama, pakai halaman Kehadiran."
        )
    row = _normal(row)
    require_own_rts(cycle=current.cycle, rt_ids=[row.rt_id])
    person = _known_row(current, row, key) or Attendee(meeting=current, key=key)
    values = {name: value for name, value in asdict(row).items() if name != "pk"}
    if person.pk is None or any(getattr(person, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(person, name, value)
        keep(row=person, by=by)
    if current.status == MeetingStatus.PLANNED or current.attendance_mode != AttendanceMode.NAMES:
        current.attendance_mode = AttendanceMode.NAMES
        touch(meeting=current, by=by)
    return person


def _known_row(meeting: Meeting, row: AttendeeRow, key: str) -> Attendee | None:
    if row.pk:
        found = meeting.attendees.filter(pk=row.pk).first()
        if found is None:
            raise MeetingRefused(f"{row.name} sudah dihapus dari daftar oleh orang lain. Ketik lagi bila tetap hadir.")
        return found
    return meeting.attendees.filter(key=key).first() if key else None


@transaction.atomic
def remove_attendee(*, person: Attendee, by: Any) -> None:
    """Take somebody off the list who was typed by mistake; the history keeps the row."""
    writable(meeting=person.meeting)
    delete_by(person, by)


@transaction.atomic
def check_paper(*, meeting: Meeting, paper: PaperCheck, by: Any) -> Meeting:
    """Put down the signatures counted on the paper list beside what was typed already.

    Raises MeetingRefused when they differ without a reason and a photo of the paper.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    _reconcile(current, totals_of([current])[current.pk].total, paper)
    touch(meeting=current, by=by)
    return current


def _normal(row: AttendeeRow) -> AttendeeRow:
    name = " ".join(row.name.split())
    if not name:
        raise MeetingRefused("Ada peserta tanpa nama.")
    if row.sex not in Sex.values:
        raise MeetingRefused(f"L atau P untuk {name} belum dipilih.")
    if row.element not in Element.values:
        raise MeetingRefused(f"Unsur untuk {name} tidak dikenal.")
    return replace(
        row,
        name=name,
        poor=row.poor or row.element in POOR_ELEMENTS,
        vulnerable=row.vulnerable or row.element in VULNERABLE_ELEMENTS,
    )


def _check_count(row: CountRow) -> None:
    if min(row.men, row.women, row.poor, row.vulnerable) < 0:
        raise MeetingRefused("Jumlah orang tidak boleh kurang dari nol.")
    if max(row.poor, row.vulnerable) > row.men + row.women:
        raise MeetingRefused("MBR dan kelompok rentan tidak boleh lebih banyak daripada yang hadir dari RT itu.")


def _reconcile(meeting: Meeting, typed: int, paper: PaperCheck | None) -> None:
    """Put down the paper total; a difference needs a reason and the photo of the paper (REQUESTS: paper results)."""
    if paper is not None:
        meeting.paper_total, meeting.mismatch_reason = paper.total, paper.reason.strip()
    if meeting.paper_total is None or meeting.paper_total == typed:
        meeting.mismatch_reason = ""
        return
    lacking = []
    if not meeting.mismatch_reason:
        lacking.append("alasannya")
    if not meeting.evidence.filter(kind=EvidenceKind.ATTENDANCE_SCAN).exists():
        lacking.append("foto daftar hadir kertas")
    if lacking:
        raise MeetingRefused(
            f"Yang diketik {typed} orang, di kertas {meeting.paper_total} tanda tangan "
            f"(selisih {abs(typed - meeting.paper_total)}). Periksa lagi, atau lengkapi {' dan '.join(lacking)}."
        )
