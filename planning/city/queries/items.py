"""Items of ratified kelurahan plans and what the city answers to each."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from kumuh.areas.models import Neighbourhood, Settlement
from kumuh.areas.naming import city_code
from planning.city.enums import AnswerStatus
from planning.city.models import Agreement, Answer
from planning.city.queries.plans import Ratified, ratified_plans
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.programs.enums import ForumLevel, WorkStatus
from planning.programs.models import Allocation, ForumAnswer, Work

#: Works that are no item of the plan (any more): set aside by the kelurahan itself.
NO_ITEM: Final = (WorkStatus.POSTPONED, WorkStatus.DECLINED)
OPEN = "BELUM"


@dataclass(frozen=True)
class Item:
    """A work of a ratified plan with the city's answer (None: not answered yet)."""

    work: Work
    plan: Ratified
    answer: Answer | None

    @property
    def status(self) -> str:
        return self.answer.status if self.answer else OPEN

    @property
    def version(self) -> int:
        """What somebody who answers must have seen; 0 before the first answer."""
        return self.answer.version if self.answer else 0

    @property
    def year(self) -> int:
        """The year of the city's answer, else the one that was meant so far."""
        return self.answer.year if self.answer and self.answer.year else self.planned_year

    @property
    def planned_year(self) -> int:
        """The year that departments named in the forum, else that of the work, else of the kelurahan's plan."""
        forum = self.forum
        return (forum.year if forum else None) or self.work.year or self.plan.cycle.fiscal_year

    @property
    def forum(self) -> ForumAnswer | None:
        """What was decided last on its way through Musrenbang and departments."""
        levels = list(ForumLevel)
        return max(self.work.forum_answers.all(), key=lambda row: levels.index(ForumLevel(row.level)), default=None)

    @property
    def department(self) -> str:
        """The SKPD that the forum named; empty where none was."""
        return self.forum.department if self.forum else ""

    @property
    def rts(self) -> tuple[str, ...]:
        return tuple(rt.label for rt in self.work.rts.all())

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """Kawasan of its RT, each once, the one with most of its RT first."""
        counted: dict[Settlement, int] = {}
        for rt in self.work.rts.all():
            if rt.settlement is not None:
                counted[rt.settlement] = counted.get(rt.settlement, 0) + 1
        return tuple(sorted(counted, key=lambda one: (-counted[one], one.name)))

    @property
    def origin(self) -> str:
        """The plan it comes from: Renta PIP Podosugih 2026."""
        return f"{self.plan.step_name} {self.work.cycle.region.name} {self.work.cycle.years}"

    @property
    def traced(self) -> bool:
        """Whether it goes back to an usulan that a meeting decided on."""
        return bool(self.work.proposal and self.work.proposal.decision_id)


@dataclass(frozen=True)
class Choice:
    """What part of the items is looked at; empty means all."""

    kelurahan: str = ""
    settlement: int | None = None
    aspect: int | None = None
    status: str = ""

    def fits(self, item: Item) -> bool:
        return (
            self.kelurahan in ("", item.work.cycle.region_id)
            and (self.settlement is None or self.settlement in {one.pk for one in item.settlements})
            and self.aspect in (None, item.work.aspect)
            and self.status in ("", item.status)
        )


def items(cycle: Cycle, plans: Collection[Ratified] | None = None) -> list[Item]:
    """Every item of the ratified plans of the city, by kelurahan, indicator and age. Seven queries."""
    ratified = {plan.cycle.pk: plan for plan in (ratified_plans(cycle) if plans is None else plans)}
    rows = _works(cycle).filter(cycle__in=list(ratified))
    return [Item(work, ratified[work.cycle_id], _answer(work)) for work in rows]


def _works(cycle: Cycle) -> QuerySet[Work]:
    answers = Answer.objects.filter(cycle=cycle).select_related("programme", "answered_by")
    return (
        Work.objects.exclude(status__in=NO_ITEM)
        .select_related("cycle__region", "proposal__decision__meeting")
        .prefetch_related(
            Prefetch("rts", Neighbourhood.objects.select_related("settlement").order_by("label")),
            Prefetch("allocations", Allocation.objects.order_by("pk")),
            "forum_answers",
            Prefetch("city_answers", answers, to_attr="answers_here"),
        )
        .order_by("cycle__region_id", "cycle_id", "aspect", "pk")
    )


def _answer(work: Any) -> Answer | None:
    return next(iter(work.answers_here), None)


@dataclass(frozen=True)
class Progress:
    """How far the answering is: items, answers by status, rupiah that came into the plan of the city."""

    total: int
    by_status: Mapping[str, int]
    cost: int
    taken_cost: int

    @property
    def open(self) -> int:
        return self.by_status.get(OPEN, 0)

    @property
    def answered(self) -> int:
        return self.total - self.open


def progress_of(found: Collection[Item]) -> Progress:
    """Counts over items at hand."""
    by_status = dict.fromkeys((*AnswerStatus.values, OPEN), 0)
    for item in found:
        by_status[item.status] += 1
    taken = [item for item in found if item.status in (AnswerStatus.ACCEPTED, AnswerStatus.MERGED)]
    return Progress(len(found), by_status, sum(item.work.cost for item in found), sum(item.work.cost for item in taken))


def list_digest(found: Iterable[Item]) -> str:
    """A mark of a list with its answers; another mark means that an item, its cost or its answer changed."""
    lines = [
        f"{item.work.pk}|{item.work.name}|{item.work.cost}|{item.status}|{item.year}|{_reason(item)}|{_into(item)}"
        for item in sorted(found, key=lambda item: item.work.pk)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _reason(item: Item) -> str:
    return item.answer.reason if item.answer else ""


def _into(item: Item) -> int | None:
    return item.answer.programme_id if item.answer else None


# --- The kelurahan's own side ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PlanAnswers:
    """One kelurahan plan as the city answered it. `agreement` covers the list only while `settled`."""

    plan: Ratified
    items: tuple[Item, ...]
    agreement: Agreement | None

    @property
    def progress(self) -> Progress:
        return progress_of(self.items)

    @property
    def of_total(self) -> str:
        return f"dari {len(self.items)} butir"

    @property
    def answered(self) -> bool:
        return bool(self.items) and not self.progress.open

    @property
    def settled(self) -> bool:
        """Agreed, signed by both sides, and unchanged since."""
        row = self.agreement
        return row is not None and bool(row.scan) and row.list_digest == list_digest(self.items)

    @property
    def changed(self) -> bool:
        """Agreed, but an item or an answer changed since."""
        return self.agreement is not None and self.agreement.list_digest != list_digest(self.items)


def plan_answers(cycle: Cycle, found: Collection[Item] | None = None) -> list[PlanAnswers]:
    """Every ratified plan of the city with its answers and agreement, by kelurahan. One query beside the items."""
    plans = ratified_plans(cycle) if found is None else None
    rows = items(cycle, plans) if found is None else found
    agreements = {row.plan_id: row for row in Agreement.objects.filter(cycle=cycle)}
    ratified = {plan.cycle.pk: plan for plan in plans or (item.plan for item in rows)}
    grouped: dict[int, list[Item]] = {pk: [] for pk in ratified}
    for item in rows:
        grouped[item.plan.cycle.pk].append(item)
    return [PlanAnswers(ratified[pk], tuple(grouped[pk]), agreements.get(pk)) for pk in ratified]


def answers_to(plan: Cycle) -> list[tuple[Cycle, PlanAnswers]]:
    """What the cities' cycles answered to one kelurahan cycle, newest first; empty without a city cycle of its years.

    Plans that are not ratified have no items yet.
    """
    rows = Cycle.objects.filter(track=Track.CITY, region_id=city_code(plan.region_id))
    found = []
    for cycle in rows.select_related("region").prefetch_related("steps").order_by("-fiscal_year", "-pk"):
        mine = [one for one in ratified_plans(cycle) if one.cycle.pk == plan.pk]
        if mine:
            found.append((cycle, plan_answers_of(cycle, mine[0])))
    return found


def plan_answers_of(cycle: Cycle, plan: Ratified) -> PlanAnswers:
    """One ratified plan as the city answered it."""
    agreement = Agreement.objects.filter(cycle=cycle, plan=plan.cycle).first()
    return PlanAnswers(plan, tuple(items(cycle, [plan])), agreement)
