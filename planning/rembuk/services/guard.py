"""What every verb asks before it changes a meeting, and how a change is put down with its author."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import jam, tanggal
from kumuh.core.models import save_by
from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.models import Cycle
from planning.cycles.services import require_open
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.errors import MeetingLocked, MeetingRefused
from planning.rembuk.models import Meeting
from planning.rembuk.pins import meeting_row
from planning.rembuk.queries.meetings import stamp
from planning.rembuk.services.sharing import require_uses_open


def writable(*, meeting: Meeting, page: str = "", seen: str = "") -> Meeting:
    """The meeting again, locked for this transaction; refuses a final one, a locked step and a stale page.

    `seen` is the `queries.stamp` of `page` when the form was opened; empty asks nothing.
    Raises MeetingLocked, StepLocked or ChangedMeanwhile.
    """
    current = Meeting.objects.select_for_update().filter(pk=meeting.pk)[0]
    if current.status == MeetingStatus.CLOSED:
        raise MeetingLocked(
            "Pertemuan ini sudah ditutup, isinya terkunci. Buka kembali dengan alasan bila perlu diubah."
        )
    if current.status == MeetingStatus.CANCELLED:
        raise MeetingLocked("Pertemuan ini dibatalkan. Rencanakan pertemuan baru.")
    current.cycle = meeting.cycle
    require_open(cycle=current.cycle, step=current.step, pins=(meeting_row(current.pk),))
    require_uses_open(meeting=current)
    if seen and seen != (now := stamp(current, page)):
        raise _changed_meanwhile(current, now)
    return current


def _changed_meanwhile(meeting: Meeting, now: str) -> ChangedMeanwhile:
    latest = meeting.history.select_related("history_user").first()
    who = str(latest.history_user) if latest and latest.history_user else "orang lain"
    when = timezone.localtime(meeting.updated_at)
    return ChangedMeanwhile(now, what=f"halaman ini ({tanggal(when.date())} pukul {jam(when)})", by=who)


def refuse_future(*, meeting: Meeting) -> None:
    """Results cannot be typed before the day of the meeting. Raises MeetingRefused."""
    if meeting.held_on > timezone.localdate():
        raise MeetingRefused(
            f"Pertemuan ini dijadwalkan {tanggal(meeting.held_on)}, jadi hasilnya belum dapat diisi. "
            "Bila sudah dilaksanakan, perbaiki tanggalnya di halaman Undangan."
        )


def keep(*, row: models.Model, by: Any, **choices: Iterable[models.Model]) -> None:
    """Save a record with its next version and its many-to-many choices, and who did it in its history."""
    if row.pk is not None:
        row.version += 1  # type: ignore[attr-defined]  # every Record has a version
    save_by(row, by, **choices)


def touch(*, meeting: Meeting, by: Any) -> None:
    """Save the meeting after a change of its parts; with the first result it is no longer only planned."""
    if meeting.status == MeetingStatus.PLANNED:
        meeting.status = MeetingStatus.HELD
    keep(row=meeting, by=by)


def require_own_rts(*, cycle: Cycle, rt_ids: Iterable[int | None]) -> None:
    """Every RT belongs to the kelurahan of the cycle. Raises MeetingRefused."""
    wanted = {pk for pk in rt_ids if pk is not None}
    if Neighbourhood.objects.filter(pk__in=wanted, kelurahan_id=cycle.region_id).count() != len(wanted):
        raise MeetingRefused("Ada RT yang bukan bagian kelurahan ini. Muat ulang halaman lalu pilih lagi.")
