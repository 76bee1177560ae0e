"""What Musrenbang and the city decided on the works of a plan: the items of a level, and the whole way of one item."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.urls import reverse

from kumuh.areas.naming import city_code
from kumuh.core.formats import rupiah, tanggal
from kumuh.core.versions import stamp_of
from planning.cycles.catalog import TRACKS
from planning.cycles.models import Cycle
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.models import ForumAnswer, Work
from planning.programs.queries.works import SET_ASIDE, works
from planning.proposals.models import Proposal
from planning.proposals.registry import WayStep
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.queries import of_cycle

#: Levels in the order in which an item passes them.
LEVELS: Final = tuple(ForumLevel)
#: Whose record says what was decided; the city answers by letter.
MEETING_TYPES: Final[Mapping[str, MeetingType]] = {
    ForumLevel.KELURAHAN: MeetingType.MUSRENBANG_KEL,
    ForumLevel.KECAMATAN: MeetingType.MUSRENBANG_KEC,
}
#: Named check and option that ask for a level.
CHECKS: Final = {
    ForumLevel.KELURAHAN: ("musrenbang", "KELURAHAN"),
    ForumLevel.KECAMATAN: ("musrenbang", "KECAMATAN"),
    ForumLevel.CITY: ("konsolidasi", None),
}
TOOK_PLACE: Final = (MeetingStatus.HELD, MeetingStatus.CLOSED)

Answers = Mapping[str, ForumAnswer]


@dataclass(frozen=True)
class ForumItem:
    """A work with the answers of all levels so far, by level."""

    work: Work
    answers: Answers

    def answer(self, level: str) -> ForumAnswer | None:
        return self.answers.get(level)

    @property
    def last(self) -> ForumAnswer | None:
        """The answer of the highest level that spoke; None before the first."""
        return next((self.answers[level] for level in reversed(LEVELS) if level in self.answers), None)

    @property
    def steps(self) -> tuple[tuple[ForumLevel, ForumAnswer | None, bool], ...]:
        """Every level with its answer, and whether the item gets there (what was not accepted goes no further)."""
        found, reaches = [], True
        for level in LEVELS:
            answer = self.answers.get(level)
            found.append((level, answer, reaches))
            reaches = reaches and answer is not None and answer.status == ForumStatus.ACCEPTED
        return tuple(found)

    @property
    def waiting_for(self) -> ForumLevel | None:
        """The level whose turn it is; None where the item was settled."""
        return next((level for level, answer, reaches in self.steps if reaches and answer is None), None)

    @property
    def settled(self) -> ForumAnswer | None:
        """The one final status: not accepted somewhere, or answered by the city. None while it is on its way."""
        last = self.last
        if last is None or (last.status == ForumStatus.ACCEPTED and last.level != ForumLevel.CITY):
            return None
        return last


def forum_way(item: ForumItem) -> list[WayStep]:
    """The levels of one item as stations of its way."""
    found = []
    for level, answer, reaches in item.steps:
        state = "done" if answer else "open" if reaches else "blocked"
        words = forum_words(answer) if answer else "" if reaches else "Tidak sampai ke tingkat ini."
        found.append(WayStep(level.label, state, answer.status if answer else "", words))
    return found


def way_of_proposal(proposal: Proposal) -> list[WayStep]:
    """What became of an agreed usulan: each work that was made from it, level by level. Two queries."""
    made = list(Work.objects.filter(proposal=proposal).order_by("pk"))
    if not made:
        return [WayStep("Dijadikan kegiatan dalam rencana", "open")]
    answers: dict[int, dict[str, ForumAnswer]] = {}
    for row in ForumAnswer.objects.filter(work__in=made).select_related("meeting", "merged_into"):
        answers.setdefault(row.work_id, {})[row.level] = row
    found = []
    for work in made:
        aside = work.status in SET_ASIDE
        url = reverse("programs:work-detail", args=[work.cycle_id, work.pk])
        words = f"{work.name}, {rupiah(work.cost)}." + (f" {work.status_reason}" if aside else "")
        found.append(WayStep("Kegiatan dalam rencana", "done", work.status, words, url))
        found += [] if aside else forum_way(ForumItem(work, answers.get(work.pk, {})))
    return found


def forum_words(answer: ForumAnswer) -> str:
    """One answer in words: why, with what, by whom, when, under which number and in which meeting."""
    merged = f"digabung dengan “{answer.merged_into.name}”" if answer.merged_into else ""
    parts = [
        merged,
        answer.reason,
        f"urutan {answer.rank}" if answer.rank else "",
        answer.department,
        f"kode {answer.code}" if answer.code else "",
        f"tahun {answer.year}" if answer.year else "",
        f"nomor rujukan {answer.reference}" if answer.reference else "",
        f"{answer.meeting.title}, {tanggal(answer.meeting.held_on)}" if answer.meeting else "",
    ]
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def departments_used(region_code: str) -> list[str]:
    """Departments that answers of the same city named, most used first. One query."""
    rows = ForumAnswer.objects.filter(work__cycle__region__code__startswith=city_code(region_code))
    counted = rows.exclude(department="").order_by().values("department").annotate(times=Count("pk"))
    return [row["department"] for row in counted.order_by("-times", "department")]


def level_before(level: str) -> ForumLevel | None:
    """The level that must have accepted an item first; None for the first level."""
    place = LEVELS.index(ForumLevel(level))
    return LEVELS[place - 1] if place else None


def level_after(level: str) -> ForumLevel | None:
    """The level that takes up what this one accepts; None for the last."""
    place = LEVELS.index(ForumLevel(level))
    return LEVELS[place + 1] if place + 1 < len(LEVELS) else None


def step_of_level(cycle: Cycle, level: str) -> str:
    """Code of the step in which a level is recorded and locked; empty where the programme has none."""
    check, value = CHECKS[ForumLevel(level)]
    for step in TRACKS[cycle.track].steps:
        for need in step.needs:
            if need.check == check and need.options.get("tingkat") == value:
                return step.code
    return ""


def forum_items(cycle: Cycle) -> list[ForumItem]:
    """Every work of the plan with its answers, by indicator. Five queries."""
    found: dict[int, dict[str, ForumAnswer]] = {}
    for row in _answers(cycle):
        found.setdefault(row.work_id, {})[row.level] = row
    return [ForumItem(work, found.get(work.pk, {})) for work in works(cycle)]


def items_at(found: Iterable[ForumItem], level: str) -> list[ForumItem]:
    """Items that a level has to answer: all at the first, later what the level before accepted.

    In the list of the kecamatan by rank, elsewhere as they come.
    """
    before = level_before(level)
    rows = [
        item
        for item in found
        if before is None or ((answer := item.answer(before)) is not None and answer.status == ForumStatus.ACCEPTED)
    ]
    if level == ForumLevel.KELURAHAN:
        return rows
    return sorted(rows, key=lambda item: _rank(item, level))


def _rank(item: ForumItem, level: str) -> tuple[bool, int, int]:
    """By rank at this level, or that of the level before while this one is silent; without a rank last."""
    own = item.answer(level) or item.answer(level_before(level) or level)
    rank = own.rank if own else None
    return (rank is None, rank or 0, item.work.pk)


def forum_item(work: Work) -> ForumItem:
    """One work with its answers. One query."""
    rows = ForumAnswer.objects.filter(work=work).select_related("meeting", "merged_into")
    return ForumItem(work, {row.level: row for row in rows})


def forum_answers_of(work_ids: Collection[int]) -> dict[int, ForumItem]:
    """Answers of many works by work, for pages of the city. Two queries; works without an answer are there as well."""
    rows = ForumAnswer.objects.filter(work__in=list(work_ids)).select_related("meeting", "merged_into")
    found: dict[int, dict[str, ForumAnswer]] = {}
    for row in rows:
        found.setdefault(row.work_id, {})[row.level] = row
    wanted = Work.objects.filter(pk__in=list(work_ids)).select_related("cycle__region")
    return {work.pk: ForumItem(work, found.get(work.pk, {})) for work in wanted}


def forum_stamp(found: Iterable[ForumItem], level: str) -> str:
    """A short mark of what a level holds; equal marks mean that nobody changed it."""
    held = [(item.work.pk, row.version) for item in found if (row := item.answer(level)) is not None]
    return stamp_of(sorted(held))


def forum_meetings(cycle: Cycle, level: str) -> QuerySet[Meeting]:
    """Meetings of the cycle (or used by it) that may have decided at a level and took place, the latest first."""
    kind = MEETING_TYPES.get(level)
    rows = Meeting.objects.filter(of_cycle(cycle), type=kind, status__in=TOOK_PLACE) if kind else Meeting.objects.none()
    return rows.order_by("-held_on", "-pk")


@dataclass(frozen=True)
class LevelCount:
    """How far one level is."""

    level: ForumLevel
    asked: int
    answered: int
    accepted: int


def level_counts(found: Sequence[ForumItem]) -> tuple[LevelCount, ...]:
    """For each level: items it has to answer, answered ones, accepted ones."""
    return tuple(
        LevelCount(
            level,
            len(rows := items_at(found, level)),
            sum(item.answer(level) is not None for item in rows),
            sum((row := item.answer(level)) is not None and row.status == ForumStatus.ACCEPTED for item in rows),
        )
        for level in LEVELS
    )


@dataclass(frozen=True)
class ForumResult:
    """What one level decided on the works of one cycle. `cost` is that of the accepted works, in rupiah."""

    cycle_id: int
    level: ForumLevel
    held_on: date | None
    answered: int
    accepted: int
    postponed: int
    declined: int
    merged: int
    cost: int


def forum_results(cycles: Collection[int]) -> list[ForumResult]:
    """Counts of the answers of each level on the works of these cycles (keys). One query for any number of them."""
    rows = ForumAnswer.objects.filter(work__cycle__in=list(cycles)).order_by().values("work__cycle", "level")
    columns = {status: Count("pk", filter=Q(status=status)) for status in ForumStatus}
    accepted = Sum("work__cost", filter=Q(status=ForumStatus.ACCEPTED), default=0)
    found = rows.annotate(
        last=Max("meeting__held_on"),
        answered=Count("pk"),
        accepted=columns[ForumStatus.ACCEPTED],
        postponed=columns[ForumStatus.POSTPONED],
        declined=columns[ForumStatus.DECLINED],
        merged=columns[ForumStatus.MERGED],
        money=accepted,
    )
    told = found.values_list(
        "work__cycle", "level", "last", "answered", "accepted", "postponed", "declined", "merged", "money"
    )
    return [ForumResult(cycle, ForumLevel(level), *counts) for cycle, level, *counts in told]


def _answers(cycle: Cycle) -> QuerySet[ForumAnswer]:
    return ForumAnswer.objects.filter(work__cycle=cycle).select_related("meeting", "merged_into").order_by("pk")
