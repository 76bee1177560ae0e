"""Trainings of a place, whom one may choose as participants, competency, and what a gate counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.areas.naming import city_code
from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, TeamMember
from planning.institutions.catalog import TopicSet
from planning.institutions.competency import Competency, competency
from planning.institutions.composition import person_key
from planning.institutions.models import Material, Participant, Training
from planning.institutions.queries.lists import in_region
from planning.institutions.registry import Person, people_of
from planning.institutions.taught import Held, Learner

TEAM, EARLIER = "Tim perencana", "Peserta pelatihan sebelumnya"
DAYS_A_MONTH: Final = 30.4375


def trainings_for(user: Any) -> ScopedQuerySet[Training]:
    """Trainings in the person's area with place and cycle."""
    return Training.objects.for_user(user).select_related("region__parent", "cycle__region")


def trainings_in(region_code: str) -> list[Training]:
    """Every training of a place with how many came, newest first. One query."""
    came = Q(participants__present=True)
    rows = (
        Training.objects.filter(region_id=region_code)
        .select_related("cycle")
        .annotate(
            men=Count("participants", filter=came & Q(participants__sex="L")),
            women=Count("participants", filter=came & Q(participants__sex="P")),
        )
    )
    return list(rows.order_by("-held_on", "-pk"))


def participants_of(training: Training) -> list[Participant]:
    """Everybody on the list with body and RT, in the order in which they were added. One query."""
    return list(training.participants.select_related("institution", "rt").order_by("pk"))


def with_participants(region_code: str, topic_set: str = "") -> list[Training]:
    """Trainings of a place with participants and their bodies, oldest first. Two queries."""
    rows = Training.objects.filter(region_id=region_code)
    rows = rows.filter(topic_set=topic_set) if topic_set else rows
    return list(rows.prefetch_related("participants__institution", "participants__rt").order_by("held_on", "pk"))


def participant_stamp(training: Training) -> str:
    """A short mark of the stored list; equal marks mean that nobody changed it."""
    return stamp_of(list(training.participants.order_by("pk").values_list("pk", "version")))


# --- Whom one may choose --------------------------------------------------------------------------------------------
def known_people(training: Training) -> list[Person]:
    """People who need not be typed again: members, the planning team, earlier participants, what other apps register.

    Who stands in two lists is offered once, as a member first. Nobody of the training itself. A fixed number of
    queries.
    """
    here = {person_key(row) for row in training.participants.all()}
    found: dict[tuple[str, str], Person] = {}
    for person in [*_members(training), *_team(training), *_earlier(training), *people_of(training.region)]:
        key = person_key(person)
        if key not in here:
            found.setdefault(key, person)
    return list(found.values())


def _members(training: Training) -> Iterable[Person]:
    for body in in_region(training.region_id):
        if body.dissolved_on is None:
            for row in body.members.all():
                if row.serves_on(training.held_on) or row.serves_on(timezone.localdate()):
                    yield Person(f"anggota:{row.pk}", row.name, row.sex, body.name, row.rt, row.element, body.pk)


def _team(training: Training) -> Iterable[Person]:
    rows = TeamMember.objects.filter(cycle__region_id=training.region_id).select_related("rt").order_by("-cycle", "pk")
    for row in rows:
        yield Person(f"tim:{row.pk}", row.name, row.sex, TEAM, row.rt, "RELAWAN", None, TEAM)


def _earlier(training: Training) -> Iterable[Person]:
    rows = Participant.objects.filter(training__region_id=training.region_id).exclude(training=training)
    for row in rows.select_related("rt").order_by("-training__held_on", "pk"):
        yield Person(
            f"peserta:{row.pk}", row.name, row.sex, EARLIER, row.rt, row.element, row.institution_id, row.origin
        )


# --- Competency -----------------------------------------------------------------------------------------------------
def competency_in(region_code: str, topic_set: TopicSet, day: date | None = None) -> Competency:
    """Who understands what in a place; bodies as they are on `day` (today). Six queries."""
    bodies = [body for body in in_region(region_code) if body.dissolved_on is None]
    return competency(topic_set, with_participants(region_code, topic_set.code), bodies, day or timezone.localdate())


# --- Papers ---------------------------------------------------------------------------------------------------------
def trainings_of_cycle(cycle: Cycle) -> list[Training]:
    """Trainings that were held for a cycle, and those of its place without a cycle in its years, oldest first."""
    rows = with_participants(cycle.region_id)
    today, last = timezone.localdate(), cycle.until_year or cycle.fiscal_year
    return [
        row
        for row in rows
        if row.held_on <= today
        and (row.cycle_id == cycle.pk or (row.cycle_id is None and cycle.started_on.year <= row.held_on.year <= last))
    ]


def training_for_print(pk: int) -> Training:
    """A training with its place and people. Raises `Training.DoesNotExist`."""
    rows = Training.objects.select_related("region__parent__parent__parent", "cycle")
    return rows.prefetch_related("participants__institution").get(pk=pk)


def planned_for(cycle: Cycle) -> QuerySet[Training]:
    """Trainings of a cycle, held or to come, newest first."""
    return Training.objects.filter(cycle=cycle).order_by("-held_on", "-pk")


# --- What a gate counts ---------------------------------------------------------------------------------------------
def held_trainings(cycle: Cycle, topic_set: str, months: int) -> list[Held]:
    """Trainings of the cycle's place that were held, not longer than `months` before the cycle began. Two queries."""
    since = cycle.started_on - timedelta(days=round(months * DAYS_A_MONTH))
    rows = with_participants(cycle.region_id, topic_set)
    today = timezone.localdate()
    return [_held(row) for row in rows if row.held_on >= since and (row.ends_on or row.held_on) <= today]


def _held(training: Training) -> Held:
    learners = tuple(_learner(row) for row in training.participants.all() if row.present)
    return Held(training.pk, training.ends_on or training.held_on, frozenset(training.topics), learners)


def _learner(row: Participant) -> Learner:
    kind = row.institution.kind if row.institution else ""
    return Learner(person_key(row), kind, row.element, row.grasps)


def planning_began(cycle: Cycle, step: str) -> date | None:
    """The day on which a step after this one was first opened; None while none is. Reads the (prefetched) steps."""
    states = list(cycle.steps.all())
    own = next((state.position for state in states if state.step == step), None)
    if own is None:
        return None
    continuous = {one.code for one in cycle.steps_in_order if one.continuous}
    opened = [
        state.opened_at
        for state in states
        if state.position > own
        and state.step not in continuous
        and state.status != StepStatus.NOT_STARTED
        and state.opened_at is not None
    ]
    return timezone.localdate(min(opened)) if opened else None


# --- Materials ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Shelf:
    """One topic with its materials."""

    topic: Any
    materials: tuple[Material, ...]


def materials_for(region: Region) -> QuerySet[Material]:
    """Materials of the place and of the kota above it."""
    return Material.objects.filter(region_id__in=[region.pk, city_code(region.pk)]).select_related("region")


def shelves(region: Region, topic_set: TopicSet) -> tuple[Shelf, ...]:
    """The library of one set, topic by topic. One query."""
    rows = list(materials_for(region).filter(topic_set=topic_set.code))
    return tuple(Shelf(topic, tuple(row for row in rows if row.topic == topic.code)) for topic in topic_set.topics)
