"""Reads of meetings, their decisions and what a printed document needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from planning.cycles.models import Cycle
from planning.rembuk.enums import Element, MeetingStatus, MeetingType
from planning.rembuk.models import Decision, Meeting, MinuteEntry, Representative
from planning.rembuk.queries.attendance import totals_of
from planning.rembuk.queries.shared import of_cycle

#: Address of the documents app that prints a kind about a subject.
PRINT: Final = "documents:document-print"
WHAT: Final = {
    MeetingStatus.PLANNED: "Direncanakan",
    MeetingStatus.HELD: "Hasil mulai diketik",
    MeetingStatus.CLOSED: "Ditutup",
    MeetingStatus.CANCELLED: "Dibatalkan",
}
#: Papers to write on before and during a meeting.
BLANK_PAPERS: Final = (("daftar-hadir-kosong", "Daftar hadir kosong"), ("lembar-rembuk", "Lembar rembuk kosong"))
#: Meetings of RT/RW, which bring the list of proposals of their RW.
OF_NEIGHBOURS = (
    MeetingType.REMBUK_RW,
    MeetingType.REMBUK_RTRW_1,
    MeetingType.REMBUK_RTRW_2,
    MeetingType.REMBUK_RTRW_3,
)
SEPARATE_TYPES = (MeetingType.KELOMPOK_PEREMPUAN, MeetingType.KELOMPOK_RENTAN)


def meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """All meetings of the cycle and those it uses of others, newest first, with the number of decisions."""
    return (
        Meeting.objects.filter(of_cycle(cycle))
        .select_related("cycle__region")
        .annotate(decision_count=Count("decisions"))
        .order_by("-held_on", "-starts_at", "-pk")
    )


def meetings_for(user: Any) -> ScopedQuerySet[Meeting]:
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
    """Meetings of the cycle (of one step) whose result stands, with those it uses of other cycles."""
    return Meeting.objects.filter(of_cycle(cycle, step), status=MeetingStatus.CLOSED)


def separate_group_meetings(cycle: Cycle, step: str = "") -> list[Meeting]:
    """Closed separate meetings of women's or vulnerable groups at which somebody was present."""
    found = list(closed_meetings(cycle, step).filter(type__in=SEPARATE_TYPES))
    totals = totals_of(found)
    return [meeting for meeting in found if totals[meeting.pk].total]


def decisions(cycle: Cycle, about: str = "", *, closed_only: bool = True) -> QuerySet[Decision]:
    """Decisions of the cycle (of one subject), oldest first.

    Only those of closed meetings stand; `closed_only=False` adds those still being typed, never of cancelled ones.
    """
    status = Q(meeting__status=MeetingStatus.CLOSED) if closed_only else ~Q(meeting__status=MeetingStatus.CANCELLED)
    found = Decision.objects.filter(status, of_cycle(cycle, via="meeting"))
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


def representatives_by_slot(meeting: Meeting) -> dict[str, Representative]:
    """The residents who sign, by key of their place (`catalog.Slot`): the element, numbered for plain residents."""
    found: dict[str, Representative] = {}
    plain = 0
    for row in meeting.representatives.all():
        plain += row.element == Element.WARGA
        found[f"{row.element}-{plain}" if row.element == Element.WARGA else row.element] = row
    return found


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
    row = Meeting.objects.filter(pk=meeting.pk).values_list(*_MEETING_FIELDS[page])[0]
    children = [
        sorted(getattr(meeting, name).order_by().values_list(*fields), key=repr) for name, fields in _CHILD_FIELDS[page]
    ]
    return stamp_of((row, children))


def text_stamp(text: str) -> str:
    """A short mark of some words, for noticing that somebody else changed them meanwhile."""
    return stamp_of(text)


def rts_of(cycle: Cycle, day: date) -> QuerySet[Neighbourhood]:
    """RT of the kelurahan that exist on the day, in order of their label."""
    ended = Q(valid_to__isnull=False, valid_to__lt=day)
    return Neighbourhood.objects.filter(kelurahan_id=cycle.region_id, kind=NeighbourhoodKind.RT).exclude(ended)


def documents_of(meeting: Meeting, *, names: bool) -> tuple[tuple[str, str, str], ...]:
    """What can be printed of a meeting in its present state: kind, label, address.

    With `names` also the filled list and the minutes, which tell who was there. Empty while the site has no
    page that prints.
    """
    kinds = [("undangan", "Undangan")]
    if meeting.status == MeetingStatus.PLANNED:
        kinds += BLANK_PAPERS
    else:
        kinds += [("daftar-hadir", "Daftar hadir"), ("notulen", "Notulen")] if names else []
        kinds += [("berita-acara", "Berita acara")]
    if meeting.type in OF_NEIGHBOURS:
        kinds += [("usulan-rw", "Daftar usulan RW")]
    try:
        return tuple((kind, label, reverse(PRINT, args=[kind, meeting.pk])) for kind, label in kinds)
    except NoReverseMatch:
        return ()


def blank_papers_of(meeting: Meeting) -> tuple[tuple[str, str, str], ...]:
    """The papers to write on, for the screen of the meeting itself: kind, label, address."""
    return tuple((kind, label, reverse(PRINT, args=[kind, meeting.pk])) for kind, label in BLANK_PAPERS)


def rts_for_counts(meeting: Meeting, *, every: bool) -> QuerySet[Neighbourhood]:
    """Rows of the count table: RT concerned and those already counted, or every RT of the kelurahan."""
    rts = rts_of(meeting.cycle, meeting.held_on)
    if every:
        return rts
    concerned = meeting.invited_rts.values("pk")
    counted = meeting.counts.filter(rt__isnull=False).values("rt")
    return rts.filter(Q(pk__in=concerned) | Q(pk__in=counted))


@dataclass(frozen=True)
class StateChange:
    """One turn in the life of a meeting: who did what, when, why."""

    who: str
    what: str
    at: datetime
    reason: str


def state_changes(meeting: Meeting) -> list[StateChange]:
    """Planned, typed, closed, reopened, cancelled – newest first, out of the change history."""
    found: list[StateChange] = []
    before = None
    for row in meeting.history.select_related("history_user").order_by("history_date", "history_id"):
        if before is None or row.status != before:
            reopened = before == MeetingStatus.CLOSED and row.status == MeetingStatus.HELD
            what = "Dibuka kembali" if reopened else WHAT[row.status]
            reason = row.reopened_reason if reopened else row.cancelled_reason
            found.append(StateChange(str(row.history_user or "–"), what, row.history_date, reason))
        before = row.status
    return found[::-1]
