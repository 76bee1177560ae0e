"""When each point of the agenda began: by the clock during the meeting, or typed from paper afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db import transaction

from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import Meeting
from planning.rembuk.services.guard import keep, refuse_future, touch, writable


@transaction.atomic
def start_point(*, meeting: Meeting, point: int, at: time, by: Any) -> Meeting:
    """Put down that a point of the agenda (its key) began at this hour; one that began already stays as it is.

    Raises MeetingRefused for a point of another meeting and before the day of the meeting.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    item = current.agenda.filter(pk=point).first()
    if item is None:
        raise MeetingRefused("Acara ini sudah tidak ada dalam susunan acara. Muat ulang halaman.")
    if item.began_at is None:
        item.began_at = at.replace(second=0, microsecond=0)
        keep(row=item, by=by)
        current.finished_at = None
        touch(meeting=current, by=by)
    return current


@transaction.atomic
def finish_agenda(*, meeting: Meeting, at: time, by: Any) -> Meeting:
    """Put down when the meeting was over; a second time changes nothing. Raises MeetingRefused before it began."""
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    if not current.agenda.filter(began_at__isnull=False).exists():
        raise MeetingRefused("Belum ada acara yang dimulai. Tekan Mulai rembuk, atau ketik jamnya.")
    if current.finished_at is None:
        current.finished_at = at.replace(second=0, microsecond=0)
        touch(meeting=current, by=by)
    return current


@transaction.atomic
def write_times(*, meeting: Meeting, times: Mapping[int, time | None], finished: time | None, by: Any) -> Meeting:
    """Make the hours exactly those typed (key of the point → when it began), and when the meeting was over.

    Raises MeetingRefused for a point of another meeting, an end without any beginning, and before the day.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    agenda = {item.pk: item for item in current.agenda.all()}
    if set(times) - set(agenda):
        raise MeetingRefused("Ada acara yang bukan bagian pertemuan ini. Muat ulang halaman.")
    if finished and not any(times.values()):
        raise MeetingRefused("Isi jam mulai sedikitnya satu acara sebelum mengisi jam selesai.")
    for pk, began in times.items():
        if agenda[pk].began_at != began:
            agenda[pk].began_at = began
            keep(row=agenda[pk], by=by)
    current.finished_at = finished
    touch(meeting=current, by=by)
    return current
