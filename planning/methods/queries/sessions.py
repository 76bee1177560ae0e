"""Reads of sessions: the list of a cycle, one session with everything its pages show, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from planning.cycles.models import Cycle
from planning.methods.catalog import METHODS, Method
from planning.methods.enums import SessionState
from planning.methods.models import MethodGroup, MethodPhoto, MethodSession
from planning.methods.registry import TOOLS, Gap, Reading, Result
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Meeting, MeetingUse
from planning.rembuk.queries import of_cycle


def sessions_for(user: Any) -> ScopedQuerySet[MethodSession]:
    """Sessions in the person's area with cycle, kelurahan and rembuk."""
    return MethodSession.objects.for_user(user).select_related("cycle__region__parent", "meeting")


def session_for_page(user: Any) -> ScopedQuerySet[MethodSession]:
    """The same with groups and photos. Three queries for one session."""
    return sessions_for(user).prefetch_related("groups", "photos__group")


def session_for_print(pk: int) -> MethodSession:
    """A session with everything its papers print. Raises `MethodSession.DoesNotExist`."""
    rows = MethodSession.objects.select_related("cycle__region__parent__parent__parent", "meeting")
    found = rows.prefetch_related("groups", "photos__group").filter(pk=pk).first()
    if found is None:
        raise MethodSession.DoesNotExist
    return found


def sessions_of(cycle: Cycle, kind: str = "") -> QuerySet[MethodSession]:
    """Sessions of the cycle (of one method), newest first, with the number of their groups. One query."""
    rows = MethodSession.objects.filter(cycle=cycle).select_related("meeting")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.annotate(group_count=Count("groups")).order_by("-created_at", "-pk")


def agreed_sessions(cycle: Cycle, kind: str) -> QuerySet[MethodSession]:
    """Sessions of one method whose result stands, oldest first, with their groups. Two queries."""
    rows = MethodSession.objects.filter(cycle=cycle, kind=kind, state=SessionState.AGREED)
    return rows.select_related("cycle", "meeting").prefetch_related("groups").order_by("agreed_on", "pk")


def sessions_of_meeting(meeting: Meeting) -> QuerySet[MethodSession]:
    """Sessions inside one rembuk, in the order in which they were begun. One query."""
    return MethodSession.objects.filter(meeting=meeting).order_by("pk")


@dataclass(frozen=True)
class MethodCard:
    """One method on the list of a cycle: what was done with it. `usable`: its tool is there."""

    method: Method
    sessions: tuple[MethodSession, ...]
    usable: bool

    @property
    def agreed(self) -> int:
        return sum(row.is_locked for row in self.sessions)


def method_cards(cycle: Cycle) -> list[MethodCard]:
    """Every method with its sessions in this cycle. One query."""
    rows: dict[str, list[MethodSession]] = {}
    for row in sessions_of(cycle):
        rows.setdefault(row.kind, []).append(row)
    return [MethodCard(method, tuple(rows.get(kind, ())), kind in TOOLS) for kind, method in METHODS.items()]


def reading_of(session: MethodSession) -> Reading:
    """What the method says about the session; empty for a method without a tool."""
    tool = TOOLS.get(session.kind)
    return tool.read(session) if tool else Reading(panels=())


def result_of(session: MethodSession, key: str) -> Result | None:
    """One result by its key; None when the session does not (or no longer) pass it on."""
    return next((one for one in reading_of(session).results if one.key == key), None)


def gaps_of(session: MethodSession, reading: Reading) -> tuple[Gap, ...]:
    """What is missing before the result can be agreed, each with the address of its form. Asks no query."""
    return (*_common_gaps(session), *reading.gaps)


def _common_gaps(session: MethodSession) -> Iterable[Gap]:
    place = [session.cycle_id, session.pk]
    edit, conclude = reverse("methods:session-edit", args=place), reverse("methods:conclusion-edit", args=place)
    if not session.where:
        yield Gap("Tempatnya belum diisi.", edit)
    if not session.led_by:
        yield Gap("Nama pemandu belum diisi.", edit)
    groups = list(session.groups.all())
    if not groups:
        yield Gap("Belum ada kelompok.", reverse("methods:group-edit", args=place))
    uncounted = [group.label for group in groups if group.people is None]
    if uncounted:
        yield Gap(f"Jumlah orang belum diisi: {', '.join(uncounted)}.", reverse("methods:group-edit", args=place))
    if not session.conclusion.strip():
        yield Gap("Kesimpulan belum ditulis.", conclude)


def group_stamp(session: MethodSession) -> str:
    """A short mark of the stored groups; equal marks mean that nobody changed them."""
    return stamp_of(list(MethodGroup.objects.filter(session=session).order_by("pk").values_list("pk", "version")))


def meetings_to_use(cycle: Cycle) -> QuerySet[Meeting]:
    """Rembuk of the cycle in which a method can be used: all that were not cancelled, newest first. One query."""
    rows = Meeting.objects.filter(of_cycle(cycle)).exclude(status=MeetingStatus.CANCELLED)
    return rows.order_by("-held_on", "-pk")


def step_of(session: MethodSession) -> str:
    """The step of its own cycle to which the rembuk of a session belongs; empty without one. At most one query.

    A rembuk of another cycle belongs to the step for which the cycle of the session uses it.
    """
    meeting = session.meeting
    if meeting is None:
        return ""
    if meeting.cycle_id == session.cycle_id:
        return meeting.step
    uses = MeetingUse.objects.filter(meeting=meeting, cycle_id=session.cycle_id)
    return uses.values_list("step", flat=True).first() or ""


def photos_shown(session: MethodSession, *, people: bool) -> list[MethodPhoto]:
    """Photos of the session that a person may see: those with names or faces only with `people`. Asks no query."""
    return [row for row in session.photos.all() if people or not row.has_people]
