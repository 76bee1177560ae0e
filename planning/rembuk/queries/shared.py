"""Meetings that several cycles of one kelurahan use: typed in one, counted in all."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from planning.cycles.models import Cycle
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Meeting, MeetingUse


def of_cycle(cycle: Cycle, step: str = "", via: str = "") -> Q:
    """Meetings of the cycle (of one step) and those of other cycles that it uses; `via` leads to the meeting.

    A shared meeting counts for the step that the using cycle named. Nothing is joined, so no row comes twice.
    """
    path = f"{via}__" if via else ""
    uses, own = MeetingUse.objects.filter(cycle=cycle), Q(**{f"{path}cycle": cycle})
    if step:
        uses, own = uses.filter(step=step), own & Q(**{f"{path}step": step})
    return own | Q(**{f"{via or 'pk'}__in": uses.values("meeting")})


def of_cycle_with(pk: int) -> Q:
    """The same for a cycle of which only the key is at hand."""
    return Q(cycle_id=pk) | Q(pk__in=MeetingUse.objects.filter(cycle_id=pk).values("meeting"))


def serves(meeting: Meeting, cycle: Cycle) -> bool:
    """Whether the meeting is one of the cycle or counts for it. At most one query."""
    return meeting.cycle_id == cycle.pk or MeetingUse.objects.filter(meeting=meeting, cycle=cycle).exists()


def uses_of(meeting: Meeting) -> QuerySet[MeetingUse]:
    """The further cycles that use a meeting, with who said so. One query."""
    return MeetingUse.objects.filter(meeting=meeting).select_related("cycle__region", "used_by")


def usable_meetings(cycle: Cycle, types: Any = ()) -> list[Meeting]:
    """Closed meetings of other cycles of the same kelurahan that this one does not use yet, newest first.

    Only types that the programme has; with `types` only those. Two queries.
    """
    taken = MeetingUse.objects.filter(cycle=cycle).values("meeting")
    rows = Meeting.objects.filter(cycle__region=cycle.region_id, status=MeetingStatus.CLOSED)
    rows = rows.exclude(cycle=cycle).exclude(pk__in=taken).select_related("cycle__region")
    if types:
        rows = rows.filter(type__in=list(types))
    return [row for row in rows.order_by("-held_on", "-pk") if KINDS[row.type].offered_in(cycle.track)]


def used_by(cycle: Cycle) -> QuerySet[MeetingUse]:
    """Meetings of other cycles that this one uses, with their cycle and who said so. One query."""
    return MeetingUse.objects.filter(cycle=cycle).select_related("meeting__cycle__region", "used_by")
