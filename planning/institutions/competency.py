"""Who understands what: the newest assessment of each person and topic, gaps per body, whom to train again.

Reads objects of trainings and members, asks no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planning.institutions.catalog import Topic, TopicSet
from planning.institutions.composition import person_key
from planning.institutions.enums import Grasp, MemberElement

#: How a topic stands for one person.
UNDERSTOOD, NOT_YET, UNASSESSED, UNTAUGHT = "P", "B", "T", ""
WORDS = {UNDERSTOOD: "paham", NOT_YET: "belum", UNASSESSED: "belum dinilai", UNTAUGHT: "belum dilatih"}


@dataclass
class Person:
    """One person over all trainings of a set; `marks` by topic code, `on` the last training they attended."""

    name: str
    sex: str
    body: str
    rt_id: int | None = None
    marks: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    before: int | None = None
    after: int | None = None
    apparatus: bool = False

    def mark(self, topic: Topic) -> str:
        return self.marks.get(topic.code, UNTAUGHT)


@dataclass(frozen=True)
class TopicCount:
    """How many people of a body stand how with a topic."""

    topic: Topic
    understood: int
    not_yet: int
    unassessed: int
    untaught: int

    @property
    def gap(self) -> bool:
        """Whether nobody understands it."""
        return not self.understood


@dataclass(frozen=True)
class BodyCompetency:
    """A body with its people of today, topic by topic."""

    name: str
    pk: int | None
    people: tuple[Person, ...]
    counts: tuple[TopicCount, ...]

    @property
    def gaps(self) -> tuple[Topic, ...]:
        """Topics that nobody of the body understands."""
        return tuple(one.topic for one in self.counts if one.gap)


@dataclass(frozen=True)
class Repeat:
    """A topic with the people who did not understand it yet when they were last assessed."""

    topic: Topic
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Competency:
    """The report of one set of topics in one place."""

    topic_set: TopicSet
    people: tuple[Person, ...]
    bodies: tuple[BodyCompetency, ...]

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """Who needs which topic again."""
        found = (
            Repeat(topic, tuple(one for one in self.people if one.mark(topic) == NOT_YET))
            for topic in self.topic_set.topics
        )
        return tuple(one for one in found if one.people)

    @property
    def table(self) -> tuple[tuple[Person, tuple[tuple[Topic, str], ...]], ...]:
        """Everybody with each topic and how it stands."""
        return tuple((one, tuple((topic, one.mark(topic)) for topic in self.topic_set.topics)) for one in self.people)

    @property
    def totals(self) -> tuple[TopicCount, ...]:
        """Everybody who was ever trained, topic by topic."""
        return _counts(self.topic_set, self.people)


def competency(topic_set: TopicSet, trainings: Iterable[Any], bodies: Iterable[Any], day: date) -> Competency:
    """The report from trainings (with participants) and bodies (with members) as they are on `day`.

    The newest assessment of a topic decides; a later training without assessment leaves it as it was.
    """
    people = _people(topic_set, trainings)
    known = list(people.values())
    rows = [_body(topic_set, body, day, people) for body in bodies]
    if officials := tuple(one for one in known if one.apparatus):
        rows.append(BodyCompetency("Aparat kelurahan", None, officials, _counts(topic_set, officials)))
    ordered = tuple(sorted(known, key=lambda one: (one.body, one.name)))
    return Competency(topic_set, ordered, tuple(row for row in rows if row.people))


Key = tuple[str, str, int | None]


def _people(topic_set: TopicSet, trainings: Iterable[Any]) -> dict[Key, Person]:
    found: dict[Key, Person] = {}
    for training in sorted(trainings, key=lambda one: (one.held_on, one.pk)):
        if training.topic_set != topic_set.code:
            continue
        for row in training.participants.all():
            if row.present:
                _add(_person(found, row), training, row)
    return found


def _person(found: dict[Key, Person], row: Any) -> Person:
    """The person of this row: the same name and sex, and not from two different RT."""
    name, sex = person_key(row)
    for rt in (row.rt_id, None):
        if (name, sex, rt) in found:
            return found[name, sex, rt]
    alone = [one for key, one in found.items() if key[:2] == (name, sex)]
    if row.rt_id is None and len(alone) == 1:
        return alone[0]
    found[name, sex, row.rt_id] = person = Person(row.name, row.sex, row.body_name, row.rt_id)
    return person


def _add(person: Person, training: Any, row: Any) -> None:
    person.body, person.on = row.body_name, training.held_on
    person.rt_id = person.rt_id or row.rt_id
    person.apparatus = row.element == MemberElement.APARAT
    person.before = row.before if row.before is not None else person.before
    person.after = row.after if row.after is not None else person.after
    for code in training.topics:
        assessed = row.grasps.get(code, "")
        person.marks[code] = assessed or person.marks.get(code, UNASSESSED)


def _body(topic_set: TopicSet, body: Any, day: date, people: dict[Key, Person]) -> BodyCompetency:
    members = {person_key(one): one for one in body.members.all() if one.serves_on(day)}
    rows = tuple(_member(one, body, people) for one in members.values())
    return BodyCompetency(body.name, body.pk, rows, _counts(topic_set, rows))


def _member(member: Any, body: Any, people: dict[Key, Person]) -> Person:
    name, sex = person_key(member)
    trained = [one for key, one in people.items() if key[:2] == (name, sex)]
    same = [one for one in trained if one.rt_id == member.rt_id or None in (one.rt_id, member.rt_id)]
    return same[0] if same else Person(member.name, member.sex, body.name, member.rt_id)


def _counts(topic_set: TopicSet, people: Sequence[Person]) -> tuple[TopicCount, ...]:
    found = []
    for topic in topic_set.topics:
        marks = [one.mark(topic) for one in people]
        found.append(
            TopicCount(topic, *(marks.count(kind) for kind in (Grasp.UNDERSTOOD, NOT_YET, UNASSESSED, UNTAUGHT)))
        )
    return tuple(found)
