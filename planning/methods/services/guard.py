"""What every verb asks before it changes a session, and how a change is put down with its author."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from kumuh.core.formats import jam, tanggal
from kumuh.core.models import save_by
from kumuh.core.versions import ChangedMeanwhile, claim_version
from planning.cycles.services import require_open
from planning.methods.enums import SessionState
from planning.methods.errors import SessionLocked
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.pins import session_row
from planning.methods.queries import step_of


def writable(*, session: MethodSession, expected: int | None = None) -> MethodSession:
    """The session again, locked for this transaction; refuses an agreed one, a locked step and a stale page.

    Inside a rembuk the step of that rembuk has to be open. With `expected` the version on the screen is claimed.
    Raises SessionLocked, StepLocked or StaleRecord.
    """
    rows = MethodSession.objects.select_for_update(of=("self",)).select_related("cycle", "meeting")
    current = rows.filter(pk=session.pk)[0]
    if current.state == SessionState.AGREED:
        raise SessionLocked(
            "Hasil ini sudah disepakati, isinya terkunci. Buka kembali dengan alasan bila perlu diubah."
        )
    require_step(session=current)
    if expected is not None:
        claim_version(current, expected)
    return current


def require_step(*, session: MethodSession) -> None:
    """The step to which the rembuk of the session belongs is open. Raises StepLocked."""
    if session.meeting is not None:
        require_open(cycle=session.cycle, step=step_of(session), pins=(session_row(session.pk),))


def writable_group(*, group: MethodGroup, seen: str = "", now: str = "") -> MethodGroup:
    """The group with its session locked for this transaction, before its rows are replaced.

    `seen` is the stamp that the page carried and `now` the one of what is stored; equal or empty asks nothing.
    Raises SessionLocked, StepLocked or ChangedMeanwhile.
    """
    session = writable(session=group.session)
    current = session.groups.get(pk=group.pk)
    current.session = session
    if seen and seen != now:
        raise changed_meanwhile(session=session, now=now, what=f"hasil kelompok {current.label}")
    return current


def changed_meanwhile(*, session: MethodSession, now: str, what: str) -> ChangedMeanwhile:
    """Somebody else saved what the page shows; says who and when."""
    latest = session.history.select_related("history_user").first()
    who = str(latest.history_user) if latest and latest.history_user else "orang lain"
    when = timezone.localtime(session.updated_at)
    return ChangedMeanwhile(now, what=f"{what} ({tanggal(when.date())} pukul {jam(when)})", by=who)


def keep(*, row: models.Model, by: Any) -> None:
    """Save a record with its next version, and who did it in its history."""
    if row.pk is not None:
        row.version += 1  # type: ignore[attr-defined]  # every Record has a version
    save_by(row, by)


def touch(*, session: MethodSession, by: Any) -> None:
    """Save the session after a change of its rows, so that pages and drafts know that it changed."""
    keep(row=session, by=by)
