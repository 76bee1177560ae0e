"""Using a meeting of one cycle for another cycle of the same kelurahan."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from planning.cycles.models import Cycle
from planning.cycles.services import require_open
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import Meeting, MeetingUse
from planning.rembuk.pins import meeting_row


@transaction.atomic
def use_meeting(*, meeting: Meeting, cycle: Cycle, step: str, by: Any) -> MeetingUse:
    """Let a closed meeting also count for a step of another cycle; its attendance and decisions are typed once.

    The meeting stays where it was typed, and is opened again only while every step that it counts for is open.
    Raises StepLocked (of the step that would use it) and MeetingRefused: another kelurahan, not closed, a type or a
    step that the programme does not have, or used already.
    """
    require_open(cycle=cycle, step=step)
    found = Meeting.objects.select_for_update().select_related("cycle").get(pk=meeting.pk)
    refusal = _refusal(found, cycle, step)
    if refusal:
        raise MeetingRefused(refusal)
    use = MeetingUse(meeting=found, cycle=cycle, step=step, used_by=by)
    save_by(use, by)
    return use


def _refusal(meeting: Meeting, cycle: Cycle, step: str) -> str:
    if meeting.cycle_id == cycle.pk:
        return "Rembuk ini sudah milik siklus ini."
    if meeting.cycle.region_id != cycle.region_id:
        return "Rembuk hanya dapat dipakai siklus lain di kelurahan yang sama."
    if meeting.status != MeetingStatus.CLOSED:
        return f"“{meeting.title}” belum ditutup, jadi hasilnya belum dapat dipakai."
    if not KINDS[meeting.type].offered_in(cycle.track):
        return f"Program ini tidak mengenal {meeting.get_type_display()}."
    if step not in {one.code for one in cycle.steps_in_order}:
        return "Langkah itu tidak ada dalam siklus ini."
    if MeetingUse.objects.filter(meeting=meeting, cycle=cycle).exists():
        return "Rembuk ini sudah dipakai siklus ini."
    return ""


@transaction.atomic
def release_meeting(*, use: MeetingUse, by: Any) -> None:
    """Stop counting a shared meeting for the cycle; the meeting stays. Raises StepLocked."""
    found = MeetingUse.objects.select_for_update().select_related("cycle").get(pk=use.pk)
    require_open(cycle=found.cycle, step=found.step)
    delete_by(found, by)


def require_uses_open(*, meeting: Meeting) -> None:
    """Go on if every further cycle that uses the meeting may still change; otherwise StepLocked says which not."""
    for use in MeetingUse.objects.filter(meeting=meeting).select_related("cycle"):
        require_open(cycle=use.cycle, step=use.step, pins=(meeting_row(meeting.pk),))
