"""Reads of who was there: totals, by RT, by element. Counts only; names are in `attendees`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from planning.cycles.models import Cycle
from planning.cycles.queries import thresholds
from planning.rembuk.catalog import is_city, limits_for
from planning.rembuk.enums import AttendanceMode, Element, Sex
from planning.rembuk.models import AttendanceCount, Attendee, Meeting, MinuteEntry, Representative
from planning.rembuk.participation import Participation, RtPresence, Totals, assess
from planning.rembuk.queries.shared import of_cycle

NAME_SUMS = ("men", "women", "poor_people", "vulnerable_people")
WOMEN, MEN = Q(sex=Sex.FEMALE), Q(sex=Sex.MALE)


@dataclass(frozen=True)
class RtAttendance:
    """People of one RT of origin; `rt_id` None is everybody from elsewhere."""

    rt_id: int | None
    label: str
    totals: Totals


@dataclass(frozen=True)
class ElementAttendance:
    """People of one element (unsur) of the community."""

    element: str
    label: str
    totals: Totals


def attendees(meeting: Meeting) -> QuerySet[Attendee]:
    """The names. Ask for the right `rembuk.view_names` before showing them to anybody."""
    return meeting.attendees.select_related("rt")


def attendees_in(region_code: str) -> QuerySet[Attendee]:
    """The names of a place, newest meeting first. Ask for the right `rembuk.view_names` before showing them."""
    rows = Attendee.objects.filter(meeting__cycle__region_id=region_code).select_related("rt")
    return rows.order_by("-meeting__held_on", "pk")


def names_of(cycle: Cycle) -> frozenset[str]:
    """Every name written in the meetings of a cycle, only for keeping them out of public words. Four queries."""
    here = of_cycle(cycle, via="meeting")
    officers = Meeting.objects.filter(of_cycle(cycle)).values_list(
        "inviter_name", "chair_name", "secretary_name", "facilitator_name", "participation_accepted_by"
    )
    found = {
        *Attendee.objects.filter(here).order_by().values_list("name", flat=True).distinct(),
        *Representative.objects.filter(here).order_by().values_list("name", flat=True).distinct(),
        *MinuteEntry.objects.filter(here).order_by().values_list("raised_by", flat=True).distinct(),
        *(name for row in officers for name in row),
    }
    return frozenset(name.strip() for name in found if name.strip())


def repeated_names(people: Iterable[Attendee]) -> list[str]:
    """Names written more than once for the same RT, as typed; perhaps one person signed twice."""
    seen: set[tuple[str, int | None]] = set()
    again: list[str] = []
    for person in people:
        key = (" ".join(person.name.lower().split()), person.rt_id)
        if key in seen:
            again.append(person.name)
        seen.add(key)
    return again


def attendance_by_rt(meeting: Meeting) -> tuple[RtAttendance, ...]:
    """People present per RT of origin in order of the label, those from elsewhere last.

    At a meeting of the kota the origin is the institution or kelurahan that each of them wrote.
    """
    rows: Iterable[Any]
    city = is_city(meeting.cycle.track)
    if meeting.attendance_mode == AttendanceMode.COUNTS:
        label = "origin" if city else "rt__label"
        rows = meeting.counts.values_list("rt_id", label, "men", "women", "poor", "vulnerable")
    else:
        label = "address" if city else "rt__label"
        rows = (
            meeting.attendees.order_by()
            .values("rt_id", label)
            .annotate(**_name_sums())
            .values_list("rt_id", label, *NAME_SUMS)
        )
    elsewhere = "Lembaga belum ditulis" if city else "Dari luar RT"
    found = [RtAttendance(rt_id, label or elsewhere, Totals(*numbers)) for rt_id, label, *numbers in rows]
    return tuple(sorted(found, key=lambda row: (row.rt_id is None and not city, row.label)))


def attendance_by_element(meeting: Meeting) -> tuple[ElementAttendance, ...]:
    """People present per element; empty when the meeting was typed as counts."""
    if meeting.attendance_mode == AttendanceMode.COUNTS:
        return ()
    rows: Iterable[Any] = meeting.attendees.order_by().values("element").annotate(**_name_sums())
    by_element = {
        row["element"]: Totals(row["men"], row["women"], row["poor_people"], row["vulnerable_people"]) for row in rows
    }
    return tuple(
        ElementAttendance(element, element.label, by_element[element]) for element in Element if element in by_element
    )


def totals_of(meetings: Iterable[Meeting]) -> dict[int, Totals]:
    """Totals of many meetings in two queries; a meeting without attendance has zeros."""
    by_mode: dict[str, list[int]] = {mode: [] for mode in AttendanceMode}
    for meeting in meetings:
        by_mode[meeting.attendance_mode].append(meeting.pk)
    named: Iterable[Any] = (
        Attendee.objects.filter(meeting_id__in=by_mode[AttendanceMode.NAMES])
        .order_by()
        .values("meeting_id")
        .annotate(**_name_sums())
        .values_list("meeting_id", *NAME_SUMS)
    )
    counted = (
        AttendanceCount.objects.filter(meeting_id__in=by_mode[AttendanceMode.COUNTS])
        .order_by()
        .values("meeting_id")
        .annotate(m=Sum("men"), w=Sum("women"), p=Sum("poor"), v=Sum("vulnerable"))
        .values_list("meeting_id", "m", "w", "p", "v")
    )
    empty = {pk: Totals() for pks in by_mode.values() for pk in pks}
    return empty | {pk: Totals(*numbers) for pk, *numbers in (*named, *counted)}


def rts_present(meetings: Iterable[Meeting]) -> frozenset[int]:
    """RT of which somebody was present at one of the meetings. Two queries for any number of meetings."""
    keys = [meeting.pk for meeting in meetings]
    named = Attendee.objects.filter(meeting_id__in=keys, meeting__attendance_mode=AttendanceMode.NAMES)
    counted = AttendanceCount.objects.filter(meeting_id__in=keys, meeting__attendance_mode=AttendanceMode.COUNTS)
    people = counted.filter(Q(men__gt=0) | Q(women__gt=0))
    return frozenset(
        {*named.order_by().values_list("rt_id", flat=True).distinct(), *people.values_list("rt_id", flat=True)} - {None}
    )


def participation(meeting: Meeting) -> Participation:
    """Shares, RT represented and quorum of one meeting against the thresholds of its cycle."""
    return participations([meeting])[meeting.pk]


def participations(meetings: Iterable[Meeting]) -> dict[int, Participation]:
    """`participation` of many meetings in at most three queries. Their cycle should be loaded."""
    rows = list(meetings)
    present = present_by_rt(rows)
    concerned: dict[int, list[RtPresence]] = {row.pk: [] for row in rows}
    links = Meeting.invited_rts.through.objects.filter(meeting_id__in=concerned).order_by("neighbourhood__label")
    for pk, rt_id, label in links.values_list("meeting_id", "neighbourhood_id", "neighbourhood__label"):
        people = present[pk].get(rt_id, Totals())
        concerned[pk].append(RtPresence(rt_id, label, people.total))
    return {
        row.pk: assess(
            add_up(present[row.pk].values()),
            rts=tuple(concerned[row.pk]),
            invited=row.invited_count,
            limits=limits_for(row.type, thresholds(row.cycle), row.cycle.track),
        )
        for row in rows
    }


def present_by_rt(meetings: Iterable[Meeting]) -> dict[int, dict[int | None, Totals]]:
    """Per meeting the people of each RT of origin, by key of the RT."""
    modes = {meeting.pk: meeting.attendance_mode for meeting in meetings}
    counted = [pk for pk, mode in modes.items() if mode == AttendanceMode.COUNTS]
    named = [pk for pk in modes if pk not in counted]
    counts: Iterable[Any] = AttendanceCount.objects.filter(meeting_id__in=counted).values_list(
        "meeting_id", "rt_id", "men", "women", "poor", "vulnerable"
    )
    names: Iterable[Any] = (
        Attendee.objects.filter(meeting_id__in=named)
        .order_by()
        .values("meeting_id", "rt_id")
        .annotate(**_name_sums())
        .values_list("meeting_id", "rt_id", *NAME_SUMS)
    )
    found: dict[int, dict[int | None, Totals]] = {pk: {} for pk in modes}
    for pk, rt_id, *numbers in (*counts, *names):
        found[pk][rt_id] = add_up([found[pk].get(rt_id, Totals()), Totals(*numbers)])
    return found


def add_up(parts: Iterable[Totals]) -> Totals:
    """Sum of several totals."""
    rows = list(parts)
    return Totals(
        sum(row.men for row in rows),
        sum(row.women for row in rows),
        sum(row.poor for row in rows),
        sum(row.vulnerable for row in rows),
    )


def _name_sums() -> dict[str, Count]:
    return {
        "men": Count("pk", filter=MEN),
        "women": Count("pk", filter=WOMEN),
        "poor_people": Count("pk", filter=Q(poor=True)),
        "vulnerable_people": Count("pk", filter=Q(vulnerable=True)),
    }
