"""Usulan as rows: all intakes of a cycle, the agreed ones, similar ones, the light beside each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.areas.queries import neighbourhoods_on
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.proposals.enums import ProposalStatus
from planning.proposals.likeness import Wish, is_similar
from planning.proposals.models import Proposal
from planning.proposals.readiness import Facts, Readiness, readiness
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Decision, Meeting, MinuteEntry
from planning.rembuk.queries import of_cycle

#: Statuses that still stand for themselves, so that a similar new wish may be one of them.
STANDING = (ProposalStatus.PROPOSED, ProposalStatus.AGREED, ProposalStatus.POSTPONED)
#: What a decision must be about to carry an usulan. In SPBM the rounds of rembuk decide on places and their order
#: and the CSIAP is agreed as a whole; nobody decides on usulan apart from that.
ABOUT = frozenset({"USULAN"})
ABOUT_SANITATION = ABOUT | {"PERINGKAT_RT", "LOKASI", "OPSI_TEKNIK", "CSIAP"}
#: Meetings whose decisions count.
DECIDING = (MeetingStatus.HELD, MeetingStatus.CLOSED)


def proposals(cycle: Cycle) -> QuerySet[Proposal]:
    """Every intake of the cycle in the order of arrival, with RT, meetings and decision. Two queries."""
    return _with_everything(Proposal.objects.filter(cycle=cycle)).order_by("pk")


def proposals_for(user: Any) -> ScopedQuerySet:
    """Usulan in the person's area with their cycle and kelurahan."""
    return _with_everything(Proposal.objects.for_user(user)).select_related("cycle__region__parent")


def found_proposals(user: Any, words: str) -> ScopedQuerySet:
    """Usulan in the person's area whose title, location or RT holds all words."""
    found = proposals_for(user)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(location__icontains=word) | Q(rts__label__icontains=word))
    return found.distinct()


def agreed(cycle: Cycle) -> QuerySet[Proposal]:
    """Usulan that a rembuk agreed upon (DISEPAKATI); volume, unit, RT and households of each are known."""
    return proposals(cycle).filter(status=ProposalStatus.AGREED)


def standing(cycle: Cycle) -> QuerySet[Proposal]:
    """Usulan that stand for themselves (not merged, not declined), by title."""
    return Proposal.objects.filter(cycle=cycle, status__in=STANDING).order_by("title", "pk")


def answerable(cycle: Cycle) -> QuerySet[Proposal]:
    """Usulan that a rembuk may still agree upon."""
    return proposals(cycle).filter(status__in=(ProposalStatus.PROPOSED, ProposalStatus.POSTPONED))


def source_meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """Meetings of the cycle that took place, the latest first."""
    return Meeting.objects.filter(of_cycle(cycle), status__in=DECIDING).order_by("-held_on", "-pk")


def choosable_rts(cycle: Cycle, chosen: Collection[int] = ()) -> QuerySet[Neighbourhood]:
    """RT of the kelurahan that are valid today, and those already chosen, in the order of their labels."""
    today = neighbourhoods_on(cycle.region_id, timezone.localdate(), NeighbourhoodKind.RT).values("pk")
    own = Neighbourhood.objects.filter(kelurahan_id=cycle.region_id, kind=NeighbourhoodKind.RT)
    return own.filter(Q(pk__in=today) | Q(pk__in=chosen)).order_by("label")


@dataclass(frozen=True)
class MinuteWish:
    """An usulan or opinion in the minutes of a meeting that is not among the intakes yet."""

    pk: int
    text: str
    raised_by: str
    meeting: Meeting


def wishes_in_minutes(cycle: Cycle) -> list[MinuteWish]:
    """What minutes of the cycle hold and nobody took in as usulan yet, so that it is not typed twice."""
    entries = MinuteEntry.objects.filter(meeting__in=source_meetings(cycle)).select_related("meeting")
    taken = Proposal.objects.filter(cycle=cycle, source_meeting__isnull=False).values_list("source_meeting", "reason")
    known = {(meeting, " ".join(reason.split())) for meeting, reason in taken}
    return [
        MinuteWish(row.pk, row.text, row.raised_by, row.meeting)
        for row in entries.order_by("-meeting__held_on", "order")
        if (row.meeting_id, " ".join(row.text.split())) not in known
    ]


def status_counts(cycle: Cycle) -> dict[str, int]:
    """Number of intakes per status; every status is named. One query."""
    counts = dict(Proposal.objects.filter(cycle=cycle).order_by().values_list("status").annotate(Count("pk")))
    return {status.value: counts.get(status.value, 0) for status in ProposalStatus}


def takeable(cycle: Cycle) -> QuerySet[Proposal]:
    """Usulan of other cycles of the same kelurahan that may be taken over here, by cycle. Two queries.

    Not what is merged or declined, taken over already, taken from here, about RT that are gone, or what stands in a
    later cycle as well: there the newer one is offered.
    """
    here = Proposal.objects.filter(cycle=cycle)
    known = here.filter(origin__isnull=False).values("origin"), here.values("pk")
    rows = Proposal.objects.filter(cycle__region=cycle.region_id, status__in=STANDING, rts__valid_to=None)
    rows = rows.exclude(cycle=cycle).exclude(pk__in=known[0]).exclude(origin__in=known[1])
    rows = rows.exclude(pk__in=rows.filter(origin__isnull=False).values("origin"))
    return rows.select_related("cycle__region").prefetch_related("rts").distinct().order_by("-cycle_id", "pk")


def subjects_of(cycle: Cycle) -> frozenset[str]:
    """Subjects of decisions that carry usulan in the programme of a cycle."""
    return ABOUT_SANITATION if cycle.track == Track.SPBM else ABOUT


def deciding(cycle: Cycle) -> QuerySet[Decision]:
    """Decisions of the cycle that carry usulan, of meetings that were held or closed, the latest first."""
    about = subjects_of(cycle)
    found = Decision.objects.filter(of_cycle(cycle, via="meeting"), meeting__status__in=DECIDING, about__in=about)
    return found.select_related("meeting").order_by("-meeting__held_on", "meeting_id", "number")


def open_deciding_meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """Meetings that agreed on usulan of the cycle and are not closed yet, so that their decisions do not stand."""
    used = Proposal.objects.filter(cycle=cycle, status=ProposalStatus.AGREED).values("decision__meeting_id")
    return Meeting.objects.filter(pk__in=used).exclude(status=MeetingStatus.CLOSED)


def wish_of(proposal: Proposal, rts: Iterable[int] | None = None) -> Wish:
    """What likeness compares; `rts` for an usulan that is not stored yet."""
    keys = frozenset(rt.pk for rt in proposal.rts.all()) if rts is None else frozenset(rts)
    return Wish(proposal.title, proposal.location, proposal.aspect, proposal.criterion_key, keys)


def similar(cycle: Cycle, wish: Wish, *, but: int | None = None) -> list[Proposal]:
    """Standing usulan of the cycle that look like `wish`: a common RT, the same indicator, a similar title."""
    found = proposals(cycle).filter(aspect=wish.aspect, rts__in=wish.rts, status__in=STANDING)
    return [row for row in found.distinct() if row.pk != but and is_similar(wish, wish_of(row))]


def readiness_of(proposal: Proposal) -> Readiness:
    """The light of one usulan; its RT should be loaded."""
    return readiness(
        Facts(
            location=proposal.location,
            limits=proposal.limits,
            rts=len(proposal.rts.all()),
            volume=proposal.volume,
            unit=proposal.unit,
            households=proposal.households,
            poor_households=proposal.poor_households,
            women_households=proposal.women_households,
            source=bool(proposal.source_meeting_id or proposal.asked_by_name.strip()),
            photo=bool(proposal.photo),
        )
    )


def _with_everything(rows: Any) -> Any:
    return rows.select_related("source_meeting", "decision__meeting", "merged_into", "origin").prefetch_related("rts")
