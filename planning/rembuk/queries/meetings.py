"""Reads of meetings, their decisions and what a printed document needs."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from planning.cycles.models import Cycle
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Decision, Meeting, MinuteEntry
from planning.rembuk.queries.attendance import totals_of

SEPARATE_TYPES = (MeetingType.KELOMPOK_PEREMPUAN, MeetingType.KELOMPOK_RENTAN)


def meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """All meetings of the cycle, newest first, with the number of decisions."""
    return (
        Meeting.objects.filter(cycle=cycle)
        .annotate(decision_count=Count("decisions"))
        .order_by("-held_on", "-starts_at", "-pk")
    )


def meetings_for(user: Any) -> QuerySet[Meeting]:
    """Meetings in the person's area with their cycle and kelurahan."""
    return Meeting.objects.for_user(user).select_related("cycle__region")


def found_meetings(user: Any, words: str) -> QuerySet[Meeting]:
    """Meetings in the person's area whose title, place or number holds all words ("rembug" finds "rembuk")."""
    found = meetings_for(user)
    for word in words.lower().replace("rembug", "rembuk").split():
        found = found.filter(
            Q(title__icontains=word) | Q(place__icontains=word) | Q(berita_acara_number__icontains=word)
        )
    return found


def closed_meetings(cycle: Cycle, step: str = "") -> QuerySet[Meeting]:
    """Meetings of the cycle (of one step) whose result stands."""
    found = Meeting.objects.filter(cycle=cycle, status=MeetingStatus.CLOSED)
    return found.filter(step=step) if step else found


def separate_group_meetings(cycle: Cycle, step: str = "") -> list[Meeting]:
    """Closed separate meetings of women's or vulnerable groups at which somebody was present."""
    found = list(closed_meetings(cycle, step).filter(type__in=SEPARATE_TYPES))
    totals = totals_of(found)
    return [meeting for meeting in found if totals[meeting.pk].total]


def decisions(cycle: Cycle, about: str = "", *, closed_only: bool = True) -> QuerySet[Decision]:
    """Decisions of the cycle (about MASALAH, USULAN, RENTA_PIP, PRIORITAS or LAIN), oldest first.

    Only those of closed meetings stand; `closed_only=False` adds those still being typed, never of cancelled ones.
    """
    status = Q(meeting__status=MeetingStatus.CLOSED) if closed_only else ~Q(meeting__status=MeetingStatus.CANCELLED)
    found = Decision.objects.filter(status, meeting__cycle=cycle)
    if about:
        found = found.filter(about=about)
    return found.select_related("meeting").order_by("meeting__held_on", "meeting_id", "number")


def meeting_for_print(pk: int) -> Meeting:
    """A meeting with everything its invitation, attendance list, minutes and berita acara print."""
    entries = Prefetch("entries", MinuteEntry.objects.select_related("agenda_item"))
    return (
        Meeting.objects.select_related("cycle__region__parent__parent")
        .prefetch_related("agenda", entries, "decisions", "representatives", "attendees__rt", "counts__rt")
        .get(pk=pk)
    )


#: What each page of a meeting shows and saves, for noticing that somebody else saved it meanwhile.
_MEETING_FIELDS = {
    "undangan": (
        "type", "step", "title", "held_on", "starts_at", "ends_at", "place", "inviter_office", "inviter_name",
        "invitation_number", "invited", "invited_count",
    ),
    "hadir": ("attendance_mode", "paper_total", "mismatch_reason"),
    "notulen": ("summary",),
    "penutup": (
        "chair_name", "chair_office", "secretary_name", "facilitator_name", "participation_note",
        "participation_accepted_by", "berita_acara_number",
    ),
}  # fmt: skip
_CHILD_FIELDS = {
    "undangan": (("agenda", ("pk", "order", "topic", "minutes")), ("invited_rts", ("pk",))),
    "hadir": (
        ("attendees", ("pk", "name", "sex", "rt_id", "element", "poor", "vulnerable", "address", "position", "phone")),
        ("counts", ("rt_id", "men", "women", "poor", "vulnerable")),
    ),
    "notulen": (
        ("agenda", ("pk", "discussion")),
        (
            "entries",
            (
                "pk", "agenda_item_id", "order", "text", "raised_by", "answer", "follow_up", "follow_up_by",
                "follow_up_on",
            ),
        ),
    ),
    "penutup": (("representatives", ("element", "name")),),
}  # fmt: skip


def stamp(meeting: Meeting, page: str) -> str:
    """A short mark of what a page of the meeting holds now; equal marks mean that nobody changed it."""
    row = Meeting.objects.filter(pk=meeting.pk).values_list(*_MEETING_FIELDS[page]).get()
    children = [
        sorted(getattr(meeting, name).order_by().values_list(*fields), key=repr) for name, fields in _CHILD_FIELDS[page]
    ]
    return hashlib.sha256(repr((row, children)).encode()).hexdigest()[:16]
