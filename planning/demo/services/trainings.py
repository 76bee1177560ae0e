"""Example trainings: everybody of the bodies that a gate names, with scores and what each understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kumuh.accounts.models import User
from planning.cycles.models import Cycle
from planning.demo.pictures import paper_scan
from planning.institutions.catalog import AUDIENCES, TOPIC_SETS
from planning.institutions.enums import Grasp, MemberElement
from planning.institutions.models import Member, Training
from planning.institutions.queries.trainings import known_people
from planning.institutions.services import (
    NewPerson,
    Score,
    TrainingFacts,
    choose_participants,
    record_scores,
    register_training,
)

OFFICERS: Final = (("Aparat Kelurahan 01 (contoh)", "P"), ("Aparat Kelurahan 02 (contoh)", "L"))
#: Scores before and after; they differ a little from person to person.
BEFORE, AFTER = 48, 74


def hold_training(*, cycle: Cycle, options: Mapping[str, Any], on: date, by: User) -> Training:
    """Teach the set of topics that the settings of a `pelatihan` need name, or its first topic where one is enough."""
    asked = TOPIC_SETS[options["topik"]]
    whole = options.get("semua", True)
    topics = tuple(topic.code for topic in asked.topics) if whole else (asked.topics[0].code,)
    facts = TrainingFacts(
        title=f"{asked.name} {cycle.region.name} (contoh)",
        topics=topics,
        held_on=on,
        trainers="Tim Fasilitator (contoh)",
        place=f"Balai {cycle.region.title}",
        cycle=cycle,
    )
    training = register_training(
        region=cycle.region, topic_set=asked.code, facts=facts, by=by, scan=paper_scan("DAFTAR HADIR PELATIHAN")
    )
    _choose(training, options, by)
    _score(training, topics, by)
    return training


def _choose(training: Training, options: Mapping[str, Any], by: User) -> None:
    """Members of the bodies that are named, and officials of the kelurahan where they are."""
    wanted = [AUDIENCES[code] for code in options.get("peserta", ())]
    kinds = {kind for audience in wanted for kind in audience.kinds}
    members = Member.objects.filter(institution__region=training.region, institution__kind__in=kinds)
    names = set(members.values_list("name", flat=True))
    offered = {person.name: person.key for person in known_people(training)}
    officers = [row for row in OFFICERS if any(one.element == MemberElement.APARAT for one in wanted)]
    choose_participants(
        training=training,
        keep=(),
        chosen=[key for name, key in offered.items() if name in names],
        new=[
            NewPerson(name=name, sex=sex, element=MemberElement.APARAT, origin="Kantor kelurahan")
            for name, sex in officers
        ],
        by=by,
    )


def _score(training: Training, topics: tuple[str, ...], by: User) -> None:
    """Everybody came; the last topic is not yet understood by every sixth person."""
    people = list(training.participants.order_by("pk"))
    scores = [
        Score(
            pk=person.pk,
            before=BEFORE + 3 * (place % 5),
            after=AFTER + 4 * (place % 4),
            grasps={
                code: Grasp.NOT_YET if place % 6 == 5 and code == topics[-1] else Grasp.UNDERSTOOD for code in topics
            },
        )
        for place, person in enumerate(people)
    ]
    record_scores(training=training, scores=scores, by=by)
