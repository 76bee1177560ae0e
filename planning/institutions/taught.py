"""Whether the topics of a set were taught in time to those who need them. Pure: facts in, sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kumuh.core.formats import tanggal
from planning.institutions.catalog import Audience, Topic
from planning.institutions.enums import Grasp


@dataclass(frozen=True)
class Learner:
    """One person who was present: key of the person, kind of their body (or empty), element, grasp by topic code."""

    person: tuple[str, str]
    kind: str
    element: str
    grasps: dict[str, str]

    def belongs_to(self, audience: Audience) -> bool:
        return self.kind in audience.kinds or bool(audience.element and self.element == audience.element)


@dataclass(frozen=True)
class Held:
    """One training that was held: its last day, the topics taught, who was present."""

    key: int
    on: date
    topics: frozenset[str]
    learners: tuple[Learner, ...]


@dataclass(frozen=True)
class Wanted:
    """What a gate asks. `before` is the day on which planning began (None: not yet); `percent` 0 asks no grasp."""

    audiences: tuple[Audience, ...]
    people: int = 1
    percent: int = 0
    before: date | None = None


@dataclass(frozen=True)
class Shortage:
    """What is missing in one sentence; `training` is the key of the one to correct, None when one has to be held."""

    text: str
    training: int | None = None


def shortages(topics: Sequence[Topic], held: Iterable[Held], wanted: Wanted) -> Iterator[Shortage]:
    """Everything that is missing, audience by audience, then what was too late, then what is not understood."""
    everything = list(held)
    timely = [one for one in everything if wanted.before is None or one.on <= wanted.before]
    late = _late(topics, everything, timely)
    for audience in wanted.audiences:
        for words in _untaught(topics, timely, audience, wanted.people):
            yield Shortage(words)
    if not wanted.audiences and (nobody := [one.name for one in topics if not _learners(timely, one)]):
        yield Shortage(f"Materi belum dilatihkan: {', '.join(nobody)}.")
    if late and wanted.before is not None:
        names = ", ".join(f"{topic.name} ({tanggal(day)})" for topic, day in late)
        yield Shortage(f"Dilatihkan sesudah perencanaan dibuka {tanggal(wanted.before)}: {names}.")
    for topic in topics:
        yield from _not_grasped(topic, timely, wanted.percent)


def covered(topics: Iterable[Topic], held: Iterable[Held], wanted: Wanted) -> int:
    """How many topics every audience was taught in time."""
    timely = [one for one in held if wanted.before is None or one.on <= wanted.before]
    return sum(
        all(_count(timely, topic, audience) >= wanted.people for audience in wanted.audiences)
        and bool(_learners(timely, topic))
        for topic in topics
    )


def _learners(held: Iterable[Held], topic: Topic) -> dict[tuple[str, str], Learner]:
    """Everybody who was taught the topic, once each, as they were at the last training about it."""
    found: dict[tuple[str, str], Learner] = {}
    for one in sorted(held, key=lambda one: (one.on, one.key)):
        if topic.code in one.topics:
            for learner in one.learners:
                before = found.get(learner.person)
                keeps = before is not None and before.grasps.get(topic.code) and not learner.grasps.get(topic.code)
                found[learner.person] = before if keeps and before is not None else learner
    return found


def _count(held: Iterable[Held], topic: Topic, audience: Audience) -> int:
    return len(
        {
            learner.person
            for one in held
            if topic.code in one.topics
            for learner in one.learners
            if learner.belongs_to(audience)
        }
    )


def _untaught(topics: Sequence[Topic], timely: list[Held], audience: Audience, people: int) -> Iterator[str]:
    counts = {topic: _count(timely, topic, audience) for topic in topics}
    name = audience.name[:1].upper() + audience.name[1:]
    nobody = [topic.name for topic, count in counts.items() if not count]
    if len(nobody) == len(topics):
        yield f"{name} belum dilatih: {', '.join(nobody)}."
    elif nobody:
        yield f"Belum ada wakil {audience.name} yang mengikuti materi {', '.join(nobody)}."
    few = [f"{topic.name} ({count})" for topic, count in counts.items() if 0 < count < people]
    if few:
        yield f"Wakil {audience.name} kurang dari {people} orang pada materi {', '.join(few)}."


def _late(topics: Sequence[Topic], everything: list[Held], timely: list[Held]) -> list[tuple[Topic, date]]:
    found = []
    for topic in topics:
        days = [one.on for one in everything if topic.code in one.topics and one.learners]
        if days and not any(topic.code in one.topics and one.learners for one in timely):
            found.append((topic, min(days)))
    return found


def _not_grasped(topic: Topic, timely: list[Held], percent: int) -> Iterator[Shortage]:
    """A person who was not assessed does not understand yet, as far as anybody knows."""
    learners = _learners(timely, topic)
    understood = sum(one.grasps.get(topic.code) == Grasp.UNDERSTOOD for one in learners.values())
    if not percent or not learners or understood * 100 >= percent * len(learners):
        return
    newest = max((one for one in timely if topic.code in one.topics), key=lambda one: (one.on, one.key))
    yield Shortage(
        f"Materi {topic.name} dipahami {understood} dari {len(learners)} peserta, paling sedikit {percent} %.",
        newest.key,
    )
