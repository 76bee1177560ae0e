"""Who took part over a whole cycle: meetings in their order, and how far each RT or institution was reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts, thresholds
from planning.rembuk.catalog import is_city, limits_for
from planning.rembuk.enums import AttendanceMode, MeetingStatus
from planning.rembuk.models import AttendanceCount, Attendee, Meeting
from planning.rembuk.participation import Limits, Participation, Totals, assess
from planning.rembuk.queries.attendance import add_up, present_by_rt
from planning.rembuk.queries.meetings import rts_of
from planning.rembuk.queries.shared import of_cycle

TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.CLOSED)


@dataclass(frozen=True)
class Turnout:
    """One meeting in the row of meetings: who was there, and how many of the RT of the cycle were (and were not)."""

    meeting: Meeting
    participation: Participation
    present: int
    absent: int

    @property
    def totals(self) -> Totals:
        return self.participation.totals


@dataclass(frozen=True)
class Reach:
    """How far an RT, or an institution of a kota, was reached. `rt_id` is None for an institution."""

    label: str
    rt_id: int | None
    meetings: int
    totals: Totals
    last: date | None


@dataclass(frozen=True)
class Coverage:
    """Participation of a cycle. `reached` are in order of their label; `never` are RT from which nobody ever came."""

    rows: tuple[Turnout, ...]
    reached: tuple[Reach, ...]
    city: bool

    @property
    def never(self) -> tuple[Reach, ...]:
        return tuple(reach for reach in self.reached if not reach.meetings)

    @property
    def people(self) -> Totals:
        """Everybody at every meeting; who came twice counts twice."""
        return add_up(row.totals for row in self.rows)


def coverage(cycle: Cycle) -> Coverage:
    """Participation over the meetings of a cycle that took place, oldest first. Five queries for any number of them.

    Meetings of other cycles that this one uses are judged by its own thresholds, and each counts once.
    """
    held = Meeting.objects.filter(of_cycle(cycle), status__in=TOOK_PLACE)
    meetings = list(held.order_by("held_on", "starts_at", "pk"))
    present = present_by_rt(meetings)
    city = is_city(cycle.track)
    rts = [] if city else list(_wanted(cycle))
    limits = partial(limits_for, thresholds=thresholds(cycle), track=cycle.track)
    rows = tuple(_turnout(meeting, present[meeting.pk], rts, limits) for meeting in meetings)
    reached = _institutions(meetings) if city else tuple(_reach(rt, meetings, present) for rt in rts)
    return Coverage(rows, reached, city)


def _wanted(cycle: Cycle) -> Iterable[Neighbourhood]:
    """RT of the SK Kumuh, or every RT of the kelurahan in a programme without one."""
    return decree_rts(cycle) if cycle.decree_id else rts_of(cycle, timezone.localdate()).order_by("label")


def _turnout(
    meeting: Meeting,
    present: dict[int | None, Totals],
    rts: Sequence[Neighbourhood],
    limits: Callable[[str], Limits],
) -> Turnout:
    here = sum(present.get(rt.pk, Totals()).total > 0 for rt in rts)
    judged = assess(
        add_up(present.values()),
        rts=(),
        invited=meeting.invited_count,
        limits=limits(meeting.type),
    )
    return Turnout(meeting, judged, here, len(rts) - here)


def _reach(rt: Neighbourhood, meetings: list[Meeting], present: dict[int, dict[int | None, Totals]]) -> Reach:
    came = [(row.held_on, present[row.pk][rt.pk]) for row in meetings if present[row.pk].get(rt.pk, Totals()).total]
    return Reach(rt.label, rt.pk, len(came), add_up(totals for _, totals in came), came[-1][0] if came else None)


def _institutions(meetings: list[Meeting]) -> tuple[Reach, ...]:
    """Institutions and kelurahan that sent somebody to meetings of a kota. Two queries."""
    days = {meeting.pk: meeting.held_on for meeting in meetings}
    named = Attendee.objects.filter(meeting__in=days, meeting__attendance_mode=AttendanceMode.NAMES)
    counted = AttendanceCount.objects.filter(meeting__in=days, meeting__attendance_mode=AttendanceMode.COUNTS)
    found: dict[str, dict[int, list[Totals]]] = {}
    for origin, meeting, sex, poor, vulnerable in named.values_list("address", "meeting", "sex", "poor", "vulnerable"):
        one = Totals(int(sex == "L"), int(sex == "P"), int(poor), int(vulnerable))
        found.setdefault(origin or "Belum ditulis", {}).setdefault(meeting, []).append(one)
    for origin, meeting, *numbers in counted.values_list("origin", "meeting", "men", "women", "poor", "vulnerable"):
        found.setdefault(origin or "Belum ditulis", {}).setdefault(meeting, []).append(Totals(*numbers))
    rows = [
        Reach(
            origin,
            None,
            len(by_meeting),
            add_up(one for people in by_meeting.values() for one in people),
            max(days[meeting] for meeting in by_meeting),
        )
        for origin, by_meeting in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.label))
