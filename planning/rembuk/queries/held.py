"""What gates ask of meetings: which were held when, for which RT, with which decisions, signed and made known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from planning.cycles.models import Cycle
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import EvidenceKind, MeetingStatus
from planning.rembuk.models import Decision, Evidence, Meeting, MinuteEntry
from planning.rembuk.queries.meetings import representatives_by_slot
from planning.rembuk.queries.shared import of_cycle

T = TypeVar("T")
#: What to do when an earlier meeting is lacking.
ORDER_FIX: Final = "Tutup dahulu pertemuan itu; bila tanggalnya salah ketik, perbaiki di Undangan."


@dataclass(frozen=True)
class Held:
    """A meeting that was not cancelled; `rts` are the RT concerned, `about` the subjects that it decided on.

    `represented` are the keys of the places for residents' signatures that have a name (`catalog.Slot`).
    """

    pk: int
    type: str
    title: str
    moment: tuple[date, time]
    status: str
    rts: frozenset[int]
    about: frozenset[str]
    signed: bool
    published: bool
    represented: frozenset[str]

    @property
    def lacking_signers(self) -> tuple[str, ...]:
        """Labels of the residents' places that nobody is named for."""
        return tuple(slot.label for slot in KINDS[self.type].signers.slots if slot.key not in self.represented)

    @property
    def closed(self) -> bool:
        return self.status == MeetingStatus.CLOSED


def held_meetings(cycle: Cycle, types: Collection[str]) -> list[Held]:
    """Meetings of the cycle of these types, oldest first, without cancelled ones. Four queries."""
    scan = Evidence.objects.filter(meeting=OuterRef("pk"), kind=EvidenceKind.BERITA_ACARA_SCAN)
    rows = list(
        Meeting.objects.filter(of_cycle(cycle), type__in=types)
        .exclude(status=MeetingStatus.CANCELLED)
        .annotate(signed=Exists(scan))
        .prefetch_related("representatives")
        .order_by("held_on", "starts_at", "pk")
    )
    rts = _grouped(
        Meeting.invited_rts.through.objects.filter(meeting__in=rows).values_list("meeting_id", "neighbourhood_id")
    )
    about = _grouped(Decision.objects.filter(meeting__in=rows).order_by().values_list("meeting_id", "about"))
    return [
        Held(
            pk=row.pk,
            type=row.type,
            title=row.title,
            moment=(row.held_on, row.starts_at),
            status=row.status,
            rts=frozenset(rts.get(row.pk, ())),
            about=frozenset(about.get(row.pk, ())),
            signed=row.signed,
            published=row.published_on is not None,
            represented=frozenset(representatives_by_slot(row)),
        )
        for row in rows
    ]


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, set[T]]:
    found: dict[int, set[T]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found


def precedence_gaps(meeting: Meeting) -> tuple[str, ...]:
    """What had to be finished before this meeting and was not, in sentences (order of the rounds of SPBM).

    Rounds of single RT/RW are compared RT by RT; others have to be later than the last of the earlier type.
    """
    kind = KINDS[meeting.type]
    if not kind.after:
        return ()
    finished = [row for row in held_meetings(meeting.cycle, kind.after) if row.closed]
    mine = (meeting.held_on, meeting.starts_at)
    rts = dict(meeting.invited_rts.order_by("label").values_list("pk", "label"))
    found = []
    for earlier in kind.after:
        rows = [row for row in finished if row.type == earlier]
        if kind.per_rt and KINDS[earlier].per_rt:
            before = {rt for row in rows if row.moment < mine for rt in row.rts}
            labels = [label for pk, label in rts.items() if pk not in before]
            if labels:
                where = f" untuk {', '.join(labels)}"
                found.append(f"{earlier.label} belum selesai sebelum pertemuan ini{where}. {ORDER_FIX}")
        elif not rows or max(row.moment for row in rows) >= mine:
            found.append(f"{earlier.label} belum selesai sebelum pertemuan ini. {ORDER_FIX}")
    return tuple(found)


def unanswered(cycle: Cycle, kind: str) -> list[tuple[int, str, int]]:
    """Closed meetings of a type with opinions that have no answer: key, title, how many. One query."""
    blank = MinuteEntry.objects.filter(of_cycle(cycle, via="meeting"), answer="", meeting__type=kind)
    rows = (
        Meeting.objects.filter(entries__in=blank, status=MeetingStatus.CLOSED)
        .annotate(open=Count("entries", filter=Q(entries__answer="")))
        .order_by("held_on", "pk")
    )
    return list(rows.values_list("pk", "title", "open"))


def answered_opinions(cycle: Cycle, kinds: Collection[str], step: str = "") -> QuerySet[MinuteEntry]:
    """Opinions of closed meetings of these types (of one step) with their answers, oldest first.

    Meetings of other cycles that this one uses count. Names of who said it stay out.
    """
    rows = MinuteEntry.objects.filter(
        of_cycle(cycle, step, via="meeting"), meeting__type__in=kinds, meeting__status=MeetingStatus.CLOSED
    )
    return rows.select_related("meeting").order_by("meeting__held_on", "meeting_id", "order", "pk")
