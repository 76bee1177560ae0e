"""Starting a session, changing it, concluding, agreeing and opening it again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from planning.cycles.models import Cycle
from planning.methods.catalog import INDICATORS, METHODS
from planning.methods.enums import GroupKind, SessionState
from planning.methods.errors import MethodRefused, SessionIncomplete
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.queries.sessions import gaps_of, reading_of, session_for_print
from planning.methods.registry import TOOLS
from planning.methods.services.guard import keep, require_step, writable
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Meeting
from planning.rembuk.queries import serves


@dataclass(frozen=True)
class SessionText:
    """What the head of a session says. Without a rembuk it has a day of its own; empty place and people of a session
    inside a rembuk are those of the rembuk. `aspect` is an indicator 1 to 8, None when it is about more than one."""

    title: str
    meeting: Meeting | None = None
    held_on: date | None = None
    place: str = ""
    topic: str = ""
    aspect: int | None = None
    facilitator: str = ""
    recorder: str = ""


@dataclass(frozen=True)
class Conclusion:
    """What the group concluded: in words, what follows, how it went, who signs for the residents."""

    conclusion: str = ""
    follow_up: str = ""
    note: str = ""
    representative: str = ""


@transaction.atomic
def start_session(*, cycle: Cycle, kind: str, text: SessionText, by: Any, is_example: bool = False) -> MethodSession:
    """Begin a session of a method, with one group of all participants to start from.

    Raises MethodRefused by field (a method that has no tool, a rembuk of another cycle or a cancelled one, no day, a
    day in the future), StepLocked when the step of the rembuk is closed.
    """
    if kind not in METHODS or kind not in TOOLS:
        raise MethodRefused("Metode ini belum dapat diisi di sini.")
    session = MethodSession(cycle=cycle, kind=kind, is_example=is_example)
    _fill(session, text)
    require_step(session=session)
    save_by(session, by)
    save_by(MethodGroup(session=session, kind=GroupKind.CAMPURAN), by)
    return session


@transaction.atomic
def change_session(*, session: MethodSession, text: SessionText, by: Any, expected: int | None = None) -> MethodSession:
    """Change the head of a session. Raises SessionLocked, StepLocked, StaleRecord, MethodRefused as `start_session`."""
    current = writable(session=session, expected=session.version if expected is None else expected)
    _fill(current, text)
    require_step(session=current)
    save_by(current, by)
    return current


def _fill(session: MethodSession, text: SessionText) -> None:
    if not text.title.strip():
        raise MethodRefused({"title": "Judul belum diisi."})
    if text.aspect is not None and text.aspect not in INDICATORS:
        raise MethodRefused({"aspect": "Pilih indikator dari daftar."})
    _require_day(session.cycle, text)
    for column in fields(text):
        value = getattr(text, column.name)
        setattr(session, column.name, plain(value) if isinstance(value, str) else value)
    if session.meeting is not None:
        session.held_on = None


def _require_day(cycle: Cycle, text: SessionText) -> None:
    if text.meeting is not None:
        if not serves(text.meeting, cycle):
            raise MethodRefused({"meeting": "Rembuk ini milik siklus lain."})
        if text.meeting.status == MeetingStatus.CANCELLED:
            raise MethodRefused({"meeting": "Rembuk ini dibatalkan. Pilih rembuk lain, atau kosongkan."})
        return
    if text.held_on is None:
        raise MethodRefused({"held_on": "Isi tanggalnya, atau pilih rembuknya."})
    if text.held_on > timezone.localdate():
        raise MethodRefused({"held_on": "Tanggalnya belum tiba. Isi hasil metode sesudah dilaksanakan."})


@transaction.atomic
def conclude_session(
    *, session: MethodSession, text: Conclusion, by: Any, expected: int | None = None
) -> MethodSession:
    """Write down what the group concluded. Raises SessionLocked, StepLocked, StaleRecord."""
    current = writable(session=session, expected=session.version if expected is None else expected)
    for column in fields(text):
        setattr(current, column.name, getattr(text, column.name).strip())
    save_by(current, by)
    return current


@transaction.atomic
def agree_session(*, session: MethodSession, by: Any, on: date | None = None) -> MethodSession:
    """The group agreed: from now on the rows are locked and the results can be carried on.

    `on` is the day of the agreement, the day of the session when left out. Raises SessionIncomplete with everything
    that is missing (place, guide, people counted, rows of the method, conclusion), SessionLocked, StepLocked.
    """
    writable(session=session)
    current = session_for_print(session.pk)
    gaps = gaps_of(current, reading_of(current))
    if gaps:
        raise SessionIncomplete(gaps)
    current.state = SessionState.AGREED
    current.agreed_on, current.agreed_by = on or current.day, by
    keep(row=current, by=by)
    return current


@transaction.atomic
def reopen_session(*, session: MethodSession, by: Any, reason: str) -> MethodSession:
    """Open an agreed session again; what was carried on stays where it is, the reason stays in the history.

    Raises MethodRefused without a reason or when it is not agreed, StepLocked when the step of its rembuk is closed.
    """
    rows = MethodSession.objects.select_for_update(of=("self",)).select_related("cycle", "meeting")
    current = rows.filter(pk=session.pk)[0]
    if current.state != SessionState.AGREED:
        raise MethodRefused("Hanya hasil yang sudah disepakati yang dapat dibuka kembali.")
    if not reason.strip():
        raise MethodRefused({"alasan": "Tuliskan alasan membuka kembali hasil ini."})
    require_step(session=current)
    current.state = SessionState.DRAFT
    current.agreed_on = current.agreed_by = None
    current.reopened_reason = reason.strip()
    keep(row=current, by=by)
    return current


@transaction.atomic
def drop_session(*, session: MethodSession, by: Any) -> None:
    """Take away a draft in which nothing was typed; its history stays.

    Raises SessionLocked, StepLocked, or MethodRefused once rows, photos or a conclusion are there.
    """
    current = writable(session=session)
    if current.photos.exists() or current.conclusion.strip() or reading_of(session_for_print(current.pk)).filled:
        raise MethodRefused("Hasil ini sudah berisi, jadi tidak dapat dihapus. Lanjutkan mengisinya.")
    for group in current.groups.all():
        delete_by(group, by)
    delete_by(current, by)
