"""Planning a meeting, changing its invitation, cancelling it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from django.db import transaction

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import delete_by
from planning.cycles.catalog import find_step
from planning.cycles.models import Cycle
from planning.cycles.services import require_open
from planning.rembuk.catalog import KINDS, agenda_for
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import AgendaItem, Meeting
from planning.rembuk.services.guard import keep, require_own_rts, writable


@dataclass(frozen=True)
class MeetingPlan:
    """What an invitation says. `invited` is one element per line; `invited_count` is people, None when unknown."""

    type: str
    step: str
    title: str
    held_on: date
    starts_at: time
    place: str
    ends_at: time | None = None
    inviter_office: str = "Lurah"
    inviter_name: str = ""
    invitation_number: str = ""
    invited: str = ""
    invited_count: int | None = None


@dataclass(frozen=True)
class AgendaRow:
    """One agenda line in its place; `pk` of an existing line keeps its discussion. `minutes` may be unknown."""

    topic: str
    minutes: int | None = None
    pk: int | None = None


@transaction.atomic
def plan_meeting(
    *,
    cycle: Cycle,
    plan: MeetingPlan,
    by: Any,
    invited_rts: Sequence[Neighbourhood] = (),
    agenda: Sequence[AgendaRow] | None = None,
    is_example: bool = False,
) -> Meeting:
    """Plan a meeting of a cycle; without `agenda` the usual one of its type is taken.

    Raises StepLocked when the step is closed or under review, MeetingRefused for an unknown step, a type that the
    programme does not have, an end before the start or an RT of another kelurahan.
    """
    _check(cycle, plan, invited_rts)
    require_open(cycle=cycle, step=plan.step)
    if agenda is None:
        agenda = [AgendaRow(topic.text, topic.minutes) for topic in agenda_for(plan.type, plan.step)]
    meeting = Meeting(cycle=cycle, is_example=is_example, **asdict(plan))
    keep(row=meeting, by=by, invited_rts=invited_rts)
    _write_agenda(meeting, agenda, by)
    return meeting


@transaction.atomic
def update_meeting(
    *,
    meeting: Meeting,
    plan: MeetingPlan,
    by: Any,
    invited_rts: Sequence[Neighbourhood],
    agenda: Sequence[AgendaRow],
    seen: str = "",
) -> Meeting:
    """Change what the invitation says; agenda lines that are left out are removed.

    Raises MeetingLocked, StepLocked (old and new step), ChangedMeanwhile, MeetingRefused as `plan_meeting`.
    """
    current = writable(meeting=meeting, page="undangan", seen=seen)
    _check(current.cycle, plan, invited_rts)
    if plan.step != current.step:
        require_open(cycle=current.cycle, step=plan.step)
    for name, value in asdict(plan).items():
        setattr(current, name, value)
    keep(row=current, by=by, invited_rts=invited_rts)
    _write_agenda(current, agenda, by)
    return current


def _check(cycle: Cycle, plan: MeetingPlan, invited_rts: Sequence[Neighbourhood]) -> None:
    if plan.type not in KINDS:
        raise MeetingRefused("Jenis pertemuan tidak dikenal.")
    if not KINDS[plan.type].offered_in(cycle.track):
        raise MeetingRefused("Program siklus ini tidak mempunyai jenis pertemuan tersebut.")
    try:
        find_step(cycle.track, plan.step)
    except KeyError:
        raise MeetingRefused("Langkah ini tidak ada dalam program siklus ini.") from None
    if plan.ends_at is not None and plan.ends_at <= plan.starts_at:
        raise MeetingRefused("Jam selesai harus sesudah jam mulai.")
    require_own_rts(cycle=cycle, rt_ids=[rt.pk for rt in invited_rts])


def _write_agenda(meeting: Meeting, agenda: Sequence[AgendaRow], by: Any) -> None:
    existing = {item.pk: item for item in meeting.agenda.all()}
    for order, row in enumerate((row for row in agenda if row.topic.strip()), 1):
        item = existing.pop(row.pk, None) if row.pk else None
        if item is None:
            keep(row=AgendaItem(meeting=meeting, order=order, topic=row.topic.strip(), minutes=row.minutes), by=by)
        elif (item.order, item.topic, item.minutes) != (order, row.topic.strip(), row.minutes):
            item.order, item.topic, item.minutes = order, row.topic.strip(), row.minutes
            keep(row=item, by=by)
    for item in existing.values():
        if item.discussion.strip():
            raise MeetingRefused(f"Acara “{item.topic}” sudah ada pembahasannya, jadi tidak dapat dihapus.")
        delete_by(item, by)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Any, reason: str) -> Meeting:
    """Cancel a planned meeting; it stays in the list with its reason and is locked.

    Refuses (MeetingRefused) without a reason and when results were already typed.
    """
    current = writable(meeting=meeting)
    if not reason.strip():
        raise MeetingRefused("Tuliskan alasan pertemuan dibatalkan.")
    if current.decisions.exists() or current.attendees.exists() or current.counts.exists():
        raise MeetingRefused("Kehadiran atau keputusan sudah dicatat, jadi pertemuan ini tidak dapat dibatalkan.")
    current.status = MeetingStatus.CANCELLED
    current.cancelled_reason = reason.strip()
    keep(row=current, by=by)
    return current
